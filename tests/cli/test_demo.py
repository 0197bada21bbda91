"""The demo, as a newcomer types it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from tests.cli.running import run_command

SCRIPT = str(Path(sys.executable).with_name("detente"))
NOTE = (
    "Sample: a summary written for Detente in its own words; not the original page. "
    "Follow the link for the original."
)


@pytest.fixture(scope="module")
def shown() -> dict[str, Any]:
    done = subprocess.run(
        [SCRIPT, "demo", "--no-serve", "--json"], capture_output=True, text=True, check=True
    )
    assert done.stdout.count("\n") == 1
    return dict(json.loads(done.stdout))


def test_the_demo_is_one_json_object_labelled_as_a_sample(shown: dict[str, Any]) -> None:
    assert shown["note"] == NOTE
    assert shown["as_of"] == "2025-07-01"
    assert shown["documents"]["total"] == 55
    assert shown["documents"]["by_language"]["ru"] == 12
    assert shown["documents"]["coded"] + shown["documents"]["not_coded_yet"] == 55


def test_the_demo_knows_nothing_after_its_day(shown: dict[str, Any]) -> None:
    assert shown["events"]
    assert all(e["known"] <= "2025-07-01" for e in shown["events"])
    assert all(e["span"] in e["quote"] and e["note"] == NOTE for e in shown["events"])
    assert shown["curve"][-1]["day"] == "2025-07-01"
    assert shown["standing"]["rung"] == shown["curve"][-1]["rung"]
    assert all(e["date"] > "2025-07-01" for e in shown["followed"]["events"])
    assert [w["days"] for w in shown["followed"]["newly_triggered"]] == [30, 90]
    assert {c["days"] for c in shown["outlook"]} == {30, 90}


def test_the_demo_says_what_it_found(tmp_path: Path) -> None:
    path = tmp_path / "demo.db"
    args = ("demo", "--no-serve", "--as-of", "2025-02-07", "--ledger", str(path))
    text = run_command(*args).stdout
    assert "Azerbaijan and Russia as of 2025-02-07" in text
    assert NOTE in text
    assert "ru 12 (not coded yet)" in text
    assert "What followed" in text
    assert re.search(r"Standing rung: \d, ", text)
    assert path.exists()


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_the_demo_serves_on_loopback_until_stopped(stop: signal.Signals, tmp_path: Path) -> None:
    command = [SCRIPT, "demo", "--port", "0"]
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env=environment
    ) as served:
        killer = threading.Timer(60, served.kill)
        killer.start()
        try:
            assert served.stderr is not None
            line = next(line for line in served.stderr if "Serving on" in line)
            found = re.search(r"http://127\.0\.0\.1:\d+/\S*", line)
            assert found is not None
            with urlopen(found[0]) as answer:
                body = answer.read().decode("utf8")
            assert list(tmp_path.iterdir())
            served.send_signal(stop)
            assert served.wait() == 0
            assert "Traceback" not in served.stderr.read()
        finally:
            killer.cancel()
            served.kill()
    assert "Azerbaijan" in body
    assert NOTE in body
    assert list(tmp_path.iterdir()) == []


def test_a_taken_port_is_told_with_the_remedy(tmp_path: Path) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        path = str(tmp_path / "demo.db")
        result = run_command("demo", "--port", port, "--ledger", path, status=2)
    assert f"port {port}" in result.stderr
    assert "--port" in result.stderr
