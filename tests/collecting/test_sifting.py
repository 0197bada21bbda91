"""New, changed, unchanged: no item twice, none lost, whatever a source does to links and ids."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.collecting.identity import link_of
from detente.collecting.listing import Entry, Listing
from detente.collecting.sifting import Sifted, marks, sift
from detente.records import Item, Source

NOW = datetime(2025, 7, 1, 12, tzinfo=UTC)
SOURCE = Source.feed("https://example.org/rss", name="Example")
ENVOY = Entry(
    url="https://example.org/envoy",
    guid="7",
    title="Baku summons the Russian envoy",
    text="Azerbaijan summoned the Russian ambassador on Monday over the raids in Yekaterinburg.",
    published=NOW - timedelta(hours=1),
)
TRUCKS = replace(
    ENVOY, url="https://example.org/trucks", guid="8", title="Trucks held at the border",
    text="Russia held forty trucks from Azerbaijan at the border, their drivers said on Monday.",
)  # fmt: skip


class Memory:
    """Remembers items as the ledger does."""

    def __init__(self) -> None:
        self.items: list[Item] = []

    def take(self, *entries: Entry, source: Source = SOURCE, minutes: int = 0) -> Sifted:
        listing = Listing(entries=entries)
        newest = {item.key: item for item in self.items}
        by_mark = {mark: newest[item.key] for item in self.items for mark in item.marks}
        known = {mark: by_mark[mark] for mark in marks(listing, source) if mark in by_mark}
        found = sift(listing, source, known, now=NOW + timedelta(minutes=minutes))
        self.items += found.items
        return found


def test_what_was_seen_before_is_not_new() -> None:
    memory = Memory()
    assert memory.take(ENVOY, TRUCKS).new == 2
    again = memory.take(ENVOY, TRUCKS)
    assert (again.new, again.changed, again.waiting) == (0, 0, ())


def test_the_oldest_of_a_listing_is_read_first() -> None:
    titles = [item.title for item in Memory().take(ENVOY, TRUCKS).items]
    assert titles == [TRUCKS.title, ENVOY.title]


@pytest.mark.parametrize(
    "changed",
    [
        {"url": "https://example.org/moved/envoy"},
        {"guid": "other"},
        {"guid": "", "url": "https://www.example.org/envoy/?utm_source=rss#top"},
        {"url": "https://example.org/new", "guid": "new"},
    ],
    ids=["link", "id", "tracking", "link and id"],
)
def test_an_item_is_known_again_across_changes(changed: dict[str, str]) -> None:
    memory = Memory()
    memory.take(ENVOY)
    again = memory.take(replace(ENVOY, **changed))  # type: ignore[arg-type]
    assert (again.new, again.changed) == (0, 0)


def test_a_changed_headline_is_a_revision_and_is_read_again() -> None:
    memory = Memory()
    first = memory.take(ENVOY).items[0]
    found = memory.take(replace(ENVOY, title="Baku expels the Russian envoy"), minutes=5)
    assert (found.new, found.changed) == (0, 1)
    (item,) = found.items
    assert (item.key, item.revision) == (first.key, 1)
    assert len(found.waiting) == 1
    assert memory.take(ENVOY).items[0].revision == 2  # back to the first wording


def test_a_change_that_the_source_only_announces_is_fetched() -> None:
    memory = Memory()
    memory.take(replace(ENVOY, updated=NOW - timedelta(hours=1)))
    touched = memory.take(replace(ENVOY, updated=NOW - timedelta(minutes=10)), minutes=5)
    assert touched.changed == 1
    assert memory.take(replace(ENVOY, updated=NOW - timedelta(minutes=10))).changed == 0


def test_a_time_of_change_that_is_only_the_time_of_asking_means_nothing() -> None:
    memory = Memory()
    memory.take(replace(ENVOY, updated=NOW))
    later = NOW + timedelta(minutes=5)
    assert memory.take(replace(ENVOY, updated=later), minutes=5).changed == 0


def test_one_id_for_all_items_names_none_of_them() -> None:
    memory = Memory()
    one, other = replace(ENVOY, guid="same"), replace(TRUCKS, guid="same")
    assert memory.take(one, other).new == 2
    assert memory.take(other, one).new == 0


def test_another_feed_of_the_same_article_adds_nothing() -> None:
    memory = Memory()
    memory.take(ENVOY)
    second = Source.feed("https://example.org/world.rss")
    found = memory.take(replace(ENVOY, guid="w7", text="Other words."), source=second)
    assert (found.new, found.changed) == (0, 0)


def test_short_words_alone_do_not_make_two_items_one() -> None:
    memory = Memory()
    brief = Entry(title="Daily briefing", url="https://example.org/1")
    assert memory.take(brief).new == 1
    assert memory.take(replace(brief, url="https://example.org/2")).new == 1


def test_an_item_without_link_id_and_date_is_kept_once() -> None:
    memory = Memory()
    bare = Entry(title="Short note")
    assert memory.take(bare).new == 1
    assert memory.take(bare).new == 0


def test_only_a_teaser_is_fetched() -> None:
    whole = replace(TRUCKS, whole=True)
    found = Memory().take(ENVOY, whole, Entry(title="No address", guid="9"))
    wanted = {waiting.page.url: waiting.fetch for waiting in found.waiting}
    assert wanted == {ENVOY.url: True, TRUCKS.url: False, "https://example.org/rss#9": False}


def test_a_time_in_the_future_counts_as_now() -> None:
    found = Memory().take(replace(ENVOY, published=NOW + timedelta(days=400)), TRUCKS)
    assert sorted(found.times) == [TRUCKS.published, NOW]


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/a?b=1&c=2",
        "https://www.example.org/a/?c=2&b=1",
        "https://example.org/a?b=1&utm_medium=rss&c=2#comments",
        "https://example.org:443/a?b=1&c=2&fbclid=x",
    ],
)
def test_links_to_one_article_are_one_link(url: str) -> None:
    assert link_of(url) == link_of("https://example.org/a?b=1&c=2")


@given(st.text())
def test_any_text_has_a_link_form(url: str) -> None:
    assert link_of(url) == link_of(url)


entries = st.builds(
    Entry,
    url=st.sampled_from(["", "https://example.org/1", "https://example.org/2"]),
    guid=st.sampled_from(["", "1", "2"]),
    title=st.sampled_from(["", "A headline", "Another headline"]),
    text=st.sampled_from(["", "Words. " * 20]),
    published=st.sampled_from([None, NOW]),
)


@given(st.lists(entries, max_size=8))
def test_a_listing_taken_twice_adds_nothing(listed: list[Entry]) -> None:
    memory = Memory()
    memory.take(*listed)
    again = memory.take(*listed)
    assert again.new == 0


@given(st.lists(entries, min_size=1, max_size=8))
def test_every_entry_is_an_item(listed: list[Entry]) -> None:
    """Whatever the marks, each entry's words are those of some revision."""
    memory = Memory()
    memory.take(*listed)
    assert {item.title for item in memory.items} == {entry.title for entry in listed}
