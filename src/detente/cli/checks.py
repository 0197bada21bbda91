"""The doctor's checks; each tells what is wrong and what to do about it."""

from __future__ import annotations

import re
import shutil
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from detente.cli.opening import settings
from detente.errors import DetenteError
from detente.pieces import DEFAULT_CODER

__all__ = ["Check", "run_checks"]

_LEAST_PYTHON = (3, 11)
_LEAST_DISK = 200 * 2**20
_REQUIREMENT = re.compile(r"[A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check and what it found."""

    name: str
    ok: bool
    finding: str


def run_checks(config: Path | None, ledger: Path | None) -> tuple[Check, ...]:
    """Make every check."""
    checks: dict[str, Callable[[], tuple[bool, str]]] = {
        "python": _python,
        "packages": _packages,
        "data files": _data_files,
        "sqlite": _sqlite,
        "settings": lambda: _settings(config),
        "ledger": lambda: _ledger(config, ledger),
        "disk": lambda: _disk(config, ledger),
    }
    return tuple(_check(name, work) for name, work in checks.items())


def _check(name: str, work: Callable[[], tuple[bool, str]]) -> Check:
    try:
        ok, finding = work()
    except (DetenteError, OSError) as error:
        ok, finding = False, str(error)
    return Check(name=name, ok=ok, finding=finding)


def _python() -> tuple[bool, str]:
    found = ".".join(str(n) for n in sys.version_info[:3])
    if sys.version_info >= _LEAST_PYTHON:
        return True, found
    return False, f"{found}; Detente needs {'.'.join(map(str, _LEAST_PYTHON))} or newer"


def _packages() -> tuple[bool, str]:
    needed = [r for r in metadata.requires("detente") or () if "extra ==" not in r]
    names = [found[0] for r in needed if (found := _REQUIREMENT.match(r))]
    missing = [name for name in names if not _installed(name)]
    if missing:
        return False, f"missing: {', '.join(missing)}; run: pip install --upgrade detente"
    return True, f"detente {metadata.version('detente')}, {len(names)} packages it needs"


def _installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _data_files() -> tuple[bool, str]:
    from detente.coding import coder
    from detente.coding.rules.lexicon import grammar, lexicon
    from detente.knowledge.countries import countries
    from detente.knowledge.lexicon import entries
    from detente.monitor.demo import sample
    from detente.monitor.measured import measured
    from detente.outlook.models.baserate import chances
    from detente.publishing.phrases import phrases

    with sample():
        coder(DEFAULT_CODER).type_of("Oman met Chad.", (0, 4), (9, 13))  # loads the network
        entries(), lexicon(), grammar(), phrases(), measured(), chances()
    return True, f"{len(countries())} states, {DEFAULT_CODER}, baserate.v1, the sample"


def _sqlite() -> tuple[bool, str]:
    with sqlite3.connect(":memory:") as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE probe USING fts5(text)")
        except sqlite3.OperationalError:
            return False, (
                f"{sqlite3.sqlite_version} without full-text search (FTS5); use a Python from "
                "python.org or your system"
            )
    return True, f"{sqlite3.sqlite_version} with full-text search"


def _settings(config: Path | None) -> tuple[bool, str]:
    from detente.coding import coder

    loaded = settings(config)
    coder(loaded.coder)
    pairs = ", ".join(loaded.watch) or "no watched pair"
    return True, f"{pairs}; {len(loaded.sources)} sources; ledger {loaded.ledger}"


def _ledger(config: Path | None, ledger: Path | None) -> tuple[bool, str]:
    from detente.store import Ledger

    path = settings(config, ledger).ledger
    if not path.exists():
        return True, f"none yet at {path}; `detente run --once` makes it"
    with Ledger.open(path, create=False) as opened:
        counts = opened.counts()
    return True, f"{path}: {counts['documents']:,} documents, {counts['events']:,} events"


def _disk(config: Path | None, ledger: Path | None) -> tuple[bool, str]:
    path = settings(config, ledger).ledger.absolute()
    folder = next((f for f in path.parents if f.exists()), None)
    if folder is None:
        return False, f"no drive for {path}; use --ledger"
    free = shutil.disk_usage(folder).free
    if free < _LEAST_DISK:
        return False, f"only {free / 2**20:,.0f} MB free in {folder}; make room or use --ledger"
    return True, f"{free / 2**30:,.1f} GB free in {folder}"
