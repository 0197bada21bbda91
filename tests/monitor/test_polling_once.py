"""One poll of everything: real feeds and articles from a real server, into a real ledger."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.store import Ledger
from tests.monitor.collecting_world import content, once
from tests.newsroom import NewsServer, Reply, gone, too_many
from tests.newsroom.world import World, story


@pytest.fixture
def world() -> Iterator[World]:
    with NewsServer() as server:
        yield World(server)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


def test_a_teaser_leads_to_its_article_and_a_whole_text_does_not(world: World, path: Path) -> None:
    teasers, whole = world.outlet(), world.outlet(whole=True)
    teasers.publish(story(1), story(2))
    whole.publish(story(3))
    summary = once(path, world.outlets)
    assert (summary.polled, summary.failed, summary.items, summary.new_documents) == (2, 0, 3, 3)
    fetched = [p for p in world.server.paths if p.endswith(".html")]
    assert sorted(fetched) == ["/outlet0/s1.html", "/outlet0/s2.html"]
    with Ledger.open(path) as ledger:
        texts = {d.title: d.text for d in ledger.documents()}
        assert "Shops in the old town" in texts[story(1).title]
        assert summary.events > 0
        assert ledger.waiting_counts() == (0, 0)


def test_a_second_poll_asks_conditionally_and_adds_nothing(world: World, path: Path) -> None:
    world.outlet().publish(*map(story, range(5)))
    once(path, world.outlets)
    before = content(path)
    world.server.forget()
    again = once(path, world.outlets)
    (request,) = [r for r in world.server.requests if r.path.endswith("feed.xml")]
    assert "if-none-match" in request.headers
    assert [p for p in world.server.paths if p.endswith(".html")] == []
    assert (again.items, again.new_documents) == (0, 0)
    assert content(path) == before


def test_a_reworded_story_keeps_its_first_wording(world: World, path: Path) -> None:
    outlet = world.outlet()
    outlet.publish(story(1))
    once(path, world.outlets)
    outlet.reword(story(1), "Corrected")
    summary = once(path, world.outlets)
    assert (summary.items, summary.revised, summary.new_documents) == (0, 1, 1)
    with Ledger.open(path) as ledger:
        new = next(d for d in ledger.documents() if d.title.endswith("Corrected"))
        assert [item.title for item in ledger.revisions(new.id)] == [
            story(1).title, f"{story(1).title} Corrected",
        ]  # fmt: skip
        assert len(list(ledger.documents())) == 2


def test_an_article_that_is_not_there_is_read_as_the_feed_tells_it(
    world: World, path: Path
) -> None:
    outlet = world.outlet()
    outlet.publish(story(1))
    world.server.set("/outlet0/s1.html", Reply(status=404))
    summary = once(path, world.outlets)
    assert summary.new_documents == 1
    assert [(stage, reason) for stage, _, reason, _, _ in summary.skips if stage == "collect"] == [
        ("collect", "article not fetched: not found")
    ]
    with Ledger.open(path) as ledger:
        (document,) = ledger.documents()
        assert "not the whole article" in document.note


def test_an_article_that_fails_for_the_moment_waits_for_the_next_run(
    world: World, path: Path
) -> None:
    outlet = world.outlet()
    outlet.publish(story(1))
    world.server.set("/outlet0/s1.html", Reply(status=500))
    summary = once(path, world.outlets)
    assert (summary.waiting, summary.new_documents) == (1, 0)


def test_a_source_that_breaks_never_hides_the_others(world: World, path: Path) -> None:
    good, dead, busy, wrong = (world.outlet() for _ in range(4))
    for outlet in world.outlets:
        outlet.publish(story(len(outlet.name)))
    world.server.set("/outlet1/feed.xml", gone())
    world.server.set("/outlet2/feed.xml", too_many(120))
    world.server.set("/outlet3/feed.xml", Reply(body=b"<html><title>Hello</title></html>"))
    summary = once(path, world.outlets)
    assert (summary.polled, summary.failed, summary.new_documents) == (4, 3, 1)
    with Ledger.open(path) as ledger:
        by_name = {s.name: ledger.states()[s.id] for s in ledger.sources()}
    assert by_name[good.name].error == ""
    assert by_name[dead.name].gone
    assert "wait" in by_name[busy.name].error
    assert "web page" in by_name[wrong.name].error


def test_a_copy_is_linked_to_the_text_that_came_first(world: World, path: Path) -> None:
    first, second = world.outlet(), world.outlet()
    first.publish(story(7))
    once(path, [first])
    second.publish(story(7))
    once(path, world.outlets)
    with Ledger.open(path) as ledger:
        by_url = {d.url: d.id for d in ledger.documents()}
        copy, origin = by_url[second.address(story(7))], by_url[first.address(story(7))]
        assert ledger.origin(copy) == origin
