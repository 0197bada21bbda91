"""The records of a briefing: what cannot be built, and how footnotes are numbered."""

from __future__ import annotations

import pytest

from detente.errors import InvalidRecord
from detente.publishing import Figure, Item, Quotation, Section, Statement
from tests.publishing.examples import RAID, briefing

FIGURE = Figure(name="tension", value="+1.0", formula="a sum", version="net.v1")


def test_a_sentence_without_a_footnote_cannot_be_built() -> None:
    with pytest.raises(InvalidRecord, match=r"no footnote bears 'It rains\.'"):
        Statement(text="It rains.", footnotes=())


def test_a_sentence_must_say_something() -> None:
    with pytest.raises(InvalidRecord, match="says nothing"):
        Statement(text=" ", footnotes=(FIGURE,))


def test_words_are_shown_only_of_a_quotation() -> None:
    with pytest.raises(InvalidRecord, match="its first footnote is no quotation"):
        Statement(text="It rains.", footnotes=(FIGURE, Quotation.of(RAID)), quoting=True)


def test_a_figure_says_how_and_by_which_version() -> None:
    with pytest.raises(InvalidRecord, match="must all be given"):
        Figure(name="tension", value="1", formula="", version="net.v1")


def test_a_section_is_never_empty() -> None:
    with pytest.raises(InvalidRecord, match="'What happened' is empty"):
        Section(key="timeline", title="What happened", items=())


def test_footnotes_are_numbered_once_in_order_of_first_use() -> None:
    made = briefing()
    numbers = made.numbers()
    assert sorted(numbers.values()) == list(range(1, len(numbers) + 1))
    seen: list[int] = []
    for statement in made.statements():
        seen.extend(n for f in statement.footnotes if (n := numbers[f]) not in seen)
    assert seen == list(range(1, len(numbers) + 1))


def test_answers_stand_right_after_what_they_answer() -> None:
    one, other = (Statement(text=t, footnotes=(FIGURE,)) for t in ("One.", "Other."))
    item = Item(statement=one, answers=(other,))
    part = Section(key="claims", title="Claims", items=(item,))
    made = briefing()
    whole = type(made)(dyad=made.dyad, as_of=made.as_of, title="x", notes=(), sections=(part,))
    assert [s.text for s in whole.statements()] == ["One.", "Other."]
