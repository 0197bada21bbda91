"""The catalogue of starter sources: every row, and how they are chosen."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlsplit

import pytest

from detente.errors import DataFileError, InvalidInput
from detente.knowledge.countries import name_of
from detente.knowledge.outlets import outlets, wires, world_press
from detente.knowledge.tables import read_rows
from detente.records import Source

NAMED = (
    "RUS", "AZE", "ARM", "TUR", "IRN", "GEO", "UKR", "ISR", "USA", "GBR", "FRA", "DEU",
)  # fmt: skip
HOST = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
OWN_LANGUAGE = {
    "RUS": "ru", "AZE": "az", "ARM": "hy", "TUR": "tr", "IRN": "fa", "GEO": "ka", "UKR": "uk",
    "ISR": "he", "USA": "en", "GBR": "en", "FRA": "fr", "DEU": "de",
}  # fmt: skip


@pytest.mark.parametrize("source", outlets(), ids=lambda s: s.address)
def test_every_row_can_be_asked_for_news(source: Source) -> None:
    parts = urlsplit(source.address)
    assert parts.scheme in ("http", "https")
    assert HOST.fullmatch(parts.netloc), "a host, without a port or a password"
    assert not re.search(r"\s", source.address)
    assert source.name == source.name.strip() != ""
    assert re.fullmatch("[a-z]{2}", source.language or "")
    assert source.group == name_of(source.country or "")
    assert source.note == ""
    if source.kind == "channel":
        assert source.address.startswith("https://t.me/s/")
    if source.role == "ministry":
        assert source.ownership == "state"


def test_no_address_stands_twice() -> None:
    counts = Counter(s.address.removesuffix("/").partition("://")[2] for s in outlets())
    assert [address for address, n in counts.items() if n > 1] == []


def test_no_two_sources_share_a_name() -> None:
    """Reports of two ministries must not look like those of one."""
    counts = Counter(s.name for s in outlets())
    assert [name for name, n in counts.items() if n > 1] == []


@pytest.mark.parametrize("state", NAMED)
def test_the_states_of_the_guiding_cases_have_a_press(state: str) -> None:
    found = outlets(state)
    assert len(found) >= 12
    assert {s.role for s in found} >= {"outlet", "ministry", "body"}
    assert {s.ownership for s in found} == {"state", "public", "private"}
    assert {s.language for s in found} >= {"en", OWN_LANGUAGE[state]}
    assert {s.group for s in found} == {name_of(state)}
    at_home = [s.country == state for s in found]
    assert at_home == sorted(at_home, reverse=True), "those in exile come last"


def test_a_pair_gets_both_presses_once() -> None:
    found = outlets("RUS", "AZE")
    assert len({s.id for s in found}) == len(found)
    assert [*dict.fromkeys(s.group for s in found)] == ["Russia", "Azerbaijan"]
    assert {s.name for s in found} >= {"TASS", "AZERTAC", "Meduza", "JAMnews"}


def test_an_outlet_in_exile_belongs_to_both_states_and_sits_in_one() -> None:
    (meduza,) = (s for s in outlets("RUS") if s.name == "Meduza")
    assert (meduza.country, meduza.group) == ("LVA", "Russia")
    assert meduza.address in {s.address for s in outlets("LVA")}


def test_the_wires_are_the_agencies_among_those_that_report_the_world() -> None:
    assert {s.name for s in wires()} >= {"Reuters", "Associated Press", "TASS", "Xinhua", "Anadolu"}
    assert {s.role for s in wires()} == {"wire"}
    assert set(wires()) < set(world_press()) < set(outlets())
    assert {"BBC News World", "Al Jazeera"} <= {s.name for s in world_press()}


def test_an_unknown_state_is_answered_with_a_hint() -> None:
    with pytest.raises(InvalidInput, match="AZE"):
        outlets("AZR")


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        (0, "QQQ", "'QQQ' is no country code"),
        (2, "page", "kind 'page' is none of channel, feed"),
        (3, "ftp://a.example/", "is no web address"),
        (5, "royal", "ownership 'royal'"),
        (6, "blog", "role 'blog'"),
        (7, "local", "scope 'local'"),
        (8, "ARM;QQQ", "'QQQ' is no country code"),
    ],
)
def test_a_wrong_cell_is_named_with_its_line(
    column: int, cell: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from detente.knowledge import outlets as module
    from detente.knowledge import tables

    cells = ["ARM", "A", "feed", "https://a.example/", "hy", "state", "wire", "world", ""]
    cells[column] = cell
    header = "\t".join((*module._COLUMNS, "source"))
    lines = [(1, header), (2, "\t".join((*cells, "own-knowledge")))]
    read = tables._numbered
    monkeypatch.setattr(tables, "_numbered", lambda n: lines if n == "outlets/x.tsv" else read(n))
    with pytest.raises(DataFileError, match=rf"outlets/x\.tsv, line 2: .*{re.escape(said)}"):
        list(read_rows("outlets/x.tsv", module._COLUMNS, module._row))
