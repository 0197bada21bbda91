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
from dataclasses import dataclass

from detente.coding.rules.lexicon import grammar, lexicon, wordlist
from detente.coding.rules.tokens import Words, words
from detente.knowledge.gazetteer import Mention

__all__ = ["FINITE", "Tagged", "group_start", "tag"]

FINITE = frozenset("vzAHOM")
"""Tags that mark a clause of its own."""
_AUX = frozenset("VNAHMO")
_BEFORE_NOUN = frozenset("DGj#p")
_PARTICLES = frozenset({"up", "down", "out", "off"})
_AFTER_PARTICIPLE = frozenset("PBTS,;C")
# Prepositions that take a verb in -ing; after another one it describes a noun.
# Participles without "by" are passive only for deeds that are done to somebody.
_DONE_TO = frozenset({"COERCE", "ASSAULT", "SANCTION", "RETREAT"})
_ACTORS = frozenset({"state", "metonym", "leader", "organisation", "capital"})


@dataclass(slots=True)
class Tagged:
    """A sentence with its tags, its mentions, and which mention each token belongs to."""

    words: Words
    tags: list[str]
    mentions: tuple[Mention, ...]
    owner: list[int]
    """Index of the mention a token belongs to, or -1."""
    first: list[int]
    """First token of each mention."""
    last: list[int]
    """One past the last token of each mention."""

    def word(self, k: int) -> str:
        """Give token `k` in lower case, empty outside the sentence."""
        return self.words.lower[k] if 0 <= k < len(self.tags) else ""

    def tag(self, k: int) -> str:
        """Give the tag of token `k`, a clause end outside the sentence."""
        return self.tags[k] if 0 <= k < len(self.tags) else ";"

    def skip_left(self, k: int, tags: str) -> int:
        """Give the first token at or left of `k` that bears none of `tags`."""
        while k >= 0 and self.tags[k] in tags:
            k -= 1
        return k

    def skip_right(self, k: int, tags: str) -> int:
        """Give the first token at or right of `k` that bears none of `tags`."""
        while k < len(self.tags) and self.tags[k] in tags:
            k += 1
        return k


def group_start(t: Tagged, k: int) -> int:
    """Give the first token of the verb group that ends in `k`, auxiliaries included."""
    j = k
    while j > 0 and t.tags[j - 1] in _AUX:
        j -= 1
    return j


def tag(text: str, mentions: tuple[Mention, ...], cut: Words | None = None) -> Tagged:
    """Tag a sentence."""
    w = cut or words(text)
    table = grammar().tags
    tags = [table.get(lower, "w") for lower in w.lower]
    t = Tagged(w, tags, mentions, [-1] * len(tags), [], [])
    _mark_mentions(t)
    for k in range(len(tags)):
        if tags[k] != "X":
            tags[k] = _tag_one(t, k)
    return t


def _mark_mentions(t: Tagged) -> None:
    kept = []
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
    if word == ",":
        return ","
    if word == "to":
        return "T"
    if word in ("'s", "'"):
        return "G"
    if word[0].isdigit():
        return "#"
    kinds = lexicon().kinds.get(word, "") + grammar().kinds.get(word, "")
    if not kinds:
        kinds = _guess(word)
        if "d" in kinds and t.tag(k - 1) == ";" and t.tag(k + 1) in "wX":
            return "p"  # "Unnamed sources": a verb unknown to the tables does not open a clause
    if not kinds:
        return "V" if word.endswith("ly") and len(word) > 4 else "w"
    return _read_verb(t, k, kinds)


def _closed(t: Tagged, k: int, letter: str, word: str) -> str:
    before = t.tag(k - 1)
    if word == "that" and before not in "PTBC;":
        return "S"
    if word == "'s" and before != "U":
        return "G"
    if word in _PARTICLES and before in "vzgir":
        return "V"
    if word in ("may", "march") and t.words.title(k) and t.tag(k - 1) in "P#w":
        return "w"
    if word in ("her", "his") and t.tag(k + 1) in ";,PB":
        return "Q"
    if letter in "HO" and word in ("having", "doing", "done"):
        return "g"
    return letter


def _guess(word: str) -> str:
    if len(word) > 4 and word.endswith("ed"):
        return "dn"
    return "g" if len(word) > 5 and word.endswith("ing") else ""


def _read_verb(t: Tagged, k: int, kinds: str) -> str:
    j = t.skip_left(k - 1, "VN")
    before = t.tag(j)
    if "g" in kinds:
        return _read_ing(t, k, before)
    if before == "T" and "b" in kinds:
        return "i"
    if before in "MO" and "b" in kinds:
        return "v"
    if "n" in kinds and before in "AH":
        return "z" if before == "A" else "v"
    if "d" in kinds or "n" in kinds:
        return _read_past(t, k, kinds, before)
    return _read_present(t, k, kinds, before)


def _read_ing(t: Tagged, k: int, before: str) -> str:
    word = t.words.lower[k]
    if before == "A":
        return "v"
    if word in wordlist("ing_nouns") and (before in "DGj#wXp" or t.tag(k - 1) in "DGj#w"):
        return "w"
    if before in "DG" and t.word(k + 1) in ("of", "by", "in"):
        return "w"
    if t.tag(k - 1) == "P" and t.word(k - 1) not in wordlist("governing") and t.tag(k + 1) in "wj":
        return "j"
    return "g"


def _read_past(t: Tagged, k: int, kinds: str, before: str) -> str:
    after = t.skip_right(k + 1, "V")
    follower = t.tag(after)
    if t.words.glued[k]:
        return "p"
    if before in _BEFORE_NOUN and not (before == "#" and follower in "PBT,;D"):
        return "p" if "n" in kinds else "w"
    if "n" not in kinds:
        return "v"
    if before in "ivg" and follower in "wX" and t.tag(k - 1) == before:
        return "p"
    if t.word(after) == "by" and not _takes_by(t.words.lower[k]):
        return "r"
    if before in "P" and follower in "wXj#":
        return "p"
    if before == "C" and follower in _AFTER_PARTICIPLE and (voice := _passive_before(t, k)):
        return voice
    if "b" in kinds and before in "wX" and follower in _AFTER_PARTICIPLE and "d" in kinds:
        return "v" if t.words.lower[k] in ("hit",) else "w"
    if follower in _AFTER_PARTICIPLE and _done_to(t, k):
        return "r"
    return "v"


def _takes_by(word: str) -> bool:
    """Tell whether "by" belongs to the verb itself: "stood by its ally"."""
    entries = lexicon().verbs.get(word, ())
    return any(e.steps and "by" in e.steps[0].choices and not e.steps[0].gap for e in entries)


def _done_to(t: Tagged, k: int) -> bool:
    """Tell whether a bare participle is passive: "two Russians arrested in Baku"."""
    entries = lexicon().verbs.get(t.words.lower[k], ())
    if not any(e.type in _DONE_TO and not e.steps for e in entries):
        return False
    j = t.skip_left(k - 1, "V,")
    if t.tag(j) != "X":
        return t.tag(j) == "w"
    mention = t.mentions[t.owner[j]]
    before = t.tag(t.first[t.owner[j]] - 1)
    if before in "SR":
        return False
    return mention.kind not in _ACTORS or mention.sector in ("CVL", "BUS", "JRN")


def _passive_before(t: Tagged, k: int) -> str:
    """Give the tag of the passive that a participle is joined to, or nothing."""
    j = k - 1
    while j >= 0 and t.tags[j] not in "vzrSR;":
        j -= 1
    return t.tag(j) if t.tag(j) in "zr" else ""


def _read_present(t: Tagged, k: int, kinds: str, before: str) -> str:
    follower = t.tag(t.skip_right(k + 1, "V"))
    if before in "DGj#pP":
        return "w"
    if before in "UR":
        return "v"
    third = "s" in kinds
    if third and before in "Xw" and "speech" in grammar().governs.get(t.words.lower[k], ()):
        return "v"
    if before in "Xw" and _has_verb(t, k):
        return "w"
    if not third and before in "Xw" and t.words.lower[k] not in grammar().nouns:
        # No noun: "sources in Baku suggest", but not "its 48-hour blockade".
        plural = t.words.lower[t.skip_left(k - 1, "VN")].endswith("s")
        return "v" if follower in ("DXQS#UwjPT" if plural or before == "X" else "DXQ") else "w"
    if before == "X":
        mention = t.mentions[t.owner[t.skip_left(k - 1, "VN")]]
        if mention.kind == "demonym" and mention.sector is None:
            return "w"
        plural = mention.text.endswith("s") and mention.kind in ("demonym", "agent", "group")
        if third:
            return "v" if follower in "DX#wjSTUQp" or not (plural or follower in ",;C") else "w"
        return "v" if plural and (follower in "DX#Q" or t.word(k + 1) == "that") else "w"
    if before == "C":
        return "v" if follower in "DXQ" and _verb_before(t, k, third) else "w"
    if before == "w":
        plural = t.words.lower[t.skip_left(k - 1, "VN")].endswith("s")
        objects = follower in "DXQ#" or t.word(k + 1) == "that"
        return "v" if plural != third and objects else "w"
    if before == "S":
        return "w"
    return "w"


def _has_verb(t: Tagged, k: int) -> bool:
    """Tell whether the clause has its verb already: "forces bomb rebel targets"."""
    for j in range(k - 1, -1, -1):
        if t.tags[j] in ",;CSRB":
            return False
        if t.tags[j] in "vz":
            return "speech" not in grammar().governs.get(t.words.lower[j], ())
    return False


def _verb_before(t: Tagged, k: int, third: bool) -> bool:
    j = k - 1
    while j >= 0 and t.tags[j] not in "vzi;":
        j -= 1
    if t.tag(j) == "i":
        return not third
    return t.tag(j) == "v" and t.words.lower[j].endswith("s") == third
