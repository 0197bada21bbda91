"""One page taken in several times is one telling."""

from __future__ import annotations

from datetime import date
from itertools import permutations

from detente.merging import merge
from tests.merging.building import report

QUOTE = "Police raided the bureau on Monday."


def test_a_page_that_was_dated_later_counts_once_and_with_its_day() -> None:
    undated = report(QUOTE, "AZECOP COERCE RUSJRN", document="a", published=None)
    dated = report(QUOTE, "AZECOP COERCE RUSJRN", document="b", url=undated.url)
    for order in permutations([undated, dated]):
        (event,) = merge(order)
        assert event.reports == (dated.id,)
        assert event.counts


def test_a_page_that_changed_is_known_from_its_first_day() -> None:
    first = report(QUOTE, "AZECOP COERCE RUSJRN", document="a")
    again = report(
        QUOTE, "AZECOP COERCE RUSJRN", document="b", url=first.url, published=date(2025, 7, 20)
    )
    for order in permutations([first, again]):
        (event,) = merge(order)
        assert (event.known, event.reports) == (first.published, (first.id,))


def test_the_same_words_at_two_addresses_are_two_reports() -> None:
    reports = [report(QUOTE, "AZECOP COERCE RUSJRN", document=d, outlet=d) for d in "ab"]
    (event,) = merge(reports)
    assert len(event.reports) == 2
