"""Every case in tests/cases/merging: reports in, events out."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from detente.merging import merge
from detente.records import Event, Report
from tests.merging.building import TOLLS, report

CASES = sorted((Path(__file__).parent.parent / "cases" / "merging").glob("*.toml"))


def reports_of(case: dict[str, Any]) -> dict[str, Report]:
    found = {}
    for row in case["report"]:
        fields = dict(row)
        name = fields.pop("id")
        fields.setdefault("document", name)
        fields["published"] = fields["published"] or None
        speaker_name = fields.pop("speaker_name", "")
        made = report(fields.pop("quote"), fields.pop("deed"), **fields)
        if speaker_name:
            data = made.to_dict()
            data["speaker"]["name"] = speaker_name
            made = Report.from_dict(data)
        found[name] = made
    return found


def seen(event: Event, field: str, names: dict[str, str]) -> Any:
    value = getattr(event, field, None)
    if field in ("reports", "denials"):
        return sorted(names[i] for i in getattr(event, field))
    if field in TOLLS:
        return next((n.value for n in event.numbers if n.kind == field), None)
    if field == "lead":
        return names[event.lead]
    if field in ("actor", "recipient"):
        return value.code if value else None
    return str(value) if field == "when" else value


def test_there_are_cases() -> None:
    assert len(CASES) > 15


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_case(path: Path) -> None:
    case = tomllib.loads(path.read_text(encoding="utf8"))
    reports = reports_of(case)
    names = {r.id: name for name, r in reports.items()}
    assert len(names) == len(reports), "two reports of the case have one id"

    events = merge(reports.values())

    wanted = case.get("event", [])
    told = {tuple(seen(e, "reports", names)): e for e in events}
    assert sorted(told) == sorted(tuple(sorted(w["reports"])) for w in wanted)
    for want in wanted:
        event = told[tuple(sorted(want["reports"]))]
        for field, value in want.items():
            expected = sorted(value) if isinstance(value, list) else value
            assert seen(event, field, names) == expected, f"{field} of {want['reports']}"
