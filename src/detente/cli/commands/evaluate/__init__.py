"""``detente evaluate``: figures on gold, each by one command."""

from __future__ import annotations

import typer

from detente.cli.commands.evaluate import (
    actors,
    code,
    crisis,
    floors,
    reading,
    spans,
    stories,
)

__all__ = ["NAME", "app"]

NAME = "evaluate"

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def about() -> None:
    """Measure what the program achieves on gold: coding, crises, pages, actors, stories.

    Every figure comes with the 95 % interval of resampling its rows. Gold comes as files in the
    published formats; none is part of the program.

    Example: detente evaluate code --task pairs gold.jsonl
    """


for _module in (code, crisis, reading, actors, spans, stories, floors):
    app.command(_module.NAME)(_module.command)
