"""Lines that point to other stories are not read as part of this one."""

from __future__ import annotations

from datetime import date

import pytest

from detente.coding import coder
from tests.coding.case import document

DAY = date(2025, 3, 12)
LEAD = "Poland expelled two Russian diplomats."
OTHER = "Chad attacks Togo"


@pytest.mark.parametrize("name", ["rules.v1", "minilm.v1"])
@pytest.mark.parametrize(
    "teaser",
    [
        f"Read more: {OTHER}.",
        f"READ ALSO {OTHER}.",
        f"[Related: {OTHER}.]",
        f"Watch: {OTHER}.",
        f"Don’t miss: {OTHER}.",
        f"Read more:\n{OTHER}",
        f"More from World News:\n{OTHER}",
        f"Related stories\n{OTHER}",
    ],
)
def test_a_teaser_is_not_coded(name: str, teaser: str) -> None:
    reports = coder(name).code(document(f"{LEAD}\n{teaser}\nThe embassy is silent.", "", DAY))
    assert {r.quote for r in reports} == {LEAD}


@pytest.mark.parametrize(
    "text",
    [
        "Related conflicts flared as Chad attacked Togo.",
        "Watch towers were hit when Chad attacked Togo.",
        "More from habit than need, Chad attacked Togo.",
    ],
)
def test_a_sentence_that_begins_alike_is_read(text: str) -> None:
    reports = coder("rules.v1").code(document(text, "", DAY))
    assert [r.type for r in reports] == ["ASSAULT"]


def test_a_whole_sentence_after_a_bare_label_is_of_the_story() -> None:
    """Some pages put links between paragraphs, of which only the label is left."""
    text = f"The embassy is silent.\nRead more\n{LEAD}"
    assert [r.quote for r in coder("rules.v1").code(document(text, "", DAY))] == [LEAD]


def test_only_one_sentence_after_a_label_is_left_out() -> None:
    text = f"Read more:\nA headline of another day\n{LEAD}"
    assert [r.quote for r in coder("rules.v1").code(document(text, "", DAY))] == [LEAD]
