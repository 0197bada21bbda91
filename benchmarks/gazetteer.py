"""How fast the gazetteer loads and matches, on one core."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

from benchmarks.coding import news_lines
from detente.knowledge import lexicon
from detente.knowledge.folding import fold
from detente.knowledge.gazetteer import find_mentions

LINES = 20_000
ROUNDS = 3
_LOAD = (
    "from time import perf_counter as t; from detente.knowledge import lexicon as x; "
    "a = t(); x.find_terms('Russia'); print(t() - a)"
)


def measure(data: Path) -> Iterator[tuple[str, str]]:
    loads = [float(subprocess.check_output([sys.executable, "-c", _LOAD])) for _ in range(5)]
    yield "tables and automaton loaded, best of five, s", f"{min(loads):.2f} (aim 0.2)"
    yield (
        "  terms, and senses of them",
        f"{len({e.term for e in lexicon.entries()}):,}, " + (f"{len(lexicon.entries()):,}"),
    )
    articles = [
        json.loads(line)["text"]
        for line in (data / "stories" / "news_cluster.jsonl").open(encoding="utf8")
    ]
    lines = [json.loads(line)["text"] for line in news_lines(data, LINES)]
    for name, texts in (("news articles", articles * 4), ("lines full of states", lines)):
        size = sum(len(text.encode()) for text in texts) / 1e6
        folding = _best(lambda text: fold(text), texts)
        matching = _best(lexicon.find_terms, texts)
        mentions = _best(find_mentions, texts)
        yield f"{name}: terms found, MB a second", f"{size / matching:.1f} (aim 20)"
        yield "  times folding the same text", f"{matching / folding:.1f}"
        yield "  mentions put together, MB a second", f"{size / mentions:.1f}"


def _best(work: Callable[[str], object], texts: list[str]) -> float:
    """Give the seconds of the quickest of some rounds over all texts."""
    seconds = []
    for _ in range(ROUNDS):
        start = perf_counter()
        for text in texts:
            work(text)
        seconds.append(perf_counter() - start)
    return min(seconds)
