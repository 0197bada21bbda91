"""``detente sources import``: the list of a feed reader becomes sources."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.options import AsJson
from detente.cli.terminal import print_json, print_line, print_table
from detente.errors import InvalidInput

if TYPE_CHECKING:
    from detente.collecting.opml import LeftOut
    from detente.records import Source

__all__ = ["NAME", "command"]

NAME = "import"


def command(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="An OPML list, as feed readers export it.")
    ],
    config: Annotated[
        Path | None,
        typer.Option("--config", metavar="FILE", help="Settings; without it ./detente.toml."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Append the feeds of an OPML list to detente.toml; folders become groups.

    What is there already is not added again, and the rest of the file stays as it is.

    Example: detente sources import feeds.opml
    """
    from detente.monitor.config import CONFIG_NAME
    from detente.monitor.source_list import add_sources

    settings = config or Path(CONFIG_NAME)
    sources, left_out = _read(file)
    added, known = add_sources(settings, sources)
    if as_json:
        print_json(
            {
                "path": str(settings),
                "added": [source.address for source in added],
                "known": [source.address for source in known],
                "left_out": [{"reason": reason, "detail": detail} for reason, detail in left_out],
            }
        )
        return
    print_line(f"{settings}: {len(added):,} sources added, {len(known):,} were there already")
    if left_out:
        print_line(f"\nLeft out: {len(left_out):,}")
        rows = [{"reason": reason, "detail": detail} for reason, detail in left_out]
        print_table(rows, {"reason": "reason", "detail": "where"})


def _read(file: Path) -> tuple[tuple[Source, ...], tuple[LeftOut, ...]]:
    from detente.collecting.opml import read_opml

    try:
        return read_opml(file.read_bytes())
    except OSError as error:
        raise InvalidInput(f"{file}: cannot be read: {error.strerror}; correct the path") from error
    except InvalidInput as error:
        raise InvalidInput(f"{file}, {error}") from error
