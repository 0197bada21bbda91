"""Only this machine, only GET, strict headers, and problems told in the form that was asked for."""

from __future__ import annotations

from html import escape
from pathlib import Path

import httpx
import pytest

from detente.monitor.desk import Desk
from detente.web.guard import HEADERS
from tests.web import world


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "localhost:8000", "[::1]:80", "[::1]"])
def test_loopback_names_are_served(client: httpx.Client, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "", "0.0.0.0"]
)
def test_other_names_are_refused(client: httpx.Client, host: str) -> None:
    answer = client.get("/pair/NOR-SWE.json", headers={"Host": host})
    assert answer.status_code in (400, 421)
    assert "herring" not in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_pages_are_read_with_get(client: httpx.Client, method: str) -> None:
    answer = client.request(method, "/")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize("path", ["/", "/nope", "/static/site.css", "/index.json", "/?as_of=x"])
def test_every_answer_carries_the_headers(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers
    assert {name: headers.get(name) for name in HEADERS} == HEADERS


def test_the_policy_allows_own_files_only() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nope", 404, "start from the overview"),
        ("/pair/NORSWE", 404, "write it like RUS-AZE"),
        ("/pair/NOR-NOR", 404, "is no pair"),
        ("/pair/NOR-XQX", 404, "XQX is no country code; the nearest are "),
        ("/pair/RUS-AZR", 404, "AZR is no country code; the nearest are AZE (Azerbaijan), "),
        ("/event/0000000000000000", 404, "no event"),
        ("/?as_of=banana", 422, "as_of: 'banana' is no day; write it like 2025-07-01"),
        ("/?as_of=", 422, "as_of: '' is no day; write it like 2025-07-01"),
        ("/?as_of=2030-01-01", 422, "choose a day"),
        ("/?as_of=0001-01-01", 422, "choose a day"),
        ("/search?q=" + "x" * 201, 422, "q: 201 characters are too many; 200 will do"),
    ],
)
def test_problems_name_the_remedy(client: httpx.Client, path: str, status: int, words: str) -> None:
    page = client.get(path)
    assert page.status_code == status
    assert page.headers["content-type"].startswith("text/html")
    assert escape(words) in page.text.replace("&#39;", "&#x27;")
    data = client.get(path, headers={"Accept": "application/json"})
    assert data.status_code == status
    assert data.json()["status"] == status
    assert words in data.json()["detail"]


def test_a_problem_shows_hostile_input_as_text(client: httpx.Client) -> None:
    text = client.get("/?as_of=<script>alert(1)</script>").text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text


def test_a_defect_is_told_without_its_inside(
    ledger_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(Desk, "overview", break_down)
    with world.serving(ledger_path) as address:
        answer = httpx.get(address)
    assert answer.status_code == 500
    assert "Something broke here" in answer.text
    assert "secret" not in answer.text
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
