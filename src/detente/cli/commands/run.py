"""``detente run``: news in, events and curves out."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.files import sources_of
from detente.cli.journal import journal_to
from detente.cli.opening import settings
from detente.cli.options import (
    AsJson,
    ConfigFile,
    Language,
    LedgerFile,
    Published,
    Recall,
    at_point,
    past_day,
)
from detente.cli.server import PORT, serving
from detente.cli.terminal import print_json, print_line, print_table, progress, say
from detente.errors import InvalidInput
from detente.monitor.live_options import LiveOptions, options_of

if TYPE_CHECKING:
    from detente.monitor.config import Config
    from detente.monitor.journal import Journal
    from detente.monitor.run import RunSummary
    from detente.records import Source
    from detente.store import Ledger

__all__ = ["NAME", "command", "show_summary"]

NAME = "run"


def command(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files or folders; without any, the sources in the settings."),
    ] = None,
    once: Annotated[
        bool, typer.Option("--once", help="Take in what is there now, and stop.")
    ] = False,
    published: Published = None,
    language: Language = None,
    as_of: Annotated[
        date | None,
        typer.Option(
            "--as-of",
            parser=past_day,
            metavar="DAY",
            help="With --once: last day of the curves; without it, the last day of news.",
        ),
    ] = None,
    coder: Annotated[
        str | None,
        typer.Option("--coder", help="Name of the coder; without it, the one in the settings."),
    ] = None,
    recall: Recall = False,
    fast: Annotated[
        bool, typer.Option("--fast", help="Find the text of pages faster and less exactly.")
    ] = False,
    no_serve: Annotated[
        bool, typer.Option("--no-serve", help="Collect only, without the pages.")
    ] = False,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Of the pages; 0 takes a free one.")
    ] = PORT,
    log: Annotated[
        str | None,
        typer.Option("--log", metavar="FILE", help="Add each step as a JSON line; - is stderr."),
    ] = None,
    config: ConfigFile = None,
    ledger: LedgerFile = None,
    as_json: AsJson = False,
) -> None:
    """Collect, read, code, merge and measure, and show the pages, until Ctrl-C.

    Sources on the web are polled as often as they publish. With --once everything is polled and
    read once, for cron. A run may be stopped or killed at any time: the next one goes on.

    Example: detente run --once saved-pages/ archive.jsonl.gz
    """
    from detente.store import Ledger

    if as_of and not once:
        raise InvalidInput("--as-of needs --once: a live run reaches to today")
    loaded = settings(config, ledger)
    sources = sources_of(paths, language) if paths else loaded.records()
    if not sources:
        raise InvalidInput(
            "nothing to read: give files or folders, or list [[sources]] in detente.toml "
            "(`detente init RUS AZE` writes one)"
        )
    options = replace(options_of(loaded), coder=at_point(coder or loaded.coder, recall))
    options = replace(options, fast=fast or options.fast)
    with journal_to(log) as journal, Ledger.open(loaded.ledger) as opened:
        if once:
            days = _Days(as_of, published)
            _once(opened, sources, options, days, loaded.ledger, journal, as_json=as_json)
            return
        shown = None if no_serve else port
        _on_and_on(opened, sources, options, published, loaded, journal, shown, as_json=as_json)


@dataclass(frozen=True, slots=True)
class _Days:
    as_of: date | None
    published: date | None


def _once(
    ledger: Ledger,
    sources: tuple[Source, ...],
    options: LiveOptions,
    days: _Days,
    path: Path,
    journal: Journal,
    *,
    as_json: bool,
) -> None:
    from detente.monitor.run import run_once

    with progress() as bars:
        summary = run_once(
            ledger,
            sources,
            now=datetime.now(UTC),
            as_of=days.as_of,
            published=days.published,
            coder=options.coder,
            watch=options.watch,
            progress=bars,
            options=options,
            journal=journal,
        )
    if as_json:
        from detente.monitor.views import plain

        print_json({"ledger": str(path), **plain(summary)})
    else:
        show_summary(summary, path)


def _on_and_on(
    ledger: Ledger,
    sources: tuple[Source, ...],
    options: LiveOptions,
    published: date | None,
    loaded: Config,
    journal: Journal,
    port: int | None,
    *,
    as_json: bool,
) -> None:
    """Run until told to stop, with the pages beside it unless `port` is None."""
    from detente.cli.live import live
    from detente.web.app import create_app

    with ExitStack() as beside:
        if port is not None:
            app = create_app(
                ledger, watched=loaded.dyads, title=loaded.title, sources=loaded.records()
            )
            url = beside.enter_context(serving(app, port=port))
            say(f"Serving on {url} (Ctrl-C stops)")
            if as_json:
                print_json({"url": url})
        tally = live(ledger, sources, options, published=published, journal=journal)
    if as_json:
        print_json(dict(tally.counts))
    else:
        counts = tally.counts
        say(f"Stopped after {counts['polled']:,} polls, {counts['failed']:,} of them without an "
            f"answer (`detente sources` tells why): {counts['items']:,} new items, "
            f"{counts['new']:,} documents, {counts['reports']:,} reports.")  # fmt: skip


def show_summary(summary: RunSummary, ledger: Path) -> None:
    """Write what a run did."""
    known = summary.documents - summary.new_documents
    if summary.polled:
        _show_web(summary)
    print_line(f"pages      {summary.pages:>8,}")
    print_line(f"documents  {summary.documents:>8,}  ({known:,} known before)")
    print_line(f"coded now  {summary.coded:>8,}")
    print_line(f"reports    {summary.reports:>8,}  in the ledger")
    print_line(f"events     {summary.events:>8,}  ({summary.on_curve:,} in the curves of "
               f"{summary.pairs:,} pairs)")  # fmt: skip
    print_line(f"background {summary.backgrounds:>8,}")
    print_line("seconds    " + ", ".join(f"{stage} {s:.1f}" for stage, s in summary.seconds))
    if summary.undated:
        print_line(f"\n{summary.undated:,} of these documents tell no day of publication: their "
                   "events stay off the curve, unless --published DAY says it")  # fmt: skip
    if summary.skips:
        print_line("\nLeft out (all of them: detente export skips)")
        keys = ("stage", "kind", "reason", "number", "first")
        rows = [dict(zip(keys, skip, strict=True)) for skip in summary.skips]
        print_table(rows, {"number": "items", "stage": "stage", "kind": "kind", "reason": "reason",
                           "first": "such as"})  # fmt: skip
        _show_remedies(summary)
    if summary.tensest:
        print_line(f"\nTensest pair-months (mean of the daily index), up to {summary.as_of}")
        months = [
            {"month": m.month, "pair": m.dyad, "mean": f"{m.mean:+.1f}", "rung": m.rung}
            for m in summary.tensest
        ]
        columns = {"month": "month", "pair": "pair", "mean": "mean", "rung": "highest rung"}
        print_table(months, columns)
    print_line(f"\nKept in {ledger}. Next: detente serve, detente events, detente tension PAIR")


def _show_web(summary: RunSummary) -> None:
    print_line(f"polled     {summary.polled:>8,}  sources ({summary.failed:,} without an answer; "
               "`detente sources` tells why)")  # fmt: skip
    print_line(f"new items  {summary.items:>8,}  ({summary.revised:,} known ones were reworded)")
    if summary.failed == summary.polled:
        print_line("none of the sources answered: `detente sources check` looks at each of them")
    if summary.waiting:
        print_line(f"waiting    {summary.waiting:>8,}  articles to be tried again by the next run")


def _show_remedies(summary: RunSummary) -> None:
    from detente.monitor.remedies import remedy

    for reason in dict.fromkeys(reason for _, _, reason, _, _ in summary.skips):
        if told := remedy(reason):
            print_line(f"  {reason}: {told}")
