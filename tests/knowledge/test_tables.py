from __future__ import annotations

import csv
import itertools
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest

from detente.errors import DataFileError, InvalidInput
from detente.knowledge import cameo, countries, ladder, lexicon, plover, tables
from detente.knowledge.folding import fold
from detente.records import EVENT_TYPES

STATES = [c for c in countries.countries() if c.kind != "body"]
COUNTRY_KINDS = {"name", "adjective", "person", "people", "capital"}
HELD_BY_TWO = {
    # the day decides who is meant; without a day nobody is
    "donald tusk", "tusk", "mark rutte", "rutte", "kaja kallas", "kallas", "king abdullah",
}  # fmt: skip
GENERIC_TOO = {"agent"}


def test_every_state_has_every_kind_of_term() -> None:
    kinds: dict[str, set[str]] = defaultdict(set)
    for iso3, kind, _, _ in tables.read_table(
        "country_terms.tsv", ("iso3", "kind", "case", "term")
    ):
        kinds[iso3].add(kind)
    assert kinds == {c.iso3: COUNTRY_KINDS for c in STATES}


def test_there_are_all_members_and_observers() -> None:
    kinds = [c.kind for c in countries.countries()]
    assert kinds.count("member") == 193
    assert kinds.count("observer") == 2
    assert {c.iso3 for c in countries.countries() if c.kind in ("other", "body")} == {
        "XKX", "TWN", "EEC", "NAT", "IGO",
    }  # fmt: skip


@pytest.mark.parametrize("column", ["iso3", "iso2", "cow_code", "cow_abbrev", "fips"])
def test_codes_are_unique(column: str) -> None:
    codes = [getattr(c, column) for c in countries.countries() if getattr(c, column) is not None]
    assert len(codes) == len(set(codes))


def test_cow_codes_are_those_of_the_project(shared: Path) -> None:
    with (shared / "dyads/mid/cow_states.csv").open(encoding="utf-8") as file:
        today = {
            int(float(row["ccode"])): row["stateabb"]
            for row in csv.DictReader(file)
            if row["endyear"].startswith("2016")
        }
    ours = {c.cow_code: c.cow_abbrev for c in STATES if c.cow_code is not None}
    assert ours == today


def test_no_two_states_share_a_term() -> None:
    owners: dict[str, set[str | None]] = defaultdict(set)
    for entry in lexicon.entries():
        if entry.kind in COUNTRY_KINDS | {"city", "place", "metonym", "organisation", "leader"}:
            owners[fold(entry.term).strip()].add(entry.country)
    shared = {term for term, states in owners.items() if len(states) > 1}
    assert shared == HELD_BY_TWO


def test_a_term_is_of_one_kind_unless_it_is_generic_too() -> None:
    kinds: dict[str, set[str]] = defaultdict(set)
    for entry in lexicon.entries():
        kinds[fold(entry.term).strip()].add(
            "country" if entry.kind in COUNTRY_KINDS else entry.kind
        )
    several = {term: found for term, found in kinds.items() if len(found - GENERIC_TOO) > 1}
    assert not several


def test_rows_of_a_group_follow_one_another_without_overlap() -> None:
    dated = defaultdict(list)
    for entry in lexicon.entries():
        if entry.kind == "group":
            dated[entry.term].append(entry)
    for term, rows in dated.items():
        rows.sort(key=lambda e: e.since or date.min)
        for first, second in itertools.pairwise(rows):
            assert first.until is not None, term
            assert second.since == first.until + timedelta(days=1), term


def test_terms_of_office_run_forward() -> None:
    for entry in lexicon.entries():
        if entry.since is not None and entry.until is not None:
            assert entry.since <= entry.until, entry


def test_the_taliban_change_sides_in_august_2021() -> None:
    rows = [e for e in lexicon.entries() if e.term == "Taliban"]
    assert {e.sector for e in rows if e.holds(date(2021, 8, 14))} == {"REB"}
    assert {e.sector for e in rows if e.holds(date(2021, 8, 15))} == {"GOV"}


def test_sectors_are_known() -> None:
    assert {e.sector for e in lexicon.entries()} <= {None, *plover.SECTORS}


def test_countries_by_code_and_name() -> None:
    azerbaijan = countries.country("AZE")
    assert (azerbaijan.cow_code, azerbaijan.fips, azerbaijan.iso2) == (373, "AJ", "AZ")
    assert countries.name_of("CIV") == "Ivory Coast"
    for text in ("aze", "AZ", " azerbaijan ", "Republic of Azerbaijan"):
        assert countries.find_country(text) == azerbaijan
    assert countries.find_country("Burma") == countries.country("MMR")
    assert countries.find_country("the Netherlands") == countries.country("NLD")
    assert countries.find_country("Turkiye") == countries.find_country("Türkiye")
    assert countries.find_country("Atlantis") is None


@pytest.mark.parametrize(("code", "hint"), [("AZR", "AZE"), ("Armenia", "ARM"), ("?", "ISO 3166")])
def test_an_unknown_code_is_answered_with_a_hint(code: str, hint: str) -> None:
    with pytest.raises(InvalidInput, match=hint):
        countries.country(code)


def test_plover_is_whole() -> None:
    assert {plover.quad(t) for t in EVENT_TYPES} == set(plover.QUADS)
    assert sum(len(plover.modes(t)) for t in EVENT_TYPES) == 67
    assert len(plover.CONTEXTS) == 37
    assert plover.score("ACCUSE") == -3.0
    assert plover.score("ASSAULT", "unconventional") == -10.0
    assert plover.score("PROTEST", "vandalize") == plover.score("PROTEST")
    assert plover.meaning("CONSULT", "phone")


@pytest.mark.parametrize("event_type", EVENT_TYPES)
def test_scores_agree_with_the_quad_class(event_type: str) -> None:
    scores = [plover.score(event_type, mode) for mode in (None, *plover.modes(event_type))]
    if event_type != "REQUEST":
        assert all((s < 0) == plover.is_conflict(event_type) for s in scores)
    assert all(-10 <= s <= 10 for s in scores)
    assert plover.is_verbal(event_type) == plover.quad(event_type).startswith("verbal")


def test_plover_refuses_what_it_does_not_know() -> None:
    with pytest.raises(InvalidInput, match="no PLOVER type"):
        plover.quad("ATTACK")
    with pytest.raises(InvalidInput, match="it has: visit"):
        plover.score("CONSULT", "demo")


def test_cameo() -> None:
    assert cameo.to_plover("190") == cameo.CameoEntry("ASSAULT", None, ("military",))
    assert cameo.to_plover("0841") == cameo.CameoEntry("RETREAT", "release", ("legal",))
    assert cameo.to_plover("0879") == cameo.to_plover("087")
    for nothing in ("010", "1", "", "abc", "99", "²2"):
        assert cameo.to_plover(nothing) is None


def test_cameo_names_only_what_plover_has() -> None:
    columns = ("code", "type", "mode", "contexts")
    for code, event, mode, contexts in tables.read_table("cameo_plover.tsv", columns):
        assert not mode or mode in plover.modes(event), code
        assert set(contexts.split()) <= set(plover.CONTEXTS), code


def test_each_type_is_on_one_rung() -> None:
    assert sorted(t for rung in ladder.RUNGS for t in rung.types) == sorted(EVENT_TYPES)
    assert [rung.number for rung in ladder.RUNGS] == [0, 1, 2, 3, 4, 5]
    assert [ladder.rung_of(t) for t in ("AID", "ACCUSE", "THREATEN", "COERCE", "ASSAULT")] == [
        0, 1, 2, 3, 4,
    ]  # fmt: skip
    with pytest.raises(InvalidInput, match="no PLOVER type"):
        ladder.rung_of("attack")


def test_a_table_with_other_columns_is_refused() -> None:
    with pytest.raises(DataFileError, match=r"countries\.tsv, line \d+: the columns are not"):
        list(tables.read_table("countries.tsv", ("code",)))
    with pytest.raises(DataFileError, match="missing"):
        list(tables.read_table("nowhere.tsv", ("code",)))
    with pytest.raises(DataFileError, match="does not fit"):
        list(tables.check_rows("t.tsv", [(1, "a\tsource"), (2, "1\t2\town-knowledge")], ("a",)))


def test_folding_keeps_the_length() -> None:
    text = "İstanbul’s Əliyev — Nür-Sultan ŁÓDŹ ßẞ"
    assert len(fold(text)) == len(text)
    assert fold("Türkiye’s Əliyev") == "turkiye s aliyev"
