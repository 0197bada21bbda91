"""Where a town lies, offline: names, states and coordinates of towns, from ``geography.tsv``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from detente.knowledge.folding import fold
from detente.knowledge.tables import read_rows

__all__ = ["Town", "locate"]


@dataclass(frozen=True, slots=True)
class Town:
    """A town with its coordinates."""

    name: str
    country: str
    """ISO3 of the state whose ground it is under international law."""
    latitude: float
    """Degrees north, WGS 84."""
    longitude: float
    """Degrees east, WGS 84."""
    population: int
    """Inhabitants, in full thousands."""


def locate(name: str, country: str | None = None) -> Town | None:
    """Find a town by its name, in any case and with accents or without.

    Of several towns the one in `country` counts, else the largest; None if no town bears the name.
    """
    found = _towns().get(fold(name).strip(), ())
    return next((town for town in found if country in (None, town.country)), None)


@cache
def _towns() -> dict[str, tuple[Town, ...]]:
    towns: dict[str, list[Town]] = {}
    columns = ("iso3", "name", "latitude", "longitude", "thousands")
    for town in read_rows("geography.tsv", columns, _town):
        towns.setdefault(fold(town.name).strip(), []).append(town)
    return {key: tuple(sorted(found, key=_size)) for key, found in towns.items()}


def _town(iso3: str, name: str, latitude: str, longitude: str, thousands: str) -> Town:
    return Town(name, iso3, float(latitude), float(longitude), 1000 * int(thousands))


def _size(town: Town) -> tuple[int, str, str]:
    return -town.population, town.country, town.name
