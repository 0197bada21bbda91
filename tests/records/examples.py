"""One valid example of every record."""

from __future__ import annotations

from datetime import UTC, date, datetime

from detente.records import (
    Actor,
    Background,
    Chance,
    Document,
    Dyad,
    Event,
    History,
    Item,
    Number,
    Outcome,
    Outlook,
    Page,
    Phase,
    Report,
    Skip,
    Source,
    SourceState,
    TensionPoint,
    Value,
    Waiting,
    When,
)

NOW = datetime(2025, 7, 1, 12, tzinfo=UTC)
PAIR = Dyad.of("RUS", "AZE")
SOURCE = Source.files("news/", name="Example")
PAGE = Page(
    url="https://example.org/1",
    body=b"<p>Baku called in the envoy.</p>",
    media_type="text/html",
    fetched_at=NOW,
    source=SOURCE.id,
)
DOCUMENT = Document(
    url="https://example.org/1",
    outlet="example.org",
    title="Envoy called in",
    text="Baku called in the envoy.",
    bounds=((0, 25),),
    language="en",
    fetched_at=NOW,
    published=date(2025, 6, 28),
)
BAKU = Actor(country="AZE", sector="GOV", name="Baku")
ENVOY = Actor(country="RUS", sector="GOV", name="the envoy")
REPORT = Report(
    document=DOCUMENT.id,
    url=DOCUMENT.url,
    outlet=DOCUMENT.outlet,
    title=DOCUMENT.title,
    language="en",
    published=DOCUMENT.published,
    sentence=0,
    quote=DOCUMENT.text,
    span=(5, 14),
    type="ACCUSE",
    mode="disapprove",
    contexts=("diplomatic",),
    status="asserted",
    coder="rules.v1",
    confidence=0.5,
    actor=BAKU,
    recipient=ENVOY,
    when=When.day(date(2025, 6, 28)),
    numbers=(Number(kind="killed", value=2, words="two men"),),
    why=(("trigger", "call in + envoy"),),
)
EVENT = Event(
    actor=BAKU,
    recipient=ENVOY,
    type="ACCUSE",
    when=When.day(date(2025, 6, 28)),
    reports=(REPORT.id,),
    lead=REPORT.id,
    origins=1,
    asserting=1,
    known=date(2025, 6, 28),
    merger="merge.v1",
)
BACKGROUND = Background(
    label="Treaty of Turkmenchay", when=When.year(1828), reports=(REPORT.id,), actors=(BAKU,)
)
POINT = TensionPoint(
    dyad=PAIR,
    day=date(2025, 6, 28),
    index="net.v1",
    value=40.0,
    low=10.0,
    high=60.0,
    words=30.0,
    deeds=10.0,
    rung=1,
    state="news",
    documents=1,
    events=(EVENT.id,),
)
PHASE = Phase(dyad=PAIR, first=date(2024, 12, 25), last=None, label="dispute", version="phases.v1")
OUTLOOK = Outlook(
    dyad=PAIR,
    as_of=date(2025, 7, 1),
    model="baserate.v1",
    ladder="ladder.v1",
    standing=3,
    chances=(Chance(rung=3, days=30, probability=0.2, low=0.1, high=0.3, base=100),),
    caption="base rate, not yet a forecast of this pair",
)
OUTCOME = Outcome(outlook=OUTLOOK.id, rung=3, days=30, happened=None, settled=date(2025, 8, 1))
SKIP = Skip(stage="read", kind="skip", subject="a.bin", reason="not text", at=NOW)
ITEM = Item(
    key="0123456789abcdef",
    digest="fedcba9876543210",
    words="fedcba9876543210",
    revision=0,
    source=SOURCE.id,
    url=PAGE.url,
    title="Envoy called in",
    marks=("00112233aabbccdd",),
    seen=NOW,
)
WAITING = Waiting(item=ITEM.id, page=PAGE, fetch=True, due=NOW)
STATE = SourceState(
    source=SOURCE.id, address="https://example.org/rss", answered=NOW, times=(NOW,), every=60.0
)
HISTORY = History(events=(EVENT,), coverage=((date(2025, 6, 28), 1),), points=(POINT,))

EXAMPLES: tuple[Value, ...] = (
    SOURCE, PAGE, DOCUMENT, BAKU, REPORT, EVENT, BACKGROUND, PAIR, POINT, PHASE, OUTLOOK, OUTCOME,
    SKIP, ITEM, WAITING, STATE, HISTORY,
)  # fmt: skip
