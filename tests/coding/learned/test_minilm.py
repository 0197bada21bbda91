"""The learned coder on plain sentences and strange ones."""

from __future__ import annotations

from datetime import date

import pytest

from detente.coding import Graded, coder
from detente.coding.coder import Selective
from detente.errors import UnknownPiece
from detente.records import Report
from tests.coding.case import document

NAME = "minilm.v1"
DAY = date(2025, 3, 12)


def _reports(text: str, name: str = NAME, title: str = "") -> tuple[Report, ...]:
    return coder(name).code(document(text, title, DAY))


def _told(text: str, name: str = NAME) -> set[tuple[str, str | None, str]]:
    return {
        (
            r.actor.country or "" if r.actor else "",
            r.type,
            r.recipient.country or "" if r.recipient else "",
        )
        for r in _reports(text, name)
    }


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Poland condemned Russia over the attack.", ("POL", "ACCUSE", "RUS")),
        ("Chile was accused by Peru of spying on its navy.", ("PER", "ACCUSE", "CHL")),
        ("Kenya expelled two Ethiopian diplomats on Friday.", ("KEN", "SANCTION", "ETH")),
        ("Chadian soldiers killed three Libyan policemen.", ("TCD", "ASSAULT", "LBY")),
        ("The presidents of Ghana and Togo met in Accra.", ("GHA", "CONSULT", "TGO")),
        ("Norway sent 300 tons of relief goods to Nepal.", ("NOR", "AID", "NPL")),
    ],
)  # fmt: skip
def test_who_did_what_to_whom(text: str, event: tuple[str, str, str]) -> None:
    assert event in _told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Rain fell in Poland and Russia.",
        "Brazil beat Ghana 3-0 in the final.",
        "Chile and Argentina share a long border.",
    ],
)
def test_nothing_is_made_of_nothing(text: str) -> None:
    assert _told(text) == set()


def test_a_report_says_how_it_came_about() -> None:
    (report,) = _reports("Poland condemned Russia.")
    steps = dict(report.why)
    assert steps["trigger"] == "condemn"
    assert steps["coded"].startswith("the network thinks: ACCUSE ")
    assert steps["status"].startswith("the network thinks: asserted ")
    assert steps["date"] == "publication day"
    assert steps["actor"].startswith("Poland: ")
    assert 0.5 < report.confidence <= 1
    assert report.coder == NAME


def test_the_title_is_read_as_sentence_minus_one() -> None:
    (report,) = _reports("It rained.", title="Poland condemns Russia")
    assert report.sentence == -1


STRANGE = {
    "no words": "… — !!! 123 456",
    "emoji": "🇷🇺 💥 🇺🇦 Russia 🚀 attacked 😡 Ukraine 🔥",
    "capitals": "POLAND EXPELS RUSSIAN ENVOY OVER SPYING",
    "headline": "Ankara summons envoy; Athens says 'no' to talks",
    "quotes": "“He said ‘Russia said “we hit them”’”, the Polish minister told “Le Monde”.",
    "markup": "<p>Poland&nbsp;<b>condemned</b> Russia</p> {{cite|url=x}} &lt;br&gt;",
    "accents": "Ukrai\u0301ne accu\u0301sed Ru\u0308ssia",
}


@pytest.mark.parametrize("name", [NAME, "minilm.v1+recall", "minilm.v1+everything"])
@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE)
def test_strange_texts_have_an_answer(text: str, name: str) -> None:
    for report in _reports(text, name):
        assert report.quote in text
        assert report.words


def test_a_list_of_all_states_takes_bounded_work() -> None:
    from detente.knowledge.countries import countries

    named = ", ".join(c.name for c in countries()[:60])
    assert len(_reports(f"The meeting was attended by {named}.")) < 200


def test_recall_tells_no_less_than_precision() -> None:
    text = (
        "Poland condemned Russia. Kenya may expel Ethiopian envoys. Ghana and Togo had contacts. "
        "Chile voiced concern at reports from Peru. Nepali police held six Bhutanese."
    )
    counts = [len(_reports(text, f"{NAME}{point}")) for point in ("", "+recall", "+everything")]
    assert counts == sorted(counts)


def test_points_have_names() -> None:
    found = coder("minilm.v1+recall")
    assert found.name == "minilm.v1+recall"
    assert isinstance(found, Graded)
    with pytest.raises(UnknownPiece, match="precision, recall, everything"):
        coder("minilm.v1+luck")
    with pytest.raises(UnknownPiece, match="knows no points"):
        coder("rules.v1+recall")


@pytest.mark.parametrize(
    ("text", "actor", "recipient", "kind"),
    [
        ("Rebels released the two engineers.", "Rebels", "engineers", "RETREAT"),
        ("The engineers were kidnapped by rebels.", "rebels", "engineers", "ASSAULT"),
        ("Villagers thanked the army.", "Villagers", "army", "SUPPORT"),
    ],
)
def test_a_marked_pair(text: str, actor: str, recipient: str, kind: str) -> None:
    ends = [(text.index(name), text.index(name) + len(name)) for name in (actor, recipient)]
    assert coder(NAME).type_of(text, ends[0], ends[1]) == kind


def test_no_words_have_no_type() -> None:
    assert coder(NAME).type_of("  ", (0, 0), (0, 0)) is None


def test_a_pronoun_without_a_second_state_is_not_told() -> None:
    """Whom it means is seldom found right."""
    assert _told("Poland elected a president. He was arrested on Monday.") == set()


def test_in_an_article_an_end_that_only_a_pronoun_names_is_not_told() -> None:
    brief = "Chad's government spoke on Friday. It condemned Togo."
    filler = "The capital lies on a river. " * 4
    assert _told(brief) == {("TCD", "ACCUSE", "TGO")}
    assert _told(f"{brief} {filler}") == set()


def test_an_end_that_the_rules_name_is_not_left_open_beside_it() -> None:
    """The network sees one sentence, the rules also the one before."""
    told = _told("Russia attacked Ukraine on Monday. It also fired missiles at Kyiv.")
    assert told == {("RUS", "ASSAULT", "UKR")}


def test_a_sentence_that_is_read_in_part_is_counted() -> None:
    """Of 390 words with several pieces each the network reads only the first 512 pieces."""
    made = coder(NAME)
    assert isinstance(made, Selective)
    long = "Poland condemned Russia over " + "Xylgqwrvzk " * 380 + "."
    assert made.too_long(document(long, published=DAY)) == 1
    assert made.too_long(document("Poland condemned Russia.", published=DAY)) == 0
