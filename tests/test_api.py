"""The Python API: names, types, start-up, and the example of the documentation."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import detente as dt


def test_all_names_are_there_and_no_others_are_public() -> None:
    for name in dt.__all__:
        assert getattr(dt, name) is not None
    assert dir(dt) == sorted(dt.__all__)
    assert len(set(dt.__all__)) == len(dt.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        getattr(dt, "nonsense")  # noqa: B009


def test_every_error_and_record_is_public() -> None:
    from detente import errors, records

    hidden = {"EVENT_TYPES", "STATUSES", "DayState", "EventType", "MediaType", "Precision",
              "Record", "Status", "Value", "content_id"}  # fmt: skip
    assert set(dt.__all__) >= set(errors.__all__) | set(records.__all__) - hidden


def test_importing_loads_nothing_heavy() -> None:
    code = (
        "import sys, detente; heavy = ('detente.', 'polars', 'sqlalchemy'); "
        "print(sorted(m for m in sys.modules if m.startswith(heavy)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_example_of_the_documentation_runs(tmp_path: Path) -> None:
    item = '{"url": "https://a.example/%d", "published": "2025-06-%d", "text": "%s"}\n'
    lines = (
        item % (1, 27, "Russia expelled two Azerbaijani diplomats.")
        + item % (2, 28, "Azerbaijan accused Russia of an attack on its citizens.")
    )  # fmt: skip
    (tmp_path / "news.jsonl").write_text(lines, encoding="utf8")

    pages = dt.collect([dt.Source.files(str(tmp_path))])
    documents = dt.read(pages)
    reports = dt.code(documents, coder="rules.v1")
    events = dt.merge(reports)
    history = dt.History.of(events, coverage=documents)
    points = dt.measure(history, as_of=date(2025, 7, 1))
    outlook = dt.foresee(history, as_of=date(2025, 7, 1))

    assert 0 < outlook["RUS", "AZE"].at_least(rung=3, days=30) < 1
    assert history.coverage == ((date(2025, 6, 27), 1), (date(2025, 6, 28), 1))
    assert len(documents) == 2
    dt.to_frame(events).write_parquet(tmp_path / "events.parquet")
    briefing = dt.brief(
        dt.Dyad.of("RUS", "AZE"), as_of=date(2025, 7, 1), events=events, reports=reports,
        backgrounds=dt.roots(reports), points=points, outlook=outlook["RUS", "AZE"],
    )  # fmt: skip
    assert briefing.as_of == date(2025, 7, 1)


def test_collecting_without_a_time_takes_the_clock(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Some words.", encoding="utf8")
    source = dt.Source.files(str(tmp_path))
    (page,) = dt.collect([source])
    assert abs((datetime.now(UTC) - page.fetched_at).total_seconds()) < 60
    then = datetime(2025, 1, 1, tzinfo=UTC)
    (page,) = dt.collect([source], now=then)
    assert page.fetched_at == then


def test_a_source_that_nothing_reads_is_an_error_at_once() -> None:
    with pytest.raises(dt.UnknownPiece, match="files"):
        dt.collect([dt.Source(kind="pigeon", address="somewhere")])


def test_a_stream_does_its_work_once() -> None:
    from detente.api import Stream

    drawn: list[int] = []

    def work() -> Iterator[object]:
        for i in range(3):
            drawn.append(i)
            yield i

    stream: Stream[object] = Stream(work())
    first = iter(stream)
    assert next(first) == 0
    assert list(stream) == [0, 1, 2]
    assert list(first) == [1, 2]
    assert drawn == [0, 1, 2]
    assert len(stream) == 3
