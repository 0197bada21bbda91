"""Laws of merging, for any reports."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.merging import merge, roots
from detente.records import Report
from tests.merging.building import report

law = settings(deadline=None, max_examples=40)
"""Laws run on a busy machine: no time limit."""
START = date(2025, 6, 1)
QUOTES = (
    "Police raided homes in the city and detained dozens.",
    "Dozens detained as police raid homes",
    "The ambassador was summoned over the raids in the city.",
    "Guns shelled the outskirts of the town at night.",
    "The ministry denied that its guns had shelled the town.",
    "The ministry acknowledged that its guns had shelled the town.",
)
TEXTS = ("", *(" ".join(f"{w}{i}" for i in range(15)) for w in ("wire", "desk")))
DEEDS = (
    "RUS COERCE AZE", "RUSCOP COERCE AZECVL", "AZE ACCUSE RUS", "RUS ASSAULT AZE",
    "RUS REJECT AZE", "RUS REJECT _", "RUS CONCEDE AZE", "RUS CONSULT AZE", "AZE CONSULT RUS",
    "_ ASSAULT AZE", "RUS COERCE _", "AZE SANCTION RUS",
)  # fmt: skip


@st.composite
def some_report(draw: st.DrawFn) -> Report:
    document = draw(st.integers(0, 15))
    # A document has one day of publication, or none.
    published = None if document % 8 == 7 else START + timedelta(days=document % 8)
    when = draw(st.sampled_from([None, "", "2025-06", "2025-06-02", "2025-06-03", "2025"]))
    toll: dict[str, Any] = draw(st.sampled_from([{}, {"killed": 3}, {"killed": 30}]))
    return report(
        draw(st.sampled_from(QUOTES)),
        draw(st.sampled_from(DEEDS)),
        document=str(document),
        outlet=f"outlet{document % 4}",
        published=published,
        when=when,
        sentence=draw(st.integers(-1, 3)),
        text=draw(st.sampled_from(TEXTS)),
        speaker=draw(st.sampled_from([None, "AZEGOV", "RUSGOV"])),
        status=draw(
            st.sampled_from(
                ["asserted", "asserted", "attributed", "denied", "planned", "background"]
            )
        ),
        **toll,
    )


reports = st.lists(some_report(), max_size=14)
days = st.integers(-1, 8).map(lambda d: START + timedelta(days=d))


@law
@given(reports, st.randoms(use_true_random=False))
def test_order_and_repetition_change_nothing(told: list[Report], random: Random) -> None:
    shuffled = told + told[: len(told) // 2]
    random.shuffle(shuffled)
    assert merge(shuffled) == merge(told)
    assert roots(shuffled) == roots(told)


@law
@given(reports)
def test_twice_gives_the_same_ids(told: list[Report]) -> None:
    assert [e.id for e in merge(told)] == [e.id for e in merge(iter(told))]


@law
@given(reports, days)
def test_what_is_published_later_changes_nothing(told: list[Report], as_of: date) -> None:
    known = [r for r in told if r.published is None or r.published <= as_of]
    assert merge(told, as_of=as_of) == merge(known)
    assert roots(told, as_of=as_of) == roots(known)


@law
@given(reports)
def test_each_told_report_is_in_one_event_and_no_other_report_in_any(told: list[Report]) -> None:
    events = merge(told)
    placed = [i for e in events for i in e.reports]
    wanted = {r.id for r in told if r.status in ("asserted", "attributed")}
    assert sorted(placed) == sorted(wanted)


@law
@given(reports)
def test_one_event_holds_one_deed(told: list[Report]) -> None:
    by_id = {r.id: r for r in told}
    for event in merge(told):
        members = [by_id[i] for i in event.reports]
        dated = [r.when for r in members if r.when and r.when.precision == "day"]
        assert not dated or (max(dated).first - min(dated).first).days <= 1
        states = {a.country for r in members for a in (r.actor, r.recipient) if a}
        assert len(states) <= 2
        actors = {r.actor.country if r.actor else None for r in members if r.type != "CONSULT"}
        assert len(actors) <= 1
        assert {3, 30} - {n.value for r in members for n in r.numbers}


@law
@given(reports)
def test_origins_never_exceed_outlets(told: list[Report]) -> None:
    by_id = {r.id: r for r in told}
    for event in merge(told):
        assert event.origins <= len({by_id[i].outlet for i in event.reports})


@law
@given(reports, st.integers(2, 5))
def test_wire_copies_count_once(told: list[Report], copies: int) -> None:
    """Sites that copy a text add neither an event nor an origin nor an assertion."""
    first = report("Guns shelled the town.", "IRN ASSAULT IRQ", document="x", text=TEXTS[1])
    wire = [
        report(first.quote, "IRN ASSAULT IRQ", document=f"x{i}", outlet=f"x{i}", text=TEXTS[1])
        for i in range(copies)
    ]
    before, after = merge([*told, first]), merge([*told, first, *wire])
    assert len(before) == len(after)
    (event,) = (e for e in after if first.id in e.reports)
    assert (event.origins, event.asserting) == (1, 1)
    assert len(event.reports) == copies + 1


@law
@given(reports)
def test_claims(told: list[Report]) -> None:
    by_id = {r.id: r for r in told}
    for event in merge(told):
        attributed = any(by_id[i].status == "attributed" for i in event.reports)
        assert event.claimed == (not event.admitted and event.asserting < 1 + attributed)
        assert event.contested == bool(event.denials)
        assert by_id[event.lead].type == event.type
