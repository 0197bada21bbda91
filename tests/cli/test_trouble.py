"""Disks, ports, pipes and other runs that stand in the way: a real process for each."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

DETENTE = [sys.executable, "-m", "detente"]


def _detente(*args: str | Path, status: int = 0, folder: Path | None = None) -> str:
    """Run the command in a process of its own; give stdout, or stderr where it has to fail."""
    done = subprocess.run(
        [*DETENTE, *map(str, args)], capture_output=True, text=True, check=False, cwd=folder
    )
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    if status:
        assert len(done.stderr.splitlines()) == 1, done.stderr
        assert done.stderr.startswith("detente: ")
    return done.stderr if status else done.stdout


def _news(path: Path, number: int, name: str = "one", filler: int = 60) -> Path:
    """Write items of which every tenth tells an event."""
    told = "Azerbaijan expelled two Russian diplomats on Monday. "
    lines = [
        {
            "url": f"https://{name}.example/{n}",
            "published": "2025-07-01",
            "language": "en",
            "title": f"Item {n}",
            "text": told * (n % 10 == 0) + f"Item {n}. " + "filler " * filler,
        }
        for n in range(number)
    ]
    path.write_text("\n".join(map(json.dumps, lines)), "utf8")
    return path


def _documents(ledger: Path) -> int:
    """Count the documents of a ledger that must be sound."""
    with closing(sqlite3.connect(ledger)) as file:
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        found: int = file.execute("SELECT count(*) FROM documents").fetchone()[0]
    return found


def test_a_run_on_a_full_disk_says_so_and_goes_on_when_there_is_room(
    disk: tuple[Path, Callable[[str], None]], tmp_path: Path
) -> None:
    place, remount = disk
    news = _news(tmp_path / "news.jsonl", 120, filler=4_000)
    run = ("run", "--once", news, "--ledger", place / "l.db")
    said = _detente(*run, status=2)
    assert str(place / "l.db") in said
    assert "free some space" in said
    kept = _documents(place / "l.db")
    assert kept < 120
    remount("size=64m")
    _detente(*run)
    assert _documents(place / "l.db") == 120


def test_a_run_on_a_read_only_disk_says_so_and_goes_on_afterwards(
    disk: tuple[Path, Callable[[str], None]], tmp_path: Path
) -> None:
    place, remount = disk
    ledger = place / "l.db"
    _detente("run", "--once", _news(tmp_path / "a.jsonl", 5), "--ledger", ledger)
    remount("ro")
    run = ("run", "--once", _news(tmp_path / "b.jsonl", 5, "two"), "--ledger", ledger)
    said = _detente(*run, status=2)
    assert str(ledger) in said
    assert "write" in said
    said = _detente("run", "--once", tmp_path / "b.jsonl", "--ledger", place / "new" / "l.db",
                    status=2)  # fmt: skip
    assert "give a path in a folder you may write to" in said
    remount("rw")
    _detente(*run)
    assert _documents(ledger) == 10


def test_an_export_to_a_full_disk_leaves_the_file_that_was_there(
    disk: tuple[Path, Callable[[str], None]], tmp_path: Path
) -> None:
    place, _ = disk
    ledger, out = tmp_path / "l.db", place / "documents.jsonl"
    out.write_text("earlier\n")
    (place / "filler").write_bytes(b"x" * 2_500_000)
    _detente("run", "--once", _news(tmp_path / "a.jsonl", 50, filler=2_000), "--ledger", ledger)
    said = _detente("export", "documents", "-o", out, "--ledger", ledger, status=2)
    assert f"{out}: cannot be written: No space left" in said
    assert "-o" in said
    assert out.read_text() == "earlier\n"
    assert sorted(p.name for p in place.iterdir()) == ["documents.jsonl", "filler"]


@pytest.mark.parametrize(
    "args",
    [("export", "events", "-o"), ("brief", "RUS-AZE", "-o")],
    ids=["export", "brief"],
)
@pytest.mark.parametrize("name", ["no/such/folder/a.csv", "folder.csv"])
def test_an_output_file_that_cannot_be_written_is_named_with_a_remedy(
    args: tuple[str, ...], name: str, ledger: Path, tmp_path: Path
) -> None:
    (tmp_path / "folder.csv").mkdir()
    said = _detente(*args, tmp_path / name, "--ledger", ledger, status=2)
    assert f"{tmp_path / name}: cannot be written" in said
    assert "another file with -o" in said


def test_output_may_go_to_a_device_or_through_a_link(ledger: Path, tmp_path: Path) -> None:
    _detente("export", "events", "--format", "csv", "-o", os.devnull, "--ledger", ledger)
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    _detente("export", "events", "-o", tmp_path / "link.csv", "--ledger", ledger)
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text().startswith("id,")


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_port_in_use_is_told_with_the_remedy(command: str, ledger: Path) -> None:
    given = ["--ledger", str(ledger)] if command == "serve" else []
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = _detente(command, "--port", str(port), *given, status=2)
    assert f"port {port} cannot be used (Address already in use)" in said
    assert "choose another with --port" in said


@pytest.mark.parametrize("args", [("export", "documents"), ("code", "news.jsonl", "--json")])
def test_a_reader_who_goes_away_gets_no_traceback(args: tuple[str, ...], tmp_path: Path) -> None:
    _news(tmp_path / "news.jsonl", 150, filler=300)
    if args[0] == "export":
        _detente("run", "--once", "news.jsonl", folder=tmp_path)
    with subprocess.Popen(
        [*DETENTE, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        assert child.stdout.read(10)
        child.stdout.close()
        assert child.stderr.read() == b""


def test_two_runs_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    ledger = tmp_path / "l.db"
    for turn in range(2):  # the first pair makes the ledger together
        files = [_news(tmp_path / f"{n}{turn}.jsonl", 60, f"{n}{turn}") for n in ("one", "two")]
        both = [
            subprocess.Popen(
                [*DETENTE, "run", "--once", str(file), "--ledger", str(ledger), "--json"],
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            )
            for file in files
        ]  # fmt: skip
        for child in both:
            out, err = child.communicate()
            assert (child.returncode, err) == (0, "")
            assert json.loads(out)["new_documents"] == 60
        assert _documents(ledger) == 120 * (turn + 1)
    again = json.loads(_detente("run", "--once", tmp_path, "--ledger", ledger, "--json"))
    assert (again["new_documents"], again["coded"]) == (0, 0)
    assert again["reports"] >= 24


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("notes", "is not a ledger; give another path"),
        ("cut", "is damaged; restore it from a backup"),
        ("newer", "was written by a newer Detente"),
        ("body", "is damaged, a Document in it cannot be read; restore it"),
        ("other", "is an SQLite file of another program; give another path"),
    ],
)
def test_a_ledger_that_is_none_or_damaged_is_left_as_it_is(
    damage: str, said: str, ledger: Path, tmp_path: Path
) -> None:
    path = tmp_path / "l.db"
    path.write_bytes(ledger.read_bytes())
    if damage == "notes":
        path.write_text("These are notes.\n" * 500)
    elif damage == "cut":
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])
    elif damage == "other":
        path.unlink()
    statements = {
        "newer": "UPDATE alembic_version SET version_num = '9999'",
        "body": "UPDATE documents SET body = json_set(body, '$.published', 'soon')",
        "other": "CREATE TABLE photos (name TEXT)",
    }
    if damage in statements:
        with closing(sqlite3.connect(path)) as file, file:
            file.execute(statements[damage])
    before = path.read_bytes()
    shown = _detente("export", "documents", "--ledger", path, status=2)
    assert f"{path} {said}" in shown
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'title = "Tbilisi"\ntitel = "x"\n', "line 2: unknown setting 'titel'; did you mean"),
        (b'# caf\xc3\xa9\nwatch = []\ntitle = "caf\xe9"\n', "line 3: not UTF-8; save the file"),
        (b"title = " + b"[" * 100_000, "nested too deep"),
        (b'title = "x"\nwatch = [\n', "line"),
        (b"\x00\x01\x02", "not TOML"),
    ],
    ids=["typo", "latin-1", "deep", "open", "binary"],
)
def test_settings_that_cannot_be_read_are_named_with_the_line(
    body: bytes, said: str, tmp_path: Path
) -> None:
    (tmp_path / "detente.toml").write_bytes(body)
    shown = _detente("events", folder=tmp_path, status=2)
    assert shown.startswith("detente: detente.toml")
    assert said in shown
