"""Document to Report.

Coders lie in `detente.coding.coders`, one file each; `coder` finds one by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Literal, get_args

from detente.coding.coder import Coder, Graded, Point, Selective
from detente.errors import DataFileError, UnknownPiece
from detente.pieces import DEFAULT_CODER, find_piece
from detente.records import Document, Report, Skip

__all__ = ["DEFAULT_CODER", "TOO_LONG", "Coder", "Graded", "code", "coder"]

TOO_LONG = "sentence too long"
"""Reason of the skip for a document some of whose sentences were not read; the others were."""


def coder(name: str = DEFAULT_CODER) -> Coder:
    """Give the coder called `name`. Raises `UnknownPiece`, which lists the others.

    A name may end in a point of the coder's curve: ``minilm.v1+recall``.
    """
    return _built(name)


@cache
def _built(name: str) -> Coder:
    base, _, point = name.partition("+")
    made: Coder = find_piece("detente.coding.coders", base).build()
    if not point:
        return made
    if point not in get_args(Point):
        raise UnknownPiece(f"{name}: no point {point!r}; there are: {', '.join(get_args(Point))}")
    if not isinstance(made, Graded):
        raise UnknownPiece(f"{name}: {base} knows no points of precision and recall")
    return made.at(point)  # type: ignore[arg-type]


def code(
    documents: Iterable[Document],
    coder: str | Coder = DEFAULT_CODER,
    *,
    on_skip: Callable[[Skip], None] | None = None,
) -> Iterator[Report]:
    """Code documents one after the other.

    A language the coder does not read gives a `Skip`, and so does a document that the coder fails
    on, or some of whose sentences are too long for it. Raises `UnknownPiece` if there is no coder
    of that name, and `DataFileError` where a table of the coder is missing or corrupt.
    """
    chosen = _coder(coder)
    for document in documents:
        reports: tuple[Report, ...] = ()
        skip = None
        if document.language not in chosen.languages:
            skip = _skip(
                document, "skip", f"not coded yet: no coder for language {document.language}"
            )
        else:
            try:
                reports = chosen.code(document)
                if isinstance(chosen, Selective) and (number := chosen.too_long(document)):
                    skip = _skip(document, "skip", TOO_LONG, f"{number} in {document.url}")
            except DataFileError:  # no fault of the document: every other would fail as well
                raise
            except Exception as error:  # a coder is a piece of anyone's: it may fail in any way
                skip = _skip(document, "error", f"{chosen.name} failed: {_told(error)}")
        if skip is not None and on_skip is not None:
            on_skip(skip)
        yield from reports


def _skip(
    document: Document, kind: Literal["skip", "error"], reason: str, detail: str = ""
) -> Skip:
    return Skip(
        stage="code",
        kind=kind,
        subject=document.id,
        reason=reason,
        detail=detail or document.url,
        at=document.fetched_at,
    )


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:200]


def _coder(given: str | Coder) -> Coder:
    return coder(given) if isinstance(given, str) else given
