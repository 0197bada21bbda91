"""The tables within the settings: ``[[sources]]`` and ``[collecting]``."""

from __future__ import annotations

import difflib
import re
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator

from detente.knowledge.countries import country
from detente.pieces import find_pieces

__all__ = ["CollectingSettings", "SourceSettings", "kind_for", "lies_here"]

LOCAL = frozenset({"files", "telegram", "warc"})
"""Kinds of sources whose address is always a path."""
EITHER = frozenset({"feed", "sitemap"})
"""Kinds whose address may be one of the web or the path of a saved copy."""
_CHANNEL = re.compile(r"@\w+$|(?:https?://)?(?:www\.)?t\.me/", re.I)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.I)
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


def kind_for(address: str) -> str:
    """Give the kind of a source that names none, by its address."""
    if _CHANNEL.match(address):
        return "channel"
    return "feed" if _on_the_web(address) else "files"


def lies_here(kind: str, address: str) -> bool:
    """Tell whether the address of a source is a path on this machine."""
    return kind in LOCAL or (kind in EITHER and not _on_the_web(address))


class SourceSettings(BaseModel):
    """One ``[[sources]]`` table."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    address: str = Field(
        description="Web address, or a file or folder with saved pages, texts, JSON lines or an "
        "export; a path counts from the folder of the settings."
    )
    kind: str = Field(
        default="files",
        description="How to read it: `feed` (RSS, Atom, JSON Feed), `sitemap`, `page`, `section` "
        "(a page that lists articles), `channel` (of Telegram), `warc`, `files`, or `telegram` (an "
        "export of Telegram Desktop). Without it: `channel` for `@name` and `t.me/name`, `feed` "
        "for other web addresses, `files` for paths.",
    )
    name: str = Field(default="", description="Name of the outlet, for texts that tell none.")
    language: str | None = Field(default=None, description="ISO 639-1 code, if all is in one.")
    country: str | None = Field(
        default=None, description="ISO 3166 alpha-3 code of the outlet's seat."
    )
    ownership: Literal["", "state", "public", "private"] = Field(
        default="", description="Who owns the outlet: `state`, `public` or `private`."
    )
    role: Literal["", "wire", "outlet", "ministry", "body"] = Field(
        default="",
        description="What it is: `wire` (a news agency), `outlet`, `ministry`, or `body` (another "
        "official one).",
    )
    group: str = Field(
        default="", description="Folder in lists of sources and in OPML; `/` parts levels."
    )
    note: str = Field(default="", description="What readers must be told about these texts.")

    @model_validator(mode="before")
    @classmethod
    def _choose_kind(cls, data: Any) -> Any:
        if isinstance(data, dict) and "kind" not in data and isinstance(data.get("address"), str):
            return {**data, "kind": kind_for(data["address"])}
        return data

    @field_validator("address")
    @classmethod
    def _check_address(cls, address: str) -> str:
        scheme = _SCHEME.match(address)
        if scheme and scheme[1].lower() not in ("http", "https"):
            raise ValueError(f"{address}: only https:// and http:// are fetched")
        if address.lower().startswith("www."):
            raise ValueError(f"{address}: write https://{address}")
        return address

    @field_validator("kind")
    @classmethod
    def _check_kind(cls, kind: str, info: ValidationInfo) -> str:
        address = info.data.get("address", "")
        known = find_pieces("detente.collecting.formats")
        if kind not in known:
            near = difflib.get_close_matches(kind, known, n=1) or ["feed"] * (kind == "rss")
            hint = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(known)}"
            raise ValueError(f"{kind!r} is no kind of source; {hint}")
        if kind in ("page", "section") and not _on_the_web(address):
            raise ValueError(f"{kind!r} is fetched from the web; for a saved page write 'files'")
        if kind in LOCAL and _on_the_web(address):
            raise ValueError(
                f"{kind!r} reads files of this machine, and {address} is a web address; write "
                f"{kind_for(address)!r}, or leave the line out"
            )
        return kind

    @field_validator("country")
    @classmethod
    def _check_country(cls, code: str | None) -> str | None:
        return None if code is None else country(code).iso3

    @property
    def local(self) -> bool:
        """Whether the address is a path."""
        return lies_here(self.kind, self.address)

    def below(self, folder: Path) -> SourceSettings:
        """Give it with a path counted from `folder`; any other address stays as it is."""
        if not self.local:
            return self
        return self.model_copy(update={"address": str(folder / self.address)})


class CollectingSettings(BaseModel):
    """The ``[collecting]`` table."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    contact: str = Field(
        default="",
        description="Mail or web address by which outlets can reach you; it goes into every "
        "request, in the User-Agent.",
    )
    allow: tuple[str, ...] = Field(
        default=(),
        description="Hosts and networks of your own that may be fetched although they are private, "
        "such as `news.intranet.example` or `10.1.0.0/16`.",
    )
    connections: int = Field(
        default=40, ge=1, le=200, description="Connections open at the same time, 1 to 200."
    )
    full_text: bool = Field(
        default=True, description="Fetch the article where a feed holds only its teaser."
    )
    fast: bool = Field(
        default=False,
        description="Take the text out of pages with resiliparse: faster, and less exact.",
    )
    callback: str = Field(
        default="",
        description="Public https address under which WebSub hubs reach you, so that they push "
        "what is new; empty: nothing is pushed.",
    )
    callback_port: int = Field(
        default=8643, ge=1, le=65_535, description="Port on which calls to `callback` arrive."
    )

    @field_validator("contact")
    @classmethod
    def _check_contact(cls, contact: str) -> str:
        plain = contact.isascii() and contact.isprintable()
        if not plain or (contact and not _on_the_web(contact) and not _MAIL.fullmatch(contact)):
            raise ValueError(
                f"{contact!r} is neither a mail nor a web address; write it like "
                "news@example.org or https://example.org/about"
            )
        return contact

    @field_validator("allow")
    @classmethod
    def _check_allowed(cls, allow: tuple[str, ...]) -> tuple[str, ...]:
        from detente.collecting.fetching.allowed import Allowed

        Allowed.parse(allow)
        return allow

    @field_validator("callback")
    @classmethod
    def _check_callback(cls, callback: str) -> str:
        if callback and not re.match(r"https://[^/\s]", callback):
            raise ValueError(
                f"{callback!r} is no https address; write it like https://news.example.org/push"
            )
        return callback


def _on_the_web(address: str) -> bool:
    return address.lower().startswith(("http://", "https://"))
