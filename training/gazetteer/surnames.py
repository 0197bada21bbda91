"""Mark surnames of office holders that news uses for others, or as a word, with ``?``.

    python training/gazetteer/surnames.py --text news.jsonl.gz more.txt

A surname that stands alone is read as the office holder's. It needs a title before it (the mark
``?`` in ``officials/``) if English text writes it small, or if it mostly stands behind a first name
that is not an office holder's. Only marks are added; none is taken away.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from detente.knowledge.folding import fold
from detente.knowledge.lexicon import entries
from detente.knowledge.tables import words_of

FOLDER = Path(__file__).resolve().parents[2] / "src/detente/knowledge/data/officials"
SMALL = 3
"""Times a text may write a surname small."""
FEW = 4
"""Uses up to which the text says nothing."""
OTHERS = 0.5
"""Share of uses behind another's first name from which on a title is needed."""

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--text", type=Path, nargs="+", required=True)
    given = parser.parse_args()
    people = _people()
    marked = _doubtful(people, chain.from_iterable(map(_lines, given.text)))
    changed = sum(_mark(path, marked) for path in sorted(FOLDER.glob("*.tsv")))
    print(len(marked), "surnames,", changed, "rows:", ", ".join(sorted(marked)))


def _people() -> dict[str, set[str]]:
    """Map each surname of one word that stands alone to what may stand before it."""
    found: dict[str, set[str]] = {}
    for path in FOLDER.glob("*.tsv"):
        for line in path.read_text("utf8").splitlines()[1:]:
            cells = line.split("\t")
            if line.startswith("#") or len(cells) != 9:
                continue
            for short in filter(None, cells[3].split(";")):
                if short[0] != "?" and " " not in short:
                    before = {w for name in cells[2].split(";") for w in fold(name).split()}
                    found.setdefault(fold(short).strip(), set()).update(before)
    return found


def _doubtful(people: dict[str, set[str]], lines: Iterator[str]) -> set[str]:
    small: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    others: Counter[str] = Counter()
    known = words_of("opener") | _no_first_names()
    for line in lines:
        words = [m[0] for m in _WORD.finditer(line)]
        for k, word in enumerate(words):
            name = fold(word).strip()
            if name not in people:
                continue
            before = words[k - 1] if k else ""
            if word.islower():
                small[name] += 1
            elif before[:1].isupper() and not known.union(people[name]).issuperset(
                fold(before).split()
            ):
                others[name] += 1
            else:
                alone[name] += 1
    return {
        name
        for name in people
        if small[name] > SMALL
        or (
            others[name] + alone[name] > FEW
            and others[name] >= OTHERS * (others[name] + alone[name])
        )
    }


def _no_first_names() -> set[str]:
    """Give the words that stand before a surname without being a first name: titles, states."""
    kinds = {"agent", "name", "adjective", "capital", "metonym", "organisation"}
    return {word for e in entries() if e.kind in kinds for word in fold(e.term).split()}


def _mark(path: Path, marked: set[str]) -> int:
    lines = path.read_text("utf8").split("\n")
    changed = 0
    for number, line in enumerate(lines):
        cells = line.split("\t")
        if len(cells) == 9 and cells[0] != "iso3":
            shorts = cells[3].split(";")
            cells[3] = ";".join(
                f"?{s}" if s[:1] != "?" and fold(s).strip() in marked else s for s in shorts
            )
            changed += cells[3] != ";".join(shorts)
            lines[number] = "\t".join(cells)
    path.write_text("\n".join(lines), "utf8")
    return changed


def _lines(path: Path) -> Iterator[str]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf8") as lines:
        for line in lines:
            yield str(json.loads(line).get("text", "")) if line.startswith('{"') else line


if __name__ == "__main__":
    main()
