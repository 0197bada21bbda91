"""Talking to the terminal: results on stdout, everything else on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

import typer

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    from detente.monitor.run import Progress

__all__ = [
    "console",
    "print_json",
    "print_line",
    "print_table",
    "progress",
    "safe",
    "say",
    "use_utf8",
    "waiting",
]

_PIPE_WIDTH = 160
_OVERRIDES = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_CONTROLS = {
    code: None for code in (*range(32), *range(127, 160), *_OVERRIDES) if chr(code) not in "\t\n"
}


def use_utf8() -> None:
    """Write UTF-8 whatever the locale says: texts come in eight scripts."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf8", errors="backslashreplace")


def safe(text: object) -> str:
    """Drop control characters and changes of writing direction: no text may steer the terminal."""
    return str(text).translate(_CONTROLS)


def print_line(text: object = "") -> None:
    """Write one line of result to stdout."""
    typer.echo(safe(text))


def print_json(value: Any) -> None:
    """Write one line of JSON to stdout."""
    typer.echo(json.dumps(value, ensure_ascii=False))


def say(text: object) -> None:
    """Write one line about the work, not its result, to stderr."""
    typer.echo(safe(text), err=True)


def console(stream: TextIO | None = None) -> Console:
    """Give a rich console without markup, wide where nobody watches."""
    from rich.console import Console

    out = stream or sys.stdout
    width = None if out.isatty() else _PIPE_WIDTH
    return Console(file=out, width=width, markup=False, highlight=False, emoji=False)


def print_table(rows: Iterable[Mapping[str, object]], columns: Mapping[str, str]) -> None:
    """Write a table; `columns` maps keys of the rows to headings, in order.

    Only the last column wraps.
    """
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    *narrow, last = columns.values()
    for heading in narrow:
        table.add_column(heading, no_wrap=True)
    table.add_column(last, overflow="fold")
    for row in rows:
        cells = ("" if row.get(key) is None else row[key] for key in columns)
        table.add_row(*(Text(safe(cell)) for cell in cells))
    console().print(table)


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Progress]:
    """Show bars on stderr if that is a terminal; otherwise give a callback that does nothing."""
    if quiet or not sys.stderr.isatty():
        yield _ignore
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    shown = (
        TextColumn("{task.description:<10}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    # Redirecting would send results meant for a pipe to the terminal.
    with Bars(
        *shown, console=console(sys.stderr), redirect_stdout=False, redirect_stderr=False
    ) as bars:
        yield _Reporter(bars)


@contextmanager
def waiting(words: str) -> Iterator[None]:
    """Show that something is going on, if stderr is a terminal; write no result meanwhile."""
    if not sys.stderr.isatty():
        yield
        return
    with console(sys.stderr).status(words):
        yield


def _ignore(stage: str, done: int, total: int | None) -> None:
    """Take no notice."""


class _Reporter:
    """Keeps one bar for each stage."""

    def __init__(self, bars: Bars) -> None:
        self._bars = bars
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        if stage not in self._tasks:
            self._tasks[stage] = self._bars.add_task(stage, total=total)
        self._bars.update(self._tasks[stage], completed=done, total=total)
