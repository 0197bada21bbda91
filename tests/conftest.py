"""What all tests share."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
REQUIRED = os.environ.get("DETENTE_NEEDS", "").split(",")

# Machines that build are slow at times; what is slow by itself is measured in benchmarks/.
settings.register_profile("detente", deadline=None)
settings.load_profile("detente")


def _missing(what: str, name: str) -> None:
    """Skip, or fail where the environment says that this may not be skipped."""
    if name in REQUIRED:
        pytest.fail(f"{what}, and DETENTE_NEEDS demands it")
    pytest.skip(what)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder of evaluation data that lies beside the checkout."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        _missing("no evaluation data at ../shared", "shared")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """Give the path of a Chromium."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        _missing("no Chromium on this machine: install the package chromium", "browser")
        raise AssertionError
    return found


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[tuple[Path, Callable[[str], None]]]:
    """Give a small disk of its own, and what changes its options."""
    place = tmp_path / "disk"
    place.mkdir()

    def mount(options: str) -> bool:
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0

    if shutil.which("mount") is None or not mount("size=3m"):
        pytest.skip("no disk can be mounted here: that takes root and a system that allows it")
    try:
        yield place, lambda options: None if mount(f"remount,{options}") else pytest.fail(options)
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)
