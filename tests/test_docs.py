"""Docs that no longer fit the code fail."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main

from detente.cli.app import app
from detente.monitor.config import settings_table

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def test_the_reference_is_what_the_code_says() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "generate.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}; `make docs` writes the pages anew"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf8")):
        if not target.startswith(("http://", "https://", "mailto:")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_told_outside_the_reference(command: str) -> None:
    guides = [p for p in PAGES if "reference" not in p.parts]
    said = [p.name for p in guides if re.search(rf"detente {command}\b", p.read_text("utf8"))]
    assert said, f"no page of README, tutorial or how-to shows `detente {command}`"


def test_every_command_has_an_example() -> None:
    group = typer.main.get_command(app)
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        assert f"Example: detente {name}" in (command.help or ""), name


def test_every_setting_is_explained() -> None:
    text = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf8")
    for key, _, meaning in settings_table():
        assert meaning, key
        assert f"`{key}`" in text


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_commands_in_the_docs_exist(page: Path) -> None:
    shown = re.findall(r"^(?:\$ )?detente ([a-z]+)", page.read_text(encoding="utf8"), re.MULTILINE)
    assert set(shown) <= set(COMMANDS)
