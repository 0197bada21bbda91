"""Memory of a run over 10,000 documents, beside one over ten. Linux only."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.coding import news_lines

DOCUMENTS = 10_000
PROGRAM = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from detente.monitor.run import run_once
from detente.records import Source
from detente.store import Ledger
with Ledger.open(Path(sys.argv[2])) as ledger:
    run_once(ledger, [Source.files(sys.argv[1])], now=datetime(2026, 1, 1, tzinfo=UTC))
# Not ru_maxrss, which a child takes over from its parent.
peak = next(x for x in open("/proc/self/status") if x.startswith("VmHWM"))
print(int(peak.split()[1]) // 1024)
"""


def measure(data: Path) -> Iterator[tuple[str, str]]:
    lines = list(news_lines(data, DOCUMENTS))
    few, many = _peak(lines[:10]), _peak(lines)
    yield "peak memory of a run over 10 documents, MB", f"{few}"
    yield f"peak memory of a run over {DOCUMENTS:,} documents, MB", f"{many}"
    yield "ratio", f"{many / few:.2f}"


def _peak(lines: list[bytes]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        news = Path(folder, "news.jsonl")
        news.write_bytes(b"".join(lines))
        command = [sys.executable, "-c", PROGRAM, str(news), str(Path(folder, "ledger.db"))]
        return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
