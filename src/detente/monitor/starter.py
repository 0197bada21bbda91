"""The commented TOML file that ``detente init`` writes."""

from __future__ import annotations

from pathlib import Path

from detente.errors import InvalidInput
from detente.knowledge.countries import name_of
from detente.monitor.config import CONFIG_NAME
from detente.records import Dyad

__all__ = ["starter", "write_starter"]

_TEXT = """\
# Settings of Detente. Every line below shows the default unless it is one of yours.
# Relative paths count from the folder of this file.

title = "{title}"

# Pairs of states to show first: two ISO 3166 alpha-3 codes, in either order.
watch = ["{dyad}"]

# The SQLite file that keeps documents, reports, events and figures. Nothing in it is ever deleted.
ledger = "detente.db"

# The coder that finds events in texts. minilm.v1 reads English; documents in other languages are
# kept and shown as "not coded yet". minilm.v1+recall misses less and errs more; rules.v1 is the
# reference without a network.
coder = "minilm.v1"

# Where news comes from: one table for each file or folder with saved pages (.html, .html.gz),
# texts (.txt, .md) or JSON lines (.jsonl, .jsonl.gz). `detente run --once` reads them all;
# what it has read before is not read again.
[[sources]]
address = "news"
# name = "Name of the outlet"       # for texts without an address of their own
# language = "en"                   # if everything there is in one language
# note = "Summaries"                # what readers must be told about these texts
"""


def starter(dyad: Dyad) -> str:
    """Give the text for one watched pair. Raises `InvalidInput` for an unknown state."""
    title = f"{name_of(dyad.a)} and {name_of(dyad.b)}"
    return _TEXT.format(title=title.replace('"', "'"), dyad=dyad)


def write_starter(dyad: Dyad, folder: Path, *, force: bool = False) -> Path:
    """Write ``detente.toml`` and an empty ``news`` folder.

    Raises `InvalidInput` where the file is there already, or cannot be written.
    """
    path = folder / CONFIG_NAME
    text = starter(dyad)
    if path.exists() and not force:
        raise InvalidInput(f"{path} is there already; --force overwrites it")
    try:
        (folder / "news").mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf8")
    except OSError as error:
        raise InvalidInput(
            f"{error.filename}: cannot be made: {error.strerror}; choose another --folder"
        ) from error
    return path
