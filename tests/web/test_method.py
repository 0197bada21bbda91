"""The method page says what the code does."""

from __future__ import annotations

import httpx
import pytest

from detente.knowledge.ladder import RUNGS
from detente.monitor import measured
from detente.records import EVENT_TYPES
from detente.tension.indices import net


def test_it_shows_ladder_types_and_versions(client: httpx.Client) -> None:
    text = client.get("/method").text
    assert all(rung.name in text for rung in RUNGS)
    assert all(f">{kind}</span>" in text for kind in EVENT_TYPES)
    assert all(version in text for version in ("ladder.v1", "net.v1", "baserate.v1", "merge.v1"))


def test_words_are_explained_where_pages_link_to(client: httpx.Client) -> None:
    text = client.get("/method").text
    assert 'id="glossary"' in text
    for word in ("origin", "claimed", "admitted", "contested", "confidence", "no-data"):
        assert f'<div id="word-{word}">' in text
    for path in ("/pair/NOR-SWE", "/event/"):
        page = client.get(path if "pair" in path else first_event(client))
        assert 'href="/method#glossary"' in page.text


def first_event(client: httpx.Client) -> str:
    return f"/event/{client.get('/pair/NOR-SWE.json').json()['events'][0]['id']}"


def test_measured_figures_are_a_table(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = measured.parse_measured(
        '[[figure]]\nwhat = "acts <b>"\nvalue = "0.41"\ndata = "x"\ndate = "2025-07-01"\n'
        'command = "detente bench"\n'
    )
    monkeypatch.setattr("detente.monitor.method.measured", lambda: rows)
    text = client.get("/method").text
    assert "acts &lt;b&gt;" in text
    assert "<b>0.41</b>" in text
    assert "not compared" in text
    assert client.get("/method.json").json()["measured"][0]["value"] == "0.41"
    monkeypatch.setattr("detente.monitor.method.measured", tuple)
    assert "carries no measured figures" in client.get("/method").text


def test_formulas_are_those_of_the_module(client: httpx.Client) -> None:
    formula = next(line for line in (net.__doc__ or "").splitlines() if "value = 100" in line)
    assert f'<pre class="formula">{formula.strip()}' in client.get("/method").text
