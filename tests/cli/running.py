"""Calling commands the way `main` does, in this process."""

from __future__ import annotations

import json
from typing import Any

from typer.testing import CliRunner, Result

from detente.cli.app import app

__all__ = ["json_lines", "run_command"]


def run_command(*args: str, status: int = 0, text: str | bytes | None = None) -> Result:
    """Run a command, check its exit status, and give what it wrote."""
    result = CliRunner().invoke(app, [*args], input=text)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == status, result.output
    return result


def json_lines(result: Result) -> list[dict[str, Any]]:
    """Read stdout as one JSON object a line."""
    return [json.loads(line) for line in result.stdout.splitlines()]
