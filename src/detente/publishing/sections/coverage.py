"""What the briefing rests on, and what it does not see."""

from __future__ import annotations

from collections import Counter

from detente.publishing.briefing import Item, Section, Statement
from detente.publishing.footnotes import Figure
from detente.publishing.languages import language_name
from detente.publishing.material import Material
from detente.publishing.phrases import many

__all__ = ["notes", "section"]

DAYS = 30


def notes(material: Material) -> tuple[Statement, ...]:
    """Give what the sources' notes tell readers about the texts, with how many reports carry it."""
    noted = Counter(r.note for r in material.reports.values() if r.note)
    whole = len(material.reports)
    return tuple(
        _counted(
            f"{_quoted(note)} is said of {_share(count, whole)} behind this page.",
            "reports with this note",
            f"{count} of {whole}",
            "reports at hand",
        )
        for note, count in sorted(noted.items())
    )


def section(material: Material) -> Section:
    """Tell documents and days without any, acts without a date or quote, languages not coded."""
    statements = [
        *_documents(material),
        *_acts(material),
        *_languages(material),
    ]
    items = tuple(Item(statement=s) for s in statements)
    return Section(key="coverage", title="What this rests on", items=items)


def _documents(material: Material) -> list[Statement]:
    recent = material.points[-DAYS:]
    if not recent:
        return []
    read, silent = sum(p.documents for p in recent), sum(p.state == "no data" for p in recent)
    return [
        _counted(
            f"Read in the last {many(len(recent), 'day')}: {many(read, 'document')}, on whatever"
            f" subject; {many(silent, 'day')} had none.",
            "documents read, days without any",
            f"{read}, {silent}",
            f"sum over the points from {recent[0].day} to {recent[-1].day}",
        )
    ]


def _acts(material: Material) -> list[Statement]:
    acts, reports = len(material.events), len(material.reports)
    undated = sum(e.when is None for e in material.events)
    statements = [
        _counted(
            f"{many(acts, 'event')} of the pair {_are(acts)} known from {many(reports, 'report')}.",
            "events, reports",
            f"{acts}, {reports}",
            f"known by {material.as_of}, in either direction",
        )
    ]
    if undated:
        text = (
            f"{many(undated, 'event')} {_have(undated)} no date and {_are(undated)} not told here."
        )
        statements.append(_counted(text, "events without a date", str(undated), "off the curve"))
    if material.unquotable:
        lost = material.unquotable
        text = f"{many(lost, 'event')} {_are(lost)} left out, the sentence not being at hand."
        statements.append(
            _counted(text, "events without a quote", str(lost), "lead report missing")
        )
    return statements


def _quoted(note: str) -> str:
    return f"“{note}” This" if note.endswith((".", "!", "?")) else f"“{note}”: this"


def _share(count: int, whole: int) -> str:
    if count == whole:
        return f"all {whole} reports" if whole > 1 else "the one report"
    return f"{count} of the {whole} reports"


def _languages(material: Material) -> list[Statement]:
    found = sorted(((n, language) for language, n in material.uncoded if n), reverse=True)
    if not found:
        return []
    whole = sum(n for n, _ in found)
    listed = ", ".join(f"{language_name(code)} {n:,}" for n, code in found)
    return [
        _counted(
            f"Not coded yet: {many(whole, 'document')} in languages without a coder: {listed}.",
            "documents not coded",
            str(whole),
            "documents by language: " + ", ".join(f"{code} {n}" for n, code in found),
        )
    ]


def _counted(text: str, name: str, value: str, formula: str) -> Statement:
    figure = Figure(name=name, value=value, formula=formula, version="count")
    return Statement(text=text, footnotes=(figure,))


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _have(count: int) -> str:
    return "has" if count == 1 else "have"
