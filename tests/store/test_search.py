"""Full-text search takes any words in any script."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.store import Ledger
from tests.store.world import NOW, document

TEXTS = {
    "en": "The ambassador was summoned over the air-defence report, said O'Neill.",
    "az": "Bakı səfiri çağırdı, izahat tələb etdi.",
    "tr": "Büyükelçi Dışişleri Bakanlığına çağrıldı.",
    "ru": "Посла вызвали в министерство; самолёт упал.",
    "uk": "Посла викликали до міністерства, її слова.",
    "hy": "Դեսպանին կանչեցին նախարարություն։",
    "ka": "ელჩი სამინისტროში დაიბარეს.",
    "ar": "استدعت الوزارة السفير أمس.",
    "fa": "وزارت سفیر را احضار کرد.",
    "el": "Ο πρέσβης κλήθηκε στο υπουργείο.",
}
DOCUMENTS = {code: document(n, text, language=code) for n, (code, text) in enumerate(TEXTS.items())}


@pytest.fixture(scope="module")
def filled(fresh: Callable[[], Ledger]) -> Ledger:
    ledger = fresh()
    with ledger.run(NOW) as run:
        run.add(DOCUMENTS.values())
    return ledger


def found(ledger: Ledger, text: str) -> list[str]:
    return sorted(hit.document.language for hit in ledger.search(text))


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("AMBASSADOR summoned", ["en"]),
        ("summoned ambassador", ["en"]),
        ('"ambassador was"', ["en"]),
        ('"was ambassador"', []),
        ("ambassador plane", []),
        ("air-defence", ["en"]),
        ("defence-air", []),
        ("O'Neill", ["en"]),
        ("səfiri cagirdi", []),
        ("sefiri", []),
        ("izahat telebi", []),
        ("səfiri izahat", ["az"]),
        ("buyukelci", ["tr"]),
        ("ПОСЛА", ["ru", "uk"]),
        ("самолёт", ["ru"]),
        ("міністерства", ["uk"]),
        ("դեսպանին", ["hy"]),
        ("ელჩი", ["ka"]),
        ("السفير", ["ar"]),
        ("سفیر", ["fa"]),
        ("ΠΡΈΣΒΗΣ", ["el"]),
        ("title", sorted(TEXTS)),
        ("", []),
        ('"', []),
        ("?!", []),
    ],
)
def test_words_find_their_documents(filled: Ledger, text: str, languages: list[str]) -> None:
    assert found(filled, text) == languages
    assert sorted(d.language for d in filled.documents(search=text)) == languages


@pytest.mark.parametrize(
    "operator",
    [
        "AND",
        "OR",
        "NOT",
        "NEAR(a b)",
        "title:x",
        "^x",
        "x*",
        "(",
        "a + b",
        "-x",
        "{a b}: c",
        "'",
        ";--",
    ],
)
def test_operators_are_words_like_any_other(filled: Ledger, operator: str) -> None:
    assert found(filled, operator) == []


@given(st.text(st.characters(exclude_categories=[])))
@settings(deadline=None)
def test_any_text_can_be_searched_for(filled: Ledger, text: str) -> None:
    filled.search(text)
    list(filled.documents(search=text))


@given(st.data())
@settings(deadline=None)
def test_any_words_of_a_text_find_it(filled: Ledger, data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(sorted(TEXTS)))
    words = re.findall(r"\w+", TEXTS[language])
    chosen = data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=4))
    assert language in found(filled, " ".join(chosen))


def test_the_snippet_shows_where_the_words_stand(ledger: Ledger) -> None:
    text = "First words. " * 40 + "Then the envoy left <b>Baku</b>. " + "Last words. " * 40
    with ledger.run(NOW) as run:
        run.add([document(1, text)])
    (hit,) = ledger.search("baku ENVOY")
    assert [hit.snippet[a:b] for a, b in hit.spans] == ["envoy", "Baku"]
    assert hit.snippet.strip("…") in text
    assert len(hit.snippet) < 300


def test_a_word_in_the_title_counts_for_more(ledger: Ledger) -> None:
    rest = "other words " * 20
    in_text = document(1, f"An envoy and an envoy. {rest}")
    in_title = replace(document(2, rest), title="The envoy")
    others = [document(n, rest) for n in range(3, 9)]
    with ledger.run(NOW) as run:
        run.add([in_text, in_title, *others])
    assert [hit.document for hit in ledger.search("envoy")] == [in_title, in_text]


def test_the_limit_holds(filled: Ledger) -> None:
    assert len(filled.search("title", limit=3)) == 3
    assert len(list(filled.documents(search="title", limit=3))) == 3
