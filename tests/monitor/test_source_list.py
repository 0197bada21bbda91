"""The list of sources in detente.toml: from the catalogue, and in and out of OPML."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.collecting.opml import read_opml
from detente.errors import InvalidConfig, InvalidInput
from detente.knowledge.outlets import outlets, world_press
from detente.monitor.config import Config
from detente.monitor.source_list import (
    add_sources,
    replace_file,
    source_table,
    sources_as_opml,
    web_sources,
)
from detente.monitor.starter import starter, starter_sources, write_starter
from detente.records import Dyad, Source

NOW = datetime(2026, 11, 25, tzinfo=UTC)
PAIR = Dyad.of("RUS", "AZE")
FEED = Source(
    kind="feed", address="https://a.example/rss", name='The "A"', language="en", country="RUS",
    ownership="private", role="outlet", group="A/B", note="summaries",
)  # fmt: skip
MINE = b'# mine\ntitle = "x"   # kept\n\n[[sources]]\naddress = "news"'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give settings whose last line has no end."""
    found = tmp_path / "detente.toml"
    found.write_bytes(MINE)
    return found


def test_the_starter_names_the_press_of_the_pair_and_of_the_world() -> None:
    (news, *found) = tomllib.loads(starter(PAIR))["sources"]
    assert news == {"address": "news"}
    assert {s["group"] for s in found} >= {"Azerbaijan", "Russia", "United Kingdom"}
    assert [s["address"] for s in found] == [s.address for s in starter_sources(PAIR)]
    wanted = {s.id for s in (*outlets("AZE", "RUS"), *world_press())}
    assert {s.id for s in starter_sources(PAIR)} == wanted
    assert "UNVERIFIED" in starter(PAIR)
    assert "detente sources check" in starter(PAIR)


def test_the_starter_loads_as_the_records_of_the_catalogue(tmp_path: Path) -> None:
    loaded = Config.load(write_starter(PAIR, tmp_path))
    assert loaded.records()[1:] == starter_sources(PAIR)
    kinds = {s["kind"] for s in tomllib.loads(starter(PAIR))["sources"] if "kind" in s}
    assert kinds == {"section", "channel", "sitemap"}, "a feed need not say so"


def test_the_starter_without_feeds_names_no_web_address(tmp_path: Path) -> None:
    path = write_starter(PAIR, tmp_path, feeds=False)
    assert "https://" not in path.read_text("utf8")
    assert [s.address for s in Config.load(path).sources] == [str(tmp_path / "news")]


def test_the_commented_lines_of_the_starter_show_the_defaults() -> None:
    _, _, rest = starter(PAIR, feeds=False).partition("# [collecting]\n")
    lines = [line.removeprefix("# ") for line in rest.partition("\n\n")[0].splitlines()]
    shown = tomllib.loads("\n".join(lines))
    plain = Config.parse("", Path("detente.toml")).collecting.model_dump()
    assert {k: tuple(v) if isinstance(v, list) else v for k, v in shown.items()} == plain


def test_sources_are_appended_and_the_rest_stays_byte_for_byte(path: Path) -> None:
    assert add_sources(path, [FEED]) == ((FEED,), ())
    body = path.read_bytes()
    assert body.startswith(MINE + b"\n\n[[sources]]\n")
    assert Config.load(path).records()[1:] == (FEED,)
    assert add_sources(path, [FEED, FEED]) == ((), (FEED, FEED))
    assert path.read_bytes() == body
    assert [*path.parent.iterdir()] == [path]


def test_what_is_given_twice_is_added_once(path: Path) -> None:
    assert add_sources(path, [FEED, FEED]) == ((FEED,), (FEED,))


def test_a_path_is_known_as_it_stands_in_the_file(path: Path) -> None:
    news, more = Source.files("news"), Source.files("more")
    assert add_sources(path, [news, more]) == ((more,), (news,))
    assert Config.load(path).records()[1].address == str(path.parent / "more")


def test_lines_end_as_the_others_do(path: Path) -> None:
    path.write_bytes(b'\xef\xbb\xbftitle = "x"\r\n')
    add_sources(path, [FEED])
    assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n") > 5
    assert Config.load(path).records() == (FEED,)


@settings(max_examples=50)
@given(
    texts=st.lists(
        st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
        | st.sampled_from(['"', "\\", '"""', "\x7f\x00\x1b", "a\r\nb", "'", "\u202e", "]]\n[x]"]),
        min_size=3, max_size=3,
    ),
    kind=st.sampled_from(["feed", "sitemap", "channel"]),
)  # fmt: skip
def test_any_text_is_written_as_toml(texts: list[str], kind: str) -> None:
    name, group, note = texts
    source = Source(kind=kind, address="https://a.example/", name=name, group=group, note=note)
    assert Config.parse(source_table(source), Path("detente.toml")).records() == (source,)


def test_a_link_stays_a_link_and_rights_stay(path: Path) -> None:
    link = path.with_name("link.toml")
    link.symlink_to(path)
    path.chmod(0o600)
    add_sources(link, [FEED])
    assert link.is_symlink()
    assert FEED in Config.load(path).records()
    assert path.stat().st_mode & 0o777 == 0o600


def test_where_nothing_can_be_added_is_told_with_a_remedy(path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"none\.toml: no such file; `detente init RUS AZE`"):
        add_sources(path.with_name("none.toml"), [FEED])
    with pytest.raises(InvalidInput, match="is no character"):
        add_sources(path, [Source.feed("https://a.example/", "\ud800")])
    with pytest.raises(InvalidInput, match=r"kind: 'files' reads files.*nothing was changed"):
        add_sources(path, [Source.files("https://a.example/")])
    assert path.read_bytes() == MINE
    path.write_text('sources = [{address = "news"}]\n', "utf8")
    with pytest.raises(InvalidInput, match=r"\[\[sources\]\] tables"):
        add_sources(path, [FEED])
    with pytest.raises(InvalidInput, match=r"x\.toml: cannot be written: No such.*; make room"):
        replace_file(path.parent / "none" / "x.toml", b"")
    path.write_text("wacht = 1\n", "utf8")
    with pytest.raises(InvalidConfig, match="'watch'"):
        add_sources(path, [FEED])


ADDING = """
import itertools, os, signal, sys
from pathlib import Path
from detente.monitor.source_list import add_sources
from detente.records import Source
path, step = Path(sys.argv[1]), sys.argv[2]
if step == "write":
    os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)
if step == "replace":
    Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
print(flush=True)
for n in itertools.count():
    add_sources(path, [Source.feed(f"https://a.example/{n}", "x" * 10_000)])
"""


@pytest.mark.parametrize("step", ["write", "replace", "any"])
def test_a_kill_leaves_the_old_list_or_the_new_one(path: Path, step: str) -> None:
    """Before the new file takes the place of the old one, or at any moment of many additions."""
    command = [sys.executable, "-c", ADDING, str(path), step]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as adding:
        assert adding.stdout
        adding.stdout.readline()
        if step == "any":
            time.sleep(random.uniform(0, 0.1))
            adding.send_signal(signal.SIGKILL)
    assert adding.returncode == -signal.SIGKILL
    body = path.read_bytes()
    assert body.startswith(MINE)
    assert step == "any" or body == MINE
    found = [s.address for s in Config.load(path).records()[1:]]
    assert found == [f"https://a.example/{n}" for n in range(len(found))]


def test_opml_holds_what_others_can_fetch(path: Path) -> None:
    channel = Source(kind="channel", address="@a", group="B")
    saved = Source(kind="feed", address="saved.xml")
    add_sources(path, [FEED, channel, saved])
    loaded = Config.load(path)
    assert web_sources(loaded) == (FEED, channel)
    body = sources_as_opml(loaded, NOW)
    assert read_opml(body) == ((FEED, channel), ())
    assert b"<title>x</title>" in body
