"""What all records share: checks on creation, content-hash ids, a JSON round trip."""

from __future__ import annotations

import base64
import binascii
import dataclasses
import hashlib
import json
import types
import typing
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, ClassVar, Self, TypeVar, Union, cast

from detente.errors import InvalidRecord
from detente.records.when import When

__all__ = ["Record", "Value", "check", "content_id", "field_hints"]


def check(condition: object, record: object, problem: str) -> None:
    """Raise `InvalidRecord` with the record's name and the problem unless the condition holds."""
    if not condition:
        raise InvalidRecord(f"{type(record).__name__}: {problem}")


def content_id(*parts: object) -> str:
    """Give the first 16 hex digits of the SHA-256 over the parts' canonical JSON."""
    canonical = json.dumps(
        [_encode(p) for p in parts], ensure_ascii=False, separators=(",", ":"), sort_keys=True
    )
    return hashlib.sha256(canonical.encode("utf8", "surrogatepass")).hexdigest()[:16]


class Value:
    """A frozen dataclass with a JSON round trip and checks on creation, but no id of its own."""

    __slots__ = ()

    def __post_init__(self) -> None:
        """Check types that JSON and callers most often get wrong, then the record's own rules."""
        for field in _fields(type(self)):
            _check_field(self, field.name)
        self._check()

    def _check(self) -> None:
        """Raise `InvalidRecord` where fields contradict each other. Each record says its own."""

    def to_dict(self) -> dict[str, Any]:
        """Give the fields as JSON-ready values, in their order of definition."""
        return {f.name: _encode(getattr(self, f.name)) for f in _fields(type(self))}

    def to_json(self) -> str:
        """Give one line of JSON."""
        return json.dumps(self.to_dict(), ensure_ascii=False)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Build the record from `to_dict`'s result.

        Raises `InvalidRecord` for an unknown, missing or ill-typed field.
        """
        hints = _hints(cls)
        known = {f.name for f in _fields(cls)}
        if unknown := sorted(set(data) - known - {"id", "record"}):
            raise InvalidRecord(f"{cls.__name__}: unknown field {unknown[0]!r}")
        try:
            return cls(**{k: _decode(hints[k], v) for k, v in data.items() if k in known})
        except InvalidRecord:
            raise
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            raise InvalidRecord(f"{cls.__name__}: {error}") from error

    @classmethod
    def from_json(cls, line: str) -> Self:
        """Build the record from `to_json`'s result. Raises `InvalidRecord`."""
        try:
            data = json.loads(line)
        except json.JSONDecodeError as error:
            raise InvalidRecord(f"{cls.__name__}: not JSON: {error}") from error
        if not isinstance(data, dict):
            raise InvalidRecord(f"{cls.__name__}: expected a JSON object")
        return cls.from_dict(data)


class Record(Value):
    """A `Value` with an id: a hash over the fields named in `IDENTITY` (all, where it is empty).

    The same content always has the same id, so running twice over the same input adds nothing.
    """

    __slots__ = ()
    IDENTITY: ClassVar[tuple[str, ...]] = ()

    @property
    def id(self) -> str:
        """The content hash, 16 hex digits."""
        cls = type(self)
        names = cls.IDENTITY or tuple(f.name for f in _fields(cls))
        return content_id(cls.__name__, *(getattr(self, name) for name in names))

    def to_dict(self) -> dict[str, Any]:
        """Give the id and the fields as JSON-ready values."""
        return {"id": self.id, **Value.to_dict(self)}


T = TypeVar("T")


def _per_class(function: Callable[[type[Any]], T]) -> Callable[[type[Any]], T]:
    # functools.cache by itself fails type checking: mypy takes some classes for unhashable.
    return cast("Callable[[type[Any]], T]", cache(function))


@_per_class
def field_hints(cls: type[Any]) -> dict[str, Any]:
    """Give the type hint of each field, in order of definition."""
    hints = _hints(cls)
    return {f.name: hints[f.name] for f in _fields(cls)}


@_per_class
def _fields(cls: type[Any]) -> tuple[dataclasses.Field[Any], ...]:
    return tuple(f for f in dataclasses.fields(cls) if not f.name.startswith("_"))


@_per_class
def _hints(cls: type[Any]) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _check_field(record: object, name: str) -> None:
    value = getattr(record, name)
    if isinstance(value, datetime):
        check(value.utcoffset() == timedelta(0), record, f"{name} must be an aware UTC time")
    elif isinstance(value, list | set | dict):
        check(False, record, f"{name} must be a tuple, not a {type(value).__name__}")


def _encode(value: object) -> Any:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Value):
        return Value.to_dict(value)
    if isinstance(value, When):
        return str(value)
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, tuple):
        return [_encode(v) for v in value]
    raise InvalidRecord(f"a {type(value).__name__} has no JSON form")


def _decode(hint: Any, value: Any) -> Any:
    origin = typing.get_origin(hint)
    if origin in (Union, types.UnionType):
        if value is None:
            return None
        return _decode(next(a for a in typing.get_args(hint) if a is not type(None)), value)
    if origin is tuple:
        return _decode_tuple(typing.get_args(hint), value)
    if origin is typing.Literal:
        return value
    return _decode_plain(hint, value)


def _decode_tuple(args: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise InvalidRecord(f"expected a list, got {value!r}")
    if len(args) == 2 and args[1] is Ellipsis:
        return tuple(_decode(args[0], v) for v in value)
    if len(args) != len(value):
        raise InvalidRecord(f"expected {len(args)} items, got {value!r}")
    return tuple(_decode(a, v) for a, v in zip(args, value, strict=True))


def _decode_plain(hint: Any, value: Any) -> Any:
    if hint is When:
        return When.parse(value)
    if hint is datetime:
        return datetime.fromisoformat(value)
    if hint is date:
        return date.fromisoformat(value)
    if hint is bytes:
        return _decode_bytes(value)
    if isinstance(hint, type) and issubclass(hint, Value):
        return hint.from_dict(value)
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if isinstance(hint, type) and not isinstance(value, hint):
        raise InvalidRecord(f"expected {hint.__name__}, got {value!r}")
    return value


def _decode_bytes(value: str) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except binascii.Error as error:
        raise InvalidRecord(f"not base64: {error}") from error
