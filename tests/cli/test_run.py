from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import run_command


def _run(*args: str) -> dict[str, Any]:
    return dict(json.loads(run_command("run", "--once", "--json", *args).stdout))


def test_a_run_counts_everything_and_loses_nothing(news: Path, tmp_path: Path) -> None:
    done = _run(str(news), "--ledger", str(tmp_path / "l.db"))
    assert (done["documents"], done["new_documents"], done["coded"]) == (5, 5, 5)
    assert done["as_of"] == "2025-07-20"
    assert done["reports"] >= done["events"] >= 4
    reasons = {(stage, kind): n for stage, kind, _, n, _ in done["skips"]}
    assert reasons["collect", "skip"] == 1
    assert sum(n for (_, kind), n in reasons.items() if kind == "error") == 1
    assert [stage for stage, _ in done["seconds"]][:3] == ["collect", "read", "code"]


def test_a_second_run_codes_nothing_and_changes_nothing(news: Path, tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    first = _run(str(news), "--ledger", str(path))
    before = _rows(path)
    second = _run(str(news), "--ledger", str(path))
    assert (second["new_documents"], second["coded"]) == (0, 0)
    assert (second["reports"], second["events"]) == (first["reports"], first["events"])
    assert second["tensest"] == first["tensest"]
    assert _rows(path) == before


def _rows(path: Path) -> dict[str, int]:
    tables = ("documents", "reports", "events", "backgrounds", "points", "outlooks", "skips")
    with sqlite3.connect(path) as connection:
        counts = {t: connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables}
    connection.close()
    return counts


def test_the_summary_names_the_tensest_pair_months(news: Path, tmp_path: Path) -> None:
    shown = run_command("run", "--once", str(news), "--ledger", str(tmp_path / "l.db")).stdout
    assert "Tensest pair-months" in shown
    assert "2025-06  AZE-RUS" in shown
    assert "not a page, text or JSON lines" in shown


def test_settings_name_sources_pairs_and_ledger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, news: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    run_command("init", "Russia", "AZE", "--offline")
    (tmp_path / "news" / "items.jsonl").write_bytes((news / "items.jsonl").read_bytes())
    done = _run()
    assert done["documents"] == 5
    assert done["ledger"] == "detente.db"
    assert "AZE" in run_command("events").stdout


def test_published_dates_an_undated_text(tmp_path: Path) -> None:
    text = tmp_path / "note.txt"
    text.write_text("Russia expelled an Azerbaijani diplomat.", encoding="utf8")
    undated = _run(str(text), "--language", "en", "--ledger", str(tmp_path / "a.db"))
    assert undated["events"] == 1
    assert undated["on_curve"] == 0
    stated = ("--language", "en", "--published", "2025-03-04")
    dated = _run(str(text), *stated, "--ledger", str(tmp_path / "b.db"))
    assert dated["on_curve"] == 1
    assert dated["as_of"] == "2025-03-04"


def test_texts_without_a_day_are_told_and_so_is_what_was_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text("Envoy called in\n\nBaku summoned the Russian ambassador.\n")
    (folder / "b.html").write_bytes(b"")
    said = run_command("run", "--once", str(folder), "--ledger", str(tmp_path / "l.db"))
    assert "1 of these documents tell no day" in said.stdout
    assert "b.html" in said.stdout
