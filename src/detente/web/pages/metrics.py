"""``/metrics``: what a Prometheus server asks for."""

from __future__ import annotations

from fastapi import APIRouter, Response

from detente.web.metrics import exposition
from detente.web.site import Site

__all__ = ["routes"]


def routes(site: Site) -> APIRouter:
    """Give ``/metrics``."""
    router = APIRouter(tags=["metrics"])

    @router.get("/metrics")
    def metrics() -> Response:
        body, media_type = exposition(site.health(), site.desk.ledger.counts())
        return Response(body, media_type=media_type)

    return router
