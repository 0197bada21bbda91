"""What the sections say of a small crisis, and what they leave out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from detente.publishing import Briefing, Figure, Quotation
from detente.publishing.channels import html, markdown
from detente.publishing.sections import timeline
from detente.records import Actor, DayState
from tests.publishing.examples import (
    BAKU,
    CLAIM,
    DAY,
    DENIAL,
    EVENTS,
    MOSCOW,
    OUTLOOK,
    POINTS,
    RAID,
    RAID_AGAIN,
    REPORTS,
    SUMMONS,
    briefing,
    event,
    report,
)


def texts(made: Briefing, key: str) -> list[str]:
    """Give the sentences of a section, answers included; none where it is missing."""
    items = [i for s in made.sections if s.key == key for i in s.items]
    return [s.text for i in items for s in (i.statement, *i.answers)]


def test_sections_follow_the_reader_s_questions() -> None:
    keys = [s.key for s in briefing().sections]
    assert keys == ["headline", "timeline", "claims", "roots", "outlook", "coverage"]


def test_without_records_only_the_emptiness_is_told() -> None:
    made = briefing(events=[], reports=[], backgrounds=[], points=[], outlook=None, uncoded=[])
    assert texts(made, "headline") == ["The pair has no figure for 1 July 2025."]
    assert texts(made, "coverage") == ["0 events of the pair are known from 0 reports."]
    assert [s.key for s in made.sections] == ["headline", "coverage"]


def test_what_became_known_later_is_not_told() -> None:
    made = briefing(as_of=date(2025, 6, 29))
    assert made == briefing(
        as_of=date(2025, 6, 29),
        events=[e for e in EVENTS if e.known and e.known <= date(2025, 6, 29)],
        reports=[r for r in REPORTS if r.published and r.published <= date(2025, 6, 29)],
    )
    assert texts(made, "claims") == []


def test_a_claim_is_no_fact_and_its_denial_stands_beside_it() -> None:
    made = briefing()
    assert not [t for t in texts(made, "timeline") if " beat " in t]
    assert texts(made, "claims") == [
        "The courts of Azerbaijan said that the police of Russia beat citizens of Azerbaijan.",
        "Russia denied it.",
    ]


def test_a_claim_that_nobody_denied_says_so_with_the_count() -> None:
    alone = event(CLAIM, claimed=True, asserting=0)
    made = briefing(events=[alone])
    assert texts(made, "claims")[1] == "No denial is among the reports read."
    answer = next(s for s in made.sections if s.key == "claims").items[0].answers[0]
    assert isinstance(answer.footnotes[0], Figure)


def test_a_grave_fact_of_one_origin_is_told_as_such() -> None:
    remark = "(told by one origin)"
    assert remark in texts(briefing(events=[event(RAID)]), "timeline")[0]
    assert remark not in texts(briefing(events=[event(RAID, RAID_AGAIN)]), "timeline")[0]
    assert remark not in texts(briefing(events=[event(RAID, admitted=True)]), "timeline")[0]
    assert remark not in texts(briefing(events=[event(SUMMONS)]), "timeline")[0]


def test_a_fact_that_is_denied_is_marked_and_told_on_both_sides() -> None:
    made = briefing(events=[event(RAID, denials=(DENIAL,))])
    assert texts(made, "timeline")[0].endswith(", which is denied.")
    assert texts(made, "claims")[1] == "Russia denied it."


def test_the_rung_is_borne_by_the_corroborated_event_that_triggered_it() -> None:
    rung = briefing().sections[0].items[0].statement
    assert rung.text.startswith("The pair stands on rung 3 of 5, measures")
    quoted = [f for f in rung.footnotes if isinstance(f, Quotation)]
    assert [q.report for q in quoted] == [RAID.id]
    half = event(RAID, RAID_AGAIN, asserting=1)
    rung = briefing(events=[half]).sections[0].items[0].statement
    assert [f for f in rung.footnotes if isinstance(f, Quotation)]
    single = briefing(events=[event(RAID)]).sections[0].items[0].statement
    assert not [f for f in single.footnotes if isinstance(f, Quotation)]


def test_of_a_denied_accusation_the_content_is_what_is_denied() -> None:
    made = briefing(events=[event(SUMMONS, denials=(DENIAL,))])
    assert texts(made, "timeline")[0].endswith("; the accusation is denied.")
    assert texts(made, "claims")[1] == "Russia denied the accusation."


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("news", "Events of the pair are dated to 1 July 2025."),
        ("quiet", "were read, but no event of the pair is dated to it."),
        ("no data", "No document published on 1 July 2025 was read"),
    ],
)
def test_news_silence_and_blindness_read_differently(state: DayState, words: str) -> None:
    point = replace(POINTS[-1], state=state)
    assert any(words in t for t in texts(briefing(points=[point]), "headline"))


def test_a_rung_that_rests_on_silence_is_told_as_such() -> None:
    made = briefing(blind=True, caveat="no data in the last 28 days: the rung rests on silence")
    told = texts(made, "headline")
    assert told[1] == "There is no data in the last 28 days: the rung rests on silence."
    assert texts(made, "outlook")[0] == (
        "Base rate, not yet a forecast of this pair. "
        "No data in the last 28 days: the rung rests on silence."
    )
    assert not [t for t in texts(briefing(), "headline") if "silence" in t]
    bare = briefing(events=[], points=[], blind=True)
    assert "silence" in texts(bare, "headline")[1]


def test_all_languages_not_coded_stand_in_one_sentence() -> None:
    made = briefing(uncoded=[("ru", 2), ("az", 12), ("und", 1), ("xx", 1), ("fa", 0)])
    assert texts(made, "coverage")[-1] == (
        "Not coded yet: 16 documents in languages without a coder: "
        "Azerbaijani 12, Russian 2, “xx” 1, an unknown language 1."
    )


def test_a_note_on_every_report_is_told_once() -> None:
    one, other = (replace(r, note="a summary") for r in (RAID, RAID_AGAIN))
    made = briefing(events=[event(one, other)], reports=[one, other], backgrounds=[])
    assert made.notes[0].text == "“a summary”: this is said of all 2 reports behind this page."
    whole = replace(one, note="A summary.")
    assert briefing(events=[event(whole)], reports=[whole], backgrounds=[]).notes[0].text == (
        "“A summary.” This is said of the one report behind this page."
    )
    assert made.common_note == "a summary"
    for written in (markdown.render(made), html.render(made)):
        assert written.count("a summary") == 1
    mixed = briefing(events=[event(one, RAID_AGAIN)], reports=[one, RAID_AGAIN], backgrounds=[])
    assert mixed.common_note == ""
    assert markdown.render(mixed).count("a summary") == 2


def test_the_change_is_told_where_there_is_a_point_to_compare() -> None:
    told = [t for t in texts(briefing(), "headline") if t.startswith("That is")]
    assert told == ["That is 22.0 points higher than 7 days before, when the pair stood on rung 0."]
    same = replace(POINTS[-1], day=DAY - timedelta(days=30))
    told = texts(briefing(points=[same, POINTS[-1]]), "headline")
    assert "That is the same as 30 days before." in told


def test_the_timeline_keeps_the_weightiest_and_says_that_it_chose() -> None:
    mild = [
        report(
            f"Baku criticised Moscow again, {n}.", "criticised", DAY - timedelta(days=n % 9),
            actor=BAKU, recipient=MOSCOW,
        )
        for n in range(timeline.MOST + 5)
    ]  # fmt: skip
    made = briefing(events=[event(RAID), *map(event, mild)], reports=[RAID, *mild])
    told = texts(made, "timeline")
    assert len(told) == timeline.MOST + 1
    assert told[0] == "Told are the 20 weightiest of 26 events of the last 365 days."
    assert sum("detained" in t for t in told) == 1
    leads = [i.statement.lead for s in made.sections if s.key == "timeline" for i in s.items[1:]]
    assert leads[0] == "25 June 2025"
    assert leads[-1] == "1 July 2025"


def test_an_event_whose_sentence_is_not_at_hand_is_counted_and_not_told() -> None:
    made = briefing(reports=[r for r in REPORTS if r.id != RAID.id])
    assert not [t for t in texts(made, "timeline") if "detained" in t]
    assert "1 event is left out, the sentence not being at hand." in texts(made, "coverage")


def test_events_of_other_pairs_are_ignored() -> None:
    other = report("Paris met Baku.", "met", DAY, type="CONSULT", actor=BAKU,
                   recipient=Actor(country="FRA"))  # fmt: skip
    assert briefing(events=[*EVENTS, event(other)], reports=[*REPORTS, other]) == briefing()


def test_an_outlook_of_a_later_day_is_not_told() -> None:
    later = replace(OUTLOOK, as_of=DAY + timedelta(days=1))
    assert texts(briefing(outlook=later), "outlook") == []
