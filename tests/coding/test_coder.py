"""The room's front door, and what every coder must keep."""

from __future__ import annotations

import pytest

import detente.coding
from detente.coding import code, coder
from detente.coding.coders.rules import NAME, build
from detente.errors import UnknownPiece
from detente.pieces import find_pieces
from detente.records import EVENT_TYPES, Document, EventType, Report, Skip
from tests.coding.case import NOW, document


def test_an_unknown_coder_names_the_others() -> None:
    with pytest.raises(UnknownPiece, match=r"rules\.v1"):
        coder("oracle.v9")


def test_a_coder_is_built_once() -> None:
    assert coder() is coder(detente.coding.DEFAULT_CODER)


@pytest.mark.parametrize("name", list(find_pieces("detente.coding.coders")))
def test_every_coder_conforms(name: str) -> None:
    found = coder(name)
    assert found.name == name
    assert all(len(language) == 2 for language in found.languages)
    assert found.code(document("Nothing happened.")) == ()
    text = "Poland condemned Russia."
    assert found.type_of(text, (0, 6), (17, 23)) in (*EVENT_TYPES, None)


def test_another_language_is_left_out_and_told() -> None:
    skips: list[Skip] = []
    russian = Document(
        url="u", outlet="", title="", text="Баку вызвал посла.", bounds=((0, 18),),
        language="ru", fetched_at=NOW,
    )  # fmt: skip
    assert list(code([russian], on_skip=skips.append)) == []
    assert skips[0].subject == russian.id
    assert skips[0].reason == "not coded yet: no coder for language ru"
    assert (skips[0].stage, skips[0].kind) == ("code", "skip")


class _Brittle:
    """A coder that fails on one word."""

    name = "brittle.v1"
    languages = frozenset({"en"})

    def code(self, document: Document) -> tuple[Report, ...]:
        if "glass" in document.text:
            raise RecursionError("too deep")
        return build().code(document)

    def type_of(
        self, text: str, actor: tuple[int, int], recipient: tuple[int, int]
    ) -> EventType | None:
        return None


def test_a_document_that_a_coder_fails_on_is_told_and_the_run_goes_on() -> None:
    skips: list[Skip] = []
    bad, good = document("Poland sent glass."), document("Poland condemned Russia.")
    reports = list(code([bad, good], _Brittle(), on_skip=skips.append))
    assert [r.document for r in reports] == [good.id]
    (skip,) = skips
    assert (skip.stage, skip.kind, skip.subject, skip.detail) == ("code", "error", bad.id, bad.url)
    assert skip.reason == "brittle.v1 failed: RecursionError: too deep"


def test_a_coder_may_be_given_itself() -> None:
    reports = list(code([document("Poland condemned Russia.")], build()))
    assert [r.coder for r in reports] == [NAME]


def test_a_report_carries_its_document() -> None:
    source = document("Poland condemned Russia.", title="News")
    (report,) = code([source], NAME)
    assert (report.document, report.url, report.title) == (source.id, source.url, "News")
    assert report.sentence == 0
    assert dict(report.why)["trigger"] == "condemn"
    assert dict(report.why)["date"] == "undated document"


def test_the_title_is_read_as_sentence_minus_one() -> None:
    (report,) = code([document("It rained.", title="Poland condemns Russia")], NAME)
    assert report.sentence == -1


@pytest.mark.parametrize(
    ("text", "actor", "recipient", "kind"),
    [
        ("Poland condemned Russia.", "Poland", "Russia", "ACCUSE"),
        ("The envoy of Ruritania met Graustark's king.", "Ruritania", "Graustark", "CONSULT"),
        ("Ruritania was attacked by Graustark.", "Graustark", "Ruritania", "ASSAULT"),
        ("Ruritania will send arms to Graustark.", "Ruritania", "Graustark", "AGREE"),
        ("Ruritania will shell Graustark.", "Ruritania", "Graustark", "THREATEN"),
        ("Ruritania lies near Graustark.", "Ruritania", "Graustark", None),
    ],
)
def test_a_marked_pair(text: str, actor: str, recipient: str, kind: str | None) -> None:
    ends = [(text.index(name), text.index(name) + len(name)) for name in (actor, recipient)]
    assert coder(NAME).type_of(text, ends[0], ends[1]) == kind


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Kenyan soldiers killed two Somalis near Garissa.", "Garissa"),
        ("Egypt and Ethiopia signed a treaty in Khartoum.", "Khartoum"),
        ("Poland condemned Russia on Monday.", None),
    ],
)
def test_the_place(text: str, place: str | None) -> None:
    (report, *_) = code([document(text)], NAME)
    assert report.place == place


def test_the_nearest_count_is_taken() -> None:
    text = "Kenyan jets killed three Somalis, before Somali troops killed six Kenyans."
    assert [[n.value for n in r.numbers] for r in code([document(text)], NAME)] == [[3], [6]]
