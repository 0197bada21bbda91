from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest

from detente.errors import InvalidInput
from detente.evaluation import Row, digest, read_rows, write_rows
from detente.evaluation.suites import with_ends
from detente.evaluation.texts import with_texts


def test_rows_know_their_line(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": 1}\n\n{"id": 2, "split": "dev"}\n')
    assert [row.line for row in read_rows(path)] == [1, 3]
    assert [row["id"] for row in read_rows(path, "dev")] == [2]
    with pytest.raises(InvalidInput, match=r"gold\.jsonl, line 3: no field 'text'"):
        read_rows(path)[1].text()


def test_packed_rows_are_read(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"id": 1}\n'))
    assert len(read_rows(path)) == 1


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'{"id": 1}\n{"id": \n', r"line 2: not JSON"),
        (b"[1]\n", r"line 1: not a JSON object"),
        (b"\n\n", r"no row; give JSON lines"),
        (b"\xff\xfe\n", r"not UTF-8"),
        (b"[" * 100_000 + b"\n", r"line 1: not JSON"),
    ],
)
def test_a_bad_file_is_named_with_its_line(tmp_path: Path, body: bytes, said: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(body)
    with pytest.raises(InvalidInput, match=rf"gold\.jsonl.*{said}"):
        read_rows(path)


def test_a_cut_off_archive_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"id": 1}\n' * 500)[:40])
    with pytest.raises(InvalidInput, match=r"gold\.jsonl\.gz"):
        read_rows(path)


def test_a_missing_split_and_a_missing_file_are_named(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    write_rows(path, [{"id": 1}])
    with pytest.raises(InvalidInput, match="no row of split 'dev'"):
        read_rows(path, "dev")
    with pytest.raises(InvalidInput, match="No such file"):
        read_rows(tmp_path / "other.jsonl")


def test_fields_of_another_kind_are_refused() -> None:
    row = Row(Path("g"), 4, {"text": 5, "date": "soon", "day": "2024-02-03T10:00:00"})
    with pytest.raises(InvalidInput, match="'text' is not text"):
        row.text()
    with pytest.raises(InvalidInput, match="'date' is no ISO date"):
        row.day()
    assert row.day("day") == date(2024, 2, 3)
    assert row.day("none") is None


def test_a_digest_is_of_all_files_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").write_text("2")
    one = digest(tmp_path)
    (tmp_path / "a").write_text("1")
    both = digest(tmp_path)
    assert one != both
    assert both == digest(tmp_path / "a", tmp_path / "b")
    assert both != digest(tmp_path / "b", tmp_path / "a")


def test_lines_get_their_texts_by_id(tmp_path: Path) -> None:
    news = tmp_path / "news.jsonl"
    write_rows(news, [{"id": "n1", "text": "Peru slept.", "date": "2020-01-02"}, {"id": "n2"}])
    (row,) = with_texts([Row(Path("g"), 1, {"id": "n1", "events": []})], news)
    assert (row.text(), row.day()) == ("Peru slept.", date(2020, 1, 2))
    with pytest.raises(InvalidInput, match=r"1 ids are not there, such as 'n9'"):
        with_texts([Row(Path("g"), 1, {"id": "n9", "events": []})], news)


def test_ends_are_joined_by_id(tmp_path: Path) -> None:
    ids = tmp_path / "ids.json"
    ids.write_text('[{"id": 1, "a": "PER", "b": "CHL"}]')
    first, second = with_ends([Row(Path("g"), n, {"id": n}) for n in (1, 2)], ids)
    assert (first["a"], first["b"], second.get("a")) == ("PER", "CHL", None)
    for text, said in (
        ("[", "Expecting"),
        ('[{"id": 1, "a": "PER"}]', "not a JSON list of objects with id, a and b"),
        ('[{"id": 9, "a": "PER", "b": "CHL"}]', "none of its ids is a row's"),
    ):
        ids.write_text(text)
        with pytest.raises(InvalidInput, match=rf"ids\.json: {said}"):
            with_ends([Row(Path("g"), 1, {"id": 1})], ids)
