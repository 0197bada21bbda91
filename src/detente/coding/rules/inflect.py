"""Forms of English verbs and nouns."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["Forms", "noun_forms", "verb_forms"]

Forms = dict[str, str]
"""Form to what it can be: letters of ``b`` base, ``s`` third person, ``d`` past,
``n`` past participle, ``g`` -ing."""

_VOWELS = frozenset("aeiou")


def verb_forms(lemma: str, irregular: Mapping[str, str], doubling: frozenset[str]) -> Forms:
    """Give every form of a verb; `irregular` maps a lemma to its past and participle.

    `doubling` names verbs of more than one syllable that double their last letter, like "expel".
    """
    forms: Forms = {}

    def add(form: str, kind: str) -> None:
        forms[form] = forms.get(form, "") + kind

    add(lemma, "b")
    add(_third(lemma), "s")
    if lemma in irregular:
        past, _, participle = irregular[lemma].partition(" ")
        add(past, "d")
        for form in (participle or past).split("/"):
            add(form, "n")
    else:
        add(_past(lemma, doubling), "dn")
    add(_ing(lemma, doubling), "g")
    if lemma[-1] == "l" and lemma[-2:-1] in _VOWELS and lemma[-3:-2] not in _VOWELS:
        add(lemma + "led", "dn")  # "cancelled" beside "canceled"
        add(lemma + "ling", "g")
    return forms


def noun_forms(lemma: str) -> tuple[str, ...]:
    """Give singular and plural."""
    if lemma.endswith(("s", "x", "ch", "sh")):
        return (lemma, lemma + "es")
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return (lemma, lemma[:-1] + "ies")
    return (lemma, lemma + "s")


def _third(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"


def _past(lemma: str, doubling: frozenset[str]) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ied"
    return (lemma + lemma[-1] if _doubles(lemma, doubling) else lemma) + "ed"


def _ing(lemma: str, doubling: frozenset[str]) -> str:
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return lemma[:-1] + "ing"
    return (lemma + lemma[-1] if _doubles(lemma, doubling) else lemma) + "ing"


def _doubles(lemma: str, doubling: frozenset[str]) -> bool:
    if lemma in doubling:
        return True
    if len(lemma) < 3 or sum(c in _VOWELS for c in lemma) != 1:
        return False
    return lemma[-1] not in "aeiouwxyh" and lemma[-2] in _VOWELS and lemma[-3] not in _VOWELS
