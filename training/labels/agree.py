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
from detente.evaluation.tasks.lines import figures
from detente.records import EVENT_TYPES

HERE = Path(__file__).resolve().parent
_FREE = frozenset({"planned", "hypothetical", "background"})

Labels = Mapping[str, Any]
Pair = tuple[Labels, Labels]


def protocol(pairs: Sequence[tuple[str, Labels, Labels]], path: Path) -> list[Figure]:
    """Score the second of each pair against the first, as a coder would be scored."""
    rows = [
        Row(path, number, {"id": name, "events": gold["events"]})
        for number, (name, gold, _) in enumerate(pairs, start=1)
    ]
    said = {
        name: {"events": [e for e in other["events"] if e["status"] not in _FREE]}
        for name, _, other in pairs
    }
    return figures(rows, said)


def by_type(pairs: Sequence[Pair]) -> dict[str, tuple[int, int, int]]:
    """Give, for each type, lines where both readers have it, the first only, the second only."""
    counts = {kind: [0, 0, 0] for kind in EVENT_TYPES}
    for one, other in pairs:
        mine, theirs = (
            {(e["actor"], e["type"], e["recipient"]) for e in x["events"]} for x in (one, other)
        )
        for where, keys in enumerate((mine & theirs, mine - theirs, theirs - mine)):
            for _, kind, _ in keys:
                counts[kind][where] += 1
    return {kind: (a, b, c) for kind, (a, b, c) in counts.items()}


def differences(pairs: Sequence[Pair]) -> Counter[str]:
    """Count what sets two readings apart, event by event."""
    found: Counter[str] = Counter()
    for one, other in pairs:
        if "political" in other and one["political"] != other["political"]:
            found["politics or none"] += 1
        for event in one["events"]:
            found[_kind(event, other["events"])] += 1
        for event in other["events"]:
            if not any(_ends(event) == _ends(mine) for mine in one["events"]):
                found["pair only with the second"] += 1
    return found


def _kind(event: Labels, others: Sequence[Labels]) -> str:
    alike = [o for o in others if _ends(o) == _ends(event)]
    if not alike:
        return "pair only with the first"
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
    for title, some in (("lines", of_lines(rows)), ("sentences", of_sentences(rows))):
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
    """Give the pairs of readings of sentences of our own."""
    return [row for row in rows if not row["id"][0].isdigit()]


def _show(pairs: Sequence[tuple[str, Labels, Labels]], path: Path) -> None:
    back = [(name, second, first) for name, first, second in pairs]
    for title, some in (("first as gold", pairs), ("second as gold", back)):
        print(f"\n{title}")
        print(*protocol(some, path), sep="\n")
    both = [(first, second) for _, first, second in pairs]
    print("\ntype: both, first only, second only, F1")
    for kind, (a, b, c) in by_type(both).items():
        print(f"{kind:10} {a:4} {b:4} {c:4} {2 * a / max(1, 2 * a + b + c):.2f}")
    print("\ndifferences")
    for what, times in differences(both).most_common():
        print(f"{times:4} {what}")


if __name__ == "__main__":
    main()
