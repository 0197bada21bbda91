"""Fact, claim, denial, plan or condition: how a report stands to its deed."""

from __future__ import annotations

from dataclasses import dataclass

from detente.coding.rules.clauses import previous_verb
from detente.coding.rules.lexicon import grammar, lexicon, wordlist
from detente.coding.rules.roles import Party, party, subject
from detente.coding.rules.tags import Tagged, group_start
from detente.coding.rules.triggers import Trigger
from detente.knowledge.plover import is_verbal
from detente.records import Status

__all__ = ["Standing", "speakers_verb", "standing"]

_HEARSAY = frozenset({"reportedly", "allegedly", "apparently", "purportedly", "supposedly"})
_HEARSAY_NOUN = frozenset({"alleged", "suspected", "purported", "reported", "apparent", "claimed"})
_DENYING = ("den", "refut", "reject", "dismiss", "rebut")
_PLANS = frozenset({"will", "shall", "'ll"})
_CONDITIONS = frozenset({"if", "unless", "whether"})


@dataclass(frozen=True, slots=True)
class Standing:
    """A status with the words that gave it; `verb` is the verb of saying, if there is one."""

    status: Status
    cue: str
    verb: int | None = None
    speaker: Party | None = None


def standing(t: Tagged, trigger: Trigger) -> Standing | None:
    """Tell how the sentence stands to a trigger's deed; None where it says it did not happen."""
    k = trigger.at
    tag = t.tags[k]
    if tag in "wX":
        return _noun_standing(t, trigger)
    verb = k
    unreal: Standing | None = None
    if tag == "i":
        governed = _infinitive(t, k)
        if governed is None:
            return None
        verb, unreal = governed
    elif tag == "g":
        if "undone" in grammar().governs.get(t.word(k - 1), ()) and t.tag(k - 1) in "vzg":
            if not t.word(k - 1).startswith(_DENYING):
                return None  # "stopped flying"
        if t.tag(k - 1) == "N" or t.word(k - 1) in ("without", "from", "than"):
            return None
        if t.word(k - 1) in wordlist("unreal_head"):
            return None
        outer = next((i for i in range(k - 1, -1, -1) if t.tags[i] in "vz;"), None)
        if outer is not None and t.tags[outer] in "vz":
            unreal = _modal(t, range(group_start(t, outer), outer))
    group = range(group_start(t, verb), verb)
    if _only_asked(t, verb, group.start):
        return None
    if any(t.tags[i] == "N" and t.word(i + 1) != "only" for i in group):
        return None
    if t.word(group.start - 1) in ("no", "nobody", "neither", "nor"):
        return None
    unreal = unreal or _modal(t, group) or _conditional(t, group.start)
    claim = _claim(t, k, group.start)
    if unreal is not None:
        return Standing(
            unreal.status,
            unreal.cue,
            claim.verb if claim else None,
            claim.speaker if claim else None,
        )
    if claim is not None:
        return claim
    if any(t.word(i) in _HEARSAY for i in (*group, k - 1, k + 1)):
        return Standing("attributed", "hearsay adverb")
    return Standing("asserted", "told as fact")


def _only_asked(t: Tagged, verb: int, start: int) -> bool:
    """Read "demanded that it accept", "its demand that it ease": asked for, not done."""
    if start != verb or "b" not in (lexicon().kinds.get(t.word(verb), "")):
        return False
    for j in range(start - 1, max(0, start - 10), -1):
        if t.word(j) == "that":
            groups = grammar().governs.get(t.word(j - 1), frozenset())
            return "asked" in groups or t.word(j - 1) in wordlist("asked")
        if t.tags[j] in "vz;,":
            return False
    return False


def _noun_standing(t: Tagged, trigger: Trigger) -> Standing | None:
    before = [t.word(i) for i in range(trigger.start - 4, trigger.start)]
    if any(w in ("no", "without", "never", "zero") for w in before[-2:]):
        return None
    if any(w in wordlist("unreal_noun") for w in before[-3:]) or any(
        w in wordlist("unreal_head") for w in before
    ):
        return Standing("hypothetical", "noun of something not yet done")
    if any(w in _HEARSAY_NOUN for w in before[-3:]):
        return Standing("attributed", "alleged")
    verb = next((i for i in range(trigger.start - 1, -1, -1) if t.tags[i] in "vz;S,"), None)
    if verb is not None and t.tags[verb] in "vz":
        group = range(group_start(t, verb), verb)
        if any(t.tags[i] == "N" for i in group):
            return Standing("hypothetical", "object of a negated verb")
        if (unreal := _modal(t, group)) is not None:
            return unreal
    claim = _claim(t, trigger.at, trigger.start)
    return claim or Standing("asserted", "told as fact")


def _infinitive(t: Tagged, k: int) -> tuple[int, Standing | None] | None:
    """Judge "to" plus verb by what governs it; None where the deed is only asked, refused, meant."""
    j = t.skip_left(k - 1, "VN")
    if t.tag(j) != "T" or t.tag(j - 1) == "N":
        return None
    governor = t.skip_left(j - 1, "V")
    tag = t.tag(governor)
    groups = grammar().governs.get(t.word(governor), frozenset())
    if tag == "A":
        return governor, Standing("planned", f"{t.word(governor)} to")
    if tag in "vzr" and groups & {"aspect"} and not groups & {"undone"}:
        return governor, None
    if tag in "vzrpwg" and groups & {"intent"} and not (groups & {"undone"} and tag == "v"):
        return governor, Standing("planned", f"{t.word(governor)} to")
    outer = previous_verb(t, j - 1)
    if outer is not None and "contact" in grammar().governs.get(t.word(outer), ()):
        entries = lexicon().verbs.get(t.word(k), ())
        if any(e.type and is_verbal(e.type) for e in entries):
            return outer, None
    if t.word(governor) in ("ready", "likely", "able", "willing", "eager"):
        return governor, Standing("hypothetical", f"{t.word(governor)} to")
    return None


def _modal(t: Tagged, group: range) -> Standing | None:
    for i in group:
        if t.tags[i] == "M":
            word = t.word(i)
            return Standing("planned" if word in _PLANS else "hypothetical", word)
    return None


def _conditional(t: Tagged, start: int) -> Standing | None:
    for j in range(start - 1, max(-1, start - 12), -1):
        if t.word(j) in _CONDITIONS:
            return Standing("hypothetical", t.word(j))
        if t.tags[j] in "vz;,":
            return None
    return None


def _claim(t: Tagged, k: int, start: int) -> Standing | None:
    """Find whose claim a deed is: "X says …", "…, X said", "according to X"."""
    noun = _claimed(t, start)
    if noun is not None:
        return noun
    verb = speakers_verb(t, k, start)
    if verb is None:
        return _according(t)
    found = subject(t, verb) or _inverted(t, verb)
    return Standing("attributed", f"{t.word(verb)!r}", verb, found[0] if found else None)


def _claimed(t: Tagged, start: int) -> Standing | None:
    """Read "the claim that …" and "denied that …"."""
    for j in range(start - 1, max(0, start - 14), -1):
        if t.tags[j] in "vz;,":
            return None
        if t.word(j) != "that":
            continue
        if j == start - 1:
            return None  # "a charge that was denied": a relative clause
        word = t.word(j - 1)
        denial = next((i for i in range(j - 1, max(-1, j - 6), -1) if t.tags[i] in "vz"), None)
        denied = denial is not None and t.word(denial).startswith(_DENYING)
        if denied and denial is not None and (denial == j - 1 or word in wordlist("claims")):
            found = subject(t, denial)
            return Standing("denied", "content of a denial", denial, found[0] if found else None)
        if word in wordlist("claims"):
            return Standing("attributed", f"{word!r}")
        return None
    return None


def speakers_verb(t: Tagged, k: int, start: int) -> int | None:
    """Give the verb of saying that the deed at `k` hangs on, or None."""
    return _saying_before(t, start) or _saying_after(t, k)


def _saying_before(t: Tagged, start: int) -> int | None:
    passed = 0
    for j in range(start - 1, max(-1, start - 35), -1):
        tag, word = t.tags[j], t.words.lower[j]
        if tag == ";" and word not in ("“", '"', ":", "(", ")"):
            return None
        if tag in "vzg" and "speech" in grammar().governs.get(word, ()):
            return j if _opens_complement(t, j, start) else None
        if tag in "vz":
            passed += 1
            if passed > 1:
                return None
    return None


def _opens_complement(t: Tagged, verb: int, start: int) -> bool:
    """Tell whether what follows a verb of saying is what was said, rather than its object."""
    k = verb + 1
    for j in range(k, start + 1):
        if t.word(j) == "that" or t.word(j) == ":" or t.tags[j] == ";":
            return True
    if t.tag(k) in "BS":
        return False
    if any(t.tags[j] in "SR" for j in range(k, start)):
        return False
    return not _new_clause(t, k, start)


def _new_clause(t: Tagged, k: int, start: int) -> bool:
    """Tell whether "and" with a subject of its own stands between `k` and `start`."""
    for j in range(k, start):
        if t.tags[j] == "C" and any(t.tags[i] in "vz" for i in range(k, j)):
            if any(t.tags[i] in "XUw" for i in range(j + 1, start)):
                return True
    return False


def _saying_after(t: Tagged, k: int) -> int | None:
    size = len(t.tags)
    for j in range(size - 1, max(k, size - 12), -1):
        word = t.words.lower[j]
        if t.tags[j] == "v" and "speech" in grammar().governs.get(word, ()):
            i = j
            while i > k and t.tags[i] not in ",;":
                if t.tags[i] in "SR" or (t.tags[i] in "vzBC" and i != j):
                    return None
                i -= 1
            return j if i > k else None
    return None


def _inverted(t: Tagged, verb: int) -> tuple[Party, ...]:
    k = t.skip_right(verb + 1, "Dj#")
    if t.tag(k) == "X":
        return (party(t, t.owner[k], "subject after the verb"),)
    return ()


def _according(t: Tagged) -> Standing | None:
    if "according" not in t.words.lower:
        return None
    k = t.words.lower.index("according")
    if t.word(k + 1) != "to":
        return None
    k = t.skip_right(k + 2, "Djw#")
    found = party(t, t.owner[k], "after 'according to'") if t.tag(k) == "X" else None
    return Standing("attributed", "according to", None, found)
