"""Clustering does not chain, and does not depend on numbering."""

from __future__ import annotations

from datetime import date, timedelta

from detente.merging import merge
from detente.merging.clustering import clusters
from detente.merging.telling import Telling, known_by, tellings
from detente.records import When
from tests.merging.building import report


def block(days: list[int]) -> list[Telling]:
    start = date(2025, 6, 1)
    made = [
        report(f"deed {i}", "RUS ACCUSE AZE", document=str(i), published=start + timedelta(days=d))
        for i, d in enumerate(days)
    ]
    return tellings(known_by(made, None))


def days_apart(a: Telling, b: Telling) -> int:
    assert a.when is not None
    assert b.when is not None
    return abs((a.when.first - b.when.first).days)


def sizes(found: list[list[Telling]]) -> list[int]:
    return sorted(len(c) for c in found)


def test_a_chain_of_neighbours_is_not_one_cluster() -> None:
    found = clusters(block(list(range(9))), lambda a, b: 1.0 if days_apart(a, b) < 2 else None, 0.5)
    assert all(max(days_apart(a, b) for a in c for b in c) <= 1 for c in found)
    assert sum(map(len, found)) == 9


def test_the_mean_decides_not_the_best_link() -> None:
    def likeness(a: Telling, b: Telling) -> float:
        return {0: 0.9, 1: 0.0}[days_apart(a, b)]

    assert sizes(clusters(block([0, 0, 0, 1]), likeness, 0.2)) == [1, 3]


def test_one_sentence_word_for_word_the_whole_month_stays_thirty_days() -> None:
    month = [
        report("Guns shelled Nikopol.", "RUSMIL ASSAULT UKR", document=str(d), outlet=str(d % 3),
               published=date(2024, 4, d))
        for d in range(1, 31)
    ]  # fmt: skip
    assert [e.when for e in merge(month)] == [When.day(date(2024, 4, d)) for d in range(1, 31)]
