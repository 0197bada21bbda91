"""The worked example in docs/method/tension.md is what the code gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from detente.records import History
from detente.tension import measure
from tests.tension.building import event

PAGE = Path(__file__).resolve().parents[2] / "docs" / "method" / "tension.md"


def test_worked_example() -> None:
    history = History.of(
        [
            event("a", "RUS ASSAULT AZE", "2025-03-01"),
            event("b", "AZE ACCUSE RUS", "2025-03-03"),
            event("c", "AZE ACCUSE RUS", "2025-03-03"),
            event("d", "RUS CONCEDE AZE", "2025-03-10"),
        ]
    )
    news = tuple((date(2025, 2, 1) + timedelta(days=i), 10) for i in range(60))
    points = measure(replace(history, coverage=news), as_of=date(2025, 4, 1))
    computed = {
        f"| {p.day} | {p.value:.2f} | {p.low:.2f} | {p.high:.2f} | {p.words:.2f} | {p.deeds:.2f}"
        f" | {p.rung} |"
        for p in points
    }
    printed = [x for x in PAGE.read_text(encoding="utf8").splitlines() if x.startswith("| 2025-")]
    assert len(printed) == 5
    assert set(printed) <= computed
    assert f"= {points[9].value:.2f}." in PAGE.read_text(encoding="utf8")
