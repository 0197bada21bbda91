"""Where the text of a report comes from: whose text it copies, and which wordings it had."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from detente.records import Document, Report
from detente.store import Ledger

__all__ = ["Provenance", "Wording", "provenance"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One wording of an item, as its source listed it."""

    title: str
    seen: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What is known of one document's text beside what it says."""

    document: str
    copy_of: str = ""
    """Outlet (or else address) of the text that came first, where this one copies it."""
    copy_of_url: str = ""
    wordings: tuple[Wording, ...] = ()
    """All of them, oldest first, where there is more than one."""


def provenance(
    ledger: Ledger, reports: Iterable[Report], *, until: date | None = None
) -> tuple[Provenance, ...]:
    """Give what is known of the documents of reports; those with nothing to tell are left out.

    Only wordings that were seen by the day `until` are told; None: all of them.
    """
    documents = dict.fromkeys(report.document for report in reports)
    found = (_of(ledger, document, until) for document in documents)
    return tuple(one for one in found if one.copy_of or one.wordings)


def _of(ledger: Ledger, document: str, until: date | None) -> Provenance:
    first = _origin(ledger, document)
    known = [i for i in ledger.revisions(document) if until is None or i.seen.date() <= until]
    wordings = tuple(Wording(title=item.title, seen=item.seen) for item in known)
    return Provenance(
        document=document,
        copy_of=(first.outlet or first.url) if first else "",
        copy_of_url=first.url if first else "",
        wordings=wordings if len(wordings) > 1 else (),
    )


def _origin(ledger: Ledger, document: str) -> Document | None:
    origin = ledger.origin(document)
    return ledger.document(origin) if origin != document else None
