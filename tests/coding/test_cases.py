"""Every case file under tests/cases/coding."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.records import Report
from tests.coding.case import CASES, Line, read_case

FILES = sorted(CASES.glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_case(path: Path) -> None:
    case = read_case(path)
    reports = case.reports()
    told = "\n".join(_show(r) for r in reports) or "(nothing)"
    for line in (*case.exact, *case.some):
        assert any(line.fits(r) for r in reports), f"missing: {line.written}\nfound:\n{told}"
    for line in case.never:
        assert not any(line.fits(r) for r in reports), f"wrong: {line.written}\nfound:\n{told}"
    if case.whole:
        surplus = [r for r in reports if not any(line.fits(r) for line in case.exact)]
        assert not surplus, "surplus:\n" + "\n".join(map(_show, surplus))
        assert len(reports) == len(case.exact), f"one report told twice:\n{told}"


def test_a_line_can_fail() -> None:
    line = Line("", "RUS", "ACCUSE", "AZE", "asserted", "*", "*", "")
    case = read_case(CASES / "passive.txt")
    assert not any(line.fits(r) for r in case.reports())


def test_there_are_cases() -> None:
    assert len(FILES) > 40


def _show(r: Report) -> str:
    ends = [a.code if a else "-" for a in (r.actor, r.recipient, r.speaker)]
    return f"{ends[0]} {r.type} {ends[1]} {r.status} {r.when} speaker={ends[2]} | {r.words}"
