"""States and their codes: ISO 3166, Correlates of War, FIPS 10-4.

The table is ``data/countries.tsv``.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from detente.errors import InvalidInput
from detente.knowledge.folding import fold
from detente.knowledge.tables import read_rows, read_table

__all__ = ["Country", "countries", "country", "find_country", "name_of", "similar"]

_COLUMNS = ("iso3", "iso2", "name", "cow_code", "cow_abbrev", "fips", "kind")


@dataclass(frozen=True, slots=True)
class Country:
    """A state, or one of the bodies EEC, NAT and IGO that act beside states."""

    iso3: str
    """ISO 3166 alpha-3; XKX for Kosovo; EEC, NAT and IGO for the bodies."""
    iso2: str | None
    name: str
    """Everyday English name."""
    cow_code: int | None
    """Number of the Correlates of War project, such as 365 for Russia."""
    cow_abbrev: str | None
    fips: str | None
    """FIPS 10-4, which GDELT uses. It differs from ISO: AU is Austria, AS is Australia."""
    kind: str
    """``member`` or ``observer`` of the United Nations, ``other``, or ``body``."""


@cache
def countries() -> tuple[Country, ...]:
    """Give all states and bodies, by ISO3."""
    return tuple(read_rows("countries.tsv", _COLUMNS, _country))


def _country(
    iso3: str, iso2: str, name: str, cow: str, abbrev: str, fips: str, kind: str
) -> Country:
    code = int(cow) if cow else None
    return Country(iso3, iso2 or None, name, code, abbrev or None, fips or None, kind)


def country(iso3: str) -> Country:
    """Give the country of an ISO3 code. Raises `InvalidInput` with the nearest codes."""
    try:
        return _by_code()[iso3]
    except KeyError:
        raise InvalidInput(f"{iso3!r} is no country code{_hint(iso3)}") from None


def name_of(iso3: str) -> str:
    """Give the everyday English name of an ISO3 code. Raises `InvalidInput`."""
    return country(iso3).name


def find_country(text: str) -> Country | None:
    """Find a country by ISO3, ISO2 or English name, in any case: ``aze``, ``AZ``, ``Azerbaijan``.

    Old names count (``Burma``). None if nothing fits.
    """
    wanted = text.strip()
    code = wanted.upper()
    return (
        _by_code().get(code)
        or next((c for c in countries() if c.iso2 == code), None)
        or _by_name().get(fold(wanted).removeprefix("the "))
    )


def similar(text: str) -> tuple[Country, ...]:
    """Give up to three countries whose code or name is spelt much like the text, nearest first."""
    wanted = fold(text)
    spelt = {fold(c.iso3): c for c in countries()} | {fold(c.name): c for c in countries()}
    # Those who err in a code mostly get its beginning right.
    near = sorted(
        get_close_matches(wanted, spelt, n=6, cutoff=0.6), key=lambda s: s[:2] != wanted[:2]
    )
    return tuple(dict.fromkeys(spelt[s] for s in near))[:3]


def _hint(code: str) -> str:
    if found := find_country(code):
        return f"; did you mean {found.iso3} ({found.name})?"
    near = [c.iso3 for c in similar(code)]
    return f"; near it are: {', '.join(near)}" if near else "; write ISO 3166 alpha-3, such as AZE"


@cache
def _by_code() -> dict[str, Country]:
    return {c.iso3: c for c in countries()}


@cache
def _by_name() -> dict[str, Country]:
    names = {fold(c.name): c for c in countries()}
    for iso3, kind, _, term in read_table("country_terms.tsv", ("iso3", "kind", "case", "term")):
        if kind == "name":
            names.setdefault(fold(term), _by_code()[iso3])
    return names
