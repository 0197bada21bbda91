"""The TOML file: few settings, with defaults that suit most."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

from detente.errors import InvalidConfig
from detente.knowledge.countries import country
from detente.pieces import DEFAULT_CODER
from detente.records import Dyad, Source

__all__ = ["CONFIG_NAME", "Config", "SourceSettings", "settings_table"]

CONFIG_NAME = "detente.toml"


LOCAL = frozenset({"files", "telegram"})
"""Kinds of sources whose address is a path."""


class SourceSettings(BaseModel):
    """One ``[[sources]]`` table."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    address: str = Field(
        description="File or folder with saved pages, texts, JSON lines or an export."
    )
    kind: str = Field(
        default="files",
        description="How to read it: `files`, or `telegram` for an export of Telegram Desktop.",
    )
    name: str = Field(default="", description="Name of the outlet, for texts without an address.")
    language: str | None = Field(default=None, description="ISO 639-1 code, if all is in one.")
    note: str = Field(default="", description="What readers must be told about these texts.")


class Config(BaseSettings):
    """All settings. Environment variables such as ``DETENTE_LEDGER`` win over the file."""

    model_config = SettingsConfigDict(extra="forbid", frozen=True, env_prefix="DETENTE_")

    title: str = Field(default="Detente", description="Heading of the pages.")
    watch: tuple[str, ...] = Field(
        default=(),
        description="Pairs of states to show first, such as `RUS-AZE`; none: the busiest ten.",
    )
    ledger: Path = Field(
        default=Path("detente.db"), description="SQLite file that keeps everything."
    )
    coder: str = Field(default=DEFAULT_CODER, description="Coder that finds events in texts.")
    sources: tuple[SourceSettings, ...] = Field(
        default=(), description="Where news comes from, one `[[sources]]` table each."
    )

    @field_validator("watch")
    @classmethod
    def _check_pairs(cls, pairs: tuple[str, ...]) -> tuple[str, ...]:
        dyads = [Dyad.parse(pair) for pair in pairs]
        for dyad in dyads:
            country(dyad.a), country(dyad.b)
        return tuple(map(str, dyads))

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment win over the file."""
        return env_settings, init_settings

    @classmethod
    def load(cls, path: Path) -> Config:
        """Read the file; relative paths in it count from its own folder.

        Raises `InvalidConfig`, which names file, line, key, and the nearest key for a misspelt one.
        """
        text = _read(path)
        try:
            data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise InvalidConfig(
                f"{path}: not TOML: {error}; mend that line, or let `detente init` write a new file"
            ) from error
        except RecursionError as error:
            raise InvalidConfig(
                f"{path}: not TOML: nested too deep; `detente init RUS AZE` writes a new one"
            ) from error
        return cls._build(data, path, text).below(path.parent)

    @classmethod
    def default(cls) -> Config:
        """Give the settings where there is no file. Raises `InvalidConfig` (environment)."""
        return cls._build({}, Path("environment"), "")

    @classmethod
    def _build(cls, data: dict[str, Any], path: Path, text: str) -> Config:
        try:
            return cls(**data)
        except ValidationError as error:
            raise InvalidConfig(_explain(error, path, text)) from error
        except SettingsError as error:
            raise InvalidConfig(
                f"environment: {error}; lists are written as JSON, DETENTE_WATCH='[\"RUS-AZE\"]'"
            ) from error

    def below(self, folder: Path) -> Config:
        """Give the settings with relative paths counted from `folder`."""
        sources = tuple(
            s.model_copy(update={"address": str(folder / s.address)}) if s.kind in LOCAL else s
            for s in self.sources
        )
        return self.model_copy(update={"ledger": folder / self.ledger, "sources": sources})

    @property
    def dyads(self) -> tuple[Dyad, ...]:
        """The watched pairs."""
        return tuple(Dyad.parse(pair) for pair in self.watch)

    def records(self) -> tuple[Source, ...]:
        """Give the sources as records."""
        return tuple(Source(**s.model_dump()) for s in self.sources)


def settings_table() -> Iterator[tuple[str, str, str]]:
    """Give key, default and meaning of every setting, for the reference page."""
    for prefix, model in (("", Config), ("sources.", SourceSettings)):
        for name, field in model.model_fields.items():
            default = "required" if field.is_required() else str(field.default)
            yield prefix + name, default, field.description or ""


def _read(path: Path) -> str:
    try:
        body = path.read_bytes()
    except OSError as error:
        raise InvalidConfig(
            f"{path}: cannot be read ({error}); `detente init RUS AZE` writes a new one"
        ) from error
    try:
        return body.decode("utf-8-sig").replace("\r\n", "\n")  # Windows' editors add a mark
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        raise InvalidConfig(
            f"{path}, line {line}: not UTF-8; save the file as UTF-8 in your editor"
        ) from error


def _explain(error: ValidationError, path: Path, text: str) -> str:
    # A misspelt key is also a missing one: the misspelling is the better news.
    first = min(error.errors(), key=lambda e: e["type"] != "extra_forbidden")
    key = str(first["loc"][-1] if first["loc"] else "")
    if first["type"] != "extra_forbidden":
        named = next((str(p) for p in reversed(first["loc"]) if isinstance(p, str)), key)
        problem = first["msg"].removeprefix("Value error, ")
        return f"{path}{_line(text, named)}: {named}: {problem}"
    inside = len(first["loc"]) > 1
    known = [*(SourceSettings if inside else Config).model_fields]
    near = difflib.get_close_matches(key, known, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(known)}"
    return f"{path}{_line(text, key)}: unknown setting {key!r}; {hint}"


def _line(text: str, key: str) -> str:
    """Give ``, line 4`` for the first line that sets the key, or nothing."""
    pattern = re.compile(rf"\s*(\[\[?\s*)?[\"']?{re.escape(key)}[\"']?\s*[=\].]")
    for number, line in enumerate(text.splitlines(), start=1):
        if pattern.match(line):
            return f", line {number}"
    return ""
