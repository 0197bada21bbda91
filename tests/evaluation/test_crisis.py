from __future__ import annotations

from pathlib import Path

import pytest

from detente.errors import InvalidInput
from detente.evaluation.crisis_scores import event_figures, read_events, triple_figures
from detente.evaluation.figures import nested
from detente.evaluation.gold import Row

HEAD = "date,source,target,plover_type"


def events(tmp_path: Path, text: str) -> list[dict[str, str]]:
    path = tmp_path / "events.csv"
    path.write_text(text)
    return [dict(row) for row in read_events(path)]


def test_events_match_one_to_one_within_days_and_both_ways_where_symmetric(tmp_path: Path) -> None:
    gold = events(
        tmp_path,
        f"{HEAD}\n2025-02-06,PERGOV,CHL,ACCUSE\n2025-02-06,PER,CHL,ACCUSE\n2025-02,BOL,PER,CONSULT\n",
    )
    said = events(tmp_path, f"{HEAD}\n2025-02-07,PER,CHL,ACCUSE\n2025-02-11,PER,BOL,CONSULT\n")
    found = nested(event_figures(gold, said))
    assert found["recall within 0 days"]["type"] == pytest.approx(1 / 3)
    assert found["recall within 1 days"]["type"] == pytest.approx(2 / 3)
    assert found["predicted rows that fit"] == 1.0


def test_a_file_of_events_without_its_columns_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"events\.csv, line 1: no column 'plover_type'"):
        events(tmp_path, "date,source,target\n2025-02-06,PER,CHL\n")
    with pytest.raises(InvalidInput, match=r"events\.csv, line 2: .*ACUSE"):
        events(tmp_path, f"{HEAD}\n2025-02-06,PER,CHL,ACUSE\n")
    with pytest.raises(InvalidInput, match=r"events\.csv, line 3: .*someday"):
        events(tmp_path, f"{HEAD}\n2025,PER,CHL,AID\nsomeday,PER,CHL,AID\n")


def test_optional_triples_are_neither_owed_nor_held_against(tmp_path: Path) -> None:
    triple = {"source": "PER", "plover_type": "AID", "target": "CHL"}
    rows = [
        Row(tmp_path, 1, {"item_id": "a", "triples": [{**triple, "flags": ["optional"]}]}),
        Row(tmp_path, 2, {"item_id": "b", "triples": [{**triple, "alt_types": ["AGREE"]}]}),
    ]
    said = [
        {"item_id": "a", "triples": [triple]},
        {"item_id": "b", "triples": [{**triple, "plover_type": "AGREE"}]},
    ]
    assert nested(triple_figures(rows, said))["all"] == {
        "precision": 1.0, "recall": 1.0, "f1": pytest.approx(1.0),
    }  # fmt: skip
    with pytest.raises(InvalidInput, match="line 3: a triple needs source"):
        triple_figures([Row(tmp_path, 3, {"item_id": "c", "triples": [{"source": "PER"}]})], [])
