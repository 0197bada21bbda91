"""Every reason for leaving something out has a remedy, in the program and in the docs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from detente.coding import TOO_LONG
from detente.collecting.fetching import REASONS
from detente.monitor.remedies import FETCHING, REMEDIES, remedy
from tests.cli.running import run_command

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "detente"
PAGE = ROOT / "docs" / "how-to" / "bad-input.md"
_GIVEN = re.compile(
    r'(?:Unreadable\(|skip\(\s*"(?:skip|error)",|reason=|left\.append\(\(|left \+= \[\()\s*'
    r'"([^"]+)"',
    re.MULTILINE,
)


def _code() -> str:
    files = [*(SOURCE / "reading").glob("*.py"), *(SOURCE / "collecting").rglob("*.py")]
    return "\n".join(file.read_text("utf8") for file in sorted(files) if file.name != "websub.py")


def test_every_reason_in_the_code_has_a_remedy_and_no_other() -> None:
    code = _code()
    assert set(_GIVEN.findall(code)) <= set(REMEDIES)
    assert [reason for reason in REMEDIES if f'"{reason}"' not in code] == [TOO_LONG]
    assert remedy("no event found by rules.v1") == ""


def test_every_reason_for_no_answer_has_a_remedy() -> None:
    ours = {"fetching failed", "not a page", "not what its kind says"}
    assert set(REASONS) | ours == set(FETCHING)
    assert remedy("source not polled: gone") == FETCHING["gone"]
    assert remedy("article not fetched: forbidden") == FETCHING["forbidden"]
    assert "nothing to do" in remedy("article not fetched: gone")


@pytest.mark.parametrize("reason", [*REMEDIES, *FETCHING])
def test_every_reason_is_told_in_the_docs(reason: str) -> None:
    assert f"| {reason} |" in PAGE.read_text("utf8")


def test_run_and_code_tell_the_remedy(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Russia met Azerbaijan for talks.", "language": "en"}\n{"text"\n')
    said = run_command("code", str(path)).stderr
    assert f"left out at read: 1 × not JSON, such as {path}#2" in said
    assert REMEDIES["not JSON"] in said
    shown = run_command("run", "--once", str(path), "--ledger", str(tmp_path / "l.db")).stdout
    assert "a.jsonl#2" in shown
    assert f"not JSON: {REMEDIES['not JSON']}" in shown
