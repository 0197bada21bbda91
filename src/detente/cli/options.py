"""Arguments and options that several commands share."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from detente.errors import DetenteError
from detente.records import Dyad

__all__ = [
    "AsJson",
    "AsOf",
    "CoderName",
    "ConfigFile",
    "Language",
    "LedgerFile",
    "Pair",
    "Published",
    "Recall",
    "at_point",
    "day",
    "language",
    "pair",
    "past_day",
    "state",
]

_EARLIEST = date(1800, 1, 1)


def day(text: str) -> date:
    """Read an ISO day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no day; write it like 2025-07-01") from None


def past_day(text: str) -> date:
    """Read an ISO day of the years that news can be about, at the latest today (UTC)."""
    found = day(text)
    if not _EARLIEST <= found <= datetime.now(UTC).date():
        raise typer.BadParameter(f"{text} lies outside {_EARLIEST} to today (UTC)")
    return found


def language(text: str) -> str:
    """Read a language code of two letters, with or without a region."""
    code = text.replace("_", "-").partition("-")[0]
    if len(code) == 2 and code.isascii() and code.isalpha():
        return code.lower()
    raise typer.BadParameter(f"{text!r} is no language code; write its ISO 639-1 code, such as en")


def pair(text: str) -> Dyad:
    """Read ``RUS-AZE``, or two names: ``Russia-Azerbaijan``."""
    parts = text.replace("/", "-").split("-")
    if len(parts) != 2:
        raise typer.BadParameter(f"{text!r} is no pair; write it like RUS-AZE")
    try:
        return Dyad.of(*map(state, parts))
    except DetenteError as error:
        raise typer.BadParameter(str(error)) from None


def state(text: str) -> str:
    """Read an ISO 3166 alpha-3 code or an English name; give the code."""
    from detente.knowledge.countries import find_country, similar

    if found := find_country(text.strip()):
        return found.iso3
    near = ", ".join(f"{c.iso3} ({c.name})" for c in similar(text))
    raise typer.BadParameter(
        f"{text!r} is no state; "
        + (f"near it are: {near}" if near else "write its ISO 3166 alpha-3 code or English name")
    )


AsJson: TypeAlias = Annotated[bool, typer.Option("--json", help="Write JSON to stdout.")]
AsOf: TypeAlias = Annotated[
    date | None,
    typer.Option(
        "--as-of",
        parser=past_day,
        metavar="DAY",
        help="Show what was known on that day; without it, the last day in the ledger.",
    ),
]
ConfigFile: TypeAlias = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="Settings; without it ./detente.toml, if any."),
]
LedgerFile: TypeAlias = Annotated[
    Path | None,
    typer.Option("--ledger", metavar="FILE", help="The ledger; without it the one in the settings,"
                 " or ./detente.db."),
]  # fmt: skip
Pair: TypeAlias = Annotated[
    Dyad, typer.Argument(parser=pair, metavar="PAIR", help="Two states, such as RUS-AZE.")
]
Language: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--language",
        parser=language,
        metavar="CODE",
        help="Language of all texts, such as en; without it, each text is looked at.",
    ),
]
Published: TypeAlias = Annotated[
    date | None,
    typer.Option(
        "--published",
        parser=past_day,
        metavar="DAY",
        help="Day of publication of the texts that do not tell it.",
    ),
]

CoderName: TypeAlias = Annotated[str, typer.Option("--coder", help="Name of the coder.")]
Recall: TypeAlias = Annotated[
    bool,
    typer.Option("--recall", help="Miss less, at the price of more mistakes: NAME+recall."),
]


def at_point(coder: str, recall: bool) -> str:
    """Give the coder's name at the point of its curve that is asked for."""
    return f"{coder}+recall" if recall and "+" not in coder else coder
