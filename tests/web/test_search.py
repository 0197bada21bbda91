"""Search over the documents."""

from __future__ import annotations

import httpx


def test_words_are_found_and_marked(client: httpx.Client) -> None:
    text = client.get("/search?q=ports").text
    assert "2 documents" in text
    assert "<mark>ports</mark>" in text


def test_nothing_published_later_is_found(client: httpx.Client) -> None:
    assert client.get("/search.json?q=reopened").json()["found"] == []
    later = client.get("/search.json?q=reopened&as_of=2024-04-25").json()["found"]
    assert [hit["outlet"] for hit in later] == ["later.example"]


def test_what_has_no_web_address_names_its_file_and_leads_to_its_events(
    client: httpx.Client,
) -> None:
    (hit,) = client.get("/search.json?q=Stockholm").json()["found"]
    text = client.get("/search?q=Stockholm").text
    assert "<code>javascript:alert(1)</code>" in text
    assert f'href="/event/{hit["events"]}"' in text
    assert client.get(f"/event/{hit['events']}").status_code == 200


def test_any_text_will_do(client: httpx.Client) -> None:
    for q in ('"', "AND OR NOT", "herring*", "a:b", "NEAR(x", "%", "\x00", "", "  "):
        assert client.get("/search", params={"q": q}).status_code == 200


def test_the_question_is_shown_as_text(client: httpx.Client) -> None:
    text = client.get("/search", params={"q": '"><script>x</script>'}).text
    assert "<script>x" not in text
