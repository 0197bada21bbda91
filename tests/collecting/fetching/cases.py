"""The table of what must never be fetched."""

from __future__ import annotations

import json

from tests.collecting.fetching.asking import CASES

__all__ = ["BARE", "TRICKS", "address_of"]


def _rows() -> list[tuple[str, str]]:
    lines = (CASES / "refused_addresses.txt").read_text(encoding="utf8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(json.loads(f'"{address}"'), why) for address, why in rows]


ROWS = _rows()
BARE = [row for row in ROWS if set(row[0].partition("%")[0]) <= set("0123456789abcdef:.")]
"""IP addresses, and what a name server could give for one."""
TRICKS = [row for row in ROWS if row not in BARE]
"""Everything else."""


def address_of(ip: str) -> str:
    """Give the web address of an IP address."""
    return f"http://[{ip}]/" if ":" in ip else f"http://{ip}/"
