"""The labels: the notation readers write in, and what is stored."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from training.labels import agree, card, choose, stored, treebank
from training.labels.check import mistakes, own
from training.labels.collect import differ, part, settled
from training.labels.notation import parse, written

from detente.evaluation.gold import read_rows
from detente.records import EVENT_TYPES

FOLDER = Path(stored.__file__).parent
NEWS = "news/current_events_2002_2023.jsonl.gz"

GOOD = """\
# 2009-01-01-000
ACCUSE:disapprove asserted FRA.GOV > BLR | French minister | criticised | Minsk | date=on Monday
COERCE asserted BLR.COP > FRA.JRN | police | detention | two reporters | arrested=2; alt=SANCTION
PROTEST asserted BLR.CVL > BLR.GOV | Students | march | - | doubt
# 2009-01-01-001
none
# 2009-01-01-002
politics
"""
TEXT = (
    "The French minister on Monday criticised Minsk for the detention of two reporters by police. "
    "Students march."
)


def test_a_block_is_read() -> None:
    """Events between states and others are told apart; extras become fields."""
    (first, second, third), wrong = parse(GOOD)
    assert not wrong
    assert [e["type"] for e in first.events] == ["ACCUSE", "COERCE"]
    assert first.events[0]["mode"] == "disapprove"
    assert first.events[0]["date"] == "on Monday"
    assert first.events[1]["arrested"] == 2
    assert first.events[1]["alt_types"] == ["SANCTION"]
    assert first.other[0]["doubt"] is True
    assert first.other[0]["recipient_phrase"] is None
    assert [r.as_row()["political"] for r in (first, second, third)] == [True, False, True]


def test_a_right_reading_has_no_mistakes() -> None:
    """Every line is read and every word stands in its line."""
    texts = {"2009-01-01-000": TEXT, "2009-01-01-001": "Rain.", "2009-01-01-002": "A vote."}
    assert mistakes(GOOD, texts)[1] == []


def test_what_is_read_can_be_written_again() -> None:
    """The notation and the stored fields hold the same."""
    readings, _ = parse(GOOD)
    again = "".join(f"# {r.id}\n{written(r.as_row())}\n" for r in readings)
    assert parse(again)[0] == readings


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("MEET asserted FRA > BLR | a | b | c", "unknown type MEET"),
        ("CONSULT:march asserted FRA > BLR | a | b | c", "has no mode march"),
        ("CONSULT sure FRA > BLR | a | b | c", "unknown status sure"),
        ("CONSULT asserted FRX > BLR | a | b | c", "no country code"),
        ("CONSULT asserted FRA.ARM > BLR | a | b | c", "unknown sector ARM"),
        ("CONSULT asserted FRA > BLR | a | b", "needs actor | trigger | recipient"),
        ("CONSULT asserted FRA > BLR | a | - | c", "no trigger"),
        ("CONSULT asserted FRA BLR | a | b | c", "no row of the form"),
        ("CONSULT asserted FRA > BLR | a | b | c | alt=CONSULT", "is no other type"),
        ("CONSULT asserted FRA > BLR | a | b | c | hurt=3", "unknown extra"),
        ("none\npolitics", "politics beside none"),
        (
            "AID asserted FRA > BLR | a | b | c | alt=AGREE; alt=COOPERATE",
            "alt_types is given twice",
        ),
        ("none\nCONSULT asserted FRA > BLR | a | b | c", "none beside rows"),
        ("", "nothing is written"),
        (
            "CONSULT asserted FRA > BLR | a | b | c\nCONSULT asserted BLR > FRA | c | b | a",
            "is mirrored by another row",
        ),
        (
            "ASSAULT asserted FRA > BLR | a | b | c\nASSAULT denied FRA > BLR | a | d | c",
            "is both asserted and denied",
        ),
        (
            "ASSAULT asserted FRA > BLR | a | b | c\nASSAULT asserted FRA > BLR | a | b | c",
            "written twice",
        ),
    ],
)
def test_a_mistake_is_named(row: str, said: str) -> None:
    """What cannot be right is said, with the line it stands on."""
    _, wrong = parse(f"# 2009-01-01-000\n{row}\n")
    assert len(wrong) == 1
    assert said in wrong[0]
    assert "line " in wrong[0]


def test_lines_left_out_and_words_made_up_are_named() -> None:
    """A reading that skips a line, or quotes what does not stand there, is not taken."""
    texts = {"2009-01-01-000": TEXT.replace("criticised", "praised"), "2009-01-01-009": "More."}
    wrong = mistakes(GOOD, texts)[1]
    assert "2009-01-01-009: not read" in wrong
    assert "2009-01-01-001: is not in the batch" in wrong
    assert "2009-01-01-000: trigger 'criticised' does not stand in the line" in wrong


def test_a_sentence_of_our_own_needs_its_text() -> None:
    """Sentences stand beside their labels and are held against them."""
    block = "# w-001 trap\n= {}\nACCUSE asserted FRA > BLR | Paris | blames | Minsk\n"
    assert own(block.format("Paris blames Minsk."))[1] == []
    assert "trigger 'blames'" in own(block.format("Paris thanks Minsk."))[1][0]
    assert "needs a kind" in own("# w-001\nnone\n")[1][0]


def test_years_are_drawn_evenly_and_by_seed() -> None:
    """A year with few lines gives what it has; the others share the rest."""
    lines: list[dict[str, Any]]
    lines = [{"id": f"{y}-{n}", "date": f"{y}-01-01"} for y in (2002, 2003) for n in range(50)]
    lines += [{"id": "2004-0", "date": "2004-01-01"}]
    drawn = choose.spread(lines, 41, seed=1)
    assert Counter(line["date"][:4] for line in drawn) == {"2002": 20, "2003": 20, "2004": 1}
    assert drawn == choose.spread(list(lines), 41, seed=1)
    assert drawn != choose.spread(lines, 41, seed=2)


def test_outlets_in_brackets_are_no_countries() -> None:
    """The outlets at the end of a line do not make it one of two countries."""
    assert choose.countries("Paris fell silent in France. (The Times of India) (BBC)") == {"FRA"}


def _labels(*events: dict[str, Any]) -> dict[str, Any]:
    return {"political": bool(events), "events": list(events), "other": []}


def _event(actor: str, kind: str, recipient: str, status: str = "asserted") -> dict[str, Any]:
    return {"actor": actor, "type": kind, "recipient": recipient, "status": status}


def test_agreement_counts_what_differs() -> None:
    """Readers that agree score 1; each kind of difference is counted as its own."""
    one = _labels(_event("FRA", "ACCUSE", "BLR"), _event("FRA", "AID", "UKR"))
    turned = _labels(_event("BLR", "ACCUSE", "FRA"))
    figures = {f.name: f.value for f in agree.protocol([("a", one, one)], Path("x"))}
    assert figures["actor_recipient_root", "f1"] == 1.0
    figures = {f.name: f.value for f in agree.protocol([("a", one, turned)], Path("x"))}
    assert figures["actor_recipient_root", "f1"] == 0.0
    assert agree.differences([(one, turned)]) == {"direction": 1, "pair only with the first": 1}
    planned = _labels(_event("FRA", "ACCUSE", "BLR", "planned"), _event("FRA", "AID", "UKR"))
    assert agree.differences([(one, planned)]) == {"status": 1, "same": 1}
    other = _labels(_event("FRA", "ACCUSE", "BLR"), _event("FRA", "SANCTION", "UKR"))
    found = agree.differences([(one, other)])
    assert found == {"same": 1, "type": 1, "another type with the second": 1}
    assert differ(one, planned)
    assert not differ(one, one)


def test_strict_agreement_forgives_nothing_but_the_order_of_mutual_acts() -> None:
    """Planned deeds count, alternatives do not; a meeting may be written either way round."""
    words = {"mode": None, "actor_sector": None, "recipient_sector": None, "trigger": "x"}
    one = _labels(_event("FRA", "CONSULT", "BLR") | words)
    turned = _labels(_event("BLR", "CONSULT", "FRA", "planned") | words)
    found = agree.strict([(one, turned)])
    assert found["actor, type, recipient"] == 1.0
    assert found["and status"] == 0.0
    assert agree.by_type([(one, turned)])["CONSULT"] == (1, 0, 0)


def test_a_third_reader_decides_the_label() -> None:
    """The label is the third reader's where there is one, else the first reader's."""
    first = {name: _labels() | {"reader": "r1"} for name in ("2020-01-01-000", "2022-01-01-000")}
    third = {"2020-01-01-000": _labels(_event("FRA", "AID", "UKR")) | {"reader": "t1"}}
    one, two = settled(dict.fromkeys(first, "pairs-01"), first, third)
    assert (one["reader"], len(one["events"]), one["split"]) == ("t1", 1, "train")
    assert (two["reader"], two["events"], two["split"]) == ("r1", [], "test")


def test_the_last_years_are_for_testing() -> None:
    """2021 to 2023 are never trained on."""
    days = [f"{year}-05-01-000" for year in (2020, 2021, 2023)]
    assert [part(day, "pairs-01") for day in days] == ["train", "test", "test"]
    assert [part(day, "unsure-01") for day in days] == ["train", "test-chosen", "test-chosen"]


def test_what_is_stored_is_whole_and_valid() -> None:
    """Everything but the words of lines is checked without the news."""
    assert stored.mistakes() == []


def test_what_is_stored_stands_in_its_texts(shared: Path) -> None:
    """Ids exist, and every phrase is a part of its line or sentence."""
    texts = {row["id"]: row.text() for row in read_rows(shared / NEWS)}
    bank = treebank.sentences(shared / "ud" / "en_ewt-ud-train.conllu")
    assert stored.mistakes(texts=texts, bank={said.id: said.text for said in bank}) == []


def test_the_treebank_choice_is_what_is_stored(shared: Path) -> None:
    """The seed gives the same sentences again, and texts are whole on one side of the split."""
    bank = treebank.sentences(shared / "ud" / "en_ewt-ud-train.conllu")
    rows = {row["id"]: row["split"] for row in read_rows(FOLDER / "treebank.jsonl")}
    assert {said.id: treebank.part(said.document) for said in treebank.chosen(bank)} == rows


def test_no_text_of_a_line_is_stored() -> None:
    """The lines are Wikipedia's and are joined by id."""
    for file, known in (
        ("lines.jsonl", {"id", "split", "batch", "political", "events", "other", "reader"}),
        ("twice.jsonl", {"id", "first", "second"}),
        ("outside.jsonl", {"id", "events", "reader"}),
        ("treebank.jsonl", {"id", "split", "political", "events", "other", "reader"}),
    ):
        assert {name for row in read_rows(FOLDER / file) for name in row.fields} == known
    fields = {"id", "political", "events", "other", "reader"}
    for row in read_rows(FOLDER / "twice.jsonl"):
        assert row["first"].keys() <= fields
        assert row["second"].keys() <= fields


def test_a_stored_mistake_is_found(tmp_path: Path) -> None:
    """Damage to a stored row is named with its id."""
    event = {
        "actor": "FRA", "actor_sector": "ARM", "actor_phrase": None, "type": "AGREE",
        "mode": "visit", "status": "sure", "trigger": "x", "recipient": "FRA",
        "recipient_sector": None, "recipient_phrase": None, "alt_types": ["AGREE"], "hurt": 1,
    }  # fmt: skip
    row = {
        "id": "2021-01-01-000", "split": "train", "batch": "b", "political": False,
        "events": [event], "other": [], "reader": "",
    }  # fmt: skip
    files: dict[str, list[dict[str, Any]]] = {
        "batches": [{"batch": "b", "ids": ["2021-01-01-000", "2021-01-01-001"]}],
        "lines": [row],
        "twice": [{"id": row["id"], "first": row, "second": row}],
        "sentences": [row | {"kind": "trap", "text": "y"}],
        "treebank": [row | {"id": "weblog-0001"}],
    }
    for name, rows in files.items():
        text = "".join(json.dumps(r) + "\n" for r in rows)
        (tmp_path / f"{name}.jsonl").write_text(text, encoding="utf-8")
    found = "\n".join(stored.mistakes(tmp_path, {"2021-01-01-009": "y"}, {"weblog-0002": "y"}))
    for said in (
        "2021-01-01-001: chosen and not read",
        "no such news line",
        "weblog-0001: no such sentence of the treebank",
        "is of the test-chosen part, not train",
        "no reader",
        "is not political",
        "one state at both",
        "unknown sector ARM",
        "AGREE has no mode visit",
        "unknown status sure",
        "AGREE is no other type",
        "unknown fields ['hurt']",
        "trigger 'x' does not stand in the line",
    ):
        assert said in found


def test_the_card_tells_what_is_stored() -> None:
    """`python -m training.labels.card` has been run since the labels changed."""
    assert (FOLDER / "README.md").read_text(encoding="utf-8") == card.text()


def test_the_set_is_as_large_as_it_says() -> None:
    """16,200 lines in nine choices, spread over the years; most batches read twice in part."""
    rows = [row.fields for row in read_rows(FOLDER / "lines.jsonl")]
    choices = Counter(row["batch"].split("-")[0] for row in rows)
    assert choices == choose.SIZES
    years = Counter(row["id"][:4] for row in rows if row["batch"].startswith("pairs"))
    assert max(years.values()) - min(years.values()) <= 1
    batch_of = {row["id"]: row["batch"] for row in rows}
    twice = Counter(
        batch_of[row["id"]] for row in read_rows(FOLDER / "twice.jsonl") if row["id"] in batch_of
    )
    assert set(twice.values()) == {10}
    assert len(twice) == 150


def test_every_type_occurs_often() -> None:
    """Rare types were looked for: each has 150 events between states told as fact."""
    rows = read_rows(FOLDER / "lines.jsonl")
    between = Counter(e["type"] for r in rows for e in r["events"] if e["status"] == "asserted")
    assert [kind for kind in EVENT_TYPES if between[kind] < 150] == []


def test_two_readers_never_share_a_name() -> None:
    """Nobody read a line twice, and whoever decides is a third."""
    final = {row["id"]: row["reader"] for row in read_rows(FOLDER / "lines.jsonl")}
    for row in read_rows(FOLDER / "twice.jsonl"):
        first, second = row["first"]["reader"], row["second"]["reader"]
        assert first != second
        assert final.get(row["id"]) != second
