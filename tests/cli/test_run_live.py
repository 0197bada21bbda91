"""``detente run`` as users start it: a process, real feeds, the pages beside it, and a stop."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from tests.newsroom import NewsServer
from tests.newsroom.world import Outlet, World, story

SETTINGS = """\
watch = ["RUS-AZE"]
coder = "rules.v1"

[collecting]
allow = ["127.0.0.1"]

[[sources]]
name = "Example"
address = "{feed}"

[[sources]]
address = "news"
"""


@contextmanager
def _run(folder: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start it, and give the process and the address of the pages."""
    command = [sys.executable, "-m", "detente", "run", "--port", "0", "--json", *options]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        try:
            yield process, json.loads(process.stdout.readline())["url"]
        finally:
            process.kill()


def _get(url: str) -> str:
    try:
        with urlopen(url) as answer:
            return str(answer.read().decode())
    except HTTPError as error:
        return f"{error.code}"


def _until(holds: Callable[[], object], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)


def _folder(tmp_path: Path, outlet: Outlet) -> Path:
    (tmp_path / "detente.toml").write_text(SETTINGS.format(feed=outlet.feed), "utf8")
    (tmp_path / "news").mkdir()
    note = {"url": "https://a.example/1", "published": "2025-06-30", "language": "en",
            "text": "Azerbaijan expelled two diplomats of Russia on Monday."}  # fmt: skip
    (tmp_path / "news" / "a.jsonl").write_text(json.dumps(note), "utf8")
    return tmp_path


def test_it_collects_serves_and_stops_when_told(tmp_path: Path) -> None:
    with NewsServer() as server:
        outlet = World(server).outlet(host="127.0.0.1", whole=True)
        outlet.publish(story(0), story(6))
        folder = _folder(tmp_path, outlet)
        with _run(folder, "--log", "steps.jsonl") as (process, url):
            _until(lambda: "statement 6" in _get(f"{url}pair/AZE-RUS.json"))
            assert "two diplomats" in _get(f"{url}pair/AZE-RUS.json")
            (source,) = json.loads(_get(f"{url}sources.json"))["health"]["sources"]
            assert (source["name"], source["state"]) == ("Example", "live")
            assert "detente_source_up{" in _get(f"{url}metrics")
            process.send_signal(signal.SIGTERM)
            out, err = process.communicate(timeout=20)
        assert process.returncode == 0, err
        assert json.loads(out.splitlines()[-1])["items"] == 2
        assert "stopping" in err
        steps = [json.loads(line) for line in (folder / "steps.jsonl").read_text().splitlines()]
        assert {"polled", "read", "concluded"} <= {step["event"] for step in steps}


def test_a_second_signal_ends_it_at_once_and_the_next_run_goes_on(tmp_path: Path) -> None:
    with NewsServer() as server:
        outlet = World(server).outlet(host="127.0.0.1", whole=True)
        outlet.publish(*(story(6 * n) for n in range(150)))
        folder = _folder(tmp_path, outlet)
        with _run(folder) as (process, _):
            _until(lambda: server.paths)
            process.send_signal(signal.SIGINT)
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=20)
        again = [sys.executable, "-m", "detente", "run", "--once", "--json"]
        done = subprocess.run(again, cwd=folder, capture_output=True, text=True, check=True)
        assert json.loads(done.stdout)["waiting"] == 0
        events = [sys.executable, "-m", "detente", "events", "--json"]
        told = subprocess.run(events, cwd=folder, capture_output=True, text=True, check=True)
        assert "Azerbaijan" in told.stdout
