from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from detente.errors import InvalidInput
from detente.evaluation.figures import nested
from detente.evaluation.reading import figures, gold_pages, text_f1

MORE = (
    "The captain had served for twenty years and was known to everybody in the little town. "
    "His wife waited on the pier until the lamps were lit, and then went home without a word. "
)
NOW = datetime(2026, 1, 1, tzinfo=UTC)
TEXT = (
    "The ferry left the harbour at noon with forty people on board. "
    "Nobody on the quay knew that it would not come back before the end of the week. "
)
PAGE = """<html><head><title>Ferry</title><meta property="article:published_time"
content="{day}T09:00:00Z"></head><body><nav>Home</nav><article><h1>Ferry</h1><p>{text}</p>
<p>{more}</p></article></body></html>"""


def saved(path: Path, day: str) -> None:
    path.write_bytes(gzip.compress(PAGE.format(day=day, text=TEXT, more=MORE).encode()))


def test_both_layouts(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    saved(tmp_path / "one" / "abc.html.gz", "2024-05-01")
    truth = {"abc": {"articleBody": f"{TEXT}\n{MORE}"}}
    (tmp_path / "one" / "ground-truth.json").write_text(json.dumps(truth))
    (tmp_path / "two").mkdir()
    for day in ("2024-05-02", "2024-05-03"):
        saved(tmp_path / "two" / f"Daily_{day.replace('-', '_')}.html.gz", day)
    body = {"summary": [TEXT], "sections": [{"headline": [], "paragraphs": [MORE]}]}
    versions = {
        "V1": {"publishing_date": "2024-05-03 09:00:00+00:00", "body": body},
        "V2": {"publishing_date": "2024-05-07 09:00:00+00:00", "body": body},
    }
    (tmp_path / "two" / "Daily.json").write_text(json.dumps(versions))
    seen: list[int] = []
    pages, left = gold_pages(tmp_path)
    assert left == []
    found = nested(figures(pages, lambda _, done, __: seen.append(done), now=NOW))
    assert seen == [1, 2, 3]
    assert found["scrapinghub"]["text_f1"] > 0.8
    assert found["fundus"]["text_f1"] > 0.8
    # in order of time: the page of 2 May stands for the text of 3 May, that of 3 May for 7 May
    assert found["fundus"]["dates_exact"] == 0.0
    assert nested(figures(pages, lambda *_: None, now=NOW, fast=True)) == found


def test_f1_by_runs_of_four_words() -> None:
    assert text_f1("a b c d e", "a b c d e") == 1.0
    assert text_f1("a b c d e", "a b c d f") == 0.5
    assert text_f1("", "a b c d") == 0.0


def test_a_folder_without_gold_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"no gold; it needs ground-truth\.json"):
        gold_pages(tmp_path)
    (tmp_path / "x.json").write_text("[]")
    with pytest.raises(InvalidInput, match=r"x\.json: not a JSON object"):
        gold_pages(tmp_path)


def test_what_has_no_page_or_no_gold_is_left_out_and_named(tmp_path: Path) -> None:
    saved(tmp_path / "abc.html.gz", "2024-05-01")
    truth = {"abc": {"articleBody": TEXT}, "gone": {"articleBody": TEXT}, "bare": {}}
    (tmp_path / "ground-truth.json").write_text(json.dumps(truth))
    (tmp_path / "Daily.json").write_text('{"V1": {"publishing_date": "2024-05-03", "body": {}}}')
    (tmp_path / "Weekly.json").write_text('{"V1": {"body": {}}}')
    pages, left = gold_pages(tmp_path)
    assert [page.path.name for page in pages] == ["abc.html.gz"]
    assert len(left) == 4
    assert "Daily.json: 1 versions of gold for 0 pages" in left[0]
    assert "Weekly.json: a version without body or publishing_date" in left[1]
    assert "gone.html.gz" in left[2]


def test_a_page_that_is_corrupt_is_named(tmp_path: Path) -> None:
    (tmp_path / "ground-truth.json").write_text('{"cut": {"articleBody": "text"}}')
    (tmp_path / "cut.html.gz").write_bytes(gzip.compress(b"<p>text</p>" * 100)[:30])
    pages, _ = gold_pages(tmp_path)
    with pytest.raises(InvalidInput, match=r"cut\.html\.gz"):
        figures(pages, lambda *_: None, now=NOW)
