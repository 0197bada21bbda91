from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import run_command

ITEMS = (
    ("2025-06-28", "one", "Azerbaijan expelled two Russian diplomats on Saturday."),
    ("2025-06-28", "two", "Two Russian diplomats were expelled by Azerbaijan on Saturday."),
    ("2025-07-01", "one", "Russia accused Azerbaijan of harassing its journalists."),
    ("2025-07-03", "one", "Azerbaijan denied the accusation by Russia."),
    ("2025-07-20", "two", "Russia and Azerbaijan signed an agreement on railways."),
)


@pytest.fixture(scope="session")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with a file of JSON lines, one of them broken, and a file of another kind."""
    folder = tmp_path_factory.mktemp("news")
    lines = [
        json.dumps(
            {
                "url": f"https://{outlet}.example/{day}",
                "published": day,
                "title": "",
                "text": text,
                "language": "en",
            }
        )
        for day, outlet, text in ITEMS
    ]
    (folder / "items.jsonl").write_text("\n".join([*lines, "{broken"]), encoding="utf8")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    return folder


@pytest.fixture(scope="session")
def ledger(news: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a ledger with the news in it; for reading only."""
    path = tmp_path_factory.mktemp("ledger") / "ledger.db"
    run_command("run", "--once", str(news), "--ledger", str(path))
    return path
