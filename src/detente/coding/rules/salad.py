"""Sentences that say nothing: long strings of abstract nouns without the words that bind them.

Written English binds its content words with function words (articles, prepositions, auxiliaries,
pronouns, conjunctions): some two in five words, names apart. Text spun by a machine or padded for
length keeps adding adjectives and nouns; over a long stretch its share of function words falls far
below that of any news sentence. Such a sentence is not analysed at all. A very long sentence that
passes is read with care: there only a finite verb counts, with both its parties close by.
"""

from __future__ import annotations

from detente.coding.rules.tagged import Tagged

__all__ = ["MANY_WORDS", "is_salad"]

MANY_WORDS = 70
"""Tokens from which on a sentence is read with care."""
_LONG = 30
_SHARE = 0.14
_FUNCTION = frozenset("DPTBSRCUQAHOMNG")


def is_salad(t: Tagged) -> bool:
    """Tell whether a long sentence lacks the function words that make it a sentence."""
    w = t.words
    # Names say nothing here: a list of ministers is no salad.
    counted = [tag for k, tag in enumerate(t.tags) if w.lower[k][0].isalpha() and not w.title(k)]
    if len(counted) < _LONG:
        return False
    share = sum(tag in _FUNCTION for tag in counted) / len(counted)
    return share < _SHARE
