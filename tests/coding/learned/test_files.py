"""A model that is missing, cut short or of another make is named, with what to do about it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from detente.coding.learned.model import Model
from detente.errors import DataFileError

NAME = "minilm.v1"
PARTS = ("encoder.onnx", "heads.onnx", "tokenizer.json", "settings.json")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with as_file(files("detente.coding") / "models" / NAME) as shipped:
        shutil.copytree(shipped, tmp_path / NAME)
    return tmp_path / NAME


@pytest.mark.parametrize("part", PARTS)
def test_a_missing_file_is_named(folder: Path, part: str) -> None:
    (folder / part).unlink()
    with pytest.raises(DataFileError, match=rf"{part}.*install detente anew"):
        Model(folder)


@pytest.mark.parametrize("part", PARTS)
def test_a_file_cut_short_is_named(folder: Path, part: str) -> None:
    content = (folder / part).read_bytes()
    (folder / part).write_bytes(content[: len(content) // 2])
    with pytest.raises(DataFileError, match=rf"{part}.*install detente anew"):
        Model(folder)


def test_a_file_that_is_no_model_is_named_though_its_hash_fits(folder: Path) -> None:
    import hashlib

    settings = json.loads((folder / "settings.json").read_text())
    (folder / "heads.onnx").write_bytes(b"no network")
    settings["sha256"]["heads.onnx"] = hashlib.sha256(b"no network").hexdigest()
    (folder / "settings.json").write_text(json.dumps(settings))
    with pytest.raises(DataFileError, match="install detente anew"):
        Model(folder)


def test_a_model_of_other_types_is_refused(folder: Path) -> None:
    settings = json.loads((folder / "settings.json").read_text())
    settings["types"] = settings["types"][::-1]
    (folder / "settings.json").write_text(json.dumps(settings))
    with pytest.raises(DataFileError, match="made for other types"):
        Model(folder)


def test_every_file_is_small_enough_to_be_kept(folder: Path) -> None:
    assert all(path.stat().st_size < 40 * 2**20 for path in folder.iterdir())
    assert (folder / "README.md").exists()


def test_reading_writes_nothing_anywhere(tmp_path: Path) -> None:
    """The library that runs the network has versions that keep files and call home."""
    program = (
        "from detente.coding import coder\n"
        "coder('minilm.v1').type_of('Oman met Chad.', (0, 4), (9, 13))\n"
    )
    places = dict.fromkeys(("HOME", "TMPDIR", "XDG_CACHE_HOME"), str(tmp_path))
    environment = {**os.environ, **places}
    subprocess.run([sys.executable, "-B", "-c", program], env=environment, check=True, cwd=tmp_path)
    assert list(tmp_path.iterdir()) == []
