"""The notation in which readers write: one block a line, one row an event; see RULES.md.

`parse` gives what stands there and every mistake with its line number; `problems` holds a reading
against the text that was read.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from detente.errors import InvalidInput
from detente.evaluation.scheme import SYMMETRIC
from detente.knowledge.countries import country
from detente.knowledge.plover import SECTORS, modes
from detente.records import EVENT_TYPES, STATUSES

__all__ = ["COUNTS", "Reading", "contradictions", "parse", "problems", "written"]

COUNTS = ("killed", "wounded", "arrested")

_ROW = re.compile(
    r"(?P<type>[A-Z]+)(?::(?P<mode>[a-z-]+))?\s+(?P<status>[a-z]+)\s+"
    r"(?P<actor>[A-Z]{3}|\?)(?:\.(?P<actor_sector>[A-Z]{3}))?\s*>\s*"
    r"(?P<recipient>[A-Z]{3}|\?)(?:\.(?P<recipient_sector>[A-Z]{3}))?$"
)


@dataclass(slots=True)
class Reading:
    """What one reader wrote of one line: state-to-state events, others, or why there is none."""

    id: str
    line: int
    note: str | None = None
    """``none`` or ``politics``, where no event of the 16 types is written."""
    text: str | None = None
    """The sentence itself, where the reader made it."""
    kind: str | None = None
    """What a sentence was made to show, such as ``denial``."""
    whole: bool = True
    """False if a row of it could not be read."""
    events: list[dict[str, Any]] = field(default_factory=list)
    other: list[dict[str, Any]] = field(default_factory=list)

    def as_row(self) -> dict[str, Any]:
        """Give the reading as the fields of a label."""
        political = bool(self.events or self.other or self.note == "politics")
        return {"id": self.id, "political": political, "events": self.events, "other": self.other}


def parse(text: str) -> tuple[list[Reading], list[str]]:
    """Read blocks; give them and the mistakes, each with the number of its line."""
    readings: list[Reading] = []
    wrong: list[str] = []
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        if not line:
            continue
        if line.startswith("#"):
            name, _, kind = line[1:].strip().partition(" ")
            readings.append(Reading(name, number, kind=kind.strip() or None))
            continue
        if not readings:
            wrong.append(f"line {number}: before the first '# id'")
            continue
        try:
            _take(readings[-1], line)
        except InvalidInput as error:
            wrong.append(f"line {number}: {error}")
            readings[-1].whole = False
    wrong += [
        f"line {r.line}: {r.id}: {said}" for r in readings if r.whole for said in contradictions(r)
    ]
    twice = [name for name, times in Counter(r.id for r in readings).items() if times > 1]
    return readings, wrong + [f"{name}: written more than once" for name in twice]


def _take(reading: Reading, line: str) -> None:
    if line in ("none", "politics"):
        if reading.note not in (None, line):
            raise InvalidInput(f"{line} beside {reading.note}")
        reading.note = line
    elif line.startswith("="):
        reading.text = line[1:].strip()
    else:
        event = _event(line)
        ends = event["actor"], event["recipient"]
        between = None not in ends and ends[0] != ends[1]
        (reading.events if between else reading.other).append(event)


def _event(line: str) -> dict[str, Any]:
    head, *cells = (cell.strip() for cell in line.split("|"))
    if not (found := _ROW.match(head)):
        raise InvalidInput(f"no row of the form 'TYPE:mode status AAA.SEC > BBB.SEC': {head!r}")
    if len(cells) not in (3, 4):
        raise InvalidInput("needs actor | trigger | recipient, and then perhaps | extras")
    got = found.groupdict()
    _check_codes(got)
    event: dict[str, Any] = {}
    for end, phrase in (("actor", cells[0]), ("recipient", cells[2])):
        code, sector = got[end], got[f"{end}_sector"]
        if code != "?":
            country(code)
        if sector and sector not in SECTORS:
            raise InvalidInput(f"unknown sector {sector}; known: {' '.join(sorted(SECTORS))}")
        event |= {
            end: None if code == "?" else code,
            f"{end}_sector": sector,
            f"{end}_phrase": None if phrase in ("-", "") else phrase,
        }
    if cells[1] in ("", "-"):
        raise InvalidInput("no trigger; give the shortest words that carry the event")
    event |= {name: got[name] for name in ("type", "mode", "status")} | {"trigger": cells[1]}
    extras = list(_extras(cells[3], got["type"])) if len(cells) == 4 else []
    if twice := [name for name, times in Counter(n for n, _ in extras).items() if times > 1]:
        raise InvalidInput(f"{twice[0]} is given twice")
    return event | dict(extras)


def _check_codes(got: Mapping[str, str | None]) -> None:
    kind = got["type"] or ""
    if kind not in EVENT_TYPES:
        raise InvalidInput(f"unknown type {kind}; known: {' '.join(EVENT_TYPES)}")
    if got["mode"] and got["mode"] not in modes(kind):
        raise InvalidInput(f"{kind} has no mode {got['mode']}; it has: {' '.join(modes(kind))}")
    if got["status"] not in STATUSES:
        raise InvalidInput(f"unknown status {got['status']}; known: {' '.join(STATUSES)}")


def _extras(cell: str, kind: str) -> Iterator[tuple[str, Any]]:
    for part in filter(None, (p.strip() for p in cell.split(";"))):
        name, _, value = (p.strip() for p in part.partition("="))
        if name == "doubt":
            yield "doubt", True
        elif name == "alt":
            if value not in EVENT_TYPES or value == kind:
                raise InvalidInput(f"alt={value} is no other type")
            yield "alt_types", [value]
        elif name in ("place", "date") and value:
            yield name, value
        elif name in COUNTS and value:
            plain = value.replace(",", "")
            yield name, int(plain) if plain.isdecimal() else value
        else:
            raise InvalidInput(
                f"unknown extra {part!r}; known: place date {' '.join(COUNTS)} alt doubt"
            )


def contradictions(reading: Reading) -> Iterator[str]:
    """Say what does not go together within one line."""
    rows = reading.events + reading.other
    if not rows and not reading.note:
        yield "nothing is written; write rows, none or politics"
    if rows and reading.note:
        yield f"{reading.note} beside rows"
    written = Counter(json.dumps(row, sort_keys=True) for row in rows)
    yield from (f"written twice: {row}" for row, times in written.items() if times > 1)
    triples = {(row["actor"], row["type"], row["recipient"]) for row in reading.events}
    for actor, kind, recipient in sorted(triples):
        if kind in SYMMETRIC and actor < recipient and (recipient, kind, actor) in triples:
            yield f"{kind} {actor} > {recipient} is mirrored by another row"
    statuses: dict[str, set[str]] = defaultdict(set)
    for row in reading.events:
        head = _row(row).split(" | ")[0]
        statuses[head.replace(f" {row['status']} ", " ", 1)].add(row["status"])
    for deed, seen in statuses.items():
        if {"asserted", "denied"} <= seen:
            yield f"{deed} is both asserted and denied"


def problems(reading: Reading, text: str) -> Iterator[str]:
    """Name the words of a reading that do not stand in its text."""
    for row in reading.events + reading.other:
        words: Iterable[tuple[str, Any]] = (
            (name, row.get(name))
            for name in ("actor_phrase", "trigger", "recipient_phrase", "place", "date", *COUNTS)
        )
        for name, value in words:
            if isinstance(value, str) and value not in text:
                yield f"{reading.id}: {name} {value!r} does not stand in the line"


def written(labels: Mapping[str, Any]) -> str:
    """Write labels in the notation, a row a line: what `parse` reads back."""
    rows = [_row(event) for event in (*labels["events"], *labels["other"])]
    return "\n".join(rows or ["politics" if labels["political"] else "none"])


def _row(event: Mapping[str, Any]) -> str:
    kind = ":".join(filter(None, (event["type"], event["mode"])))
    ends = " > ".join(
        ".".join(filter(None, (event[end] or "?", event[f"{end}_sector"])))
        for end in ("actor", "recipient")
    )
    words = (event["actor_phrase"] or "-", event["trigger"], event["recipient_phrase"] or "-")
    extras = [f"{name}={event[name]}" for name in ("place", "date", *COUNTS) if name in event]
    extras += [f"alt={other}" for other in event.get("alt_types", ())]
    extras += ["doubt"] if event.get("doubt") else []
    cells = [f"{kind} {event['status']} {ends}", *words, *(["; ".join(extras)] if extras else [])]
    return " | ".join(cells)
