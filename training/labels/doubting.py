"""Rank lines for reading: by rare types, or by how much a first model wavers. Needs scikit-learn.

The model sees words and pairs of words of a line and says which types occur between states. It
only orders lines: no reader sees an answer of it, and nothing of it ships.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from detente.coding import Coder, coder
from detente.evaluation.tasks.events import document
from detente.records import EVENT_TYPES

__all__ = ["ranked"]

ENOUGH = 150
"""Asserted events that each type should reach."""
SINGLES = 2
"""Lines with a type below which no model of it is made."""
REGULARISATION = 8.0
DEEP = 20_000
"""Lines of a model's order that are looked at."""


def ranked(
    choice: str, pool: Sequence[Mapping[str, Any]], labels: Sequence[Mapping[str, Any]],
    texts: Mapping[str, str],
) -> dict[str, list[Mapping[str, Any]]]:  # fmt: skip
    """Give the lines of each year, the most wanted first.

    `labels` are readings so far, `texts` their lines by id. For ``types`` and ``rare``, types below
    `ENOUGH` asserted events take turns, the poorest most often; each takes its likeliest line,
    in every other turn among those that ``rules.v1`` gives the type. For ``unsure`` it is the line
    with the greatest of the least entropies: the model is sure of no type, neither yes nor no.
    """
    words = TfidfVectorizer(
        ngram_range=(1, 2), min_df=2, sublinear_tf=True, strip_accents="unicode"
    )
    seen = words.fit_transform([texts[row["id"]] for row in labels])
    asked = words.transform([line["text"] for line in pool])
    truth = [{e["type"] for e in row["events"] if e["status"] == "asserted"} for row in labels]
    chances = np.zeros((len(pool), len(EVENT_TYPES)))
    for column, kind in enumerate(EVENT_TYPES):
        holds = np.array([kind in types for types in truth])
        if holds.sum() >= SINGLES:
            model = LogisticRegression(C=REGULARISATION, class_weight="balanced", max_iter=500)
            chances[:, column] = model.fit(seen, holds).predict_proba(asked)[:, 1]
    orders = _wanting(chances, labels, pool) if choice != "unsure" else [_unsure(chances)]
    return _by_year(pool, orders)


def _unsure(chances: NDArray[np.float64]) -> list[int]:
    sure = np.clip(chances, 1e-9, 1 - 1e-9)
    entropy = -(sure * np.log(sure) + (1 - sure) * np.log(1 - sure))
    return [int(n) for n in np.argsort(-entropy.min(axis=1), kind="stable")]


def _wanting(
    chances: NDArray[np.float64],
    labels: Sequence[Mapping[str, Any]],
    pool: Sequence[Mapping[str, Any]],
) -> list[list[int]]:
    """Give an order of lines for each turn: a type gets turns in proportion to what it lacks."""
    have = Counter(
        event["type"] for row in labels for event in row["events"] if event["status"] == "asserted"
    )
    rules = coder("rules.v1")
    by_rules = [_types(line, rules) for line in pool]
    orders = []
    for column, kind in enumerate(EVENT_TYPES):
        order = [int(n) for n in np.argsort(-chances[:, column], kind="stable")]
        told = [n for n in order if kind in by_rules[n]]
        turns = -(-max(0, ENOUGH - have[kind]) // 10)
        orders += [told if turn % 2 else order[:DEEP] for turn in range(turns)]
    return orders


def _types(line: Mapping[str, Any], rules: Coder) -> set[str]:
    reports = rules.code(document(line["text"], url=line["id"]))
    return {
        report.type
        for report in reports
        if report.type and report.actor and report.recipient
        and report.actor.country != report.recipient.country
    }  # fmt: skip


def _by_year(
    pool: Sequence[Mapping[str, Any]], orders: Sequence[Sequence[int]]
) -> dict[str, list[Mapping[str, Any]]]:
    """Deal the lines of each order in turn to their years, each line once."""
    years = sorted({line["date"][:4] for line in pool})
    dealt: dict[str, list[Mapping[str, Any]]] = {}
    for year in years:
        places = [[n for n in order if pool[n]["date"][:4] == year] for order in orders]
        used: set[int] = set()
        dealt[year] = []
        at: defaultdict[int, int] = defaultdict(int)
        while any(at[k] < len(mine) for k, mine in enumerate(places)):
            for k, mine in enumerate(places):
                while at[k] < len(mine) and mine[at[k]] in used:
                    at[k] += 1
                if at[k] < len(mine):
                    used.add(mine[at[k]])
                    dealt[year].append(pool[mine[at[k]]])
    return dealt
