"""``python -m tests.fuzz SECONDS``: mutate real seeds through collecting, reading and coding.

Findings are made small and written to ``tests/cases/fuzz``, where a test replays them. What comes
of words that are not ours goes to ``out/fuzz`` instead, to be put in own words by hand.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from tests.fuzz.cases import FOLDER, write_case
from tests.fuzz.child import LIMIT, Child, Finding
from tests.fuzz.items import Item
from tests.fuzz.minimise import minimise, neutral
from tests.fuzz.mutate import mutate
from tests.fuzz.seeds import ROOT, seeds

MINIMISING = 60.0
SUSPECT = 0.4
"""Seconds from which on an item is grown, if a megabyte like it would take more than `LIMIT`."""
MEGABYTE = 1_000_000
FOREIGN = ROOT / "out" / "fuzz"


def main() -> None:
    """Fuzz for so many seconds and tell what was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("seconds", type=float)
    parser.add_argument("--seed", type=int, default=1, help="the same seed mutates the same way")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    chosen = parser.parse_args()
    chance = random.Random(chosen.seed)
    given = seeds(chosen.shared, chance)
    print(f"seed {chosen.seed}, {len(given)} seeds, {chosen.seconds:.0f} s", flush=True)
    fuzzing = _Fuzzing(chosen.seed, chance, given)
    inputs = fuzzing.run(chosen.seconds)
    print(f"{inputs:,} inputs, {sum(fuzzing.found.values())} broke in {len(fuzzing.found)} places")
    for (kind, where), number in fuzzing.found.most_common():
        print(f"  {kind:<5} {number:>5} × {where}")


class _Fuzzing:
    def __init__(self, seed: int, chance: random.Random, given: list[Item]) -> None:
        self.found: Counter[tuple[str, str]] = Counter()
        self._seed = seed
        self._chance = chance
        self._given = given
        self._child = Child()
        self._slowest = 0.0

    def run(self, seconds: float) -> int:
        """Give the number of inputs tried."""
        end = time.monotonic() + seconds
        inputs = 0
        while time.monotonic() < end:
            one, other = self._chance.choices(self._given, k=2)
            inputs += self._try(mutate(one, other, self._chance))
        self._child.close()
        return inputs

    def _try(self, item: Item) -> int:
        finding, took = self._child.take(item)
        tried = 1
        packed = item.suffix.endswith(".gz")  # of a few bytes, megabytes may come
        while finding is None and took > SUSPECT and _for_a_megabyte(item, took) > LIMIT:
            if packed:
                break
            larger = replace(item, body=item.body * 3)
            if len(larger.body) > MEGABYTE:
                self._tell_slow(item, took)
                break
            item = larger
            finding, took = self._child.take(item)
            tried += 1
        if finding is not None:
            self._note(item, finding)
        return tried

    def _tell_slow(self, item: Item, took: float) -> None:
        if took > self._slowest:
            self._slowest = took
            path = FOREIGN / f"slow-{self._seed}{item.suffix}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(item.body)
            print(f"slow: {took:.1f} s for {len(item.body):,} bytes, {path}", flush=True)

    def _note(self, item: Item, finding: Finding) -> None:
        key = finding.kind, finding.where
        self.found[key] += 1
        if self.found[key] > 1:
            return
        print(f"{finding.kind} in {finding.where}: {finding.detail}", flush=True)
        small = self._small(item, key) if finding.kind != "hang" else item
        folder = FOLDER if small.ours else FOREIGN
        path = write_case(small, f"{finding.kind} in {finding.where}", folder)
        print(f"  {len(item.body):,} bytes, made {len(small.body):,}: {path}", flush=True)

    def _small(self, item: Item, key: tuple[str, str]) -> Item:
        def breaks(other: Item) -> bool:
            finding, _ = self._child.take(other)
            return finding is not None and (finding.kind, finding.where) == key

        small = minimise(item, breaks, MINIMISING)
        return small if small.ours else neutral(small, breaks)


def _for_a_megabyte(item: Item, took: float) -> float:
    return took * MEGABYTE / max(1, len(item.body))


if __name__ == "__main__":
    main()
