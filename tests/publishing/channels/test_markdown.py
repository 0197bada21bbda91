from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from detente.publishing import Figure, Statement
from detente.publishing.channels import markdown
from detente.publishing.clean import one_line
from tests.publishing.examples import briefing, hostile

READER = MarkdownIt("gfm-like", {"linkify": False})


def shown(source: str) -> str:
    """Give the text that a reader of Markdown shows, block by block."""
    inline = [t for t in READER.parse(source) if t.type == "inline"]
    return "\n".join("".join(c.content for c in t.children or ()) for t in inline)


def kinds(source: str) -> set[str]:
    """Give the kinds of mark-up that a reader of Markdown finds."""
    tokens = READER.parse(source)
    return {c.type for t in tokens for c in (t, *(t.children or ()))}


def test_every_footnote_is_called_and_defined() -> None:
    written = markdown.render(briefing())
    defined = re.findall(r"^\[\^(\d+)\]: ", written, re.MULTILINE)
    called = re.findall(r"\[\^(\d+)\](?!: )", written)
    assert defined == [str(n) for n in range(1, len(defined) + 1)]
    assert set(called) == set(defined)


def test_a_reader_shows_every_sentence_as_it_was() -> None:
    made = briefing()
    text = shown(markdown.render(made))
    assert all(s.text in text for s in made.statements())


def test_denials_are_nested_under_what_they_deny() -> None:
    assert "\n    - **1 July 2025:** Russia denied it. “nobody" in markdown.render(briefing())


def test_hostile_text_opens_no_mark_up() -> None:
    written = markdown.render(hostile())
    assert kinds(written) <= kinds(markdown.render(briefing())) - {"link_open", "link_close"}
    assert "<script>alert(1)</script> [x](javascript:alert(2)) **b** `c` &amp;" in shown(written)
    assert "www\\.x" in written
    assert not set(written) & set("\x00\x1b\u202e")


@given(st.text(min_size=1).filter(lambda t: one_line(t)))
def test_any_text_reads_back_as_one_list_item(text: str) -> None:
    figure = Figure(name="n", value="v", formula="f", version="x")
    made = briefing()
    note = Statement(text=text if text.strip() else "x", footnotes=(figure,))
    whole = type(made)(
        dyad=made.dyad, as_of=made.as_of, title="t", notes=(note,), sections=made.sections
    )
    first = shown(markdown.render(whole)).split("\n")[1]
    assert first == f"{one_line(note.text)}[^1]"
