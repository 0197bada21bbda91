"""What live collecting keeps: items and their revisions, the line, and where sources stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from detente.records import Item, Page, SourceState, Waiting, content_id
from detente.store import Ledger, SourceDay
from tests.store.world import NOW, document

LATER = NOW + timedelta(minutes=5)


def item(name: str, revision: int = 0, *marks: str) -> Item:
    words = content_id(name, revision)
    return Item(
        key=content_id(name),
        digest=words,
        words=words,
        revision=revision,
        source="s" * 16,
        url=f"https://example.org/{name}",
        title=f"{name} {revision}",
        marks=marks or (content_id("mark", name),),
        seen=NOW + timedelta(minutes=revision),
    )


def waits(name: str, *, fetch: bool, due: datetime = NOW) -> Waiting:
    page = Page(
        url=f"https://example.org/{name}", body=b"{}", media_type="application/json", fetched_at=NOW
    )
    return Waiting(item=item(name).id, page=page, fetch=fetch, due=due)


def test_an_item_is_known_by_any_of_its_marks_in_its_newest_wording(ledger: Ledger) -> None:
    with ledger.run(NOW) as run:
        run.add_items([item("a", 0, "by-id", "by-link"), item("b", 0, "other")])
        run.add_items([item("a", 1, "by-id", "by-new-link")])
    found = ledger.known(["by-id", "by-link", "by-new-link", "nobody's"])
    assert {mark: one.revision for mark, one in found.items()} == {
        "by-id": 1, "by-link": 1, "by-new-link": 1,
    }  # fmt: skip
    assert [one.title for one in ledger.items(key=content_id("a"))] == ["a 0", "a 1"]
    assert [one.title for one in ledger.items(revised=True)] == ["a 1"]


def test_a_wording_that_comes_back_is_a_revision_of_its_own(ledger: Ledger) -> None:
    first = item("a", 0)
    again = replace(item("a", 2), words=first.words, digest=first.digest)
    with ledger.run(NOW) as run:
        assert run.add_items([first, item("a", 1), again]) == 3
        assert run.add_items([again]) == 0
    assert ledger.known(first.marks)[first.marks[0]].revision == 2


def test_known_asks_for_any_number_of_marks(ledger: Ledger) -> None:
    with ledger.run(NOW) as run:
        run.add_items([item(str(n)) for n in range(1200)])
    assert len(ledger.known(content_id("mark", str(n)) for n in range(2400))) == 1200


def test_what_waits_longest_comes_first_and_leaves_when_done(ledger: Ledger) -> None:
    early, late = waits("a", fetch=True), waits("b", fetch=True, due=LATER)
    read = waits("c", fetch=False)
    with ledger.run(NOW) as run:
        run.enqueue([late, early, read])
        assert ledger.waiting(fetch=True) == (early, late)
        assert ledger.waiting(fetch=True, due=NOW) == (early,)
        assert ledger.waiting_counts() == (2, 1)
        run.enqueue([replace(early, fetch=False)])  # fetched: the same item now waits to be read
        assert ledger.waiting_counts() == (1, 2)
        run.finish([early, read], [(early.item, document(1).id)])
    assert ledger.waiting_counts() == (1, 0)
    assert ledger.documents_of(early.item) == (document(1).id,)


def test_a_document_tells_all_wordings_of_its_item(ledger: Ledger) -> None:
    with ledger.run(NOW) as run:
        run.add_items([item("a", 0), item("a", 1), item("b")])
        run.finish([], [(item("a", 1).id, document(1).id)])
    assert [one.revision for one in ledger.revisions(document(1).id)] == [0, 1]
    assert ledger.revisions(document(2).id) == ()


def test_a_state_takes_the_place_of_the_one_before(ledger: Ledger) -> None:
    state = SourceState(source="s" * 16, address="https://example.org/rss", failures=2)
    better = replace(state, failures=0, answered=NOW, times=(NOW,))
    with ledger.run(NOW) as run:
        run.set_state(state)
        run.set_state(better)
    assert ledger.states() == {state.source: better}


def test_what_a_day_brought_adds_up(ledger: Ledger) -> None:
    one = SourceDay("s" * 16, date(2025, 7, 1), polls=1, answers=1, new=3, changed=0, bytes=10)
    with ledger.run(NOW) as run:
        for day in (one, one, one._replace(day=date(2025, 7, 2), new=0)):
            run.count(day)
    first, second = ledger.source_days()
    assert (first.polls, first.new, first.bytes) == (2, 6, 20)
    assert ledger.source_days(since=second.day) == (second,)


def test_a_copy_leads_to_its_origin(ledger: Ledger) -> None:
    with ledger.run(NOW) as run:
        run.add_copies([("copy", "origin", 0.9)])
        run.add_copies([("copy", "another", 0.8)])
    assert ledger.origin("copy") == "origin"
    assert ledger.origin("origin") == "origin"
    assert ledger.copies() == {"copy": ("origin", 0.9)}


def test_steps_taken_together_stand_or_fall_together(ledger: Ledger) -> None:
    class Stop(Exception):
        pass

    def work() -> None:
        with ledger.run(NOW) as run, run.together():
            run.add_items([item("a")])
            run.enqueue([waits("a", fetch=True)])
            run.set_state(SourceState(source="s", address="https://example.org"))
            run.count(SourceDay("s", NOW.astimezone(UTC).date(), polls=1))
            raise Stop

    with pytest.raises(Stop):
        work()
    assert ledger.waiting_counts() == (0, 0)
    assert not ledger.states()
    assert not ledger.source_days()
    assert not list(ledger.items())


def test_the_version_changes_with_what_is_told_and_not_with_collecting(ledger: Ledger) -> None:
    before = ledger.version()
    with ledger.run(NOW) as run:
        run.add_items([item("a")])
        run.set_state(SourceState(source="s", address="https://example.org"))
        assert ledger.version() == before
        run.add([document(1)])
    assert ledger.version() != before
