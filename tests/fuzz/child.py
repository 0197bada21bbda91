"""A process that takes items one after the other, so that a hang or a crash of it can be seen."""

from __future__ import annotations

import base64
import importlib
import json
import os
import resource
import select
import subprocess
import sys
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from tests.fuzz.items import Item

__all__ = ["LIMIT", "Child", "Finding"]

LIMIT = 10.0
"""Seconds that an item may take."""
MEMORY = 4 * 2**30
"""Bytes that the process may use."""
WORK = "tests.fuzz.items:take"


@dataclass(frozen=True, slots=True)
class Finding:
    """How an item broke: ``error``, ``hang`` or ``crash``, and where."""

    kind: str
    where: str
    detail: str


class Child:
    """Gives items to a process of its own, which it starts anew when that has died."""

    def __init__(self, work: str = WORK, limit: float = LIMIT) -> None:
        self._work = work
        self._limit = limit
        self._process: subprocess.Popen[bytes] | None = None

    def take(self, item: Item) -> tuple[Finding | None, float]:
        """Give what the item broke, if it broke anything, and the seconds of work it took."""
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        sent = {"suffix": item.suffix, "body": base64.b64encode(item.body).decode()}
        start = time.perf_counter()
        process.stdin.write(json.dumps(sent).encode() + b"\n")
        process.stdin.flush()
        ready = self._await(process.pid, process.stdout)
        answer = process.stdout.readline() if ready else b""
        took = time.perf_counter() - start
        if answer:
            told, took = json.loads(answer)
            return (Finding(**told) if told else None), took
        finding = (
            Finding("crash", f"status {process.wait()}", "the process died")
            if ready
            else Finding("hang", self._stack(), f"more than {self._limit:.0f} s")
        )
        self.close()
        return finding, took

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            command = [sys.executable, "-X", "faulthandler", "-m", "tests.fuzz.child", self._work]
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
            )
            assert self._process.stdout is not None
            assert self._process.stdout.readline() == b"ready\n"
        return self._process

    def _await(self, process: int, answers: IO[bytes]) -> bool:
        """Wait for an answer as long as the process has not worked for the limit's seconds.

        Its own seconds count, since a machine that does other work is slow by the clock; but a
        process that waits for something forever hangs as well.
        """
        begun = _worked(process)
        for _ in range(6):
            ready, _, _ = select.select([answers], [], [], self._limit / 2)
            if ready:
                return True
            if _worked(process) - begun >= self._limit:
                break
        return False

    def _stack(self) -> str:
        """Ask a hanging process where it hangs, and end it."""
        import signal

        assert self._process is not None
        self._process.send_signal(signal.SIGUSR1)
        time.sleep(0.5)
        self._process.kill()
        _, said = self._process.communicate()
        lines = [line.strip() for line in said.decode("utf8", "replace").splitlines()]
        own = [line for line in lines if "/detente/" in line]
        return _short(own[0]) if own else "unknown"


def _worked(process: int) -> float:
    """Give the seconds of processor time that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _short(line: str) -> str:
    return line.rpartition("/detente/")[2].replace('"', "")


def main(work: str) -> None:
    """Answer one line for each item on standard input."""
    import faulthandler
    import signal

    module, _, name = work.partition(":")
    take = getattr(importlib.import_module(module), name)
    faulthandler.register(signal.SIGUSR1, all_threads=False)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever a library prints is no answer
    print("ready", file=answers, flush=True)
    for line in sys.stdin.buffer:
        told = json.loads(line)
        start = time.process_time()
        found = _taken(take, Item(told["suffix"], base64.b64decode(told["body"])))
        print(json.dumps([found, time.process_time() - start]), file=answers, flush=True)


def _taken(take: Any, item: Item) -> dict[str, str] | None:
    try:
        take(item)
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        own = [frame for frame in frames if "/detente/" in frame.filename] or list(frames)
        where = f"{_short(own[-1].filename)}, {own[-1].name}, {type(error).__name__}"
        return {"kind": "error", "where": where, "detail": repr(error)[:300]}
    return None


if __name__ == "__main__":
    main(sys.argv[1])
