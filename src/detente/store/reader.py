"""Reading: every question that a ledger answers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa

from detente.records import (
    Background,
    Document,
    Dyad,
    Event,
    Outlook,
    Record,
    Report,
    Skip,
    Source,
    TensionPoint,
)
from detente.store import sqlite
from detente.store.conditions import latest, of_pair, present, within
from detente.store.failures import explained
from detente.store.ids import full_id
from detente.store.tables import (
    background_reports,
    backgrounds,
    documents,
    event_reports,
    events,
    outlooks,
    points,
    reports,
    run_ends,
    runs,
    skips,
    sources,
)
from detente.store.views import Found, RunEntry, SkipCount

__all__ = ["Reader"]

CHUNK = 500

R = TypeVar("R", bound=Record)


class Reader:
    """The questions. What may be large is given as an iterator, in an order fixed by content.

    An iterator shows the ledger as it stood when its first record was taken, whatever a run adds
    meanwhile. Any number of threads may ask at the same time.
    """

    def __init__(self, engine: sa.Engine, path: Path) -> None:
        self.path = path
        self._engine = engine

    def documents(
        self,
        *,
        search: str | None = None,
        language: str | None = None,
        since: date | None = None,
        until: date | None = None,
        limit: int | None = None,
    ) -> Iterator[Document]:
        """Give documents, newest first and undated ones last.

        `since` and `until` bound the day of publication, both inclusive. `search` takes any text:
        all its words must occur, and words in double quotes as a phrase.
        """
        query = sa.select(documents.c.body).where(within(documents.c.published, since, until))
        if search is not None:
            query = query.where(documents.c.seq.in_(sqlite.matching(sqlite.phrases(search))))
        if language is not None:
            query = query.where(documents.c.language == language)
        undated_last = documents.c.published.is_(None)
        newest_first = query.order_by(undated_last, documents.c.published.desc(), documents.c.id)
        return self._records(Document, newest_first.limit(limit))

    def search(self, text: str, *, limit: int = 20) -> tuple[Found, ...]:
        """Give the documents that match the text best, each with a piece around the words found.

        Case and diacritics do not matter. All words must occur; words in double quotes are a
        phrase. Any text will do: nothing in it is an operator.
        """
        query = sqlite.phrases(text)
        if not query:
            return ()
        with self._reading() as connection:
            rows = connection.execute(sqlite.snippets(query, limit)).all()
        return tuple(_found(Document.from_dict(body), marked) for body, marked in rows)

    def document(self, id_or_prefix: str) -> Document:
        """Give the document of that id, or of its first four or more characters.

        Raises `InvalidInput` where there is none, or several, which it lists.
        """
        return self._one(Document, documents, id_or_prefix)

    def reports(
        self,
        *,
        document: str | None = None,
        dyad: Dyad | None = None,
        event: str | None = None,
        coder: str | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> Iterator[Report]:
        """Give reports by day of publication (undated last), document and place in it.

        `document` and `event` are ids or prefixes; an event's reports are those it is made of and
        those that deny it. `dyad` asks for actor and recipient of those two states, in either
        direction. `since` and `until` bound the day of publication, both inclusive.
        """
        query = sa.select(reports.c.body).where(within(reports.c.published, since, until))
        if document is not None:
            query = query.where(reports.c.document == self._full_id(documents, document))
        if event is not None:
            told = self.event(event)
            query = query.where(reports.c.id.in_(sorted({*told.reports, *told.denials})))
        if dyad is not None:
            query = query.where(of_pair(reports, dyad))
        if coder is not None:
            query = query.where(reports.c.coder == coder)
        c = reports.c
        order = (c.published.is_(None), c.published, c.document, c.sentence, c.id)
        return self._records(Report, query.order_by(*order))

    def report(self, id_or_prefix: str) -> Report:
        """Give the report of that id or prefix, as `document` does."""
        return self._one(Report, reports, id_or_prefix)

    def events(
        self,
        *,
        dyad: Dyad | None = None,
        report: str | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> Iterator[Event]:
        """Give the events of the latest merging by day, undated last.

        `report`, an id or a prefix, asks for those made of that report; `since` and `until` bound
        the first day of the event's date, both inclusive.
        """
        c = events.c
        query = sa.select(c.body).where(present(events), within(c.first, since, until))
        if dyad is not None:
            query = query.where(of_pair(events, dyad))
        if report is not None:
            link = event_reports.c
            made_of = sa.select(link.event).where(link.report == self._full_id(reports, report))
            query = query.where(c.key.in_(made_of))
        return self._records(Event, query.order_by(c.first.is_(None), c.first, c.key))

    def event(self, id_or_prefix: str) -> Event:
        """Give the event of that id or prefix, as `document` does.

        An event that a later merging made anew from other reports is still found by its full id.
        """
        with self._reading() as connection:
            c = events.c
            now = sa.select(c.key).where(present(events)).subquery().c.key
            known = sa.select(c.key).where(c.key == id_or_prefix).limit(1)
            key = connection.execute(known).scalar() or full_id(
                connection, now, id_or_prefix, "event"
            )
            query = sa.select(c.body).where(c.key == key, latest(events))
            return Event.from_dict(connection.execute(query).scalar_one())

    def backgrounds(self, *, dyad: Dyad | None = None) -> Iterator[Background]:
        """Give the backgrounds of the latest merging by date.

        A pair's backgrounds are those between its two states, and those that a document on the
        pair mentions, if no actor of theirs is known or one is of the pair.
        """
        c = backgrounds.c
        query = sa.select(c.body).where(present(backgrounds)).order_by(c.first, c.key)
        if dyad is not None:
            one, other = (c.countries.contains(code) for code in (dyad.a, dyad.b))
            near = sa.and_(sa.or_(c.countries == "", one, other), c.key.in_(_told_with(dyad)))
            query = query.where(sa.or_(sa.and_(one, other), near))
        return self._records(Background, query)

    def dyads(self) -> list[tuple[Dyad, int]]:
        """Give the pairs that have events, with their number, most events first."""
        a, b, number = events.c.dyad_a, events.c.dyad_b, sa.func.count()
        query = sa.select(a, b, number).where(a.is_not(None), present(events)).group_by(a, b)
        rows = self._rows(query.order_by(number.desc(), a, b))
        return [(Dyad(one, other), n) for one, other, n in rows]

    def coverage(self, *, until: date | None = None) -> tuple[tuple[date, int], ...]:
        """Give the number of documents published on each day that has any, in order."""
        day = documents.c.published
        query = sa.select(day, sa.func.count()).where(day.is_not(None), within(day, None, until))
        return tuple((day, n) for day, n in self._rows(query.group_by(day).order_by(day)))

    def points(
        self, dyad: Dyad, *, since: date | None = None, until: date | None = None
    ) -> tuple[TensionPoint, ...]:
        """Give the pair's curve as last measured, in order of days."""
        c = points.c
        query = sa.select(c.body).where(
            of_pair(points, dyad), present(points), within(c.day, since, until)
        )
        return tuple(self._records(TensionPoint, query.order_by(c.day, c.key)))

    def last_points(self, *, until: date | None = None) -> tuple[TensionPoint, ...]:
        """Give each pair's last point, or its last one up to the day `until`, sorted by pair."""
        c = points.c
        held = sa.select(c.key, c.dyad_a, c.dyad_b, c.day, c.body)
        now = held.where(present(points), within(c.day, None, until)).subquery().c
        pair = (now.dyad_a, now.dyad_b)
        place = sa.func.row_number().over(
            partition_by=pair, order_by=(now.day.desc(), now.key.desc())
        )
        ranked = sa.select(*pair, now.body, place.label("place")).subquery().c
        query = sa.select(ranked.body).where(ranked.place == 1)
        return tuple(self._records(TensionPoint, query.order_by(ranked.dyad_a, ranked.dyad_b)))

    def outlooks(self, dyad: Dyad | None = None) -> Iterator[Outlook]:
        """Give every outlook ever made, of the pair or of all pairs, by day and model."""
        c = outlooks.c
        query = sa.select(c.body).order_by(c.as_of, c.dyad_a, c.dyad_b, c.model, c.id)
        return self._records(
            Outlook, query if dyad is None else query.where(of_pair(outlooks, dyad))
        )

    def sources(self) -> tuple[Source, ...]:
        """Give the sources that anything was collected from."""
        return tuple(self._records(Source, sa.select(sources.c.body).order_by(sources.c.id)))

    def skips(
        self, *, stage: str | None = None, kind: str | None = None, reason: str | None = None
    ) -> Iterator[Skip]:
        """Give what was left out, by stage, kind and reason."""
        c = skips.c
        query = sa.select(c.body).order_by(c.stage, c.kind, c.reason, c.id)
        for column, wanted in ((c.stage, stage), (c.kind, kind), (c.reason, reason)):
            if wanted is not None:
                query = query.where(column == wanted)
        return self._records(Skip, query)

    def skip_counts(self) -> tuple[SkipCount, ...]:
        """Count what was left out by stage, kind and reason, in that order."""
        group = (skips.c.stage, skips.c.kind, skips.c.reason)
        query = sa.select(*group, sa.func.count()).group_by(*group).order_by(*group)
        return tuple(SkipCount(*row) for row in self._rows(query))

    def counts(self) -> dict[str, int]:
        """Count what the ledger holds: records stored, and events, backgrounds, points present."""
        stored = (sources, documents, reports, skips, outlooks, runs)
        numbers = {t.name: sa.select(sa.func.count()).select_from(t) for t in stored}
        for log in (events, backgrounds, points):
            numbers[log.name] = sa.select(sa.func.count()).where(present(log))
        columns = (query.scalar_subquery().label(name) for name, query in numbers.items())
        (row,) = self._rows(sa.select(*columns))
        return dict(zip(numbers, row, strict=True))

    def runs(self) -> tuple[RunEntry, ...]:
        """Give every run, latest first."""
        query = sa.select(runs.c.seq, runs.c.started, run_ends.c.added).outerjoin(run_ends)
        return tuple(
            RunEntry(number, started.replace(tzinfo=UTC), added is not None, added or {})
            for number, started, added in self._rows(query.order_by(runs.c.seq.desc()))
        )

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with explained(self.path), self._engine.connect() as connection:
            yield connection

    def _rows(self, query: sa.Select[*tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        with self._reading() as connection:
            return [tuple(row) for row in connection.execute(query)]

    def _records(self, kind: type[R], query: sa.Select[*tuple[Any, ...]]) -> Iterator[R]:
        with self._reading() as connection:
            for body in connection.execution_options(yield_per=CHUNK).execute(query).scalars():
                yield kind.from_dict(body)

    def _full_id(self, table: sa.Table, prefix: str) -> str:
        with self._reading() as connection:
            return full_id(connection, table.c.id, prefix, table.name.removesuffix("s"))

    def _one(self, kind: type[R], table: sa.Table, prefix: str) -> R:
        query = sa.select(table.c.body).where(table.c.id == self._full_id(table, prefix))
        ((body,),) = self._rows(query)
        return kind.from_dict(body)


def _told_with(dyad: Dyad) -> sa.Select[tuple[str]]:
    """Select the ids of backgrounds that a document mentions which reports on the pair."""
    on_pair = sa.select(reports.c.document).where(
        of_pair(reports, dyad), reports.c.status != "background"
    )
    told_there = sa.select(reports.c.id).where(reports.c.document.in_(on_pair))
    link = background_reports.c
    return sa.select(link.background).where(link.report.in_(told_there))


def _found(document: Document, marked: bytes) -> Found:
    """Split a marked snippet into its text and the places of the words found."""
    text, spans = "", []
    for piece in marked.decode("utf8", "replace").split(sqlite.OPEN):
        word, closed, rest = piece.partition(sqlite.CLOSE)
        if closed and word:
            spans.append((len(text), len(text) + len(word)))
        text += word + rest
    return Found(document=document, snippet=text, spans=tuple(spans))
