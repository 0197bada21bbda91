"""Laws of tension, for any events and any coverage."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.knowledge import plover
from detente.records import EVENT_TYPES, Actor, Event, History
from detente.tension import explain, measure, standing_rung
from tests.tension.building import event

law = settings(deadline=None, max_examples=40)
"""Laws run on a busy machine: no time limit."""
START = date(2025, 3, 1)
AS_OF = START + timedelta(days=45)
HOSTILE = tuple(t for t in EVENT_TYPES if plover.is_conflict(t))

offsets = st.integers(0, 50)
days = offsets.map(lambda n: START + timedelta(days=n))


@st.composite
def some_event(draw: st.DrawFn, types: tuple[str, ...] = EVENT_TYPES) -> Event:
    kind, day = draw(st.sampled_from(types)), draw(days)
    when = draw(st.sampled_from([day.isoformat()] * 4 + [day.isoformat()[:7], "2025", None]))
    deed = draw(st.sampled_from(["RUS {} AZE", "AZE {} RUS"])).format(kind)
    origins = draw(st.integers(1, 3))
    return event(
        f"report{draw(st.integers(0, 10**6))}",
        deed,
        when,
        known=day + timedelta(days=draw(st.integers(0, 9))),
        origins=origins,
        asserting=draw(st.integers(0, origins)),
        claimed=draw(st.booleans()) and draw(st.booleans()),
        mode=draw(st.sampled_from([None, *plover.modes(kind)])),
        killed=draw(st.sampled_from([None, 3, 30])),
    )


events = st.lists(some_event(), max_size=12, unique_by=lambda e: e.id)
coverages = st.dictionaries(days, st.integers(0, 300), max_size=40).map(
    lambda d: tuple(sorted(d.items()))
)


def history(found: list[Event], coverage: tuple[tuple[date, int], ...]) -> History:
    return replace(History.of(found), coverage=coverage)


@law
@given(events, coverages, st.randoms(use_true_random=False))
def test_order_changes_nothing(
    found: list[Event], coverage: tuple[tuple[date, int], ...], random: Random
) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)
    straight = replace(history(found, coverage), events=tuple(found))
    mixed = replace(history(found, coverage), events=tuple(shuffled))
    assert measure(straight, as_of=AS_OF) == measure(mixed, as_of=AS_OF)
    assert standing_rung(found, AS_OF) == standing_rung(shuffled, AS_OF)


@law
@given(events, coverages)
def test_twice_is_once_and_words_and_deeds_add_up(
    found: list[Event], coverage: tuple[tuple[date, int], ...]
) -> None:
    points = measure(history(found, coverage), as_of=AS_OF)
    again = measure(replace(history(found, coverage), points=points), as_of=AS_OF)
    assert [p.id for p in again] == [p.id for p in points]
    for point in points:
        assert point.words + point.deeds == point.value
        assert -100 <= point.low <= point.value <= point.high <= 100


@law
@given(events, coverages, days)
def test_nothing_known_later_matters(
    found: list[Event], coverage: tuple[tuple[date, int], ...], as_of: date
) -> None:
    whole = history(found, coverage)
    known = [e for e in found if e.known and e.known <= as_of]
    past = history(known, tuple((d, n) for d, n in coverage if d <= as_of))
    assert measure(whole, as_of=as_of) == measure(past, as_of=as_of)


@law
@given(events, coverages, offsets)
def test_a_longer_look_keeps_the_points_so_far(
    found: list[Event], coverage: tuple[tuple[date, int], ...], cut: int
) -> None:
    """Points change only when something of their day becomes known, not as time goes by."""
    at_once = [replace(e, known=e.when.first) if e.when else e for e in found]
    day = START + timedelta(days=cut)
    points = measure(history(at_once, coverage), as_of=day)
    later = measure(history(at_once, coverage), as_of=AS_OF + timedelta(days=9))
    assert later[: len(points)] == points


@law
@given(events, coverages, some_event(HOSTILE), days)
def test_a_hostile_event_never_lowers_the_value(
    found: list[Event], coverage: tuple[tuple[date, int], ...], blow: Event, as_of: date
) -> None:
    if blow.id in {e.id for e in found}:
        return
    before = {p.day: p for p in measure(history(found, coverage), as_of=as_of)}
    after = measure(history([*found, blow], coverage), as_of=as_of)
    assert len(after) >= len(before)
    for point in after:
        if point.day in before:
            assert point.value >= before[point.day].value
            assert point.rung >= before[point.day].rung


def swapped(found: Event) -> Event:
    other = {"RUS": "AZE", "AZE": "RUS"}

    def swap(actor: Actor | None) -> Actor | None:
        return replace(actor, country=other[actor.country]) if actor and actor.country else actor

    return replace(found, actor=swap(found.actor), recipient=swap(found.recipient))


@law
@given(events, coverages)
def test_no_country_counts_more_than_another(
    found: list[Event], coverage: tuple[tuple[date, int], ...]
) -> None:
    mirrored = [swapped(e) for e in found]
    assert measure(history(mirrored, coverage), as_of=AS_OF) == measure(
        history(found, coverage), as_of=AS_OF
    )


@law
@given(events, coverages, days)
def test_shares_reproduce_every_value(
    found: list[Event], coverage: tuple[tuple[date, int], ...], as_of: date
) -> None:
    whole = history(found, coverage)
    for point in measure(whole, as_of=as_of)[-3:]:
        shares = explain(whole, point.dyad, point.day, as_of=as_of)
        assert sum(s.points for s in shares) == pytest.approx(point.value, abs=1e-5)


@law
@given(events.filter(bool), coverages, st.integers(2, 10))
def test_more_feeds_do_not_multiply_tension(
    found: list[Event], coverage: tuple[tuple[date, int], ...], times: int
) -> None:
    """Every deed found so many times over, in as many times the news: less than so much tension."""
    hostile = [replace(e, type="COERCE", mode=None) for e in found]
    many = [
        replace(e, reports=(f"{i} {e.lead}",), lead=f"{i} {e.lead}")
        for e in hostile
        for i in range(times)
    ]
    news = tuple((day, times * n) for day, n in coverage)
    once = measure(history(hostile, coverage), as_of=AS_OF)
    often = measure(history(many, news), as_of=AS_OF)
    for a, b in zip(once, often, strict=True):
        assert b.value <= a.value * times**0.5 * 1.35 + 1e-5


@law
@given(events, coverages)
def test_undated_and_claimed_never_enter(
    found: list[Event], coverage: tuple[tuple[date, int], ...]
) -> None:
    counting = [e for e in found if e.counts]
    with_all = {p.day: p for p in measure(history(found, coverage), as_of=AS_OF)}
    for point in measure(history(counting, coverage), as_of=AS_OF):
        same = with_all[point.day]
        assert (same.value, same.low, same.high) == (point.value, point.low, point.high)
        assert same.rung == point.rung


@law
@given(events)
def test_the_point_has_the_standing_rung(found: list[Event]) -> None:
    dated = [e for e in found if e.when]
    for point in measure(History.of(dated), as_of=AS_OF):
        known = [e for e in dated if e.known and e.known <= AS_OF]
        assert point.rung == standing_rung(known, point.day)
