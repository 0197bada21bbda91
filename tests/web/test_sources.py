"""The page of the sources, its twins, the metrics, and what other pages say of collecting."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.web import collected, world
from tests.web.test_pages import Reader


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("collected") / "herring.db"
    collected.fill(made)
    return made


@pytest.fixture(scope="module")
def live(path: Path) -> Iterator[httpx.Client]:
    served = world.serving(
        path, today=collected.NOW.date(), as_of=None, now=collected.NOW, sources=collected.SOURCES
    )
    with served as address, httpx.Client(base_url=address, timeout=30) as made:
        yield made


@pytest.fixture(scope="module")
def page(live: httpx.Client) -> str:
    return live.get("/sources").raise_for_status().text


def rows_of(page: str) -> dict[str, str]:
    """Give the row of each source by its id."""
    return dict(re.findall(r'<tr id="source-(\w+)">(.*?)</tr>', page, re.DOTALL))


def test_the_page_is_linked_well_formed_and_has_twins(live: httpx.Client, page: str) -> None:
    reader = Reader(page)
    assert reader.inline == []
    assert len(reader.ids) == len(set(reader.ids))
    assert '<a href="/sources" aria-current="page">Sources</a>' in page
    twins = [link for link in reader.links if link.startswith("/sources.")]
    assert [live.get(twin).status_code for twin in twins] == [200, 200]
    for other in ("/", "/method", "/pair/NOR-SWE", "/search?q=herring"):
        assert '<a href="/sources">Sources</a>' in live.get(other).text


def test_each_source_stands_in_its_group_with_state_and_words(page: str) -> None:
    heads = re.findall(r"<h2>(\w.*?) <small>(\d) source", page)
    assert heads == [("In no group", "1"), ("Norway", "2"), ("Sweden", "3")]
    rows = rows_of(page)
    state = {
        i: re.search(r'class="condition condition-(\w+)"[^>]*>(\w+)<', row)
        for i, row in rows.items()
    }
    assert {s.name: state[s.id][2] for s in collected.SOURCES} == {  # type: ignore[index]
        "The Skerry": "silent", collected.HOSTILE: "live", "The Harbour": "live",
        "The Krona": "failing", "The Sheet": "gone", "": "unpolled",
    }  # fmt: skip
    assert all(found and found[1] == found[2] for found in state.values())
    assert "24 items were to be expected" in rows[collected.SKERRY.id]
    assert "port.example (moved)" in rows[collected.MOVED.id]
    assert "put the new address into the settings" in rows[collected.MOVED.id]
    assert ">1 day ago</time>" in rows[collected.KRONA.id]
    assert ">almanac.example</a>" in rows[collected.NAMELESS.id]
    assert "Norway · Norwegian · feed · outlet" in rows[collected.FJORD.id]
    assert re.search(r'data-label="Habit, items a day" class="num">10.0<', rows[collected.FJORD.id])


def test_hostile_names_errors_and_headlines_are_text(page: str) -> None:
    shown = "Fjord [U+202E]evil[U+202C] &lt;script&gt;alert(1)&lt;/script&gt;"
    assert page.count(shown) == 3  # in the table, and beside two rewordings
    assert "<script>alert" not in page
    assert "&lt;b&gt;500&lt;/b&gt; &#34;oops&#34; [U+001B][31m" in page
    assert "<b>500" not in page


def test_what_was_reworded_stands_with_its_earlier_wording_latest_first(page: str) -> None:
    told = page.split('<ul class="reworded">')[1].split("</ul>")[0]
    latest, earlier = told.split("</li>")[:2]
    assert "the headline is the same, the text was changed" in latest
    assert "<del>Herring war &lt;b&gt;looms&lt;/b&gt;</del>" in earlier
    assert "<ins>Herring [U+202E]talks[U+202C] &amp; &lt;i&gt;ports&lt;/i&gt;</ins>" in earlier
    assert "first seen" in earlier
    assert ">23 Apr 2024, 12:00 UTC</time>, changed" in earlier
    assert ">25 Apr 2024, 12:00 UTC</time>" in earlier
    assert 'href="https://fjord.example/herring"' in earlier


def test_the_twins_hold_what_the_page_shows(live: httpx.Client) -> None:
    told = live.get("/sources.json").json()
    assert told["health"]["collecting"] == "live"
    assert told["health"]["counts"] == {
        "live": 2, "late": 0, "silent": 1, "failing": 1, "gone": 1, "unpolled": 1,
    }  # fmt: skip
    assert told["health"]["sources"][1]["name"] == collected.HOSTILE
    assert [one["revision"] for one in told["reworded"]] == [2, 1]
    sheet = list(csv.DictReader(io.StringIO(live.get("/sources.csv").text)))
    assert [row["id"] for row in sheet] == [one["id"] for one in told["health"]["sources"]]
    (krona,) = (row for row in sheet if row["name"] == "The Krona")
    assert (krona["state"], krona["failures"], krona["lag"]) == ("failing", "4", "86400.0")


def test_metrics_can_be_parsed_and_escape_their_labels(live: httpx.Client) -> None:
    answer = live.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    families = {one.name: one for one in text_string_to_metric_families(answer.text)}
    up = {s.labels["source"]: s.value for s in families["detente_source_up"].samples}
    assert up[collected.FJORD.id] == up[collected.SKERRY.id] == 1
    assert up[collected.KRONA.id] == up[collected.NAMELESS.id] == 0
    names = {s.labels["name"] for s in families["detente_source_up"].samples}
    assert collected.HOSTILE in names
    flat = {
        (s.name, s.labels.get("source", s.labels.get("stage", ""))): s.value
        for one in families.values()
        for s in one.samples
    }
    answered = flat["detente_source_last_success_timestamp_seconds", collected.FJORD.id]
    assert answered == (collected.NOW - timedelta(minutes=2)).timestamp()
    assert ("detente_source_last_success_timestamp_seconds", collected.NAMELESS.id) not in flat
    totals = [d for d in collected.days() if d.source == collected.FJORD.id]
    assert flat["detente_source_items_total", collected.FJORD.id] == sum(d.new for d in totals)
    assert flat["detente_source_bytes_total", collected.FJORD.id] == sum(d.bytes for d in totals)
    assert flat["detente_source_failures", collected.KRONA.id] == 4
    assert flat["detente_documents_total", ""] == 15
    assert flat["detente_inbox", "read"] == 0
    assert ("detente_events", "") in flat
    assert ("detente_reports_total", "") in flat
    assert flat["detente_last_poll_timestamp_seconds", ""] == answered
    assert flat["detente_build_info", ""] == 1


def test_a_label_with_every_odd_character_comes_back_as_it_was(path: Path) -> None:
    from dataclasses import replace

    from detente.monitor.health import health
    from detente.store import Ledger
    from detente.web.metrics import exposition

    odd = replace(collected.FJORD, name='a"b\\c\nd{e}=f, \\n Ünï \u202e')
    with Ledger.open(path, create=False) as ledger:
        body, _ = exposition(health(ledger, [odd], now=collected.NOW), ledger.counts())
    found = {one.name: one for one in text_string_to_metric_families(body.decode())}
    assert found["detente_source_up"].samples[0].labels["name"] == odd.name


def test_overview_and_pair_say_whether_anything_is_collected(live: httpx.Client) -> None:
    words = "Collecting: 3 of 6 sources answer, the last 2 minutes ago."
    for address in ("/", "/pair/NOR-SWE", "/pair/DNK-ISL", "/sources"):
        assert words in live.get(address).text, address
    for address in ("/?as_of=2024-04-10", "/pair/NOR-SWE?as_of=2024-04-10"):
        assert "Collecting" not in live.get(address).text, address


def test_a_stopped_collector_is_told_from_a_quiet_day(path: Path) -> None:
    later = collected.NOW + timedelta(hours=3)
    with (
        world.serving(path, today=later.date(), as_of=None, now=later) as address,
        httpx.Client(base_url=address, timeout=30) as late,
    ):
        page = late.get("/").text
        sources = late.get("/sources.json").json()
    words = "the last poll was 3 hours ago; <code>detente run</code> goes on."
    assert f"Collecting has stopped: {words}" in page
    assert sources["health"]["counts"]["late"] == 3


def test_where_nothing_was_ever_polled_nothing_is_said_of_collecting(client: httpx.Client) -> None:
    for address in ("/", "/pair/NOR-SWE", "/?as_of=2024-04-25"):
        text = client.get(address).text
        assert "Collecting" not in text
        assert "not collected" not in text
    assert "No source on the web is known" in client.get("/sources").text
    rows = csv.DictReader(io.StringIO(client.get("/pair/NOR-SWE.csv").text))
    assert {row["collected"] for row in rows} == {"unknown"}
    assert client.get("/sources.csv").text.strip() == ""
    assert "detente_source_up{" not in client.get("/metrics").text


def test_days_without_collecting_are_hatched_in_a_way_of_their_own(live: httpx.Client) -> None:
    text = live.get("/pair/NOR-SWE").text
    assert "not collected: no source answered" in text
    bands = re.findall(r'<rect class="missed"[^>]+><title>([^<]+)</title>', text)
    stretch = "2024-03-27 to 2024-04-02: not collected"
    assert bands == [stretch, stretch]  # in the wide drawing and in the narrow one
    strip = re.findall(r'<rect class="state not-collected"[^>]+fill="url\(#missed-wide\)"', text)
    assert len(strip) == 1
    data = live.get("/pair/NOR-SWE.json").json()
    assert data["uncollected"] == [["2024-03-27", "2024-04-02"]]
    assert data["collecting_since"] == "2024-03-05"
    rows = list(csv.DictReader(io.StringIO(live.get("/pair/NOR-SWE.csv").text)))
    said = {row["day"]: row["collected"] for row in rows}
    assert (said["2024-03-04"], said["2024-03-05"]) == ("unknown", "yes")
    assert [day for day, words in said.items() if words == "no"] == [
        "2024-03-27", "2024-03-28", "2024-03-29", "2024-03-30", "2024-03-31", "2024-04-01",
        "2024-04-02",
    ]  # fmt: skip


def test_nothing_happened_is_said_only_while_sources_answer(live: httpx.Client) -> None:
    words = "No event of this pair was reported in the last 7 days, while sources answered."
    assert words in live.get("/pair/DNK-ISL").text
    assert words not in live.get("/pair/NOR-SWE").text  # its ports were reopened
    assert words in live.get("/pair/NOR-SWE?as_of=2024-04-20").text
    assert words not in live.get("/pair/NOR-SWE?as_of=2024-03-04").text  # nobody was asked then
