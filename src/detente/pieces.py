"""Finding the exchangeable pieces: formats, coders, indices, models, datasets, channels.

A piece is a module with a constant ``NAME`` and a function ``build()`` that makes the piece. It is
found by lying in its room's folder, or, from outside the package, by an entry point whose group is
the folder's name, such as ``detente.coding.coders``.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from importlib.metadata import EntryPoints, entry_points
from types import ModuleType

from detente.errors import UnknownPiece

__all__ = ["DEFAULT_CODER", "find_piece", "find_pieces"]

DEFAULT_CODER = "minilm.v1"
"""The coder where none is named."""


def find_pieces(folder: str) -> dict[str, ModuleType]:
    """Map the `NAME` of every piece in a folder, such as ``detente.coding.coders``, to its module.

    Modules without a `NAME` are helpers and left out. A piece from outside never replaces one of
    the same name that lies in the folder.
    """
    package = importlib.import_module(folder)
    inside = [
        importlib.import_module(f"{folder}.{info.name}")
        for info in pkgutil.iter_modules(package.__path__)
        if not info.name.startswith("_")
    ]
    outside = [entry.load() for entry in _registered(folder)]
    found: dict[str, ModuleType] = {}
    for module in [*inside, *outside]:
        if name := getattr(module, "NAME", None):
            found.setdefault(name, module)
    return dict(sorted(found.items()))


@cache
def _registered(folder: str) -> EntryPoints:
    # Reading what is installed takes 5 ms, and it does not change while a program runs.
    return entry_points(group=folder)


def find_piece(folder: str, name: str) -> ModuleType:
    """Give the module of the piece called `name`. Raises `UnknownPiece`, which lists the others."""
    pieces = find_pieces(folder)
    if name not in pieces:
        kind = folder.rpartition(".")[2]
        raise UnknownPiece(f"no piece {name!r} among the {kind}; there are: {', '.join(pieces)}")
    return pieces[name]
