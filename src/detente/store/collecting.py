"""Writing what live collecting keeps: in one transaction with the pages that came."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from contextlib import AbstractContextManager

import sqlalchemy as sa

from detente.records import Item, SourceState, Waiting
from detente.store import sqlite
from detente.store.collected import row_of
from detente.store.rows import record_row
from detente.store.tables import (
    copies,
    inbox,
    item_documents,
    item_marks,
    items,
    source_days,
    source_states,
)
from detente.store.views import SourceDay

__all__ = ["CollectingRun"]


class CollectingRun(ABC):
    """What a `Run` does for live collecting; use `Run.together` to make several steps one."""

    number: int

    @abstractmethod
    def _transaction(self) -> AbstractContextManager[sa.Connection]:
        """Give the connection to write on, within the transaction that lasts."""

    def set_state(self, state: SourceState) -> None:
        """Keep where a source stands."""
        with self._transaction() as connection:
            row = {"source": state.source, "body": state.to_dict()}
            connection.execute(sqlite.replace(source_states), row)

    def count(self, day: SourceDay) -> None:
        """Add to what a source's day brought."""
        with self._transaction() as connection:
            connection.execute(sqlite.adding(source_days), day._asdict())

    def add_items(self, new: Iterable[Item]) -> int:
        """Keep items or revisions of items, with their marks. Give how many were new."""
        with self._transaction() as connection:
            added = 0
            for item in new:
                row = {"run": self.number, **record_row(item)}
                added += connection.execute(sqlite.insert_new(items), row).rowcount
                marks = [{"mark": mark, "key": item.key} for mark in item.marks]
                if marks:
                    connection.execute(sqlite.insert_new(item_marks), marks)
            return added

    def add_marks(self, marks: Iterable[tuple[str, str]]) -> None:
        """Let known items be known by further marks: pairs of mark and key."""
        with self._transaction() as connection:
            rows = [{"mark": mark, "key": key} for mark, key in marks]
            if rows:
                connection.execute(sqlite.insert_new(item_marks), rows)

    def enqueue(self, waiting: Iterable[Waiting]) -> None:
        """Let it wait for its turn; what waits already for the same item is replaced."""
        with self._transaction() as connection:
            if rows := [row_of(one) for one in waiting]:
                connection.execute(sqlite.replace(inbox, key="id"), rows)

    def finish(self, done: Iterable[Waiting], read: Iterable[tuple[str, str]] = ()) -> None:
        """Take it out of the line, and keep which item each document was read from.

        `read` gives ids of items and documents.
        """
        with self._transaction() as connection:
            ids = [{"one": waiting.id} for waiting in done]
            if ids:
                gone = inbox.delete().where(inbox.c.id == sa.bindparam("one"))
                connection.execute(gone, ids)
            links = [{"item": item, "document": document} for item, document in read]
            if links:
                connection.execute(sqlite.insert_new(item_documents), links)

    def add_copies(self, found: Iterable[tuple[str, str, float]]) -> None:
        """Keep that a document copies another one: ids of both, and their similarity."""
        with self._transaction() as connection:
            rows = [dict(zip(("document", "origin", "similarity"), one, strict=True))
                    for one in found]  # fmt: skip
            if rows:
                connection.execute(sqlite.insert_new(copies), rows)
