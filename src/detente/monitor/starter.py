"""The commented TOML file that ``detente init`` writes."""

from __future__ import annotations

from pathlib import Path

from detente.errors import InvalidInput
from detente.knowledge.countries import name_of
from detente.knowledge.outlets import outlets, world_press
from detente.monitor.config import CONFIG_NAME
from detente.monitor.source_list import source_table
from detente.records import Dyad, Source

__all__ = ["starter", "starter_sources", "write_starter"]

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

# How news is fetched. To change something, take the # away from [collecting] and from its line.
# [collecting]
# contact = ""            # mail or web address by which outlets can reach you; please give one
# allow = []              # hosts and networks of your own, such as "news.intranet.example"
# connections = 40        # open at the same time
# full_text = true        # fetch the article where a feed holds only its teaser
# fast = false            # true: take texts out of pages faster, and less exactly
# callback = ""           # public https address on which hubs may push what is new; empty: off
# callback_port = 8643    # where calls to it arrive

# Where news comes from: one table for each source. A folder or file holds saved pages (.html,
# .html.gz), texts (.txt, .md) or JSON lines (.jsonl, .jsonl.gz). What has been read before is not
# read again.
[[sources]]
address = "news"
# kind = "files"                    # without it: files for a path, feed for a web address
# name = "Name of the outlet"       # for texts that tell none
# language = "en"                   # if everything there is in one language
# country = "AZE"                   # ISO 3166 alpha-3 code of the outlet's seat
# ownership = "private"             # state, public or private
# role = "outlet"                   # wire, outlet, ministry or body (another official one)
# group = "Azerbaijan/Press"        # folder in lists of sources and in OPML
# note = "Summaries"                # what readers must be told about these texts
"""

_FEEDS = """
# The agencies, media and ministries of both states, and some that report on every pair. These
# addresses are UNVERIFIED: `detente sources check` tests which are alive. Take out what you do not
# want, add what is missing, or take in the list of your feed reader: detente sources import.
"""


def starter(dyad: Dyad, *, feeds: bool = True) -> str:
    """Give the text for one watched pair. Raises `InvalidInput` for an unknown state."""
    title = f"{name_of(dyad.a)} and {name_of(dyad.b)}"
    text = _TEXT.format(title=title.replace('"', "'"), dyad=dyad)
    return "\n".join([text + _FEEDS, *map(source_table, starter_sources(dyad))]) if feeds else text


def starter_sources(dyad: Dyad) -> tuple[Source, ...]:
    """Give the press of both states, and then that of the world. Raises `InvalidInput`."""
    own = outlets(dyad.a, dyad.b)
    ids = {source.id for source in own}
    return (*own, *(source for source in world_press() if source.id not in ids))


def write_starter(dyad: Dyad, folder: Path, *, force: bool = False, feeds: bool = True) -> Path:
    """Write ``detente.toml``, with feeds of the pair or without, and an empty ``news`` folder.

    Raises `InvalidInput` where the file is there already, or cannot be written.
    """
    path = folder / CONFIG_NAME
    text = starter(dyad, feeds=feeds)
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
