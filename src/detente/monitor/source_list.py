"""The list of sources in the settings: taking sources in, and giving them out as OPML."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from detente.collecting.opml import write_opml
from detente.errors import InvalidConfig, InvalidInput
from detente.monitor.config import Config
from detente.monitor.settings import kind_for, lies_here
from detente.records import Source

__all__ = ["add_sources", "replace_file", "source_table", "sources_as_opml", "web_sources"]


def add_sources(
    path: Path, sources: Iterable[Source]
) -> tuple[tuple[Source, ...], tuple[Source, ...]]:
    """Append sources to the settings at `path`; give those added, and those known before.

    Sources are the same if kind and address are. What stood in the file stays byte for byte, and a
    kill at any time leaves the old file or the new one. Raises `InvalidInput` where there is no
    file or it cannot take the sources, `InvalidConfig` where it is wrong already.
    """
    if not path.is_file():
        raise InvalidInput(f"{path}: no such file; `detente init RUS AZE` writes one")
    known = {source.id for source in Config.load(path).records()}
    added: list[Source] = []
    before: list[Source] = []
    for source in sources:
        (before if _id_below(path.parent, source) in known else added).append(source)
        known.add(_id_below(path.parent, source))
    if added:
        body = path.read_bytes()
        more = _appended(body, added)
        _check(path, body + more)
        replace_file(path, body + more)
    return tuple(added), tuple(before)


def source_table(source: Source) -> str:
    """Write a source as a ``[[sources]]`` table, without what is empty or goes without saying."""
    given = {
        "name": source.name,
        "address": source.address,
        "kind": "" if source.kind == kind_for(source.address) == "feed" else source.kind,
        "language": source.language,
        "country": source.country,
        "ownership": source.ownership,
        "role": source.role,
        "group": source.group,
        "note": source.note,
    }
    lines = [f"{key} = {_quoted(value)}" for key, value in given.items() if value]
    return "\n".join(["[[sources]]", *lines, ""])


def web_sources(config: Config) -> tuple[Source, ...]:
    """Give the sources that others could collect too: those that lie on no disk of this machine."""
    pairs = zip(config.sources, config.records(), strict=True)
    return tuple(record for source, record in pairs if not source.local)


def sources_as_opml(config: Config, now: datetime) -> bytes:
    """Give the `web_sources` as an OPML list. Raises `InvalidInput` for too many of them."""
    return write_opml(web_sources(config), title=config.title, now=now)


def replace_file(path: Path, body: bytes) -> None:
    """Write a file whole or not at all, through a link to it. Raises `InvalidInput`."""
    place = path.resolve()
    made = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        with made.open("wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        if place.exists():
            shutil.copymode(place, made)
        made.replace(place)
    except OSError as error:
        made.unlink(missing_ok=True)
        raise InvalidInput(
            f"{path}: cannot be written: {error.strerror}; make room, or check your rights there"
        ) from error


def _id_below(folder: Path, source: Source) -> str:
    if not lies_here(source.kind, source.address):
        return source.id
    return replace(source, address=str(folder / source.address)).id


def _appended(body: bytes, sources: Iterable[Source]) -> bytes:
    text = "".join(f"\n{source_table(source)}" for source in sources)
    if body and not body.endswith(b"\n"):
        text = f"\n{text}"
    try:
        return text.replace("\n", "\r\n" if b"\r\n" in body else "\n").encode()
    except UnicodeEncodeError as error:
        raise InvalidInput(
            f"{error.object[error.start : error.end]!r} is no character; correct that name"
        ) from error


def _check(path: Path, body: bytes) -> None:
    try:
        Config.parse(body.decode("utf-8-sig").replace("\r\n", "\n"), path)
    except InvalidConfig as error:
        raise InvalidInput(
            f"{error} (so it would be with the new sources, and nothing was changed; sources must "
            "stand as [[sources]] tables, not as sources = [...])"
        ) from error


def _quoted(text: str) -> str:
    """Write a string of TOML: as in JSON, but DEL is escaped too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
