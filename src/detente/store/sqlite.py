"""All that is particular to SQLite: how a file is opened, and the full-text search.

A ledger on another database needs a module with the same functions and nothing else.
"""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite as dialect

from detente.store.tables import documents

__all__ = [
    "adding",
    "application",
    "connect",
    "insert_new",
    "make_search",
    "mark",
    "matching",
    "phrases",
    "replace",
    "snippets",
    "use_wal",
    "writing",
]

APPLICATION = 0x44544E54
"""``DTNT`` in the file's header tells a ledger from any other SQLite file."""
BUSY_SECONDS = 30
_PAUSE = 0.05
SNIPPET_TOKENS = 24
OPEN, CLOSE = "\ue000", "\ue001"
"""Around the words found in a snippet; of Unicode's private use, which texts do without."""

_SEARCH = (
    # The index reads title and text out of the body, so that no text is stored twice.
    "CREATE VIEW document_texts AS SELECT seq, json_extract(body, '$.title') AS title,"
    " json_extract(body, '$.text') AS text FROM documents",
    "CREATE VIRTUAL TABLE document_search USING fts5(title, text, content='document_texts',"
    " content_rowid='seq', tokenize='unicode61 remove_diacritics 2')",
    # A trigger fires for rows really added, in their own transaction: both stand or fall together.
    "CREATE TRIGGER documents_are_searchable AFTER INSERT ON documents BEGIN"
    " INSERT INTO document_search(rowid, title, text) VALUES"
    " (new.seq, json_extract(new.body, '$.title'), json_extract(new.body, '$.text')); END",
)


def connect(path: Path) -> sa.Engine:
    """Give an engine on the file; the file itself is touched on first use. Any thread may use it.

    Readers never wait for a writer (WAL); a writer waits for another one for `BUSY_SECONDS`.
    """
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)),
        connect_args={"timeout": BUSY_SECONDS},
        json_serializer=_to_json,
        max_overflow=-1,
    )
    sa.event.listen(engine, "connect", _prepare)
    sa.event.listen(engine, "begin", _begin)
    return engine


def writing(engine: sa.Engine) -> sa.Engine:
    """Give the engine whose transactions take the write lock at once.

    A transaction that reads first and asks for the lock later can find it gone, and fails.
    """
    return engine.execution_options(begin="BEGIN IMMEDIATE")


def use_wal(engine: sa.Engine) -> None:
    """Let readers and one writer work on the file at the same time; the file remembers it.

    SQLite itself does not wait here for another program that does the same at this moment.
    """
    end = monotonic() + BUSY_SECONDS
    with engine.execution_options(begin="").connect() as connection:
        while True:
            try:
                connection.exec_driver_sql("PRAGMA journal_mode = WAL")
            except sa.exc.OperationalError as error:
                if "locked" not in str(error.orig) or monotonic() > end:
                    raise
                sleep(_PAUSE)
            else:
                return


def application(connection: sa.Connection) -> tuple[int, int]:
    """Give the file's application mark, and how many tables it has."""
    mark = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    return mark, tables


def mark(connection: sa.Connection) -> None:
    """Mark the file as a ledger."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")


def insert_new(table: sa.Table) -> sa.Insert:
    """Give an insert that passes over rows already there."""
    return dialect.insert(table).on_conflict_do_nothing()


def replace(table: sa.Table, *, key: str = "") -> sa.Insert:
    """Give an insert that takes the place of a row with the same key (the primary key)."""
    made = dialect.insert(table)
    keys = [key] if key else [column.name for column in table.primary_key]
    kept = {*keys, *(column.name for column in table.primary_key)}
    changed = {c.name: made.excluded[c.name] for c in table.c if c.name not in kept}
    return made.on_conflict_do_update(index_elements=keys, set_=changed)


def adding(table: sa.Table) -> sa.Insert:
    """Give an insert that adds its numbers to those of a row with the same primary key."""
    made = dialect.insert(table)
    keys = [column.name for column in table.primary_key]
    sums = {c.name: c + made.excluded[c.name] for c in table.c if c.name not in keys}
    return made.on_conflict_do_update(index_elements=keys, set_=sums)


def make_search(connection: sa.Connection) -> None:
    """Make the full-text search over titles and texts; case and Latin diacritics do not matter."""
    for statement in _SEARCH:
        connection.exec_driver_sql(statement)


def phrases(text: str) -> str:
    """Turn a user's words into a query: all of them, and what stands in quotes as one phrase.

    Every word is quoted, so nothing a user types is taken for an operator. Empty if no word.
    """
    legible = text.replace("\0", " ").encode("utf8", "replace").decode()
    found = re.findall(r'"([^"]*)"|([^\s"]+)', legible)
    words = (quoted or bare for quoted, bare in found)
    return " ".join(f'"{word}"' for word in words if any(c.isalnum() for c in word))


def matching(query: str) -> sa.ColumnElement[bool]:
    """Hold for the documents that `phrases` asks for; for none where it asks for no word."""
    if not query:
        return sa.false()
    return documents.c.seq.in_(sa.select(_INDEX.c.rowid).where(_match(query)))


def snippets(query: str, limit: int) -> sa.Select[tuple[Any, bytes]]:
    """Select body and marked snippet of the best matches; a word in the title weighs five times.

    The snippet comes as bytes: cut from ill-formed text it may not be UTF-8.
    """
    # No aliases here: FTS5's functions take the table by its name.
    snippet = sa.literal_column(
        f"CAST(snippet(document_search, -1, '{OPEN}', '{CLOSE}', '…', {SNIPPET_TOKENS}) AS BLOB)",
        sa.LargeBinary,
    )
    rank = sa.literal_column("bm25(document_search, 5.0, 1.0)", sa.Float)
    return (
        sa.select(documents.c.body, snippet)
        .join_from(_INDEX, documents, documents.c.seq == _INDEX.c.rowid)
        .where(_match(query))
        .order_by(rank, documents.c.id)
        .limit(limit)
    )


_INDEX = sa.table("document_search", sa.column("rowid", sa.Integer))


def _match(query: str) -> sa.ColumnElement[bool]:
    return sa.literal_column("document_search").op("MATCH")(sa.literal(query))


def _to_json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode("utf8")
    except UnicodeEncodeError:  # half a surrogate pair: only its escape can be stored
        return json.dumps(value, separators=(",", ":"))
    return text


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    # SQLAlchemy begins transactions itself (below), so that one may hold schema changes as well.
    connection.isolation_level = None
    for pragma in ("foreign_keys = ON", "synchronous = NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: sa.Connection) -> None:
    if statement := connection.get_execution_options().get("begin", "BEGIN"):
        connection.exec_driver_sql(statement)
