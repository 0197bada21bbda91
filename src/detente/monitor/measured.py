"""The measured figures that the package ships, in ``measured.toml`` beside this file."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from detente.errors import DataFileError
from detente.knowledge.tables import parse_toml, read_text
from detente.monitor.views import Measured

__all__ = ["measured", "parse_measured"]

_TABLE = "measured.toml"
_KEYS = "what, value, data, date, command and, if there is one, peer"


@cache
def measured() -> tuple[Measured, ...]:
    """Read the measured figures that the package ships. Raises `DataFileError`."""
    return parse_measured(read_text(files("detente.monitor") / _TABLE, _TABLE))


def parse_measured(text: str) -> tuple[Measured, ...]:
    """Read figures in TOML, one ``[[figure]]`` each. Raises `DataFileError` naming the figure."""
    figures = parse_toml(text, _TABLE).get("figure", [])
    return tuple(_figure(number, row) for number, row in enumerate(figures, start=1))


def _figure(number: int, row: dict[str, object]) -> Measured:
    try:
        # A bare TOML date and a number read as well as text does.
        return Measured(**{name: str(value) for name, value in row.items()})
    except TypeError as error:
        raise DataFileError(f"{_TABLE}, figure {number}: {error}; it takes {_KEYS}") from error
