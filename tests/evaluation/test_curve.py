"""The curve of precision and recall."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.coding import coder
from detente.errors import InvalidInput
from detente.evaluation.curve import BARS, curve, widest
from detente.evaluation.gold import Row
from detente.evaluation.tasks import task
from tests.cli.running import run_command

ROWS = [
    Row(Path("gold.jsonl"), 1, {"id": "a", "text": "-", "events": [_e]})
    for _e in [{"actor": "POL", "type": "ACCUSE", "recipient": "RUS", "status": "asserted"}]
]


def _said(*confidences: float) -> dict[str, dict[str, object]]:
    kinds = ("ACCUSE", "ASSAULT", "AID")
    events = [
        {"actor": "POL", "type": kind, "recipient": "RUS", "confidence": sure}
        for kind, sure in zip(kinds, confidences, strict=False)
    ]
    return {"a": {"events": events}}


def test_precision_rises_as_doubtful_events_fall_away() -> None:
    points = list(curve(task("lines"), ROWS, _said(0.9, 0.4, 0.2)))
    assert [p.confidence for p in points] == list(BARS)
    by_bar = {p.confidence: (round(p.precision, 2), round(p.recall, 2)) for p in points}
    assert by_bar[0.2] == (0.33, 1.0)
    assert by_bar[0.4] == (0.5, 1.0)
    assert by_bar[0.9] == (1.0, 1.0)
    assert by_bar[0.95] == (0.0, 0.0)


def test_a_task_without_recall_has_no_curve() -> None:
    with pytest.raises(InvalidInput, match="penta has no precision"):
        list(curve(task("penta"), [Row(Path("g"), 1, {"id": "a", "code": 0})], _said(0.5)))


def test_a_coder_of_one_confidence_has_no_curve() -> None:
    with pytest.raises(InvalidInput, match=r"rules\.v1 gives every event the same"):
        widest(coder("rules.v1"))


def test_the_command_prints_it(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    event = {"actor": "POL", "type": "ACCUSE", "recipient": "RUS", "status": "asserted"}
    gold.write_text(json.dumps({"id": "a", "text": "Poland condemned Russia.", "events": [event]}))
    args = ("evaluate", "code", str(gold), "--task", "lines", "--curve")
    shown = run_command(*args).stdout.splitlines()
    assert len(shown) == len(BARS)
    assert shown[0].startswith("at 0.05  precision ")
    first = json.loads(run_command(*args, "--json").stdout.splitlines()[0])
    assert first == {
        "confidence": 0.05,
        "precision": first["precision"],
        "recall": 1.0,
        "f1": first["f1"],
    }
