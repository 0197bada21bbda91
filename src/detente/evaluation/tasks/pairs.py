"""``pairs``: actor and recipient are given, and the type is asked.

Scores: accuracy over the 15 roots, macro-F1 over roots, quad classes, and cooperation or conflict.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from detente.coding import Coder
from detente.evaluation.figures import Figure, Units, f1_of, figure
from detente.evaluation.gold import Row
from detente.evaluation.scheme import QUAD, ROOTS, root
from detente.evaluation.tasks import Prediction, Predictions

__all__ = ["NAME", "figures", "marked", "predict"]

NAME = "pairs"
_MARK = re.compile(r"<(/?)([st])>")
_NONE = len(ROOTS)


def predict(row: Row, coder: Coder) -> Prediction:
    """Give the type that the coder sees between the two marked spans, or null."""
    text, actor, recipient = marked(row)
    return {"type": coder.type_of(text, actor, recipient)}


def marked(row: Row) -> tuple[str, tuple[int, int], tuple[int, int]]:
    """Take the marks ``<s>…</s>`` and ``<t>…</t>`` out of a text and give what they held.

    An end that the text does not mark, since it does not name it, is an empty span at its start; of
    several marks of one kind the last counts.
    """
    text = row.text("marked")
    plain, at = "", 0
    ends: dict[str, list[int]] = {"s": [], "t": []}
    for mark in _MARK.finditer(text):
        plain += text[at : mark.start()]
        at = mark.end()
        ends[mark[2]].append(len(plain))
    if any(len(bounds) % 2 for bounds in ends.values()):
        raise row.wrong("a mark <s>…</s> or <t>…</t> in 'marked' is not closed")
    spans = [(bounds[-2], bounds[-1]) if bounds else (0, 0) for bounds in ends.values()]
    return plain + text[at:], spans[0], spans[1]


def figures(rows: Sequence[Row], said: Predictions) -> list[Figure]:
    """Score types by id."""
    gold = np.array([_gold_code(row) for row in rows])
    found = np.array([_code(said.get(row["id"], {}).get("type")) for row in rows])
    quads = np.array([QUAD[name] - 1 for name in ROOTS] + [4])
    sides = np.array([0, 0, 1, 1, 2])
    result = [figure(("accuracy",), lambda u: float(np.mean(gold[u] == found[u])), len(rows))]
    for name, level, labels in (
        ("root", np.arange(_NONE + 1), _NONE),
        ("quad", quads, 4),
        ("binary", sides[quads], 2),
    ):
        g, f = level[gold], level[found]

        def score(units: Units, g: Units = g, f: Units = f, labels: int = labels) -> float:
            return f1_of(g[units], f[units], labels)

        result.append(figure((f"{name}_macro_f1",), score, len(rows)))
    return result


def _gold_code(row: Row) -> int:
    code = _code(row.text("code"))
    if code == _NONE:
        raise row.wrong(f"'code' is no PLOVER type: {row['code']!r}")
    return code


def _code(kind: str | None) -> int:
    name = root(kind or "")
    return ROOTS.index(name) if name in QUAD else _NONE
