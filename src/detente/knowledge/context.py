"""What stands around a term: hyphens, brackets, first names, prepositions, scores.

Every test takes the whole text and the bounds of the term, and looks only at the words near it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from detente.knowledge.tables import words_of

__all__ = [
    "after_place_preposition",
    "before",
    "following",
    "goes_on_as_name",
    "ground_after",
    "has_foreign_first_name",
    "hyphen_takes_away",
    "is_dateline",
    "is_language",
    "is_located",
    "is_model",
    "is_qualifier",
    "is_someones_name",
    "silent_stretches",
]

_OPPOSING = re.compile(r"\b(?:pro|anti|non|post|pre|trans|mid)[-‑–]\Z", re.IGNORECASE)
_LAST_WORD = re.compile(r"([\w’'.-]+)\s+\Z")
_GROUND = re.compile(r"\s+(?:\w+ern\s+)?([a-z]+)(?:(?:\s+of(?:\s+the)?)?(?:\s+[A-ZÀ-Þ][\w’'-]*)+)?")
"""A noun, and the capitalised name that follows, with ``of`` or without."""
_MODEL = re.compile(r"\s*(?:[A-Z]{0,3}-?\d|(?:jet|plane|aircraft|airliner|passenger|helicopter)\b)")
_IN = re.compile(r"\b[Ii]n\s(?:(?:[A-Z]\w+,\s)*[A-Z]\w+\s(?:and|or)\s)?\Z")
_NEXT_WORD = re.compile(r"\s+([\w’'-]+)")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+\Z|\n\s*\Z")
_MEDIA_WORD = re.compile(
    r"\b(?:News|Times|Post|Herald|Daily|Press|Tribune|Today|Journal|Gazette|Star|Mail|Chronicle"
    r"|Observer|Express|Standard|Guardian|Radio|TV|Television|Online|Voice|Mirror|Globe|Examiner"
    r"|Agency|Broadcasting|Telegraph|Independent|Review|Monitor|Nation|Bulletin|Dispatch|BBC|CNN"
    r"|Reuters|AP|AFP|Xinhua|Jazeera|Interfax|TASS|Bloomberg|Guardian|Hindu|Yonhap|Haaretz|Age"
    r"|Australian|Le Monde|Deutsche Welle|Der Spiegel|International|Politico|Sky|NDTV|ABC|NBC|CBS"
    r"|CBC|VOA|RFE/RL|NPR|UPI|IRNA|RIA|RT|Kyodo|NHK|Anadolu|Economist|Independent|via)\b|\.(?:com|org|net|co)\b"
)
_BRACKETS = re.compile(r"[(\[]([^()\[\]\n]{2,80})[)\]]")
_SCORE = re.compile(r"\b\d{1,3}\s?[–-]\s?\d{1,3}\b(?!\s?[–-])")
_SPORT = re.compile(
    r"\b(?:beats?|beaten|defeat(?:s|ed)?|wins?|won|draws?|drew|lost|thrash(?:es|ed)?|edged?|match"
    r"|qualifier|friendly|final|semi-?final|quarter-?final|penalt(?:y|ies)|goals?|cup|fifa|uefa"
    r"|championships?|olympics?|tournament|score[ds]?|innings|wickets?|runs|tie)\b",
    re.IGNORECASE,
)


def hyphen_takes_away(text: str, start: int, end: int) -> bool:
    """Tell whether ``-backed`` after the term, or ``pro-`` before it, leaves it no actor."""
    if start and _OPPOSING.search(text, max(0, start - 6), start):
        return True
    if end < len(text) and text[end] in "-‑–":
        word = re.match(r"[^\W\d_]+", text[end + 1 : end + 24])
        return word is not None and word[0].lower() in words_of("hyphened")
    return False


def before(text: str, start: int) -> str:
    """Give the word right before, or an empty string."""
    found = _LAST_WORD.search(text, max(0, start - 30), start)
    return found[1] if found else ""


def after_place_preposition(text: str, start: int) -> bool:
    """Tell whether the word before makes the term a place: ``in Baku``, ``from Moscow``."""
    return before(text, start).lower() in words_of("place")


def is_model(text: str, end: int) -> bool:
    """Tell whether a maker's name stands for its product: ``an Airbus A320``, ``a Boeing jet``."""
    return _MODEL.match(text, end) is not None


def is_qualifier(text: str, start: int, end: int) -> bool:
    """Tell whether a capital only qualifies a noun: ``the Paris attacks``, ``Baku airport``."""
    word = before(text, start)
    return (
        word.lower() in words_of("determiner")
        or word.isdigit()
        or following(text, end) in words_of("town")
    )


def ground_after(text: str, end: int) -> int | None:
    """Give where ``city of Kars`` or ``coast`` ends that follows a demonym, if it does."""
    found = _GROUND.match(text, end)
    return found.end() if found and found[1] in words_of("ground") else None


def following(text: str, end: int) -> str:
    """Give the word right after, or an empty string."""
    found = _NEXT_WORD.match(text, end)
    return found[1] if found else ""


def is_language(text: str, start: int, end: int) -> bool:
    """Tell whether an adjective stands for a language: ``in Russian``, not ``in Russian hands``."""
    if not _IN.search(text, max(0, start - 40), start):
        return False
    word = following(text, end)
    return not word or word.lower() in words_of("binding")


def is_located(text: str, end: int) -> bool:
    """Tell whether a comma and another capitalised name follow, as in ``Ganja, Azerbaijan``."""
    return re.match(r",\s+(?:the\s+)?[A-ZÀ-Ý]\w+", text[end : end + 40]) is not None


def is_dateline(text: str, start: int, end: int) -> bool:
    """Tell whether the term opens a report as ``BAKU, July 1 -`` or ``Moscow (AP) —`` do."""
    opens = start == 0 or text[:start].rsplit("\n", 1)[-1].strip() == ""
    return opens and (
        re.match(
            r"\s*(?:\([\w\s/.]{2,20}\)|,\s[\w\s.]{3,20}\d{1,2}(?:,\s\d{4})?)?\s*[-–—]+\s|\s*\([A-Z]{2,8}\)",
            text[end : end + 40],
        )
        is not None
    )


def has_foreign_first_name(text: str, start: int) -> bool:
    """Tell whether a capitalised word that is no sentence opener stands right before the term."""
    word = before(text, start)
    if not word[:1].isupper() or word.lower() in words_of("opener"):
        return False
    return not word.endswith((".", "’s", "'s")) or len(word) == 2


def goes_on_as_name(text: str, end: int) -> bool:
    """Tell whether a capitalised word follows, as in ``Sharon Stone``; a weekday does not count."""
    word = following(text, end)
    return word.istitle() and word.lower() not in words_of("opener")


def is_someones_name(text: str, start: int, end: int | None) -> bool:
    """Tell whether a term such as ``Jordan`` is part of a person's name: ``Jordan Smith``.

    `end` is None where another term follows: then only the word before is looked at.
    """
    first = before(text, start)
    if first[:1].isupper() and not _is_sentence_start(text, start - len(first) - 1):
        return first.lower() not in words_of("opener") and not first.endswith(("'s", "’s", "."))
    return end is not None and following(text, end).istitle()


def _is_sentence_start(text: str, start: int) -> bool:
    return start <= 0 or _SENTENCE_END.search(text, max(0, start - 8), start) is not None


def silent_stretches(text: str, sport: Iterable[int]) -> list[tuple[int, int]]:
    """Give the stretches in which no term counts: outlets in brackets, sentences about sport.

    `sport` are the places of words such as ``World Cup``, which tell of sport by themselves.
    """
    stretches = [_sentence_around(text, at) for at in sport]
    stretches += [
        found.span() for found in _BRACKETS.finditer(text) if _MEDIA_WORD.search(found[1])
    ]
    for found in _SCORE.finditer(text):
        start, end = _sentence_around(text, found.start())
        if _SPORT.search(text, start, end):
            stretches.append((start, end))
    return stretches


def _sentence_around(text: str, at: int) -> tuple[int, int]:
    start = max(text.rfind(mark, 0, at) for mark in (". ", "! ", "? ", "\n")) + 1
    ends = [i for mark in (". ", "! ", "? ", "\n") if (i := text.find(mark, at)) >= 0]
    return start, min(ends, default=len(text))
