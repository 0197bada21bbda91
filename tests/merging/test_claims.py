"""What is claimed, row by row of the table, and who may admit."""

from __future__ import annotations

import pytest

from detente.merging import merge
from detente.records import Report
from tests.merging.building import report

QUOTE = "Soldiers crossed the river near Tegh and seized a post."


def told(outlet: str, status: str, speaker: str | None = None) -> Report:
    return report(
        QUOTE,
        "ARMMIL ASSAULT AZEMIL",
        document=outlet,
        outlet=outlet,
        status=status,
        speaker=speaker,
    )


@pytest.mark.parametrize(
    ("attributed", "asserting", "admitted", "claimed"),
    [
        (0, 1, False, False),
        (0, 2, False, False),
        (1, 0, False, True),
        (2, 0, False, True),
        (5, 0, False, True),
        (1, 1, False, True),
        (3, 1, False, True),
        (1, 2, False, False),
        (2, 3, False, False),
        (1, 0, True, False),
        (1, 1, True, False),
        (2, 2, True, False),
    ],
)
def test_table(attributed: int, asserting: int, *, admitted: bool, claimed: bool) -> None:
    speakers = ["ARMGOV" if admitted and i == 0 else "AZEGOV" for i in range(attributed)]
    reports = [told(f"says{i}", "attributed", who) for i, who in enumerate(speakers)]
    reports += [told(f"fact{i}", "asserted") for i in range(asserting)]

    (event,) = merge(reports)

    assert event.origins == attributed + asserting
    assert event.asserting == asserting
    assert event.admitted is admitted
    assert event.claimed is claimed


def test_one_outlet_twice_is_one_assertion() -> None:
    first = told("one", "asserted")
    again = report(QUOTE, "ARMMIL ASSAULT AZEMIL", document="later", outlet="one", sentence=4)
    (event,) = merge([first, again, told("two", "attributed", "AZEGOV")])
    assert (event.origins, event.asserting, event.claimed) == (2, 1, True)


@pytest.mark.parametrize(
    ("speaker", "admitted"),
    [
        ("ARM", True),
        ("ARMMIL", True),
        ("ARMCOP", True),
        ("ARMOPP", False),
        ("ARMJRN", False),
        ("ARMLEG", False),
        ("AZEGOV", False),
        ("---GOV", False),
        (None, False),
    ],
)
def test_who_may_admit(speaker: str | None, *, admitted: bool) -> None:
    (event,) = merge([told("one", "attributed", speaker)])
    assert event.admitted is admitted
    assert event.claimed is not admitted


def test_an_admission_that_the_accuser_tells_admits_nothing() -> None:
    deed = told("one", "attributed", "AZEGOV")
    words = "Baku says that Yerevan admitted that soldiers crossed the river near Tegh."
    heard = report(
        words, "ARMGOV CONCEDE AZE", document="two", status="attributed", speaker="AZEGOV"
    )
    owned = report(words, "ARMGOV CONCEDE AZE", document="two")
    assert [e.claimed for e in merge([deed, heard])] == [True, True]
    assert [e.admitted for e in merge([deed, owned]) if e.type == "ASSAULT"] == [True]


@pytest.mark.parametrize(
    ("denial", "contested"),
    [
        ("Yerevan denied that soldiers crossed the river near Tegh.", True),
        ("Yerevan denied a post.", False),
        (
            "Yerevan denied, in a long letter about prisoners, customs duties, a river dam, mined "
            "orchards, gas prices and a stolen post van, every word of the complaint.",
            False,
        ),
    ],
)
def test_a_denial_elsewhere_must_be_worded_like_the_deed(denial: str, *, contested: bool) -> None:
    rejection = report(denial, "ARMGOV REJECT AZE", document="two", outlet="two")
    events = merge([told("one", "attributed", "AZEGOV"), rejection])
    assert [e.contested for e in events if e.type == "ASSAULT"] == [contested]
