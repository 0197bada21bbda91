"""The briefing as Markdown with footnotes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from detente.publishing.briefing import Briefing, Item, Statement
from detente.publishing.clean import one_line, web_link
from detente.publishing.dates import day_in_words
from detente.publishing.footnotes import Figure, Footnote, Quotation

__all__ = ["MEDIA_TYPE", "NAME", "build", "escape", "render"]

NAME = "markdown"
MEDIA_TYPE = "text/markdown"

_SPECIAL = re.compile(r"[\\`*_\[\]{}<>#|~^&$!@]|(?<=[Ww]{3})\.|:(?=//)")
"""What could open mark-up, an entity, a footnote, or a link that readers make by themselves."""
_LIST = re.compile(r"\A(\d*)([-+=.)])")


def render(briefing: Briefing) -> str:
    """Write headings, one list item a sentence, and the footnotes at the end."""
    numbers = briefing.numbers()
    return "\n".join(_lines(briefing, numbers)) + "\n"


def build() -> Callable[[Briefing], str]:
    """Give `render`."""
    return render


def escape(text: str) -> str:
    """Give text on one line that Markdown shows as it is within a line."""
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", one_line(text))


def _opening(line: str) -> str:
    """Keep escaped text that begins a line from opening a list or underlining a heading."""
    return _LIST.sub(r"\1\\\2", line, count=1)


def _lines(briefing: Briefing, numbers: dict[Footnote, int]) -> Iterator[str]:
    yield f"# {_opening(escape(briefing.title))}"
    for note in briefing.notes:
        yield f"\n> {_sentence(note, numbers)}"
    for section in briefing.sections:
        yield f"\n## {_opening(escape(section.title))}\n"
        for item in section.items:
            yield from _item(item, numbers)
    yield "\n## Footnotes\n"
    common = briefing.common_note
    for footnote, number in numbers.items():
        yield f"[^{number}]: {_opening(_footnote(footnote, common))}"


def _item(item: Item, numbers: dict[Footnote, int]) -> Iterator[str]:
    yield f"- {_sentence(item.statement, numbers)}"
    for answer in item.answers:
        yield f"    - {_sentence(answer, numbers)}"


def _sentence(statement: Statement, numbers: dict[Footnote, int]) -> str:
    lead = f"**{escape(statement.lead)}:** " if statement.lead else ""
    said = statement.quotation
    words = f" “{escape(said.words)}”" if said else ""
    outlet = f" ({escape(said.outlet)})" if said and said.outlet else ""
    marks = "".join(f"[^{numbers[f]}]" for f in dict.fromkeys(statement.footnotes))
    return _opening(f"{lead}{escape(statement.text)}{words}{outlet}{marks}")


def _footnote(footnote: Footnote, common: str) -> str:
    return _figure(footnote) if isinstance(footnote, Figure) else _quotation(footnote, common)


def _figure(figure: Figure) -> str:
    return (
        f"{escape(figure.name)}: {escape(figure.value)}; {escape(figure.formula)}"
        f" ({escape(figure.version)})"
    )


def _quotation(said: Quotation, common: str) -> str:
    link = web_link(said.url)
    origin = [
        escape(said.outlet) if said.outlet else "unnamed outlet",
        day_in_words(said.published) if said.published else "no date",
        escape(said.title),
        f"<{link}>" if link else escape(said.url),
    ]
    before, words, after = said.parts
    quote = f"{_inner(before)}{_inner(words, bold=True)}{_inner(after)}"
    ids = f"report {said.report}" + (f", event {said.event}" if said.event else "")
    note = f"; {escape(said.note)}" if said.note and said.note != common else ""
    return f"{', '.join(filter(None, origin))}: “{quote}” ({escape(said.coding)}; {ids}{note})"


def _inner(text: str, *, bold: bool = False) -> str:
    """Escape a part of a quote, and keep one space where it begins or ends with white space."""
    inside = escape(text)
    if not inside:
        return " " if text else ""
    left = " " if text[0].isspace() else ""
    right = " " if text[-1].isspace() else ""
    return f"{left}**{inside}**{right}" if bold else f"{left}{inside}{right}"
