"""The page of one pair."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import httpx
import pytest

from tests.web import world


@pytest.fixture(scope="module")
def page(client: httpx.Client) -> str:
    return client.get("/pair/NOR-SWE").text


@pytest.mark.parametrize("suffix", ["", ".json", ".csv", "/brief"])
@pytest.mark.parametrize("written", ["SWE-NOR", "nor-swe"])
def test_a_pair_written_otherwise_leads_to_its_own_address(
    client: httpx.Client, written: str, suffix: str
) -> None:
    answer = client.get(f"/pair/{written}{suffix}?as_of=2024-04-01")
    assert answer.status_code == 308
    assert answer.headers["location"] == f"/pair/NOR-SWE{suffix}?as_of=2024-04-01"


def test_the_curve_is_drawn_without_javascript(page: str) -> None:
    assert page.count('<svg class="curve') == 2
    assert 'class="line gap" d="M' in page
    assert re.search(r'<rect class="state no-data"[^>]+fill="url\(#hatch-wide\)"', page)
    assert 'class="state quiet"' in page
    assert 'class="state news"' in page


def test_the_three_states_of_a_day_differ_in_more_than_colour(page: str) -> None:
    assert "no data: no documents" in page
    assert "quiet: documents, none of this pair" in page
    assert "day with events" in page


def test_a_dot_leads_to_the_day_on_the_timeline(page: str) -> None:
    dots = set(re.findall(r'<a href="#(day-[\d-]+)"><circle', page))
    days = set(re.findall(r'<section class="day" id="([^"]+)"', page))
    assert dots
    assert dots <= days


def test_the_timeline_is_newest_first_and_undated_last(page: str) -> None:
    days = re.findall(r'<section class="day" id="([^"]+)"', page)
    assert days[-1] == "undated"
    assert days[:-1] == sorted(days[:-1], reverse=True)


def test_events_show_marks_origins_and_the_span_in_its_sentence(page: str) -> None:
    assert "Norway <mark>accused Sweden</mark> of taking herring at night." in page
    assert re.search(r">2 origins</span>", page)
    assert "claimed</span>" in page


def test_the_standing_rung_names_its_reasons(page: str) -> None:
    assert re.search(r'aria-current="true"><span class="rung rung-3">', page)
    reasons = page.split('<ul class="reasons">')[1].split("</ul>")[0]
    assert "SANCTION" in reasons
    assert "ACCUSE" not in reasons


def test_events_of_one_origin_stand_beside_the_rung_they_do_not_trigger(
    client: httpx.Client,
) -> None:
    text = client.get("/pair/NOR-SWE?as_of=2024-03-20").text
    stands = text.split('id="rung-title"')[1].split("</section>")[0]
    assert "1 event of a higher rung has one origin only:" in stands
    assert "SANCTION" in stands.split('<ul class="reasons lone">')[1]
    assert "Above rung 1 it takes two independent origins, or an admission" in stands
    assert "one origin only" not in client.get("/pair/NOR-SWE").text


def test_silence_does_not_look_like_routine(ledger_path: Path, page: str) -> None:
    assert "rests on silence" not in page
    assert 'class="unseen"' not in page
    with (
        world.serving(ledger_path, today=date(2024, 6, 10)) as address,
        httpx.Client(base_url=address, timeout=30) as late,
    ):
        silent = late.get("/pair/NOR-SWE?as_of=2024-06-10").text
        told = late.get("/pair/NOR-SWE.json?as_of=2024-06-10").json()
        sheet = late.get("/pair/NOR-SWE.csv?as_of=2024-06-10").text
        overview = late.get("/?as_of=2024-06-10").text
        brief = late.get("/pair/NOR-SWE/brief?as_of=2024-06-10").text
    lede = silent.split('<p class="lede">')[1].split("</p>")[0]
    assert lede.startswith("By 10 June 2024 there was no data for 28 days")
    assert silent.count('class="unseen" fill="url(#hatch-wide)"') == 1
    assert "2024-05-23 to 2024-06-10: no data in 28 days" in silent
    assert '<span class="rung rung-0">' not in silent + overview
    assert "No data in the last 28 days: the rung rests on silence." in silent
    assert (told["blind"], told["silences"]) == (True, [["2024-05-23", "2024-06-10"]])
    assert [r["blind"] for r in csv.DictReader(io.StringIO(sheet))].count("True") == 19
    assert "There is no data in the last 28 days: the rung rests on silence." in brief


def test_a_pair_without_events_says_whose_base_rate_it_shows(client: httpx.Client) -> None:
    before = "/pair/DNK-ISL{}?as_of=2024-01-01"
    told = client.get(before.format(".json")).json()
    assert told["blind"]
    assert told["caveat"] == (
        "no event of this pair in the ledger by this day; base rate of a quiet pair; "
        "no data in the last 28 days: the rung rests on silence"
    )
    page = client.get(before.format("")).text
    assert page.count("No event of this pair in the ledger by this day; base rate") == 2
    line = client.get("/index.json?as_of=2024-01-01").json()["pairs"][0]
    assert line["blind"]
    assert "no data in the last 28 days" in client.get("/?as_of=2024-01-01").text


def test_the_outlook_says_that_it_is_a_base_rate(page: str) -> None:
    assert "base rate, not yet a forecast of this pair" in page
    assert "past cases" in page


def test_what_is_not_in_the_curve_is_counted(page: str) -> None:
    off = page.split('id="off-title"')[1]
    assert "<b>1</b> undated event<" in off
    assert "<b>1</b> told only as a claim" in off
    assert "<b>1</b> planned or conditional report<" in off
    assert "<b>1</b> of the ledger’s documents, in languages not coded yet" in off
    assert "<li>Persian <b>1</b></li>" in off


def test_roots_keep_their_own_year(page: str) -> None:
    roots = page.split('id="roots-title"')[1].split("</section>")[0]
    assert "<b>1905</b>" in roots
    assert "day-1905" not in page


def test_what_followed_is_told_apart(page: str) -> None:
    after = page.split('id="after-title"')[1].split("</section>")[0]
    assert "no figure on this page rests on it" in after
    assert "24 Apr 2024" in after
    assert "the ledger ends before" in after


def test_a_window_without_documents_is_no_routine(client: httpx.Client) -> None:
    page = client.get("/pair/NOR-SWE?as_of=2023-01-01").text
    after = page.split('id="after-title"')[1].split("</section>")[0]
    assert "Within 30 days: no data: no document was published in them" in after
    assert "nothing above routine" not in after
    data = client.get("/pair/NOR-SWE.json?as_of=2023-01-01").json()
    assert data["blind"]
    assert [e["when"] for e in data["events"]] == [None]


def test_a_pair_without_events_is_told_from_a_calm_one(client: httpx.Client) -> None:
    text = client.get("/pair/DNK-ISL").text
    assert "not the same as calm" in text
    assert '<svg class="curve' not in text


def test_the_curve_sheet_has_every_day(client: httpx.Client) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/pair/NOR-SWE.csv").text)))
    days = [row["day"] for row in rows]
    assert days[0] == "2024-03-01"
    assert days[-1] == "2024-04-10"
    assert len(days) == 41
    assert {row["state"] for row in rows} == {"news", "quiet", "no data"}
    assert {row["blind"] for row in rows} == {"False"}


def test_a_sheet_runs_no_formula(client: httpx.Client) -> None:
    rows = csv.DictReader(io.StringIO(client.get("/pair/NOR-SWE/events.csv").text))
    cells = [cell for row in rows for cell in row.values()]
    assert "'=SUM(A1) Sweden rejected the charge." in cells
    assert not any(cell.startswith(("=", "@")) for cell in cells)


def test_the_feed_links_the_pages_of_its_events(client: httpx.Client) -> None:
    answer = client.get("/pair/NOR-SWE/feed.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.text)
    atom = "{http://www.w3.org/2005/Atom}"
    links = [link.get("href", "") for link in feed.iter(f"{atom}link")]
    own = [link for link in links if link.startswith(str(client.base_url))]
    assert len(own) > 5
    assert all(client.get(link, follow_redirects=True).status_code == 200 for link in own)


def test_a_long_timeline_is_cut_and_can_be_asked_for(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("detente.web.pages.pair._SHOWN", 2)
    cut = client.get("/pair/NOR-SWE").text
    assert cut.count('<li class="event') == 2
    more = re.search(r'<a href="([^"]+)">Show \d+ older events', cut)
    assert more
    everything = client.get(more[1].replace("&amp;", "&")).text
    assert everything.count('<li class="event') > 2
