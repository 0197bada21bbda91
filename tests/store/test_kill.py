"""A run killed at any moment leaves a valid ledger, and running again completes it."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from detente.store import Ledger
from tests.store.world import NOW, RUS_AZE, curve, document, event, picture, report

ROOT = Path(__file__).parents[2]
DOCUMENTS = [document(n) for n in range(800)]
HALVES = [[event(report(d)) for d in half] for half in (DOCUMENTS[:40], DOCUMENTS[40:100])]
CURVES = [curve(RUS_AZE, [float(n)] * 50) for n in (1, 2)]

CHILD = """
import sys
from tests.store import test_kill
print("ready", flush=True)
test_kill.work(sys.argv[1])
print("done", flush=True)
"""


def work(path: str) -> None:
    """Do what a run does: add in batches, replace the sets, again and again."""
    with Ledger.open(path) as ledger, ledger.run(NOW) as run:
        for start in range(0, len(DOCUMENTS), 50):
            some = DOCUMENTS[start : start + 50]
            run.add([*some, *map(report, some)])
            turn = start // 50 % 2
            run.set_events(HALVES[turn])
            run.set_points(CURVES[turn])


def kill_while_working(path: Path, after: float) -> bool:
    """Start a run in a process of its own, kill it, and tell whether it had not ended by then."""
    command = [sys.executable, "-c", CHILD, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        time.sleep(after)
        child.send_signal(signal.SIGKILL)
        return child.stdout.read() == ""


def check_sound(path: Path) -> None:
    """Check the file, that the search index fits its texts, and that every set is whole."""
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []
        if not file.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            return
        check = "INSERT INTO document_search(document_search, rank) VALUES ('integrity-check', 1)"
        file.execute(check)
    with Ledger.open(path, create=False) as ledger:
        counts = ledger.counts()
        assert counts["documents"] == counts["reports"]
        assert counts["documents"] % 50 == 0
        assert len(list(ledger.documents(search="sentence"))) == counts["documents"]
        sets = [[], *(sorted(half, key=lambda e: e.id) for half in HALVES)]
        assert sorted(ledger.events(), key=lambda e: e.id) in sets
        assert list(ledger.points(RUS_AZE)) in [[], *CURVES]


def test_a_killed_run_leaves_a_valid_ledger_and_the_next_completes_it(tmp_path: Path) -> None:
    path = tmp_path / "killed.db"
    kills = [kill_while_working(path, random.uniform(low, low + 0.15)) for low in (0.0, 0.15, 0.3)]
    check_sound(path)
    assert any(kills), "every run ended before it was killed"
    work(str(path))
    work(str(tmp_path / "whole.db"))
    check_sound(path)
    with Ledger.open(path) as killed, Ledger.open(tmp_path / "whole.db") as whole:
        assert picture(killed) == picture(whole)
        assert sum(entry.finished for entry in killed.runs()) == 1 + kills.count(False)
