"""The TOML file: few settings, with defaults that suit most."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field, ValidationError, field_validator
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

from detente.errors import InvalidConfig
from detente.knowledge.countries import country
from detente.monitor.config_errors import explain
from detente.monitor.settings import CollectingSettings, SourceSettings
from detente.pieces import DEFAULT_CODER
from detente.records import Dyad, Source

__all__ = ["CONFIG_NAME", "CollectingSettings", "Config", "SourceSettings", "settings_table"]

CONFIG_NAME = "detente.toml"


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
    collecting: CollectingSettings = Field(
        default=CollectingSettings(), description="How it is fetched: the `[collecting]` table."
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
        return cls.parse(_read(path), path)

    @classmethod
    def parse(cls, text: str, path: Path) -> Config:
        """Read the text of a file that lies, or is to lie, at `path`. Raises as `load` does."""
        try:
            data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise InvalidConfig(
                f"{path}: not TOML: {error}; mend that line, or let "
                "`detente init --force` write a new file"
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
            raise InvalidConfig(explain(error, path, text, _TABLES)) from error
        except SettingsError as error:
            raise InvalidConfig(
                f"environment: {error}; lists are written as JSON, DETENTE_WATCH='[\"RUS-AZE\"]'"
            ) from error

    def below(self, folder: Path) -> Config:
        """Give the settings with relative paths counted from `folder`."""
        sources = tuple(source.below(folder) for source in self.sources)
        return self.model_copy(update={"ledger": folder / self.ledger, "sources": sources})

    @property
    def dyads(self) -> tuple[Dyad, ...]:
        """The watched pairs."""
        return tuple(Dyad.parse(pair) for pair in self.watch)

    def records(self) -> tuple[Source, ...]:
        """Give the sources as records."""
        return tuple(Source(**s.model_dump()) for s in self.sources)


_TABLES: dict[str, type[BaseModel]] = {
    "": Config, "sources": SourceSettings, "collecting": CollectingSettings,
}  # fmt: skip


def settings_table() -> Iterator[tuple[str, str, str]]:
    """Give key, default and meaning of every setting, for the reference page."""
    for table, model in _TABLES.items():
        for name, field in model.model_fields.items():
            key = f"{table}.{name}" if table else name
            yield key, _default(field), field.description or ""


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "required"
    return "{}" if isinstance(field.default, BaseModel) else str(field.default)


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
