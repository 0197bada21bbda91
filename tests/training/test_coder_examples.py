"""Labels as examples for the network; needs no torch."""

from __future__ import annotations

from datetime import date
from typing import Any

from training.coder.examples import NOBODY, Deed, example, without_outlets
from training.labels.notation import parse

from detente.coding.learned.hints import HINTS

DAY = date(2019, 3, 1)


def _row(block: str) -> dict[str, Any]:
    (reading,), wrong = parse(f"# 2019-03-01-000\n{block}\n")
    assert not wrong
    return reading.as_row()


def test_every_ordered_pair_of_states_is_an_example() -> None:
    """Each pair, each state with itself and with nobody; the deed stands on its own pair only,
    and once more on the phrases that the reader marked."""
    text = "France condemned Belarus over the arrests."
    made = example(
        _row("ACCUSE:disapprove asserted FRA.GOV > BLR.GOV | France | condemned | Belarus"),
        text,
        DAY,
    )
    assert made.states == ["FRA", "BLR", None, None]
    deeds = {(p.actor, p.recipient): p.deeds for p in made.pairs if p.deeds}
    start = text.index("condemned")
    deed = (Deed("ACCUSE", "asserted", (start, start + 9)),)
    assert deeds == {(0, 1): deed, (2, 3): deed}
    assert len(made.pairs) == 9 + 2
    assert all(len(pair.hint) == HINTS for pair in made.pairs)


def test_a_symmetric_act_is_learned_both_ways_round() -> None:
    """Who is named first is told by the text, not by the network."""
    made = example(
        _row("CONSULT asserted FRA > BLR | France | met | Belarus"), "France met Belarus.", DAY
    )
    assert [(p.actor, p.recipient) for p in made.pairs if p.deeds] == [
        (0, 1), (1, 0), (2, 3), (3, 2),
    ]  # fmt: skip


def test_a_phrase_that_the_gazetteer_misses_joins_its_state() -> None:
    """What a reader marked is a stretch of the state that it stands for."""
    text = "The lagoon people thanked Belarus."
    made = example(
        _row("SUPPORT asserted TUV > BLR | lagoon people | thanked | Belarus"), text, DAY
    )
    assert made.states == ["BLR", "TUV", None, None]
    assert made.entities[1] == [(text.index("lagoon"), text.index(" thanked"))]


def test_an_end_without_words_is_nobody() -> None:
    """An actor that the line does not name is an unknown end, and the deed is not lost."""
    made = example(_row("AID asserted FRA > BLR | - | aid | Belarus"), "Belarus got aid.", DAY)
    assert [(p.actor, p.recipient) for p in made.pairs if p.deeds] == [
        (NOBODY, 0), (NOBODY, 1),
    ]  # fmt: skip


def test_events_inside_a_state_are_pairs_of_phrases_as_well() -> None:
    """Police and students of one state: the state with itself, and the two phrases, one way."""
    text = "Police in Belarus arrest students."
    made = example(
        _row("COERCE:arrest asserted BLR.COP > BLR.EDU | Police | arrest | students"), text, DAY
    )
    ends = [(p.actor, p.recipient) for p in made.pairs if p.deeds]
    assert ends == [(0, 0), (1, 2)]
    assert [(p.actor, p.recipient) for p in made.pairs if not p.deeds][-1] == (2, 1)
    assert made.states == ["BLR", None, None]


def test_other_types_that_fit_are_left_open() -> None:
    """A type that a reader named beside the better one is neither right nor wrong."""
    block = "SANCTION asserted FRA > BLR | France | barred | Belarus | alt=REJECT; doubt"
    made = example(_row(block), "France barred Belarus.", DAY)
    pairs = [p for p in made.pairs if p.deeds]
    assert len(pairs) == 2
    assert all(pair.open == {"REJECT"} and pair.deeds[0].doubt for pair in pairs)


def test_outlets_are_taken_off() -> None:
    """Brackets at the end are outlets; those inside a line stay."""
    assert without_outlets("Talks (in Minsk) end. (BBC) (Le Monde)") == "Talks (in Minsk) end."
