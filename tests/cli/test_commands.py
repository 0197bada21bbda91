"""What every command must have, and what happens to errors."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer

import detente
from detente.cli.app import app
from tests.cli.running import run_command

COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
NAMES = (
    "demo", "init", "run", "code", "events", "tension", "outlook", "brief", "explain", "export",
    "serve", "doctor",
)  # fmt: skip
GROUPS = ("evaluate", "sources")
EVALUATE = ("code", "crisis", "reading", "actors", "spans", "stories", "floors",
)  # fmt: skip


def test_all_commands_are_there() -> None:
    assert tuple(COMMANDS) == NAMES + GROUPS
    assert tuple(COMMANDS["evaluate"].commands) == EVALUATE


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_help_with_an_example_and_json(name: str) -> None:
    shown = run_command(name, "--help").output
    assert f"Example: detente {name}" in shown
    assert "--json" in shown


@pytest.mark.parametrize("name", EVALUATE)
def test_every_evaluation_has_help_with_an_example_and_json(name: str) -> None:
    shown = run_command("evaluate", name, "--help").output
    assert f"Example: detente evaluate {name}" in shown
    assert "--json" in shown


def test_no_arguments_show_the_commands() -> None:
    shown = run_command(status=2).output
    assert "Start with: detente demo" in shown


def test_the_version_is_the_packages() -> None:
    assert run_command("--version").output == f"detente {detente.__version__}\n"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["events", "--ledger", "none.db"], "none.db"),
        (["tension", "RUS-RUS", "--ledger", "none.db"], "RUS"),
        (["tension", "RUS-QQQ", "--ledger", "none.db"], "QQQ"),
        (["tension", "RUS-AZE", "--as-of", "soon"], "'soon' is no day; write it like 2025-07-01"),
        (["tension", "RUS-AZE", "--as-of", "9999-12-31"], "9999-12-31 lies outside 1800-01-01"),
        (["outlook", "RUS-AZE", "--as-of", "0001-01-01"], "0001-01-01 lies outside 1800-01-01"),
        (["code", "-", "--published", "9999-12-31"], "9999-12-31 lies outside 1800-01-01"),
        (["code", "-", "--language", "english"], "ISO 639-1 code, such as en"),
        (["run"], "nothing to read: give files or folders"),
        (["run", "--as-of", "2025-07-01", "src"], "--as-of needs --once"),
        (["run", "--once"], "nothing to read"),
        (["run", "--once", "none.txt"], "none.txt: no such file or folder"),
        (["code", "none.txt"], "none.txt: no such file or folder"),
        (["code", "Russia expelled two diplomats. " * 20], "File name too long"),
        (["events", "--type", "WAR", "--ledger", "none.db"], "ASSAULT"),
        (["events", "--config", "none.toml"], "none.toml"),
        (["export", "events", "--format", "parquet", "--ledger", "none.db"], "-o"),
        (["explain", "xyz", "--ledger", "none.db"], "none.db"),
        (["serve", "--ledger", "none.db"], "none.db"),
        (["nonsense"], "nonsense"),
    ],
)
def test_a_mistake_is_told_in_a_line_on_stderr_with_status_2(
    args: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run_command(*args, status=2)
    assert result.stdout == ""
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_help_starts_fast_and_loads_nothing_heavy() -> None:
    code = (
        "import sys; from detente.cli.app import app; "
        "heavy = {'polars', 'sqlalchemy', 'trafilatura', 'fastapi', 'pydantic', 'rich.console'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    ("command", "message"),
    [("doctor > /dev/full", "No space left on device"), ("doctor | true", "")],
)
def test_output_that_nobody_takes_gives_no_traceback(command: str, message: str) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full on this system")
    script = Path(sys.executable).with_name("detente")
    done = subprocess.run(
        f"'{script}' {command}", shell=True, capture_output=True, text=True, check=False
    )
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == bool(message)


def test_the_installed_command_reports_an_error_without_a_traceback(tmp_path: Path) -> None:
    detente_script = Path(sys.executable).with_name("detente")
    done = subprocess.run(
        [detente_script, "events"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LC_ALL": "C"},
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("detente: there is no ledger at detente.db")
    assert len(done.stderr.splitlines()) == 1
