"""Precision by eye: events of full articles, judged by readers who do not see the confidence.

    python -m training.coder.byeye draw  --stories FILE --out FOLDER [--coder minilm.v1]
    python -m training.coder.byeye score

``draw`` codes and merges the articles, draws 150 events by a fixed seed (all, where there are
fewer) and writes them as numbered items, with the sentence before. Readers answer one line an item,
``NUMBER right`` or ``NUMBER wrong: fault``; ``gather`` turns their answers into ``byeye.jsonl``
(event id, reader, verdict, fault), which is kept, and ``score`` gives precision and the agreement
of readers.

    python -m training.coder.byeye gather --out FOLDER
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from training.coder.rounds import counted, parser, taken

from detente.coding import code
from detente.evaluation.gold import read_rows
from detente.evaluation.tasks.events import document
from detente.merging import merge
from detente.records import Actor, Document, Report

HERE = Path(__file__).resolve().parent
VERDICTS = HERE / "byeye.jsonl"
SEED, DRAWN = 2026, 150
_ANSWER = re.compile(r"(\d+)\s+(right|wrong)(?::\s*(.*))?$")


def articles(path: Path) -> list[Document]:
    """Give the articles as documents."""
    return [
        document(
            row.text(), url=row["url"], title=row["title"],
            published=date.fromisoformat(row["date"][:10]),
        )
        for row in read_rows(path)
    ]  # fmt: skip


def drawn(read: list[Document], coder: str) -> Iterator[tuple[str, Report]]:
    """Give the ids of the events that the seed draws, each with its lead report."""
    reports = {r.id: r for r in code(read, coder)}
    events = sorted(merge(reports.values()), key=lambda e: e.id)
    for event in random.Random(SEED).sample(events, min(DRAWN, len(events))):
        yield event.id, reports[event.lead]


def shown(number: int, report: Report, source: Document) -> str:
    """Write an item as a reader sees it."""
    texts = {s.index: s.text for s in source.sentences()}
    before = texts.get(report.sentence - 1, "") if report.sentence > 0 else ""
    return (
        f"## {number}\narticle: {report.title} ({report.published})\nbefore: {before}\n"
        f"sentence: {report.quote}\ncoded: {_actor(report.actor)} {report.type} "
        f"{_actor(report.recipient)}, {report.status}, when {report.when}, words {report.words!r}\n"
    )


def _actor(actor: Actor | None) -> str:
    if actor is None:
        return "[nobody known]"
    return f"[{actor.code}{f' {actor.name!r}' if actor.name else ''}]"


def draw(stories: Path, out: Path, coder: str) -> None:
    """Write the items, and which event each number is."""
    read = articles(stories)
    sources = {d.id: d for d in read}
    out.mkdir(parents=True, exist_ok=True)
    items = list(drawn(read, coder))
    (out / "ids.json").write_text(json.dumps([name for name, _ in items]))
    text = [shown(n, r, sources[r.document]) for n, (_, r) in enumerate(items, start=1)]
    (out / "items.txt").write_text("\n".join(text), encoding="utf-8")
    print(f"{len(items)} events drawn")


def gather(out: Path) -> None:
    """Gather ``READER.answers.txt``."""
    ids = json.loads((out / "ids.json").read_text())
    rows = []
    for path in sorted(out.glob("*.answers.txt")):
        for line in path.read_text("utf-8").splitlines():
            if found := _ANSWER.match(line.strip()):
                reader = path.name.partition(".")[0]
                row = {"event": ids[int(found[1]) - 1], "reader": reader, "verdict": found[2]}
                rows.append(row | ({"fault": found[3]} if found[3] else {}))
    VERDICTS.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def score() -> None:
    """Print precision by each reader and by both, and how far they agree."""
    verdicts: dict[str, dict[str, str]] = defaultdict(dict)
    faults: Counter[str] = Counter()
    for row in map(json.loads, VERDICTS.read_text("utf-8").splitlines()):
        verdicts[row["event"]][row["reader"]] = row["verdict"]
        if "fault" in row:
            faults[row["fault"]] += 1
    readers = sorted({reader for given in verdicts.values() for reader in given})
    for reader in readers:
        own = [given[reader] == "right" for given in verdicts.values() if reader in given]
        print(f"{reader}: {sum(own)} of {len(own)} right, {sum(own) / len(own):.3f}")
    whole = [given for given in verdicts.values() if len(given) == len(readers)]
    both = sum(set(given.values()) == {"right"} for given in whole)
    same = sum(len(set(given.values())) == 1 for given in whole)
    print(f"right to all: {both / len(whole):.3f}; readers agree on {same / len(whole):.3f}")
    counted(faults)


def main() -> None:
    """Draw, gather or score."""
    asked = parser(__doc__, "byeye")
    asked.add_argument("--stories", type=Path)
    asked.add_argument("--coder", default="minilm.v1")
    given = asked.parse_args()
    taken(
        given.what,
        lambda: draw(given.stories, given.out, given.coder),
        lambda: gather(given.out),
        score,
    )


if __name__ == "__main__":
    main()
