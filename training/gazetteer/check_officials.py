"""Compare the table of officials with the leaders of CountryInfo.txt, an independent list.

    python training/gazetteer/check_officials.py CountryInfo.120116.txt

CountryInfo (P. A. Schrodt, CC BY-SA 3.0) holds heads of state and government until about 2009. Of
its terms that began in 1990 or later: how many persons are found as office holders of that state on
the middle day of their term, and how many begin within 31 days of a term of ours.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from detente.knowledge.countries import countries
from detente.knowledge.folding import fold
from detente.knowledge.gazetteer import find_mentions
from detente.knowledge.lexicon import Entry, entries

_TERM = re.compile(r"\[(\d{8}) ?- ?(\d{8})\]|\[>(\d{8})\]")
_LAST = date(2009, 6, 30)
_FIRST = date(1990, 1, 1)
_NEAR = timedelta(days=31)


@dataclass(frozen=True)
class Term:
    """One term of one leader in the list."""

    iso3: str
    names: tuple[str, ...]
    since: date
    until: date


def main() -> None:
    text = Path(sys.argv[1]).read_text(encoding="utf8", errors="replace")
    ours: dict[str, list[Entry]] = {}
    for entry in entries():
        if entry.kind == "leader" and entry.country:
            ours.setdefault(entry.country, []).append(entry)
    terms = list(_terms(text))
    found = [t for t in terms if _is_found(t)]
    dated = [t for t in found if _is_dated(t, ours.get(t.iso3, []))]
    print(
        f"{len(terms)} terms of leaders, {len(found)} persons found ({len(found) / len(terms):.3f})"
    )
    print(f"{len(dated)} of them begin within 31 days ({len(dated) / len(found):.3f})")
    for term in terms:
        if term not in found:
            print("missing", term.iso3, term.names, term.since, term.until)


def _terms(text: str) -> Iterator[Term]:
    states = {c.iso3 for c in countries()}
    for block in text.split("<Country>")[1:]:
        code = re.search(r"<ISO3166-alpha3>(\w+)<", block)
        leaders = re.search(r"<Leaders>(.*?)</Leaders>", block, re.DOTALL)
        if code is None or leaders is None or code[1] not in states:
            continue
        for line in leaders[1].splitlines():
            names = tuple(_name(n) for n in re.findall(r"[A-Z][A-Z_.'-]+(?=_[}\s])", line))
            for found in _TERM.finditer(line):
                since, until = _day(found[1] or found[3]), _day(found[2] or "20090630")
                if names and since and until and _FIRST <= since <= _LAST and since < until:
                    yield Term(code[1], names, since, min(until, _LAST))


def _name(written: str) -> str:
    return written.strip("_").replace("_", " ").title().replace("'S", "'s")


def _day(written: str) -> date | None:
    try:
        return date(int(written[:4]), int(written[4:6]), int(written[6:]))
    except ValueError:
        return None


def _is_found(term: Term) -> bool:
    middle = term.since + (term.until - term.since) / 2
    return any(
        mention.country == term.iso3 and mention.kind == "leader"
        for name in term.names
        for said in (name, f"President {name.split()[-1]}", f"{name.split()[-1]}")
        for mention in find_mentions(f"Yesterday {said} spoke.", middle)
    )


def _is_dated(term: Term, ours: list[Entry]) -> bool:
    surnames = {fold(name).split()[-1] for name in term.names}
    return any(
        entry.since is not None
        and abs(entry.since - term.since) <= _NEAR
        and surnames & set(fold(entry.term).split())
        for entry in ours
    )


if __name__ == "__main__":
    main()
