"""Docstrings as blocks."""

from __future__ import annotations

from detente.web.prose import Block, blocks

TEXT = """`x.v1`: a thing that
    flows over lines.

    For a day::

        x = 1

        y = 2

    - one item
      goes on
    - another

    === ===
    a   b
    === ===
    """


def test_each_part_becomes_what_it_is() -> None:
    assert blocks(TEXT) == (
        Block("paragraph", ("x.v1: a thing that flows over lines.",)),
        Block("paragraph", ("For a day:",)),
        Block("verbatim", ("x = 1", "", "y = 2")),
        Block("list", ("one item goes on", "another")),
        Block("verbatim", ("=== ===", "a   b", "=== ===")),
    )


def test_no_text_no_blocks() -> None:
    assert blocks("") == ()
