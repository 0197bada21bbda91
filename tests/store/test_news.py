"""What comes in is stored once and found again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from detente.errors import InvalidInput
from detente.records import Dyad, Skip
from detente.store import Ledger
from tests.records.examples import BAKU, EXAMPLES, OUTLOOK, PAGE, SKIP, SOURCE
from tests.store.world import ARM_TUR, NOW, RUS_AZE, document, report

ONE, TWO, UNDATED = document(1), document(2, language="ru"), document(3, published=None)


def test_mixed_records_come_back_as_they_were(ledger: Ledger) -> None:
    told = report(ONE)
    with ledger.run(NOW) as run:
        assert run.add([told, SKIP, ONE, OUTLOOK, SOURCE]) == 5
    assert list(ledger.documents()) == [ONE]
    assert list(ledger.reports()) == [told]
    assert list(ledger.skips()) == [SKIP]
    assert list(ledger.outlooks()) == [OUTLOOK]
    assert ledger.sources() == (SOURCE,)


def test_the_same_record_is_stored_once(ledger: Ledger) -> None:
    with ledger.run(NOW) as run:
        assert run.add([ONE, ONE, TWO]) == 2
        assert run.add([TWO, UNDATED]) == 1
    assert ledger.counts()["documents"] == 3


def test_a_record_that_has_no_place_is_refused_by_name(ledger: Ledger) -> None:
    with ledger.run(NOW) as run, pytest.raises(InvalidInput, match="a Page cannot be added"):
        run.add([ONE, PAGE])
    assert ledger.counts()["documents"] == 0


def test_every_addable_example_comes_back_whole(ledger: Ledger) -> None:
    addable = [r for r in EXAMPLES if type(r).__name__ in ("Document", "Report", "Skip", "Source")]
    with ledger.run(NOW) as run:
        run.add(addable)  # type: ignore[arg-type]
    back = [*ledger.documents(), *ledger.reports(), *ledger.skips(), *ledger.sources()]
    assert sorted(map(repr, back)) == sorted(map(repr, addable))


def test_documents_newest_first_and_undated_last(ledger: Ledger) -> None:
    with ledger.run(NOW) as run:
        run.add([UNDATED, ONE, TWO])
    assert list(ledger.documents()) == [TWO, ONE, UNDATED]
    assert list(ledger.documents(limit=1)) == [TWO]


def test_documents_by_language_and_day(ledger: Ledger) -> None:
    with ledger.run(NOW) as run:
        run.add([UNDATED, ONE, TWO])
    assert list(ledger.documents(language="ru")) == [TWO]
    assert list(ledger.documents(since=date(2025, 1, 3))) == [TWO]
    assert list(ledger.documents(until=date(2025, 1, 2))) == [ONE]
    assert list(ledger.documents(since=date(2025, 1, 4))) == []


def test_a_document_by_its_id(ledger: Ledger) -> None:
    with ledger.run(NOW) as run:
        run.add([ONE])
    assert ledger.document(ONE.id) == ONE
    assert ledger.document(TWO.id) is None


def test_reports_of_a_document_pair_coder_and_time(ledger: Ledger) -> None:
    first, back, other = report(ONE), report(TWO, "RUS", "AZE"), report(TWO, "ARM", "TUR")
    again = report(ONE, coder="other.v1")
    with ledger.run(NOW) as run:
        run.add([other, back, first, again, report(TWO, "RUS", "RUS")])
    assert {r.id for r in ledger.reports(document=ONE.id)} == {first.id, again.id}
    assert list(ledger.reports(dyad=RUS_AZE, coder="rules.v1")) == [first, back]
    assert list(ledger.reports(dyad=ARM_TUR)) == [other]
    assert list(ledger.reports(dyad=ARM_TUR, until=date(2025, 1, 2))) == []
    assert list(ledger.reports(coder="other.v1")) == [again]
    assert ledger.coded("other.v1") == {ONE.id}
    assert list(ledger.reports(dyad=Dyad.of("USA", "CHN"))) == []


def test_reports_without_known_states_belong_to_no_pair(ledger: Ledger) -> None:
    lone = replace(report(ONE), recipient=None)
    with ledger.run(NOW) as run:
        run.add([lone])
    assert list(ledger.reports()) == [lone]
    assert list(ledger.reports(dyad=RUS_AZE)) == []


def test_reports_by_id_leaves_out_what_is_not_there(ledger: Ledger) -> None:
    many = [report(document(n)) for n in range(1200)]
    with ledger.run(NOW) as run:
        run.add(many)
    assert ledger.reports_by_id([*(r.id for r in many), "0" * 16]) == {r.id: r for r in many}


def test_coverage_counts_dated_documents_a_day(ledger: Ledger) -> None:
    with ledger.run(NOW) as run:
        run.add([UNDATED, ONE, TWO, document(61)])
    assert ledger.coverage() == ((date(2025, 1, 2), 2), (date(2025, 1, 3), 1))
    assert ledger.coverage(until=date(2025, 1, 2)) == ((date(2025, 1, 2), 2),)


def test_notes_are_given_once(ledger: Ledger) -> None:
    with ledger.run(NOW) as run:
        run.add([ONE, document(4, note="summary"), document(5, note="summary")])
    assert ledger.notes() == ("summary",)


def test_skips_are_counted_by_reason(ledger: Ledger) -> None:
    def skip(subject: str, reason: str) -> Skip:
        return Skip(stage="code", kind="skip", subject=subject, reason=reason)

    with ledger.run(NOW) as run:
        run.add([skip("a", "no coder for ru"), skip("b", "no coder for ru"), skip("a", "other")])
    assert ledger.skip_counts() == {
        ("code", "skip", "no coder for ru"): 2,
        ("code", "skip", "other"): 1,
    }
    assert [s.subject for s in ledger.skips(reason="other")] == ["a"]
    assert list(ledger.skips(stage="read")) == []


def test_ill_formed_text_is_kept(ledger: Ledger) -> None:
    odd = document(1, "half a pair \ud83d and a nul \0 in the text", note="\udcff")
    name = replace(SKIP, subject="caf\udce9.html", reason="bad name caf\udce9")
    with ledger.run(NOW) as run:
        assert run.add([odd, name]) == 2
    assert ledger.document(odd.id) == odd
    assert list(ledger.skips()) == [name]
    assert [found.document for found in ledger.search("half pair")] == [odd]


def test_a_report_by_the_beginning_of_its_id(ledger: Ledger) -> None:
    told = report(ONE)
    with ledger.run(NOW) as run:
        run.add([told])
    assert ledger.report(told.id[:4]) == told
    assert ledger.report(told.id) == told


def test_an_ambiguous_beginning_lists_what_it_may_mean(ledger: Ledger) -> None:
    by_beginning: dict[str, str] = {}
    number, clash = 0, None
    while clash is None:
        told = replace(report(ONE), actor=replace(BAKU, name=str(number)))
        clash = by_beginning.get(told.id[:4])
        by_beginning.setdefault(told.id[:4], told.actor.name if told.actor else "")
        number += 1
    pair = [replace(report(ONE), actor=replace(BAKU, name=n)) for n in (clash, str(number - 1))]
    with ledger.run(NOW) as run:
        run.add(pair)
    with pytest.raises(InvalidInput, match="several reports") as raised:
        ledger.report(told.id[:4])
    assert all(r.id in str(raised.value) for r in pair)
    assert ledger.report(told.id) == told


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("abc", "too short"),
        ("xyz1", "no id"),
        ("", "no id"),
        ("0000", "look up"),
        ("%%%%", "no id"),
    ],
)
def test_an_unknown_beginning_says_what_to_do(ledger: Ledger, given: str, said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        ledger.report(given)


def test_find_report_gives_none_where_report_raises(ledger: Ledger) -> None:
    assert ledger.find_report("0" * 16) is None
