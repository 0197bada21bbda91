"""Words, tags and triggers of single sentences."""

from __future__ import annotations

import pytest

from detente.coding.rules.salad import is_salad
from detente.coding.rules.tags import tag
from detente.coding.rules.tokens import words
from detente.coding.rules.triggers import find_triggers
from detente.knowledge.gazetteer import find_mentions


def _tags(text: str) -> dict[str, str]:
    t = tag(text, find_mentions(text))
    return dict(zip(t.words.lower, t.tags, strict=True))


def _triggers(text: str) -> list[str]:
    t = tag(text, find_mentions(text))
    return [found.entry.text for found in find_triggers(t)]


def test_words_keep_their_offsets() -> None:
    cut = words("U.S.-led co-operation, 1,300 men’s plane-a charge")
    assert cut.lower[:3] == ["u.s.", "led", "cooperation"]
    assert "1,300" in cut.lower
    assert "'s" in cut.lower
    assert cut.lower[-3:] == ["—", "a", "charge"]
    assert all(cut.raw(k) for k in range(len(cut)))


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("Kenya attacks Uganda.", "attacks", "v"),
        ("Kenyan attacks on Uganda continue.", "attacks", "w"),
        ("Troops shell the town.", "shell", "v"),
        ("A shell hit the town.", "shell", "w"),
        ("Two Kenyans arrested in Uganda died.", "arrested", "r"),
        ("The arrested men died.", "arrested", "p"),
        ("Kenya arrested Ugandans.", "arrested", "v"),
        ("Two men were arrested.", "arrested", "z"),
        ("Kenya plans to arrest him.", "arrest", "i"),
        ("Kenya was accused of arming rebels.", "arming", "g"),
        ("Sources in Nairobi suggest a deal.", "suggest", "v"),
        ("The house in May was empty.", "may", "w"),
        ("It may rain.", "may", "M"),
    ],
)
def test_tags(text: str, word: str, tag: str) -> None:
    assert _tags(text)[word] == tag


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They shot it down.", ["shoot down"]),
        ("They shot the plane down.", ["shoot .. down"]),
        ("Kenya held Uganda responsible.", ["hold .. responsible|accountable|liable|culpable"]),
        ("Flights were suspended.", ["suspend .. @operation"]),
        ("They struck a deal.", ["strike .. @accord"]),
        ("He had a heart attack.", []),
        ("Kenya released a report.", []),
    ],
)
def test_triggers(text: str, found: list[str]) -> None:
    assert _triggers(text) == found


def test_salad_is_long_and_lacks_what_binds() -> None:
    nouns = "porcelain weather ledgers braiding decorative municipal syntax " * 8
    assert is_salad(tag(nouns, ()))
    bound = "the end of the war in the north is as far from us as it was in the days of old " * 3
    assert not is_salad(tag(bound, ()))
    assert not is_salad(tag("porcelain weather", ()))
