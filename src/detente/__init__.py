"""Detente reads news about crises between states: what happened, who says so, how tense, how far.

>>> import detente as dt
>>> documents = dt.read(dt.collect([dt.Source.files("saved-pages")]))
>>> events = dt.merge(dt.code(documents))
>>> history = dt.History.of(events, coverage=documents)
>>> points = dt.measure(history, as_of=date(2025, 7, 1))
>>> outlook = dt.foresee(history, as_of=date(2025, 7, 1))

Names are loaded on first use, so that ``import detente`` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.api import code, collect, foresee, read
    from detente.errors import (
        DataFileError,
        DetenteError,
        FetchError,
        InvalidConfig,
        InvalidInput,
        InvalidRecord,
        LedgerError,
        LedgerNotFound,
        LedgerTooNew,
        Refused,
        UnknownPiece,
    )
    from detente.merging import merge, roots
    from detente.publishing import brief
    from detente.records import (
        Actor,
        Background,
        Chance,
        Document,
        Dyad,
        Event,
        History,
        Item,
        Number,
        Outcome,
        Outlook,
        Page,
        Phase,
        Report,
        Sentence,
        Skip,
        Source,
        SourceState,
        TensionPoint,
        Waiting,
        When,
    )
    from detente.records.frames import from_frame, to_frame
    from detente.tension import measure

    __version__: str

__all__ = [
    "Actor",
    "Background",
    "Chance",
    "DataFileError",
    "DetenteError",
    "Document",
    "Dyad",
    "Event",
    "FetchError",
    "History",
    "InvalidConfig",
    "InvalidInput",
    "InvalidRecord",
    "Item",
    "LedgerError",
    "LedgerNotFound",
    "LedgerTooNew",
    "Number",
    "Outcome",
    "Outlook",
    "Page",
    "Phase",
    "Refused",
    "Report",
    "Sentence",
    "Skip",
    "Source",
    "SourceState",
    "TensionPoint",
    "UnknownPiece",
    "Waiting",
    "When",
    "__version__",
    "brief",
    "code",
    "collect",
    "foresee",
    "from_frame",
    "measure",
    "merge",
    "read",
    "roots",
    "to_frame",
]

_HOMES = {
    "brief": "detente.publishing",
    "code": "detente.api",
    "collect": "detente.api",
    "foresee": "detente.api",
    "from_frame": "detente.records.frames",
    "measure": "detente.tension",
    "merge": "detente.merging",
    "read": "detente.api",
    "roots": "detente.merging",
    "to_frame": "detente.records.frames",
}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        """Load a public name on first use."""
        if name not in __all__:
            raise AttributeError(f"module 'detente' has no attribute {name!r}")
        if name == "__version__":
            from importlib.metadata import version

            found = version("detente")
        else:
            found = getattr(import_module(_home(name)), name)
        globals()[name] = found
        return found


def _home(name: str) -> str:
    if name in _HOMES:
        return _HOMES[name]
    from detente import errors

    return "detente.errors" if name in errors.__all__ else "detente.records"


def __dir__() -> list[str]:
    return sorted(__all__)
