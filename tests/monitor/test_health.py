"""Where a source stands, and whether anything is polled at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.collecting.polling import first_state
from detente.monitor.ago import span
from detente.monitor.habits import habit, silent_gap
from detente.monitor.health import Health, SourceHealth, health
from detente.monitor.standing import STATES, State, standing
from detente.records import Source, SourceState
from detente.store import Ledger, SourceDay

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
TODAY = NOW.date()
SOURCE = Source.feed("https://one.example/rss")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LIVE = SourceState(
    source=SOURCE.id, address=SOURCE.address, polled=NOW - HOUR / 2, answered=NOW - HOUR / 2,
    renewed=NOW - HOUR, due=NOW + HOUR / 2,
)  # fmt: skip


def steady(new: int, until: date = TODAY, days: int = 20) -> list[SourceDay]:
    """Give days up to `until`, each with so many new items, the first with a hundred more."""
    first = until - timedelta(days=days - 1)
    made = [
        SourceDay(SOURCE.id, first + timedelta(days=n), 24, 24, new, 0, 100) for n in range(days)
    ]
    return [made[0]._replace(new=new + 100), *made[1:]]


def quiet(since: date, until: date = TODAY) -> list[SourceDay]:
    """Give days with answers that held nothing new."""
    return [
        SourceDay(SOURCE.id, since + timedelta(days=n), 24, 24)
        for n in range((until - since).days + 1)
    ]


def word(state: SourceState, days: list[SourceDay] | None = None) -> State:
    gap = silent_gap(state, steady(10) if days is None else days)
    return standing(state, gap, moved=False, now=NOW)[0]


def look(
    path: Path,
    states: list[SourceState],
    days: list[SourceDay],
    sources: list[Source] | None = None,
) -> Health:
    with Ledger.open(path) as ledger:
        with ledger.run(NOW) as run:
            run.add([SOURCE])
            for state in states:
                run.set_state(state)
            for day in days:
                run.count(day)
        return health(ledger, sources or [], now=NOW)


def only(found: Health) -> SourceHealth:
    (one,) = found.sources
    return one


def test_a_source_that_answers_is_live() -> None:
    assert word(LIVE) == "live"
    assert word(replace(LIVE, failures=2, error="no answer in time")) == "live"


def test_a_source_without_a_poll_is_unpolled() -> None:
    assert word(first_state(SOURCE)) == "unpolled"


@pytest.mark.parametrize(
    ("overdue", "interval", "expected"),
    [(14, 10, "live"), (16, 10, "late"), (50, 60, "live"), (61, 60, "late")],
)
def test_a_poll_may_be_late_by_its_interval(overdue: int, interval: int, expected: State) -> None:
    due = NOW - timedelta(minutes=overdue)
    state = replace(LIVE, due=due, polled=due - timedelta(minutes=interval))
    assert word(replace(state, answered=state.polled, renewed=state.polled)) == expected


def test_three_failures_in_a_row_are_failing_and_410_is_gone() -> None:
    assert word(replace(LIVE, failures=3, error="server error")) == "failing"
    assert word(replace(LIVE, failures=3, gone=True, due=None)) == "gone"


def test_silence_is_measured_by_the_habit_before_it() -> None:
    """Ten items a day: 8 are owed after 19 hours, and a day must pass at the least."""
    last = NOW - 30 * HOUR
    days = [*steady(10, last.date()), *quiet(last.date() + DAY)]
    assert word(replace(LIVE, renewed=last), days) == "silent"
    assert word(replace(LIVE, renewed=NOW - 23 * HOUR), days) == "live"


def test_a_long_silence_stays_one() -> None:
    last = NOW - 40 * DAY
    days = [*steady(10, last.date()), *quiet(last.date() + DAY)]
    assert word(replace(LIVE, renewed=last), days) == "silent"


def test_who_publishes_once_a_week_may_rest_for_a_month() -> None:
    last = NOW - 30 * DAY
    weekly = [
        day._replace(new=int(n % 7 == 0)) for n, day in enumerate(steady(0, last.date(), days=29))
    ]
    assert weekly[-1].new == 1
    assert word(replace(LIVE, renewed=last), [*weekly, *quiet(last.date() + DAY)]) == "live"
    assert word(replace(LIVE, renewed=last - 40 * DAY), weekly) == "live"


def test_a_weekend_that_was_free_before_is_free_again() -> None:
    """25 November 2026 is a Wednesday; the last item came on Friday."""
    friday = datetime(2026, 11, 20, 17, tzinfo=UTC)
    working = [
        day._replace(new=20 * (day.day.weekday() < 5)) for day in steady(0, friday.date(), days=28)
    ]
    state = replace(LIVE, renewed=friday)
    monday = replace(state, answered=datetime(2026, 11, 23, 9, tzinfo=UTC))
    assert silent_gap(monday, working) is None
    assert silent_gap(replace(state, answered=datetime(2026, 11, 24, tzinfo=UTC)), working)
    never_free = steady(20, friday.date(), days=28)
    assert silent_gap(monday, never_free)


def test_days_without_a_run_are_no_rest_of_the_source() -> None:
    last = NOW - 2 * DAY
    days = [*steady(10, last.date() - 10 * DAY), *steady(10, last.date(), days=3)]
    assert word(replace(LIVE, renewed=last), days) == "silent"


def test_what_had_gathered_before_the_first_poll_is_no_habit() -> None:
    assert habit(steady(10), TODAY) == 10
    assert habit(steady(10)[:1], TODAY) is None
    assert habit(steady(10)[:2], TODAY) == 10


def test_what_gathers_without_a_run_counts_for_all_its_days() -> None:
    """Polled on Mondays only, seven items a week are one a day."""
    mondays = [SourceDay(SOURCE.id, date(2026, 9, 7) + 7 * n * DAY, 1, 1, 7) for n in range(8)]
    assert habit(mondays, TODAY) == 1


def test_days_without_an_answer_and_today_are_no_full_days() -> None:
    failed = [SourceDay(SOURCE.id, TODAY - DAY, 24, 0)]
    assert habit([*steady(10, TODAY - 2 * DAY), *failed], TODAY) == 10
    assert habit([*steady(10, TODAY - DAY), SourceDay(SOURCE.id, TODAY, 1, 1, 500)], TODAY) == 10


MOMENTS = st.none() | st.floats(-60, 2).map(lambda days: NOW + timedelta(days=days))
STATES_OF_ONE = st.builds(
    SourceState,
    source=st.just(SOURCE.id), address=st.just(SOURCE.address), due=MOMENTS, polled=MOMENTS,
    answered=MOMENTS, renewed=MOMENTS, failures=st.integers(0, 5), gone=st.booleans(),
)  # fmt: skip
DAYS = st.lists(
    st.builds(
        SourceDay, st.just(SOURCE.id), st.integers(0, 60).map(lambda n: TODAY - n * DAY),
        *[st.integers(0, 40)] * 5,
    ),
    max_size=20, unique_by=lambda day: day.day,
).map(sorted)  # fmt: skip


@given(STATES_OF_ONE, DAYS)
def test_every_source_is_in_one_state_that_has_words(
    state: SourceState, days: list[SourceDay]
) -> None:
    gap = silent_gap(state, days)
    found, words = standing(state, gap, moved=False, now=NOW)
    assert found in STATES
    assert (found == "unpolled") == (state.polled is None)
    assert (found == "gone") == (state.polled is not None and state.gone)
    assert words or (found == "live" and not state.failures)
    assert found != "silent" or gap is not None
    assert (habit(days, TODAY) or 0) >= 0


@pytest.mark.parametrize("seed", range(4))
def test_nothing_depends_on_order(tmp_path: Path, seed: int) -> None:
    sources = [Source.feed(f"https://s{n}.example/rss", name="ab"[n % 2]) for n in range(6)]
    states = [
        replace(LIVE, source=s.id, address=s.address, failures=n) for n, s in enumerate(sources)
    ]
    days = [day._replace(source=s.id) for n, s in enumerate(sources) for day in steady(n)]
    first = look(tmp_path / "1.db", states, days, sources)
    for shuffled in (states, days, sources):
        Random(seed).shuffle(shuffled)
    assert look(tmp_path / "2.db", states, days, sources) == first
    assert first.counts == {**dict.fromkeys(STATES, 0), "live": 3, "failing": 3}
    assert sum(first.counts.values()) == len(first.sources) == 6


def test_a_source_tells_all_about_itself(tmp_path: Path) -> None:
    state = replace(LIVE, address="https://new.example/rss")
    one = only(look(tmp_path / "l.db", [state], [*steady(10, TODAY - DAY), *quiet(TODAY)]))
    assert (one.name, one.address, one.moved) == ("one.example", "https://new.example/rss", True)
    assert (one.state, one.today, one.habit, one.items) == ("live", 0, 10, 300)
    assert (one.lag, one.polls, one.answers) == (1800, 21 * 24, 21 * 24)
    assert "put the new address into the settings" in one.words


def test_without_settings_the_ledger_tells_the_sources_and_files_are_none(tmp_path: Path) -> None:
    assert only(look(tmp_path / "l.db", [], [])).state == "unpolled"
    found = look(tmp_path / "l.db", [LIVE], [], [Source.files("news/")])
    assert (found.sources, found.collecting, found.words) == ((), "never", "")


@pytest.mark.parametrize(
    ("polled", "due", "collecting", "words"),
    [
        (2, -5, "live", "Collecting: 1 of 1 source answers, the last 2 minutes ago."),
        (50, -5, "live", "Collecting: 1 of 1 source answers, the last 50 minutes ago."),
        (50, 20, "live", "Collecting: 1 of 1 source answers, the last 50 minutes ago."),
        (200, 40, "stopped",
         "Collecting has stopped: the last poll was 3 hours ago; `detente run` goes on."),
    ],
)  # fmt: skip
def test_collecting_has_stopped_when_what_is_due_is_not_polled(
    tmp_path: Path, polled: int, due: int, collecting: str, words: str
) -> None:
    then = NOW - timedelta(minutes=polled)
    state = replace(LIVE, polled=then, answered=then, due=NOW - timedelta(minutes=due))
    found = look(tmp_path / "l.db", [state], [])
    assert (found.collecting, found.words, found.last_poll) == (collecting, words, then)


def test_one_source_that_is_polled_shows_that_collecting_lives(tmp_path: Path) -> None:
    two = Source.feed("https://two.example/rss")
    overdue = replace(LIVE, due=NOW - HOUR, polled=NOW - 2 * HOUR)
    fresh = replace(LIVE, source=two.id, address=two.address, polled=NOW - HOUR / 60, failures=1)
    found = look(tmp_path / "l.db", [overdue, fresh], [], [SOURCE, two])
    assert found.collecting == "live"
    assert found.words.startswith("Collecting: 1 of 2 sources answer, the last 30 minutes ago")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(-3, "0 seconds"), (1, "1 second"), (59.9, "59 seconds"), (60, "1 minute"),
     (7199, "1 hour"), (86400 * 2, "2 days")],
)  # fmt: skip
def test_lengths_of_time_read_in_their_largest_unit(seconds: float, words: str) -> None:
    assert span(seconds) == words
