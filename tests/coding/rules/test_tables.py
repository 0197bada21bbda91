"""The tables of rules.v1: every entry is sound, and inflection gives the right forms."""

from __future__ import annotations

import pytest

from detente.coding.rules import lexicon as tables
from detente.coding.rules.inflect import noun_forms, verb_forms
from detente.coding.rules.lexicon import Entry, grammar, lexicon, wordlist
from detente.errors import DataFileError
from detente.knowledge.plover import CONTEXTS, modes
from detente.records import EVENT_TYPES


def _entries() -> list[Entry]:
    found = {e for table in (lexicon().verbs, lexicon().nouns) for v in table.values() for e in v}
    return sorted(found, key=lambda e: e.order)


def test_every_type_has_triggers() -> None:
    assert {e.type for e in _entries() if e.type} == set(EVENT_TYPES)


def test_modes_and_contexts_are_plovers() -> None:
    for entry in _entries():
        if entry.type and entry.mode:
            assert entry.mode in modes(entry.type), entry.text
        assert set(entry.contexts) <= set(CONTEXTS), entry.text


def test_no_trigger_stands_twice_under_two_types() -> None:
    seen: dict[tuple[str, bool], str | None] = {}
    for entry in _entries():
        key = (entry.text, entry.verb)
        assert seen.setdefault(key, entry.type) == entry.type, entry.text


def test_a_misspelt_set_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DataFileError, match="@envoi"):
        tables._steps("summon .. @envoi", ".. @envoi", {})


def test_a_missing_word_list_is_told() -> None:
    with pytest.raises(DataFileError, match="no list 'nonsense'"):
        wordlist("nonsense")


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("accuse", {"accuse", "accuses", "accused", "accusing"}),
        ("expel", {"expel", "expels", "expelled", "expelling"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("ban", {"ban", "bans", "banned", "banning"}),
        ("attack", {"attack", "attacks", "attacked", "attacking"}),
        ("shoot", {"shoot", "shoots", "shot", "shooting"}),
        ("withdraw", {"withdraw", "withdraws", "withdrew", "withdrawn", "withdrawing"}),
        ("tie", {"tie", "ties", "tied", "tying"}),
        ("free", {"free", "frees", "freed", "freeing"}),
        ("raid", {"raid", "raids", "raided", "raiding"}),
    ],
)
def test_verb_forms(lemma: str, forms: set[str]) -> None:
    irregular = {"shoot": "shot", "withdraw": "withdrew withdrawn"}
    assert set(verb_forms(lemma, irregular, frozenset({"expel"}))) == forms


@pytest.mark.parametrize(
    ("lemma", "plural"),
    [("army", "armies"), ("raid", "raids"), ("wish", "wishes"), ("day", "days")],
)
def test_noun_forms(lemma: str, plural: str) -> None:
    assert noun_forms(lemma) == (lemma, plural)


def test_groups_of_governing_verbs() -> None:
    assert "speech" in grammar().governs["said"]
    assert "intent" in grammar().governs["plans"]
    assert "undone" in grammar().governs["refused"]
