"""``detente sources``, bare and with ``check``: how it stands, and what is worth collecting."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from detente.collecting.polling import first_state
from detente.monitor.config import Config
from detente.monitor.live_options import options_of
from detente.records import Source
from detente.store import Ledger, SourceDay
from tests.cli.running import run_command
from tests.newsroom import NewsServer, Reply, redirect

FEED = b"""<rss version="2.0"><channel><title>News</title>
<item><title>One</title><link>https://a.example/1</link></item></channel></rss>"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[NewsServer]:
    """Give a server that needs not be spared."""
    hasty = "detente.monitor.live_options.options_of"
    monkeypatch.setattr(hasty, lambda config: replace(options_of(config), gap=0.0))
    with NewsServer() as made:
        made.set("/live", Reply(body=FEED))
        made.set("/moved", redirect("/live", 301))
        yield made


def write_settings(folder: Path, *addresses: str, allow: str = "127.0.0.1") -> None:
    tables = [f'[[sources]]\naddress = "{a}"\nname = "The {a[-5:]}"\n' for a in addresses]
    text = "\n".join([f'[collecting]\nallow = ["{allow}"]\n', *tables])
    (folder / "detente.toml").write_text(text, encoding="utf8")


def test_check_tells_of_each_source_and_keeps_nothing(folder: Path, server: NewsServer) -> None:
    (folder / "news").mkdir()
    addresses = [server.url(path) for path in ("/live", "/moved", "/none!")]
    write_settings(folder, *addresses, "news")
    told = json.loads(run_command("sources", "check", "--json", status=1).stdout)
    assert [one["outcome"] for one in told] == ["live", "moved", "dead"]
    assert told[1]["moved"] == server.url("/live")
    assert told[2]["status"] == 404
    assert sorted(path.name for path in folder.iterdir()) == ["detente.toml", "news"]


def test_check_succeeds_where_all_can_be_collected_from(folder: Path, server: NewsServer) -> None:
    write_settings(folder, server.url("/live"), server.url("/moved"))
    shown = run_command("sources", "check")
    assert "The /live" in shown.stdout
    assert "1 entry, none with a date" in shown.stdout
    assert "put the new address" in shown.stdout
    assert "2 of 2 can be collected from" in shown.stderr


def test_check_refuses_private_addresses_that_are_not_allowed(
    folder: Path, server: NewsServer
) -> None:
    write_settings(folder, server.url("/live"), allow="news.intranet.example")
    shown = run_command("sources", "check", status=1).stdout
    assert "refused" in shown
    assert server.requests == []


def test_check_without_sources_says_where_they_come_from(folder: Path) -> None:
    write_settings(folder, "news")
    assert "detente sources import" in run_command("sources", "check", status=2).stderr


def fill(path: Path) -> None:
    """Write a ledger in which one source answers, one fails, and one was never polled."""
    now = datetime.now(UTC)
    one, two, three = (
        Source.feed(f"https://{name}.example/rss") for name in ("one", "two", "three")
    )
    live = replace(
        first_state(one), polled=now, answered=now - timedelta(minutes=2),
        renewed=now - timedelta(hours=3), due=now + timedelta(minutes=5),
    )  # fmt: skip
    error = "server error: \x1b[31m500"
    failing = replace(live, source=two.id, address=two.address, failures=5, error=error)
    with Ledger.open(path) as ledger, ledger.run(now) as run:
        run.add(
            [one, replace(two, name="The Two", group="Baku/wires"), replace(three, group="Oslo")]
        )
        run.set_state(live)
        run.set_state(failing)
        for n in range(10):
            run.count(SourceDay(one.id, now.date() - timedelta(days=n), 24, 24, 12))


def test_the_bare_command_shows_where_each_source_stands(folder: Path) -> None:
    fill(folder / "detente.db")
    shown = run_command("sources").stdout
    rows = {line.split()[0]: line for line in shown.splitlines() if line}
    assert "live" in rows["one.example"]
    assert "2 minutes ago" in rows["one.example"]
    assert "12.0 a day" in rows["one.example"]
    assert "unpolled" in rows["three.example"]
    assert "failing" in rows["The"]
    assert "server error: [31m500" in " ".join(shown.split())
    assert "Collecting: 1 of 3 sources answer, the last 2 minutes ago." in shown


def test_one_group_with_those_below_it_and_json(folder: Path) -> None:
    fill(folder / "detente.db")
    told = json.loads(run_command("sources", "--json", "--group", "baku").stdout)
    assert [one["name"] for one in told["sources"]] == ["The Two"]
    assert told["counts"]["failing"] == sum(told["counts"].values()) == 1
    assert len(json.loads(run_command("sources", "--json").stdout)["sources"]) == 3
    wrong = run_command("sources", "--group", "Bak", status=2).stderr
    assert "there are: 'Baku/wires', 'Oslo'" in wrong


def test_the_sources_of_the_settings_win(folder: Path) -> None:
    fill(folder / "detente.db")
    write_settings(folder, "https://four.example/rss")
    assert [
        one["name"] for one in json.loads(run_command("sources", "--json").stdout)["sources"]
    ] == ["The e/rss"]
    write_settings(folder, "news")
    assert "no such source on the web" in run_command("sources").stderr


def test_without_a_ledger_the_command_says_how_to_make_one(folder: Path) -> None:
    assert "detente run" in run_command("sources", status=2).stderr


def test_the_settings_are_still_read_by_the_commands_below(folder: Path) -> None:
    write_settings(folder, "https://four.example/rss")
    assert "four.example" in run_command("sources", "export").stdout
    assert Config.load(folder / "detente.toml").records()[0].kind == "feed"
