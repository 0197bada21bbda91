"""What a reader can do about an item that was left out, by the reason of its `Skip`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["REMEDIES", "remedy"]

REMEDIES: Mapping[str, str] = MappingProxyType(
    {
        "no such file or folder": "correct the path; in detente.toml it counts from that file",
        "cannot be read": "check your rights to the file, and the disk",
        "not a page, text or JSON lines": (
            "save it as .html, .txt, .md, .json or .jsonl, also .gz, or leave it"
        ),
        "corrupt gzip": "fetch or pack the file again; what stood before the damage is kept",
        "too large": "split it: a page, text or line may have 20 MB and 30,000 elements",
        "unpacks to too much": "unpack it and look what it holds; what came before is kept",
        "unknown kind of source": 'write kind = "files" or "telegram" in detente.toml',
        "not JSON": "mend that line; JSON is UTF-8, one object a line",
        "not a JSON object": 'put each item into braces: {"title": …, "text": …}',
        "no text": "nothing to do, or save the page again; an item's text goes under the key text",
        "not a Telegram chat": "export it anew in Telegram Desktop as machine-readable JSON",
        "not a message": "nothing to do, or export the chat again",
        "a notice of the chat, no message": "nothing to do: somebody joined, pinned or called",
        "a message without text": "nothing to do; write the words of a picture into a .txt",
        "not text (binary)": "save the text of the picture, PDF or archive as .txt",
        "nested too deep": "save the page as text",
        "extraction failed": "save the page as text, and report the page",
        "reading failed": "save the page as text, and report the page",
        "sentence too long": "set full stops; the other sentences were read",
    }
)


def remedy(reason: str) -> str:
    """Give what to do about it; empty where nothing needs to be done."""
    return REMEDIES.get(reason, "")
