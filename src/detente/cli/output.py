"""Results that go to a file or to stdout."""

from __future__ import annotations

from pathlib import Path

import typer

from detente.errors import InvalidInput

__all__ = ["write_bytes", "write_text"]


def write_text(text: str, path: Path | None) -> None:
    """Write UTF-8 text. Raises `InvalidInput` where the file cannot be written."""
    if path is None:
        typer.echo(text, nl=not text.endswith("\n"))
    else:
        write_bytes(text.encode("utf8"), path)


def write_bytes(data: bytes, path: Path) -> None:
    """Write a file, whole or not at all. Raises `InvalidInput` where it cannot be written."""
    place = path.resolve()
    try:
        if place.exists() and not place.is_file():  # a pipe or a device
            path.write_bytes(data)
        else:
            _replace(place, data)
    except OSError as error:
        raise InvalidInput(
            f"{path}: cannot be written: {error.strerror}; make room there, or give another file "
            "with -o"
        ) from error


def _replace(path: Path, data: bytes) -> None:
    """Write beside the file first: where the disk is full, what was there stays whole."""
    made = path.with_name(f".{path.name}.part")
    try:
        made.write_bytes(data)
        made.replace(path)
    except OSError:
        made.unlink(missing_ok=True)
        raise
