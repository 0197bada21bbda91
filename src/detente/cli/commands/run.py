"""``detente run``: news in, events and curves out."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.files import sources_of
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
from detente.cli.terminal import print_json, print_line, print_table, progress
from detente.errors import InvalidInput

if TYPE_CHECKING:
    from detente.monitor.run import RunSummary

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
            help="Last day of the curves; without it, the last day of news.",
        ),
    ] = None,
    coder: Annotated[
        str | None,
        typer.Option("--coder", help="Name of the coder; without it, the one in the settings."),
    ] = None,
    recall: Recall = False,
    config: ConfigFile = None,
    ledger: LedgerFile = None,
    as_json: AsJson = False,
) -> None:
    """Collect, read, code, merge and measure; keep everything in the ledger.

    What was coded before is not coded again, so a run may be stopped and started at any time.

    Example: detente run --once saved-pages/ archive.jsonl.gz
    """
    from detente.monitor.run import run_once
    from detente.store import Ledger

    if not once:
        raise InvalidInput("live collecting is not built yet; use `detente run --once PATH...`")
    loaded = settings(config, ledger)
    sources = sources_of(paths, language) if paths else loaded.records()
    if not sources:
        raise InvalidInput(
            "nothing to read: give files or folders, or list [[sources]] in detente.toml "
            "(`detente init RUS AZE` writes one)"
        )
    with Ledger.open(loaded.ledger) as opened, progress() as bars:
        summary = run_once(
            opened,
            sources,
            now=datetime.now(UTC),
            as_of=as_of,
            published=published,
            coder=at_point(coder or loaded.coder, recall),
            watch=loaded.dyads,
            progress=bars,
        )
    if as_json:
        from detente.monitor.views import plain

        print_json({"ledger": str(loaded.ledger), **plain(summary)})
    else:
        show_summary(summary, loaded.ledger)


def show_summary(summary: RunSummary, ledger: Path) -> None:
    """Write what a run did."""
    known = summary.documents - summary.new_documents
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


def _show_remedies(summary: RunSummary) -> None:
    from detente.monitor.remedies import remedy

    for reason in dict.fromkeys(reason for _, _, reason, _, _ in summary.skips):
        if told := remedy(reason):
            print_line(f"  {reason}: {told}")
