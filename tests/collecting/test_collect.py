from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from tests.newsroom import NewsServer, Reply
from tests.newsroom.world import World, story

import detente as dt
from detente.collecting import collect
from detente.records import Skip, Source

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)


def test_sources_come_in_turn_and_one_of_unknown_kind_does_not_stop_the_rest(
    tmp_path: Path,
) -> None:
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text("One.")
    two.write_text("Two.")
    sources = [
        Source.files(str(one)),
        Source(kind="pigeon", address="loft 7"),
        Source.files(str(two)),
    ]
    skips: list[Skip] = []
    pages = list(collect(sources, now=NOW, on_skip=skips.append))
    assert [page.body for page in pages] == [b"One.", b"Two."]
    [skip] = skips
    assert (skip.subject, skip.kind, skip.reason) == ("loft 7", "error", "unknown kind of source")
    assert "files" in skip.detail
    assert len(list(collect(sources, now=NOW))) == 2


def test_a_page_carries_what_its_source_and_the_user_say(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_text("One.")
    source = Source(kind="files", address=str(path), name="Wire", language="ru", note="summaries")
    [page] = collect([source], now=NOW, published=date(2025, 7, 1))
    assert page.url == str(path)
    assert (page.outlet, page.language, page.note) == ("Wire", "ru", "summaries")
    assert (page.source, page.fetched_at, page.published) == (source.id, NOW, date(2025, 7, 1))


def test_the_time_of_a_file_is_not_taken_for_a_date(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("One.")
    [page] = collect([Source.files(str(tmp_path))], now=NOW)
    assert page.published is None


def test_a_feed_on_the_web_is_asked_once_with_its_articles() -> None:
    with NewsServer() as server:
        outlet = World(server).outlet(host="127.0.0.1")
        outlet.publish(story(1), story(2))
        server.set("/outlet0/s2.html", Reply(status=404))
        skips: list[Skip] = []
        feeds = [Source.feed(outlet.feed)]
        pages = list(dt.collect(feeds, now=NOW, on_skip=skips.append, allow=["127.0.0.1"]))
    found = {page.url: page.media_type for page in pages}
    assert found == {
        outlet.address(story(1)): "text/html",
        outlet.address(story(2)): "application/json",
    }
    assert [skip.reason for skip in skips] == ["article not fetched: not found"]


def test_a_source_that_must_not_be_fetched_is_a_skip() -> None:
    skips: list[Skip] = []
    feed = Source.feed("http://127.0.0.1/feed.xml")
    assert list(collect([feed], now=NOW, on_skip=skips.append)) == []
    assert [skip.reason for skip in skips] == ["source not polled: address refused"]
