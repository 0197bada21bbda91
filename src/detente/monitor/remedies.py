"""What a reader can do about an item that was left out, by the reason of its `Skip`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["FETCHING", "REMEDIES", "remedy"]

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
        "unknown kind of source": "the reference of the settings lists the kinds",
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
        "entry without link or words": "nothing to do: the next poll may bring it",
        "entry cut off": "nothing to do: the next poll may bring it",
        "not an entry": "nothing to do: the next poll may bring it",
        "nothing listed": "nothing to do, or save the feed again",
        "too many entries": "take a narrower feed; 5,000 entries are read",
        "too many parts": "take one of the parts of the sitemap",
        "older than three days": "nothing to do: sitemaps keep what is long known",
        "part not fetched": "nothing to do: it is tried again",
        "sitemap cut off": "nothing to do: the next poll may mend it; what came before is kept",
        "corrupt archive": "fetch it again; what came before the damage is kept",
        "record cut off": "fetch the archive again; what came before is kept",
        "record cannot be decoded": "fetch that page again",
        "no answer to a request": "nothing to do: archives hold requests and notes as well",
        "no answer with status 200": "nothing to do: errors and redirects hold no article",
        "not a page or text": "save the text of the picture, PDF or film as .txt",
        "no records": "give the path of a web archive (.warc, .warc.gz)",
        "not what its kind says": "give another kind, or the address of the feed itself",
        "sentence too long": "set full stops; the other sentences were read",
    }
)

FETCHING: Mapping[str, str] = MappingProxyType(
    {
        "address refused": "it leads to a private network; your own hosts go into allow",
        "asked to wait": "nothing to do: it is asked again when its time is over",
        "cannot connect": "try the address in a browser; it is tried again",
        "cannot be unpacked": "nothing to do; tell the outlet that its packing is broken",
        "connection cut": "nothing to do: it is tried again",
        "fetching failed": "report the address: this is a mistake of the program",
        "forbidden": "the outlet lets no program in; ask it, or take its feed of whole texts",
        "gone": "take the source out, or give its new address",
        "name not found": "correct the address, or take the source out",
        "no answer in time": "nothing to do: it is tried again",
        "not HTTP": "correct the address: no web server answers there",
        "not a page": "save the text of the picture, PDF or film as .txt",
        "not a web address": "write the address as https://host/path",
        "not found": "correct the address, or take the source out",
        "not what its kind says": "give another kind, or the address of the feed itself",
        "port refused": "use port 80 or 443, or put host:port into allow",
        "redirect loop": "try the address in a browser, and give the one it ends at",
        "robots.txt forbids it": "the outlet wants no program there; ask it, or take another feed",
        "scheme refused": "write the address as https://host/path",
        "server error": "nothing to do: it is tried again",
        "TLS failed": "the outlet's certificate is not valid; tell it, or take another address",
        "too large": "nothing to do: 20 MB are the most",
        "too many redirects": "try the address in a browser, and give the one it ends at",
        "unexpected answer": "try the address in a browser",
        "unpacks to too much": "nothing to do: it was made to fill memory",
    }
)
"""The same for addresses that gave no usable answer, by the reason of the `FetchError`."""

_ARTICLE, _SOURCE = "article not fetched: ", "source not polled: "
_OF_ARTICLES: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(
        ("address refused", "gone", "name not found", "not found", "not a web address",
         "port refused", "scheme refused", "redirect loop", "too many redirects"),
        "nothing to do: the link of the source leads nowhere; what it told of the article was read",
    )
)  # fmt: skip


def remedy(reason: str) -> str:
    """Give what to do about it; empty where nothing needs to be done."""
    if reason.startswith(_ARTICLE):
        why = reason.removeprefix(_ARTICLE)
        return _OF_ARTICLES.get(why) or FETCHING.get(why, "")
    if reason.startswith(_SOURCE):
        return FETCHING.get(reason.removeprefix(_SOURCE), "")
    return REMEDIES.get(reason, "")
