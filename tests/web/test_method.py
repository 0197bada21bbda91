"""The method page says what the code does."""

from __future__ import annotations

import httpx

from detente.knowledge.ladder import RUNGS
from detente.records import EVENT_TYPES
from detente.tension.indices import net


def test_it_shows_ladder_types_and_versions(client: httpx.Client) -> None:
    text = client.get("/method").text
    assert all(rung.name in text for rung in RUNGS)
    assert all(f">{kind}</span>" in text for kind in EVENT_TYPES)
    assert all(version in text for version in ("ladder.v1", "net.v1", "baserate.v1", "merge.v1"))


def test_formulas_are_those_of_the_module(client: httpx.Client) -> None:
    formula = next(line for line in (net.__doc__ or "").splitlines() if "value = 100" in line)
    assert f'<pre class="formula">{formula.strip()}' in client.get("/method").text
