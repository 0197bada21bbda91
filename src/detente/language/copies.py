"""Which of many texts a text is a copy of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.language.fingerprints import NEAR_DUPLICATE

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Sketches"]

_FIRST_ROWS = 64
_DIGITS = 128
_BY_CHANCE = 1 / 16
"""Share of digits, of four bits, that two unlike sketches have in common."""


class Sketches:
    """Sketches of texts, see `detente.language.fingerprint`, compared all at once."""

    def __init__(self) -> None:
        import numpy as np

        self._places: dict[str, int] = {}
        self._keys: list[str] = []
        self._rows: NDArray[Any] = np.zeros((_FIRST_ROWS, _DIGITS), np.uint8)

    def __contains__(self, key: str) -> bool:
        return key in self._places

    def add(self, key: str, sketch: str) -> None:
        """Keep a text's sketch. An empty one resembles nothing; a key that is there stays."""
        import numpy as np

        if not sketch or key in self._places:
            return
        if len(self._keys) == len(self._rows):
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
        self._rows[len(self._keys)] = _digits(sketch)
        self._places[key] = len(self._keys)
        self._keys.append(key)

    def nearest(self, sketch: str) -> tuple[str, float] | None:
        """Give key and similarity (up to 1) of the near-duplicate most like it, None without one.

        Of several as like, the one that was added first.
        """
        if not sketch or not self._keys:
            return None
        agreeing = (self._rows[: len(self._keys)] == _digits(sketch)).mean(axis=1)
        place = int(agreeing.argmax())
        similarity = (float(agreeing[place]) - _BY_CHANCE) / (1 - _BY_CHANCE)
        if similarity < NEAR_DUPLICATE:
            return None
        return self._keys[place], similarity


def _digits(sketch: str) -> NDArray[Any]:
    import numpy as np

    return np.frombuffer(sketch.encode("ascii"), np.uint8)
