"""Calibrate a shipped model and set its bars, on lines of 2019 and 2020 and on articles.

    python -m training.coder.calibrate --news NEWS.jsonl.gz --treebank en_ewt-ud-train.conllu
        [--model minilm.v1]

Every sentence is read as the coder reads it. Confidences are fitted on the lines by logistic
regression on the logit, with one scale and a bias for each type that is drawn toward their common
one; for sentences of articles one shift is fitted on the ``dev`` part of the articles. The
bars are then set on the same texts: for precision at the lowest confidence from which precision
stays above `LEAST`, for recall where F2 is best; between states by who did what to whom, inside
states by which types occur in a text.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize, minimize_scalar
from training.coder.labelled import Labelled, articles, lines

from detente.coding.coders.minilm import MinilmCoder
from detente.coding.learned.choosing import KINDS, Form, both_ways, kinds, logits
from detente.coding.learned.model import NOBODY
from detente.evaluation.gold import Row
from detente.evaluation.scheme import SYMMETRIC, root
from detente.evaluation.tasks.events import document
from detente.records import EVENT_TYPES, Document, Report

MODELS = Path(__file__).resolve().parents[2] / "src/detente/coding/models"
YEARS = range(2019, 2021)
PULL = 4.0
"""How strongly the bias of a type is drawn to the common one, in squared logits."""
LEAST = {
    ("brief", "between"): 0.8, ("brief", "inside"): 0.5,
    ("article", "between"): 0.75, ("article", "inside"): 0.6,
}  # fmt: skip
"""Precision that is kept at the point for precision."""
FEW = 0.1
"""Recall below which precision is chance."""
EVERYTHING = 0.05
"""The bar of the whole curve."""
PLAIN = {"scale": 1.0, "biases": [0.0] * len(EVENT_TYPES), "shift": 0.0}
REAL = frozenset({"asserted", "attributed", "denied"})

Seen = tuple[str, float, int, bool]
"""Kind of pair, logit, number of the type, whether it occurs."""


def fitted(seen: Sequence[tuple[float, int, bool]]) -> tuple[float, list[float]]:
    """Fit scale and biases by penalised maximum likelihood; scale and their mean are free."""
    x = np.array([logit for logit, _, _ in seen])
    k = np.array([kind for _, kind, _ in seen])
    y = np.array([is_so for _, _, is_so in seen], dtype=float)
    size = len(EVENT_TYPES)

    def cost(given: np.ndarray[Any, Any]) -> float:
        z = given[0] * x + given[1] + given[2:][k]
        return float(np.logaddexp(0, z).sum() - (y * z).sum() + PULL * (given[2:] ** 2).sum())

    best = minimize(cost, np.array([1.0, 0.0, *[0.0] * size]), method="L-BFGS-B").x
    return float(best[0]), [round(float(best[1] + b), 4) for b in best[2:]]


def shift(seen: Sequence[tuple[float, int, bool]], scale: float, biases: Sequence[float]) -> float:
    """Fit what is added to the logits of calibrated chances, by maximum likelihood."""
    x = np.array([scale * logit + biases[kind] for logit, kind, _ in seen])
    y = np.array([is_so for _, _, is_so in seen], dtype=float)
    found = minimize_scalar(
        lambda s: float((np.logaddexp(0, x + s) - y * (x + s)).sum()), bounds=(-4, 4),
        method="bounded",
    )  # fmt: skip
    return round(float(found.x), 4)


def seen_in(one: Labelled, coder: MinilmCoder) -> Iterator[Seen]:
    """Give what the network thinks of all pairs of a text, and whether readers agree."""
    row = one.row
    wanted, inside = _readings(row.items("events")), _readings(row.items("other"))
    open_ = {reading for e in (*row.items("events"), *row.items("other")) for reading in _alts(e)}
    best: dict[tuple[str, str | None, int, str | None], float] = {}
    for entities, pairs, said in coder.looked_at(_document(one)):
        values = logits(both_ways(said.chances, pairs))
        which = kinds(pairs)
        for p, pair in enumerate(pairs):
            names = [
                None if e == NOBODY else entities[e].country for e in (pair.actor, pair.recipient)
            ]
            for k in range(len(EVENT_TYPES)):
                kind = KINDS[which[p, k]]
                # Of pairs with an open end the likeliest of a type stands for them all.
                key = (kind, None, k, None) if kind == "inside" else (kind, names[0], k, names[1])
                best[key] = max(best.get(key, -99.0), float(values[p, k]))
    for (kind, a, k, b), value in best.items():
        name = EVENT_TYPES[k]
        if kind == "inside":
            named = {reading[1] for reading in inside}
            is_so, left_open = name in named, name in {reading[1] for reading in open_}
        else:
            is_so, left_open = (a, name, b) in wanted, (a, name, b) in open_
        if is_so or not left_open:
            yield kind, value, k, is_so


def _document(one: Labelled) -> Document:
    return document(one.text, url=one.row["id"], published=one.on)


def _readings(events: Iterable[dict[str, Any]]) -> set[tuple[Any, ...]]:
    found = set()
    for e in events:
        found.add((e["actor"], e["type"], e["recipient"]))
        if e["type"] in SYMMETRIC:
            found.add((e["recipient"], e["type"], e["actor"]))
    return found


def _alts(event: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    for kind in event.get("alt_types", ()):
        yield event["actor"], kind, event["recipient"]
        yield event["recipient"], kind, event["actor"]


def main() -> None:
    """Calibrate and set the bars."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--news", type=Path, required=True)
    asked.add_argument("--treebank", type=Path, required=True)
    asked.add_argument("--model", default="minilm.v1")
    given = asked.parse_args()
    path = MODELS / given.model / "settings.json"
    texts: dict[Form, list[Labelled]] = {
        "brief": lines(given.news, YEARS),
        "article": articles(given.treebank, "dev"),
    }
    settings = json.loads(path.read_text("utf-8"))
    settings["calibration"] = dict.fromkeys(KINDS, PLAIN)
    settings["bars"] = {
        form: {p: dict.fromkeys(KINDS, EVERYTHING) for p in ("precision", "recall", "everything")}
        for form in texts
    }
    _keep(path, settings)
    settings["calibration"] = _calibrated(texts, MinilmCoder(given.model, "everything"))
    _keep(path, settings)
    for form, some in texts.items():
        # Bars are set on what the point for precision tells at all.
        coder = MinilmCoder(given.model, "everything", wary=True, form=form)
        told = [(one.row, coder.code(_document(one))) for one in some]
        for kind in ("between", "inside"):
            for point, bar, precision, recall in _bars(told, kind, LEAST[form, kind]):
                for name in KINDS if kind == "between" else ("inside",):
                    settings["bars"][form][point][name] = bar
                said = f"precision {precision:.3f} recall {recall:.3f}"
                print(f"{form} {point} {kind}: {bar} {said}")
    _keep(path, settings)


def _keep(path: Path, settings: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(settings, indent=1) + "\n", "utf-8")


def _calibrated(texts: Mapping[Form, Sequence[Labelled]], coder: MinilmCoder) -> dict[str, Any]:
    """Fit scale and biases of each kind on the lines, and the shift on the articles."""
    seen = {
        form: [found for one in some for found in seen_in(one, coder)]
        for form, some in texts.items()
    }
    made = {}
    for kind in KINDS:
        of = {p: [(x, k, y) for name, x, k, y in some if name == kind] for p, some in seen.items()}
        scale, biases = fitted(of["brief"])
        own = shift(of["article"], scale, biases)
        made[kind] = {"scale": round(scale, 4), "biases": biases, "shift": own}
        print(f"{kind}: scale {scale:.2f}, shift in articles {own:.2f}")
    return made


def _bars(
    told: Sequence[tuple[Row, Sequence[Report]]], kind: str, least: float
) -> Iterator[tuple[str, float, float, float]]:
    """Give the bar of each point, with precision and recall at it."""
    scores = {round(0.01 * n, 2): _score(told, kind, 0.01 * n) for n in range(5, 95)}
    below = [b for b, (_, p, r) in scores.items() if p < least and r > FEW]
    bars = {
        "precision": round(max(below, default=0.04) + 0.01, 2),
        "recall": max(scores, key=lambda bar: (scores[bar][0], bar)),
    }
    for point, bar in bars.items():
        _, precision, recall = scores[min(bar, max(scores))]
        yield point, bar, precision, recall


def _score(told: Iterable[tuple[Row, Any]], kind: str, bar: float) -> tuple[float, float, float]:
    """Give F2, precision and recall of what reaches a bar."""
    right = said = owed = met = 0
    for row, reports in told:
        got: set[tuple[Any, ...]]
        if kind == "between":
            got = {
                (r.actor.country, root(r.type), r.recipient.country)
                for r in reports
                if r.type and r.confidence >= bar and r.status in REAL and r.actor and r.recipient
                and r.actor.country and r.recipient.country
                and r.actor.country != r.recipient.country
            }  # fmt: skip
            events = row.items("events")
            must = [_forms(e) for e in events if e["status"] in REAL]
            may = set().union(*(_forms(e) for e in events)) if events else set()
        else:
            got = {
                (root(r.type),) for r in reports if r.type and r.confidence >= bar and not _two(r)
            }
            events = row.items("other")
            must = [{(root(e["type"]),)} for e in events if e["status"] in REAL]
            may = {(root(k),) for e in events for k in (e["type"], *e.get("alt_types", ()))}
        right += len(got & may)
        said += len(got)
        met += sum(bool(form & got) for form in must)
        owed += len(must)
    precision, recall = right / max(1, said), met / max(1, owed)
    return 5 * precision * recall / max(1e-9, 4 * precision + recall), precision, recall


def _two(report: Any) -> bool:
    a, b = report.actor, report.recipient
    return bool(a and b and a.country and b.country and a.country != b.country)


def _forms(event: dict[str, Any]) -> set[tuple[Any, ...]]:
    found = set()
    for kind in (event["type"], *event.get("alt_types", ())):
        found.add((event["actor"], root(kind), event["recipient"]))
        if kind in SYMMETRIC:
            found.add((event["recipient"], root(kind), event["actor"]))
    return found


if __name__ == "__main__":
    main()
