"""Make ``names.tsv``: the names of states in every language that Babel carries.

    python training/gazetteer/names.py

Names come from the Unicode CLDR by way of Babel. A language is kept if it names at least half of
the states in its own words; a name that two states bear there is dropped.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from babel import Locale, localedata

from detente.knowledge.countries import countries
from detente.knowledge.folding import fold

TABLE = Path(__file__).resolve().parents[2] / "src/detente/knowledge/data/names.tsv"
HEAD = """\
# Names of states in other languages, from the Unicode CLDR by way of Babel;
# made by training/gazetteer/names.py.
language\tiso3\tname\tsource
"""
SHORTEST = 2


def main() -> None:
    states = {c.iso2: c.iso3 for c in countries() if c.iso2}
    rows = []
    found = set()
    for code in sorted(c for c in localedata.locale_identifiers() if "_" not in c and c != "en"):
        own = Locale.parse(code).territories
        named = {iso3: own[iso2] for iso2, iso3 in states.items() if iso2 in own}
        written = {iso3: n for iso3, n in named.items() if n not in states}
        if len(code) > 3 or len(written) < len(states) / 2:
            continue
        bearers = Counter(fold(n).strip() for n in written.values())
        for iso3, name in sorted(written.items()):
            if bearers[fold(name).strip()] == 1 and len(name) >= SHORTEST:
                found.add(code)
                rows.append(f"{code}\t{iso3}\t{name}\tbabel\n")
    TABLE.write_text(HEAD + "".join(rows), encoding="utf8")
    print(len(found), "languages,", len(rows), "names,", TABLE.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
