"""The template engine: escaping on, every text made visible, and the words that pages need."""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

from babel import Locale
from jinja2 import Environment, PackageLoader, StrictUndefined

from detente.knowledge import plover
from detente.knowledge.countries import find_country
from detente.knowledge.ladder import RUNGS
from detente.monitor.ago import ago, span
from detente.monitor.explain import sure
from detente.web import words

__all__ = ["environment"]


def environment() -> Environment:
    """Give the engine with the filters that the templates use."""
    made = Environment(
        loader=PackageLoader("detente.web"),
        autoescape=True,
        finalize=words.shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "ago": ago,
        "commands": words.commands,
        "country": _country,
        "file_name": words.file_name,
        "host": _host,
        "lang": lambda code: "" if code == "und" else code,
        "language": _language,
        "long_date": words.long_date,
        "moment": words.moment,
        "percent": words.percent,
        "quad": plover.quad,
        "quad_class": lambda kind: plover.quad(kind).replace(" ", "-"),
        "rung_name": lambda number: RUNGS[int(number)].name,
        "sentence": lambda text: text[:1].upper() + text[1:],
        "span": lambda length: span(length.total_seconds()),
        "short_date": words.short_date,
        "signed": words.signed,
        "sure": sure,
        "type_meaning": plover.meaning,
        "web_link": words.web_link,
        "when": words.when_text,
    }
    made.globals |= {"reader": words}
    return made


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def _country(code: str) -> str:
    found = find_country(code)
    return found.name if found else code


@cache
def _english() -> Locale:
    return Locale("en")


def _language(code: str) -> str:
    if code == "und":
        return "an unknown language"
    return str(_english().languages.get(code, code))
