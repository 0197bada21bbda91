"""Pair by pair is as good as all anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from detente.monitor.rolling import Rolling
from detente.monitor.tally import Tally
from detente.records import Dyad, Report
from detente.store import Ledger, Run
from tests.monitor.building import CODER, NOW, PAIR, document, ignore, report

TODAY = NOW.date()
DAY = date(2025, 7, 1)
TOLD = "Azerbaijan arrested two Russian journalists in Baku on Monday."


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.db") as opened:
        yield opened


class Clock:
    """Goes on by an hour at each look, so that nothing has to rest."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        self.at += 30.0
        return self.at


def rolling(ledger: Ledger, run: Run, *watch: Dyad) -> Rolling:
    return Rolling(ledger, run, Tally(ignore), coder=CODER, watch=watch, monotonic=Clock())


def tell(ledger: Ledger, run: Run, roll: Rolling, *told: tuple[str, Any]) -> None:
    """Bring reports into the ledger, and conclude what they touch."""
    made: list[Report] = []
    for text, make in told:
        one = document(DAY, text, outlet=f"{len(text)}.example")
        run.add([one])
        made.append(make(one))
    run.add(made)
    roll.take(made)
    roll.step(TODAY)


def shown(ledger: Ledger, *dyads: Dyad) -> dict[str, Any]:
    return {
        str(dyad): (
            sorted(event.reports for event in ledger.events(dyad=dyad)),
            [(point.day, point.rung, round(point.value, 6)) for point in ledger.points(dyad)],
        )
        for dyad in dyads
    }


def arrest(one: Any) -> Report:
    return report(one, "AZE", "COERCE", "RUS")


def open_ended(one: Any) -> Report:
    return replace(arrest(one), recipient=None)


def summon(one: Any) -> Report:
    return report(one, "RUS", "ACCUSE", "AZE")


def test_a_report_with_an_open_end_stays_with_the_pair_that_got_it(ledger: Ledger) -> None:
    with ledger.run(NOW) as run:
        roll = rolling(ledger, run, PAIR)
        tell(ledger, run, roll, (TOLD, arrest), (TOLD + " Police said so.", open_ended))
        assert max(point.rung for point in ledger.points(PAIR)) == 3
        tell(ledger, run, roll, ("Russia summoned the ambassador of Azerbaijan.", summon))
        bit_by_bit = shown(ledger, PAIR)
        roll.whole(DAY)
        assert bit_by_bit == shown(ledger, PAIR)


def test_where_no_pair_is_watched_later_pairs_get_curves_as_well(ledger: Ledger) -> None:
    other = Dyad.of("ARM", "TUR")
    with ledger.run(NOW) as run:
        roll = rolling(ledger, run)
        tell(ledger, run, roll, (TOLD, arrest))
        tell(
            ledger, run, roll,
            ("Turkey praised Armenia.", lambda one: report(one, "TUR", "SUPPORT", "ARM")),
        )  # fmt: skip
        roll.close(TODAY)
    assert ledger.points(PAIR)
    assert ledger.points(other)


def test_nothing_is_concluded_without_news(ledger: Ledger) -> None:
    with ledger.run(NOW) as run:
        roll = rolling(ledger, run, PAIR)
        tell(ledger, run, roll, (TOLD, arrest))
        before = ledger.version()
        assert [roll.step(TODAY) for _ in range(3)] == [0, 0, 0]
        assert ledger.version() == before
