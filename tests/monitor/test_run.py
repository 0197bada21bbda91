from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from detente.coding import coders
from detente.errors import UnknownPiece
from detente.monitor import demo
from detente.monitor.desk import Desk
from detente.monitor.run import run_once
from detente.records import Dyad, Source
from detente.store import Ledger, Run

NOW = datetime(2025, 9, 1, tzinfo=UTC)
STATES = ("Russia", "Azerbaijan", "Turkey", "Armenia", "Iran", "Georgia")
DEEDS = ("accused {} of lying on Monday", "expelled two diplomats of {}", "signed a treaty with {}")
ITEMS = 130


def _items() -> list[str]:
    lines = []
    for number in range(ITEMS):
        actor = STATES[number % len(STATES)]
        other = STATES[(number * 5 + 1) % len(STATES)]
        deed = DEEDS[number % len(DEEDS)].format(other)
        published = date(2025, 5, 1) + timedelta(days=number // 2)
        lines.append(
            json.dumps(
                {
                    "url": f"https://a.example/{number}",
                    "published": published.isoformat(),
                    "language": "en",
                    "text": f"{actor} {deed}." if number % 7 else "It rained all day in the hills.",
                }
            )
        )
    return lines


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Source:
    path = tmp_path_factory.mktemp("news") / "items.jsonl"
    path.write_text("\n".join(_items()), encoding="utf8")
    return Source.files(str(path))


def _content(ledger: Ledger) -> dict[str, Any]:
    return {
        "documents": {d.id for d in ledger.documents()},
        "reports": {r.id for r in ledger.reports()},
        "events": [e.id for e in ledger.events()],
        "backgrounds": [b.id for b in ledger.backgrounds()],
        "points": {dyad: [p.id for p in ledger.points(dyad)] for dyad, _ in ledger.dyads()},
        "outlooks": {o.id for o in ledger.outlooks()},
        "skips": ledger.skip_counts(),
    }


@pytest.fixture(scope="module")
def whole(news: Source, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Give what one undisturbed run leaves."""
    with Ledger.open(tmp_path_factory.mktemp("whole") / "l.db") as ledger:
        run_once(ledger, [news], now=NOW)
        return _content(ledger)


class _Killed(BaseException):
    """Stands for a signal: nothing may catch it."""


@pytest.mark.parametrize(
    "stop", [("read", 1), ("code", 1), ("read", 2), ("merge", 1), ("foresee", 1)]
)
def test_a_killed_run_can_be_started_again(
    news: Source, whole: dict[str, Any], tmp_path: Path, stop: tuple[str, int]
) -> None:
    seen: list[str] = []

    def kill(stage: str, done: int, total: int | None) -> None:
        seen.append(stage)
        if (stage, seen.count(stage)) == stop:
            raise _Killed

    with Ledger.open(tmp_path / "l.db") as ledger:
        with pytest.raises(_Killed):
            run_once(ledger, [news], now=NOW, progress=kill)
        run_once(ledger, [news], now=NOW + timedelta(days=1))
        assert _content(ledger) == whole


def test_a_run_killed_while_it_stores_leaves_no_curve_of_other_events(
    news: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def kill(*_: object) -> None:
        raise _Killed

    with Ledger.open(tmp_path / "l.db") as ledger:
        (tmp_path / "first.jsonl").write_text("\n".join(_items()[-20:]), encoding="utf8")
        run_once(ledger, [Source.files(str(tmp_path / "first.jsonl"))], now=NOW)
        events = [e.id for e in ledger.events()]
        monkeypatch.setattr(Run, "set_points", kill)
        with pytest.raises(_Killed):
            run_once(ledger, [news], now=NOW)
        assert [e.id for e in ledger.events()] == events


def test_a_second_run_changes_nothing(news: Source, whole: dict[str, Any], tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "l.db") as ledger:
        run_once(ledger, [news], now=NOW)
        second = run_once(ledger, [news], now=NOW + timedelta(days=30))
        assert _content(ledger) == whole
    assert (second.documents, second.new_documents, second.coded) == (ITEMS, 0, 0)


def test_what_lies_in_two_files_is_coded_once(
    news: Source, whole: dict[str, Any], tmp_path: Path
) -> None:
    twice = "\n".join([*_items(), *_items()])
    (tmp_path / "twice.jsonl").write_text(twice, encoding="utf8")
    with Ledger.open(tmp_path / "l.db") as ledger:
        done = run_once(ledger, [news, Source.files(str(tmp_path / "twice.jsonl"))], now=NOW)
        assert _content(ledger) == whole
    assert (done.documents, done.new_documents, done.coded) == (3 * ITEMS, ITEMS, ITEMS)


def test_the_order_of_the_news_does_not_matter(whole: dict[str, Any], tmp_path: Path) -> None:
    for place, line in enumerate(reversed(_items())):
        (tmp_path / f"{place:03}.jsonl").write_text(line, encoding="utf8")
    with Ledger.open(tmp_path / "l.db") as ledger:
        run_once(ledger, [Source.files(str(tmp_path))], now=NOW)
        found = _content(ledger)
    # The ledger itself lies in the folder, and is left out as no page.
    assert {k: v for k, v in found.items() if k != "skips"} == {
        k: v for k, v in whole.items() if k != "skips"
    }


def test_every_document_is_coded_or_counted_as_empty(news: Source, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "l.db") as ledger:
        done = run_once(ledger, [news], now=NOW)
        told = ledger.coded("minilm.v1")
    skipped = {(stage, reason): n for stage, _, reason, n, _ in done.skips}
    empty = skipped["code", "no event found by minilm.v1"]
    assert empty >= len(range(0, ITEMS, 7))
    assert len(told) + empty == done.documents == done.coded == ITEMS


def test_the_curve_ends_with_the_news_or_on_the_day_asked_for(news: Source, tmp_path: Path) -> None:
    pair = Dyad.of("RUS", "AZE")
    last = date(2025, 5, 1) + timedelta(days=(ITEMS - 1) // 2)
    with Ledger.open(tmp_path / "l.db") as ledger:
        assert run_once(ledger, [news], now=NOW, watch=[pair]).as_of == last
        assert ledger.points(pair)[-1].day == last
        assert [dyad for dyad, _ in ledger.dyads() if ledger.points(dyad)] == [pair]
        day = date(2025, 6, 1)
        then = run_once(ledger, [news], now=NOW, watch=[pair], as_of=day)
        assert then.as_of == ledger.points(pair)[-1].day == day
        assert all(e.known is not None and e.known <= day for e in ledger.events())


def test_progress_tells_every_stage_in_order(news: Source, tmp_path: Path) -> None:
    seen: dict[str, int] = {}

    def note(stage: str, done: int, total: int | None) -> None:
        assert total is None or done <= total
        seen[stage] = done

    with Ledger.open(tmp_path / "l.db") as ledger:
        done = run_once(ledger, [news], now=NOW, progress=note)
    assert list(seen) == ["collect", "read", "code", "merge", "measure", "foresee", "store"]
    assert seen["read"] == done.documents
    assert seen["merge"] == done.events
    assert seen["measure"] == done.pairs


def test_without_news_a_run_ends_today(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "l.db") as ledger:
        done = run_once(ledger, [], now=NOW)
    assert (done.as_of, done.documents, done.events, done.tensest) == (NOW.date(), 0, 0, ())


def test_the_sample_is_the_same_whenever_it_is_run(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "l.db") as ledger:
        summary = demo.run_sample(ledger)
        first = demo.look(ledger, summary)
        assert demo.look(ledger, demo.run_sample(ledger)).pair == first.pair
        assert {d.note for d in ledger.documents()} == {demo.NOTE}
    assert summary.documents == 55
    assert first.pair.as_of == demo.HEIGHT
    assert all(r.url.startswith("http") for r in first.pair.reports.values())


_CLUMSY = """
NAME = "clumsy.v1"

class Clumsy:
    name = NAME
    languages = frozenset({"en"})

    def code(self, document):
        if "diplomats" in document.text:
            raise ValueError("tripped over a word")
        return ()

def build():
    return Clumsy()
"""


def test_a_coder_that_trips_over_one_text_loses_no_other(
    news: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "clumsy.py").write_text(_CLUMSY, encoding="utf8")
    monkeypatch.setattr(coders, "__path__", [*coders.__path__, str(tmp_path)])
    with Ledger.open(tmp_path / "l.db") as ledger:
        done = run_once(ledger, [news], now=NOW, coder="clumsy.v1")
        (failed, *_) = ledger.skips(stage="code", kind="error")
    numbers = {kind: n for _, kind, _, n, _ in done.skips}
    assert numbers["error"] > 10
    assert sum(numbers.values()) == ITEMS
    assert done.coded == numbers["skip"]
    assert failed.reason.startswith("clumsy.v1 failed: ValueError")


def test_an_unknown_coder_stops_the_run(news: Source, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "l.db") as ledger, pytest.raises(UnknownPiece, match=r"rules\.v1"):
        run_once(ledger, [news], now=NOW, coder="best.v9")


@pytest.mark.parametrize("day", [date(2025, 2, 6), date(2025, 7, 1), date(2025, 10, 10)])
def test_looking_back_equals_having_run_on_that_day(tmp_path: Path, day: date) -> None:
    with Ledger.open(tmp_path / "now.db") as now, Ledger.open(tmp_path / "then.db") as then:
        demo.run_sample(now)
        with demo.sample() as source:
            run_once(then, [source], now=demo.READ_AT, as_of=day)
        assert then.points(demo.DYAD)[-1].day == day
        back, was = Desk(now).pair(demo.DYAD, day), Desk(then).pair(demo.DYAD, day)
        assert back == was
        for event in back.events:
            assert all(i in back.reports for i in (*event.reports, *event.denials))
