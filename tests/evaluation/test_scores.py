from __future__ import annotations

from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import InvalidInput
from detente.evaluation.figures import f1_of, interval, nested, prf
from detente.evaluation.gold import Row
from detente.evaluation.scheme import QUAD, ROOTS, cameo_root, root
from detente.evaluation.stories import bcubed
from detente.evaluation.tasks import pairs, task, task_names


def row(**fields: object) -> Row:
    return Row(Path("gold.jsonl"), 7, fields)


def test_there_are_five_tasks() -> None:
    assert task_names() == ("dyads", "lines", "pairs", "penta", "raters")


def test_roots_and_their_quad_classes() -> None:
    assert len(ROOTS) == 15
    assert root("CONCEDE") == root("RETREAT") == "YIELD"
    assert (QUAD["AGREE"], QUAD["YIELD"], QUAD["ACCUSE"], QUAD["PROTEST"]) == (1, 2, 3, 4)
    assert [cameo_root(code) for code in ("01", "08", "20")] == [None, "YIELD", "ASSAULT"]


def test_marks_are_taken_out() -> None:
    text, actor, recipient = pairs.marked(row(marked="<s>Peru</s> and the <t>Chilean navy</t>."))
    assert text == "Peru and the Chilean navy."
    assert (text[slice(*actor)], text[slice(*recipient)]) == ("Peru", "Chilean navy")
    assert pairs.marked(row(marked="<t>Peru</t> slept"))[1:] == ((0, 0), (0, 4))
    with pytest.raises(InvalidInput, match=r"gold\.jsonl, line 7: a mark .* is not closed"):
        pairs.marked(row(marked="<s>Peru and <t>Chile</t>"))


def test_precision_recall_f1() -> None:
    assert prf(3, 4, 2, 4) == {"precision": 0.75, "recall": 0.5, "f1": pytest.approx(0.6)}
    assert prf(0, 0, 0, 0) == {"precision": 0, "recall": 0, "f1": 0}


def test_macro_f1_counts_only_labels() -> None:
    gold, said = np.array([0, 0, 1, 2]), np.array([0, 1, 1, 0])
    # label 0: hit 1 of 2 gold and 2 said; label 1: hit 1 of 1 gold and 2 said; 2 is no label
    assert f1_of(gold, said, 2) == pytest.approx((2 / 4 + 2 / 3) / 2)


def test_an_interval_holds_the_score_and_is_the_same_each_time() -> None:
    values = np.array([0.0, 1.0] * 30)
    low, high = interval(lambda units: float(values[units].mean()), len(values))
    assert 0.3 < low < 0.5 < high < 0.7
    assert (low, high) == interval(lambda units: float(values[units].mean()), len(values))


def test_bcubed_by_hand() -> None:
    # groups {a, b, c} and {d} said; {a, b} and {c, d} true
    figures = {f.name[1]: f.value for f in bcubed("x", "1122", "AAAB")}
    assert figures["precision"] == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert figures["recall"] == pytest.approx((1 + 1 + 1 / 2 + 1 / 2) / 4)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=12))
def test_a_right_grouping_scores_one_whatever_its_names(groups: list[int]) -> None:
    renamed = [f"group {g + 5}" for g in groups]
    assert {f.value for f in bcubed("x", groups, renamed)} == {1.0}


SAID = {"e": {"events": [{"actor": "PER", "type": "ACCUSE", "recipient": "CHL"}] * 3}}


def test_repeated_events_count_once() -> None:
    rows = [row(id="e", text="t", code="ACCUSE", a="PER", b="CHL")]
    figures = nested(task("dyads").figures(rows, SAID))
    assert figures["actor_recipient_root"] == {"precision": 1, "recall": 1, "f1": pytest.approx(1)}


def test_a_missing_prediction_is_one_of_nothing() -> None:
    rows = [row(id="x", text="t", code="ACCUSE", a="PER", b="CHL")]
    assert nested(task("dyads").figures(rows, {}))["actor_recipient"]["recall"] == 0
    assert nested(task("pairs").figures(rows, {}))["accuracy"] == 0


LINE_EVENTS = [
    {"actor": "PER", "type": "CONSULT", "recipient": "CHL"},
    {"actor": "CHL", "type": "ACCUSE", "recipient": "PER", "status": "planned"},
]


@pytest.mark.parametrize("events", list(permutations(LINE_EVENTS)))
def test_lines_take_symmetric_acts_both_ways_and_leave_plans_free(
    events: tuple[dict[str, str], ...],
) -> None:
    said = {1: {"events": [{"actor": "CHL", "type": "CONSULT", "recipient": "PER"}]}}
    figures = nested(task("lines").figures([row(id=1, events=[*events])], said))
    assert figures["actor_recipient_root"] == {"precision": 1, "recall": 1, "f1": pytest.approx(1)}


def test_penta_takes_the_commonest_class_and_of_equals_the_more_hostile() -> None:
    events = [{"actor": None, "type": kind, "recipient": None} for kind in ("AGREE", "ASSAULT")]
    rows = [row(id=1, code="4"), row(id=2, code="0")]
    figures = nested(task("penta").figures(rows, {1: {"events": events}}))
    assert figures["macro_f1"] == pytest.approx(2 / 5)
    with pytest.raises(InvalidInput, match="no class from 0 to 4"):
        task("penta").figures([row(id=1, code="9")], {})


def test_raters_need_somebody_who_coded_enough() -> None:
    annotations = {"one": {"events": [{"root": "11"}]}}
    with pytest.raises(InvalidInput, match="no rater gave more than 15 different root codes"):
        task("raters").figures([row(id=1, relevant=True, annotations=annotations)], {})


WRONG_LINES = [
    ([{"actor": "PER", "type": "AID"}], "an event needs actor, type and recipient"),
    ([{"actor": "PER", "type": "FOO", "recipient": "CHL"}], "no PLOVER type: 'FOO'"),
    ("none", "'events' is not a list of objects"),
]


@pytest.mark.parametrize(("events", "said"), WRONG_LINES)
def test_wrong_gold_lines_are_named(events: object, said: str) -> None:
    with pytest.raises(InvalidInput, match=rf"gold\.jsonl, line 7: {said}"):
        task("lines").figures([row(id=1, events=events)], {})


def test_other_wrong_gold_is_named() -> None:
    with pytest.raises(InvalidInput, match="line 7: 'code' is no PLOVER type: 'ACUSE'"):
        task("dyads").figures([row(id=1, text="t", code="ACUSE", a="PER", b="CHL")], {})
    with pytest.raises(InvalidInput, match="line 7: annotation of 'one' needs events"):
        task("raters").figures([row(id=1, relevant=True, annotations={"one": [1]})], {})
