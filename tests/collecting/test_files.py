from __future__ import annotations

import gzip
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from detente.collecting import collect
from detente.collecting.formats.files import LARGEST
from detente.records import Page, Skip, Source

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)


def _collect(path: Path) -> tuple[list[Page], list[Skip]]:
    skips: list[Skip] = []
    pages = list(collect([Source.files(str(path))], now=NOW, on_skip=skips.append))
    assert all(skip.stage == "collect" and skip.at == NOW for skip in skips)
    return pages, skips


@pytest.mark.parametrize(
    ("name", "media"),
    [
        ("a.html", "text/html"),
        ("a.HTM", "text/html"),
        ("a.txt", "text/plain"),
        ("a.md", "text/plain"),
        ("a.v2.html.gz", "text/html"),
        ("a.txt.gz", "text/plain"),
    ],
)
def test_a_file_is_a_page_of_the_kind_its_name_says(tmp_path: Path, name: str, media: str) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(b"<p>x") if name.endswith("gz") else b"<p>x")
    pages, skips = _collect(path)
    assert [(p.url, p.body, p.media_type) for p in pages] == [(str(path), b"<p>x", media)]
    assert skips == []


def test_a_folder_is_read_to_its_depth_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b/z.txt", "b/a.txt", "a.txt", "c/d/e.html", "b/.hidden.png", "LICENSE"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    pages, skips = _collect(tmp_path)
    assert [p.body.decode() for p in pages] == ["a.txt", "b/a.txt", "b/z.txt", "c/d/e.html"]
    assert [Path(s.subject).name for s in skips] == ["LICENSE", ".hidden.png"]
    assert {(s.kind, s.reason) for s in skips} == {("skip", "not a page, text or JSON lines")}


@pytest.mark.parametrize("packed", [False, True])
def test_each_line_of_json_lines_is_a_page_a_bad_one_too(tmp_path: Path, packed: bool) -> None:
    lines = b'\xef\xbb\xbf{"text": "One."}\n\n  not json  \r\n{"text": "Three."}'
    path = tmp_path / ("news.jsonl.gz" if packed else "news.jsonl")
    path.write_bytes(gzip.compress(lines) if packed else lines)
    pages, skips = _collect(path)
    assert [p.body for p in pages] == [b'{"text": "One."}', b"not json", b'{"text": "Three."}']
    assert [p.url for p in pages] == [f"{path}#1", f"{path}#3", f"{path}#4"]
    assert {p.media_type for p in pages} == {"application/json"}
    assert skips == []


def test_a_json_file_holds_one_item_or_a_list(tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text('[{"text": "Բաքու"}, 5]', "utf8")
    (tmp_path / "one.json").write_text('{"text": "x"}')
    (tmp_path / "bad.json").write_text('{"text": ')
    (tmp_path / "deep.json").write_text("[" * 100_000)
    pages, skips = _collect(tmp_path)
    assert [json.loads(p.body) for p in pages] == [{"text": "Բաքու"}, 5, {"text": "x"}]
    assert [(Path(s.subject).name, s.kind, s.reason) for s in skips] == [
        ("bad.json", "error", "not JSON"),
        ("deep.json", "error", "not JSON"),
    ]


@pytest.mark.parametrize("name", ["a.html.gz", "news.jsonl.gz"])
@pytest.mark.parametrize("body", [b"not gzip", gzip.compress(b"x" * 9_999)[:-9], b"\x1f\x8b\x08"])
def test_a_corrupt_gzip_file_is_one_error(tmp_path: Path, name: str, body: bytes) -> None:
    (tmp_path / name).write_bytes(body)
    (tmp_path / "z.txt").write_text("still read")
    pages, [skip] = _collect(tmp_path)
    assert pages[-1].body == b"still read"
    assert (skip.kind, skip.reason) == ("error", "corrupt gzip")


def test_damage_inside_a_gzip_file_is_seen(tmp_path: Path) -> None:
    whole = bytearray(gzip.compress(os.urandom(5_000)))
    whole[2_000] ^= 0xFF
    (tmp_path / "a.html.gz").write_bytes(bytes(whole))
    pages, [skip] = _collect(tmp_path)
    assert (pages, skip.reason) == ([], "corrupt gzip")


def test_lines_before_the_damage_are_kept(tmp_path: Path) -> None:
    lines = b"".join(b'{"text": "%d"}\n' % n for n in range(50_000))
    (tmp_path / "news.jsonl.gz").write_bytes(gzip.compress(lines)[:-200])
    pages, [skip] = _collect(tmp_path)
    assert pages[0].body == b'{"text": "0"}'
    assert skip.reason == "corrupt gzip"


def test_too_large_a_page_or_line_is_skipped_even_when_packed(tmp_path: Path) -> None:
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(b" " * (LARGEST + 1), 1))
    line = b"x" * (LARGEST + 500)
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b"1\n" + line + b"\n3\n", 1))
    pages, skips = _collect(tmp_path)
    assert [(p.body, p.url[-2:]) for p in pages] == [(b"1", "#1"), (b"3", "#3")]
    assert [(s.kind, s.reason) for s in skips] == [("skip", "too large")] * 2


def test_what_is_not_there_or_no_plain_file_is_named(tmp_path: Path) -> None:
    pages, [skip] = _collect(tmp_path / "nowhere.txt")
    assert (pages, skip.kind, skip.reason) == ([], "error", "no such file or folder")
    os.mkfifo(tmp_path / "pipe.txt")
    pages, [skip] = _collect(tmp_path)
    assert (pages, skip.reason) == ([], "not a page, text or JSON lines")


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    # The first page of a process's memory is never mapped: reading it fails even for root.
    memory = Path("/proc/self/mem")
    if not memory.exists():
        pytest.skip("no /proc on this system")
    (tmp_path / "a.txt").symlink_to(memory)
    pages, [skip] = _collect(tmp_path)
    assert (pages, skip.kind, skip.reason) == ([], "error", "cannot be read")


@pytest.mark.parametrize("name", ["a" * 300, "a" * 300 + ".txt", "a\0.txt"])
def test_a_name_that_no_file_can_have_is_named(tmp_path: Path, name: str) -> None:
    pages, [skip] = _collect(tmp_path / name)
    assert (pages, skip.kind, skip.reason) == ([], "error", "cannot be read")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may enter any folder")
def test_a_folder_that_may_be_listed_but_not_entered_hides_no_other(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "c.txt").write_text("x")
    (tmp_path / "z.txt").write_text("x")
    (tmp_path / "a").chmod(0o400)
    try:
        pages, skips = _collect(tmp_path)
    finally:
        (tmp_path / "a").chmod(0o700)
    assert [Path(p.url).name for p in pages] == ["z.txt"]
    assert {s.reason for s in skips} == {"cannot be read"}


def test_a_folder_that_goes_away_meanwhile_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "b").mkdir()
    skips: list[Skip] = []
    pages = collect([Source.files(str(tmp_path))], now=NOW, on_skip=skips.append)
    assert next(pages).body == b"x"
    (tmp_path / "b").rmdir()
    assert list(pages) == []
    [skip] = skips
    assert (Path(skip.subject).name, skip.reason) == ("b", "cannot be read")


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    pages, skips = _collect(tmp_path)
    assert len(pages) == 1
    assert [Path(s.subject).name for s in skips] == ["loop", "self.txt"]


def test_a_name_that_is_no_utf8_gives_an_address_that_is(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("x")
    [page], _ = _collect(tmp_path)
    assert page.url.encode("utf8").endswith("caf\ufffd.txt".encode())


def test_an_empty_folder_gives_nothing(tmp_path: Path) -> None:
    assert _collect(tmp_path) == ([], [])
