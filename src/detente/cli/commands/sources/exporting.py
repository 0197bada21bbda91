"""``detente sources export``: the sources as a list for feed readers."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from detente.cli.opening import settings
from detente.cli.options import AsJson, ConfigFile
from detente.cli.terminal import print_json, say
from detente.errors import InvalidInput

__all__ = ["NAME", "command"]

NAME = "export"


def command(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="File to write; without it, stdout.")
    ] = None,
    config: ConfigFile = None,
    as_json: AsJson = False,
) -> None:
    """Write the sources as an OPML list, which feed readers and Detente take in.

    Files and folders of this machine are left out. --json tells on stdout what was written; it
    needs FILE.

    Example: detente sources export feeds.opml
    """
    from detente.monitor.source_list import replace_file, sources_as_opml, web_sources

    if as_json and file is None:
        raise InvalidInput("--json tells what was written to a file; give its name")
    loaded = settings(config)
    body = sources_as_opml(loaded, datetime.now(UTC))
    if file is None:
        typer.echo(body)
    else:
        replace_file(file, body)
    written = len(web_sources(loaded))
    local = len(loaded.sources) - written
    if as_json:
        print_json({"path": str(file), "sources": written, "left_out": local})
        return
    of_here = f"; left out: {local:,} that lie on this machine" if local else ""
    say(f"wrote {written:,} sources to {file or 'stdout'}{of_here}")
