"""Independent origins: syndication is not corroboration.

Reports are of one origin where they share a document, an outlet, or a news medium that they cite
("TASS reports"), and where their texts are near-duplicates; and so are origins linked through a
third. A document of unknown outlet stands by itself.
"""

from __future__ import annotations

from itertools import combinations

from detente.merging.likeness import copied
from detente.merging.telling import Telling
from detente.records import Report

__all__ = ["origins"]


def origins(tellings: list[Telling]) -> dict[str, int]:
    """Map the id of each report to the number of its origin, from 0."""
    parent = {t.id: t.id for t in tellings}

    def find(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    first: dict[str, str] = {}
    sketches: dict[str, Telling] = {}
    for telling in tellings:
        for mark in _marks(telling.report):
            parent[find(telling.id)] = find(first.setdefault(mark, telling.id))
        if telling.report.fingerprint:
            sketches.setdefault(telling.report.fingerprint, telling)
    for one, other in combinations(sketches.values(), 2):
        if find(one.id) != find(other.id) and copied(one, other):
            parent[find(one.id)] = find(other.id)
    numbers: dict[str, int] = {}
    return {t.id: numbers.setdefault(find(t.id), len(numbers)) for t in tellings}


def _marks(report: Report) -> list[str]:
    """Name what makes two reports one origin: document, outlet, cited medium, same text."""
    marks = [f"document {report.document}"]
    if report.outlet:
        marks.append(f"outlet {_bare(report.outlet)}")
    if report.fingerprint:
        marks.append(f"text {report.fingerprint}")
    speaker = report.speaker
    if speaker and speaker.sector == "JRN" and speaker.name:
        marks.append(f"outlet {_bare(speaker.name)}")
    return marks


def _bare(outlet: str) -> str:
    return outlet.casefold().removeprefix("www.").removeprefix("the ").strip()
