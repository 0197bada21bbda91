"""The formula of net.v1, recomputed term by term from its definition."""

from __future__ import annotations

from datetime import date, timedelta
from math import sqrt

import pytest

from detente.records import Event, History
from detente.tension import explain, measure
from detente.tension.coverage import Coverage
from detente.tension.indices import net
from tests.tension.building import event

AS_OF = date(2025, 3, 31)
EVENTS = [
    event("a", "RUS ASSAULT AZE", "2025-03-01"),
    event("b", "AZE ACCUSE RUS", "2025-03-03"),
    event("c", "AZE ACCUSE RUS", "2025-03-03"),
    event("d", "RUS ACCUSE AZE", "2025-03-03"),
    event("e", "RUS CONCEDE AZE", "2025-03-10"),
    event("f", "RUS RETREAT AZE", "2025-03-12", mode="release"),
    event("g", "AZE SANCTION RUS", "2025-03-15", mode="expel"),
]
TERMS = [
    # day, weight, repetition, conflict, verbal
    (1, 0.9, 1.0, True, False),
    (3, 0.3, 1.0, True, True),
    (3, 0.3, sqrt(2) - 1, True, True),
    (3, 0.3, 1.0, True, True),
    (10, 0.45, 1.0, False, True),
    (12, 0.65, 1.0, False, False),
    (15, 0.55, 1.0, True, False),
]


def parts(day: int) -> tuple[float, float, float]:
    """Give H, C and the verbal part of H - C on a day of March, by the definition."""
    faded = [
        (w * r * 0.5 ** ((day - s) / 14), conflict, verbal)
        for s, w, r, conflict, verbal in TERMS
        if s <= day
    ]
    h = sum(m for m, conflict, _ in faded if conflict)
    c = sum(m for m, conflict, _ in faded if not conflict)
    verbal = sum(m if conflict else -m for m, conflict, verbal in faded if verbal)
    return h, c, verbal


def test_values() -> None:
    points = measure(History.of(EVENTS), as_of=AS_OF)
    assert [p.day.day for p in points] == list(range(1, 32))
    for point in points:
        h, c, verbal = parts(point.day.day)
        assert point.value == pytest.approx(100 * (h - c) / (h + c + 5), abs=1e-5)
        assert point.words == pytest.approx(100 * verbal / (h + c + 5), abs=1e-5)
        assert point.words + point.deeds == point.value


def test_band() -> None:
    (first, *_) = measure(History.of(EVENTS), as_of=AS_OF)
    h, unseen = 0.9, 0.25 * 4
    sd = 100 * sqrt(5**2 * (h**2 + unseen) + (2 * h + 5) ** 2 * unseen) / (h + 5) ** 2
    assert first.high == pytest.approx(first.value + 1.2815515655 * sd, abs=1e-5)
    assert first.low == pytest.approx(first.value - 1.2815515655 * sd, abs=1e-5)


def test_more_news_narrows_the_band_and_more_events_do() -> None:
    def width(events: list[Event], coverage: list[tuple[date, int]]) -> float:
        reading = net.build().readings(events, Coverage(coverage), AS_OF, AS_OF)[0]
        return reading.high - reading.low

    today = [event(str(i), "RUS ASSAULT AZE", AS_OF.isoformat()) for i in range(60)]
    news = [(AS_OF - timedelta(days=i), 20) for i in range(28)]
    assert width(today[:1], news) < width(today[:1], [])
    assert width(today, news) < width(today[:4], news) < width([], [])


def test_volume_divides() -> None:
    day = AS_OF.isoformat()
    coverage = Coverage(
        [*((AS_OF - timedelta(days=i), 100) for i in range(90, 900)),
         *((AS_OF - timedelta(days=i), 400) for i in range(90))]
    )  # fmt: skip
    (share,) = net.build().shares([event("a", "RUS ASSAULT AZE", day)], coverage, AS_OF)
    mass = 0.9 / coverage.volume(AS_OF)
    assert share.volume == coverage.volume(AS_OF) > 2
    assert share.points == pytest.approx(100 * mass / (mass + 5))


def test_a_month_is_spread_evenly() -> None:
    month = [event("a", "RUS COERCE AZE", "2025-03")]
    early = measure(History.of(month), as_of=date(2025, 3, 10))
    late = measure(History.of(month), as_of=date(2025, 5, 1))
    assert late[:10] == early
    h = sum(0.7 / 31 * 0.5 ** (i / 14) for i in range(10))
    assert early[-1].value == pytest.approx(100 * h / (h + 5), abs=1e-5)
    assert max(late, key=lambda p: p.value).day == date(2025, 3, 31)
    assert all(p.events == () and p.state == "no data" for p in late)


def test_shares_add_up_and_name_their_factors() -> None:
    history = History.of([*EVENTS, event("m", "AZE COERCE RUS", "2025-03")])
    point = measure(history, as_of=AS_OF)[19]
    assert point.day == date(2025, 3, 20)
    shares = explain(history, point.dyad, point.day, as_of=AS_OF)
    assert sum(s.points for s in shares) == pytest.approx(point.value, abs=1e-5)
    by_id = {s.event: s for s in shares}
    expelled = by_id[EVENTS[6].id]
    assert (expelled.weight, expelled.repeat, expelled.volume) == (0.55, 1, 1)
    assert expelled.decay == pytest.approx(0.5 ** (5 / 14))
    assert by_id[EVENTS[5].id].weight == -0.65
    assert sorted(by_id[e.id].repeat for e in EVENTS[1:3]) == pytest.approx([sqrt(2) - 1, 1])


def test_nothing_to_explain() -> None:
    history = History.of(EVENTS)
    assert explain(history, history.dyads()[0], date(2024, 1, 1)) == ()


@pytest.mark.parametrize(
    ("deed", "mode", "weight"),
    [
        ("RUS ASSAULT AZE", None, 0.9),
        ("RUS ASSAULT AZE", "aerial", 0.95),
        ("RUS ASSAULT AZE", "no such mode", 0.9),
        ("RUS REQUEST AZE", "assist", 0),
        ("RUS AID AZE", None, 1),
    ],
)
def test_weights(deed: str, mode: str | None, weight: float) -> None:
    assert net.weight(event("a", deed, "2025-03-01", mode=mode)) == pytest.approx(weight)


def test_the_heaviest_of_a_kind_counts_in_full() -> None:
    modes = ("beat", "aerial", "abduct")
    blows = [event(m, "RUS ASSAULT AZE", AS_OF.isoformat(), mode=m) for m in modes]
    shares = {s.event: s.repeat for s in net.build().shares(blows, Coverage([]), AS_OF)}
    assert [shares[e.id] for e in blows] == pytest.approx([sqrt(3) - sqrt(2), 1, sqrt(2) - 1])


def test_what_became_known_later_is_explained_as_of_later() -> None:
    late = event("a", "RUS ASSAULT AZE", "2025-03-01", known=date(2025, 3, 9))
    history, day = History.of([late]), date(2025, 3, 2)
    assert explain(history, history.dyads()[0], day) == ()
    assert len(explain(history, history.dyads()[0], day, as_of=date(2025, 3, 9))) == 1
