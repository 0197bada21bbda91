"""Runs are counted, end only if nothing went wrong, and share the ledger with readers."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from threading import Event

import pytest
from sqlalchemy.exc import IntegrityError

from detente.errors import InvalidInput
from detente.records import Document
from detente.store import Ledger, Run
from detente.store.tables import run_ends
from tests.store.world import NOW, RUS_AZE, curve, document, event, report


def test_a_run_tells_what_it_added(ledger: Ledger) -> None:
    with ledger.run(NOW) as run:
        run.add([document(1), document(2), report(document(1))])
        run.set_points(curve(RUS_AZE, [1, 2, 3]))
        (lasting,) = ledger.runs()
        assert not lasting.finished
    (entry,) = ledger.runs()
    assert entry.number == run.number
    assert (entry.started, entry.finished) == (NOW, True)
    assert entry.added == {"documents": 2, "reports": 1, "points": 3}


def test_runs_latest_first_and_in_utc(ledger: Ledger) -> None:
    baku = timezone(timedelta(hours=4))
    for hour in (8, 9):
        with ledger.run(datetime(2025, 7, 1, hour, tzinfo=baku)):
            pass
    assert [entry.started.hour for entry in ledger.runs()] == [5, 4]
    assert all(entry.started.utcoffset() == timedelta(0) for entry in ledger.runs())


def test_a_time_without_zone_is_refused(ledger: Ledger) -> None:
    with pytest.raises(InvalidInput, match="aware time"), ledger.run(datetime(2025, 7, 1)):  # noqa: DTZ001
        pass


def test_a_run_that_fails_keeps_what_it_added_and_does_not_end(ledger: Ledger) -> None:
    def news() -> Iterator[Document]:
        yield from (document(n) for n in range(700))
        raise RuntimeError("the source is gone")

    with pytest.raises(RuntimeError, match="gone"), ledger.run(NOW) as run:
        run.add(news())
    assert run.added["documents"] == ledger.counts()["documents"] == 500
    (entry,) = ledger.runs()
    assert not entry.finished


def test_what_is_written_together_is_seen_together_or_not_at_all(ledger: Ledger) -> None:
    told = report(document(1))

    def write_and_fail(run: Run) -> None:
        with run.together():
            run.set_events([event(told)])
            run.add([document(1), told])
            assert list(ledger.events()) == []
            raise RuntimeError("killed")

    with ledger.run(NOW) as run:
        with pytest.raises(RuntimeError, match="killed"):
            write_and_fail(run)
        assert not run.added
        assert ledger.counts()["events"] == ledger.counts()["documents"] == 0
        with run.together():
            run.set_events([event(told)])
            run.set_points(curve(RUS_AZE, [1]))
        run.add([document(1)])
    assert [ledger.counts()[name] for name in ("events", "points", "documents")] == [1, 1, 1]


def test_an_iterator_shows_the_ledger_as_it_was(ledger: Ledger) -> None:
    with ledger.run(NOW) as run:
        run.add(document(n) for n in range(10))
        reading = ledger.documents()
        next(reading)
        run.add(document(n) for n in range(10, 20))
        assert len(list(reading)) == 9
        assert len(list(ledger.documents())) == 20


def test_an_iterator_may_move_between_threads(ledger: Ledger) -> None:
    with ledger.run(NOW) as run:
        run.add(document(n) for n in range(1500))
    reading = ledger.documents()
    next(reading)
    with ThreadPoolExecutor(1) as other:
        assert len(other.submit(list, reading).result()) == 1499


def test_any_number_of_iterators_may_be_open(ledger: Ledger) -> None:
    with ledger.run(NOW) as run:
        run.add([document(1), document(2)])
        reading = [ledger.documents() for _ in range(40)]
        assert {next(documents) for documents in reading} == {document(2)}
        run.add([document(3)])


def test_a_row_of_no_run_cannot_be_written(ledger: Ledger) -> None:
    with pytest.raises(IntegrityError), ledger._engine.begin() as connection:
        connection.execute(run_ends.insert().values(run=99, added={}))


def test_many_threads_read_while_a_run_writes(ledger: Ledger) -> None:
    done = Event()

    def read() -> list[tuple[int, int]]:
        seen = []
        while not done.is_set():
            # The later question can only find more: whole batches, whole sets.
            documents = len(list(ledger.documents(search="sentence")))
            events = len(list(ledger.events(dyad=RUS_AZE)))
            seen.append((documents, events))
        return seen

    with ThreadPoolExecutor(4) as threads:
        readers = [threads.submit(read) for _ in range(4)]
        try:
            with ledger.run(NOW) as run:
                for part in range(6):
                    documents = [document(n) for n in range(part * 25, part * 25 + 25)]
                    run.add(documents)
                    run.set_events(event(report(d)) for d in documents)
        finally:
            done.set()
        seen = [reader.result() for reader in readers]
    for pictures in seen:
        assert [n for n, _ in pictures] == sorted(n for n, _ in pictures)
        assert {n % 25 for n, _ in pictures} == {0}
        assert {n for _, n in pictures} <= {0, 25}
    assert ledger.counts()["documents"] == 150


def test_two_runs_may_write_at_the_same_time(ledger: Ledger) -> None:
    def write(first: int) -> int:
        with Ledger.open(ledger.path) as own, own.run(NOW) as run:
            return sum(run.add([document(n)]) for n in range(first, first + 40))

    with ThreadPoolExecutor(3) as threads:
        assert sum(threads.map(write, (0, 20, 40))) == 80
    assert ledger.counts()["documents"] == 80
