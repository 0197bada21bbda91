"""PLOVER 2.0: event types, modes, contexts, sectors, quad classes and intensity scores.

Source: the PLOVER manual, draft 2.0, of the Open Event Data Alliance. Types and
modes are in ``data/plover_types.tsv`` and ``data/plover_modes.tsv``; all meanings are our words.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from detente.errors import InvalidInput
from detente.knowledge.tables import read_rows

__all__ = [
    "CONTEXTS",
    "QUADS",
    "SECTORS",
    "is_conflict",
    "is_verbal",
    "meaning",
    "modes",
    "quad",
    "score",
]

QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")


CONTEXTS: Mapping[str, str] = MappingProxyType(
    {
        "military": "armed forces, arms, war",
        "intelligence": "spies and secret services",
        "executive": "head of state or government, cabinet policy",
        "legislative": "parliament and law-making",
        "election": "elections and campaigns",
        "political-institutions": "constitution and the make-up of the state",
        "pro-democracy": "moves toward democracy",
        "pro-autocracy": "moves toward autocracy",
        "economic": "trade, money, sanctions on them",
        "legal": "courts, law, treaties as law",
        "reparations": "payment for past wrongs",
        "hr": "human rights",
        "rightsfree": "rights and freedoms of citizens",
        "repression": "repression of citizens",
        "human-sec": "food, shelter, civilians in need",
        "gender": "gender",
        "lgbt": "sexual minorities",
        "religethno": "religion or ethnicity",
        "inequality": "social inequality",
        "diplomatic": "envoys, ties, recognition",
        "territory": "territory and borders",
        "peacekeeping": "peacekeepers and observers",
        "health": "disease and medicine",
        "asylum": "refugees and asylum",
        "migration": "migration",
        "disasters": "natural disasters",
        "natural-resource": "oil, gas, water, minerals",
        "environment": "environment and climate",
        "tech": "technology",
        "terrorism": "terrorism",
        "cbrn": "chemical, biological, radiological, nuclear",
        "cyber": "computers and networks",
        "misinfo": "deception of the public",
        "crime": "crime",
        "corruption": "corruption",
        "drugs": "drugs",
        "trafficking": "trafficking of people or goods",
    }
)
"""The 37 contexts with their meaning."""

SECTORS: Mapping[str, str] = MappingProxyType(
    {
        "GOV": "government: heads, ministries, embassies",
        "MIL": "armed forces of a state",
        "COP": "police and interior troops",
        "JUD": "courts, judges, prosecutors",
        "LEG": "parliament and its members",
        "SPY": "intelligence and security services",
        "OPP": "opposition parties and figures",
        "PTY": "political parties, where neither governing nor opposing is said",
        "REB": "rebels, separatists, armed groups",
        "UAF": "armed men of unknown allegiance",
        "CRM": "criminals and gangs",
        "CVL": "civilians, citizens, migrants",
        "BUS": "companies and business people",
        "JRN": "news media and journalists",
        "EDU": "schools, universities, scholars",
        "MED": "hospitals and health workers",
        "LAB": "workers and unions",
        "AGR": "farmers",
        "REL": "religious bodies and clergy",
        "ELI": "former officials and other notable persons",
        "JEW": "Jewish communities",
        "MOS": "Muslim communities",
        "CHR": "Christian communities",
        "REF": "refugees",
        "IGO": "international governmental organisations",
        "NGO": "non-governmental organisations",
        "MNC": "multinational companies",
        "UIS": "unidentified state actors",
        "SET": "settlers",
        "PRE": "breakaway regions and states that few recognise",
        "PRM": "private armies and paramilitaries",
    }
)
"""The sectors of actors with their meaning; some come from the CAMEO agents that PLOVER keeps."""


@dataclass(frozen=True, slots=True)
class _Type:
    quad: str
    score: float
    meaning: str
    modes: dict[str, tuple[float | None, str]]


@cache
def _types() -> dict[str, _Type]:
    def add(name: str, mode: str, intensity: str, meant: str) -> None:
        types[name].modes[mode] = (float(intensity) if intensity else None, meant)

    types = dict(read_rows("plover_types.tsv", ("type", "quad", "score", "meaning"), _read_type))
    deque(read_rows("plover_modes.tsv", ("type", "mode", "score", "meaning"), add), maxlen=0)
    return types


def _read_type(name: str, quad_class: str, intensity: str, meant: str) -> tuple[str, _Type]:
    return name, _Type(quad_class, float(intensity), meant, {})


def _type(event_type: str) -> _Type:
    try:
        return _types()[event_type]
    except KeyError:
        raise InvalidInput(
            f"{event_type!r} is no PLOVER type; there are: {', '.join(_types())}"
        ) from None


def quad(event_type: str) -> str:
    """Give the quad class of a type, one of `QUADS`. Raises `InvalidInput`."""
    return _type(event_type).quad


def score(event_type: str, mode: str | None = None) -> float:
    """Give the intensity from -10 (most hostile) to 10, of the mode if it has one of its own.

    Raises `InvalidInput` for an unknown type or a mode that the type does not have.
    """
    found = _type(event_type)
    if mode is None:
        return found.score
    own = _mode(event_type, mode)[0]
    return found.score if own is None else own


def modes(event_type: str) -> tuple[str, ...]:
    """Give the modes of a type; some types have none. Raises `InvalidInput`."""
    return tuple(_type(event_type).modes)


def meaning(event_type: str, mode: str | None = None) -> str:
    """Say in a few words what a type, or one of its modes, stands for. Raises `InvalidInput`."""
    return _type(event_type).meaning if mode is None else _mode(event_type, mode)[1]


def _mode(event_type: str, mode: str) -> tuple[float | None, str]:
    try:
        return _type(event_type).modes[mode]
    except KeyError:
        known = ", ".join(modes(event_type)) or "none"
        raise InvalidInput(f"{event_type} has no mode {mode!r}; it has: {known}") from None


def is_verbal(event_type: str) -> bool:
    """Tell whether the type is of words rather than deeds. Raises `InvalidInput`."""
    return quad(event_type).startswith("verbal")


def is_conflict(event_type: str) -> bool:
    """Tell whether the type is hostile rather than cooperative. Raises `InvalidInput`."""
    return quad(event_type).endswith("conflict")
