"""The first half of a run: pages become documents and reports in the ledger, batch by batch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from detente.coding import TOO_LONG, code
from detente.monitor.copying import Copying
from detente.monitor.tally import Tally
from detente.reading import read_page
from detente.records import Document, Page, Report, Skip, Waiting
from detente.store import Ledger, Run

__all__ = ["Intake"]


@dataclass(frozen=True, slots=True)
class _Batch:
    """What one batch of pages came to."""

    documents: dict[str, Document]
    """By the id of the page."""
    reports: list[Report]


class Intake:
    """Reads, codes and stores. What `coder` has coded before is not coded again."""

    def __init__(
        self, ledger: Ledger, run: Run, coder: str, tally: Tally, *, fast: bool = False
    ) -> None:
        """`fast` takes the faster and less exact way to find the text of a page."""
        self._run = run
        self._coder = coder
        self._tally = tally
        self._fast = fast
        self._nothing_found = f"no event found by {coder}"
        self._ledger = ledger
        self._copying = Copying(ledger)
        self._met: set[str] = set()

    def take(self, pages: list[Page]) -> None:
        """Bring one batch of pages into the ledger."""
        self._tally.step("collect", len(pages))
        batch = self._work(pages)
        self._tally.timed("store", lambda: self._store(batch))

    def take_waiting(self, waiting: list[Waiting]) -> list[Report]:
        """Bring one batch of what waits into the ledger, and give the reports that are new.

        In one transaction with leaving the line: a kill loses nothing and repeats nothing.
        """
        self._met.clear()  # a run of weeks must not remember everything
        self._tally.step("collect", len(waiting))
        batch = self._work([one.page for one in waiting])
        read = [(one.item, batch.documents[one.page.id].id)
                for one in waiting if one.page.id in batch.documents]  # fmt: skip

        def store() -> None:
            with self._run.together():
                self._store(batch)
                self._run.finish(waiting, read)

        self._tally.timed("store", store)
        self._tally.counts["reports"] += len(batch.reports)
        return batch.reports

    def close(self) -> None:
        """Store what was left out at the end."""
        self._run.add(self._tally.drain())

    def _work(self, pages: list[Page]) -> _Batch:
        tally = self._tally
        documents = tally.timed("read", lambda: self._read(pages))
        tally.step("read", len(documents))
        tally.counts["undated"] += sum(d.published is None for d in documents.values())
        fresh = tally.timed("store", lambda: self._fresh(documents.values()))
        reports = tally.timed("code", lambda: self._code(fresh))
        return _Batch(documents, reports)

    def _read(self, pages: list[Page]) -> dict[str, Document]:
        documents = {}
        for page in pages:
            result = read_page(page, fast=self._fast)
            if isinstance(result, Document):
                documents[page.id] = result
            else:
                self._tally.skip(result)
        return documents

    def _store(self, batch: _Batch) -> None:
        """Store a batch whole: a document that is in the ledger has all its reports there."""
        with self._run.together():
            new = self._copying.new(batch.documents.values())
            self._run.add([*batch.reports, *self._tally.drain()])
            self._tally.counts["new"] += self._run.add(batch.documents.values())
            self._run.add_copies(new)

    def _fresh(self, documents: Iterable[Document]) -> list[Document]:
        """Give those that are to be coded; what lies in two files is coded once."""
        given = {document.id: document for document in documents}
        skips = {self._empty_skip(document).id: document.id for document in given.values()}
        done = self._ledger.done(given, coder=self._coder, empty=skips)
        fresh = [d for d in given.values() if d.id not in done and d.id not in self._met]
        self._met |= given.keys()
        return fresh

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
