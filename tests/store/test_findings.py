"""The current findings are a log: they come and go, and nothing is forgotten."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from detente.errors import InvalidInput
from detente.records import Dyad
from detente.store import Ledger
from tests.records.examples import OUTLOOK
from tests.store.world import (
    ARM_TUR,
    NOW,
    RUS_AZE,
    background,
    curve,
    document,
    event,
    report,
)

FIRST, SECOND, THIRD = (report(document(n)) for n in (1, 2, 3))
ALONE, OTHER = event(FIRST), event(THIRD)
BOTH = event(FIRST, SECOND)


def rows(ledger: Ledger) -> dict[str, set[tuple[object, ...]]]:
    """Give every row of every table."""
    with closing(sqlite3.connect(ledger.path)) as file:
        names = file.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%search%'"
        )
        return {name: set(file.execute(f"SELECT * FROM {name}")) for (name,) in names.fetchall()}


def test_the_latest_set_of_events_holds(ledger: Ledger) -> None:
    with ledger.run(NOW) as run:
        run.set_events([ALONE, OTHER])
        assert list(ledger.events()) == [ALONE, OTHER]
        run.set_events([BOTH, OTHER])
    assert list(ledger.events()) == [BOTH, OTHER]
    assert ledger.counts()["events"] == 2


def test_an_event_that_left_can_come_back(ledger: Ledger) -> None:
    with ledger.run(NOW) as run:
        run.set_events([ALONE])
        run.set_events([])
        assert list(ledger.events()) == []
        run.set_events([ALONE])
    assert list(ledger.events()) == [ALONE]


def test_no_row_is_ever_changed_or_removed(ledger: Ledger) -> None:
    with ledger.run(NOW) as run:
        run.add([document(1), FIRST])
        run.set_events([ALONE])
        run.set_points(curve(RUS_AZE, [1, 2]))
        run.set_backgrounds([background("War", 1990, FIRST)])
    before = rows(ledger)
    with ledger.run(NOW) as run:
        run.add([replace(document(1), language="ru"), SECOND])
        run.set_events([replace(ALONE, contested=True), BOTH])
        run.set_points(curve(RUS_AZE, [3]))
        run.set_backgrounds([])
    after = rows(ledger)
    assert after != before
    assert all(kept <= after[name] for name, kept in before.items())


def test_the_same_set_again_adds_no_row(ledger: Ledger) -> None:
    def run_once() -> None:
        with ledger.run(NOW) as run:
            run.set_events([ALONE, OTHER])
            run.set_backgrounds([background("War", 1990, FIRST)])
            run.set_points(curve(RUS_AZE, [1, 2]))

    run_once()
    before = rows(ledger)
    run_once()
    after = rows(ledger)
    for runs in ("runs", "run_ends"):
        del before[runs], after[runs]
    assert after == before


def test_an_event_of_the_same_id_is_told_anew(ledger: Ledger) -> None:
    denied = replace(ALONE, contested=True, denials=(SECOND.id,))
    assert denied.id == ALONE.id
    with ledger.run(NOW) as run:
        run.set_events([ALONE])
        run.set_events([denied])
    assert list(ledger.events()) == [denied]
    assert ledger.event(ALONE.id) == denied


def test_events_by_pair_report_and_day(ledger: Ledger) -> None:
    elsewhere = event(report(document(4), "TUR", "ARM"))
    undated = replace(OTHER, when=None)
    with ledger.run(NOW) as run:
        run.set_events([undated, BOTH, elsewhere])
    assert list(ledger.events(dyad=RUS_AZE)) == [BOTH, undated]
    assert list(ledger.events(dyad=ARM_TUR)) == [elsewhere]
    assert list(ledger.events(report=SECOND.id)) == [BOTH]
    assert list(ledger.events(since=date(2025, 1, 3))) == [elsewhere]
    assert list(ledger.events(until=date(2025, 1, 3))) == [BOTH]


def test_the_reports_of_an_event_with_its_denials(ledger: Ledger) -> None:
    denied = replace(ALONE, denials=(SECOND.id,))
    with ledger.run(NOW) as run:
        run.add([FIRST, SECOND, THIRD])
        run.set_events([denied])
    assert list(ledger.reports(event=denied.id[:6])) == [FIRST, SECOND]
    with pytest.raises(InvalidInput, match="no event"):
        ledger.reports(event="0" * 16)


def test_an_event_that_was_merged_anew_keeps_its_address(ledger: Ledger) -> None:
    with ledger.run(NOW) as run:
        run.set_events([ALONE])
        run.set_events([BOTH])
    assert ledger.event(ALONE.id) == ALONE
    assert ledger.event(BOTH.id[:8]) == BOTH
    assert ledger.find_event(ALONE.id[:8]) is None
    with pytest.raises(InvalidInput, match="no event"):
        ledger.event(ALONE.id[:8])


def test_pairs_with_most_events_first(ledger: Ledger) -> None:
    elsewhere = event(report(document(4), "TUR", "ARM"))
    at_home = event(report(document(5), "RUS", "RUS"))
    with ledger.run(NOW) as run:
        run.set_events([elsewhere, ALONE, OTHER, at_home])
    assert ledger.dyads() == [(RUS_AZE, 2), (ARM_TUR, 1)]


def test_backgrounds_of_a_pair(ledger: Ledger) -> None:
    on_pair, elsewhere = document(1), document(2)
    told, far = report(on_pair), report(elsewhere, "USA", "JPN")
    past = replace(report(on_pair, "RUS", "IRN"), status="background", label="Treaty")
    between = background("Raid", 1990, far, "AZE", "RUS")
    nearby = background("Treaty", 1828, past, "IRN", "RUS")
    nameless = background("War", 1988, told)
    others = background("Canal", 1956, told, "EGY", "ISR")
    distant = background("Islands", 1945, far, "RUS", "JPN")
    with ledger.run(NOW) as run:
        run.add([on_pair, elsewhere, told, far, past])
        run.set_backgrounds([between, nearby, nameless, others, distant])
    assert list(ledger.backgrounds(dyad=RUS_AZE)) == [nearby, nameless, between]
    assert list(ledger.backgrounds(dyad=Dyad.of("IRN", "RUS"))) == [nearby]
    assert len(list(ledger.backgrounds())) == 5


def test_curves_replace_curves(ledger: Ledger) -> None:
    old, new, other = curve(RUS_AZE, [1, 2, 3]), curve(RUS_AZE, [1, 5]), curve(ARM_TUR, [7])
    with ledger.run(NOW) as run:
        run.set_points([*old, *other])
        run.set_points(new, dyads=[RUS_AZE])
        assert ledger.points(RUS_AZE) == tuple(new)
        assert ledger.points(ARM_TUR) == tuple(other)
        assert ledger.points(RUS_AZE, until=date(2025, 1, 1)) == tuple(new[:1])
        assert ledger.last_points() == (other[-1], new[-1])
        assert ledger.last_points(until=date(2025, 1, 1)) == (other[0], new[0])
        run.set_points(old)
    assert ledger.points(RUS_AZE) == tuple(old)
    assert ledger.points(ARM_TUR) == ()


def test_a_quiet_day_that_gains_documents_is_stored_anew(ledger: Ledger) -> None:
    """The point's id does not cover `documents` and `state`, the ledger must."""
    (quiet,) = curve(RUS_AZE, [0])
    (silent,) = (replace(quiet, state="no data", documents=0, events=quiet.events),)
    assert silent.id == quiet.id
    with ledger.run(NOW) as run:
        run.set_points([silent])
        run.set_points([quiet])
    assert ledger.points(RUS_AZE) == (quiet,)


def test_a_point_of_another_pair_is_refused(ledger: Ledger) -> None:
    with ledger.run(NOW) as run, pytest.raises(InvalidInput, match="ARM-TUR"):
        run.set_points(curve(ARM_TUR, [1]), dyads=[RUS_AZE])


def test_outlooks_are_all_kept(ledger: Ledger) -> None:
    later = replace(OUTLOOK, as_of=date(2025, 7, 2))
    other = replace(OUTLOOK, dyad=ARM_TUR)
    with ledger.run(NOW) as run:
        run.add([later, other, OUTLOOK])
    assert list(ledger.outlooks(RUS_AZE)) == [OUTLOOK, later]
    assert len(list(ledger.outlooks())) == 3
