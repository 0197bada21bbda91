"""Whether collecting works: where each source stands, and whether anything is polled at all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal, TypeAlias
from urllib.parse import urlsplit

from detente.collecting.polling import first_state, is_web, web_address
from detente.monitor.ago import ago
from detente.monitor.habits import habit, silent_gap
from detente.monitor.standing import STATES, State, standing
from detente.records import Source, SourceState
from detente.store import SourceDay

if TYPE_CHECKING:
    from detente.store import Ledger

__all__ = ["STATES", "Collecting", "Health", "SourceHealth", "State", "health"]

Collecting: TypeAlias = Literal["never", "live", "stopped"]

STOPPED = timedelta(minutes=30)
"""Time without a poll, though one is due, after which collecting has stopped."""

_WINDOW = timedelta(days=45)
_FURTHEST = timedelta(days=400)
"""Days before which nothing is looked up: who has been silent for longer has lost its habit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHealth:
    """Where one source stands."""

    id: str
    name: str
    """Its host where the settings give no name."""
    address: str
    """Where it lies now."""
    moved: bool
    """Whether that is another address than the settings say."""
    kind: str
    language: str | None
    country: str | None
    group: str
    ownership: str
    role: str
    state: State
    words: str
    """What the state means, and what to do about it."""
    polled: datetime | None
    answered: datetime | None
    renewed: datetime | None
    """Last poll that brought a new item."""
    lag: float | None
    """Seconds since the last answer."""
    due: datetime | None
    """Next poll; None where there will be none, or where it comes at once."""
    failures: int
    """Polls that failed since the last answer."""
    error: str
    today: int
    """New items today (UTC)."""
    habit: float | None
    """New items a day over 14 days with answers before its last new item; None: not known yet."""
    items: int
    """New items ever."""
    changed: int
    """Times that an item was reworded."""
    polls: int
    answers: int
    bytes: int

    @property
    def answering(self) -> bool:
        """Whether its last poll was answered."""
        return self.answered is not None and not self.failures


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """All sources on the web, and collecting as a whole."""

    now: datetime
    collecting: Collecting
    """``stopped``: nothing was polled for half an hour, though something was due."""
    words: str
    """One sentence on collecting; empty where no source was ever polled."""
    last_poll: datetime | None
    last_answer: datetime | None
    to_fetch: int
    """Articles that wait to be fetched."""
    to_read: int
    """Pages that wait to be read and coded."""
    counts: Mapping[State, int]
    """Sources in each state, every state named."""
    sources: tuple[SourceHealth, ...]
    """By group and name."""


def health(ledger: Ledger, sources: Iterable[Source] = (), *, now: datetime) -> Health:
    """Tell how it stands with those of `sources` that lie on the web.

    Without any sources, with those in the ledger.
    """
    given = {source.id: source for source in list(sources) or ledger.sources()}
    wanted = {i: source for i, source in given.items() if is_web(source)}
    known = ledger.states()
    states = {i: known.get(i) or first_state(source) for i, source in wanted.items()}
    days = _days(ledger, states.values(), now)
    totals = ledger.source_totals()
    found = [
        _source_health(source, states[i], days[i], totals.get(i, SourceDay(i, now.date())), now)
        for i, source in wanted.items()
    ]
    found.sort(key=_place)
    return _whole(found, _collecting(states.values(), now), ledger.waiting_counts(), now)


def _place(one: SourceHealth) -> tuple[str, ...]:
    return one.group.casefold(), one.group, one.name.casefold(), one.id


def _whole(
    sources: Sequence[SourceHealth],
    collecting: Collecting,
    waiting: tuple[int, int],
    now: datetime,
) -> Health:
    numbers = Counter(one.state for one in sources)
    polled = max((one.polled for one in sources if one.polled), default=None)
    answered = max((one.answered for one in sources if one.answered), default=None)
    return Health(
        now=now,
        collecting=collecting,
        words=_words(collecting, sources, polled, answered, now),
        last_poll=polled,
        last_answer=answered,
        to_fetch=waiting[0],
        to_read=waiting[1],
        counts={state: numbers[state] for state in STATES},
        sources=tuple(sources),
    )


def _days(
    ledger: Ledger, states: Iterable[SourceState], now: datetime
) -> Mapping[str, list[SourceDay]]:
    """Give the days of each source, from well before any source's last new item on."""
    renewed = [state.renewed for state in states if state.renewed]
    earliest = max(min([*renewed, now]), now - _FURTHEST) - _WINDOW
    days: defaultdict[str, list[SourceDay]] = defaultdict(list)
    for day in ledger.source_days(since=earliest.date()):
        days[day.source].append(day)
    return days


def _source_health(
    source: Source,
    state: SourceState,
    days: Sequence[SourceDay],
    total: SourceDay,
    now: datetime,
) -> SourceHealth:
    given = web_address(source)
    moved = state.address != given
    word, words = standing(state, silent_gap(state, days), moved=moved, now=now)
    return SourceHealth(
        id=source.id,
        name=source.name or _host(given),
        address=state.address,
        moved=moved,
        kind=source.kind,
        language=source.language,
        country=source.country,
        group=source.group,
        ownership=source.ownership,
        role=source.role,
        state=word,
        words=words,
        polled=state.polled,
        answered=state.answered,
        renewed=state.renewed,
        lag=(now - state.answered).total_seconds() if state.answered else None,
        due=state.due,
        failures=state.failures,
        error=state.error,
        today=sum(day.new for day in days if day.day == now.date()),
        habit=habit(days, (state.renewed or now).date()),
        items=total.new,
        changed=total.changed,
        polls=total.polls,
        answers=total.answers,
        bytes=total.bytes,
    )


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.") or address
    except ValueError:
        return address


def _collecting(states: Iterable[SourceState], now: datetime) -> Collecting:
    given = list(states)
    polled = [state.polled for state in given if state.polled]
    if not polled:
        return "never"
    due = [state.due or state.polled for state in given if not state.gone]
    waiting = max(max(polled), min((moment for moment in due if moment), default=now))
    return "stopped" if now - waiting > STOPPED else "live"


def _words(
    collecting: Collecting,
    sources: Sequence[SourceHealth],
    polled: datetime | None,
    answered: datetime | None,
    now: datetime,
) -> str:
    if polled is None:
        return ""
    if collecting == "stopped":
        return (
            f"Collecting has stopped: the last poll was {ago(polled, now)}; `detente run` goes on."
        )
    number = f"{sum(one.answering for one in sources):,} of {len(sources):,}"
    verb = "source answers" if len(sources) == 1 else "sources answer"
    when = f", the last {ago(answered, now)}" if answered else ""
    return f"Collecting: {number} {verb}{when}."
