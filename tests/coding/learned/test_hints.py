"""What the rules tell the network of a pair."""

from __future__ import annotations

from detente.coding.learned.hints import HINTS, found_by_rules, hint, phrase_hint
from detente.coding.rules.memory import Memory
from detente.coding.rules.sentence import read_sentence
from detente.records import EVENT_TYPES

TEXT = "Poland condemned Russia."
ACCUSE = EVENT_TYPES.index("ACCUSE")


def _on(actor: str | None, recipient: str | None) -> set[int]:
    found = found_by_rules(read_sentence(TEXT, 0, None, Memory(), opens=True))
    row = hint(found, actor, recipient)
    assert len(row) == HINTS
    return {n for n, value in enumerate(row) if value}


def test_the_pair_its_mirror_and_its_ends() -> None:
    assert _on("POL", "RUS") == {ACCUSE, 32 + ACCUSE, 48 + ACCUSE}
    assert _on("RUS", "POL") == {16 + ACCUSE}
    assert _on("POL", None) == {32 + ACCUSE}
    assert _on(None, "RUS") == {48 + ACCUSE}
    assert _on("TCD", "MLI") == set()


def test_a_pair_of_phrases_has_blocks_of_its_own() -> None:
    row = phrase_hint(TEXT, (0, 6), (17, 23))
    assert len(row) == HINTS
    assert row[64 + ACCUSE] == 1
    assert not any(row[:64])
