"""Write the data card, ``README.md``, from ``card.md`` and what is stored.

python -m training.labels.card
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from string import Template
from typing import Any

from training.labels.agree import (
    by_type,
    differences,
    f1,
    of_articles,
    of_lines,
    of_sentences,
    of_treebank,
    outside,
    protocol,
    strict,
)
from training.labels.choose import SIZES
from training.labels.collect import differ

from detente.evaluation.figures import Figure
from detente.evaluation.gold import read_rows
from detente.knowledge.countries import country
from detente.records import EVENT_TYPES, STATUSES

HERE = Path(__file__).resolve().parent

MIDDLE_EAST = "Middle East and North Africa"
REGIONS = (
    (200, "Americas"),
    (400, "Europe"),
    (600, "Africa south of the Sahara"),
    (700, MIDDLE_EAST),
    (1000, "Asia and Oceania"),
)
"""First number of the next region in the numbers of the Correlates of War, which count Turkey and
Sudan to the Middle East."""
BESIDE = {"XKX": "Europe", "PSE": MIDDLE_EAST, "ESH": MIDDLE_EAST, "VAT": "the Holy See"}

Labels = Mapping[str, Any]


def region(code: str) -> str:
    """Give the part of the world of a country, by its Correlates-of-War number."""
    known = country(code)
    if known.kind == "body":
        return "international bodies"
    if code in BESIDE or known.cow_code is None:
        return BESIDE.get(code, "other territories")
    return next(name for end, name in REGIONS if known.cow_code < end)


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Give a table in Markdown."""
    body = [head, ["-"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(str, row)) + " |" for row in body)


def types(lines: Sequence[Labels], sentences: Sequence[Labels]) -> str:
    """Give events by type: between states and other, asserted and not, test part, sentences."""

    def count(
        rows: Iterable[Labels], kind: str, field: str = "events", *, told: bool = False
    ) -> int:
        return sum(
            event["type"] == kind and (not told or event["status"] == "asserted")
            for row in rows for event in row[field]
        )  # fmt: skip

    test = [row for row in lines if row["split"] == "test"]
    return table(
        ("type", "between states", "asserted", "of them in `test`", "other", "in sentences"),
        (
            (k, count(lines, k), count(lines, k, told=True), count(test, k, told=True),
             count(lines, k, "other"), count(sentences, k))
            for k in EVENT_TYPES
        ),
    )  # fmt: skip


def choices(lines: Sequence[Labels]) -> str:
    """Give lines by choice: how many have an event between states, another, politics, nothing."""
    rows = []
    for choice in SIZES:
        some = [row for row in lines if row["batch"].startswith(choice)]
        between = sum(bool(row["events"]) for row in some)
        other = sum(bool(row["other"]) and not row["events"] for row in some)
        bare = sum(row["political"] and not row["events"] and not row["other"] for row in some)
        rows.append((choice, len(some), between, other, bare, len(some) - between - other - bare))
    return table(("choice", "lines", "between states", "other", "politics", "none"), rows)


def years(lines: Sequence[Labels]) -> str:
    """Give lines and events by year."""
    by_year: dict[str, list[Labels]] = {}
    for row in lines:
        by_year.setdefault(row["id"][:4], []).append(row)
    return table(
        ("year", "lines", "events between states"),
        (
            (y, len(some), sum(len(r["events"]) for r in some))
            for y, some in sorted(by_year.items())
        ),
    )


def _events(lines: Iterable[Labels]) -> int:
    return sum(len(row["events"]) for row in lines)


def regions(lines: Sequence[Labels]) -> str:
    """Give events between states by the regions of their ends."""
    ends = Counter(
        where for row in lines for event in row["events"]
        for where in {region(event["actor"]), region(event["recipient"])}
    )  # fmt: skip
    total = _events(lines)
    return table(
        ("region", "events with an end there", "share"),
        ((name, n, f"{n / max(1, total):.2f}") for name, n in ends.most_common()),
    )


def statuses(lines: Sequence[Labels]) -> str:
    """Give events between states by status."""
    counts = Counter(event["status"] for row in lines for event in row["events"])
    return table(("status", "events"), ((name, counts[name]) for name in STATUSES))


def readers(lines: Sequence[Labels]) -> str:
    """Give lines by reader."""
    counts = Counter(row["reader"] for row in lines)
    return ", ".join(f"{name} {n}" for name, n in sorted(counts.items()))


def decisions(lines: Sequence[Labels], twice: Sequence[Labels]) -> str:
    """Say whom third readers followed in the lines that two had read otherwise."""
    final = {row["id"]: row for row in lines if row["reader"].startswith("t")}
    followed = Counter(
        "the first" if not differ(final[row["id"]], row["first"])
        else "the second" if not differ(final[row["id"]], row["second"])
        else "neither alone"
        for row in twice if row["id"] in final and differ(row["first"], row["second"])
    )  # fmt: skip
    return ", ".join(f"{name} in {times}" for name, times in followed.most_common())


def agreement(pairs: Sequence[tuple[str, Labels, Labels]], path: Path) -> str:
    """Give the F1 of either reader against the other, with intervals."""
    figures = protocol(pairs, path)
    back = protocol([(name, second, first) for name, first, second in pairs], path)
    rows = (
        (" ".join(one.name).replace("_", " "), _with_interval(one), _with_interval(other))
        for one, other in zip(figures, back, strict=True)
    )
    return table(("view", "first as gold", "second as gold"), rows)


def _with_interval(figure: Figure) -> str:
    return f"{figure.value:.3f} [{figure.low or 0:.3f}, {figure.high or 0:.3f}]"


def _kinds(rows: Iterable[Labels]) -> str:
    """Give how many there are of each kind; of articles, of each part."""
    counts = Counter(re.sub(r"article-\d+-", "", row["kind"]) for row in rows)
    return ", ".join(f"{kind} {n}" for kind, n in counts.most_common())


def _shares(parts: Iterable[tuple[str, Sequence[Labels]]]) -> str:
    """Give, of each part and split, how many sentences tell what."""
    rows = []
    for name, some in parts:
        for split in ("train", "dev"):
            own = [row for row in some if row["split"] == split]
            between = sum(bool(row["events"]) for row in own)
            other = sum(bool(row["other"]) and not row["events"] for row in own)
            rows.append((name, split, len(own), between, other, len(own) - between - other))
    return table(("text", "split", "sentences", "between states", "other", "none"), rows)


def text() -> str:
    """Give the card as it should read now."""
    lines, sentences, everything = (
        [row.fields for row in read_rows(HERE / f"{name}.jsonl")]
        for name in ("lines", "sentences", "twice")
    )
    bank = [row.fields for row in read_rows(HERE / "treebank.jsonl")]
    articles = [row for row in sentences if row["kind"].startswith("article-")]
    twice, again = of_lines(everything), of_sentences(everything)
    pairs, made, article_pairs, bank_pairs = (
        [(row["id"], row["first"], row["second"]) for row in some]
        for some in (twice, again, of_articles(everything), of_treebank(everything))
    )
    both = [(one, other) for _, one, other in pairs]
    path = HERE / "twice.jsonl"
    return Template((HERE / "card.md").read_text(encoding="utf-8")).substitute(
        lines=f"{len(lines):,}",
        events=f"{_events(lines):,}",
        others=f"{sum(len(row['other']) for row in lines):,}",
        sentences=f"{len(sentences):,}",
        twice=len(twice),
        types=types(lines, sentences),
        choices=choices(lines),
        years=years(lines),
        regions=regions(lines),
        statuses=statuses(lines),
        readers=readers(lines),
        writers=readers(sentences),
        kinds=_kinds(row for row in sentences if row not in articles),
        articles=f"{len(articles):,}",
        article_kinds=_kinds(articles),
        bank=f"{len(bank):,}",
        foreign=_shares((("articles of our own", articles), ("treebank", bank))),
        bank_readers=readers(bank),
        agreement_of_articles=agreement(article_pairs, path),
        agreement_of_bank=agreement(bank_pairs, path),
        twice_articles=len(article_pairs),
        twice_bank=len(bank_pairs),
        agreement=agreement(pairs, path),
        strict=table(
            ("what must be the same", "F1"),
            ((name, f"{value:.3f}") for name, value in strict(both).items()),
        ),
        decisions=decisions(lines, twice),
        single=f"{1 - len(twice) / len(lines):.0%}",
        tested=sum(row["split"] == "test" for row in lines),
        again=len(again),
        outside=agreement(outside(HERE), HERE / "outside.jsonl"),
        agreement_of_sentences=agreement(made, path),
        by_type=table(
            ("type", "both", "first only", "second only", "F1"),
            ((k, a, b, c, f"{f1(a, b, c):.2f}") for k, (a, b, c) in by_type(both).items()),
        ),
        differences=table(("what", "times"), differences(both).most_common()),
    )


def main() -> None:
    """Write the card."""
    (HERE / "README.md").write_text(text(), encoding="utf-8")
    print("README.md written")


if __name__ == "__main__":
    main()
