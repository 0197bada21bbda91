from __future__ import annotations

from dataclasses import FrozenInstanceError, fields, replace
from datetime import UTC, date, datetime

import pytest

from detente.errors import InvalidRecord
from detente.records import Chance, Document, Dyad, Event, History, Outlook, Report, Skip, When
from tests.records.examples import DOCUMENT, EVENT, EXAMPLES, OUTLOOK, POINT, REPORT


@pytest.mark.parametrize("record", EXAMPLES, ids=lambda r: type(r).__name__)
def test_json_round_trip(record: object) -> None:
    kind = type(record)
    assert kind.from_json(record.to_json()) == record  # type: ignore[attr-defined]


@pytest.mark.parametrize("record", EXAMPLES, ids=lambda r: type(r).__name__)
def test_records_cannot_be_changed(record: object) -> None:
    name = fields(record)[0].name  # type: ignore[arg-type]
    with pytest.raises(FrozenInstanceError):
        setattr(record, name, None)


def test_ids_follow_the_content_and_nothing_else() -> None:
    later = replace(DOCUMENT, fetched_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert later.id == DOCUMENT.id
    assert replace(DOCUMENT, text="Baku called in the envoy!").id != DOCUMENT.id
    assert len(REPORT.id) == 16


def test_a_dyad_has_no_direction() -> None:
    assert Dyad.of("RUS", "AZE") == Dyad.of("AZE", "RUS") == Dyad.parse("rus-aze")
    assert str(Dyad.of("RUS", "AZE")) == "AZE-RUS"
    assert "RUS" in Dyad.of("RUS", "AZE")


@pytest.mark.parametrize("text", ["RUS", "RUS-RUS", "RUS-AZE-ARM", "RU-AZ", ""])
def test_what_is_no_dyad(text: str) -> None:
    with pytest.raises(InvalidRecord):
        Dyad.parse(text)


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(InvalidRecord, match="aware UTC"):
        replace(DOCUMENT, fetched_at=datetime(2026, 1, 1))  # noqa: DTZ001


def test_no_document_is_published_after_its_fetch() -> None:
    with pytest.raises(InvalidRecord, match="after the fetch"):
        replace(DOCUMENT, published=date(2027, 1, 1))


@pytest.mark.parametrize("bounds", [((0, 0),), ((0, 5), (4, 9)), ((0, 999),)])
def test_sentence_bounds_must_fit_the_text(bounds: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(InvalidRecord, match="bounds"):
        replace(DOCUMENT, bounds=bounds)


def test_a_document_gives_its_title_first() -> None:
    sentences = list(DOCUMENT.sentences())
    assert [s.index for s in sentences] == [-1, 0]
    assert sentences[0].text == DOCUMENT.title


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"span": (4, 4)}, "span"),
        ({"span": (0, 500)}, "span"),
        ({"type": "SHOUT"}, "type"),
        ({"status": "rumoured"}, "status"),
        ({"type": None}, "background"),
        ({"type": None, "status": "background", "label": ""}, "label"),
        ({"confidence": 1.5}, "confidence"),
    ],
)
def test_a_report_that_contradicts_itself(change: dict[str, object], problem: str) -> None:
    with pytest.raises(InvalidRecord, match=problem):
        replace(REPORT, **change)  # type: ignore[arg-type]


def test_the_span_is_verbatim() -> None:
    assert REPORT.words in REPORT.quote
    assert REPORT.words == "called in"


def test_json_with_an_unknown_field_is_refused() -> None:
    with pytest.raises(InvalidRecord, match="colour"):
        Report.from_dict(REPORT.to_dict() | {"colour": "red"})


@pytest.mark.parametrize("line", ["", "[]", "{", '{"stage": "read"}', '{"stage": 3}'])
def test_broken_json_is_refused(line: str) -> None:
    with pytest.raises(InvalidRecord):
        Skip.from_json(line)


def test_an_event_needs_two_states_for_a_dyad() -> None:
    assert EVENT.dyad == Dyad.of("AZE", "RUS")
    assert replace(EVENT, recipient=None).dyad is None
    assert replace(EVENT, recipient=EVENT.actor).dyad is None


def test_claims_and_undated_events_stay_off_the_curve() -> None:
    assert EVENT.counts
    assert not replace(EVENT, claimed=True).counts
    assert not replace(EVENT, when=None).counts


def test_an_event_counts_its_origins_right() -> None:
    with pytest.raises(InvalidRecord):
        replace(EVENT, asserting=9)
    with pytest.raises(InvalidRecord):
        replace(EVENT, lead="nobody")


def test_history_forgets_what_was_not_known_yet() -> None:
    late = replace(EVENT, reports=("b" * 16,), lead="b" * 16, known=date(2025, 8, 1))
    undated = replace(EVENT, reports=("c" * 16,), lead="c" * 16, known=None)
    history = replace(History.of([late, EVENT, undated], [DOCUMENT]), points=(POINT,))
    then = history.until(date(2025, 7, 1))
    assert then.events == (EVENT,)
    assert then.coverage == ((date(2025, 6, 28), 1),)
    assert history.until(date(2025, 6, 1)).points == ()
    assert history.dyads() == (Dyad.of("AZE", "RUS"),)
    assert len(history.between(Dyad.of("AZE", "RUS"))) == 3


def test_an_outlook_must_be_coherent() -> None:
    assert OUTLOOK.at_least(3, 30) == 0.2
    with pytest.raises(KeyError):
        OUTLOOK.at_least(3, 31)
    worse = Chance(rung=4, days=30, probability=0.9, low=0.8, high=1.0, base=10)
    with pytest.raises(InvalidRecord, match="beats"):
        Outlook.from_dict(
            OUTLOOK.to_dict() | {"chances": [worse.to_dict(), OUTLOOK.chances[0].to_dict()]}
        )


def test_event_round_trip_keeps_dates() -> None:
    event = replace(EVENT, when=When.parse("2025-06"))
    assert Event.from_json(event.to_json()).when == When.month(2025, 6)


def test_document_and_report_are_told_apart_by_id() -> None:
    assert isinstance(DOCUMENT, Document)
    assert len({r.id for r in EXAMPLES if hasattr(r, "id")}) == sum(
        hasattr(r, "id") for r in EXAMPLES
    )
