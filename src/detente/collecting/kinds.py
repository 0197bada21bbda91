"""Which format reads a file, by its name and beginning."""

from __future__ import annotations

from pathlib import Path

from detente.pieces import find_pieces

__all__ = ["kind_of"]


def kind_of(path: Path) -> str:
    """Give the name of the format that recognises a local path; ``files`` reads all others."""
    for name, module in find_pieces("detente.collecting.formats").items():
        if (knows := getattr(module, "recognises", None)) and knows(path):
            return name
    return "files"
