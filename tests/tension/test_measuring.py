"""Which events make which points."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from detente.errors import UnknownPiece
from detente.records import Document, Dyad, Event, History
from detente.tension import measure
from tests.tension.building import event

PAIR = Dyad.of("RUS", "AZE")


def documents(*days: date) -> list[Document]:
    return [
        Document(
            url=f"https://example.org/{i}", outlet="", title="News", text="", bounds=(),
            language="en", fetched_at=datetime(2026, 1, 1, tzinfo=UTC), published=day,
        )
        for i, day in enumerate(days)
    ]  # fmt: skip


def test_each_day_from_the_first_event_on() -> None:
    events = [
        event("b", "AZE ACCUSE RUS", "2025-03-05"),
        event("a", "RUS COERCE AZE", "2025-03-02"),
        event("c", "RUS COERCE TUR", "2025-03-04"),
    ]
    points = measure(History.of(events), as_of=date(2025, 3, 6))
    assert [(str(p.dyad), p.day.day) for p in points] == [
        *(("AZE-RUS", d) for d in range(2, 7)),
        *(("RUS-TUR", d) for d in range(4, 7)),
    ]
    assert [p.events for p in points[:5]] == [(events[1].id,), (), (), (events[0].id,), ()]
    assert {p.index for p in points} == {"net.v1"}


def test_only_the_pairs_asked_for() -> None:
    events = [
        event("a", "RUS COERCE AZE", "2025-03-02"),
        event("b", "RUS COERCE TUR", "2025-03-02"),
    ]
    wanted = [PAIR, Dyad.of("USA", "CHN"), PAIR]
    points = measure(History.of(events), as_of=date(2025, 3, 3), dyads=wanted)
    assert [(p.dyad, p.day.day) for p in points] == [(PAIR, 2), (PAIR, 3)]


def test_news_quiet_and_no_data() -> None:
    day = date(2025, 3, 1)
    history = History.of(
        [event("a", "RUS COERCE AZE", day.isoformat())],
        coverage=documents(day, day, day + timedelta(days=1), day + timedelta(days=3)),
    )
    points = measure(history, as_of=date(2025, 3, 4))
    assert [p.state for p in points] == ["news", "quiet", "no data", "quiet"]
    assert [p.documents for p in points] == [2, 1, 0, 1]


@pytest.mark.parametrize(
    "silent",
    [
        event("x", "RUS ASSAULT AZE", None),
        event("x", "RUS ASSAULT AZE", "2025-03-01", claimed=True, asserting=0),
        event("x", "RUS ASSAULT AZE", "2025"),
        event("x", "RUS ASSAULT AZE", "1988/1994"),
        event("x", "RUS ASSAULT AZE", "2025-03-09"),
        event("x", "RUS ASSAULT AZE", "2025-03-01", known=date(2025, 3, 9)),
        event("x", "RUS ASSAULT AZE", "2025-03-01", known=None),
        event("x", "RUS ASSAULT TUR", "2025-03-01"),
        event("x", "RUS ASSAULT RUS", "2025-03-01"),
    ],
    ids=lambda e: f"{e.when} known {e.known} {e.dyad}{' claimed' * e.claimed}",
)
def test_what_stays_off_the_curve(silent: Event) -> None:
    accused = event("a", "AZE ACCUSE RUS", "2025-03-01")

    def curve(*events: Event) -> list[tuple[float, float, float, float, int]]:
        points = measure(History.of(events), as_of=date(2025, 3, 5), dyads=[PAIR])
        return [(p.value, p.words, p.low, p.high, p.rung) for p in points]

    assert curve(accused, silent) == curve(accused)
    assert curve(accused, event("y", "RUS ASSAULT AZE", "2025-03-01")) != curve(accused)


def test_a_claim_is_shown_on_its_day() -> None:
    claim = event("x", "RUS ASSAULT AZE", "2025-03-01", claimed=True, asserting=0)
    (point,) = measure(History.of([claim]), as_of=date(2025, 3, 1))
    assert (point.value, point.rung, point.state, point.events) == (0, 0, "news", (claim.id,))


def test_late_news_stands_on_the_day_of_the_deed() -> None:
    late = event("a", "RUS ASSAULT AZE", "2025-03-01", known=date(2025, 3, 9))
    points = measure(History.of([late]), as_of=date(2025, 3, 9))
    assert points[0].day == date(2025, 3, 1)
    assert points[0].value > 10
    assert measure(History.of([late]), as_of=date(2025, 3, 8)) == ()


def test_an_unknown_index_names_those_there_are() -> None:
    with pytest.raises(UnknownPiece, match=r"net\.v1"):
        measure(History.of([]), as_of=date(2025, 3, 1), index="net.v0")
