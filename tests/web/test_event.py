"""The page of one event."""

from __future__ import annotations

import httpx
import pytest

from tests.web import world


@pytest.fixture(scope="module")
def events(client: httpx.Client) -> dict[str, str]:
    """Map the words of each event's lead report to the event's id."""
    view = client.get("/pair/NOR-SWE.json").json()
    found = {}
    for event in view["events"]:
        lead = view["reports"][event["lead"]]
        found[lead["quote"][slice(*lead["span"])]] = event["id"]
    return found


def test_every_report_is_quoted_whole_with_its_span_marked(
    client: httpx.Client, events: dict[str, str]
) -> None:
    text = client.get(f"/event/{events['closed its ports']}").text
    assert "Norway <mark>closed its ports</mark> to Swedish boats on Tuesday." in text
    assert "Norway has <mark>closed its ports</mark> to boats from Sweden." in text
    assert "fjord.example" in text
    assert "harbour.example" in text


def test_the_original_language_is_kept_and_named(
    client: httpx.Client, events: dict[str, str]
) -> None:
    text = client.get(f"/event/{events['avvisade anklagelsen']}").text
    assert 'lang="sv">Sverige <mark>avvisade anklagelsen</mark> om sill på söndagen.' in text
    assert "Swedish" in text


def test_hostile_text_is_shown_as_text(client: httpx.Client, events: dict[str, str]) -> None:
    text = client.get(f"/event/{events['accused Stockholm']}").text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "\u202e" not in text
    assert "[U+202E]evil[U+202C]" in text
    assert "\x1b" not in text


def test_only_web_addresses_become_links(client: httpx.Client, events: dict[str, str]) -> None:
    hostile = client.get(f"/event/{events['accused Stockholm']}").text
    assert 'href="javascript' not in hostile
    assert "<code>javascript:alert(1)</code>" in hostile
    plain = client.get(f"/event/{events['rejected the charge']}").text
    link = '<a href="https://sheet.example/herring/2024-04-06" rel="noopener noreferrer external">'
    assert link in plain


def test_the_page_says_how_it_was_coded(client: httpx.Client, events: dict[str, str]) -> None:
    text = client.get(f"/event/{events['closed its ports']}").text
    assert "minilm.v1, confidence 0.50" in text
    assert "NORGOV, as “the ministry”" in text
    assert "the words “closed its ports”" in text


def test_a_claim_says_so(client: httpx.Client, events: dict[str, str]) -> None:
    text = client.get(f"/event/{events['seized his nets']}").text
    assert "Only ever told as somebody’s claim. Not in the curve." in text
    assert "attributed</span> to <bdi>Norway</bdi>" in text


def test_an_undated_event_says_why_it_is_off_the_curve(
    client: httpx.Client, events: dict[str, str]
) -> None:
    text = client.get(f"/event/{events['praised']}").text
    assert "Not in the curve: its date is unknown." in text


def test_the_page_says_whether_the_event_triggers_its_rung(
    client: httpx.Client, events: dict[str, str]
) -> None:
    closed = f"/event/{events['closed its ports']}"
    whole = client.get(closed).text
    assert "Belongs to rung 3, measures; triggers it" in whole
    early = client.get(f"{closed}?as_of=2024-03-20", follow_redirects=True).text
    assert "does not trigger it: one independent origin, two needed" in early
    claim = client.get(f"/event/{events['seized his nets']}.json").json()
    assert not claim["triggers"]
    assert claim["trigger"].endswith("claimed, and stated as fact by nobody")
    assert (
        "claimed, and stated as fact by nobody"
        in client.get(f"/event/{events['seized his nets']}").text
    )


def test_a_denial_stands_beside_its_claim(client: httpx.Client, events: dict[str, str]) -> None:
    text = client.get(f"/event/{events['accused Sweden']}").text
    says, denies = text.split('<h2 id="denies">')
    assert "Norway <mark>accused Sweden</mark>" in says
    assert "Sweden <mark>denied taking herring at night</mark>." in denies
    assert "Contested: a party denies it." in text
    assert "Detente gives no verdict" in denies


def test_the_beginning_of_an_id_leads_to_the_event(
    client: httpx.Client, events: dict[str, str]
) -> None:
    whole = events["closed its ports"]
    answer = client.get(f"/event/{whole[:10]}")
    assert answer.status_code == 308
    assert answer.headers["location"].startswith(f"/event/{whole}")


def test_the_twin_holds_every_report(client: httpx.Client, events: dict[str, str]) -> None:
    view = client.get(f"/event/{events['closed its ports']}.json").json()
    assert {r["outlet"] for r in view["reports"]} == {"fjord.example", "harbour.example"}
    assert view["notes"] == [world.NOTE]


def test_nothing_is_told_of_an_event_before_it_was_known(
    client: httpx.Client, events: dict[str, str]
) -> None:
    path = f"/event/{events['closed its ports']}"
    assert client.get(f"{path}?as_of=2024-03-02").status_code == 404
    early = client.get(f"{path}.json?as_of=2024-03-02")
    assert "ask for it as of" in early.json()["detail"]
    half_told = client.get(f"{path}.json?as_of=2024-03-20").json()
    whole = client.get(f"{path}.json?as_of=2024-03-21").json()
    assert half_told["event"]["id"] != whole["event"]["id"]
    assert {r["id"] for r in half_told["reports"]} < {r["id"] for r in whole["reports"]}
    assert all(r["published"] <= "2024-03-20" for r in half_told["reports"])
    page = client.get(f"{path}?as_of=2024-03-20")
    assert page.status_code == 308
    assert half_told["event"]["id"] in page.headers["location"]
    assert client.get(page.headers["location"]).status_code == 200
