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
    """Write a file. Raises `InvalidInput` where it cannot be written."""
    try:
        path.write_bytes(data)
    except OSError as error:
        raise InvalidInput(f"{path}: cannot be written: {error.strerror}") from error
