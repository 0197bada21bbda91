from __future__ import annotations

from datetime import date
from pathlib import Path

from detente.evaluation.actors import answers, figures, questions
from detente.evaluation.gold import Row

TODAY = date(2026, 11, 25)


def row(text: str, expected: dict[str, str], **given: str) -> Row:
    return Row(Path("g"), 1, {"id": text, "text": text, "expected": expected, "kw": given})


def test_rows_that_ask_only_for_a_title_are_left_out() -> None:
    rows = [row("Peru", {"title": "Peru"}), row("Peru", {"cc": "PER"})]
    asked, left = questions(rows, TODAY)
    assert (len(asked), left) == (1, 1)


def test_codes_and_days_are_read() -> None:
    rows = [
        row("EU legislators", {"country": "EUR", "code_1": "LEG"}, arg1="''", arg2="'10 May 2015'"),
        row("a court", {"country": "", "code_1": "JUD", "code_2": "GOV"}, query_date="'today'"),
        row("a mayor", {"code_1": "UNK"}, known_country="'Peru'", query_date="'2022-04-01'"),
    ]
    asked, _ = questions(rows, TODAY)
    assert [q.on for q in asked] == [date(2015, 5, 10), TODAY, date(2022, 4, 1)]
    assert [q.near for q in asked] == [None, None, "PER"]
    assert [set(q.country) for q in asked] == [{"EEC"}, {None}, set()]
    assert [set(q.sector) for q in asked] == [{"LEG"}, {"JUD", "GOV"}, {None}]


def test_scores_count_what_a_row_asks() -> None:
    rows = [
        row("Peruvian police", {"country": "PER", "code_1": "COP"}),
        row("the Chilean navy", {"cc": "CHL"}),
        row("a bicycle", {"code_1": "MIL"}),
    ]
    asked, _ = questions(rows, TODAY)
    found = list(answers(asked))
    values = {f.name[0]: f.value for f in figures(asked, found)}
    assert values == {"country": 1.0, "sector": 0.5, "all": 2 / 3}
