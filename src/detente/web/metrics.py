"""Health and counts in the text format of Prometheus, made anew for each request."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from importlib.metadata import version
from typing import TYPE_CHECKING

from detente.monitor.health import Health, SourceHealth

if TYPE_CHECKING:
    from prometheus_client.core import Metric

__all__ = ["exposition"]

_LABELS = ("source", "name")

_Figure = Callable[[SourceHealth], float | None]

_SOURCE_GAUGES: Mapping[str, tuple[str, _Figure]] = {
    "detente_source_up": (
        "1 if the last poll of the source was answered, else 0.",
        lambda one: float(one.answering),
    ),
    "detente_source_last_success_timestamp_seconds": (
        "When the source answered last.",
        lambda one: _seconds(one.answered),
    ),
    "detente_source_failures": (
        "Polls that failed since the last answer.",
        lambda one: one.failures,
    ),
}
_SOURCE_COUNTERS: Mapping[str, tuple[str, _Figure]] = {
    "detente_source_items": ("New items.", lambda one: one.items),
    "detente_source_changed": ("Times that an item was reworded.", lambda one: one.changed),
    "detente_source_polls": ("Polls.", lambda one: one.polls),
    "detente_source_answers": ("Polls that were answered.", lambda one: one.answers),
    "detente_source_bytes": ("Bytes of the answers, unpacked.", lambda one: one.bytes),
}


def exposition(health: Health, counts: Mapping[str, int]) -> tuple[bytes, str]:
    """Give the text and its media type. `counts` are those of the ledger, by table."""
    from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

    registry = CollectorRegistry()
    registry.register(_Collector(health, counts))
    return generate_latest(registry), CONTENT_TYPE_LATEST


class _Collector:
    """Gives every metric of one moment."""

    def __init__(self, health: Health, counts: Mapping[str, int]) -> None:
        self._health = health
        self._counts = counts

    def collect(self) -> Iterator[Metric]:
        """Give the metrics, as the registry asks for them."""
        yield from self._of_sources()
        yield from self._of_the_ledger()

    def _of_sources(self) -> Iterator[Metric]:
        from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

        families = ((GaugeMetricFamily, _SOURCE_GAUGES), (CounterMetricFamily, _SOURCE_COUNTERS))
        for kind, metrics in families:
            for name, (words, figure) in metrics.items():
                family = kind(name, words, labels=_LABELS)
                for one in self._health.sources:
                    if (value := figure(one)) is not None:
                        family.add_metric([one.id, one.name], value)
                yield family

    def _of_the_ledger(self) -> Iterator[Metric]:
        from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

        inbox = GaugeMetricFamily("detente_inbox", "What waits for its turn.", labels=["stage"])
        inbox.add_metric(["fetch"], self._health.to_fetch)
        inbox.add_metric(["read"], self._health.to_read)
        yield inbox
        counts = self._counts
        yield CounterMetricFamily("detente_documents", "Texts read.", counts["documents"])
        yield CounterMetricFamily("detente_reports", "Reports coded.", counts["reports"])
        yield GaugeMetricFamily("detente_events", "Events merged.", counts["events"])
        last = _seconds(self._health.last_poll)
        if last is not None:
            words = "When any source was polled last."
            yield GaugeMetricFamily("detente_last_poll_timestamp_seconds", words, last)
        build = GaugeMetricFamily("detente_build_info", "The version.", labels=["version"])
        build.add_metric([version("detente")], 1)
        yield build


def _seconds(moment: datetime | None) -> float | None:
    return moment.timestamp() if moment else None
