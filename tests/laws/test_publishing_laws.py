"""Laws of the briefing and the feed over made-up records, however odd their text."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.publishing import Briefing, Quotation, brief
from detente.publishing.channels import atom, html, markdown
from detente.records import EVENT_TYPES, Actor, Event, Number, Report, When
from tests.publishing.examples import BACKGROUNDS, DAY, OUTLOOK, PAIR, POINTS, TREATY, event

texts = st.text(st.characters(codec=None), max_size=12)
sides = st.builds(
    Actor,
    country=st.sampled_from(["AZE", "RUS"]),
    sector=st.sampled_from([None, "GOV", "CVL", "COP", "QQQ"]),
    name=texts,
)
days = st.integers(-40, 5).map(lambda n: DAY + timedelta(days=n))


@st.composite
def reports(draw: st.DrawFn) -> Report:
    quote = draw(st.text(st.characters(codec="utf-8"), min_size=1, max_size=30))
    start = draw(st.integers(0, len(quote) - 1))
    return Report(
        document=draw(st.uuids()).hex,
        url=draw(st.sampled_from(["https://a.example/", "javascript:"])) + draw(texts),
        outlet=draw(texts),
        title=draw(texts),
        language=draw(st.sampled_from(["en", "ru", "und"])),
        published=draw(st.none() | days),
        sentence=0,
        quote=quote,
        span=(start, draw(st.integers(start + 1, len(quote)))),
        type=draw(st.sampled_from(EVENT_TYPES)),
        mode=draw(st.none() | texts),
        status="asserted",
        coder="rules.v1",
        confidence=0.5,
        actor=draw(st.none() | sides),
        recipient=draw(st.none() | sides),
        speaker=draw(st.none() | sides),
        note=draw(texts),
    )


@st.composite
def events(draw: st.DrawFn) -> tuple[Event, tuple[Report, ...]]:
    told = draw(st.lists(reports(), min_size=1, max_size=3, unique_by=lambda r: r.id))
    denials = tuple(draw(st.lists(reports(), max_size=2, unique_by=lambda r: r.id)))
    made = event(
        *told,
        denials=denials,
        when=draw(st.none() | days.map(When.day)),
        claimed=draw(st.booleans()),
        place=draw(st.none() | texts),
        numbers=tuple(draw(st.lists(st.just(Number(kind="killed", value=2, words="two"))))),
    )
    return made, (*told, *denials)


crises = st.lists(events(), max_size=5)
Crisis = list[tuple[Event, tuple[Report, ...]]]


def write(crisis: Crisis, as_of: date = DAY, **others: Any) -> Briefing:
    records: dict[str, Any] = {
        "events": [e for e, _ in crisis],
        "reports": [TREATY, *(r for _, rs in crisis for r in rs)],
        "backgrounds": BACKGROUNDS,
        "points": POINTS,
        "outlook": OUTLOOK,
    }
    return brief(PAIR, as_of=as_of, **(records | others))


@settings(max_examples=40)
@given(crises)
def test_every_sentence_rests_on_words_of_a_report_or_on_a_figure(crisis: Crisis) -> None:
    verbatim = {r.id: r for _, rs in crisis for r in rs} | {TREATY.id: TREATY}
    made = write(crisis)
    numbers = made.numbers()
    for statement in made.statements():
        assert statement.footnotes
        for footnote in statement.footnotes:
            assert numbers[footnote]
            if isinstance(footnote, Quotation):
                report = verbatim[footnote.report]
                assert (footnote.quote, footnote.words) == (report.quote, report.words)


@settings(max_examples=40)
@given(crises, st.randoms(use_true_random=False))
def test_order_and_repetition_change_nothing(crisis: Crisis, chance: Random) -> None:
    twice = [*crisis, *crisis]
    chance.shuffle(twice)
    assert write(twice) == write(crisis)


@settings(max_examples=40)
@given(crises)
def test_nothing_published_later_is_quoted(crisis: Crisis) -> None:
    quoted = [f for f in write(crisis).footnotes if isinstance(f, Quotation)]
    assert all(q.published is None or q.published <= DAY for q in quoted)


@settings(max_examples=40)
@given(crises)
def test_channels_write_whatever_the_text(crisis: Crisis) -> None:
    made = write(crisis)
    page, text = html.render(made), markdown.render(made)
    assert page.count('class="statement"') == len(list(made.statements()))
    assert text.count("\n[^") == len(made.footnotes)
    for written in (page, text):
        assert written.encode("utf8")
        assert "\x00" not in written


@settings(max_examples=40)
@given(crises)
def test_feeds_are_well_formed_whatever_the_text(crisis: Crisis) -> None:
    known = [r for _, rs in crisis for r in rs]
    made = atom.feed(PAIR, events=[e for e, _ in crisis], reports=known)
    root = ElementTree.fromstring(made.encode("utf8"))
    own = {e.id for e, _ in crisis if e.dyad == PAIR}
    assert len(root.findall("{http://www.w3.org/2005/Atom}entry")) == len(own)
