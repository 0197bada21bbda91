"""The fields of an event, by its reports."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from detente.merging import MERGER, merge
from detente.records import Event, Report, When
from tests.merging.building import report

QUOTE = "Warsaw shut the crossing at Bobrowniki to lorries."


def told(name: str, quote: str = QUOTE, deed: str = "POLGOV SANCTION BLR", **fields: Any) -> Report:
    return report(quote, deed, **{"document": name, "outlet": name} | fields)


def one(*reports: Report) -> Event:
    (event,) = merge(reports)
    return event


def test_merger_is_kept() -> None:
    assert one(told("a")).merger == MERGER == "merge.v1"


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"status": "asserted", "sentence": -1}, {"status": "attributed", "sentence": 0}),
        ({"sentence": 3}, {"sentence": -1}),
        ({"deed": "POLGOV SANCTION BLRBUS"}, {"deed": "POL SANCTION BLR"}),
        ({"quote": QUOTE, "sentence": -1}, {"quote": QUOTE[:-1], "deed": "POLGOV SANCTION _"}),
        ({"quote": QUOTE}, {"quote": QUOTE[:-1], "when": "2025-06"}),
        ({"quote": QUOTE}, {"quote": QUOTE[:-1] + ", and drivers had to turn back."}),
    ],
)
def test_lead_is_the_clearest(better: dict[str, Any], worse: dict[str, Any]) -> None:
    clear = told("a", **better)
    assert one(clear, told("b", **worse)).lead == clear.id


def test_date_is_that_of_most_origins() -> None:
    reports = [
        told("a", when="2025-06-27"),
        told("b", when="2025-06-28"),
        told("c", when="2025-06-28"),
    ]
    assert one(*reports).when == When.day(date(2025, 6, 28))


def test_wire_copies_have_one_vote_on_the_date() -> None:
    text = "word " * 3 + " ".join(f"sentence{i} of the wire" for i in range(20))
    copies = [told(f"copy{i}", when="2025-06-27", text=text) for i in range(4)]
    others = [told(f"own{i}", when="2025-06-28") for i in range(2)]
    assert one(*copies, *others).when == When.day(date(2025, 6, 28))


def test_known_is_the_first_publication() -> None:
    reports = [
        told("a", published=date(2025, 7, 9), when="2025-06-28"),
        told("b", published=date(2025, 7, 2), when="2025-06-28"),
        told("c", published=None, when="2025-06-28"),
    ]
    assert one(*reports).known == date(2025, 7, 2)
    assert one(told("c", published=None, when="2025-06-28")).known is None


def test_mode_place_and_contexts() -> None:
    event = one(
        told("a", mode="discontinue", place="Bobrowniki", contexts=("economic",)),
        told("b", mode="discontinue", contexts=("migration", "economic")),
        told("c", mode="withdraw"),
    )
    assert event.mode == "discontinue"
    assert event.place == "Bobrowniki"
    assert event.contexts == ("economic", "migration")


def test_mode_fits_the_type() -> None:
    event = one(
        told("a"),
        told("b"),
        told("c", deed="POLGOV COERCE BLR", mode="seize"),
    )
    assert (event.type, event.mode) == ("SANCTION", None)


def test_actors_are_as_full_as_any_report_has_them() -> None:
    event = one(told("a", deed="POL SANCTION BLRBUS"), told("b", deed="POLCOP SANCTION BLR"))
    assert event.actor is not None
    assert event.recipient is not None
    assert (event.actor.code, event.recipient.code) == ("POLCOP", "BLRBUS")


def test_a_toll_that_two_origins_give_beats_the_latest() -> None:
    event = one(
        told("a", arrested=7),
        told("b", arrested=7),
        told("c", arrested=8, published=date(2025, 6, 29), when="2025-06-28"),
    )
    assert [(n.kind, n.value) for n in event.numbers] == [("arrested", 7)]


def test_a_report_from_outside_with_a_broken_sketch_does_no_harm() -> None:
    assert one(told("a", fingerprint="x"), told("b", fingerprint="y")).origins == 2
    assert one(told("a", fingerprint="x"), told("b", fingerprint="x")).origins == 1


def test_twins_that_differ_beside_their_identity() -> None:
    bare, counted = told("a"), told("a", arrested=7)
    assert bare.id == counted.id
    assert merge([bare, counted]) == merge([counted, bare])
    assert len(one(bare, counted).reports) == 1


def test_of_equally_full_actors_the_commonest() -> None:
    deeds = ["POLCOP SANCTION BLR", "POLGOV SANCTION BLR", "POLGOV SANCTION BLR"]
    event = one(*(told(str(i), deed=deed) for i, deed in enumerate(deeds)))
    assert event.actor is not None
    assert event.actor.code == "POLGOV"


def test_a_meeting_keeps_the_direction_of_its_lead() -> None:
    shorter = told("a", "Envoys met in Brest.", "POL CONSULT BLR")
    longer = told("b", "The envoys met in Brest at last.", "BLRGOV CONSULT POLGOV", sentence=-1)
    event = one(shorter, longer)
    assert event.lead == shorter.id
    assert event.actor is not None
    assert event.actor.country == "POL"


def test_a_meeting_with_nobody_named_joins_from_either_side() -> None:
    full = told("a", "Envoys of Poland and Belarus met in Brest.", "POLGOV CONSULT BLRGOV")
    short = told("b", "Envoys met in Brest.", "BLRGOV CONSULT _")
    assert one(full, short).reports == tuple(sorted((full.id, short.id)))


def test_a_cited_medium_is_one_origin_with_its_own_page() -> None:
    def cited(name: str) -> Report:
        data = told("b", status="attributed", speaker="RUSJRN").to_dict()
        data["speaker"]["name"] = name
        return Report.from_dict(data)

    assert one(told("a", outlet="TASS"), cited("Tass")).origins == 1
    assert one(told("a", outlet="TASS"), cited("Interfax")).origins == 2


def test_an_undated_page_says_things_twice_in_other_words() -> None:
    title = told("a", "Crossing closed.", published=None, sentence=-1)
    body = told("a", "Lorries must turn back.", published=None)
    assert len(one(title, body).reports) == 2


def test_known_by() -> None:
    early, late, undated = (
        told(str(i), published=day, deed=f"POL {kind} BLR")
        for i, (day, kind) in enumerate(
            [(date(2025, 6, 28), "SANCTION"), (date(2025, 6, 29), "AID"), (None, "ACCUSE")]
        )
    )
    found = merge([early, late, undated], as_of=date(2025, 6, 28))
    assert sorted(e.type for e in found) == ["ACCUSE", "SANCTION"]
    assert len(merge([early, late, undated])) == 3
