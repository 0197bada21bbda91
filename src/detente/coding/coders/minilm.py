"""`minilm.v1`: English, by a small network over what the rules and the gazetteer find."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from detente.coding.coder import Coder, Point
from detente.coding.learned.choosing import (
    KINDS,
    Choice,
    Form,
    Scale,
    between,
    choices,
    form_of,
)
from detente.coding.learned.details import Told, deed_of
from detente.coding.learned.entities import Entity, asked, states, with_phrases
from detente.coding.learned.hints import HINTS, found_by_rules, phrase_hint
from detente.coding.learned.model import NOBODY, Asked, Floats, Model, Pair, Said, load
from detente.coding.learned.telling import (
    Core,
    core,
    ends_of,
    fills,
    of_a_firm,
    of_a_list,
    rivals,
    vague,
)
from detente.coding.reporting import report_of
from detente.coding.rules.deed import Deed
from detente.coding.rules.memory import Memory
from detente.coding.rules.sentence import MOST_TOKENS, Reading, read_document
from detente.coding.rules.tokens import words
from detente.knowledge.gazetteer import find_mentions
from detente.knowledge.resolution import Resolved, resolve_document
from detente.records import EVENT_TYPES, STATUSES, Document, EventType, Report, Sentence, Status

__all__ = ["NAME", "MinilmCoder", "build"]

NAME = "minilm.v1"
_SURE = 0.5
"""Confidence of what only the rules read: the dated past, and ends from earlier sentences."""


class Read(NamedTuple):
    """A sentence as the rules read it, who is in it, and what was said before."""

    sentence: Sentence
    reading: Reading
    named: tuple[Resolved, ...]
    entities: tuple[Entity, ...]
    """Its states."""
    memory: Memory
    form: Form
    """Of the text that it stands in."""


class Look(NamedTuple):
    """The states of a sentence, the pairs asked about, and what the network says."""

    entities: tuple[Entity, ...]
    pairs: Sequence[Pair]
    said: Said


class MinilmCoder:
    """Codes English sentences by the network `minilm.v1`; see `detente.coding.learned`."""

    languages = frozenset({"en"})

    def __init__(
        self, model: str = NAME, point: Point = "precision", *, wary: bool | None = None,
        form: Form | None = None,
    ) -> None:  # fmt: skip
        self.name = model if point == "precision" else f"{model}+{point}"
        self._point = point
        self._from = model
        self._wary = point == "precision" if wary is None else wary
        """Whether what is seldom right is left out: pronouns alone, and more in articles."""
        self._form = form
        """What all texts are taken for; None goes by their length."""

    @cached_property
    def _model(self) -> Model:
        return load(self._from)

    @cached_property
    def _scales(self) -> Mapping[Form, Mapping[str, Scale]]:
        settings, point = self._model.settings, self._point
        forms: tuple[Form, ...] = ("brief", "article")
        return {
            form: {kind: Scale.of(settings, kind, point, form) for kind in KINDS} for form in forms
        }

    def at(self, point: Point) -> MinilmCoder:
        """Give the same coder at another point of the curve."""
        return MinilmCoder(self._from, point)

    def code(self, document: Document) -> tuple[Report, ...]:
        """Give the reports of a document in reading order."""
        return tuple(self._reports(document))

    def too_long(self, document: Document) -> int:
        """Give the number of sentences that are too long to be read, or to be read whole."""
        texts = (s.text for s in document.sentences() if len(s.text) > MOST_TOKENS)
        return sum(len(words(text)) > MOST_TOKENS or self._model.cuts(text) for text in texts)

    def type_of(
        self, text: str, actor: tuple[int, int], recipient: tuple[int, int]
    ) -> EventType | None:
        """Type what `actor` does to `recipient`, both given as spans of `text`."""
        if not text.strip():
            return None
        given = [span for span in (actor, recipient) if span[0] < span[1]]
        named = [(m.start, m.end) for m in find_mentions(text) if m.country]
        others = [(a, b) for a, b in named if all(b <= s or e <= a for s, e in given)]
        ends = [given.index(s) if s[0] < s[1] else NOBODY for s in (actor, recipient)]
        hint = phrase_hint(text, actor, recipient)
        entities = [[span] for span in given] + ([others] if others else [])
        said = self._model.read(Asked(text, entities, [Pair(ends[0], ends[1], hint)]))
        kind: EventType = EVENT_TYPES[int(said.chances[0].argmax())]  # type: ignore[assignment]
        return kind

    def looked_at(self, document: Document) -> Iterator[Look]:
        """Give what the network says of each sentence it is asked about; for calibration."""
        for read in self._read(document):
            if look := self._look(read):
                yield look

    def _read(self, document: Document) -> Iterator[Read]:
        """Read sentence by sentence."""
        memory = Memory()
        form = self._form or form_of(len(document.bounds))
        sentences = tuple(document.sentences())
        resolved = resolve_document([s.text for s in sentences], document.published)
        named = {s.index: found for s, found in zip(sentences, resolved, strict=True)}
        for sentence, reading in read_document(document, memory):
            here = named[sentence.index]
            yield Read(sentence, reading, here, states(here), memory, form)

    def _reports(self, document: Document) -> Iterator[Report]:
        identity = document.id  # a hash over the whole text: once, not for every report
        for read in self._read(document):
            for deed, sure in self._deeds(read):
                yield report_of(document, identity, read.sentence, deed, self.name, sure)

    def _deeds(self, read: Read) -> Iterator[tuple[Deed, float]]:
        """Give what the network chooses, and what only the rules read."""
        look = self._look(read)
        chosen = list(self._chosen(read, look)) if look else []
        alone = list(self._alone(read, {core(deed) for deed, _ in chosen}))
        for deed, sure in chosen:
            unsure = self._wary and vague(deed)
            firm = self._strict(read) and of_a_firm(deed)
            if not unsure and not firm and not any(fills(one, deed) for one in alone):
                yield deed, sure
        yield from ((deed, _SURE) for deed in alone)

    def _alone(self, read: Read, told: set[Core]) -> Iterator[Deed]:
        """Give what only the rules read: the past, and ends that an earlier sentence names."""
        here = {entity.country for entity in read.entities}
        for deed in read.reading.deeds:
            # Of what an earlier sentence names the network learned nothing: it reads but one.
            earlier = not ends_of(deed) <= here
            if core(deed) in told or not (earlier or deed.status == "background"):
                continue
            # In a brief it is plain who is meant; in an article only in a list with its opening.
            unsure = self._strict(read) and earlier and not of_a_list(deed)
            if not (self._wary and vague(deed)) and not unsure:
                yield deed

    def _strict(self, read: Read) -> bool:
        """Tell whether to leave out what is seldom right in articles."""
        return self._wary and read.form == "article"

    def _look(self, read: Read) -> Look | None:
        """Ask the network, unless nothing that it could say would be told."""
        few = not read.named or (self._strict(read) and len(read.entities) < 2)
        if few and not read.reading.triggers:
            return None
        found = found_by_rules(read.reading.deeds)
        question = asked(read.sentence.text, read.entities, found)
        return Look(read.entities, question.pairs, self._model.read(question))

    def _chosen(self, read: Read, look: Look) -> Iterator[tuple[Deed, float]]:
        entities, pairs, said = look
        sentence, reading = read.sentence, read.reading
        strict = self._strict(read)
        telling = {x.entry.type for x in reading.triggers} if strict else set(EVENT_TYPES)
        chosen = [
            c
            for c in choices(said, pairs, entities, self._scales[read.form])
            if between(pairs[c.pair]) or EVENT_TYPES[c.kind] in telling
        ]
        if self._wary:  # one deed is told once
            chosen = [c for c in chosen if not any(rivals(c, other) for other in chosen)]
        whole = with_phrases(entities, said.names, read.named, sentence.text)
        fillings = self._fillings(sentence.text, chosen, entities, whole)
        for choice in chosen:
            a, b = fillings.get(choice, (choice.actor, choice.recipient))
            statuses = said.statuses[choice.pair, choice.kind]
            status: Status = STATUSES[int(statuses.argmax())]  # type: ignore[assignment]
            ends = [None if end == NOBODY else whole[end] for end in (a, b)]
            deed = deed_of(
                Told(choice, status, ends[0], ends[1]), reading, read.memory, sentence.index
            )
            yield _explained(deed, choice, said), choice.confidence

    def _fillings(
        self, text: str, chosen: Sequence[Choice], entities: Sequence[Entity],
        whole: Sequence[Entity],
    ) -> Mapping[Choice, tuple[int, int]]:  # fmt: skip
        """Name the ends that are no known state, where one of the marked phrases fits best."""
        wanting = [c for c in chosen if NOBODY in (c.actor, c.recipient)]
        phrases = range(len(entities), len(whole))
        if not wanting or not phrases:
            return {}
        tried = [(c, pair) for c in wanting for pair in _filled(c, phrases)]
        pairs = [Pair(a, b, (0.0,) * HINTS) for _, (a, b) in tried]
        said = self._model.read(Asked(text, [one.spans for one in whole], pairs))
        best: dict[Choice, tuple[float, tuple[int, int]]] = {}
        for n, (choice, pair) in enumerate(tried):
            chance = float(said.chances[n, choice.kind])
            if chance > best.get(choice, (0.0, pair))[0]:
                best[choice] = (chance, pair)
        return {choice: pair for choice, (_, pair) in best.items()}


def _filled(choice: Choice, phrases: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give the ways to fill the open ends, one of them or both."""
    actors = (NOBODY, *phrases) if choice.actor == NOBODY else (choice.actor,)
    recipients = (NOBODY, *phrases) if choice.recipient == NOBODY else (choice.recipient,)
    yield from ((a, b) for a in actors for b in recipients if a != b or a == NOBODY)


_TOLD = 0.05
"""Chance of a type below which the explanation leaves it out."""


def _explained(deed: Deed, choice: Choice, said: Said) -> Deed:
    """Add what the network thinks of the types and the status."""
    steps = dict(deed.why)
    rules = steps.pop("status", "")
    date = steps.pop("date", "")
    statuses = _listed(STATUSES, said.statuses[choice.pair, choice.kind])
    types = _listed(EVENT_TYPES, said.chances[choice.pair])
    last = (
        ("coded", f"the network thinks: {types}; that it is politics {said.political:.2f}"),
        ("status", f"the network thinks: {statuses}" + (f"; the rules: {rules}" if rules else "")),
        ("date", date),
    )
    return replace(deed, why=(*steps.items(), *last))


def _listed(names: Sequence[str], chances: Floats) -> str:
    order = [int(n) for n in np.argsort(-chances) if chances[n] >= _TOLD]
    return ", ".join(f"{names[n]} {chances[n]:.2f}" for n in order[:4])


def build() -> Coder:
    """Make the coder."""
    return MinilmCoder()
