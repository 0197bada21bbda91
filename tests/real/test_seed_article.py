"""The article that the project starts from: a web page as text, filler and footer included."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

import detente as dt
from detente.reading import read_page

NOW = datetime(2026, 11, 1, tzinfo=UTC)
FILLER = (
    ("These intertwined episodes", "From Strategic Rivalry"),
    (".For Kremlin", None),
)


@pytest.fixture(scope="module")
def article(shared: Path) -> dt.Document:
    body = (shared / "seed" / "article.txt").read_bytes()
    document = read_page(
        dt.Page(url="article.txt", body=body, media_type="text/plain", fetched_at=NOW)
    )
    assert isinstance(document, dt.Document)
    return document


@pytest.fixture(scope="module")
def reports(article: dt.Document) -> list[dt.Report]:
    return list(dt.code([article]))


def _told(report: dt.Report) -> tuple[str | None, str | None, str | None]:
    ends = (report.actor, report.recipient)
    actor, recipient = (end.country if end else None for end in ends)
    return actor, report.type, recipient


def _find(reports: list[dt.Report], *told: str) -> list[dt.Report]:
    return [r for r in reports if _told(r) == told and r.status != "background"]


def test_it_is_one_english_document_without_date(article: dt.Document) -> None:
    assert article.language == "en"
    assert article.published is None
    assert article.title.startswith("Crisis in the Caucasus")
    assert "Back to top" not in article.text


@pytest.mark.parametrize(
    ("actor", "kind", "recipient"),
    [
        ("AZE", "ACCUSE", "RUS"),  # holds its air defence responsible; summons its ambassador
        ("RUS", "REJECT", "AZE"),  # denies the charge
        ("AZE", "SANCTION", "RUS"),  # suspends the offices of its news agency
        ("AZE", "COERCE", "RUS"),  # arrests its citizens
        ("RUS", "COERCE", "AZE"),  # arrests theirs
    ],
)
def test_what_happened(reports: list[dt.Report], actor: str, kind: str, recipient: str) -> None:
    assert _find(reports, actor, kind, recipient)


def test_the_downing_is_told_as_a_claim(reports: list[dt.Report]) -> None:
    downing = _find(reports, "RUS", "ASSAULT", "AZE")
    assert downing
    assert {r.status for r in downing} <= {"attributed", "denied"}
    assert any(r.speaker and r.speaker.country == "AZE" for r in downing)


def test_undated_reports_stay_off_the_curve(reports: list[dt.Report]) -> None:
    events = dt.merge(reports)
    assert events
    assert not [e for e in events if e.counts and e.when and e.when.first.year < 2024]
    assert all(r.when is None for r in reports if r.status == "asserted")


@pytest.mark.parametrize("year", [1813, 1828, 2020, 2023])
def test_the_past_keeps_its_own_years(reports: list[dt.Report], year: int) -> None:
    past = [r for r in reports if r.status == "background" and r.when]
    assert any(r.when and (r.when.first.year, r.when.last.year) == (year, year) for r in past)


def test_the_war_of_1988_to_1994_has_its_arms_and_its_span(reports: list[dt.Report]) -> None:
    past = [r for r in reports if r.status == "background" and str(r.when) == "1988/1994"]
    assert past
    armed = [r for r in past if _told(r) == ("RUS", "AID", "ARM")]
    assert armed


def test_nothing_of_the_filler_is_an_event(article: dt.Document, reports: list[dt.Report]) -> None:
    starts = {s.index: s.start for s in article.sentences() if s.index >= 0}
    for first, last in FILLER:
        begin = article.text.index(first.lstrip("."))
        end = article.text.index(last) if last else len(article.text)
        inside = [r for r in reports if r.sentence >= 0 and begin <= starts[r.sentence] < end]
        assert not inside, [r.words for r in inside]


def test_every_span_is_verbatim(article: dt.Document, reports: list[dt.Report]) -> None:
    whole = f"{article.title}\n{article.text}"
    for report in reports:
        assert report.quote in whole
        assert report.words in report.quote
