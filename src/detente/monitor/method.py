"""The versions and counts behind the figures."""

from __future__ import annotations

from detente.coding import coder
from detente.knowledge import ladder
from detente.merging import MERGER
from detente.monitor.measured import measured
from detente.monitor.views import MethodView, Today
from detente.pieces import DEFAULT_CODER
from detente.store import Ledger

__all__ = ["method"]


def method(
    ledger: Ledger,
    today: Today,
    *,
    coder_name: str = DEFAULT_CODER,
    index: str = "net.v1",
    model: str = "baserate.v1",
) -> MethodView:
    """Give what made the figures of this ledger."""
    used = coder(coder_name)
    return MethodView(
        versions={
            "coder": used.name,
            "merger": MERGER,
            "index": index,
            "ladder": ladder.VERSION,
            "outlook": model,
        },
        languages=tuple(sorted(used.languages)),
        rungs=tuple((r.number, r.name, r.types) for r in ladder.RUNGS),
        counts=today.counts,
        skips=today.skips,
        runs=len(ledger.runs()),
        measured=measured(),
    )
