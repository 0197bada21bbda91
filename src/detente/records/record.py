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
        times, tuples = _checked(type(self))
        for name in times:
            value = getattr(self, name)
            aware = value is None or value.utcoffset() == _NO_OFFSET
            check(aware, self, f"{name} must be an aware UTC time")
        for name in tuples:
            value = getattr(self, name)
            check(isinstance(value, tuple), self, f"{name} must be a tuple, not {value!r}")
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
        decoders = _decoders(cls)
        if unknown := sorted(data.keys() - decoders.keys() - {"id"}):
            raise InvalidRecord(f"{cls.__name__}: unknown field {unknown[0]!r}")
        try:
            return cls(**{k: decoders[k](v) for k, v in data.items() if k in decoders})
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
Decoder = Callable[[Any], Any]
_NO_OFFSET = timedelta(0)


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


@_per_class
def _checked(cls: type[Any]) -> tuple[list[str], list[str]]:
    """Name the fields that hold times, and those that hold tuples."""
    bare = {name: _bare(hint) for name, hint in field_hints(cls).items()}
    times = [name for name, hint in bare.items() if hint is datetime]
    return times, [name for name, hint in bare.items() if typing.get_origin(hint) is tuple]


def _bare(hint: Any) -> Any:
    """Give ``X`` for ``X | None``."""
    if typing.get_origin(hint) not in (Union, types.UnionType):
        return hint
    return next(a for a in typing.get_args(hint) if a is not type(None))


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


@_per_class
def _decoders(cls: type[Any]) -> dict[str, Decoder]:
    return {name: _decoder(hint) for name, hint in field_hints(cls).items()}


def _decoder(hint: Any) -> Decoder:
    """Give what turns a JSON value into one of the type, and raises for any other."""
    bare = _bare(hint)
    if bare is not hint:
        inner = _decoder(bare)
        return lambda value: None if value is None else inner(value)
    origin = typing.get_origin(hint)
    if origin is tuple:
        return _tuple_decoder(typing.get_args(hint))
    if origin is typing.Literal:
        return lambda value: value
    return _plain_decoder(hint)


def _tuple_decoder(args: tuple[Any, ...]) -> Decoder:
    if len(args) == 2 and args[1] is Ellipsis:
        one = _decoder(args[0])
        return lambda value: tuple(map(one, _listed(value)))
    each = [_decoder(a) for a in args]

    def decode(value: Any) -> tuple[Any, ...]:
        return tuple(d(v) for d, v in zip(each, _listed(value), strict=True))

    return decode


def _listed(value: Any) -> Any:
    if not isinstance(value, list | tuple):
        raise InvalidRecord(f"expected a list, got {value!r}")
    return value


def _plain_decoder(kind: Any) -> Decoder:
    special: dict[Any, Decoder] = {
        When: When.parse,
        datetime: datetime.fromisoformat,
        date: date.fromisoformat,
        bytes: _decode_bytes,
        float: _decode_float,
    }
    if kind in special:
        return special[kind]
    if issubclass(kind, Value):
        return lambda value: kind.from_dict(value)

    def decode(value: Any) -> Any:
        if not isinstance(value, kind):
            raise InvalidRecord(f"expected {kind.__name__}, got {value!r}")
        return value

    return decode


def _decode_float(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InvalidRecord(f"expected float, got {value!r}")
    return float(value)


def _decode_bytes(value: str) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except binascii.Error as error:
        raise InvalidRecord(f"not base64: {error}") from error
