"""A day with thousands of reports on one pair: merged in bounded time, and none is lost."""

from __future__ import annotations

import random
import time
from datetime import date

import pytest

from detente.coding import coder
from detente.merging import merge
from detente.merging.clustering import MOST
from detente.records import Report
from tests.coding.case import document

DAY = date(2025, 3, 12)
LONGEST = 30


def _reports(number: int) -> list[Report]:
    text = "\n".join(
        f"Russia accused Azerbaijan of theft number {n + 5_000}." for n in range(number)
    )
    return [r for r in coder("rules.v1").code(document(text, published=DAY)) if r.type == "ACCUSE"]


@pytest.mark.soak
def test_thousands_of_reports_of_one_day_are_merged_in_bounded_time() -> None:
    reports = _reports(4 * MOST)
    start = time.process_time()
    events = merge(reports, as_of=DAY)
    assert time.process_time() - start < LONGEST
    told = [r for r in reports if r.status in ("asserted", "attributed")]
    assert len(told) > 3 * MOST
    assert sorted(r for e in events for r in e.reports) == sorted(r.id for r in told)


def test_a_crowded_day_does_not_depend_on_the_order_of_reports() -> None:
    reports = _reports(MOST + 100)
    straight = merge(reports, as_of=DAY)
    random.Random(3).shuffle(reports)
    assert merge(reports, as_of=DAY) == straight


def test_thousands_of_denials_are_compared_in_bounded_time_and_those_beside_a_claim_count() -> None:
    text = "\n".join(
        f"Russia accused Azerbaijan of theft number {n}. Azerbaijan denied the accusation {n}."
        for n in range(5_000, 5_000 + MOST)
    )
    reports = coder("rules.v1").code(document(text, published=DAY))
    start = time.process_time()
    events = merge(reports, as_of=DAY)
    assert time.process_time() - start < LONGEST
    denials = {r.id for r in reports if r.type == "REJECT"}
    assert len(denials) == MOST
    assert {d for e in events for d in e.denials} == denials
