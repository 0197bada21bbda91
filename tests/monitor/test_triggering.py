from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from detente.monitor.triggering import trigger_of, uncorroborated
from detente.records import Actor, Event, Number, When

DAY = date(2025, 7, 1)
STRIKE = Event(
    actor=Actor(country="RUS", sector="MIL"),
    recipient=Actor(country="AZE"),
    type="ASSAULT",
    when=When.day(DAY),
    reports=("r1", "r2"),
    lead="r1",
    origins=2,
    asserting=2,
    known=DAY,
    merger="merge.v1",
)
SINGLE = replace(STRIKE, origins=1, asserting=1)
DEAD = (Number(kind="killed", value=25, words="25 people"),)


@pytest.mark.parametrize(
    ("event", "triggers", "words"),
    [
        (STRIKE, True, "; triggers it"),
        (SINGLE, False, "does not trigger it: one independent origin, two needed"),
        (replace(SINGLE, admitted=True), True, "; triggers it"),
        (replace(SINGLE, merger="icews"), True, "; triggers it"),
        (replace(STRIKE, claimed=True), False, "claimed, and stated as fact by nobody"),
        (replace(STRIKE, when=None), False, "does not trigger it: undated"),
        (replace(STRIKE, when=When.year(2025)), False, "its date is too loose"),
        (replace(STRIKE, recipient=None), False, "not between two known states"),
        (replace(STRIKE, numbers=DEAD), True, "by its dead, rung 5, sustained combat"),
    ],
)
def test_an_event_on_the_ladder(event: Event, triggers: bool, words: str) -> None:
    found = trigger_of(event)
    assert found.words.startswith("Belongs to rung 4, force; ")
    assert found.words.endswith(words)
    assert (found.rung, found.triggers) == (4, triggers)


def test_rung_0_is_triggered_by_nothing() -> None:
    found = trigger_of(replace(STRIKE, type="CONSULT"))
    assert not found.triggers
    assert found.words == "Belongs to rung 0, routine; nothing needs to trigger it"


def test_what_one_more_origin_would_change_is_found() -> None:
    events = (
        STRIKE,
        SINGLE,
        replace(SINGLE, type="SANCTION"),
        replace(SINGLE, claimed=True),
        replace(SINGLE, when=None),
        replace(SINGLE, when=When.day(date(2025, 6, 1))),
        replace(SINGLE, type="ACCUSE"),
    )
    assert uncorroborated(events, rung=3, as_of=DAY) == (SINGLE,)
    assert uncorroborated(events, rung=4, as_of=DAY) == ()
    assert len(uncorroborated(events, rung=0, as_of=DAY)) == 2
