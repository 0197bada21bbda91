"""What users install must stay permissively licensed."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, distribution

COPYLEFT = re.compile(r"\bA?GPL", re.IGNORECASE)
PERMISSIVE = re.compile(r"MIT|BSD|Apache|MPL|ISC|PSF|Mozilla", re.IGNORECASE)


def _licence(name: str) -> str:
    meta = distribution(name).metadata
    said = [*(meta.get_all("License-Expression") or []), *(meta.get_all("License") or [])]
    said += [c for c in meta.get_all("Classifier") or [] if c.startswith("License")]
    return " ".join(said)


def _needs(name: str) -> set[str]:
    needed = distribution(name).requires or []
    return {re.split(r"[ ;<>=!~\[(]", line)[0] for line in needed if "extra ==" not in line}


def _tree(name: str) -> set[str]:
    found: set[str] = set()
    waiting = {name}
    while waiting:
        current = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        try:
            needs = _needs(current)
        except PackageNotFoundError:  # needed on another platform only
            continue
        found.add(current)
        waiting |= {n for n in needs if re.sub(r"[-_.]+", "-", n).lower() not in found}
    return found


def test_nothing_at_run_time_is_copyleft_only() -> None:
    tree = _tree("detente")
    assert {"polars", "sqlalchemy", "trafilatura"} <= tree
    wrong = {n for n in tree if COPYLEFT.search(_licence(n)) and not PERMISSIVE.search(_licence(n))}
    unknown = {n for n in tree if not PERMISSIVE.search(_licence(n))}
    assert not wrong
    assert not unknown
