"""An Atom 1.0 feed of a pair: one entry an event, with its quotes (RFC 4287).

Every date comes from the records and never from the clock, so the same records give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from html import escape
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from detente.publishing.clean import one_line, web_link
from detente.publishing.dates import when_in_words
from detente.publishing.phrases import capitalised, deed, disputed, state
from detente.records import Dyad, Event, Report

__all__ = ["MEDIA_TYPE", "NAME", "build", "feed"]

NAME = "atom"
MEDIA_TYPE = "application/atom+xml"

_XMLNS = "http://www.w3.org/2005/Atom"
_EPOCH = date(1970, 1, 1)
"""`updated` is required; a feed without a single dated event has nothing better to say."""


def feed(
    dyad: Dyad,
    *,
    events: Iterable[Event],
    reports: Iterable[Report],
    base_url: str = "",
    own_url: str = "",
    updated: date | None = None,
    most: int = 50,
) -> str:
    """Write the pair's feed, the `most` events that were reported last, newest first.

    Entries link to ``base_url/event/ID``, or without `base_url` to the quoted page; `own_url` is
    the feed's own address. `updated` stands for the feed as a whole; without it the latest
    report's day does. Events whose lead report is not given have no sentence to show and are left
    out.
    """
    at_hand = {r.id: r for r in reports}
    own = {e.id: e for e in events if e.dyad == dyad and e.lead in at_hand}
    newest = sorted(own.values(), key=lambda e: (_reported(e, at_hand), e.id), reverse=True)[:most]
    latest = max((_reported(e, at_hand) for e in newest), default=_EPOCH)
    root = ElementTree.Element("feed", {"xmlns": _XMLNS, "xml:lang": "en"})
    _add(root, "title", f"{capitalised(state(dyad.a))} and {state(dyad.b)}: events")
    _add(root, "id", _urn(f"pair {dyad}"))
    _add(root, "updated", _stamp(updated or latest))
    _add(ElementTree.SubElement(root, "author"), "name", "Detente")
    if address := web_link(own_url):
        _link(root, "self", address)
    if site := web_link(base_url):
        _link(root, "alternate", f"{site.rstrip('/')}/pair/{dyad}")
    for event in newest:
        root.append(_entry(event, at_hand, base_url))
    ElementTree.indent(root)
    body = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'


def build() -> Callable[..., str]:
    """Give `feed`."""
    return feed


def _entry(event: Event, at_hand: Mapping[str, Report], base_url: str) -> ElementTree.Element:
    lead = at_hand[event.lead]
    entry = ElementTree.Element("entry")
    when = f"{when_in_words(event.when)}: " if event.when else ""
    _add(entry, "title", f"{when}{_telling(event)}")
    _add(entry, "id", _urn(f"event {_first(event, at_hand).id}"))
    _add(entry, "updated", _stamp(_reported(event, at_hand)))
    if event.known:
        _add(entry, "published", _stamp(event.known))
    own = web_link(base_url)
    original = web_link(lead.url)
    if alternate := f"{own.rstrip('/')}/event/{event.id}" if own else original:
        _link(entry, "alternate", alternate)
    if own and original:
        _link(entry, "via", original)
    ElementTree.SubElement(entry, "category", {"term": event.type})
    content = _add(entry, "content", _content(event, at_hand))
    content.set("type", "html")
    return entry


def _telling(event: Event) -> str:
    if event.claimed:
        return f"It is claimed that {deed(event)}"
    return capitalised(deed(event)) + disputed(event)


def _content(event: Event, at_hand: Mapping[str, Report]) -> str:
    """Write the quotes as HTML, the lead first, then the other reports and the denials."""
    lead = at_hand[event.lead]
    others = sorted(
        (at_hand[i] for i in {*event.reports, *event.denials} - {lead.id} if i in at_hand),
        key=lambda r: (r.id in event.denials, r.published or date.max, r.outlet, r.id),
    )
    return "".join(_quote(r, denies=r.id in event.denials) for r in (lead, *others))


def _quote(report: Report, *, denies: bool) -> str:
    start, end = report.span
    before, words, after = report.quote[:start], report.quote[start:end], report.quote[end:]
    outlet = escape(report.outlet or report.url)
    link = web_link(report.url)
    source = f'<a href="{escape(link)}">{outlet}</a>' if link else outlet
    dated = f", {report.published}" if report.published else ""
    denial = "Denied: " if denies else ""
    note = f" ({escape(report.note)})" if report.note else ""
    return (
        f'<p>{denial}<q lang="{escape(report.language)}">{escape(before)}<b>{escape(words)}</b>'
        f"{escape(after)}</q> {source}{dated}{note}</p>"
    )


def _first(event: Event, at_hand: Mapping[str, Report]) -> Report:
    """Give the report that was there first: it names the entry for good, whatever joins later."""
    known = [at_hand[i] for i in event.reports if i in at_hand]
    return min(known, key=lambda r: (r.published or date.max, r.id))


def _reported(event: Event, at_hand: Mapping[str, Report]) -> date:
    """Give the day of the latest report or denial, the epoch where none has a date."""
    ids = (*event.reports, *event.denials)
    days = [r.published for i in ids if (r := at_hand.get(i)) and r.published]
    return max(days, default=_EPOCH)


def _urn(name: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'detente {name}')}"


def _stamp(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _add(parent: ElementTree.Element, tag: str, text: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, tag)
    child.text = one_line(text)
    return child


def _link(parent: ElementTree.Element, rel: str, href: str) -> None:
    ElementTree.SubElement(parent, "link", {"rel": rel, "href": href})
