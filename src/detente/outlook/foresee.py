"""From a history to the outlooks of its pairs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from detente.errors import InvalidInput
from detente.outlook.model import Model
from detente.pieces import find_piece
from detente.records import Dyad, History, Outlook

__all__ = ["Outlooks", "foresee"]


class Outlooks(Mapping[Dyad, Outlook]):
    """One outlook a pair, in order of pairs; ``outlooks["RUS", "AZE"]`` works in either order."""

    def __init__(self, outlooks: Iterable[Outlook]) -> None:
        self._by_dyad = {o.dyad: o for o in sorted(outlooks, key=lambda o: o.dyad)}

    def __getitem__(self, key: Dyad | tuple[str, str]) -> Outlook:
        return self._by_dyad[key if isinstance(key, Dyad) else Dyad.of(*key)]

    def __iter__(self) -> Iterator[Dyad]:
        return iter(self._by_dyad)

    def __len__(self) -> int:
        return len(self._by_dyad)

    def __repr__(self) -> str:
        return f"Outlooks({', '.join(map(str, self))})"


def foresee(
    history: History,
    *,
    as_of: date,
    dyads: Iterable[Dyad] | None = None,
    model: str = "baserate.v1",
) -> Outlooks:
    """Foresee the pairs, by default all that have an event, from what was known on `as_of`.

    The standing rung is read from the pair's point of that day; a pair without points stands on
    rung 0. Raises `UnknownPiece` for an unknown model, and `InvalidInput` for a history that has
    events on the curve but was never measured: its rungs would all read 0.
    """
    known = history.until(as_of)
    pairs = known.dyads() if dyads is None else tuple(sorted(set(dyads)))
    standing = {p.dyad: p.rung for p in known.points if p.day == as_of}
    _check_measured(known, set(pairs) - set(standing), as_of)
    chosen: Model = find_piece("detente.outlook.models", model).build()
    return Outlooks(
        chosen.foresee(known, pair, standing=standing.get(pair, 0), as_of=as_of) for pair in pairs
    )


def _check_measured(history: History, pointless: set[Dyad], as_of: date) -> None:
    for event in history.events:
        on_curve = event.counts and event.when is not None and event.when.last <= as_of
        if on_curve and event.dyad in pointless:
            raise InvalidInput(
                f"the history has events of {event.dyad} but no point of {as_of}: measure it"
                " first and pass the points, as in"
                " dataclasses.replace(history, points=measure(history, as_of=as_of))"
            )
