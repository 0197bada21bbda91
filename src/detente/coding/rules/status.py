"""Fact, claim, denial, plan or condition: how a report stands to its deed."""

from __future__ import annotations

from dataclasses import replace

from detente.coding.rules.claims import DENYING, Standing, claim
from detente.coding.rules.clauses import previous_verb
from detente.coding.rules.lexicon import grammar, lexicon, wordlist
from detente.coding.rules.tagged import Tagged, group_start
from detente.coding.rules.triggers import Trigger
from detente.knowledge.plover import is_verbal

__all__ = ["standing"]

_HEARSAY = frozenset({"reportedly", "allegedly", "apparently", "purportedly", "supposedly"})
_HEARSAY_NOUN = frozenset({"alleged", "suspected", "purported", "reported", "apparent", "claimed"})
_PLANS = frozenset({"will", "shall", "'ll"})
_CONDITIONS = frozenset({"if", "unless", "whether"})


def standing(t: Tagged, trigger: Trigger) -> Standing | None:
    """Tell how the sentence stands to a trigger's deed; None where it says it did not happen."""
    k = trigger.at
    tag = t.tags[k]
    if tag in "wX":
        return _noun_standing(t, trigger)
    verb, unreal = k, None
    if tag == "i":
        governed = _infinitive(t, k)
        if governed is None:
            return None
        verb, unreal = governed
    elif tag == "g":
        if _undone(t, k):
            return None
        unreal = _outer_modal(t, k)
    group = range(group_start(t, verb), verb)
    if _negated(t, group) or _only_asked(t, verb, group.start):
        return None
    stand = _finite_standing(t, k, group, unreal)
    if trigger.entry.type == "REJECT" and stand.cue.strip("'") in wordlist("claims"):
        return Standing("asserted", "denial of what is told")  # "a charge that Kenya shrugs off"
    return stand


def _finite_standing(t: Tagged, k: int, group: range, unreal: Standing | None) -> Standing:
    unreal = unreal or _modal(t, group) or _joined_modal(t, group)
    unreal = unreal or _conditional(t, group.start)
    said = claim(t, k, group.start)
    if unreal is not None:
        return replace(unreal, speaker=said.speaker if said else None)
    if said is not None:
        return said
    if any(t.word(i) in _HEARSAY for i in (*group, k - 1, k + 1)):
        return Standing("attributed", "hearsay adverb")
    return Standing("asserted", "told as fact")


def _joined_modal(t: Tagged, group: range) -> Standing | None:
    """Let a joined base form share the modal: "will visit Chad and meet its president"."""
    verb = group.stop
    if t.tag(group.start - 1) != "C" or "b" not in lexicon().kinds.get(t.word(verb), ""):
        return None
    outer = previous_verb(t, group.start - 1)
    return None if outer is None else _modal(t, range(group_start(t, outer), outer))


def _undone(t: Tagged, k: int) -> bool:
    """Tell whether a form in -ing is of what is not done: "without arming", "stopped flying"."""
    before = t.word(k - 1)
    if t.tag(k - 1) == "N" or before in ("without", "from", "than"):
        return True
    if wordlist("unreal_head") & {before, t.word(k - 2)}:
        return True
    given_up = "undone" in grammar().governs.get(before, ()) and t.tag(k - 1) in "vzg"
    return given_up and not before.startswith(DENYING)


def _outer_modal(t: Tagged, k: int) -> Standing | None:
    """Let a form in -ing share the modal of its clause: "will visit Chad before meeting …"."""
    outer = next((i for i in range(k - 1, -1, -1) if t.tags[i] in "vz;"), None)
    if outer is None or t.tags[outer] == ";":
        return None
    return _modal(t, range(group_start(t, outer), outer))


def _negated(t: Tagged, group: range) -> bool:
    if any(t.tags[i] == "N" and t.word(i + 1) != "only" for i in group):
        return True
    return t.word(group.start - 1) in ("no", "nobody", "neither", "nor")


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
    return (
        _verb_of_noun(t, trigger)
        or claim(t, trigger.at, trigger.start)
        or Standing("asserted", "told as fact")
    )


def _verb_of_noun(t: Tagged, trigger: Trigger) -> Standing | None:
    """Let a noun share the modal or negation of the verb it is object or subject of."""
    verb = next((i for i in range(trigger.start - 1, -1, -1) if t.tags[i] in "vz;S,ig"), None)
    if verb is not None and t.tags[verb] in "vz":
        group = range(group_start(t, verb), verb)
        if any(t.tags[i] == "N" for i in group):
            return Standing("hypothetical", "object of a negated verb")
        if (unreal := _modal(t, group)) is not None:
            return unreal
    reach = range(trigger.end, min(len(t.tags), trigger.end + 9))
    after = next((i for i in reach if t.tags[i] in "vzMAH;,S"), None)
    return None if after is None else _modal(t, range(after, after + 1))


def _infinitive(t: Tagged, k: int) -> tuple[int, Standing | None] | None:
    """Judge "to" plus verb by what governs it; None for deeds only asked, refused or meant."""
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
    if _said_then(t, j, k):
        return previous_verb(t, j - 1) or k, None
    if t.word(governor) in ("ready", "likely", "able", "willing", "eager"):
        return governor, Standing("hypothetical", f"{t.word(governor)} to")
    return None


def _said_then(t: Tagged, j: int, k: int) -> bool:
    """Tell whether words were said on an occasion: "telephoned to apologise"."""
    outer = previous_verb(t, j - 1)
    if outer is None or "contact" not in grammar().governs.get(t.word(outer), ()):
        return False
    return any(e.type and is_verbal(e.type) for e in lexicon().verbs.get(t.word(k), ()))


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
