"""Our scores are those of the protocols' own programs, to the last digit."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from detente.coding import coder
from detente.evaluation import crisis, crisis_scores, read_rows, write_rows
from detente.evaluation.figures import intervals, nested
from detente.evaluation.gold import Row
from detente.evaluation.suites import with_ends
from detente.evaluation.tasks import predictions, task

IDS = "gold/plv_interstate_ids.json"
NOW = datetime(2026, 11, 1, tzinfo=UTC)


def run(script: Path, *given: object) -> str:
    done = subprocess.run(
        [sys.executable, str(script), *map(str, given)], capture_output=True, text=True, check=True
    )
    return done.stdout


def scored(
    shared: Path, tmp_path: Path, name: str, gold: Path, ids: Path | None, split: str | None
) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """Give our figures, their intervals, and what the protocol prints for the same predictions."""
    rows = read_rows(gold, split)
    if ids:
        rows = with_ends(rows, ids)
    said = list(predictions(task(name), rows, coder("rules.v1")))
    write_rows(tmp_path / "pred.jsonl", said)
    figures = task(name).figures(rows, {one["id"]: one for one in said})
    options: list[object] = ["--ids", ids] if ids else []
    options += ["--split", split] if split else []
    printed = run(
        shared / "protocols" / "coding_score.py", name, gold, tmp_path / "pred.jsonl", *options
    )
    return nested(figures), dict(intervals(figures)), json.loads(printed)


def agree(ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    for key, value in ours.items():
        if isinstance(value, dict):
            agree(value, theirs[key])
        else:
            assert value == pytest.approx(theirs[key], abs=1e-9), key


@pytest.mark.parametrize(
    ("name", "gold", "ids", "split"),
    [
        ("pairs", "gold/plv.jsonl", None, None),
        ("pairs", "gold/plv.jsonl", None, "dev"),
        ("dyads", "gold/plv.jsonl", IDS, None),
        ("raters", "gold/osorio_a.jsonl", None, None),
        ("penta", "gold/cameo_class.jsonl", None, None),
    ],
)
def test_visible_sets(
    shared: Path, tmp_path: Path, name: str, gold: str, ids: str | None, split: str | None
) -> None:
    ours, bounds, theirs = scored(
        shared, tmp_path, name, shared / gold, shared / ids if ids else None, split
    )
    agree(ours, theirs)
    for level in ("root", "quad", "binary") if name == "pairs" else ():
        assert list(bounds[f"{level}_macro_f1"]) == theirs[f"{level}_ci"]


LINES = [
    ("Russia expelled two Moldovan diplomats. Moldova summoned the Russian ambassador.", [
        {"actor": "RUS", "type": "SANCTION", "recipient": "MDA", "status": "asserted"},
        {"actor": "MDA", "type": "ACCUSE", "recipient": "RUS", "status": "asserted"},
    ]),
    ("France and Italy signed an agreement on border police.", [
        {"actor": "ITA", "type": "AGREE", "recipient": "FRA", "status": "asserted",
         "alt_types": ["COOPERATE"]},
    ]),
    ("Japan plans to send aid to Nepal.", [
        {"actor": "JPN", "type": "AID", "recipient": "NPL", "status": "planned"},
    ]),
    ("Germany criticised Hungary.", [
        {"actor": "DEU", "type": "REJECT", "recipient": "HUN", "status": "asserted"},
    ]),
    ("The Norwegian parliament passed a budget.", []),
    ("Turkey accused Greece of violating its airspace.", []),
]  # fmt: skip


def test_lines(shared: Path, tmp_path: Path) -> None:
    gold = tmp_path / "lines.jsonl"
    write_rows(
        gold,
        ({"id": n, "text": text, "events": events} for n, (text, events) in enumerate(LINES)),
    )
    ours, _, theirs = scored(shared, tmp_path, "lines", gold, None, None)
    agree(ours, theirs)
    assert ours["false_alarms_on_empty_lines"] == 0.5


def test_a_crisis(shared: Path, tmp_path: Path) -> None:
    folder = shared / "crises"
    coded = crisis.code_items(read_rows(folder / "items.jsonl"), coder("rules.v1"), now=NOW)
    crisis.write_events(tmp_path / "events.csv", crisis.event_rows(coded))
    triples = list(crisis.triple_rows(coded))
    write_rows(tmp_path / "triples.jsonl", triples)
    printed = run(
        shared / "protocols" / "crisis_score.py", "sample", "--gold", folder,
        "--events", tmp_path / "events.csv", "--triples", tmp_path / "triples.jsonl",
    )  # fmt: skip

    gold: list[Row] = read_rows(folder / "item_triples.jsonl")
    figures = nested(crisis_scores.triple_figures(gold, triples))
    for name in ("all", "lang:en", "lang:ru"):
        found = re.search(rf"^{name} +P (\S+) R (\S+) F1 (\S+)", printed, re.MULTILINE)
        assert found
        said = [f"{figures[name][key]:.3f}" for key in ("precision", "recall", "f1")]
        assert said == list(found.groups())

    events = nested(
        crisis_scores.event_figures(
            crisis_scores.read_events(folder / "sample_events.csv"),
            crisis_scores.read_events(tmp_path / "events.csv"),
        )
    )
    for days in (0, 1, 3):
        found = re.search(rf"day\+-{days} .*=(\S+) +quad class (\S+)", printed)
        assert found
        recall = events[f"recall within {days} days"]
        assert [f"{recall['type']:.3f}", f"{recall['quad']:.3f}"] == list(found.groups())
    found = re.search(r"fit some gold event: \S+=(\S+) ", printed)
    assert found
    assert f"{events['predicted rows that fit']:.3f}" == found[1]
