"""The role each word plays, one letter a token.

======  ==========================================  ======  =====================================
``X``   part of a mention of an actor or place      ``v``   finite verb, active
``w``   noun, or any other word                     ``z``   finite verb, passive
``D``   determiner, possessive pronoun              ``r``   participle after its noun, passive
``j``   adjective                                   ``p``   participle before its noun
``#``   number                                      ``g``   form in -ing
``P``   preposition                                 ``i``   infinitive
``T``   "to"                                        ``A``   form of "be"
``B``   "after", "as": preposition or conjunction   ``H``   form of "have"
``S``   "that", "when"                              ``O``   form of "do"
``R``   "who", "which"                              ``M``   modal
``C``   "and", "but"                                ``N``   negation
``U``   pronoun as subject                          ``V``   adverb
``Q``   pronoun as object                           ``G``   possessive ending
``,``   comma                                       ``;``   mark that ends a clause
======  ==========================================  ======  =====================================

There is no tagger of parts of speech behind it: closed classes come from a table, verbs from their
form and neighbours.
"""

from __future__ import annotations

from bisect import bisect_left

from detente.coding.rules.lexicon import grammar, lexicon
from detente.coding.rules.tagged import Tagged
from detente.coding.rules.tokens import Words, words
from detente.coding.rules.verbs import guess, read_verb
from detente.knowledge.gazetteer import Mention

__all__ = ["tag"]

_SITES = frozenset({"place", "city"})
_PARTICLES = frozenset({"up", "down", "out", "off"})


def tag(text: str, mentions: tuple[Mention, ...], cut: Words | None = None) -> Tagged:
    """Tag a sentence."""
    w = cut or words(text)
    table = grammar().tags
    tags = [table.get(word) or ("#" if word[0].isdigit() else "w") for word in w.lower]
    t = Tagged(w, tags, mentions, [-1] * len(tags), [], [])
    _mark_mentions(t)
    for k in range(len(tags)):
        if tags[k] != "X":
            tags[k] = _tag_one(t, k)
    return t


def _mark_mentions(t: Tagged) -> None:
    kept: list[Mention] = []
    for mention in t.mentions:
        a = bisect_left(t.words.end, mention.start + 1)
        b = bisect_left(t.words.start, mention.end)
        if a >= b or (b < len(t.tags) and t.words.lower[b] == "$"):
            continue
        # A possessive ending is no part of a name.
        b -= t.words.lower[b - 1] == "'s" and b - a > 1
        for k in range(a, b):
            t.tags[k] = "X"
            t.owner[k] = len(kept)
        kept.append(mention)
        t.first.append(a)
        t.last.append(b)
    t.mentions = tuple(kept)


def _tag_one(t: Tagged, k: int) -> str:
    letter, word = t.tags[k], t.words.lower[k]
    if letter != "w":
        return _closed(t, k, letter, word)
    kinds = lexicon().kinds.get(word, "") + grammar().kinds.get(word, "")
    if not kinds and (not t.words.title(k) or t.tag(k - 1) == ";"):
        kinds = guess(word)  # a capital inside a sentence makes a name
        if "d" in kinds and t.tag(k - 1) == ";" and t.tag(k + 1) in "wX":
            return "p"  # "Unnamed sources": a verb unknown to the tables does not open a clause
    if not kinds:
        return "V" if word.endswith("ly") and len(word) > 4 else "w"
    return read_verb(t, k, kinds)


def _closed(t: Tagged, k: int, letter: str, word: str) -> str:
    before = t.tag(k - 1)
    if word == "that" and before not in "PTBC;":
        return "S"
    if word == "'s" and before == "U":
        return "A"  # "it's"
    if word == "off" and t.tag(k + 1) == "X" and t.mentions[t.owner[k + 1]].kind in _SITES:
        return letter  # "was seized off Crete"
    if word in _PARTICLES and before in "vzgir":
        return "V"
    if word in ("may", "march") and t.words.title(k) and t.tag(k - 1) in "P#w":
        return "w"
    if word in ("her", "his") and t.tag(k + 1) in ";,PB":
        return "Q"
    if letter in "HO" and word in ("having", "doing", "done"):
        return "g"
    return letter
