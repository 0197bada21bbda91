"""The feed as RFC 4287 wants it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest

from detente.publishing.channels import atom
from detente.records import Event, Report
from tests.publishing.examples import (
    EVENTS,
    HOSTILE,
    PAIR,
    RAID,
    RAID_AGAIN,
    REPORTS,
    SUMMONS,
    event,
)

NS = {"a": "http://www.w3.org/2005/Atom"}
STAMP = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
URN = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def parsed(
    events: tuple[Event, ...] = EVENTS, reports: tuple[Report, ...] = REPORTS, **others: str
) -> ElementTree.Element:
    made = atom.feed(PAIR, events=events, reports=reports, **others)  # type: ignore[arg-type]
    return ElementTree.fromstring(made.encode("utf8"))


def texts(root: ElementTree.Element, path: str) -> list[str]:
    return [e.text or "" for e in root.findall(path, NS)]


def test_the_feed_has_what_atom_requires() -> None:
    root = parsed(base_url="http://127.0.0.1:8000", own_url="http://127.0.0.1:8000/f")
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    for element in (root, *root.findall("a:entry", NS)):
        for name in ("title", "id", "updated"):
            assert len(texts(element, f"a:{name}")) == 1, name
            assert texts(element, f"a:{name}")[0]
        assert URN.fullmatch(texts(element, "a:id")[0])
        assert STAMP.fullmatch(texts(element, "a:updated")[0])
        assert element.findall("a:link[@rel='alternate']", NS)
    assert texts(root, "a:author/a:name") == ["Detente"]
    assert len(root.findall("a:link[@rel='self']", NS)) == 1
    ids = texts(root, ".//a:id")
    assert len(ids) == len(set(ids)) == len(EVENTS) + 1


def test_entries_carry_the_quotes_newest_first() -> None:
    root = parsed()
    contents = texts(root, "a:entry/a:content")
    assert "<b>detained two Azerbaijanis</b>" in contents[-1]
    assert "Denied: " in next(c for c in contents if "beaten to death" in c)
    stamps = texts(root, "a:entry/a:updated")
    assert stamps == sorted(stamps, reverse=True)
    assert texts(root, "a:updated") == stamps[:1]


def test_the_same_records_give_the_same_bytes_in_any_order() -> None:
    backwards = atom.feed(PAIR, events=EVENTS[::-1], reports=REPORTS[::-1])
    assert backwards == atom.feed(PAIR, events=EVENTS, reports=REPORTS)


def test_an_entry_keeps_its_id_when_a_later_report_joins_its_event() -> None:
    alone, joined = event(RAID), event(RAID, RAID_AGAIN)
    assert alone.id != joined.id
    before, after = (parsed((e,), (RAID, RAID_AGAIN)) for e in (alone, joined))
    assert texts(before, "a:entry/a:id") == texts(after, "a:entry/a:id")
    assert texts(before, "a:entry/a:updated") < texts(after, "a:entry/a:updated")


def test_an_empty_feed_is_still_a_feed() -> None:
    root = parsed(events=())
    assert texts(root, "a:updated") == ["1970-01-01T00:00:00Z"]
    dated = atom.feed(PAIR, events=(), reports=(), updated=date(2025, 7, 1))
    assert "<updated>2025-07-01T00:00:00Z</updated>" in dated


def test_hostile_text_stays_text() -> None:
    bad = replace(SUMMONS, quote=HOSTILE, span=(0, len(HOSTILE)), outlet=HOSTILE, note=HOSTILE,
                  url="javascript:alert(1)", language='en" onload="x')  # fmt: skip
    root = parsed((event(bad),), (bad,))
    content = texts(root, "a:entry/a:content")[0]
    assert "<script" not in content
    assert "&lt;script&gt;" in content
    assert 'onload="' not in content.replace("&quot;", "'")
    assert not root.findall("a:entry/a:link", NS)
    assert "javascript:alert(1)" not in content


@pytest.mark.parametrize("most", [0, 1, 3])
def test_only_the_latest_events_are_told(most: int) -> None:
    made = atom.feed(PAIR, events=EVENTS, reports=REPORTS, most=most)
    assert made.count("<entry>") == most
