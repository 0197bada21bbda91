"""Web archives: whole, packed, damaged, hostile."""

from __future__ import annotations

import gzip
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.collecting import collect, kind_of
from detente.collecting.formats import warc
from detente.records import Page, Skip, Source

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
FETCHED = datetime(2025, 7, 1, 2, 30, tzinfo=UTC)
PAGE = b"<p>The envoy was summoned.</p>"


def _record(body: bytes, url: str = "https://post.example/1", kind: str = "response") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2025-07-01T02:30:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def _answer(
    body: bytes = PAGE, status: str = "200 OK", kind: str = "text/html", **more: str
) -> bytes:
    fields = {"Content-Type": kind, **{name.replace("_", "-"): text for name, text in more.items()}}
    head = "".join(f"{name}: {text}\r\n" for name, text in fields.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def _read(folder: Path, body: bytes, name: str = "a.warc") -> tuple[list[Page], list[Skip]]:
    path = folder / name
    path.write_bytes(body)
    skips: list[Skip] = []
    source = Source(kind=kind_of(path), address=str(path), name="Archive")
    assert source.kind == "warc"
    pages = list(collect([source], now=NOW, published=date(2025, 7, 2), on_skip=skips.append))
    return pages, skips


def test_an_answer_becomes_a_page_of_its_time(tmp_path: Path) -> None:
    (page,), skips = _read(tmp_path, _record(_answer()))
    assert (page.url, page.body, page.media_type) == ("https://post.example/1", PAGE, "text/html")
    assert (page.fetched_at, page.published, page.outlet) == (FETCHED, date(2025, 7, 2), "Archive")
    assert skips == []


def test_each_record_of_a_packed_archive_is_read(tmp_path: Path) -> None:
    body = b"".join(gzip.compress(_record(_answer(), f"https://post.example/{n}")) for n in (1, 2))
    pages, _ = _read(tmp_path, body, "A.WARC.GZ")
    assert [page.url for page in pages] == ["https://post.example/1", "https://post.example/2"]


@pytest.mark.parametrize(
    "answer",
    [
        _answer(gzip.compress(PAGE), Content_Encoding="gzip"),
        _answer(b"1e\r\n" + PAGE + b"\r\n0\r\n\r\n", Transfer_Encoding="chunked"),
        _answer(Content_Encoding="gzip"),
        _answer(Transfer_Encoding="chunked"),
        _answer(Content_Encoding="unheard-of"),
    ],
    ids=["gzip", "chunked", "gzip in name only", "chunked in name only", "unknown"],
)
def test_a_packed_answer_is_unpacked_and_an_unpacked_one_taken(
    tmp_path: Path, answer: bytes
) -> None:
    """Many crawlers store bodies unpacked and keep the headers."""
    pages, _ = _read(tmp_path, _record(answer) + _record(_answer()))
    assert [page.body for page in pages] == [PAGE, PAGE]


def test_the_charset_of_the_header_counts(tmp_path: Path) -> None:
    body = "<p>Посол вызван.</p>".encode("cp1251")
    answer = _answer(body, kind="text/html; charset=windows-1251")
    (page,), _ = _read(tmp_path, _record(answer))
    assert page.body.decode() == "<p>Посол вызван.</p>"


def test_what_is_no_page_is_counted_once_for_each_reason(tmp_path: Path) -> None:
    others = [
        _record(b"software: x\r\n", kind="warcinfo"),
        _record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        _record(b"93.184.216.34", "dns:post.example"), _record(_answer(status="404 Not Found")),
        _record(_answer(kind="image/png")), _record(_answer(b"x" * (warc.LARGEST + 1))),
        _record(_answer(kind="application/xhtml+xml")),
        _record(_answer(b"Words.", kind="text/plain")),
    ]  # fmt: skip
    pages, skips = _read(tmp_path, b"".join(others))
    assert [page.media_type for page in pages] == ["text/html", "text/plain"]
    assert [(s.kind, s.reason, s.detail) for s in skips] == [
        ("skip", "no answer to a request", "3 records"),
        ("skip", "no answer with status 200", "1 records"),
        ("skip", "not a page or text", "1 records"),
        ("skip", "too large", "1 records"),
    ]


RECORD = _record(_answer())


@pytest.mark.parametrize(
    ("body", "reason", "pages"),
    [
        (RECORD + RECORD[:-20], "record cut off", 1),
        (RECORD + b"junk" * 200, "corrupt archive", 1),
        (b"junk" * 200, "corrupt archive", 0),
        (RECORD + RECORD.replace(b"Content-Length: ", b"Content-Length: 9999999999"), "unpacks", 1),
        (_record(_answer(b"\x1f\x8bjunk", Content_Encoding="gzip")) + RECORD, "record cannot", 1),
    ],
    ids=["cut off", "damaged", "none at all", "false length", "not decodable"],
)
def test_what_stood_before_the_damage_is_kept(
    tmp_path: Path, body: bytes, reason: str, pages: int
) -> None:
    found, skips = _read(tmp_path, body)
    errors = [skip for skip in skips if skip.kind == "error"]
    assert [page.body for page in found] == [PAGE] * pages
    assert [skip.reason.startswith(reason) for skip in errors] == [True]
    assert errors[0].subject.startswith(f"{tmp_path / 'a.warc'}#")


def test_a_damaged_packed_archive_keeps_what_stood_before(tmp_path: Path) -> None:
    packed = gzip.compress(RECORD)
    pages, skips = _read(tmp_path, packed + packed[:60] + b"\xff" * 40, "a.warc.gz")
    assert len(pages) == 1
    assert [skip.kind for skip in skips] == ["error"]


def test_an_answer_that_unpacks_to_too_much_is_not_a_page(tmp_path: Path) -> None:
    bomb = _answer(gzip.compress(b"\0" * (warc.LARGEST + 1)), Content_Encoding="gzip")
    pages, skips = _read(tmp_path, _record(bomb) + RECORD)
    assert len(pages) == 1
    assert [skip.reason for skip in skips] == ["too large"]


def test_an_archive_that_unpacks_to_too_much_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warc, "LARGEST", 100_000)
    body = b"".join(gzip.compress(_record(_answer(b" " * 95_000))) for _ in range(100))
    pages, skips = _read(tmp_path, body[:-1], "a.warc.gz")
    assert len(pages) < 100
    assert any(skip.reason == "unpacks to too much" for skip in skips)


def test_an_empty_archive_is_told(tmp_path: Path) -> None:
    pages, skips = _read(tmp_path, b"")
    assert (pages, [skip.reason for skip in skips]) == ([], ["no records"])


def test_a_missing_archive_is_named(tmp_path: Path) -> None:
    source = Source(kind="warc", address=str(tmp_path / "no.warc"))
    (skip,) = warc.build().items(source, now=NOW, published=None)
    assert isinstance(skip, Skip)
    assert skip.reason == "no such file or folder"


def test_an_address_is_never_fetched() -> None:
    """FastWARC would open the address of a remote archive."""
    source = Source(kind="warc", address="http://127.0.0.1:9/a.warc")
    (skip,) = warc.build().items(source, now=NOW, published=None)
    assert isinstance(skip, Skip)
    assert skip.kind == "error"


@given(st.binary(max_size=60), st.integers(0, len(RECORD)), st.booleans())
def test_any_damage_is_told_and_stops_nothing(
    tmp_path_factory: pytest.TempPathFactory, junk: bytes, at: int, packed: bool
) -> None:
    body = RECORD + RECORD[:at] + junk + RECORD[at:]
    name, body = ("a.warc.gz", gzip.compress(body)) if packed else ("a.warc", body)
    pages, _ = _read(tmp_path_factory.mktemp("warc"), body, name)
    assert pages[0].body == PAGE
