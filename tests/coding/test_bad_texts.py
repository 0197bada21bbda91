"""Texts that nobody writes: bounded time, and what is not read is counted."""

from __future__ import annotations

import json
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from detente.coding import TOO_LONG, code
from detente.pieces import find_pieces
from detente.records import Report, Skip
from tests.cli.running import run_command
from tests.coding.case import document

DAY = date(2025, 3, 12)
DEED = "Russia expelled two diplomats of Azerbaijan."
LONGEST = 10
every_coder = pytest.mark.parametrize("name", list(find_pieces("detente.coding.coders")))


def _code(text: str, name: str = "rules.v1") -> tuple[list[Report], list[Skip]]:
    skips: list[Skip] = []
    start = time.process_time()
    reports = list(code([document(text, published=DAY)], name, on_skip=skips.append))
    assert time.process_time() - start < LONGEST
    return reports, skips


@every_coder
def test_a_sentence_of_ten_thousand_words_is_counted_and_the_others_are_read(name: str) -> None:
    long = "Russia attacked " * 5_000
    reports, [skip] = _code(f"{DEED}\n{long}.\n{long}.\n", name)
    assert [r.quote for r in reports] == [DEED]
    assert (skip.stage, skip.kind, skip.reason) == ("code", "skip", TOO_LONG)
    assert skip.detail.startswith("2 in https://")
    assert _code(DEED, name)[1] == []


def _run(*args: str) -> dict[str, Any]:
    return dict(json.loads(run_command("run", "--once", "--json", *args).stdout))


def test_a_run_tells_of_long_sentences_and_codes_their_text_once(tmp_path: Path) -> None:
    long = "Russia attacked " * 5_000
    (tmp_path / "a.txt").write_text(f"{long}.\n{DEED}\n")
    (tmp_path / "b.txt").write_text(f"{long}.\n")
    args = (str(tmp_path), "--language", "en", "--ledger", str(tmp_path / "l.db"))
    first = _run(*args)
    assert first["coded"] == 2
    assert first["reports"] == 1
    assert {(reason, n) for _, _, reason, n, _ in first["skips"]} >= {(TOO_LONG, 2)}
    assert _run(*args)["coded"] == 0
    shown = run_command("export", "skips", "--ledger", str(tmp_path / "l.db")).stdout
    assert TOO_LONG in shown
    assert "b.txt" in shown


@pytest.mark.parametrize(
    "piece",
    [
        DEED + " ",
        "Russia accused Azerbaijan of attacks.\n",
        "* Five Burmese were arrested in Chittagongwas sealed\n",
        "Russia accused Azerbaijan of " * 70 + ". ",
        "July 3 2025 " * 100 + "Russia attacked Azerbaijan. ",
        "Russia, " * 190 + "talked. ",
        "Azerbaijan denied the accusation. ",
        "it attacked it\n",
        "Kampala granted " + "-" * 200 + "  asylum to a fallen minister. ",
        "in Baku, Moscow, Kyiv, Minsk and " * 12 + "Tbilisi. ",
    ],
)
def test_nothing_takes_time_that_grows_with_the_square(piece: str) -> None:
    text = piece * (120_000 // len(piece))
    reports, _ = _code(f"Relations of Myanmar and Bangladesh are bad.\n{text}")
    assert all(len(str(r.why)) < 1_000 for r in reports)
