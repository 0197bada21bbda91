"""Harm that nobody is said to have done, and blows that are only struck in sport."""

from __future__ import annotations

from detente.coding.rules.clauses import objects
from detente.coding.rules.lexicon import wordlist
from detente.coding.rules.subjects import subject
from detente.coding.rules.tagged import Tagged
from detente.coding.rules.triggers import Trigger

__all__ = ["is_accident"]


def is_accident(t: Tagged, trigger: Trigger) -> bool:
    """Tell whether a verb of harm stands in a sentence about an accident or a match."""
    text = trigger.entry.text
    harm, contest = text in wordlist("harm"), text in wordlist("contest")
    if not trigger.entry.verb or not (harm or contest):
        return False
    words = frozenset(t.words.lower)
    if words & wordlist("violence"):
        return False
    if contest and words & wordlist("sport"):
        return True
    return harm and bool(words & wordlist("accident")) and not _done_by_somebody(t, trigger)


def _done_by_somebody(t: Tagged, trigger: Trigger) -> bool:
    """Tell whether a state or its people are named as the doer."""
    if t.tags[trigger.at] in "zr":
        agents = [o for o in objects(t, trigger.at + 1) if o.preposition == "by"]
        return any(o.mention is not None for o in agents)
    return t.tags[trigger.at] == "v" and any(p.country for p in subject(t, trigger.at))
