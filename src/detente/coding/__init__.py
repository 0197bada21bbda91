"""Document to Report.

Coders lie in `detente.coding.coders`, one file each; `coder` finds one by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from detente.coding.coder import Coder
from detente.pieces import find_piece
from detente.records import Document, Report, Skip

__all__ = ["DEFAULT_CODER", "Coder", "code", "coder"]

DEFAULT_CODER = "rules.v1"


def coder(name: str = DEFAULT_CODER) -> Coder:
    """Give the coder called `name`. Raises `UnknownPiece`, which lists the others."""
    return _built(name)


@cache
def _built(name: str) -> Coder:
    made: Coder = find_piece("detente.coding.coders", name).build()
    return made


def code(
    documents: Iterable[Document],
    coder: str | Coder = DEFAULT_CODER,
    *,
    on_skip: Callable[[Skip], None] | None = None,
) -> Iterator[Report]:
    """Code documents one after the other; a language the coder does not read gives a `Skip`.

    Raises `UnknownPiece` if there is no coder of that name.
    """
    chosen = _coder(coder)
    for document in documents:
        if document.language in chosen.languages:
            yield from chosen.code(document)
        elif on_skip is not None:
            on_skip(
                Skip(
                    stage="code",
                    kind="skip",
                    subject=document.id,
                    reason=f"not coded yet: no coder for language {document.language}",
                    detail=document.url,
                    at=document.fetched_at,
                )
            )


def _coder(given: str | Coder) -> Coder:
    return coder(given) if isinstance(given, str) else given
