"""What live collecting keeps: items, what waits, and where each source stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

from detente.records import Item, SourceState, Waiting
from detente.store.reader import CHUNK, Reader
from detente.store.tables import (
    backgrounds,
    copies,
    documents,
    events,
    inbox,
    item_documents,
    item_marks,
    items,
    points,
    reports,
    source_days,
    source_states,
)
from detente.store.views import SourceDay

__all__ = ["Collected"]


class Collected(Reader):
    """The questions that live collecting asks."""

    def states(self) -> Mapping[str, SourceState]:
        """Give the state of every source that was ever polled, by the id of the source."""
        rows = self._rows(sa.select(source_states.c.body))
        return {state.source: state for state in (SourceState.from_dict(body) for (body,) in rows)}

    def known(self, marks: Iterable[str]) -> dict[str, Item]:
        """Map each mark that an item has to that item's newest revision."""
        found: dict[str, str] = {}
        wanted = sorted(set(marks))
        for start in range(0, len(wanted), CHUNK):
            some = wanted[start : start + CHUNK]
            query = sa.select(item_marks.c.mark, item_marks.c.key)
            found |= dict(self._rows(query.where(item_marks.c.mark.in_(some))))
        newest = self._newest(set(found.values()))
        return {mark: newest[key] for mark, key in found.items()}

    def _newest(self, keys: set[str]) -> dict[str, Item]:
        newest: dict[str, Item] = {}
        wanted = sorted(keys)
        for start in range(0, len(wanted), CHUNK):
            query = sa.select(items.c.body).where(items.c.key.in_(wanted[start : start + CHUNK]))
            for (body,) in self._rows(query.order_by(items.c.key, items.c.revision)):
                item = Item.from_dict(body)
                newest[item.key] = item
        return newest

    def unread(self, ids: Iterable[str]) -> frozenset[str]:
        """Give those of the items, by id, that wait for nothing and brought no document."""
        left = set(ids)
        wanted = sorted(left)
        for start in range(0, len(wanted), CHUNK):
            some = wanted[start : start + CHUNK]
            link = item_documents.c.item
            left -= {one for (one,) in self._rows(sa.select(link).where(link.in_(some)))}
            in_line = {Waiting.id_of(one): one for one in some}
            query = sa.select(inbox.c.id).where(inbox.c.id.in_(in_line))
            left -= {in_line[one] for (one,) in self._rows(query)}
        return frozenset(left)

    def waiting(
        self, *, fetch: bool, due: datetime | None = None, limit: int = CHUNK
    ) -> tuple[Waiting, ...]:
        """Give what waits to be fetched, or to be read, longest due first; `due` bounds it."""
        query = sa.select(inbox.c.body).where(inbox.c.fetch == fetch)
        if due is not None:
            query = query.where(inbox.c.due <= _naive(due))
        rows = self._rows(query.order_by(inbox.c.due, inbox.c.seq).limit(limit))
        return tuple(Waiting.from_dict(body) for (body,) in rows)

    def waiting_counts(self) -> tuple[int, int]:
        """Count what waits to be fetched, and what waits to be read."""
        rows = self._rows(sa.select(inbox.c.fetch, sa.func.count()).group_by(inbox.c.fetch))
        counts = {bool(fetch): number for fetch, number in rows}
        return counts.get(True, 0), counts.get(False, 0)

    def items(self, *, key: str | None = None, revised: bool = False) -> Iterator[Item]:
        """Give all items, of one key in order of revisions, or all revised ones, latest first."""
        query = sa.select(items.c.body)
        if key is not None:
            query = query.where(items.c.key == key)
        if revised:
            query = query.where(items.c.revision > 0).order_by(items.c.seen.desc(), items.c.id)
        else:
            query = query.order_by(items.c.key, items.c.revision)
        return self._records(Item, query)

    def revisions(self, document_id: str) -> tuple[Item, ...]:
        """Give every wording, oldest first, of the items that a document was read from."""
        link = item_documents.c
        held = sa.select(link.item).where(link.document == document_id)
        keys = self._rows(sa.select(items.c.key).where(items.c.id.in_(held)).distinct())
        return tuple(item for (key,) in sorted(keys) for item in self.items(key=key))

    def documents_of(self, item_id: str) -> tuple[str, ...]:
        """Give the ids of the documents that were read from a revision of an item."""
        link = item_documents.c
        rows = self._rows(sa.select(link.document).where(link.item == item_id))
        return tuple(sorted(document for (document,) in rows))

    def copies(self) -> dict[str, tuple[str, float]]:
        """Map each document that copies another one to that one, and how similar they are."""
        rows = self._rows(sa.select(copies.c.document, copies.c.origin, copies.c.similarity))
        return {document: (origin, similarity) for document, origin, similarity in rows}

    def source_days(self, *, since: date | None = None) -> tuple[SourceDay, ...]:
        """Give what each source's days brought, by source and day."""
        query = sa.select(source_days).order_by(source_days.c.source, source_days.c.day)
        if since is not None:
            query = query.where(source_days.c.day >= since)
        return tuple(SourceDay(*row) for row in self._rows(query))

    def collected_days(self) -> tuple[SourceDay, ...]:
        """Give what each day brought, all sources together, by day; `source` is empty."""
        c = source_days.c
        query = sa.select(sa.literal(""), c.day, *_sums()).group_by(c.day).order_by(c.day)
        return tuple(SourceDay(*row) for row in self._rows(query))

    def source_totals(self) -> dict[str, SourceDay]:
        """Give what each source brought on all days together, by its id; `day` is the last one."""
        c = source_days.c
        query = sa.select(c.source, sa.func.max(c.day), *_sums()).group_by(c.source)
        return {row[0]: SourceDay(*row) for row in self._rows(query)}

    def origin(self, document_id: str) -> str:
        """Give the id of the document that this one copies, its own if it copies none."""
        rows = self._rows(sa.select(copies.c.origin).where(copies.c.document == document_id))
        return str(rows[0][0]) if rows else document_id

    def sketches(self, day: date) -> list[tuple[str, str]]:
        """Give id and fingerprint of the documents published that day, first come first."""
        c = documents.c
        query = sa.select(c.id, c.body["fingerprint"].as_string()).where(c.published == day)
        return [(key, sketch) for key, sketch in self._rows(query.order_by(c.seq))]

    def version(self) -> tuple[int, ...]:
        """Give numbers that change whenever documents, reports or findings change."""
        tables = (documents, reports, events, backgrounds, points)
        newest = (sa.select(sa.func.max(table.c.seq)).scalar_subquery() for table in tables)
        (row,) = self._rows(sa.select(*newest))
        return tuple(number or 0 for number in row)


def _sums() -> list[sa.Function[Any]]:
    c = source_days.c
    return [sa.func.sum(column) for column in (c.polls, c.answers, c.new, c.changed, c.bytes)]


def _naive(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)


def row_of(waiting: Waiting) -> dict[str, Any]:
    """Give the row of what waits."""
    body = waiting.to_dict()
    return {"id": body["id"], "fetch": waiting.fetch, "due": _naive(waiting.due), "body": body}
