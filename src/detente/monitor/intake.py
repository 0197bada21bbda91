"""The first half of a run: pages become documents and reports in the ledger, batch by batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente.coding import TOO_LONG, code
from detente.monitor.tally import Tally
from detente.reading import read
from detente.records import Document, Page, Report, Skip
from detente.store import Ledger, Run

__all__ = ["Intake"]


class Intake:
    """Reads, codes and stores. What `coder` has coded in an earlier run is not coded again."""

    def __init__(self, ledger: Ledger, run: Run, coder: str, tally: Tally) -> None:
        self._run = run
        self._coder = coder
        self._tally = tally
        self._nothing_found = f"no event found by {coder}"
        self._ledger = ledger
        empty = ledger.skips(stage="code", reason=self._nothing_found)
        self._empty = {skip.subject for skip in empty}
        self._told = ledger.coded(coder)
        self._met: set[str] = set()

    def take(self, pages: list[Page]) -> None:
        """Bring one batch of pages into the ledger."""
        tally = self._tally
        tally.step("collect", len(pages))
        documents = tally.timed("read", lambda: list(read(pages, on_skip=tally.skip)))
        tally.step("read", len(documents))
        tally.counts["undated"] += sum(d.published is None for d in documents)
        fresh = tally.timed("store", lambda: list(self._fresh(documents)))
        reports = tally.timed("code", lambda: self._code(fresh))
        # Documents go last: one that is in the ledger has all its reports there, even after a kill.
        tally.timed("store", lambda: self._run.add([*reports, *tally.drain()]))
        tally.counts["new"] += tally.timed("store", lambda: self._run.add(documents))

    def close(self) -> None:
        """Store what was left out at the end."""
        self._run.add(self._tally.drain())

    def _fresh(self, documents: Iterable[Document]) -> Iterator[Document]:
        """Give those that are to be coded; what lies in two files is coded once."""
        for document in documents:
            if document.id not in self._met and not self._coded(document):
                yield document
            self._met.add(document.id)

    def _coded(self, document: Document) -> bool:
        """Tell whether an earlier run coded it to the end, see the order in `take`."""
        if document.id in self._told or document.id in self._empty:
            return self._ledger.document(document.id) is not None
        return False

    def _code(self, documents: list[Document]) -> list[Report]:
        reports = [report for document in documents for report in self._code_one(document)]
        self._tally.step("code", len(documents))
        return reports

    def _code_one(self, document: Document) -> list[Report]:
        left_out: list[Skip] = []
        reports = list(code([document], self._coder, on_skip=left_out.append))
        failed = any(skip.reason != TOO_LONG for skip in left_out)
        if not reports and not failed:
            left_out.append(self._empty_skip(document))
        for skip in left_out:
            self._tally.skip(skip)
        self._tally.counts["coded"] += not failed
        return reports

    def _empty_skip(self, document: Document) -> Skip:
        return Skip(
            stage="code",
            kind="skip",
            subject=document.id,
            reason=self._nothing_found,
            detail=document.title or document.url,
            at=document.fetched_at,
        )
