from __future__ import annotations

import csv
from importlib.resources import files
from itertools import pairwise

from detente.outlook.models import baserate

FOLDER = files("detente.outlook.models")


def test_the_table_agrees_with_its_own_counts() -> None:
    rows = list(csv.DictReader((FOLDER / "baserate.v1.csv").read_text("utf8").splitlines()))
    assert len(rows) == 60
    for row in rows:
        assert row["probability"] == f"{int(row['hits']) / int(row['cases']):.4f}"
        assert int(row["pairs"]) <= int(row["cases"])


def test_chances_carry_the_number_of_their_cases() -> None:
    by_standing = {s: {c.base for c in chances} for s, chances in baserate.chances().items()}
    assert all(len(bases) == 1 for bases in by_standing.values())
    assert min(min(bases) for bases in by_standing.values()) > 1000


def test_force_is_likelier_the_higher_a_pair_stands() -> None:
    force = {
        (standing, c.days): c.probability
        for standing, chances in baserate.chances().items()
        for c in chances
        if c.rung == 4
    }
    for days in (30, 90):
        # From 2 to 3 the count runs the other way: threats are rarer than measures and sharper.
        rising = [force[s, days] for s in (0, 1, 3, 4, 5)]
        assert all(one < other for one, other in pairwise(rising))


def test_the_card_gives_every_figure_of_the_table() -> None:
    card = (FOLDER / "baserate.v1.card.md").read_text("utf8")
    table = (FOLDER / "baserate.v1.csv").read_text("utf8").splitlines()
    for line in table:
        assert f"| {line.replace(',', ' | ')} |" in card
    for subject in ("Data", "Licence", "no seed", "Held out", "Limits", baserate.CAPTION):
        assert subject in card
