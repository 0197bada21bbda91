"""How well `rules.v1` codes: scores of the evaluation protocols beside those of published coders.

The protocols run as programs of their own over predictions written here. Peers: TABARI and
UniversalPetrarch on the same rows; Hu et al. (2024) where both ends are given.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from detente.coding import coder
from detente.language.sentences import split
from detente.records import Document, Report

NOW = datetime(2026, 1, 1, tzinfo=UTC)
_MARK = re.compile(r"<(/?)([st])>")
_UNREAL = frozenset({"planned", "hypothetical"})
_PEERS = {
    "pairs root_macro_f1": "TABARI .360, UniversalPetrarch .385, Hu et al. .743",
    "pairs quad_macro_f1": "TABARI .480, UniversalPetrarch .531, Hu et al. .871",
    "pairs binary_macro_f1": "TABARI .551, UniversalPetrarch .645, Hu et al. .964",
    "dyads actor_recipient_root f1": "TABARI .360, UniversalPetrarch .291",
    "dyads actor_recipient_quad f1": "TABARI .430, UniversalPetrarch .392",
    "dyads actor_recipient f1": "TABARI .566, UniversalPetrarch .557",
    "raters relevance_accuracy": "TABARI .51, UniversalPetrarch .60",
    "raters root f1": "TABARI .10, UniversalPetrarch .27",
    "raters quad f1": "TABARI .16, UniversalPetrarch .34",
}

Row = dict[str, Any]


def measure(data: Path) -> Iterator[tuple[str, str]]:
    gold, protocol = data / "gold", data / "protocols" / "coding_score.py"
    tasks: tuple[tuple[str, str, Iterable[str]], ...] = (
        ("pairs", "plv.jsonl", ()),
        ("dyads", "plv.jsonl", ("--ids", str(gold / "plv_interstate_ids.json"))),
        ("raters", "osorio_a.jsonl", ()),
        ("penta", "cameo_class.jsonl", ()),
    )
    with tempfile.TemporaryDirectory() as folder:
        for task, name, options in tasks:
            said = _predictions(task, _rows(gold / name))
            made = _write(Path(folder, f"{task}.jsonl"), said)
            printed = _run(protocol, task, str(gold / name), str(made), *options)
            yield from _figures(task, json.loads(printed))
        items = [r for r in _rows(data / "crises" / "items.jsonl") if r["language"] == "en"]
        made = _write(Path(folder, "triples.jsonl"), map(_triples, items))
        crises = str(data / "crises")
        printed = _run(
            data / "protocols" / "crisis_score.py", "sample", "--gold", crises, "--triples",
            str(made),
        )  # fmt: skip
        line = next(x for x in printed.splitlines() if x.startswith("lang:en"))
        yield "crisis triples, English", " ".join(line.split()[1:]) + " (keywords: F1 .26)"


def _predictions(task: str, rows: Iterable[Row]) -> Iterator[Row]:
    rules = coder("rules.v1")
    for row in rows:
        if task == "pairs":
            text, actor, recipient = _marked(row["marked"])
            yield {"id": row["id"], "type": rules.type_of(text, actor, recipient)}
            continue
        reports = rules.code(_document(row["text"]))
        kept = [r for r in reports if r.type and (task != "dyads" or r.status not in _UNREAL)]
        yield {"id": row["id"], "events": [_event(r) for r in kept]}


def _event(report: Report) -> Row:
    return {
        "actor": report.actor.country if report.actor else None,
        "type": report.type,
        "recipient": report.recipient.country if report.recipient else None,
    }


def _triples(item: Row) -> Row:
    published = date.fromisoformat(item["published"])
    reports = coder("rules.v1").code(_document(item["text"], item["title"], published))
    events = [_event(r) for r in reports if r.type and r.status not in _UNREAL]
    found = {(e["actor"], e["type"], e["recipient"]) for e in events}
    triples = [
        {"source": a, "plover_type": kind, "target": b}
        for a, kind, b in sorted(t for t in found if t[0] and t[2] and t[0] != t[2])
    ]
    return {"item_id": item["id"], "triples": triples}


def _marked(text: str) -> tuple[str, tuple[int, int], tuple[int, int]]:
    """Take the marks of actor and recipient out of a text and give what they held."""
    plain, at, ends = "", 0, {"s": [0, 0], "t": [0, 0]}
    for mark in _MARK.finditer(text):
        plain += text[at : mark.start()]
        at = mark.end()
        ends[mark[2]][mark[1] == "/"] = len(plain)
    first, second = ends["s"], ends["t"]
    return plain + text[at:], (first[0], first[1]), (second[0], second[1])


def _document(text: str, title: str = "", published: date | None = None) -> Document:
    return Document(
        url="gold", outlet="", title=title, text=text, bounds=split(text),
        language="en", fetched_at=NOW, published=published,
    )  # fmt: skip


def _figures(task: str, scores: Row, inside: str = "") -> Iterator[tuple[str, str]]:
    for name, value in scores.items():
        figure = " ".join(filter(None, (task, inside, name)))
        if isinstance(value, dict):
            yield from _figures(task, value, name)
        elif isinstance(value, float):
            peers = _PEERS.get(figure)
            yield figure, f"{value:.3f}" + (f" ({peers})" if peers else "")


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _write(path: Path, rows: Iterable[Row]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf8")
    return path


def _run(script: Path, *given: str) -> str:
    done = subprocess.run(
        [sys.executable, str(script), *given], capture_output=True, text=True, check=True
    )
    return done.stdout
