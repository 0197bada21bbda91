"""All commands under one name, and what happens to errors."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from detente.cli.commands import (
    brief,
    code,
    demo,
    doctor,
    evaluate,
    events,
    explain,
    export,
    init,
    outlook,
    run,
    serve,
    sources,
    tension,
)
from detente.errors import DetenteError

__all__ = ["app"]

BAD_INPUT = 2
"""Exit status for wrong usage and unusable input; 1 is for a check that fails."""
STOPPED = 130
"""Exit status after Ctrl-C, as shells have it."""


class _Group(TyperGroup):
    """Turns every `DetenteError`, a full disk and Ctrl-C into one line on stderr."""

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        try:
            return super().invoke(ctx)
        except DetenteError as error:
            typer.echo(f"detente: {error}", err=True)
            sys.exit(BAD_INPUT)
        except BrokenPipeError:  # whoever reads our output has seen enough: typer ends quietly
            raise
        except OSError as error:
            typer.echo(f"detente: {error}; check the disk and your rights there", err=True)
            sys.exit(BAD_INPUT)
        except KeyboardInterrupt:
            typer.echo(
                "detente: stopped; what was kept so far stays, the same command goes on",
                err=True,
            )
            sys.exit(STOPPED)


app = typer.Typer(
    cls=_Group,
    name="detente",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        import detente

        typer.echo(f"detente {detente.__version__}")
        raise typer.Exit


@app.callback()
def about(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Read the news about crises between states: what happened, who says so, how tense, how far.

    Start with: detente demo
    """


for _module in (demo, init, run, code, events, tension, outlook, brief, explain, export, serve,
                doctor):  # fmt: skip
    app.command(_module.NAME)(_module.command)
for _group in (evaluate, sources):
    app.add_typer(_group.app, name=_group.NAME)
