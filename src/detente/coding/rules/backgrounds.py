"""Reports of episodes of the past."""

from __future__ import annotations

from detente.coding.rules.deed import Deed
from detente.coding.rules.parties import Party, party
from detente.coding.rules.past import Episode
from detente.coding.rules.tagged import Tagged

__all__ = ["backgrounds"]

_TOWNS = frozenset({"city", "place", "capital"})


def backgrounds(t: Tagged, told: tuple[Episode, ...]) -> list[Deed]:
    """Give one report for every dated episode of a sentence."""
    return [_background(t, episode) for episode in told]


def _background(t: Tagged, episode: Episode) -> Deed:
    states = _states(t, episode)
    return Deed(
        type=None,
        status="background",
        actor=states[0] if states else None,
        recipient=states[1] if len(states) > 1 else None,
        span=(episode.start, episode.end),
        when=episode.dated.when,
        label=episode.label,
        why=(("episode", episode.label), ("date", episode.dated.rule)),
    )


def _states(t: Tagged, episode: Episode) -> list[Party]:
    """Give the states in an episode's name, or else, if it bears a name, the first two around."""
    every = [i for i, m in enumerate(t.mentions) if m.country and not _only_site(t, i, episode)]
    inside = [i for i in every if episode.start <= t.mentions[i].start < episode.end]
    named = any(c.isupper() for c in episode.label)
    found: dict[str | None, Party] = {}
    for i in inside or (every if named else []):
        found.setdefault(t.mentions[i].country, party(t, i, "state named with the episode"))
    return list(found.values())[:2]


def _only_site(t: Tagged, i: int, episode: Episode) -> bool:
    """Tell whether a town is where it was, rather than whose it was: "the wars of Ayacucho"."""
    mention = t.mentions[i]
    ground = f"of {mention.text}" in episode.label
    return (episode.named_after_place or ground) and mention.kind in _TOWNS
