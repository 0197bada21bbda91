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

    def take(
        self,
        *entries: Entry,
        source: Source = SOURCE,
        minutes: int = 0,
        unread: frozenset[str] | set[str] = frozenset(),
    ) -> Sifted:
        listing = Listing(entries=entries)
        newest = {item.key: item for item in self.items}
        by_mark = {mark: newest[item.key] for item in self.items for mark in item.marks}
        known = {mark: by_mark[mark] for mark in marks(listing, source) if mark in by_mark}
        now = NOW + timedelta(minutes=minutes)
        found = sift(listing, source, known, now=now, unread=unread)
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
    touched = memory.take(replace(ENVOY, updated=NOW - timedelta(minutes=10)), minutes=15)
    assert touched.changed == 1
    same = replace(ENVOY, updated=NOW - timedelta(minutes=10))
    assert memory.take(same, minutes=45).changed == 0
    assert memory.take(replace(ENVOY, updated=NOW), minutes=20).changed == 0  # too soon
    assert memory.take(replace(ENVOY, updated=NOW), minutes=45).changed == 1


def test_a_first_word_of_a_change_counts_from_when_it_was_seen() -> None:
    memory = Memory()
    memory.take(ENVOY)
    earlier = replace(ENVOY, updated=NOW - timedelta(minutes=1))
    assert memory.take(earlier, minutes=30).changed == 0
    later = replace(ENVOY, updated=NOW + timedelta(minutes=20))
    assert memory.take(later, minutes=30).changed == 1


def test_a_time_of_change_that_is_only_the_time_of_asking_means_nothing() -> None:
    memory = Memory()
    memory.take(*(replace(entry, updated=NOW) for entry in (ENVOY, TRUCKS)))
    later = NOW + timedelta(minutes=30)
    again = memory.take(*(replace(entry, updated=later) for entry in (ENVOY, TRUCKS)), minutes=30)
    assert again.changed == 0


def test_one_id_for_all_items_names_none_of_them() -> None:
    memory = Memory()
    one, other = replace(ENVOY, guid="same"), replace(TRUCKS, guid="same")
    assert memory.take(one, other).new == 2
    assert memory.take(other, one).new == 0


def test_one_link_for_all_items_names_none_of_them() -> None:
    """As in feeds whose items all lead to the front page, or to one page of live news."""
    memory = Memory()
    live = "https://example.org/live"
    one, other = replace(ENVOY, url=live), replace(TRUCKS, url=f"{live}#post-8")
    assert memory.take(one, other).new == 2
    again = memory.take(other, one)
    assert (again.new, again.changed) == (0, 0)
    second = Source.feed("https://example.org/second.rss")
    assert (
        memory.take(*(replace(e, guid=f"2-{e.guid}") for e in (one, other)), source=second).new == 2
    )


def test_a_new_item_under_an_old_link_is_new() -> None:
    memory = Memory()
    memory.take(ENVOY)
    assert memory.take(replace(TRUCKS, url=ENVOY.url)).new == 1


def test_what_brought_no_document_may_be_told_by_another_feed() -> None:
    memory = Memory()
    (item,) = memory.take(ENVOY).items
    second = Source.feed("https://example.org/world.rss")
    whole = replace(ENVOY, guid="w7", whole=True, text="Other words. " * 60)
    assert memory.take(whole, source=second).changed == 0
    assert memory.take(whole, source=second, unread={item.id}).changed == 1


def test_an_item_is_known_by_marks_that_it_gets_later() -> None:
    memory = Memory()
    memory.take(ENVOY)
    moved = memory.take(replace(ENVOY, url="https://example.org/moved"))
    assert len(moved.marks) == 1
    assert {key for _, key in moved.marks} == {memory.items[0].key}


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
