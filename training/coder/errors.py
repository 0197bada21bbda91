"""The hundred worst errors on the development part, grouped by cause.

    python -m training.coder.errors draw  --news NEWS.jsonl.gz --treebank FILE --out FOLDER
    python -m training.coder.errors gather --out FOLDER
    python -m training.coder.errors score

``draw`` codes the lines of 2019 and 2020 and the articles' ``dev`` part, and writes the events
between states that the coder tells most surely and readers do not have, and those that readers have
and the coder thinks least likely. A reader names the cause of each, ``NUMBER cause`` a line in
``causes.txt``; ``gather`` keeps them in ``errors.jsonl``, and ``score`` counts them.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from training.coder.labelled import Labelled, articles, lines
from training.coder.rounds import counted, parser, taken

from detente.coding.coders.minilm import MinilmCoder
from detente.coding.learned.choosing import Form
from detente.evaluation.scheme import SYMMETRIC
from detente.evaluation.tasks.events import UNREAL, document
from detente.records import Report

HERE = Path(__file__).resolve().parent
KEPT = HERE / "errors.jsonl"
YEARS = range(2019, 2021)
SHARES = {"lines": (40, 30), "articles": (10, 20)}
"""Events too many, and events missed, that are drawn of each part."""

Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Wrong:
    """An event too many or one that is missed."""

    of: str
    one: Labelled
    event: Triple
    missed: bool
    confidence: float


def found(of: str, texts: Iterable[Labelled], model: str) -> Iterator[Wrong]:
    """Give everything that is wrong, as the default point tells it."""
    article: Form | None = None if of == "lines" else "article"
    precise = MinilmCoder(model, form=article)
    open_ = MinilmCoder(model, "everything", form=article)
    for one in texts:
        read = document(one.text, url=one.row["id"], published=one.on)
        said = _likeliest(precise.code(read))
        may = {form for e in one.row.items("events") for form in _forms(e)}
        for event, sure in said.items():
            if event not in may:
                yield Wrong(of, one, event, missed=False, confidence=sure)
        thought = _likeliest(open_.code(read))
        for e in one.row.items("events"):
            forms = _forms(e)
            if e["status"] not in UNREAL and not e.get("doubt") and not forms & said.keys():
                sure = max((thought.get(form, 0.0) for form in forms), default=0.0)
                event = e["actor"], e["type"], e["recipient"]
                yield Wrong(of, one, event, missed=True, confidence=sure)


def _likeliest(reports: Iterable[Report]) -> dict[Triple, float]:
    """Give the confidence of each event between two states."""
    best: dict[Triple, float] = {}
    for r in reports:
        a, b = (end.country if end else None for end in (r.actor, r.recipient))
        if a and b and a != b and r.type and r.status not in UNREAL:
            best[a, r.type, b] = max(best.get((a, r.type, b), 0.0), r.confidence)
    return best


def _forms(event: dict[str, str]) -> set[Triple]:
    forms = set()
    for kind in (event["type"], *event.get("alt_types", ())):
        forms.add((event["actor"], kind, event["recipient"]))
        if kind in SYMMETRIC:
            forms.add((event["recipient"], kind, event["actor"]))
    return forms


def worst(every: Iterable[Wrong]) -> list[Wrong]:
    """Give the surest of those too many and the least likely of those missed, of each part."""
    kept = []
    rows = list(every)
    for of, shares in SHARES.items():
        for missed, share in zip((False, True), shares, strict=True):
            own = [w for w in rows if w.of == of and w.missed is missed]
            own.sort(key=lambda w: (w.confidence if w.missed else -w.confidence, w.one.row["id"]))
            kept += own[:share]
    return kept


def draw(news: Path, treebank: Path, out: Path, model: str) -> None:
    """Write the items."""
    every = [*found("lines", lines(news, YEARS), model)]
    every += found("articles", articles(treebank, "dev"), model)
    out.mkdir(parents=True, exist_ok=True)
    items, kept = [], []
    for number, w in enumerate(worst(every), start=1):
        actor, kind, recipient = w.event
        what = "missed" if w.missed else "too many"
        labels = "; ".join(
            f"{e['actor']} {e['type']} {e['recipient']} {e['status']}"
            for e in w.one.row.items("events")
        )
        items.append(
            f"## {number}\n{w.one.text}\n{what}: {actor} {kind} {recipient}\nreaders: {labels}\n"
        )
        row = {"id": w.one.row["id"], "what": what, "event": [actor, kind, recipient]}
        kept.append(row | {"confidence": round(w.confidence, 2)})
    (out / "items.txt").write_text("\n".join(items), encoding="utf-8")
    (out / "drawn.json").write_text(json.dumps(kept), encoding="utf-8")
    for of in SHARES:
        own = Counter(w.missed for w in every if w.of == of)
        print(f"{of}: {own[False]} too many, {own[True]} missed")


def gather(out: Path) -> None:
    """Keep the causes beside what they explain."""
    rows = json.loads((out / "drawn.json").read_text("utf-8"))
    for line in (out / "causes.txt").read_text("utf-8").splitlines():
        if named := re.match(r"(\d+)\s+(.+)", line.strip()):
            rows[int(named[1]) - 1]["cause"] = named[2].strip()
    KEPT.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def score() -> None:
    """Print the causes, commonest first."""
    rows = [json.loads(line) for line in KEPT.read_text("utf-8").splitlines()]
    for what in ("too many", "missed"):
        own = Counter(row.get("cause", "not named") for row in rows if row["what"] == what)
        print(f"{what}: {own.total()}")
        counted(own)


def main() -> None:
    """Draw, gather or score."""
    asked = parser(__doc__, "errors")
    asked.add_argument("--news", type=Path)
    asked.add_argument("--treebank", type=Path)
    asked.add_argument("--model", default="minilm.v1")
    given = asked.parse_args()
    taken(
        given.what,
        lambda: draw(given.news, given.treebank, given.out, given.model),
        lambda: gather(given.out),
        score,
    )


if __name__ == "__main__":
    main()
