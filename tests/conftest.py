"""What all tests share."""

from __future__ import annotations

import os
import shutil
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
