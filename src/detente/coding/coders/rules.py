"""`rules.v1`: English, by lexicon and clause rules; the floor that a learned coder must beat."""

from __future__ import annotations

from collections.abc import Iterator

from detente.coding.coder import Coder
from detente.coding.rules.deed import Deed
from detente.coding.rules.memory import Memory
from detente.coding.rules.numbers import find_numbers
from detente.coding.rules.pairs import type_of_pair
from detente.coding.rules.sentence import MOST_TOKENS, read_sentence
from detente.coding.rules.tokens import words
from detente.records import Document, EventType, Number, Report, Sentence

__all__ = ["NAME", "RulesCoder", "build"]

NAME = "rules.v1"
_COUNTED = {
    "killed": ("ASSAULT",),
    "wounded": ("ASSAULT",),
    "arrested": ("COERCE", "RETREAT"),
    "expelled": ("SANCTION", "COERCE"),
}
_COUNTING = frozenset(kind for kinds in _COUNTED.values() for kind in kinds)


class RulesCoder:
    """Codes English sentences by rules; see `detente.coding.rules`."""

    name = NAME
    languages = frozenset({"en"})

    def code(self, document: Document) -> tuple[Report, ...]:
        """Give the reports of a document in reading order."""
        return tuple(self._reports(document))

    def too_long(self, document: Document) -> int:
        """Give the number of sentences with more than `MOST_TOKENS` words and marks."""
        texts = (s.text for s in document.sentences() if len(s.text) > MOST_TOKENS)
        return sum(len(words(text)) > MOST_TOKENS for text in texts)

    def type_of(
        self, text: str, actor: tuple[int, int], recipient: tuple[int, int]
    ) -> EventType | None:
        """Type what `actor` does to `recipient`, both given as spans of `text`."""
        return type_of_pair(text, actor, recipient)

    def _reports(self, document: Document) -> Iterator[Report]:
        memory = Memory()
        identity = document.id  # a hash over the whole text: once, not for every report
        end = 0
        for sentence in document.sentences():
            opens = sentence.index <= 0 or "\n" in document.text[end : sentence.start]
            if sentence.index >= 0:
                end = sentence.start + len(sentence.text)
            deeds = read_sentence(
                sentence.text, sentence.index, document.published, memory, opens=opens
            )
            for deed in deeds:
                yield _report(document, identity, sentence, deed)


def _report(document: Document, identity: str, sentence: Sentence, deed: Deed) -> Report:
    entry = deed.trigger.entry if deed.trigger and deed.type == deed.trigger.entry.type else None
    return Report(
        document=identity,
        url=document.url,
        outlet=document.outlet,
        title=document.title,
        language=document.language,
        published=document.published,
        sentence=sentence.index,
        quote=sentence.text,
        span=deed.span,
        type=deed.type,
        status=deed.status,
        coder=NAME,
        confidence=0.5,
        actor=deed.actor.actor() if deed.actor else None,
        recipient=deed.recipient.actor() if deed.recipient else None,
        mode=entry.mode if entry else None,
        contexts=entry.contexts if entry else (),
        speaker=deed.speaker.actor() if deed.speaker else None,
        when=deed.when,
        place=deed.place,
        numbers=_numbers(sentence.text, deed),
        label=deed.label,
        fingerprint=document.fingerprint,
        note=document.note,
        why=deed.why,
    )


def _numbers(text: str, deed: Deed) -> tuple[Number, ...]:
    if deed.trigger is None or deed.type not in _COUNTING:
        return ()
    mode = deed.trigger.entry.mode
    return tuple(
        n
        for n in find_numbers(text, deed.span[0])
        if deed.type in _COUNTED[n.kind] and (n.kind != "expelled" or mode in ("expel", "arrest"))
    )


def build() -> Coder:
    """Make the coder."""
    return RulesCoder()
