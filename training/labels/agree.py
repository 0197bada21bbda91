"""Say how far two readers agree: the ``lines`` protocol, one reader as gold for the other.

    python -m training.labels.agree

Prints F1 both ways with its interval, per type, and what the differences are: for the lines and the
sentences that were read twice, and for the labels beside an outside reading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from detente.evaluation.figures import Figure
from detente.evaluation.gold import Row, read_rows
from detente.evaluation.scheme import SYMMETRIC, root
from detente.evaluation.tasks.events import UNREAL
from detente.evaluation.tasks.lines import figures
from detente.records import EVENT_TYPES

HERE = Path(__file__).resolve().parent

Labels = Mapping[str, Any]
Pair = tuple[Labels, Labels]


def protocol(pairs: Sequence[tuple[str, Labels, Labels]], path: Path) -> list[Figure]:
    """Score the second of each pair against the first, as a coder would be scored."""
    rows = [
        Row(path, number, {"id": name, "events": gold["events"]})
        for number, (name, gold, _) in enumerate(pairs, start=1)
    ]
    said = {
        name: {"events": [e for e in other["events"] if e["status"] not in UNREAL]}
        for name, _, other in pairs
    }
    return figures(rows, said)


def by_type(pairs: Sequence[Pair]) -> dict[str, tuple[int, int, int]]:
    """Give, for each type, events that both readers have, the first only, the second only."""
    counts = {kind: [0, 0, 0] for kind in EVENT_TYPES}
    for one, other in pairs:
        mine, theirs = ({(*_turned(e), e["type"]) for e in x["events"]} for x in (one, other))
        for where, keys in enumerate((mine & theirs, mine - theirs, theirs - mine)):
            for *_, kind in keys:
                counts[kind][where] += 1
    return {kind: (a, b, c) for kind, (a, b, c) in counts.items()}


def f1(both: int, one: int, other: int) -> float:
    """Give F1 from what both have, the one only, the other only."""
    return 2 * both / max(1, 2 * both + one + other)


STRICT: dict[str, tuple[str, ...]] = {
    "actor, type, recipient": (),
    "and status": ("status",),
    "and mode": ("status", "mode"),
    "and both sectors": ("status", "mode", "actor_sector", "recipient_sector"),
    "and the same trigger": ("status", "mode", "actor_sector", "recipient_sector", "trigger"),
}
"""What must be the same, beside the first row, for two events to count as one."""


def strict(pairs: Sequence[Pair]) -> dict[str, float]:
    """Give plain F1 as more and more must be the same: nothing is free, no alternative counts."""
    found = {}
    for name, fields in STRICT.items():
        same = total = 0
        for pair in pairs:
            one, other = (
                Counter((*_turned(e), e["type"], *(e[f] for f in fields)) for e in x["events"])
                for x in pair
            )
            same += (one & other).total()
            total += one.total() + other.total()
        found[name] = 2 * same / max(1, total)
    return found


def _turned(event: Labels) -> tuple[str, ...]:
    """Give the ends in order; of mutual acts in the order of the alphabet."""
    ends = (event["actor"], event["recipient"])
    return tuple(sorted(ends)) if event["type"] in SYMMETRIC else ends


def differences(pairs: Sequence[Pair]) -> Counter[str]:
    """Count what sets two readings apart, event by event; what is the same counts once."""
    found: Counter[str] = Counter()
    for one, other in pairs:
        if "political" in other and one["political"] != other["political"]:
            found["political or not"] += 1
        for event in one["events"]:
            found[_kind(event, other["events"], "first")] += 1
        for event in other["events"]:
            kind = _kind(event, one["events"], "second")
            if kind.endswith(("second", "type")):
                found[f"another {kind} with the second" if kind == "type" else kind] += 1
    return found


def _kind(event: Labels, others: Sequence[Labels], reader: str) -> str:
    alike = [o for o in others if _ends(o) == _ends(event)]
    if not alike:
        return f"pair only with the {reader}"
    typed = [o for o in alike if root(o["type"]) == root(event["type"])]
    if not typed:
        by_alternative = any(
            {o["type"], *o.get("alt_types", ())} & {event["type"], *event.get("alt_types", ())}
            for o in alike
        )
        return "type, but one names it as alternative" if by_alternative else "type"
    turned = event["type"] not in SYMMETRIC and all(o["actor"] != event["actor"] for o in typed)
    if turned:
        return "direction"
    return "same" if any(o["status"] == event["status"] for o in typed) else "status"


def _ends(event: Labels) -> frozenset[str]:
    return frozenset((event["actor"], event["recipient"]))


def main() -> None:
    """Print the agreement."""
    path = HERE / "twice.jsonl"
    rows = [row.fields for row in read_rows(path)]
    kinds = (
        ("lines", of_lines(rows)), ("sentences", of_sentences(rows)),
        ("sentences of articles", of_articles(rows)), ("of the treebank", of_treebank(rows)),
    )  # fmt: skip
    for title, some in kinds:
        print(f"{len(some)} {title} read twice")
        if some:
            _show([(row["id"], row["first"], row["second"]) for row in some], path)
    outer = outside(HERE)
    print(f"{len(outer)} lines beside an outside reading, which is second")
    _show(outer, HERE / "outside.jsonl")


def outside(folder: Path) -> list[tuple[str, Labels, Labels]]:
    """Give labels beside the reading by other, shorter rules."""
    labels = {row["id"]: row.fields for row in read_rows(folder / "lines.jsonl")}
    rows = [row.fields for row in read_rows(folder / "outside.jsonl")]
    return [(row["id"], labels[row["id"]], row) for row in rows]


def of_lines(rows: Iterable[Labels]) -> list[Labels]:
    """Give the pairs of readings of news lines, whose ids begin with the day."""
    return [row for row in rows if row["id"][0].isdigit()]


def of_sentences(rows: Iterable[Labels]) -> list[Labels]:
    """Give the pairs of readings of single sentences of our own, written by ``w01`` and others."""
    return [row for row in rows if row["first"]["reader"].startswith("w")]


def of_articles(rows: Iterable[Labels]) -> list[Labels]:
    """Give the pairs of readings of sentences of our articles, written by ``a01`` and others."""
    return [row for row in rows if row["first"]["reader"].startswith("a")]


def of_treebank(rows: Iterable[Labels]) -> list[Labels]:
    """Give the pairs of readings of the treebank's sentences, first read by ``x1`` and others."""
    return [row for row in rows if row["first"]["reader"].startswith("x")]


def _show(pairs: Sequence[tuple[str, Labels, Labels]], path: Path) -> None:
    back = [(name, second, first) for name, first, second in pairs]
    for title, some in (("first as gold", pairs), ("second as gold", back)):
        print(f"\n{title}")
        print(*protocol(some, path), sep="\n")
    both = [(first, second) for _, first, second in pairs]
    print("\ntype: both, first only, second only, F1")
    for kind, (a, b, c) in by_type(both).items():
        print(f"{kind:10} {a:4} {b:4} {c:4} {f1(a, b, c):.2f}")
    if all("mode" in e for pair in both for x in pair for e in x["events"]):
        print("\nplain F1")
        for name, value in strict(both).items():
            print(f"{value:.3f} {name}")
    print("\ndifferences")
    for what, times in differences(both).most_common():
        print(f"{times:4} {what}")


if __name__ == "__main__":
    main()
