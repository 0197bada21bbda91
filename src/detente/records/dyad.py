"""A pair of states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from detente.errors import InvalidRecord
from detente.records.record import Value, check

__all__ = ["Dyad"]


@dataclass(frozen=True, slots=True, order=True)
class Dyad(Value):
    """Two states without direction: ``Dyad.of("RUS", "AZE") == Dyad.of("AZE", "RUS")``."""

    a: str
    b: str

    def _check(self) -> None:
        check(self.a < self.b, self, f"{self.a}, {self.b}: use Dyad.of, which sorts the two")
        for code in (self.a, self.b):
            check(len(code) == 3 and code.isalnum() and code.isupper(), self, f"bad code {code!r}")

    @classmethod
    def of(cls, one: str, other: str) -> Self:
        """Make the pair from its two country codes, in either order."""
        if one == other:
            raise InvalidRecord(f"Dyad: {one} with itself is no pair")
        return cls(*sorted((one, other)))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``RUS-AZE``, in either order and any case."""
        parts = text.upper().replace("/", "-").split("-")
        if len(parts) != 2:
            raise InvalidRecord(f"Dyad: {text!r} is no pair; write it like RUS-AZE")
        return cls.of(*parts)

    def __str__(self) -> str:
        return f"{self.a}-{self.b}"

    def __contains__(self, country: object) -> bool:
        return country in (self.a, self.b)
