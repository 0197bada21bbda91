"""The briefing and the Atom feed of a pair, as publishing writes them."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from markupsafe import Markup

from detente.monitor.briefing import briefing_of
from detente.monitor.rows import Row
from detente.publishing import Briefing, Quotation
from detente.publishing.channels import atom, html, markdown
from detente.web.pages.pair import elsewhere, find_dyad
from detente.web.site import AsOf, Site

__all__ = ["routes"]


def routes(site: Site) -> APIRouter:
    """Give ``/pair/<pair>/brief`` with twins, also as Markdown, and ``/pair/<pair>/feed.atom``."""
    router = APIRouter(prefix="/pair", tags=["briefing"])

    def written(pair: str, as_of: AsOf) -> Briefing:
        return briefing_of(site.desk.pair(find_dyad(pair), site.day(as_of)))

    @router.get("/{pair}/feed.atom")
    def feed(pair: str, request: Request, as_of: AsOf = None) -> Response:
        view = site.desk.pair(find_dyad(pair), site.day(as_of))
        base = str(request.base_url).rstrip("/")
        text = atom.feed(
            view.dyad,
            events=view.events,
            reports=view.reports.values(),
            base_url=base,
            own_url=str(request.url),
        )
        return Response(text, media_type=atom.MEDIA_TYPE)

    @router.get("/{pair}/brief.json")
    def as_json(pair: str, as_of: AsOf = None) -> Response:
        return site.json(written(pair, as_of))

    @router.get("/{pair}/brief.csv")
    def as_csv(pair: str, as_of: AsOf = None) -> Response:
        found = written(pair, as_of)
        return site.csv(_rows(found), f"{found.dyad}-briefing")

    @router.get("/{pair}/brief.md")
    def as_markdown(pair: str, as_of: AsOf = None) -> Response:
        return Response(markdown.render(written(pair, as_of)), media_type=markdown.MEDIA_TYPE)

    @router.get("/{pair}/brief")
    def page(pair: str, as_of: AsOf = None) -> Response:
        dyad = find_dyad(pair)
        if away := elsewhere(pair, dyad, "/brief", as_of):
            return away
        view = site.desk.pair(dyad, site.day(as_of))
        path = f"/pair/{dyad}/brief"
        more = [("Markdown", f"{path}.md?as_of={view.as_of}")]
        frame = site.page("briefing", path, view.as_of, asked=as_of, more=more)
        # The channel escapes every text itself.
        body = Markup(html.fragment(briefing_of(view), events="/event/"))  # noqa: S704
        return site.html("briefing.html", frame, view=view, body=body)

    return router


def _rows(briefing: Briefing) -> list[Row]:
    """Give one row a sentence and footnote."""
    sentences = [("notes", s) for s in briefing.notes]
    for section in briefing.sections:
        for item in section.items:
            sentences += [(section.key, s) for s in (item.statement, *item.answers)]
    return [
        {"section": section, "lead": s.lead, "text": s.text, **_footnote(note)}
        for section, s in sentences
        for note in s.footnotes
    ]


def _footnote(note: Any) -> Row:
    if isinstance(note, Quotation):
        return {
            "quote": note.quote,
            "words": note.words,
            "outlet": note.outlet,
            "url": note.url,
            "published": note.published.isoformat() if note.published else None,
            "report": note.report,
            "event": note.event,
            "note": note.note,
        }
    return {"figure": note.name, "value": note.value, "formula": note.formula, "by": note.version}
