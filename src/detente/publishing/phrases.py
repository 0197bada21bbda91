"""An event in one plain English sentence, from its fields alone.

``phrases.tsv`` says how each PLOVER type and mode is told. Sentences name states and sectors, never
a guess at more: what exactly was done stands in the verbatim words beside them.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from detente.errors import DataFileError, InvalidInput
from detente.knowledge.countries import name_of
from detente.knowledge.tables import read_text
from detente.records import EVENT_TYPES, Actor, Event

__all__ = ["capitalised", "deed", "disputed", "many", "party", "phrases", "state"]

_TABLE = "phrases.tsv"
_WITH_ARTICLE = frozenset({
    "ARE", "BHS", "CAF", "COD", "COG", "COM", "CZE", "DOM", "EEC", "GBR", "GMB", "MDV",
    "MHL", "NLD", "PHL", "SLB", "SYC", "USA",
})  # fmt: skip
_SECTORS = {
    "AGR": "farmers of",
    "BUS": "companies of",
    "COP": "the police of",
    "CRM": "criminals of",
    "CVL": "citizens of",
    "EDU": "scholars or schools of",
    "ELI": "public figures of",
    "JRN": "media of",
    "JUD": "the courts of",
    "LAB": "workers of",
    "LEG": "the parliament of",
    "MED": "health workers of",
    "MIL": "the armed forces of",
    "OPP": "the opposition of",
    "REB": "armed groups of",
    "REF": "refugees of",
    "REL": "religious bodies of",
    "SET": "settlers of",
    "SPY": "the secret services of",
}
"""How a sector of a state is told; any other sector is told as the state itself."""
_UNKNOWN = "an unidentified party"


def deed(event: Event) -> str:
    """Tell who did what to whom, as the part of a sentence: ``Russia held talks with Armenia``."""
    toward, alone = phrases()[event.type].get(event.mode or "", phrases()[event.type][""])
    subject = party(event.actor)
    if event.recipient is None:
        return f"{subject} {alone}"
    recipient = party(event.recipient)
    whole_state = event.recipient.country and event.recipient.sector not in _SECTORS
    people = f"people of {recipient}" if whole_state else recipient
    return f"{subject} {_fill(toward, recipient, people)}"


def disputed(event: Event) -> str:
    """Say after a deed that it is denied, if it is: of an accusation, its content is what is."""
    if not event.contested:
        return ""
    return "; the accusation is denied" if event.type == "ACCUSE" else ", which is denied"


def party(actor: Actor | None) -> str:
    """Name an actor: its state, a sector of it, or, where no state is known, its own words."""
    if actor is None:
        return _UNKNOWN
    if actor.country:
        of = _SECTORS.get(actor.sector or "")
        return f"{of} {state(actor.country)}" if of else state(actor.country)
    return f"“{' '.join(actor.name.split())}”" if actor.name.strip() else _UNKNOWN


def state(code: str) -> str:
    """Name a state with its article: ``the United States``; an unknown code stands for itself."""
    if code == "IGO":
        return "an international body"
    try:
        name = name_of(code)
    except InvalidInput:
        return code
    return f"the {name}" if code in _WITH_ARTICLE else name


def capitalised(text: str) -> str:
    """Begin with a capital letter and leave the rest as it is."""
    return text[:1].upper() + text[1:]


def many(count: int, noun: str) -> str:
    """Count things: ``1 act``, ``2 acts``."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


@cache
def phrases() -> dict[str, dict[str, tuple[str, str]]]:
    """Read the table: type, then mode ("" for none), to the phrases with and without recipient.

    Raises `DataFileError` for a missing file, a line of another form, or a type without a phrase.
    """
    table: dict[str, dict[str, tuple[str, str]]] = {}
    for number, line in enumerate(_lines(), start=1):
        cells = line.split("\t")
        if line.startswith("#") or cells[0] == "type":
            continue
        if len(cells) != 4:
            raise DataFileError(f"{_TABLE}, line {number}: not four columns; reinstall the package")
        kind, mode, toward, alone = cells
        table.setdefault(kind, {})[mode] = (toward, alone)
    if wordless := [kind for kind in EVENT_TYPES if "" not in table.get(kind, {})]:
        raise DataFileError(f"{_TABLE}: no phrase for {wordless[0]}; reinstall the package")
    return table


def _lines() -> list[str]:
    return read_text(files("detente.publishing") / _TABLE, _TABLE).splitlines()


def _fill(phrase: str, recipient: str, people: str) -> str:
    # Not str.format: a name may hold braces.
    before, mark, after = phrase.partition("{people}")
    if mark:
        return f"{before}{people}{after}"
    before, _, after = phrase.partition("{}")
    return f"{before}{recipient}{after}"
