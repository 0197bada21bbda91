from __future__ import annotations

from dataclasses import replace

import pytest

from detente.knowledge import plover
from detente.publishing.phrases import capitalised, deed, party, phrases, state
from detente.records import EVENT_TYPES, Actor, Event
from tests.publishing.examples import BAKU, EVENTS, MOSCOW, POLICE


def told(**fields: object) -> str:
    """Tell an event of the small crisis with some fields replaced."""
    changed: Event = replace(EVENTS[1], **fields)  # type: ignore[arg-type]
    return deed(changed)


def test_every_type_and_mode_of_plover_has_its_phrase() -> None:
    for kind in EVENT_TYPES:
        assert set(phrases()[kind]) == {"", *plover.modes(kind)}


def test_no_phrase_leaves_a_mark_unfilled() -> None:
    for kind, modes in phrases().items():
        for mode in modes:
            sentence = told(type=kind, mode=mode or None)
            assert "Russia" in sentence
            assert "{" not in sentence


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Azerbaijan criticised or protested to Russia"),
        ({"recipient": None}, "Azerbaijan voiced criticism or protest"),
        ({"actor": None}, "an unidentified party criticised or protested to Russia"),
        ({"mode": "of an unknown kind"}, "Azerbaijan accused or criticised Russia"),
        ({"type": "COERCE", "mode": "arrest"}, "Azerbaijan detained or jailed people of Russia"),
        (
            {"type": "COERCE", "mode": "arrest", "recipient": POLICE},
            "Azerbaijan detained or jailed the police of Russia",
        ),
        ({"actor": Actor(name="{} gunmen")}, "“{} gunmen” criticised or protested to Russia"),
        ({"recipient": Actor(name="{people}")}, "Azerbaijan criticised or protested to “{people}”"),
    ],
)
def test_deeds(fields: dict[str, object], sentence: str) -> None:
    assert told(**fields) == sentence


@pytest.mark.parametrize(
    ("actor", "name"),
    [
        (None, "an unidentified party"),
        (Actor(sector="MIL"), "an unidentified party"),
        (MOSCOW, "Russia"),
        (Actor(country="USA", sector="MIL"), "the armed forces of the United States"),
        (Actor(country="EEC"), "the European Union"),
        (Actor(country="IGO", name="the court"), "an international body"),
        (Actor(country="QQQ"), "QQQ"),
        (BAKU, "Azerbaijan"),
    ],
)
def test_parties(actor: Actor | None, name: str) -> None:
    assert party(actor) == name


def test_articles_begin_with_a_capital_only_at_the_start() -> None:
    assert state("GBR") == "the United Kingdom"
    assert capitalised(state("GBR")) == "The United Kingdom"
