"""An invented quarrel over herring in a real ledger, with a server before it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import uvicorn

from detente.language.fingerprints import fingerprint
from detente.monitor.run import run_once
from detente.pieces import DEFAULT_CODER
from detente.records import Actor, Document, Dyad, EventType, Report, Skip, Source, Status, When
from detente.store import Ledger
from detente.web import create_app

PAIR = Dyad.of("NOR", "SWE")
NOTE = "Invented for a test; <not> a page of any outlet."
AS_OF = date(2024, 4, 10)
TODAY = date(2024, 5, 1)
NOW = datetime(2024, 5, 1, 9, tzinfo=UTC)

HOSTILE = "Oslo \u202eevil\u202c accused Stockholm <script>alert(1)</script> of \x1b[31mpoaching."
FORMULA = "=SUM(A1) Sweden rejected the charge."


def _report(
    name: str,
    published: date | None,
    quote: str,
    words: str,
    ends: tuple[str, str],
    kind: EventType | None,
    when: str | None,
    *,
    status: Status = "asserted",
    language: str = "en",
    url: str | None = None,
    speaker: str | None = None,
    label: str = "",
) -> tuple[Document, Report]:
    start = quote.index(words)
    address = url or f"https://{name}.example/herring/{published}"
    document = Document(
        url=address,
        outlet=f"{name}.example",
        title=f"Herring, by {name}",
        text=quote,
        bounds=((0, len(quote)),),
        language=language,
        fetched_at=NOW,
        published=published,
        fingerprint=fingerprint(quote),
        note=NOTE,
    )
    report = Report(
        document=document.id,
        url=document.url,
        outlet=document.outlet,
        title=document.title,
        language=language,
        published=published,
        sentence=0,
        quote=quote,
        span=(start, start + len(words)),
        type=kind,
        status=status,
        coder=DEFAULT_CODER,
        confidence=0.5,
        actor=Actor(country=ends[0], sector="GOV", name="the ministry"),
        recipient=Actor(country=ends[1]),
        speaker=Actor(country=speaker) if speaker else None,
        when=When.parse(when) if when else None,
        label=label,
        note=NOTE,
        fingerprint=document.fingerprint,
        why=(("trigger", f"the words “{words}”"),),
    )
    return document, report


def told() -> list[tuple[Document, Report]]:
    """Give every document with its report."""
    out, home = ("NOR", "SWE"), ("SWE", "NOR")
    day = date
    return [
        _report("fjord", day(2024, 3, 1), "Norway accused Sweden of taking herring at night.",
                "accused Sweden", out, "ACCUSE", "2024-03-01"),
        _report("skerry", day(2024, 3, 2), "The Swedish envoy was told by Oslo: you took our fish.",
                "you took our fish", out, "ACCUSE", "2024-03-01"),
        _report("krona", day(2024, 3, 3), "Sverige avvisade anklagelsen om sill på söndagen.",
                "avvisade anklagelsen", home, "REJECT", "2024-03-03", language="sv"),
        _report("skerry", day(2024, 3, 4), "Sweden denied taking herring at night.",
                "denied taking herring at night", home, "REJECT", "2024-03-04"),
        _report("fjord", day(2024, 3, 20), "Norway closed its ports to Swedish boats on Tuesday.",
                "closed its ports", out, "SANCTION", "2024-03-19"),
        _report("harbour", day(2024, 3, 21), "Norway has closed its ports to boats from Sweden.",
                "closed its ports", out, "SANCTION", "2024-03-19"),
        _report("fjord", day(2024, 4, 5), HOSTILE, "accused Stockholm", out, "ACCUSE", "2024-04-05",
                url="javascript:alert(1)"),
        _report("sheet", day(2024, 4, 6), FORMULA, "rejected the charge", home, "REJECT",
                "2024-04-06"),
        _report("rumour", day(2024, 4, 7), "A fisherman says Sweden seized his nets in Bergen.",
                "seized his nets", home, "COERCE", "2024-04-07", status="attributed",
                speaker="NOR"),
        _report("fjord", day(2024, 4, 8), "Norway will expel the Swedish attaché next week.",
                "will expel", out, "SANCTION", None, status="planned"),
        _report("undated", None, "Sweden praised the Norwegian herring.", "praised", home,
                "SUPPORT", None),
        _report("almanac", day(2024, 4, 9), "The two have quarrelled about herring since 1905.",
                "quarrelled about herring since 1905", out, "ACCUSE", "1905", status="background",
                label="the herring of 1905"),
        _report("later", day(2024, 4, 25), "Norway reopened its ports to Swedish boats.",
                "reopened its ports", out, "RETREAT", "2024-04-24"),
    ]  # fmt: skip


def fill(path: Path) -> None:
    """Write the ledger, merged and measured by the real parts."""
    pairs = told()
    silent = Document(
        url="https://weather.example/1", outlet="weather.example", title="Rain", text="It rains.",
        bounds=((0, 9),), language="en", fetched_at=NOW, published=date(2024, 3, 10),
    )  # fmt: skip
    foreign = replace(silent, url="https://weather.example/2", title="باران", language="fa")
    left_out = Skip(
        stage="code",
        kind="skip",
        subject=foreign.id,
        reason="not coded yet: no coder for language fa",
    )
    with Ledger.open(path) as ledger:
        with ledger.run(NOW) as run:
            run.add([record for pair in pairs for record in pair])
            run.add([silent, foreign, left_out])
        run_once(ledger, [], now=NOW, watch=[PAIR])


@contextmanager
def serving(
    path: Path,
    *,
    today: date = TODAY,
    as_of: date | None = AS_OF,
    now: datetime = NOW,
    sources: Sequence[Source] = (),
) -> Iterator[str]:
    """Serve the ledger on a free loopback port; give the address."""
    app = create_app(
        path,
        watched=[PAIR, Dyad.of("DNK", "ISL")],
        as_of=as_of,
        today=lambda: today,
        now=lambda: now,
        sources=sources,
    )
    server = uvicorn.Server(
        uvicorn.Config(app, port=0, log_level="error", lifespan="on", ws="none")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)
