from __future__ import annotations

import pytest

from detente.errors import DataFileError
from detente.monitor.measured import measured, parse_measured

FIGURE = """
[[figure]]
what = "sanctions found"
value = "9 of 10"
data = "ten sentences"
date = 2025-07-01
command = "detente code"
"""


def test_the_shipped_figures_can_be_read() -> None:
    assert all(f.what and f.value and f.data and f.command for f in measured())


def test_a_figure_without_peer_and_no_figure_at_all() -> None:
    (figure,) = parse_measured(FIGURE)
    assert (figure.value, figure.peer, figure.date) == ("9 of 10", "", "2025-07-01")
    assert parse_measured("") == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[figure]", "measured.toml: "),
        (FIGURE + "wat = 1", "figure 1: .*wat.*it takes what, value"),
        (FIGURE.replace("value", "worth"), "figure 1: "),
        (FIGURE + FIGURE.replace("command", "order"), "figure 2: "),
    ],
)
def test_a_broken_table_is_named(text: str, words: str) -> None:
    with pytest.raises(DataFileError, match=words):
        parse_measured(text)
