from __future__ import annotations

import pytest

from detente.errors import UnknownPiece
from detente.pieces import find_piece, find_pieces

FOLDERS = {
    "detente.collecting.formats": "files",
    "detente.coding.coders": "rules.v1",
    "detente.tension.indices": "net.v1",
    "detente.outlook.models": "baserate.v1",
    "detente.publishing.channels": "atom",
}


@pytest.mark.parametrize(("folder", "name"), FOLDERS.items())
def test_every_folder_gives_its_pieces(folder: str, name: str) -> None:
    pieces = find_pieces(folder)
    assert name in pieces
    assert list(pieces) == sorted(pieces)
    assert all(module.__name__.startswith(folder) for module in pieces.values())


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_piece_can_be_built(folder: str) -> None:
    for name, module in find_pieces(folder).items():
        assert name == module.NAME
        assert module.build() is not None


def test_an_unknown_piece_names_those_there_are() -> None:
    with pytest.raises(UnknownPiece, match=r"rules\.v1"):
        find_piece("detente.coding.coders", "oracle.v9")
