"""The plain text of a module's docstring as blocks that a page can set."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from inspect import cleandoc
from textwrap import dedent
from typing import Literal

__all__ = ["Block", "blocks"]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, the items of a list, or lines to be shown as they are."""

    kind: Literal["paragraph", "list", "verbatim"]
    lines: tuple[str, ...]


def blocks(text: str) -> tuple[Block, ...]:
    """Split text at its empty lines; indented parts and tables stay verbatim."""
    parts = re.split(r"\n\s*\n", cleandoc(text))
    return tuple(_joined(_block(part) for part in parts if part.strip()))


def _block(part: str) -> Block:
    if part.startswith((" ", "=", "|", "+-")):
        return Block("verbatim", tuple(dedent(part).rstrip().split("\n")))
    if part.startswith("- "):
        items = re.split(r"\n(?=- )", part)
        return Block("list", tuple(_flowing(item[2:]) for item in items))
    return Block("paragraph", (_flowing(part),))


def _joined(found: Iterator[Block]) -> Iterator[Block]:
    """Set neighbouring verbatim parts, which only an empty line divided, as one."""
    held: Block | None = None
    for block in found:
        if held and held.kind == block.kind == "verbatim":
            held = Block("verbatim", (*held.lines, "", *block.lines))
            continue
        if held:
            yield held
        held = block
    if held:
        yield held


def _flowing(text: str) -> str:
    """Give a text on one line, without the marks of code and of what follows."""
    line = " ".join(text.split()).replace("`", "")
    return line.removesuffix(":") if line.endswith("::") else line
