"""The past, each episode once."""

from __future__ import annotations

from datetime import date
from typing import Any

from detente.merging import roots
from detente.records import Actor, Report, When
from tests.merging.building import report


def past(name: str, label: str, when: str, deed: str = "RUS ASSAULT IRN", **fields: Any) -> Report:
    quote = f"In {when}, {label or 'the armies met'}."
    return report(quote, deed, status="background", label=label, when=when, document=name, **fields)


def test_mentions_merge_by_name_and_date() -> None:
    mentions = [
        past("a", "Treaty of Gulistan", "1813"),
        past("b", "the treaty of Gulistan", "1813", "IRN AGREE RUS"),
        past("c", "Treaty of Turkmenchay", "1828"),
        past("d", "Treaty of Gulistan", "1828"),
    ]
    found = roots(mentions)
    assert [(b.label, str(b.when), len(b.reports)) for b in found] == [
        ("Treaty of Gulistan", "1813", 2),
        ("Treaty of Gulistan", "1828", 1),
        ("Treaty of Turkmenchay", "1828", 1),
    ]
    assert [a.code for a in found[0].actors] == ["IRN", "RUS"]


def test_unnamed_mentions_merge_by_deed() -> None:
    mentions = [
        past("a", "", "1988/1994", "RUS AID ARM"),
        past("b", "", "1988/1994", "RUS AID ARM"),
        past("c", "", "1988/1994", "RUS ASSAULT ARM"),
    ]
    found = roots(mentions)
    assert sorted((b.type, len(b.reports)) for b in found) == [("AID", 2), ("ASSAULT", 1)]
    assert all(b.label.startswith("In 1988/1994") for b in found)


def test_only_what_was_known_and_is_dated() -> None:
    early = past("a", "War", "1990", published=date(2025, 1, 1))
    late = past("b", "War", "1990", published=date(2025, 3, 1))
    undated = past("c", "War", "", published=date(2025, 1, 1))
    current = report("Envoys met.", "RUS CONSULT IRN")
    (found,) = roots([late, early, undated, current], as_of=date(2025, 2, 1))
    assert found.reports == (early.id,)
    assert found.when == When.year(1990)


def test_order_does_not_matter() -> None:
    mentions = [past(str(i), label, "1920") for i, label in enumerate(["War", "the war", "Wär"])]
    assert roots(mentions) == roots(reversed(mentions + mentions))


def test_an_actor_has_its_shortest_name() -> None:
    names = ("the Russian Empire", "Russia")
    mentions = [
        past(str(i), "War", "1828", actor=Actor(country="RUS", name=name))
        for i, name in enumerate(names)
    ]
    (found,) = roots(mentions)
    assert [a.name for a in found.actors if a.country == "RUS"] == ["Russia"]
