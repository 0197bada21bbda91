from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from detente.errors import InvalidInput
from detente.monitor.desk import Desk
from detente.monitor.silence import BLIND, EVENTLESS
from detente.monitor.triggering import RULE
from detente.monitor.views import plain
from detente.records import Dyad, Skip
from detente.store import Ledger
from tests.monitor.building import DOCUMENTS, NOTE, NOW, OTHER, PAIR, document, fill, reports

LATEST = date(2025, 8, 21)
NOT_CODED = "not coded yet: no coder for language "


def test_the_latest_day_is_the_last_day_of_publication(desk: Desk) -> None:
    assert desk.latest == LATEST


def test_a_pair_shows_its_events_in_order_with_their_sentences(desk: Desk) -> None:
    view = desk.pair(PAIR)
    assert [e.type for e in view.events] == ["ACCUSE", "SANCTION", "COERCE", "AGREE", "THREATEN"]
    assert view.events[-1].when is None
    for event in view.events:
        assert all(view.reports[i].quote for i in event.reports)
    assert view.names == ("Azerbaijan", "Russia")
    assert view.notes == (NOTE,)
    assert [b.label for b in view.backgrounds] == ["The treaty of 1990"]


def test_the_curve_ends_on_the_day_looked_at(desk: Desk) -> None:
    for day in (date(2025, 6, 30), date(2025, 7, 20), LATEST, LATEST + timedelta(days=5)):
        view = desk.pair(PAIR, day)
        assert view.point is not None
        assert view.point.day == view.as_of == view.outlook.as_of == day
        assert view.rung == view.point.rung == view.outlook.standing


def test_nothing_published_later_is_known(desk: Desk) -> None:
    view = desk.pair(PAIR, date(2025, 6, 28))
    assert [e.type for e in view.events] == ["ACCUSE", "SANCTION", "THREATEN"]
    assert view.events[1].origins == 1
    assert all(r.published is None or r.published <= view.as_of for r in view.reports.values())
    later = desk.pair(PAIR, date(2025, 6, 29))
    assert later.events[1].origins == 2


@pytest.mark.parametrize("day", [date(2025, 6, 28), date(2025, 7, 10)])
def test_a_look_back_is_what_a_run_on_that_day_would_have_shown(
    tmp_path: Path, ledger: Ledger, day: date
) -> None:
    then = [r for r in reports() if r.published is None or r.published <= day]
    with fill(tmp_path / "then.db", told=then) as old:
        before, after = Desk(old).pair(PAIR, day), Desk(ledger).pair(PAIR, day)
    assert before.events == after.events
    assert before.outlook == after.outlook
    assert [p.value for p in before.points] == [p.value for p in after.points]


def test_a_stored_pair_equals_one_worked_out_again(tmp_path: Path, ledger: Ledger) -> None:
    with fill(tmp_path / "unwatched.db", watch=(OTHER,)) as other:
        assert other.points(PAIR) == ()
        assert ledger.points(PAIR) != ()
        assert Desk(other).pair(PAIR) == Desk(ledger).pair(PAIR)


def test_an_unknown_pair_is_empty_and_stands_on_rung_0(desk: Desk) -> None:
    view = desk.pair(Dyad.of("FRA", "PER"))
    assert (view.events, view.points, view.rung) == ((), (), 0)
    assert view.outlook.standing == 0


def test_the_overview_has_a_line_for_each_watched_pair(desk: Desk) -> None:
    view = desk.overview()
    (line,) = view.pairs
    assert line.dyad == PAIR
    assert line.events == 5
    assert line.last_event == date(2025, 8, 20)
    assert line.chance is not None
    assert (line.chance.rung, line.chance.days) == (3, 30)
    assert view.today is not None
    assert view.today.counts["documents"] == len(DOCUMENTS)
    assert view.notes == (NOTE,)


def test_an_earlier_day_shows_no_figure_of_the_ledger_today(desk: Desk) -> None:
    view = desk.overview(date(2025, 7, 1))
    assert view.today is None
    assert view.age.documents == 3
    assert view.undated == desk.overview().undated == 1
    assert set(desk.method().counts) == {"documents", "reports", "events", "backgrounds"}


def test_silence_is_not_calm(desk: Desk) -> None:
    day = date(2025, 8, 10)
    view, (line,) = desk.pair(PAIR, day), desk.overview(day).pairs
    assert view.rung == line.rung == 0
    assert view.blind
    assert line.blind
    assert view.caveat == line.caveat == BLIND
    assert view.silences == (
        (date(2025, 5, 30), date(2025, 6, 27)),
        (date(2025, 8, 8), day),
    )
    seen = desk.pair(PAIR)
    assert (seen.blind, seen.caveat) == (False, "")


def test_a_pair_without_events_says_whose_base_rate_it_shows(desk: Desk) -> None:
    unknown = Dyad.of("FRA", "PER")
    assert desk.pair(unknown).caveat == EVENTLESS
    assert desk.pair(unknown, date(2025, 1, 1)).caveat == f"{EVENTLESS}; {BLIND}"


def test_an_event_says_whether_it_triggers_its_rung_and_why_not(desk: Desk) -> None:
    sanction = desk.pair(PAIR).events[1]
    now = desk.event(sanction.id)
    assert (now.triggers, now.trigger) == (True, "Belongs to rung 3, measures; triggers it")
    day = date(2025, 6, 28)
    then = desk.event(sanction.id, day)
    assert not then.triggers
    assert then.trigger.endswith("does not trigger it: one independent origin, two needed")
    assert desk.pair(PAIR, day).uncorroborated == (then.event.id,)
    assert desk.pair(PAIR).uncorroborated == ()
    (rung,) = (s.finding for s in then.explanation.steps if s.name == "rung")
    assert rung.startswith(f"{then.trigger}. {RULE}. On 2025-06-28 the pair stands on rung 0")


def test_the_events_of_a_document_are_those_known_on_the_day(desk: Desk) -> None:
    sanction = desk.pair(PAIR).events[1]
    (report, *_) = desk.event(sanction.id).reports
    assert desk.events_of(report.document, LATEST) == (sanction,)
    assert desk.events_of(report.document, date(2025, 6, 1)) == ()
    assert desk.events_of("unknown", LATEST) == ()


def test_the_change_is_over_seven_days(desk: Desk) -> None:
    (line,) = desk.overview(date(2025, 6, 30)).pairs
    values = {p.day: p.value for p in desk.pair(PAIR, date(2025, 6, 30)).points}
    assert line.change == pytest.approx(values[date(2025, 6, 30)] - values[date(2025, 6, 23)])
    assert line.change is not None
    assert line.change > 0
    (first,) = desk.overview(date(2025, 5, 2)).pairs
    assert first.change == pytest.approx(values[date(2025, 5, 2)])


def test_without_watched_pairs_the_busiest_stand_first(ledger: Ledger) -> None:
    assert [line.dyad for line in Desk(ledger).overview().pairs] == [PAIR, OTHER]


def test_age_counts_from_the_day_looked_at_or_from_today(ledger: Ledger) -> None:
    assert Desk(ledger).age(date(2025, 6, 30)).days == 1
    assert Desk(ledger).age(LATEST).state == "fresh"
    live = Desk(ledger, clock=lambda: date(2025, 9, 1))
    assert live.age(LATEST).days == 11
    assert live.age(LATEST).state == "stale"
    assert live.age(date(2025, 6, 30)).days == 1
    assert live.age(date(2025, 5, 1)).state == "no data"


def test_a_ledger_without_dates_shows_today(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "empty.db") as empty:
        assert Desk(empty, clock=lambda: date(2025, 9, 1)).overview().as_of == date(2025, 9, 1)
        with pytest.raises(InvalidInput, match="detente run --once"):
            Desk(empty).overview()


def test_an_event_shows_every_report_lead_first(desk: Desk) -> None:
    sanction = desk.pair(PAIR).events[1]
    view = desk.event(sanction.id[:8])
    assert view.event == sanction
    assert view.reports[0] == view.lead
    assert {r.outlet for r in view.reports} == {"one.example", "two.example"}
    assert (view.rung, view.rung_name) == (3, "measures")


def test_an_event_of_an_earlier_day_is_found_by_its_own_id(ledger: Ledger) -> None:
    day = date(2025, 6, 28)
    then = Desk(ledger).pair(PAIR, day).events[1]
    assert then.id not in {e.id for e in Desk(ledger).pair(PAIR).events}
    assert Desk(ledger).event(then.id, day).event == then
    with pytest.raises(InvalidInput, match="no event"):
        Desk(ledger).event(then.id, LATEST)


def test_what_followed_holds_only_later_events(desk: Desk) -> None:
    after = desk.followed(PAIR, date(2025, 7, 1))
    assert [e.type for e in after.events] == ["COERCE", "AGREE"]
    assert after.rungs == ((30, 3), (90, None))
    assert all(i in after.reports for e in after.events for i in e.reports)
    assert desk.followed(PAIR, date(2025, 7, 22)).rungs == ((30, 0), (90, None))


def test_a_window_without_documents_has_no_answer(desk: Desk) -> None:
    after = desk.followed(PAIR, date(2025, 7, 12))
    assert (after.rungs, after.blind) == (((30, None), (90, None)), (30,))
    before = desk.followed(PAIR, date(2024, 1, 1))
    assert (before.rungs, before.blind) == (((30, None), (90, None)), (30, 90))
    assert len(before.events) == 4


def test_explaining_a_report_names_the_event_it_became_part_of(desk: Desk) -> None:
    event = desk.pair(PAIR).events[1]
    found = desk.explain(event.lead)
    assert found.kind == "report"
    steps = {s.name: s.finding for s in found.steps}
    assert steps["trigger"] == "a word of SANCTION"
    assert event.id in steps["event"]


def test_a_report_is_explained_as_it_was_known_on_the_day(ledger: Ledger, desk: Desk) -> None:
    day = date(2025, 6, 28)
    first, second = (r for r in reports() if r.type == "SANCTION")
    then = desk.pair(PAIR, day).events[1]
    steps = {s.name: s.finding for s in desk.explain(first.id, day).steps}
    assert steps["event"].startswith(then.id)
    assert "made of 1 report" in steps["event"]
    with pytest.raises(InvalidInput, match="as of 2025-06-29 or later"):
        desk.explain(second.id, day)


def test_documents_not_coded_count_from_their_publication_on(ledger: Ledger, desk: Desk) -> None:
    foreign = [replace(document(day, "Текст"), language="ru") for day in (LATEST, None)]
    with ledger.run(NOW) as run:
        run.add(foreign)
        run.add(
            Skip(stage="code", kind="skip", subject=of, reason=f"{NOT_CODED}ru", at=NOW)
            for of in [*(d.id for d in foreign), "never stored"]
        )
    assert desk.pair(PAIR, LATEST).uncoded == desk.overview().uncoded == (("ru", 2),)
    assert desk.pair(PAIR, LATEST - timedelta(days=1)).uncoded == (("ru", 1),)
    assert desk.uncoded() == (("ru", 2),)


def test_explaining_a_background_says_why_it_is_no_event(desk: Desk) -> None:
    (background,) = desk.pair(PAIR).backgrounds
    steps = {s.name: s.finding for s in desk.explain(background.reports[0]).steps}
    assert "never enters the curve" in steps["event"]


def test_explaining_an_event_reproduces_its_share_of_the_curve(desk: Desk) -> None:
    view = desk.pair(PAIR)
    found = desk.explain(view.events[1].id)
    assert found.kind == "event"
    curve = next(s.finding for s in found.steps if s.name == "curve")
    value = next(p.value for p in view.points if p.day == date(2025, 6, 28))
    assert curve.startswith(f"net.v1 on 2025-06-28 is {value:+.1f}, of which +")
    undated = desk.explain(view.events[-1].id)
    assert "date is unknown" in next(s.finding for s in undated.steps if s.name == "curve")


def test_explaining_nothing_known_is_an_error(desk: Desk) -> None:
    with pytest.raises(InvalidInput, match="no event"):
        desk.explain("0123456789abcdef")


def test_every_view_has_a_json_form(desk: Desk) -> None:
    view = desk.pair(PAIR)
    for made in (desk.overview(), view, desk.event(view.events[0].id), desk.followed(PAIR, LATEST)):
        assert json.loads(json.dumps(plain(made)))
    data = plain(view)
    assert data["dyad"] == "AZE-RUS"
    assert data["events"][0]["id"] == view.events[0].id
    assert data["reports"][view.events[0].lead]["quote"] == DOCUMENTS[0].text


def test_a_new_run_is_seen_at_once(ledger: Ledger, desk: Desk) -> None:
    assert len(desk.pair(PAIR).events) == 5
    with ledger.run(NOW) as run:
        run.set_events([])
        assert desk.pair(PAIR).events == ()
    assert desk.pair(PAIR).events == ()
