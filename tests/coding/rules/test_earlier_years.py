"""An earlier year in a sentence does not date what is done today."""

from __future__ import annotations

from datetime import date

import pytest

from detente.coding import coder
from tests.coding.case import document

DAY = date(2025, 4, 30)


def _told(text: str) -> set[tuple[str, str | None, str]]:
    reports = coder("rules.v1").code(document(text, "", DAY))
    return {(r.status, r.type, str(r.when)) for r in reports}


@pytest.mark.parametrize("when", [" on Wednesday", ""])
def test_a_year_in_a_treatys_name_is_the_treatys(when: str) -> None:
    told = _told(f"India suspended the 1960 Indus Waters Treaty with Pakistan{when}.")
    assert ("asserted", "SANCTION", "2025-04-30") in told
    assert ("background", None, "1960") in told


def test_a_deed_that_is_the_episode_keeps_its_year() -> None:
    assert ("background", "AGREE", "1995") in _told("Kenya signed the 1995 treaty with Togo.")


def test_looking_back_from_the_present_opens_no_past() -> None:
    past = "India and Pakistan have fought wars over Kashmir in 1965 and 1999."
    told = _told(f"{past} India closed its airspace to Pakistani airlines.")
    assert ("asserted", "SANCTION", "2025-04-30") in told
