"""``detente code``: texts in, reports out; nothing is kept."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.files import sources_of, stdin_pages
from detente.cli.options import AsJson, CoderName, Language, Published, Recall, at_point
from detente.cli.terminal import print_json, print_line, progress, say
from detente.pieces import DEFAULT_CODER

if TYPE_CHECKING:
    from detente.monitor.tally import Progress
    from detente.records import Document, Page, Report, Skip

__all__ = ["NAME", "command"]

NAME = "code"


def command(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="Saved pages, texts, JSON lines, or folders of them; - for standard input.",
        ),
    ],
    coder: CoderName = DEFAULT_CODER,
    recall: Recall = False,
    published: Published = None,
    language: Language = None,
    as_json: AsJson = False,
) -> None:
    """Code texts and print who did what to whom, with the words that say so.

    With --json, one report a line: actor and recipient (ISO 3166 alpha-3 or null) with their
    sectors, type, status, date with precision, and the verbatim span within its quote.

    Example: detente code article.txt --json
    """
    from detente.api import code, read

    skips: list[Skip] = []
    now = datetime.now(UTC)
    found = 0
    pages = _pages(files, now, published, language, skips)
    with progress(quiet=sys.stdout.isatty()) as bars:
        documents = _counted(read(pages, on_skip=skips.append), bars)
        for report in code(documents, at_point(coder, recall), on_skip=skips.append):
            found += 1
            _show(report, as_json)
    _say_what_was_left_out(skips)
    if not found:
        say("no report found")


def _say_what_was_left_out(skips: list[Skip]) -> None:
    from detente.monitor.remedies import remedy

    numbers = Counter((s.stage, s.reason) for s in skips)
    first = {(s.stage, s.reason): s for s in reversed(skips)}
    for (stage, reason), number in sorted(numbers.items()):
        one = first[stage, reason]
        named = one.detail if stage == "code" else one.subject  # of a document its address
        say(f"left out at {stage}: {number} × {reason}, such as {named}")
        if told := remedy(reason):
            say(f"  {told}")


def _pages(
    files: list[Path],
    now: datetime,
    published: date | None,
    language: str | None,
    skips: list[Skip],
) -> Iterator[Page]:
    from detente.collecting import collect

    named = [path for path in files if str(path) != "-"]
    sources = sources_of(named, language)
    if len(named) < len(files):
        yield from stdin_pages(now=now, published=published, language=language)
    yield from collect(sources, now=now, published=published, on_skip=skips.append)


def _counted(documents: Iterable[Document], bars: Progress) -> Iterator[Document]:
    for number, document in enumerate(documents, start=1):
        bars("documents", number, None)
        yield document


def _show(report: Report, as_json: bool) -> None:
    from detente.monitor.rows import report_row

    if as_json:
        print_json(report_row(report))
        return
    ends = [actor.code if actor else "unknown" for actor in (report.actor, report.recipient)]
    what = report.type or report.label
    when = report.when or "undated"
    print_line(f"{when!s:<12} {report.status:<12} {what}: {ends[0]} → {ends[1]}  [{report.id}]")
    print_line(f"    “{report.words}”  (confidence {report.confidence:.2f})")
    print_line(f"    in: {report.quote}")
