"""Case files of the coder: a document and what is to be read in it.

A file begins with comments that say what it shows, then ``title:`` and ``published:`` if it has
them, then blocks of report lines, then ``text:`` and the text, to the end of the file::

    reports:             all there is, in any order
    reports including:   some of them
    never:               no report may fit one of these

    ACTOR TYPE RECIPIENT STATUS WHEN [speaker=ACTOR] [| words that the span holds]

An actor is a country with or without sector; ``-`` is nobody, ``*`` anything.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from detente.coding import coder
from detente.language.sentences import split
from detente.records import Actor, Document, Report

__all__ = ["CASES", "Case", "Line", "document", "read_case"]

CASES = Path(__file__).resolve().parent.parent / "cases" / "coding"
NOW = datetime(2026, 11, 1, tzinfo=UTC)


def document(text: str, title: str = "", published: date | None = None) -> Document:
    """Build an English document."""
    return Document(
        url="https://news.example/1",
        outlet="news.example",
        title=title,
        text=text,
        bounds=split(text),
        language="en",
        fetched_at=NOW,
        published=published,
    )


@dataclass(frozen=True)
class Line:
    """One expected report."""

    written: str
    actor: str
    type: str
    recipient: str
    status: str
    when: str
    speaker: str
    words: str

    def fits(self, report: Report) -> bool:
        ends = (
            (self.actor, _code(report.actor)),
            (self.recipient, _code(report.recipient)),
            (self.speaker, _code(report.speaker)),
        )
        plain = (
            (self.type, report.type or "-"),
            (self.status, report.status),
            (self.when, str(report.when) if report.when else "-"),
        )
        codes = all(want == "*" or _same(want, got) for want, got in ends)
        return (
            codes and all(want in ("*", got) for want, got in plain) and self.words in report.words
        )


@dataclass
class Case:
    """A document with its expected reports."""

    title: str = ""
    published: date | None = None
    text: str = ""
    exact: list[Line] = field(default_factory=list)
    some: list[Line] = field(default_factory=list)
    never: list[Line] = field(default_factory=list)
    whole: bool = False

    def reports(self) -> tuple[Report, ...]:
        return coder("rules.v1").code(document(self.text, self.title, self.published))


def read_case(path: Path) -> Case:
    head, found, text = path.read_text(encoding="utf8").partition("\ntext:\n")
    assert found, f"{path.name}: no text"
    case = Case(text=text)
    block: list[Line] | None = None
    for line in head.splitlines():
        if not line or line.startswith("#"):
            continue
        name, _, rest = line.partition(":")
        if name == "title":
            case.title = rest.strip()
        elif name == "published":
            case.published = date.fromisoformat(rest.strip())
        elif line == "reports:":
            block, case.whole = case.exact, True
        elif line == "reports including:":
            block = case.some
        elif line == "never:":
            block = case.never
        else:
            assert block is not None, f"{path.name}: {line!r} stands in no block"
            block.append(_line(line, path))
    return case


def _line(line: str, path: Path) -> Line:
    front, _, words = line.partition("|")
    parts = front.split()
    speaker = "*"
    if parts and parts[-1].startswith("speaker="):
        speaker = parts.pop().removeprefix("speaker=")
    if len(parts) == 4:
        parts.append("*")
    assert len(parts) == 5, f"{path.name}: {line!r}: five columns are wanted"
    actor, kind, recipient, status, when = parts
    return Line(line, actor, kind, recipient, status, when, speaker, words.strip())


def _code(actor: Actor | None) -> str:
    return actor.code if actor else "-"


def _same(want: str, got: str) -> bool:
    return want == got or (len(want) == 3 and got.startswith(want))
