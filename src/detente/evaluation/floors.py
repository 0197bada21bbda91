"""``floors.toml``: what no change may fall below.

A floor is the lower end of a figure's interval when it was raised last. It goes up on demand, and
down only by name, with a reason that stays in the file. The shares of types in plain news may not
move by more than a quarter of themselves without a reason. Every entry names the SHA-256 of its
data: on other data the check stops rather than compare what cannot be compared.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from detente.errors import DataFileError, InvalidInput
from detente.evaluation import shares
from detente.evaluation.figures import Figure
from detente.evaluation.gold import digest, read_rows
from detente.evaluation.suites import SUITES, Bench, Suite

__all__ = ["Floors", "Lowered", "Measured", "check", "lower", "measure", "packaged", "raised"]

_NEWS = 20_000
_PLAIN = (
    ("stories", "stories/news_cluster.jsonl"),
    ("news", "news/current_events_2002_2023.jsonl.gz"),
)
_HEAD = """\
# What no change may fall below; written by `detente evaluate floors`, see docs/how-to/evaluate.md.
# A floor is the lower end of the 95 % interval of its figure when it was last raised.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lowered:
    """A floor that was taken down, or shares that were taken as they are, and why."""

    what: str
    before: float
    after: float
    day: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Floors:
    """The whole file."""

    data: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of the data of each suite, and of each set of plain news."""
    floors: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """Suite, name of the figure, floor."""
    shares: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """Set of plain news, type, share."""
    lowered: tuple[Lowered, ...] = ()

    def text(self) -> str:
        """Write the file."""
        return _HEAD + "\n".join(_toml(self)) + "\n"

    @classmethod
    def parse(cls, text: str, name: str) -> Floors:
        """Read the file. Raises `DataFileError`."""
        try:
            found = tomllib.loads(text)
            lowered = tuple(Lowered(**entry) for entry in found.get("lowered", ()))
            return cls(
                data=found["data"],
                floors=found["floors"],
                shares=found["shares"],
                lowered=lowered,
            )
        except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
            raise DataFileError(f"{name}: {error}; take it anew from the repository") from None


REFERENCE = "rules.v1"
"""The coder whose floors are `floors.toml`; every other has a file of its own."""


def packaged(coder: str = REFERENCE) -> Path:
    """Give the path of a coder's file in the package; it may not exist yet."""
    name = "floors.toml" if coder == REFERENCE else f"floors.{coder}.toml"
    return Path(str(files("detente.evaluation") / name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """All figures and shares of one run over the data."""

    data: Mapping[str, str]
    figures: Mapping[str, Sequence[Figure]]
    shares: Mapping[str, Mapping[str, float]]


def measure(bench: Bench, suites: Iterable[Suite] = SUITES) -> Measured:
    """Measure all suites and all shares."""
    data, figures, found = {}, {}, {}
    chosen = list(suites)
    for number, suite in enumerate(chosen, start=1):
        data[suite.name] = digest(*_existing(bench.data, suite.files))
        figures[suite.name] = suite.measure(bench)
        bench.progress("suites", number, len(chosen))
    for name, file in _PLAIN:
        (path,) = _existing(bench.data, (file,))
        rows = shares.every(read_rows(path), _NEWS)
        data[f"shares.{name}"] = digest(path)
        found[name] = shares.shares(rows, bench.coder, bench.progress)
    return Measured(data=data, figures=figures, shares=found)


def _existing(folder: Path, names: Iterable[str]) -> tuple[Path, ...]:
    paths = tuple(folder / name for name in names)
    for path in paths:
        if not path.exists():
            raise InvalidInput(f"{path} is missing; name the evaluation data with --data")
    return paths


def check(kept: Floors, now: Measured) -> Iterator[str]:
    """Say, a line each, what stands below its floor, moved too far, or cannot be compared."""
    for name, found in now.data.items():
        if kept.data.get(name) != found:
            yield f"{name}: the data are not those that the floors were measured on"
    for suite, floors in kept.floors.items():
        figures = {" ".join(f.name): f for f in now.figures.get(suite, ())}
        for name, floor in floors.items():
            if name not in figures:
                yield f"{suite} {name}: not measured any more"
            elif figures[name].value < floor:
                yield f"{suite} {name}: {figures[name].value:.3f} lies below its floor {floor:.3f}"
    for name, found_shares in now.shares.items():
        moved = shares.changed(kept.shares.get(name, {}), found_shares)
        for kind, (before, after) in moved.items():
            yield f"share of {kind} in {name}: {before:.4f} before, {after:.4f} now"


def raised(kept: Floors, now: Measured) -> Floors:
    """Raise every floor to the lower end of its interval where that is higher.

    Figures without a floor, and shares that are not kept yet, get theirs. Floors measured on other
    data are replaced.
    """
    floors: dict[str, dict[str, float]] = {}
    for suite, figures in now.figures.items():
        same = kept.data.get(suite) == now.data[suite]
        old = dict(kept.floors.get(suite, {})) if same else {}
        for one in figures:
            name = " ".join(one.name)
            if one.low is not None:
                old[name] = max(old.get(name, 0.0), _down(one.low))
        floors[suite] = old
    held = {
        name: kept.shares[name]
        if name in kept.shares and kept.data.get(f"shares.{name}") == now.data[f"shares.{name}"]
        else found
        for name, found in now.shares.items()
    }
    return replace(kept, data=dict(now.data), floors=floors, shares=held)


def lower(kept: Floors, now: Measured, what: str, *, day: str, reason: str) -> Floors:
    """Take down the floor ``SUITE FIGURE`` to today's interval, or take ``shares SET`` as it is.

    Raises `InvalidInput` for a name that is not there and for an empty reason.
    """
    if not reason.strip():
        raise InvalidInput("a floor goes down only with a reason: --reason TEXT")
    group, _, name = what.partition(" ")
    if group == "shares" and name in now.shares:
        moved = shares.changed(kept.shares.get(name, {}), now.shares[name])
        notes = tuple(
            Lowered(what=f"share of {kind} in {name}", before=b, after=a, day=day, reason=reason)
            for kind, (b, a) in moved.items()
        )
        return replace(
            kept,
            shares={**kept.shares, name: now.shares[name]},
            lowered=(*kept.lowered, *notes),
        )
    found = next((f for f in now.figures.get(group, ()) if " ".join(f.name) == name), None)
    floors = kept.floors.get(group, {})
    if found is None or found.low is None or name not in floors:
        known = ", ".join(f"{group} {n}" for n in floors) or ", ".join(kept.floors)
        raise InvalidInput(f"no floor {what!r}; there are: {known}, and: shares stories|news")
    after = _down(found.low)
    note = Lowered(what=what, before=floors[name], after=after, day=day, reason=reason)
    return replace(
        kept,
        floors={**kept.floors, group: {**floors, name: after}},
        lowered=(*kept.lowered, note),
    )


def _down(value: float) -> float:
    """Round down to three places, so that a figure never lies below its own floor."""
    return int(value * 1000) / 1000


def _toml(floors: Floors) -> Iterator[str]:
    yield from ("", "[data]")
    yield from (f"{_key(name)} = {_value(value)}" for name, value in floors.data.items())
    for group in ("floors", "shares"):
        for name, table in getattr(floors, group).items():
            yield from ("", f"[{group}.{_key(name)}]")
            yield from (f"{_key(key)} = {_value(value)}" for key, value in table.items())
    for note in floors.lowered:
        yield from ("", "[[lowered]]")
        for key in ("what", "before", "after", "day", "reason"):
            yield f"{key} = {_value(getattr(note, key))}"


def _key(name: str) -> str:
    return name if name.replace("_", "").isalnum() and name.isascii() else _value(name)


def _value(value: Any) -> str:
    # JSON's strings and numbers are TOML's.
    return json.dumps(value, ensure_ascii=False)
