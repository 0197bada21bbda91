"""``detente doctor``: tell whether everything is there that Detente needs."""

from __future__ import annotations

import typer

from detente.cli.options import AsJson, ConfigFile, LedgerFile
from detente.cli.terminal import print_json, print_line

__all__ = ["NAME", "command"]

NAME = "doctor"


def command(config: ConfigFile = None, ledger: LedgerFile = None, as_json: AsJson = False) -> None:
    """Check Python, packages, data files, SQLite, settings, ledger and disk.

    Exit status 1 tells that a check failed.

    Example: detente doctor
    """
    from detente.cli.checks import run_checks

    found = run_checks(config, ledger)
    if as_json:
        print_json([{"check": c.name, "ok": c.ok, "finding": c.finding} for c in found])
    else:
        width = max(len(c.name) for c in found)
        for check in found:
            print_line(f"{'✓' if check.ok else '✗'} {check.name:<{width}}  {check.finding}")
    if not all(check.ok for check in found):
        raise typer.Exit(1)
