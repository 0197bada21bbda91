"""Who acts, and who is acted upon."""

from __future__ import annotations

from dataclasses import dataclass

from detente.records.record import Value, check

__all__ = ["Actor"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Value):
    """A state or body, the sector that acts for it, and its name as written."""

    country: str | None = None
    """ISO 3166 alpha-3, or EEC, NAT, IGO, XKX, PSE, TWN; None for an actor of no known state."""
    sector: str | None = None
    """PLOVER sector such as GOV, MIL, COP, JUD, LEG, SPY, CVL, BUS, JRN, REB."""
    name: str = ""
    """The verbatim words, empty where the actor is implied."""

    def _check(self) -> None:
        for code in (self.country, self.sector):
            check(code is None or (len(code) == 3 and code.isupper()), self, f"bad code {code!r}")
        check(self.country or self.sector or self.name, self, "neither country, sector nor name")

    @property
    def code(self) -> str:
        """The country with the sector, such as ``RUSGOV``; ``---`` where no country is known."""
        return f"{self.country or '---'}{self.sector or ''}"
