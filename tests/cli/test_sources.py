"""Lists of sources on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.collecting.opml import read_opml
from detente.knowledge.outlets import outlets
from tests.cli.running import run_command

OPML = """<opml version="2.0"><head/><body>
<outline text="Baku"><outline text="A" xmlUrl="https://a.example/rss"/></outline>
<outline text="B" xmlUrl="https://b.example/rss"/>
<outline text="a link" type="link" url="https://c.example/"/>
</body></opml>
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the current folder, with settings and a list in it."""
    monkeypatch.chdir(tmp_path)
    run_command("init", "RUS", "AZE", "--offline")
    Path("feeds.opml").write_text(OPML, "utf8")
    return tmp_path


@pytest.mark.parametrize("name", ["import", "export"])
def test_every_command_has_help_with_an_example_and_json(name: str) -> None:
    shown = run_command("sources", name, "--help").output
    assert f"Example: detente sources {name}" in shown
    assert "--json" in shown
    assert "Example: detente sources" in run_command("sources", "--help").output


def test_a_list_is_taken_in_once(folder: Path) -> None:
    shown = run_command("sources", "import", "feeds.opml").stdout
    assert "detente.toml: 2 sources added, 0 were there already" in shown
    assert "a reference, no feed  line 4: a link" in shown
    assert json.loads(run_command("sources", "import", "feeds.opml", "--json").stdout) == {
        "path": "detente.toml",
        "added": [],
        "known": ["https://a.example/rss", "https://b.example/rss"],
        "left_out": [{"reason": "a reference, no feed", "detail": "line 4: a link"}],
    }


def test_what_is_taken_in_is_given_out(folder: Path) -> None:
    run_command("sources", "import", "feeds.opml")
    done = run_command("sources", "export")
    (a, b), left_out = read_opml(done.stdout.encode())
    assert ((a.name, a.group), (b.name, b.group)) == (("A", "Baku"), ("B", ""))
    assert left_out == ()
    assert "wrote 2 sources to stdout; left out: 1 that lie on this machine" in done.stderr


def test_a_catalogue_goes_from_one_file_of_settings_to_another(folder: Path) -> None:
    run_command("init", "GEO", "ARM", "--folder", "other")
    done = run_command("sources", "export", "g.opml", "--config", "other/detente.toml", "--json")
    told = json.loads(done.stdout)
    assert (told["path"], told["left_out"]) == ("g.opml", 1)
    assert told["sources"] > len(outlets("GEO", "ARM"))
    taken = json.loads(run_command("sources", "import", "g.opml", "--json").stdout)
    assert (len(taken["added"]), taken["left_out"]) == (told["sources"], [])


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["import", "none.opml"], "none.opml: cannot be read: No such file"),
        (["import", "detente.toml"], "detente.toml, line 1: not XML"),
        (["import", "feeds.opml", "--config", "none.toml"], "none.toml: no such file; `detente in"),
        (["export", "--json"], "give its name"),
        (["export", "no/such/folder.opml"], "no/such/folder.opml: cannot be written"),
        (["export", "--config", "none.toml"], "none.toml"),
    ],
)
def test_a_mistake_is_one_line_on_stderr(folder: Path, args: list[str], message: str) -> None:
    done = run_command("sources", *args, status=2)
    assert done.stdout == ""
    assert done.stderr.startswith("detente: ")
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_init_names_feeds_unless_told_otherwise(tmp_path: Path) -> None:
    told = run_command("init", "RUS", "AZE", "--folder", str(tmp_path / "a")).stdout
    assert "unverified; `detente sources check`" in told
    assert "https://tass.com/" in (tmp_path / "a/detente.toml").read_text("utf8")
    told = run_command("init", "RUS", "AZE", "--offline", "--folder", str(tmp_path / "b")).stdout
    assert "unverified" not in told
    assert "https://" not in (tmp_path / "b/detente.toml").read_text("utf8")
