"""events, tension, outlook, brief, explain, export over a small ledger."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from detente.records import Event
from detente.records.frames import from_frame
from tests.cli.running import json_lines, run_command


def _events(ledger: Path, *args: str) -> list[dict[str, Any]]:
    return json_lines(run_command("events", "--json", "--ledger", str(ledger), *args))


def test_two_reports_of_one_deed_are_one_event(ledger: Path) -> None:
    (expulsion,) = _events(ledger, "--type", "sanction")
    assert (expulsion["actor"], expulsion["recipient"]) == ("AZE", "RUS")
    assert (expulsion["date"], expulsion["precision"]) == ("2025-06-28", "day")
    assert expulsion["reports"] == 2
    assert expulsion["span"] in expulsion["quote"]


def test_events_are_chosen_by_pair_and_days(ledger: Path) -> None:
    everything = _events(ledger)
    assert _events(ledger, "--pair", "azerbaijan-russia") == everything
    assert _events(ledger, "--pair", "FRA-DEU") == []
    june = _events(ledger, "--until", "2025-06-30")
    assert {e["date"] for e in june} == {"2025-06-28"}
    july = _events(ledger, "--since", "2025-06-29")
    assert len(june) + len(july) == len(everything)


def test_events_as_of_a_day_know_nothing_later(ledger: Path) -> None:
    then = _events(ledger, "--pair", "RUS-AZE", "--as-of", "2025-06-30")
    assert {e["type"] for e in then} == {"SANCTION"}
    result = run_command("events", "--as-of", "2025-06-30", "--ledger", str(ledger), status=2)
    assert "--pair" in result.stderr


def test_events_as_a_table_and_as_csv(ledger: Path) -> None:
    table = run_command("events", "--ledger", str(ledger)).stdout
    assert "SANCTION" in table
    sheet = run_command("events", "--csv", "--ledger", str(ledger)).stdout
    rows = list(csv.DictReader(io.StringIO(sheet)))
    assert [r["id"] for r in rows] == [e["id"] for e in _events(ledger)]


def test_the_curve_lists_as_many_days_as_asked_for(ledger: Path) -> None:
    def days(number: str) -> list[str]:
        shown = run_command("tension", "RUS-AZE", "--days", number, "--ledger", str(ledger)).stdout
        return [line[:10] for line in shown.splitlines() if line.startswith("2025-")]

    assert days("2") == ["2025-07-19", "2025-07-20"]
    assert days("999999999")[0] == "2025-06-28"


def test_no_event_is_said_on_stderr(ledger: Path) -> None:
    result = run_command("events", "--pair", "FRA-DEU", "--ledger", str(ledger))
    assert (result.stdout, result.stderr) == ("", "no such event\n")


def test_tension_has_a_line_a_day(ledger: Path) -> None:
    points = json_lines(run_command("tension", "RUS-AZE", "--json", "--ledger", str(ledger)))
    assert [points[0]["day"], points[-1]["day"]] == ["2025-06-28", "2025-07-20"]
    assert len(points) == 23
    assert all(p["low"] <= p["value"] <= p["high"] for p in points)
    shown = run_command("tension", "RUS-AZE", "--days", "3", "--ledger", str(ledger)).stdout
    assert "2025-07-20" in shown
    assert "2025-07-16" not in shown
    assert f"Standing rung: {points[-1]['rung']}" in shown


def test_outlook_shows_its_base_and_caption(ledger: Path) -> None:
    data = json.loads(run_command("outlook", "RUS-AZE", "--json", "--ledger", str(ledger)).stdout)
    assert data["model"] == "baserate.v1"
    shown = run_command("outlook", "RUS-AZE", "--ledger", str(ledger)).stdout
    assert data["caption"] in shown.replace("\n", " ")
    assert "within 90 days" in shown


def test_a_briefing_is_written_in_two_formats(ledger: Path, tmp_path: Path) -> None:
    markdown = run_command("brief", "RUS-AZE", "--ledger", str(ledger)).stdout
    assert "expelled" in markdown
    page = tmp_path / "brief.html"
    run_command("brief", "RUS-AZE", "--format", "html", "-o", str(page), "--ledger", str(ledger))
    assert "<html" in page.read_text(encoding="utf8")
    data = json.loads(run_command("brief", "RUS-AZE", "--json", "--ledger", str(ledger)).stdout)
    assert data["as_of"] == "2025-07-20"


def test_a_file_that_cannot_be_written_is_an_error(ledger: Path, tmp_path: Path) -> None:
    target = str(tmp_path / "none" / "brief.md")
    result = run_command("brief", "RUS-AZE", "-o", target, "--ledger", str(ledger), status=2)
    assert target in result.stderr


def test_explaining_an_event_walks_back_to_its_sentence(ledger: Path) -> None:
    (event,) = _events(ledger, "--type", "SANCTION")
    found = json.loads(
        run_command("explain", event["id"][:8], "--json", "--ledger", str(ledger)).stdout
    )
    assert (found["kind"], found["id"]) == ("event", event["id"])
    assert event["quote"] in [step["finding"] for step in found["steps"]]
    shown = run_command("explain", event["id"], "--ledger", str(ledger)).stdout
    assert event["quote"] in shown
    assert "net.v1 on 2025-06-28" in shown


@pytest.mark.parametrize("kind", ["events", "reports", "points", "documents"])
@pytest.mark.parametrize("form", ["csv", "parquet", "jsonl"])
def test_exports_hold_every_record(ledger: Path, tmp_path: Path, kind: str, form: str) -> None:
    target = tmp_path / f"out.{form}"
    done = run_command("export", kind, "-o", str(target), "--json", "--ledger", str(ledger))
    frame = _read(target)
    assert frame.height == json.loads(done.stdout)["rows"] > 0
    if (kind, form) == ("events", "parquet"):
        assert {e.id for e in from_frame(frame, Event)} == {e["id"] for e in _events(ledger)}


def _read(path: Path) -> pl.DataFrame:
    if path.suffix == ".csv":
        return pl.read_csv(path)
    return pl.read_parquet(path) if path.suffix == ".parquet" else pl.read_ndjson(path)


def test_an_export_goes_to_stdout(ledger: Path) -> None:
    lines = json_lines(run_command("export", "documents", "--ledger", str(ledger)))
    assert len(lines) == 5
