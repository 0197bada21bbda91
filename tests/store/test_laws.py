"""Order and repetition of adding change no answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.records import Record
from detente.store import Ledger
from tests.records.examples import OUTLOOK, SKIP, SOURCE
from tests.store.world import (
    ARM_TUR,
    NOW,
    RUS_AZE,
    background,
    curve,
    document,
    event,
    picture,
    report,
)

DOCUMENTS = [document(n % 4 + n * 60, note="n" * (n % 2)) for n in range(8)]
REPORTS = [report(d, *pair) for d in DOCUMENTS for pair in (("AZE", "RUS"), ("TUR", "ARM"))]
SKIPS = [replace(SKIP, subject=name) for name in "abc"]
OUTLOOKS = [OUTLOOK, replace(OUTLOOK, dyad=ARM_TUR)]
RECORDS: list[Record] = [*DOCUMENTS, *REPORTS, *SKIPS, *OUTLOOKS, SOURCE]
EVENTS = [event(r) for r in REPORTS]
BACKGROUNDS = [background(f"War {n}", 1990 + n % 3, r, "AZE") for n, r in enumerate(REPORTS)]
POINTS = [*curve(RUS_AZE, [1, 2, 3]), *curve(ARM_TUR, [4, 5])]


def fill(
    ledger: Ledger, additions: list[list[Record]], mix: Callable[[list[Any]], list[Any]]
) -> None:
    with ledger.run(NOW) as run:
        for records in additions:
            run.add(records)
        run.set_events(mix(EVENTS))
        run.set_backgrounds(mix(BACKGROUNDS))
        run.set_points(mix(POINTS))


@given(st.data())
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_order_and_repetition_change_no_answer(
    fresh: Callable[[], Ledger], data: st.DataObject
) -> None:
    def mix(items: list[Any]) -> list[Any]:
        return data.draw(st.permutations(items))

    mixed = mix([*RECORDS, *data.draw(st.lists(st.sampled_from(RECORDS)))])
    cut = data.draw(st.integers(0, len(mixed)))
    with fresh() as plain, fresh() as other:
        fill(plain, [RECORDS], list)
        fill(other, [mixed[:cut], mixed[cut:]], mix)
        assert picture(other) == picture(plain)
        fill(other, [mixed], mix)
        assert picture(other) == picture(plain)
