"""The command on small gold files of our own."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from detente.cli.commands.evaluate.code import TASKS
from detente.evaluation.tasks import task_names
from tests.cli.running import run_command

PAIRS = [
    {"id": "a", "text": "Peru accused Chile of spying.", "code": "ACCUSE", "split": "dev",
     "marked": "<s>Peru</s> accused <t>Chile</t> of spying."},
    {"id": "b", "text": "Norway sent aid to Nepal.", "code": "AID", "split": "train",
     "marked": "<s>Norway</s> sent aid to <t>Nepal</t>."},
]  # fmt: skip
RULES = ("--coder", "rules.v1")
ITEM = {
    "id": "i1", "url": "https://example.org/1", "language": "en", "published": "2025-02-06",
    "title": "A quarrel of neighbours",
    "text": "Peru expelled two Chilean diplomats on Wednesday.",
}  # fmt: skip


def lines(path: Path, rows: Sequence[Mapping[str, object]]) -> str:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return str(path)


def rows_of(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_the_help_names_all_tasks() -> None:
    assert task_names() == TASKS


def test_code_writes_predictions_and_prints_scores(tmp_path: Path) -> None:
    gold, out = lines(tmp_path / "gold.jsonl", PAIRS), tmp_path / "out.jsonl"
    shown = run_command("evaluate", "code", "--task", "pairs", gold, "--pred", str(out), *RULES)
    assert "pairs on gold.jsonl by rules.v1, n = 2" in shown.stdout
    assert "root_macro_f1" in shown.stdout
    assert rows_of(out) == [{"id": "a", "type": "ACCUSE"}, {"id": "b", "type": "AID"}]
    one = run_command(
        "evaluate", "code", "--task", "pairs", gold, "--split", "dev", "--json", *RULES
    )
    found = json.loads(one.stdout)
    assert (found["n"], found["accuracy"]) == (1, 1.0)
    assert found["intervals"]["accuracy"] == [1.0, 1.0]


def test_dyads_need_the_two_states(tmp_path: Path) -> None:
    gold = lines(tmp_path / "gold.jsonl", PAIRS)
    refused = run_command("evaluate", "code", "--task", "dyads", gold, status=2)
    assert "dyads needs the two states of each row: --ids FILE" in refused.stderr
    ids = tmp_path / "ids.json"
    ids.write_text('[{"id": "a", "a": "PER", "b": "CHL"}, {"id": "b", "a": "NOR", "b": "NPL"}]')
    shown = run_command(
        "evaluate", "code", "--task", "dyads", gold, "--ids", str(ids), "--json", *RULES
    )
    assert json.loads(shown.stdout)["actor_recipient_root"]["precision"] == 1.0


def test_lines_take_their_texts_from_the_news(tmp_path: Path) -> None:
    news = lines(tmp_path / "news.jsonl", [{"id": 1, "text": "Peru accused Chile of spying."}])
    event = {"actor": "PER", "type": "ACCUSE", "recipient": "CHL", "status": "asserted"}
    gold = lines(tmp_path / "gold.jsonl", [{"id": 1, "events": [event]}])
    words = ("evaluate", "code", "--task", "lines", gold, "--texts", news, "--json")
    assert json.loads(run_command(*words).stdout)["actor_recipient_root"]["recall"] == 1.0


def test_an_unknown_task_coder_or_file_is_answered(tmp_path: Path) -> None:
    gold = lines(tmp_path / "gold.jsonl", PAIRS)
    task = run_command("evaluate", "code", "--task", "pears", gold, status=2)
    assert "there are: dyads, lines, pairs, penta, raters" in task.stderr
    coder = run_command("evaluate", "code", "--task", "pairs", gold, "--coder", "x", status=2)
    assert "rules.v1" in coder.stderr
    gone = run_command("evaluate", "code", "--task", "pairs", "gone.jsonl", status=2)
    assert "gone.jsonl" in gone.stderr


def test_crisis_writes_events_and_triples(tmp_path: Path) -> None:
    other = {**ITEM, "id": "i2", "url": "https://example.org/2", "language": "fa"}
    items = lines(tmp_path / "items.jsonl", [ITEM, other])
    events, triples = tmp_path / "events.csv", tmp_path / "triples.jsonl"
    shown = run_command(
        "evaluate", "crisis", items, "--events", str(events), "--triples", str(triples)
    )
    assert "2 items" in shown.stderr
    assert "no coder for language fa" in shown.stderr
    with events.open(newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert row == {
        "date": "2025-02-05", "source": "PER", "target": "CHL", "plover_type": "SANCTION",
        "contested": "no", "item_ids": "i1",
    }  # fmt: skip
    expelled = {"source": "PER", "plover_type": "SANCTION", "target": "CHL"}
    assert rows_of(triples) == [
        {"item_id": "i1", "triples": [expelled]},
        {"item_id": "i2", "triples": []},
    ]


def test_an_unknown_crisis_and_items_without_text_are_answered(tmp_path: Path) -> None:
    items = lines(tmp_path / "items.jsonl", [ITEM])
    triple = {"source": "PER", "plover_type": "SANCTION", "target": "CHL"}
    lines(
        tmp_path / "item_triples.jsonl",
        [{"crisis": "andes", "item_id": "i1", "language": "en", "triples": [triple]}],
    )
    (tmp_path / "andes_events.csv").write_text("date,source,target,plover_type\n")
    words = ("evaluate", "crisis", items, "--gold", str(tmp_path))
    assert "--case names one of: andes" in run_command(*words, status=2).stderr
    assert "all f1" in run_command(*words, "--case", "andes").stdout
    empty = lines(tmp_path / "empty.jsonl", [{"id": "x"}])
    refused = run_command("evaluate", "crisis", empty, status=2)
    assert "no item holds a text" in refused.stderr


def test_actors_say_how_many_rows_are_left_out(tmp_path: Path) -> None:
    gold = lines(
        tmp_path / "gold.jsonl",
        [
            {"id": 1, "text": "Peruvian police", "expected": {"country": "PER", "code_1": "COP"}},
            {"id": 2, "text": "Peru", "expected": {"title": "Peru"}},
        ],
    )
    out = tmp_path / "out.jsonl"
    shown = run_command("evaluate", "actors", gold, "--pred", str(out))
    assert "1 of 2 rows ask only for a title and are left out" in shown.stderr
    assert rows_of(out) == [{"id": 1, "country": "PER", "sector": "COP"}]


def test_spans_list_what_is_missed(tmp_path: Path) -> None:
    gold = lines(tmp_path / "gold.jsonl", PAIRS)
    ids = tmp_path / "ids.json"
    ids.write_text('[{"id": "a", "a": "PER", "b": "BOL"}]')
    shown = run_command("evaluate", "spans", gold, "--ids", str(ids), "--missed").stdout
    assert "BOL  CHL          Chile" in shown
    assert "right_state" in shown


def test_stories(tmp_path: Path) -> None:
    texts = ["Peru and Chile sign a border treaty in Lima", "A ferry sinks off Manila bay"]
    rows = [
        {"id": n, "text": texts[n % 2], "date": "2024-01-02", "event_id": n % 2} for n in range(4)
    ]
    gold = lines(tmp_path / "gold.jsonl", rows)
    found = json.loads(run_command("evaluate", "stories", gold, "--json").stdout)
    assert found["by_words"]["f1"] == pytest.approx(1.0)


def test_floors_need_data(tmp_path: Path) -> None:
    refused = run_command("evaluate", "floors", "--data", str(tmp_path), status=2)
    assert "is missing; name the evaluation data with --data" in refused.stderr
    refused = run_command(
        "evaluate", "floors", "--data", str(tmp_path), "--file", str(tmp_path / "f"), status=2
    )
    assert "no floors there; --raise writes them" in refused.stderr
