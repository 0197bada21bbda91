"""Harm that nobody is said to have done, and blows that are only struck in sport."""

from __future__ import annotations

from detente.coding.rules.lexicon import wordlist
from detente.coding.rules.tagged import Tagged
from detente.coding.rules.triggers import Trigger

__all__ = ["is_accident"]


def is_accident(t: Tagged, trigger: Trigger) -> bool:
    """Tell whether a verb of harm stands in a sentence about an accident or a match."""
    text = trigger.entry.text
    if not trigger.entry.verb or (text not in wordlist("harm") and text not in wordlist("contest")):
        return False
    words = frozenset(t.words.lower)
    if words & wordlist("violence"):
        return False
    return bool(text in wordlist("harm") and words & wordlist("accident")) or bool(
        text in wordlist("contest") and words & wordlist("sport")
    )
