"""The trigger lexicon and the word classes, read from `lexicon.toml` and `grammar.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from detente.coding.rules.inflect import noun_forms, verb_forms
from detente.errors import DataFileError
from detente.knowledge.tables import parse_toml, read_text
from detente.records import EVENT_TYPES, EventType

__all__ = ["Entry", "Grammar", "Lexicon", "Step", "grammar", "lexicon", "wordlist"]


@dataclass(frozen=True, slots=True)
class Step:
    """One further word of a trigger."""

    choices: frozenset[str]
    gap: bool
    """Whether other words may stand before it."""
    noun: bool
    """A word of a named set, which stands before the verb in the passive."""


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One trigger with what it stands for; `type` is None for what only looks like an event."""

    text: str
    type: EventType | None
    mode: str | None
    contexts: tuple[str, ...]
    to: tuple[str, ...]
    steps: tuple[Step, ...]
    verb: bool
    order: int
    by: frozenset[str] = frozenset()
    """Sectors of which its doer must be; empty for any."""

    @property
    def key(self) -> tuple[int, int, int]:
        """Rank it among matches at a word: longest first, then closest, then first in the table."""
        return (-len(self.steps), sum(step.gap for step in self.steps), self.order)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries by word form."""

    verbs: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, tuple[Entry, ...]]
    kinds: Mapping[str, str]
    """What a verb form can be, as letters; see `inflect.Forms`."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """Word classes by word, and the lemma groups that govern other verbs by form."""

    tags: Mapping[str, str]
    governs: Mapping[str, frozenset[str]]
    """Verb form to the groups it is in: speech, intent, aspect, asked, undone, common."""
    kinds: Mapping[str, str]
    nouns: frozenset[str]
    """Base and third-person forms that are as often nouns."""


# One letter a class; the letters are explained in `tags`.
_LETTERS = {
    "comma": ",", "to": "T", "possessive": "G", "adjective": "j", "adverb": "V", "number": "#",
    "determiner": "D", "preposition": "P", "both": "B", "subordinator": "S", "coordinator": "C",
    "relative": "R", "be": "A", "have": "H", "do": "O", "auxnegative": "A", "modal": "M",
    "negation": "N", "subject": "U", "object": "Q", "hard": ";",
}  # fmt: skip
_TABLES = {
    "lexicon.toml": frozenset({"sets", "irregular", "doubling", "default"}),
    "grammar.toml": frozenset({"class", "verbs", "noun_or_verb"}),
}


@cache
def lexicon() -> Lexicon:
    """Load the triggers. Raises `DataFileError`."""
    data = _read("lexicon.toml")
    sets = {name: _plurals(words.split()) for name, words in data["sets"].items()}
    irregular, doubling = data["irregular"], frozenset(data["doubling"]["verbs"].split())
    verbs: dict[str, list[Entry]] = {}
    nouns: dict[str, list[Entry]] = {}
    kinds: dict[str, str] = {}
    for order, (kind, block, text, verb) in enumerate(_triggers(data)):
        lemma, _, rest = text.partition(" ")
        to = tuple(block.get("to", data["default"].get(kind, ())))
        entry = Entry(
            text=text,
            type=kind if kind in EVENT_TYPES else None,  # type: ignore[arg-type]
            mode=block.get("mode"),
            contexts=tuple(block.get("contexts", ())),
            to=to,
            steps=_steps(text, rest, sets),
            verb=verb,
            order=order,
            by=frozenset(block.get("by", ())),
        )
        if verb:
            forms = verb_forms(lemma, irregular, doubling)
            for form, letters in forms.items():
                verbs.setdefault(form, []).append(entry)
                kinds[form] = "".join(sorted({*kinds.get(form, ""), *letters}))
        else:
            for form in noun_forms(lemma):
                nouns.setdefault(form, []).append(entry)
    return Lexicon(_ranked(verbs), _ranked(nouns), kinds)


@cache
def grammar() -> Grammar:
    """Load the word classes. Raises `DataFileError`."""
    data = _read("grammar.toml")
    tags = {
        word: letter for name, letter in _LETTERS.items() for word in data["class"][name].split()
    }
    rules = _read("lexicon.toml")
    irregular, doubling = rules["irregular"], frozenset(rules["doubling"]["verbs"].split())
    governs: dict[str, set[str]] = {}
    kinds: dict[str, set[str]] = {}
    for group, lemmas in data["verbs"].items():
        for lemma in lemmas.split():
            for form, letters in verb_forms(lemma, irregular, doubling).items():
                governs.setdefault(form, set()).add(group)
                kinds.setdefault(form, set()).update(letters)
    return Grammar(
        tags,
        {form: frozenset(groups) for form, groups in governs.items()},
        {form: "".join(sorted(letters)) for form, letters in kinds.items()},
        frozenset(
            form
            for word in data["noun_or_verb"]["words"].split()
            for form, letters in verb_forms(word, {}, doubling).items()
            if "b" in letters or "s" in letters
        ),
    )


@cache
def wordlist(name: str) -> frozenset[str]:
    """Give a list of `words.toml` by its name. Raises `DataFileError`."""
    lists = _read("words.toml")
    if name not in lists:
        raise DataFileError(f"coding/rules/words.toml: no list {name!r}; reinstall the package")
    return frozenset(lists[name].split())


def _triggers(data: dict[str, Any]) -> list[tuple[str, dict[str, Any], str, bool]]:
    found = []
    for kind in ("NONE", *EVENT_TYPES):
        for block in data.get(kind, ()):
            found += [(kind, block, text, True) for text in block.get("verbs", ())]
            found += [(kind, block, text, False) for text in block.get("nouns", ())]
    return found


def _steps(text: str, rest: str, sets: Mapping[str, frozenset[str]]) -> tuple[Step, ...]:
    steps, gap = [], False
    for part in rest.split():
        if part == "..":
            gap = True
            continue
        if part.startswith("@"):
            if part[1:] not in sets:
                raise DataFileError(f"lexicon.toml: {text!r} names the unknown set {part}")
            steps.append(Step(sets[part[1:]], gap, noun=True))
        else:
            words = part.split("|")
            # After a gap a noun may stand in the plural too.
            choices = _plurals(words) if gap else frozenset(words)
            steps.append(Step(choices, gap, noun=False))
        gap = False
    return tuple(steps)


def _plurals(words: list[str]) -> frozenset[str]:
    return frozenset(form for word in words for form in noun_forms(word))


def _ranked(found: dict[str, list[Entry]]) -> dict[str, tuple[Entry, ...]]:
    return {form: tuple(sorted(set(e), key=lambda x: x.key)) for form, e in found.items()}


def _read(name: str) -> dict[str, Any]:
    path = f"coding/rules/{name}"
    data = parse_toml(read_text(files(__package__).joinpath(name), path), path)
    if missing := sorted(_TABLES.get(name, frozenset()) - data.keys()):
        raise DataFileError(f"{path}: no table {missing[0]!r}; reinstall the package")
    return data
