"""Which of a sentence's dates belongs to which deed."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta

from detente.coding.rules.dates import Dated, is_past
from detente.coding.rules.frame import Frame
from detente.coding.rules.lexicon import wordlist
from detente.coding.rules.past import Episode
from detente.coding.rules.tagged import Tagged
from detente.coding.rules.triggers import Trigger
from detente.records import Status, When

__all__ = ["Timing", "tells", "time_of"]

_TOO_FAR = 24
_COST = {";": 30, "S": 16, "R": 16, "B": 16, "v": 14, "z": 14, "r": 14, "g": 14, ",": 5}
"""What it costs a date to lie beyond such a word."""
_ABOUT = frozenset({"ACCUSE", "REJECT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN"})
"""Deeds whose object is no deed of the same day: "suspended the 1960 treaty"."""
_FRONTING = frozenset({"after", "following", "since", "during", "in", "amid", "with"})


@dataclass(frozen=True, slots=True)
class Timing:
    """What tells the time of a sentence's deeds."""

    t: Tagged
    dates: tuple[Dated, ...]
    episodes: tuple[Episode, ...]
    published: date | None
    narrative: When | None
    """The past in which the paragraph has stood so far."""


def time_of(timing: Timing, frame: Frame, status: Status) -> tuple[When | None, Status, str]:
    """Give a deed's date, its status, and the rule that dated it."""
    dated = (
        _own(timing, frame)
        or _opening(timing)
        or _fronted(timing, frame)
        or _when_clause(timing, frame)
    )
    if dated is not None:
        return _settle(timing, dated, status)
    if timing.narrative is not None and _past_tense(timing, frame):
        return timing.narrative, "background", "the past its paragraph tells of"
    if timing.published is None:
        return None, status, "undated document"
    return When.day(timing.published), status, "publication day"


def _settle(timing: Timing, dated: Dated, status: Status) -> tuple[When | None, Status, str]:
    rule = f"{dated.rule} {timing.t.words.text[dated.start : dated.end]!r}"
    if is_past(dated, timing.published):
        return dated.when, "background", f"{rule}, an earlier year"
    when = dated.when
    if status == "planned" and not dated.year_given and timing.published is not None:
        when = _ahead(dated, timing.published)
    if timing.published is not None and when.first > timing.published:
        if status in ("planned", "hypothetical"):
            return when, status, rule
        return When.day(timing.published), status, "publication day, the date given lies ahead"
    if timing.published is not None and when.last > timing.published and status in (
        "asserted", "attributed", "denied",
    ):  # fmt: skip
        when = When(when.first, timing.published) if when.precision == "span" else when
    return when, status, rule


def _opening(timing: Timing) -> Dated | None:
    """Take the date that opens the sentence: "On 3 May, after a long dispute, Kenya …"."""
    starts = timing.t.words.start
    for dated in timing.dates:
        told = any(e.dated is dated for e in timing.episodes)
        if not told and len(starts) > 3 and dated.start <= starts[3] and _narrow(timing, dated):
            return dated
    return None


def _narrow(timing: Timing, dated: Dated) -> bool:
    """Leave out dates that only repeat the present: "the 2025 elections" told in 2025."""
    day = timing.published
    if day is None:
        return True
    long = (dated.when.last - dated.when.first).days > 31
    return not (long and dated.when.first <= day <= dated.when.last)


def _ahead(dated: Dated, published: date) -> When:
    """Turn a date of a plan to the future: "will visit in April", told in June."""
    first = dated.when.first
    if dated.when.last >= published:
        return dated.when
    if dated.rule == "weekday":
        return When.day(first + timedelta(days=7))
    if dated.rule == "bare month":
        return When.month(first.year + 1, first.month)
    if dated.rule in ("day month", "month day") and (first.month, first.day) != (2, 29):
        return When.day(first.replace(year=first.year + 1))
    return dated.when


def _own(timing: Timing, frame: Frame) -> Dated | None:
    """Give the nearest date with no boundary in between; dates of named episodes are theirs."""
    best: tuple[int, Dated] | None = None
    for dated in timing.dates:
        episode = next((e for e in timing.episodes if e.dated is dated), None)
        elsewhere = (
            _describes(timing.t, dated)
            if episode is None
            else not (_during(timing.t, episode) or tells(timing.t, frame.trigger, episode))
        )
        if elsewhere or not _narrow(timing, dated):
            continue
        start = dated.start if episode is None else episode.start
        far = _distance(timing.t, frame.trigger.at, start)
        if far < _TOO_FAR and (best is None or far < best[0]):
            best = (far, dated)
    return best[1] if best else None


def _during(t: Tagged, episode: Episode) -> bool:
    """Tell whether deeds are said to fall within an episode: "took it in the war of 1967"."""
    k = _token_at(t, episode.start)
    return t.word(t.skip_left(k - 1, "D")) in ("in", "during", "throughout", "amid", "by", "under")


def tells(t: Tagged, trigger: Trigger, episode: Episode) -> bool:
    """Tell whether a verb tells of an episode itself: "went to war with Burma in 1765"."""
    if t.tags[trigger.at] not in "vzr" or trigger.entry.type in _ABOUT:
        return False
    if any(episode.start <= t.words.start[k] < episode.end for k in trigger.tokens):
        return True
    return t.skip_right(trigger.end, "DjT") == _token_at(t, episode.start)


def _describes(t: Tagged, dated: Dated) -> bool:
    """Tell whether a date tells of something else: "a 1950 land law", "the first since 1990"."""
    k = _token_at(t, dated.start)
    if t.word(k - 1) in ("since", "until", "till"):
        return True
    if dated.rule != "year":
        return False
    return t.tag(k - 1) in "DGj" and t.tag(k + 1) in "wXj"


def _distance(t: Tagged, at: int, start: int) -> int:
    """Count tokens from a trigger to a date, boundaries counting for many."""
    k = _token_at(t, start)
    low, high = min(k, at), max(k, at)
    between = range(low + 1, high)
    cost = sum(_COST.get(t.tags[i], 0) for i in between if not _light(t, i))
    cost += sum(6 for i in between if t.tags[i] == "C" and t.tag(i + 1) in "vz")  # "…, and signed"
    return high - low + cost


def _light(t: Tagged, i: int) -> bool:
    """Leave out brackets, and "by doing", which tells how."""
    return t.word(i) in "()" or (t.tags[i] == "g" and t.word(i - 1) == "by")


def _token_at(t: Tagged, start: int) -> int:
    return bisect_left(t.words.start, start)


def _fronted(timing: Timing, frame: Frame) -> Dated | None:
    """Take the date of an episode that opens the sentence: "After the war of 1828, Russia …"."""
    t = timing.t
    at = frame.trigger.at
    told = t.tags[at] in "vz" or (t.tags[at] == "g" and t.word(at - 1) == "by")
    if t.word(0) not in _FRONTING or not told:
        return None
    fronted = [e for e in timing.episodes if e.end < t.words.start[frame.trigger.at]]
    return fronted[-1].dated if fronted else None


def _when_clause(timing: Timing, frame: Frame) -> Dated | None:
    """Take the date that a clause explains: "in the war of 1971, when Burma armed it"."""
    t, at = timing.t, timing.t.words.start[frame.trigger.at]
    before = [d for d in timing.dates if d.end <= at]
    if not before or t.tags[frame.trigger.at] not in "vz":
        return None
    k = _token_at(t, before[-1].end)
    while t.word(k) in (")", ","):
        k += 1
    return before[-1] if t.word(k) == "when" else None


def _past_tense(timing: Timing, frame: Frame) -> bool:
    t = timing.t
    if timing.dates or wordlist("now").intersection(t.words.lower):
        return False
    at = frame.trigger.at
    if t.tags[at] == "z":
        return t.word(at - 1) in ("was", "were", "been")
    if t.tags[at] == "g":
        return True
    word = t.word(at)
    return t.tags[at] in "vwr" and not (t.tags[at] == "v" and word.endswith("s"))
