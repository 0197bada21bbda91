"""What came in: sources, documents, reports, and what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import sqlalchemy as sa

from detente.records import Document, Dyad, Report, Skip, Source
from detente.store import sqlite
from detente.store.conditions import of_pair, within
from detente.store.findings import find_event
from detente.store.ids import find_id
from detente.store.reader import CHUNK, Reader, there
from detente.store.tables import documents, reports, skips, sources
from detente.store.views import Found

__all__ = ["News"]


class News(Reader):
    """The questions about what came in."""

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
            query = query.where(sqlite.matching(sqlite.phrases(search)))
        if language is not None:
            query = query.where(documents.c.language == language)
        newest = documents.c.published.desc().nulls_last()
        return self._records(Document, query.order_by(newest, documents.c.id.desc()).limit(limit))

    def search(self, text: str, *, limit: int = 20) -> tuple[Found, ...]:
        """Give the documents that match the text best, each with a piece around the words found.

        Case and the diacritics of Latin letters do not matter. All words must occur; words in
        double quotes are a phrase. Any text will do: nothing in it is an operator.
        """
        query = sqlite.phrases(text)
        if not query:
            return ()
        with self._reading() as connection:
            rows = connection.execute(sqlite.snippets(query, limit)).all()
        return tuple(_found(Document.from_dict(body), marked) for body, marked in rows)

    def document(self, document_id: str) -> Document | None:
        """Give the document of that id, None where there is none."""
        query = sa.select(documents.c.body).where(documents.c.id == document_id)
        return next((Document.from_dict(body) for (body,) in self._rows(query)), None)

    def coverage(self, *, until: date | None = None) -> tuple[tuple[date, int], ...]:
        """Give the number of documents published on each day that has any, in order."""
        day = documents.c.published
        query = sa.select(day, sa.func.count()).where(day.is_not(None), within(day, None, until))
        return tuple((day, n) for day, n in self._rows(query.group_by(day).order_by(day)))

    def common_notes(self) -> tuple[str, ...]:
        """Give the note that more than half of the documents have, if there is one."""
        rows = self._rows(sa.select(documents.c.note, sa.func.count()).group_by(documents.c.note))
        total = sum(number for _, number in rows)
        return tuple(note for note, number in rows if note and 2 * number > total)

    def last_published(self, *, until: date) -> date | None:
        """Give the last day, at most `until`, on which a document was published."""
        query = sa.select(sa.func.max(documents.c.published)).where(documents.c.published <= until)
        ((found,),) = self._rows(query)
        return found if isinstance(found, date) else None

    def notes(self) -> tuple[str, ...]:
        """Give what readers must be told about the documents' texts, each note once, sorted."""
        note = documents.c.note
        query = sa.select(note).where(note != "").distinct().order_by(note)
        return tuple(text for (text,) in self._rows(query))

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

        `document` is an id, `event` an id or a prefix; an event's reports are those it is made of
        and those that deny it. `dyad` asks for actor and recipient of those two states, in either
        direction. `since` and `until` bound the day of publication, both inclusive.
        """
        query = sa.select(reports.c.body).where(within(reports.c.published, since, until))
        if document is not None:
            query = query.where(reports.c.document == document)
        if event is not None:
            with self._reading() as connection:
                told = there(find_event(connection, event), "event", event)
            query = query.where(reports.c.id.in_(sorted({*told.reports, *told.denials})))
        if dyad is not None:
            query = query.where(of_pair(reports, dyad))
        if coder is not None:
            query = query.where(reports.c.coder == coder)
        c = reports.c
        order = (c.published.asc().nulls_last(), c.document, c.sentence, c.id)
        return self._records(Report, query.order_by(*order))

    def reports_by_id(self, ids: Iterable[str]) -> dict[str, Report]:
        """Map those of the ids that the ledger has to their reports."""
        wanted = sorted(set(ids))
        parts = (wanted[start : start + CHUNK] for start in range(0, len(wanted), CHUNK))
        queries = (sa.select(reports.c.body).where(reports.c.id.in_(part)) for part in parts)
        return {r.id: r for query in queries for r in self._records(Report, query)}

    def report(self, id_or_prefix: str) -> Report:
        """Give the report of that id, or of its first four or more characters.

        Raises `InvalidInput` where there is none, or several, which it lists.
        """
        return there(self.find_report(id_or_prefix), "report", id_or_prefix)

    def find_report(self, id_or_prefix: str) -> Report | None:
        """Give the report, as `report` does, but None where there is none."""
        with self._reading() as connection:
            found = find_id(connection, reports.c.id, id_or_prefix, "report")
            query = sa.select(reports.c.body).where(reports.c.id == found)
            return Report.from_dict(connection.execute(query).scalar_one()) if found else None

    def coded(self, coder: str) -> frozenset[str]:
        """Give the ids of the documents that have reports of that coder."""
        query = sa.select(reports.c.document).where(reports.c.coder == coder).distinct()
        return frozenset(document for (document,) in self._rows(query))

    def done(self, given: Iterable[str], *, coder: str, empty: Mapping[str, str]) -> frozenset[str]:
        """Give those of the documents, by id, that `coder` is done with.

        They are in the ledger, and so is a report of that coder, or the skip that says that it
        found nothing; `empty` maps ids of such skips to those of documents.
        """
        held: set[str] = set()
        coded: set[str] = set()
        wanted = sorted(set(given))
        for start in range(0, len(wanted), CHUNK):
            some = wanted[start : start + CHUNK]
            query = sa.select(documents.c.id).where(documents.c.id.in_(some))
            held |= {key for (key,) in self._rows(query)}
            told = sa.select(reports.c.document).where(reports.c.coder == coder)
            query = told.where(reports.c.document.in_(some)).distinct()
            coded |= {key for (key,) in self._rows(query)}
        wanted = sorted(empty)
        for start in range(0, len(wanted), CHUNK):
            query = sa.select(skips.c.id).where(skips.c.id.in_(wanted[start : start + CHUNK]))
            coded |= {empty[key] for (key,) in self._rows(query)}
        return frozenset(held & coded)

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

    def left_out(self, reason: str, *, until: date | None = None) -> dict[str, int]:
        """Count, by reason, the documents in the ledger left out for a reason that begins so.

        `until` bounds the day of publication; undated documents count at any time.
        """
        published = documents.c.published
        query = (
            sa.select(skips.c.reason, sa.func.count())
            .join(documents, documents.c.id == skips.c.body["subject"].as_string())
            .where(skips.c.reason.startswith(reason, autoescape=True))
            .where(sa.or_(published.is_(None), within(published, None, until)))
            .group_by(skips.c.reason)
        )
        return dict(sorted((why, number) for why, number in self._rows(query)))

    def skip_counts(self) -> dict[tuple[str, str, str], int]:
        """Count what was left out by stage, kind and reason, in that order."""
        group = (skips.c.stage, skips.c.kind, skips.c.reason)
        query = sa.select(*group, sa.func.count()).group_by(*group).order_by(*group)
        return {(stage, kind, why): number for stage, kind, why, number in self._rows(query)}


def _found(document: Document, marked: bytes) -> Found:
    """Split a marked snippet into its text and the places of the words found."""
    text, spans = "", []
    for piece in marked.decode("utf8", "replace").split(sqlite.OPEN):
        word, closed, rest = piece.partition(sqlite.CLOSE)
        if closed and word:
            spans.append((len(text), len(text) + len(word)))
        text += word + rest
    return Found(document=document, snippet=text, spans=tuple(spans))
