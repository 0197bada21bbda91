from __future__ import annotations

import csv
import itertools
from collections import defaultdict
from collections.abc import Collection
from datetime import date
from pathlib import Path

import pytest

from detente.errors import DataFileError, InvalidInput
from detente.knowledge import cameo, countries, ladder, lexicon, plover, tables
from detente.knowledge.folding import fold
from detente.knowledge.officials import rank
from detente.records import EVENT_TYPES, When

STATES = [c for c in countries.countries() if c.kind != "body"]
COUNTRY_KINDS = {"name", "adjective", "person", "people", "capital"}
SOLE = {
    "head of state", "head of government", "supreme leader", "party leader", "secretary general",
    "commission president", "council president", "high representative", "foreign minister",
    "defence minister",
}  # fmt: skip


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
        "XKX", "TWN", "ESH", "EEC", "NAT", "IGO",
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


def names_of(kinds: Collection[str]) -> dict[str, list[lexicon.Entry]]:
    """Give the entries of some kinds by folded term, without shared acronyms and lone surnames.

    A surname that a place or a body bears as well means the person only behind a title, and one
    that office holders of two states bear the one in office, or nobody: `test_gazetteer` has cases.
    """
    found: dict[str, list[lexicon.Entry]] = defaultdict(list)
    for entry in lexicon.entries():
        alone = entry.weight == lexicon.SHARED or (
            entry.kind == "leader" and entry.weight != "full"
        )
        if entry.kind in kinds and not alone:
            found[fold(entry.term).strip()].append(entry)
    return found


def overlap(one: lexicon.Entry, other: lexicon.Entry) -> int:
    """Give the days on which both entries are in force."""
    first = max(one.since or date.min, other.since or date.min)
    last = min(one.until or date.max, other.until or date.max)
    return (last - first).days


def test_no_two_states_share_a_term() -> None:
    kinds = COUNTRY_KINDS | {"city", "place", "metonym", "organisation", "group", "contested"}
    for term, rows in names_of(kinds).items():
        assert len({entry.country for entry in rows}) == 1, term


def test_no_two_states_share_a_whole_name_of_office_holders_for_long() -> None:
    # Whoever goes from a state to a body of states is told apart by the day.
    # There were two kings of that name for ten years, and only the state beside them tells.
    kings = {"king abdullah", "king abdallah", "king abdulla"}
    for name, rows in names_of({"leader"}).items():
        if name in kings:
            continue
        for one, other in itertools.combinations(rows, 2):
            if one.country != other.country and overlap(one, other) > 60:
                assert rank(one) != rank(other), (name, one.country, other.country)


def test_a_term_is_of_one_kind_unless_it_is_generic_or_the_day_decides() -> None:
    kinds = {e.kind for e in lexicon.entries()} - {"agent"}
    for term, rows in names_of(kinds).items():
        for one, other in itertools.combinations(rows, 2):
            both = {"country" if e.kind in COUNTRY_KINDS else e.kind for e in (one, other)}
            assert len(both) == 1 or overlap(one, other) <= 1, (term, both)


def test_rows_of_a_group_do_not_overlap_unless_they_say_the_same() -> None:
    for term, rows in names_of({"group"}).items():
        for one, other in itertools.combinations(rows, 2):
            if one.sector != other.sector:
                assert overlap(one, other) <= 1, term


def test_a_surname_is_marked_once() -> None:
    assert not [e.term for e in lexicon.entries() if e.kind == "leader" and e.term[0] == "?"]


def test_one_office_has_one_holder_unless_a_note_says_why() -> None:
    columns = ("iso3", "office", "names", "short", "sector", "since", "until", "note")
    terms = defaultdict(list)
    for iso3, office, names, _, _, since, until, note in tables.read_tables("officials", columns):
        if office in SOLE:
            first, last = When.parse(since), When.parse(until) if until else None
            terms[iso3, office].append((first.last, last.first if last else date.max, names, note))
    for (iso3, office), rows in terms.items():
        rows.sort()
        for one, other in itertools.combinations(rows, 2):
            if max(one[0], other[0]) < min(one[1], other[1]):
                assert one[3] or other[3], (iso3, office, one[2], other[2])


def test_every_state_has_every_kind_of_row() -> None:
    sectors: dict[str, set[str]] = defaultdict(set)
    body = ("kind", "iso3", "sector", "since", "until", "terms")
    for _, iso3, sector, _, _, _ in tables.read_tables("bodies", body):
        sectors[iso3].add(sector)
    offices: dict[str, set[str]] = defaultdict(set)
    columns = ("iso3", "office", "names", "short", "sector", "since", "until", "note")
    for iso3, office, *_ in tables.read_tables("officials", columns):
        offices[iso3].add(office)
    for state in STATES:
        if state.iso3 == "ESH":  # what it has of its own is the Polisario's
            assert "REB" in sectors["ESH"]
            continue
        assert {"GOV", "LEG", "JRN"} <= sectors[state.iso3], state
        assert sectors[state.iso3] & {"MIL", "COP"}, state
        assert offices[state.iso3] & {"head of state", "head of government"}, state


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
