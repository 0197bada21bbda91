"""Denials and admissions toward nobody: they may answer a deed of any pair of their speaker."""

from __future__ import annotations

from collections.abc import Iterable

from detente.records import Dyad, Report

__all__ = ["answers_of", "open_answers"]


def open_answers(reports: Iterable[Report]) -> tuple[Report, ...]:
    """Give the answers that name no recipient, with what was said in the same sentences."""
    given = tuple(reports)
    places = {(r.document, r.sentence) for r in given if _is_open(r)}
    return tuple(r for r in given if (r.document, r.sentence) in places)


def answers_of(dyad: Dyad, answers: Iterable[Report]) -> tuple[Report, ...]:
    """Give those of `open_answers` that one of the pair's states may have said."""
    given = tuple(answers)
    places = {(r.document, r.sentence) for r in given if _is_open(r) and _may_be_of(r, dyad)}
    return tuple(r for r in given if (r.document, r.sentence) in places)


def _is_open(report: Report) -> bool:
    answers = report.status == "denied" or report.type in ("REJECT", "CONCEDE")
    return answers and not (report.recipient and report.recipient.country)


def _may_be_of(report: Report, dyad: Dyad) -> bool:
    speaker = report.actor.country if report.actor else None
    return speaker is None or speaker in (dyad.a, dyad.b)
