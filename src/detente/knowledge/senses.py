"""Choosing the sense of a term from the day and from the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from detente.knowledge import context
from detente.knowledge.lexicon import SHARED, UNRECOGNISED, Entry, Match, find_terms
from detente.knowledge.tables import words_of

__all__ = ["Term", "read_terms"]

_US_CUES = re.compile(
    r"\b(?:Atlanta|Savannah|Fulton County|Raffensperger|Brian Kemp|Ossoff|Warnock|Stacey Abrams"
    r"|Alabama|Florida|Tennessee|(?:South|North) Carolina|Mississippi|Kentucky|Macon|Republican"
    r"|Democrat(?:s|ic)?|gubernatorial|Confederate)\b"
)
_CAUCASUS_CUES = re.compile(
    r"\b(?:Tbilisi|Abkhazia|Ossetia|Saakashvili|Russia|Russian|Armenia|Azerbaijan|Caucasus|Turkey"
    r"|Ukraine|Moldova|NATO|EU|European|Batumi|Ivanishvili|Zourabichvili|Kobakhidze)\b"
)
_COUNTED = re.compile(r"(?:\b(?:an?|one|another|each|every)\s+)\Z", re.IGNORECASE)
_PERSON_GOES_ON = re.compile(
    r"\s*(?:[.,;:!?)\"”]|\Z|\s(?:was|is|were|are|had|has|who|and|or|in|of|to|for|on|with|from|by|at"
    r"|accused|suspected|wanted|arrested|detained|killed|named|living|born|working|after|while)\b)"
)
_SEVERAL = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+|dozens?\s+of|hundreds\s+of"
    r"|thousands\s+of|several|many|some|most|ethnic|other|all|fellow)\s+\Z",
    re.IGNORECASE,
)
_ADJACENT = re.compile(r"(?:'s|’s|'|’)?\s+")
_PLAYED = re.compile(
    r"\s+(?:beats?|thrash(?:es|ed)?|trounce[sd]?|dr[ea]ws?\s+with|los[te]s?\s+to|edge[sd]?\s+past"
    r"|knock(?:s|ed)?\s+out)\s+(?:the\s+|hosts?\s+|champions\s+)?"
)
_GENERIC_OF = re.compile(r"\s+of\s+[A-Z]")
_STATES = frozenset({"name", "adjective"})
_STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PTY"})
_PRIVATE = frozenset({"BUS", "JRN", "EDU", "NGO", "REL", "MED", "LAB", "PTY", "OPP"})
"""Sectors of bodies whose presidents and officials are not the state's."""

_OWNERS = frozenset(
    {"name", "adjective", "people", "capital", "city", "place", "metonym", "organisation", "group"}
)


@dataclass(frozen=True, slots=True)
class Term:
    """A match with the sense chosen; a leader keeps all senses until the title is read."""

    start: int
    end: int
    kind: str
    country: str | None
    sector: str | None
    weight: str = ""
    can_own: bool = False
    only_with_possessive: bool = False
    senses: tuple[Entry, ...] = ()
    on: date | None = None
    first_name: bool = False
    """Whether a capitalised word stands before a surname that is no first name of its bearer."""
    goes_on: bool = False
    """Whether a capitalised word follows it, as in "Paul Smith"."""
    unrecognised: bool = False
    """Whether it is of a breakaway region."""

    def owned(self, sector: str | None) -> str | None:
        """Give the sector of an agent noun that belongs to this term.

        What belongs to an armed group is the group; the army of a breakaway region is rebels, its
        government the region; who presides over or speaks for a firm is of the firm.
        """
        if self.unrecognised and sector in _STATE_SECTORS | {None}:
            return "REB" if sector in ("MIL", "COP") else UNRECOGNISED
        private = self.kind == "organisation" and self.sector in _PRIVATE and sector == "GOV"
        return self.sector if self.kind == "group" or private or not sector else sector


def read_terms(text: str, on: date | None, near: str | None = None) -> list[Term]:
    """Give the terms of the text that count, each in its sense.

    `near` is a state that the context names.
    """
    matches = find_terms(text)
    sport = [m.start for m in matches if m.senses[0].kind == "sport"]
    sport += [first.start for first, second in pairwise(matches) if _are_teams(text, first, second)]
    silent = context.silent_stretches(text, sport)
    terms: list[Term] = []
    starts = {match.start for match in matches if not _is_surname(match)}
    for match in matches:
        if any(start <= match.start < end for start, end in silent):
            continue
        followed = match.end + 1 in starts
        titled = bool(terms) and _is_title(terms[-1]) and terms[-1].end + 1 == match.start
        term = _term(text, match, on, followed=followed, titled=titled)
        if term is not None:
            terms.append(_generic(text, term, terms[-1] if terms else None))
    if any(_is_shared(term) for term in terms):
        named = {t.country for t in terms if not _is_shared(t)} | {near}
        return [t for t in (_beside(term, named) for term in terms) if t is not None]
    return terms


def _is_shared(term: Term) -> bool:
    return any(sense.weight == SHARED for sense in term.senses)


def _beside(term: Term, named: set[str | None]) -> Term | None:
    """Give an acronym that several states' bodies share to the one state that the text names."""
    if not _is_shared(term):
        return term
    fitting = [sense for sense in term.senses if sense.country in named]
    if len({sense.country for sense in fitting}) == 1:
        return replace(term, country=fitting[0].country, sector=fitting[0].sector)
    return None if all(sense.weight == SHARED for sense in term.senses) else term


def _generic(text: str, term: Term, last: Term | None) -> Term:
    """Take ``Foreign Office`` as an agent noun where another state is named with it.

    Alone it is the British one; in ``the German Foreign Office`` and ``the National Guard of
    Ukraine`` it is not.
    """
    if term.kind not in ("organisation", "metonym") or not _has_generic_sense(term):
        return term
    owned = last is not None and last.country is not None and last.kind in _STATES
    if owned and last is not None and _ADJACENT.fullmatch(text, last.end, term.start):
        return replace(term, kind="agent", country=None, sector=_generic_sector(term))
    if _GENERIC_OF.match(text, term.end):
        return replace(term, kind="agent", country=None, sector=_generic_sector(term))
    return term


def _has_generic_sense(term: Term) -> bool:
    return term.sector in _STATE_SECTORS or any(s.kind == "agent" for s in term.senses)


def _generic_sector(term: Term) -> str | None:
    return next((s.sector for s in term.senses if s.kind == "agent"), term.sector)


def _are_teams(text: str, first: Match, second: Match) -> bool:
    """Tell whether two states meet in sport: "Azerbaijan beat Portugal"."""
    states = first.senses[0].kind == second.senses[0].kind == "name"
    return states and _PLAYED.fullmatch(text, first.end, second.start) is not None


def _is_surname(match: Match) -> bool:
    """Tell whether a match is a surname alone, which may make a name of the word before it."""
    return match.senses[0].kind == "leader" and match.senses[0].weight != "full"


def _is_title(term: Term) -> bool:
    return term.kind == "agent" and any(s.role == "title" for s in term.senses)


def _term(text: str, match: Match, on: date | None, *, followed: bool, titled: bool) -> Term | None:
    senses = match.senses
    if senses[0].kind in ("decoy", "sport"):
        return None
    entry = _in_force(senses, on)
    if titled and entry.kind != "agent" and any(s.kind == "leader" for s in senses):
        return _leader(text, match, on, followed=followed)  # "Prime Minister Muscat"
    if entry.kind == "contested" and on is not None and not entry.holds(on):
        return None
    if entry.kind == "leader":
        return _leader(text, match, on, followed=followed)
    if entry.kind == "agent":
        return Term(
            match.start, match.end, "agent", None, entry.sector, entry.weight, senses=senses
        )
    if context.hyphen_takes_away(text, match.start, match.end):
        return None
    if text[match.end : match.end + 1] == "$":
        return None
    if entry.sector == "JRN" and text[match.end : match.end + 1] in (")", "]"):
        return None
    if entry.sector == "BUS" and context.is_model(text, match.end):
        return None
    return _owner(text, match, entry, followed=followed)


def _in_force(senses: tuple[Entry, ...], on: date | None) -> Entry:
    """Give the sense of the day; without a day the one whose end is open."""
    if on is None:
        return next((s for s in senses if s.until is None), senses[0])
    return next((s for s in senses if s.kind == "leader" or s.holds(on)), senses[0])


def _leader(text: str, match: Match, on: date | None, *, followed: bool) -> Term:
    first_name = context.has_foreign_first_name(text, match.start)
    goes_on = not followed and context.goes_on_as_name(text, match.end)
    senses = tuple(s for s in match.senses if s.kind == "leader")
    return Term(
        match.start, match.end, "leader", None, None,
        can_own=True, senses=senses, on=on, first_name=first_name, goes_on=goes_on,
    )  # fmt: skip


def _owner(text: str, match: Match, entry: Entry, *, followed: bool) -> Term | None:
    words = text[match.start : match.end]
    if words in words_of("given") and context.is_someones_name(
        text, match.start, None if followed else match.end
    ):
        return None
    if words.lower() in words_of("shouted") and text.isupper():
        return None
    if words == "Georgia" and _US_CUES.search(text) and not _CAUCASUS_CUES.search(text):
        return None
    kind: str = entry.kind
    sector = entry.sector
    placed = context.after_place_preposition(text, match.start)
    if kind == "capital":
        located = context.is_located(text, match.end)
        if words in words_of("located") and not located:
            return None
        if (
            placed
            or located
            or context.is_qualifier(text, match.start, match.end)
            or context.is_dateline(text, match.start, match.end)
        ):
            kind = "place"
        else:
            sector = "GOV"
    elif kind == "contested":
        kind, sector = ("place", None) if placed else ("group", sector)
    elif kind in ("people", "person", "adjective"):
        if context.is_language(text, match.start, match.end):
            return None
        sector = _persons(text, match) or sector
    return Term(
        match.start, match.end, kind, entry.country, sector,
        can_own=kind in _OWNERS and (kind != "people" or entry.term[-1] != "s"),
        only_with_possessive=placed and kind != "adjective",
        senses=match.senses,
        unrecognised=entry.sector == UNRECOGNISED,
    )  # fmt: skip


def _persons(text: str, match: Match) -> str | None:
    """Give CVL for ``Russians``, ``a Georgian was``, ``two Chinese``; None for ``Russian gas``."""
    kinds = {s.kind for s in match.senses}
    if "people" in kinds and "adjective" not in kinds:
        return "CVL"
    window = max(0, match.start - 20)
    goes_on = _PERSON_GOES_ON.match(text, match.end) is not None
    if "person" in kinds and goes_on and _COUNTED.search(text, window, match.start):
        return "CVL"
    if "person" in kinds and "adjective" not in kinds:
        return "CVL"
    if "people" in kinds and goes_on and _SEVERAL.search(text, window, match.start):
        return "CVL"
    return None
