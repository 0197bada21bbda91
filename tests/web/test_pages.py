"""What every page owes its reader."""

from __future__ import annotations

import csv
import io
import json
import re
from html import escape
from html.parser import HTMLParser

import httpx
import pytest

from tests.web import world

PAGES = [
    "/",
    "/pair/NOR-SWE",
    "/pair/DNK-ISL",
    "/pair/NOR-SWE/brief",
    "/sources",
    "/method",
    "/search?q=herring",
]


class Reader(HTMLParser):
    """Collects links, inline styles and scripts, and checks that tags close."""

    VOID = frozenset({"meta", "link", "input", "br", "img", "line", "rect", "path", "circle"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.inline: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.links += [v for k, v in attrs if k in ("href", "src", "action") and v]
        self.ids += [v for k, v in attrs if k == "id" and v]
        self.inline += [k for k in given if k == "style" or k.startswith("on")]
        if tag == "style" or (
            tag == "script" and "src" not in given and given.get("type") != "application/json"
        ):
            self.inline.append(tag)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag


def event_paths(client: httpx.Client) -> list[str]:
    found = re.findall(r'"(/event/[0-9a-f]{16})"', client.get("/pair/NOR-SWE").text)
    assert found
    return sorted(set(found))


def all_pages(client: httpx.Client) -> dict[str, str]:
    return {path: client.get(path).raise_for_status().text for path in PAGES + event_paths(client)}


def test_every_page_is_well_formed_and_names_each_id_once(client: httpx.Client) -> None:
    for path, text in all_pages(client).items():
        ids = Reader(text).ids
        assert len(ids) == len(set(ids)), path


def test_no_page_needs_inline_code_or_another_host(client: httpx.Client) -> None:
    for path, text in all_pages(client).items():
        reader = Reader(text)
        assert reader.inline == [], path
        own = [link for link in reader.links if not link.startswith(("/", "#"))]
        assert all(re.match(r"https://[a-z]+\.example/", link) for link in own), own


def test_every_page_shows_the_note_the_day_and_the_age_of_the_data(client: httpx.Client) -> None:
    for path, text in all_pages(client).items():
        assert escape(world.NOTE) in text, path
        assert f'name="as_of" value="{world.AS_OF}"' in text, path
        said = "the newest document is of 9 April 2024, 1 day before 10 April 2024"
        assert said in text, path


def test_every_page_has_a_permalink_that_shows_the_same_page(client: httpx.Client) -> None:
    for path, text in all_pages(client).items():
        found = re.search(r'<a href="([^"]+)" rel="bookmark">', text)
        assert found, path
        again = client.get(found[1].replace("&amp;", "&")).text
        main = re.compile(r"<h1.*?</h1>", re.DOTALL)
        assert main.search(again)[0] == main.search(text)[0], path  # type: ignore[index]


def test_every_link_of_every_page_leads_somewhere(client: httpx.Client) -> None:
    links = {
        link.split("#")[0].replace("&amp;", "&")
        for text in all_pages(client).values()
        for link in Reader(text).links
        if link.startswith("/")
    }
    broken = [link for link in links if client.get(link).status_code != 200]
    assert broken == []


def test_every_fragment_link_has_its_target(client: httpx.Client) -> None:
    for path, text in all_pages(client).items():
        reader = Reader(text)
        targets = {link[1:] for link in reader.links if link.startswith("#")}
        assert targets <= set(reader.ids), path


def test_every_page_links_json_and_csv_that_can_be_read(client: httpx.Client) -> None:
    for path, text in all_pages(client).items():
        twins = {
            label: link.replace("&amp;", "&")
            for link, label in re.findall(r'<a href="([^"]+)">(JSON|CSV)</a>', text)
        }
        assert set(twins) == {"JSON", "CSV"}, path
        assert isinstance(json.loads(client.get(twins["JSON"]).text), dict)
        sheet = client.get(twins["CSV"])
        assert sheet.headers["content-type"].startswith("text/csv")
        rows = list(csv.reader(io.StringIO(sheet.text)))
        assert len({len(row) for row in rows}) <= 1, path


def test_later_news_changes_no_page_of_an_earlier_day(client: httpx.Client) -> None:
    early = client.get("/pair/NOR-SWE?as_of=2024-03-20").text
    body = early.split("What followed")[0]
    assert "closed its ports" in body
    assert "2024-04" not in body.replace("as_of=2024-04-25", "")
    assert "reopened" not in client.get("/pair/NOR-SWE").text.split("What followed")[0]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2024-04-09", "Fresh data: the newest document is of 9 April 2024, the same day."),
        ("2024-03-19", "Stale data: the newest document is of 10 March 2024, 9 days before 19"),
        ("2024-04-25", "Stale data: the newest document is of 25 April 2024, 6 days before today."),
        ("2024-05-01", "Stale data: the newest document is of 25 April 2024, 6 days before today."),
        ("2024-01-01", "No data: no document with a date by this day."),
    ],
)
def test_the_age_of_the_data_says_from_when_it_counts(
    client: httpx.Client, day: str, words: str
) -> None:
    assert words in client.get(f"/?as_of={day}").text


def test_an_earlier_day_shows_no_count_of_the_ledger_today(client: httpx.Client) -> None:
    early, today = (client.get(f"/?as_of={d}").text for d in ("2024-03-10", "2024-04-25"))
    assert "documents published by then</dt><dd>6</dd>" in early
    assert "documents without a date, besides</dt><dd>1</dd>" in early
    assert "The ledger today" not in early
    assert re.search(r"The ledger today.*<dt>reports .*</dt><dd>13</dd>", today, re.DOTALL)
    assert "<dt>points" not in today + client.get("/method").text
    assert client.get("/index.json?as_of=2024-03-10").json()["today"] is None


@pytest.mark.parametrize("path", ["/", "/pair/NOR-SWE", "/method"])
def test_the_day_asked_for_stays_in_the_links(client: httpx.Client, path: str) -> None:
    text = client.get(f"{path}?as_of=2024-03-25").text
    assert 'href="/?as_of=2024-03-25"' in text
    assert 'href="/method?as_of=2024-03-25"' in text
