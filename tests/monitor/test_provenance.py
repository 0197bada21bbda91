"""Whose text a report copies and which wordings it had, up to the Event page."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from detente.monitor.desk import Desk
from detente.monitor.provenance import provenance
from detente.records import Dyad
from detente.store import Ledger
from detente.web.app import create_app
from tests.monitor.collecting_world import once
from tests.newsroom import NewsServer
from tests.newsroom.world import World, story

PAIR = Dyad.of("RUS", "AZE")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a ledger in which one outlet rewords its story and another copies it."""
    path = tmp_path_factory.mktemp("provenance") / "ledger.db"
    with NewsServer() as server:
        world = World(server)
        first, second = world.outlet("first"), world.outlet("second")
        first.publish(story(6))
        once(path, [first])
        first.reword(story(6), "<b>Updated</b>")
        second.publish(story(6))
        once(path, world.outlets)
    return path


def test_copies_and_wordings_are_known_of_each_report(path: Path) -> None:
    with Ledger.open(path) as ledger:
        event = next(iter(ledger.events(dyad=PAIR)))
        known = Desk(ledger).event(event.id).provenance
    assert {one.copy_of for one in known} == {"", "first"}
    reworded = [one for one in known if one.wordings]
    assert {len(one.wordings) for one in reworded} == {2}
    assert reworded[0].wordings[0].title == story(6).title


def test_a_wording_of_later_is_not_known_before(path: Path) -> None:
    with Ledger.open(path) as ledger:
        event = next(iter(ledger.events(dyad=PAIR)))
        reports = ledger.reports_by_id(event.reports).values()
        seen = min(item.seen for item in ledger.items(revised=True)).date()
        before = provenance(ledger, reports, until=seen - timedelta(days=1))
        assert [one.wordings for one in before if one.wordings] == []
        assert [one.wordings for one in provenance(ledger, reports, until=seen) if one.wordings]


def test_the_event_page_tells_both_as_data(path: Path) -> None:
    with Ledger.open(path) as ledger:
        event = next(iter(ledger.events(dyad=PAIR)))
        with TestClient(create_app(ledger), base_url="http://127.0.0.1") as client:
            page = client.get(f"/event/{event.id}").text
    assert "A copy of the text of" in page
    assert "2 wordings" in page
    assert f"{story(6).title} Updated" in page
    assert "<b>Updated" not in page
