"""Who is named in a text: states, their bodies and people, organisations, armed groups.

`find_mentions` looks terms up (`lexicon`), drops those that their surroundings take away
(`context`), and puts together what belongs together: a demonym with its agent noun, a title with
its holder, ``the ambassador of`` with its state (`phrases`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from detente.knowledge.languages import NameMatch, find_names
from detente.knowledge.phrases import Phrase, read_phrases

__all__ = ["Mention", "MentionKind", "find_mentions"]

MentionKind = Literal[
    "state", "demonym", "capital", "metonym", "leader", "organisation", "group", "agent",
    "place", "city", "pronoun",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names an actor or a place, with the state it belongs to."""

    start: int
    end: int
    text: str
    """The verbatim words, ``text[start:end]``."""
    country: str | None
    """ISO3 or EEC, NAT, IGO; None for a bare agent noun and for bodies of no one state."""
    sector: str | None
    """PLOVER sector; None for a state or nationality as such."""
    kind: MentionKind
    """What heads the mention. ``agent``: an agent noun, bare or with its state. ``capital``: a
    capital that stands for its government; as a mere place it is ``place``, like regions.
    ``city``: another city, also a place. ``pronoun``: only from `resolve_document`."""
    how: str
    """One line that says what was put together."""
    weak: bool = False
    """Whether its agent noun leaves the sector to what stands beside it: "chairman", "leader"."""
    person: bool = False
    """Whether it names people rather than a body or a state."""


def find_mentions(
    text: str,
    on: date | None = None,
    *,
    language: str = "en",
    lone: bool = False,
    near: str | None = None,
) -> tuple[Mention, ...]:
    """Give all mentions in order, without overlap; the longest reading wins.

    `on` is the day of the text: it decides who holds an office, and what a group is. Without it a
    surname counts if only one state has had an office holder of that name. `lone` keeps agent nouns
    that otherwise need a state beside them, such as "drones"; `near`, the ISO3 of a state that the
    context names, decides between namesakes.

    In a `language` other than English (ISO 639-1) names, adjectives, citizens, capitals and bodies
    of states are found, in the forms that `detente.knowledge.languages` knows; a capital there
    has no sector, since nothing tells the place from the government.
    """
    if language != "en":
        return tuple(_named(text, found) for found in find_names(text, language))
    return tuple(_mention(text, p) for p in read_phrases(text, on, lone=lone, near=near))


_NAMED: dict[str, tuple[MentionKind, str | None]] = {
    "name": ("state", None),
    "adjective": ("demonym", None),
    "people": ("demonym", "CVL"),
    "capital": ("capital", None),
    "metonym": ("metonym", "GOV"),
    "group": ("group", "REB"),
}
"""Kind and sector of a mention in another language."""


def _named(text: str, found: NameMatch) -> Mention:
    kind, sector = _NAMED[found.name.kind]
    words = text[found.start : found.end]
    how = f"{found.name.kind} '{found.name.term}'"
    return Mention(found.start, found.end, words, found.name.country, sector, kind, how)


def _mention(text: str, phrase: Phrase) -> Mention:
    return Mention(
        phrase.start,
        phrase.end,
        text[phrase.start : phrase.end],
        phrase.country,
        phrase.sector,
        phrase.kind,  # type: ignore[arg-type]
        phrase.how,
        phrase.weak,
        phrase.person,
    )
