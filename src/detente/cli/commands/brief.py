"""``detente brief``: a page with a footnote to every sentence."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from detente.cli.opening import open_desk
from detente.cli.options import AsJson, AsOf, ConfigFile, LedgerFile, Pair
from detente.cli.output import write_text
from detente.cli.terminal import print_json

__all__ = ["NAME", "command"]

NAME = "brief"


class Format(StrEnum):
    """How a briefing is written."""

    html = "html"
    md = "md"


_CHANNELS = {Format.html: "html", Format.md: "markdown"}


def command(
    dyad: Pair,
    form: Annotated[Format, typer.Option("--format", help="HTML page or Markdown.")] = Format.md,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="File to write; without it, stdout.")
    ] = None,
    as_of: AsOf = None,
    config: ConfigFile = None,
    ledger: LedgerFile = None,
    as_json: AsJson = False,
) -> None:
    """Write a briefing on a pair, every sentence footnoted to a quote or a computed figure.

    Example: detente brief RUS-AZE --as-of 2025-07-01 --format html -o brief.html
    """
    from detente.monitor.briefing import briefing_of
    from detente.pieces import find_piece

    with open_desk(config, ledger) as desk:
        briefing = briefing_of(desk.pair(dyad, as_of))
    if as_json:
        from detente.monitor.views import plain

        print_json(plain(briefing))
        return
    channel = find_piece("detente.publishing.channels", _CHANNELS[form])
    write_text(channel.render(briefing), output)
