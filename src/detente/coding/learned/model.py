"""The shipped network, run by ONNX Runtime on one core, one sentence at a time.

One sentence at a time, since the integer arithmetic of the encoder is scaled to what it reads:
laid side by side, sentences would change one another's figures.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from detente.errors import DataFileError
from detente.records import EVENT_TYPES

__all__ = ["LONGEST", "NOBODY", "Asked", "Model", "Pair", "Said", "load"]

NOBODY = -1
"""Index of an end that is unknown or no state."""
LONGEST = 512
"""Tokens of a sentence that are read; what comes after them is not."""
_PARTS = ("encoder.onnx", "heads.onnx", "tokenizer.json")
_KEPT = 0.5
"""A word belongs to the trigger if it has this share of the weight of the likeliest."""

Span: TypeAlias = tuple[int, int]
Floats: TypeAlias = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Pair:
    """An ordered pair of entities by index, or `NOBODY`, and what the rules say of it."""

    actor: int
    recipient: int
    hint: Sequence[float]


@dataclass(frozen=True, slots=True)
class Asked:
    """A sentence, the spans of each of its entities, and the pairs that are asked about."""

    text: str
    entities: Sequence[Sequence[Span]]
    pairs: Sequence[Pair]


@dataclass(frozen=True, slots=True)
class Said:
    """What the network says of the P pairs of a sentence of T tokens."""

    chances: Floats
    """Of each type in each pair, [P, 16]; not calibrated."""
    statuses: Floats
    """Of each status, where the type occurs, [P, 16, 6]."""
    places: Floats
    """Of each token, how likely it tells the type, [P, 16, T]."""
    names: tuple[Span, ...]
    """Spans that name an actor or recipient."""
    political: float
    """How likely the sentence tells of politics."""
    offsets: tuple[Span, ...]
    """Of the tokens, in characters."""

    def trigger(self, pair: int, kind: int) -> Span:
        """Give the span of the words that tell the type."""
        weights = self.places[pair, kind]
        best = int(weights.argmax())
        first = last = best
        while first > 1 and weights[first - 1] >= _KEPT * weights[best]:
            first -= 1
        while last + 2 < len(weights) and weights[last + 1] >= _KEPT * weights[best]:
            last += 1
        return self.offsets[first][0], self.offsets[last][1]


class Model:
    """The encoder and the heads, with the settings that belong to them."""

    def __init__(self, folder: Traversable) -> None:
        self.settings: Mapping[str, Any] = _settings(folder)
        parts = [_part(folder, name, self.settings["sha256"]) for name in _PARTS]
        try:
            self._encoder, self._heads = (_session(part) for part in parts[:2])
            self._tokenizer = Tokenizer.from_buffer(parts[2])
        except Exception as error:  # the libraries raise many kinds
            raise DataFileError(f"{folder}: {error}; {_REMEDY}") from error
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(LONGEST)

    def cuts(self, text: str) -> bool:
        """Tell whether a text is longer than what is read of it."""
        return bool(self._tokenizer.encode(text).overflowing)

    def read(self, asked: Asked) -> Said:
        """Read a sentence."""
        coded = self._tokenizer.encode(asked.text)
        offsets = np.array(coded.offsets, dtype=np.int64)
        weights = np.stack(
            [np.zeros(len(offsets), np.float32), *(_over(offsets, e) for e in asked.entities)]
        )
        (states,) = self._encoder.run(
            None,
            {
                "ids": np.array([coded.ids], dtype=np.int64),
                "marks": (weights.max(0, keepdims=True) > 0).astype(np.int64),
            },
        )
        pairs = asked.pairs
        actors, recipients = (
            weights[[end + 1 for end in ends]]
            for ends in ([p.actor for p in pairs], [p.recipient for p in pairs])
        )
        both = (actors.max(1) > 0) & (recipients.max(1) > 0) & (actors != recipients).any(1)
        close = np.flatnonzero(both) if both.any() else np.zeros(1, np.int64)
        types, statuses, places, tags, political = self._heads.run(
            None,
            {
                "states": states,
                "actors": actors,
                "recipients": recipients,
                "hints": np.array([pair.hint for pair in pairs], dtype=np.float32),
                "close": close,
                "closeness": both[close].astype(np.float32),
            },
        )
        # An end that lies behind what is read has no words: nothing is known of its pairs.
        lost = {n for n in range(len(asked.entities)) if not weights[n + 1].any()}
        gone = [p for p, pair in enumerate(pairs) if lost & {pair.actor, pair.recipient}]
        types[gone] = 0.0
        spans = tuple((int(a), int(b)) for a, b in offsets)
        return Said(types, statuses, places, _names(tags[0], spans), float(political[0]), spans)


def _over(offsets: npt.NDArray[np.int64], spans: Sequence[Span]) -> Floats:
    """Weight the tokens that lie in one of some spans."""
    inside = np.zeros(len(offsets), dtype=bool)
    for start, end in spans:
        inside |= (offsets[:, 0] < end) & (start < offsets[:, 1])
    return (inside & (offsets[:, 0] < offsets[:, 1])).astype(np.float32)


def _names(tags: Floats, offsets: Sequence[Span]) -> tuple[Span, ...]:
    """Read the spans off the tags: 1 begins one, 2 goes on."""
    found: list[Span] = []
    going = False
    for tag, (start, end) in zip(tags.argmax(-1), offsets, strict=True):
        if start == end or tag == 0:
            going = False
        elif tag == 1 or not going:
            found.append((start, end))
            going = True
        else:
            found[-1] = (found[-1][0], end)
    return tuple(found)


_REMEDY = "install detente anew: pip install --force-reinstall detente"


def _settings(folder: Traversable) -> Mapping[str, Any]:
    path = folder / "settings.json"
    try:
        made: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        types = tuple(made["types"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataFileError(f"{path}: {error}; {_REMEDY}") from error
    if types != EVENT_TYPES:
        raise DataFileError(f"{path}: made for other types; {_REMEDY}")
    return made


def _part(folder: Traversable, name: str, hashes: Mapping[str, str]) -> bytes:
    """Read a file of the model and hold it against its hash."""
    path = folder / name
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DataFileError(f"{path}: missing or not readable; {_REMEDY}") from error
    if hashlib.sha256(content).hexdigest() != hashes.get(name):
        raise DataFileError(f"{path}: corrupt, its hash is not that of settings.json; {_REMEDY}")
    return content


def _session(content: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    # One thread: the same figures on every machine, and documents can be coded side by side.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])


def load(name: str) -> Model:
    """Load a shipped model by name. Raises `DataFileError` where a file is missing or corrupt."""
    return Model(files("detente.coding") / "models" / name)
