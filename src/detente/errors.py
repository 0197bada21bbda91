"""Every error that Detente raises, as one tree.

::

    DetenteError
    ├── InvalidRecord        a record's fields contradict its definition
    ├── InvalidInput         a file, line or page that cannot be used as given
    ├── InvalidConfig        the TOML file has a wrong or unknown setting
    ├── UnknownPiece         no coder, index, model, format or channel of that name
    ├── DataFileError        a file shipped with the package is missing or corrupt
    ├── FetchError           an address gave no usable answer
    │   └── Refused          an address that must not be fetched, such as a private one
    └── LedgerError          the ledger cannot be used
        ├── LedgerTooNew     it was written by a newer version of Detente
        └── LedgerNotFound   there is no ledger at that path

Every message names what is wrong, where, and what to do about it.
"""

from __future__ import annotations

__all__ = [
    "DataFileError",
    "DetenteError",
    "FetchError",
    "InvalidConfig",
    "InvalidInput",
    "InvalidRecord",
    "LedgerError",
    "LedgerNotFound",
    "LedgerTooNew",
    "Refused",
    "UnknownPiece",
]


class DetenteError(Exception):
    """Anything that Detente raises on purpose."""


class InvalidRecord(DetenteError, ValueError):
    """A record's fields contradict its definition."""


class InvalidInput(DetenteError, ValueError):
    """A file, line or page cannot be used as given."""


class InvalidConfig(DetenteError, ValueError):
    """The configuration has a wrong or unknown setting."""


class UnknownPiece(DetenteError, LookupError):
    """No coder, index, model, format or channel is registered under that name."""


class DataFileError(DetenteError):
    """A file shipped with the package is missing or corrupt."""


class FetchError(DetenteError):
    """An address gave no usable answer.

    `reason` is a few words that failures of the same kind share, `detail` tells the rest, `status`
    is that of the answer, if there was one, and `retry_after` the seconds that it asks to wait.
    """

    def __init__(
        self,
        reason: str,
        detail: str = "",
        *,
        status: int | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail
        self.status = status
        self.retry_after = retry_after


class Refused(FetchError):
    """An address must not be fetched, such as one of a private network."""


class LedgerError(DetenteError):
    """The ledger cannot be used."""


class LedgerTooNew(LedgerError):
    """The ledger was written by a newer version of Detente."""


class LedgerNotFound(LedgerError):
    """There is no ledger at that path."""
