"""What went wrong, as a page for people and as JSON for programs."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from detente.errors import DetenteError
from detente.web.guard import HEADERS
from detente.web.site import Page, Site

__all__ = ["install"]

_TITLES = {
    404: "There is no such page",
    422: "That question cannot be answered",
    500: "Something broke here",
}


def install(app: FastAPI, site: Site) -> None:
    """Answer every refusal and every error of Detente in the form that was asked for."""

    def answer(request: Request, status: int, detail: str) -> Response:
        title = _TITLES.get(status, HTTPStatus(status).phrase)
        if _wants_data(request):
            return site.json({"status": status, "error": title, "detail": detail}, status)
        page = Page(name="problem", path=request.url.path)
        return site.html("problem.html", page, status, title=title, code=status, detail=detail)

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> Response:
        detail = "Check the address, or start from the overview."
        given = str(error.detail)
        plain = given == HTTPStatus(error.status_code).phrase
        return answer(request, error.status_code, detail if plain else given)

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        return answer(request, 422, _remedy(error.errors()[0]))

    @app.exception_handler(DetenteError)
    def failed(request: Request, error: Exception) -> Response:
        return answer(request, 500, str(error))

    @app.exception_handler(Exception)
    def broken(request: Request, error: Exception) -> Response:
        told = answer(request, 500, f"{type(error).__name__}: the terminal shows where.")
        # This handler stands outside the guard.
        told.headers.update(HEADERS)
        return told


def _remedy(problem: dict[str, Any]) -> str:
    """Say what is wrong with a part of the address, and how it is written."""
    name, given, kind = str(problem["loc"][-1]), problem["input"], str(problem["type"])
    if kind.startswith("date"):
        return f"{name}: {given!r} is no day; write it like 2025-07-01"
    if kind == "string_too_long":
        return (
            f"{name}: {len(given)} characters are too many; {problem['ctx']['max_length']} will do"
        )
    return f"{name}: {given!r}: {problem['msg']}"


def _wants_data(request: Request) -> bool:
    path = request.url.path
    return path.endswith((".json", ".csv")) or "application/json" in request.headers.get(
        "accept", ""
    )
