from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.cli.spark import sparkline
from detente.store import Ledger
from tests.cli.running import run_command


def test_init_writes_settings_once(tmp_path: Path) -> None:
    args = ("init", "Azerbaijan", "rus", "--folder", str(tmp_path))
    assert json.loads(run_command(*args, "--json").stdout) == {
        "path": str(tmp_path / "detente.toml")
    }
    assert "--force" in run_command(*args, status=2).stderr
    run_command(*args, "--force")
    assert 'watch = ["AZE-RUS"]' in (tmp_path / "detente.toml").read_text(encoding="utf8")


def test_init_refuses_a_state_that_is_none(tmp_path: Path) -> None:
    result = run_command("init", "Atlantis", "RUS", "--folder", str(tmp_path), status=2)
    assert "Atlantis" in result.stderr.replace("\n", "")
    assert not (tmp_path / "detente.toml").exists()


def test_doctor_finds_everything_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    checks = json.loads(run_command("doctor", "--json").stdout)
    assert [c["check"] for c in checks] == [
        "python", "packages", "data files", "sqlite", "settings", "ledger", "disk",
    ]  # fmt: skip
    assert all(c["ok"] for c in checks)
    assert "✓ python" in run_command("doctor").stdout
    assert not (tmp_path / "detente.db").exists()


def test_doctor_names_what_is_wrong(tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text("wacht = []\n", encoding="utf8")
    shown = run_command("doctor", "--config", str(bad), status=1).stdout
    assert "✗ settings" in shown
    assert "did you mean 'watch'?" in shown
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"no database at all, though long enough to look like one" * 20)
    shown = run_command("doctor", "--ledger", str(broken), status=1).stdout
    assert "✗ ledger" in shown


def test_doctor_counts_what_the_ledger_holds(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    Ledger.open(path).close()
    assert "0 documents, 0 events" in run_command("doctor", "--ledger", str(path)).stdout


def test_a_sparkline_rises_with_its_values() -> None:
    assert sparkline([]) == ""
    assert sparkline([-100.0, 0.0, 100.0]) == "▁▅█"
    assert sparkline([0.0, 5.0, 10.0]) == "▅▆▇"
    assert len(sparkline([0.0] * 1000, width=50)) == 50
    assert sparkline([0.0] * 49 + [-50.0] + [0.0] * 49 + [50.0], width=2) == "▁█"
