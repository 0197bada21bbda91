from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from detente.errors import InvalidRecord
from detente.records import Event, Report, Value
from detente.records.frames import from_frame, to_frame
from tests.records.examples import DOCUMENT, EVENT, EXAMPLES, REPORT


@pytest.mark.parametrize("record", EXAMPLES, ids=lambda r: type(r).__name__)
def test_frame_round_trip(record: Value) -> None:
    assert from_frame(to_frame([record]), type(record)) == [record]


def test_frames_survive_parquet(tmp_path: object) -> None:
    path = f"{tmp_path}/reports.parquet"
    rows = [REPORT, replace(REPORT, sentence=3, when=None, actor=None)]
    to_frame(rows).write_parquet(path)
    assert from_frame(pl.read_parquet(path), Report) == rows


def test_columns_keep_their_types() -> None:
    frame = to_frame([DOCUMENT])
    assert frame.schema["published"] == pl.Date
    assert frame.schema["fetched_at"] == pl.Datetime("us", "UTC")
    assert frame["id"].to_list() == [DOCUMENT.id]


def test_dates_with_precision_are_iso_text() -> None:
    assert to_frame([EVENT])["when"].to_list() == ["2025-06-28"]


def test_an_empty_frame_has_the_columns() -> None:
    assert to_frame([], Event).columns[0] == "id"
    assert from_frame(to_frame([], Event), Event) == []


def test_mixed_records_are_refused() -> None:
    with pytest.raises(InvalidRecord, match="among"):
        to_frame([REPORT, EVENT])
