"""The briefing as HTML: a whole page that needs nothing else, or a fragment for another page."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from detente.publishing.briefing import Briefing, Statement
from detente.publishing.clean import printable, web_link
from detente.publishing.dates import day_in_words
from detente.publishing.footnotes import Quotation

__all__ = ["MEDIA_TYPE", "NAME", "build", "fragment", "render"]

NAME = "html"
MEDIA_TYPE = "text/html"


def render(briefing: Briefing) -> str:
    """Write a whole page, with its style and without any script."""
    return _fill("briefing.html", briefing)


def fragment(briefing: Briefing, *, events: str = "") -> str:
    """Write an ``article`` element with class ``briefing``, without style.

    `events` is the path under which each event has its page, such as ``/event/``.
    """
    return _fill("briefing.fragment.html", briefing, events)


def build() -> Callable[[Briefing], str]:
    """Give `render`."""
    return render


def _fill(template: str, briefing: Briefing, events: str = "") -> str:
    numbers = briefing.numbers()
    seen: set[int] = set()

    def marks(statement: Statement) -> list[tuple[int, bool]]:
        """Give the numbers under a sentence, and whether each stands for the first time."""
        found = [numbers[f] for f in dict.fromkeys(statement.footnotes)]
        fresh = [(n, n not in seen) for n in found]
        seen.update(found)
        return fresh

    made = _environment().get_template(template)
    return made.render(
        briefing=briefing, marks=marks, events=events, common_note=briefing.common_note
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("detente.publishing.channels"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: printable(value) if type(value) is str else value,
    )
    environment.filters["day"] = day_in_words
    environment.filters["web_link"] = web_link
    environment.tests["quotation"] = lambda footnote: isinstance(footnote, Quotation)
    return environment
