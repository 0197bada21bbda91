"""Make ``names.tsv``: the names of states in every language that Babel carries.

    python training/gazetteer/names.py

Names come from the Unicode CLDR by way of Babel. A language is kept if it names at least half of
the states in its own words; a name that two states bear there is dropped. CLDR has no demonyms: in
languages without a table of their own the names of languages that belong to one state stand in for
them, since most languages use one word for both.
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
language\tiso3\tkind\tname\tsource
"""
SHORTEST = 2
SPOKEN = {
    "az": "AZE", "be": "BLR", "bg": "BGR", "cs": "CZE", "da": "DNK", "et": "EST", "fi": "FIN",
    "he": "ISR", "hr": "HRV", "hu": "HUN", "hy": "ARM", "id": "IDN", "is": "ISL", "ja": "JPN",
    "ka": "GEO", "kk": "KAZ", "km": "KHM", "ko": "KOR", "ky": "KGZ", "lo": "LAO", "lt": "LTU",
    "lv": "LVA", "mk": "MKD", "mn": "MNG", "mt": "MLT", "my": "MMR", "ne": "NPL", "nb": "NOR",
    "pl": "POL", "ro": "ROU", "ru": "RUS", "sk": "SVK", "sl": "SVN", "so": "SOM", "sq": "ALB",
    "sr": "SRB", "sv": "SWE", "th": "THA", "tg": "TJK", "tk": "TKM", "tr": "TUR", "uk": "UKR",
    "uz": "UZB", "vi": "VNM", "zh": "CHN", "fr": "FRA", "de": "DEU", "it": "ITA", "el": "GRC",
}  # fmt: skip
"""Languages that belong to one state first of all."""


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
                rows.append(f"{code}\t{iso3}\tname\t{name}\tbabel\n")
        if not (TABLE.parent / "languages" / f"{code}.tsv").exists():
            rows += [
                f"{code}\t{iso3}\tadjective\t{name}\tbabel\n"
                for iso3, name in _adjectives(code, set(bearers))
            ]
    TABLE.write_text(HEAD + "".join(rows), encoding="utf8")
    print(len(found), "languages,", len(rows), "names,", TABLE.stat().st_size, "bytes")


def _adjectives(code: str, taken: set[str]) -> list[tuple[str, str]]:
    named = Locale.parse(code).languages
    words = {iso3: named[spoken] for spoken, iso3 in SPOKEN.items() if spoken in named}
    bearers = Counter(fold(word).strip() for word in words.values())
    return [
        (iso3, word)
        for iso3, word in sorted(words.items())
        if word not in SPOKEN
        and len(word) > SHORTEST
        and bearers[fold(word).strip()] == 1
        and fold(word).strip() not in taken
    ]


if __name__ == "__main__":
    main()
