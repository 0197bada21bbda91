"""A small crisis, made by hand: what the golden files tell."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from detente.publishing import Briefing, brief
from detente.records import (
    Actor,
    Background,
    Chance,
    Dyad,
    Event,
    EventType,
    Number,
    Outlook,
    Report,
    Status,
    TensionPoint,
    When,
    content_id,
)

PAIR = Dyad.of("RUS", "AZE")
DAY = date(2025, 7, 1)
BAKU = Actor(country="AZE", sector="GOV", name="Baku")
MOSCOW = Actor(country="RUS", sector="GOV", name="Moscow")
CITIZENS = Actor(country="AZE", sector="CVL", name="two Azerbaijanis")
POLICE = Actor(country="RUS", sector="COP", name="Police")


def report(
    quote: str,
    words: str,
    published: date,
    *,
    outlet: str = "report.example",
    type: EventType | None = "ACCUSE",  # noqa: A002
    status: Status = "asserted",
    **others: Any,
) -> Report:
    """Make a report of which `words` carry the event."""
    start = quote.index(words)
    return Report(
        document=content_id(outlet, quote),
        url=others.pop("url", f"https://{outlet}/{published}"),
        outlet=outlet,
        title=others.pop("title", "A title"),
        language=others.pop("language", "en"),
        published=published,
        sentence=0,
        quote=quote,
        span=(start, start + len(words)),
        type=type,
        status=status,
        coder="rules.v1",
        confidence=0.5,
        **others,
    )


def event(lead: Report, *more: Report, denials: tuple[Report, ...] = (), **others: Any) -> Event:
    """Make the event that reports tell, of which the first is the lead."""
    reports = (lead, *more)
    if lead.type is None:
        raise ValueError("a report without a type makes no event")
    return Event(
        actor=lead.actor,
        recipient=lead.recipient,
        type=lead.type,
        mode=lead.mode,
        when=others.pop("when", When.day(lead.published) if lead.published else None),
        reports=tuple(sorted(r.id for r in reports)),
        lead=lead.id,
        origins=others.pop("origins", len({r.outlet for r in reports})),
        asserting=others.pop("asserting", len({r.outlet for r in reports})),
        known=min((r.published for r in reports if r.published), default=None),
        merger="merge.v1",
        denials=tuple(sorted(r.id for r in denials)),
        contested=bool(denials),
        **others,
    )


RAID = report(
    "Police detained two Azerbaijanis in Yekaterinburg, and both men died in custody.",
    "detained two Azerbaijanis",
    date(2025, 6, 27),
    outlet="ural.example",
    type="COERCE",
    mode="arrest",
    actor=POLICE,
    recipient=CITIZENS,
    note="summary, not the original wording",
)
RAID_AGAIN = report(
    "Russian officers held two men from Azerbaijan.",
    "held two men from Azerbaijan",
    date(2025, 6, 28),
    type="COERCE",
    mode="arrest",
    actor=POLICE,
    recipient=CITIZENS,
)
SUMMONS = report(
    "On Saturday Baku summoned Russia's chargé d'affaires.",
    "summoned Russia's chargé d'affaires",
    date(2025, 6, 28),
    mode="disapprove",
    actor=BAKU,
    recipient=MOSCOW,
)
CLAIM = report(
    "According to the prosecutor, the men were beaten to death by Russian police.",
    "beaten to death by Russian police",
    date(2025, 6, 30),
    type="ASSAULT",
    mode="beat",
    status="attributed",
    actor=POLICE,
    recipient=CITIZENS,
    speaker=Actor(country="AZE", sector="JUD", name="the prosecutor"),
)
DENIAL = report(
    "Moscow said nobody had been beaten.",
    "nobody had been beaten",
    date(2025, 7, 1),
    outlet="tass.example",
    type="REJECT",
    actor=MOSCOW,
    recipient=BAKU,
)
TREATY = report(
    "The two signed a declaration on allied cooperation in February 2022.",
    "declaration on allied cooperation",
    date(2025, 6, 29),
    type=None,
    status="background",
    label="declaration on allied cooperation",
)
LATER = report(
    "Azerbaijan closed the Moscow-funded bureau.",
    "closed the Moscow-funded bureau",
    date(2025, 7, 2),
    type="SANCTION",
    actor=BAKU,
    recipient=MOSCOW,
)
UNDATED = report(
    "Baku complained about Russia.", "complained", date(2025, 6, 30), actor=BAKU, recipient=MOSCOW
)
REPORTS = (RAID, RAID_AGAIN, SUMMONS, CLAIM, DENIAL, TREATY, LATER, UNDATED)
EVENTS = (
    event(RAID, RAID_AGAIN, place="Yekaterinburg", numbers=(
        Number(kind="arrested", value=2, words="two Azerbaijanis"),)),
    event(SUMMONS),
    event(CLAIM, denials=(DENIAL,), claimed=True, asserting=0),
    event(LATER),
    event(UNDATED, when=None),
)  # fmt: skip
BACKGROUNDS = (Background(label=TREATY.label, when=When.month(2022, 2), reports=(TREATY.id,)),)
POINTS = tuple(
    TensionPoint(
        dyad=PAIR,
        day=DAY - timedelta(days=back),
        index="net.v1",
        value=value,
        low=value - 10,
        high=value + 10,
        words=value - 4,
        deeds=4.0,
        rung=rung,
        state="news" if back in (3, 4) else "quiet",
        documents=2 if back < 5 else 0,
    )
    for back, value, rung in ((7, -4.0, 0), (4, 12.0, 3), (3, 21.0, 3), (0, 18.04, 3))
)
OUTLOOK = Outlook(
    dyad=PAIR,
    as_of=DAY,
    model="baserate.v1",
    ladder="ladder.v1",
    standing=3,
    chances=(
        Chance(rung=3, days=30, probability=0.3513, low=0.3344, high=0.3685, base=20281),
        Chance(rung=3, days=90, probability=0.5703, low=0.5519, high=0.5885, base=20281),
        Chance(rung=5, days=30, probability=0.0209, low=0.018, high=0.0243, base=20281),
        Chance(rung=5, days=90, probability=0.0575, low=0.0507, high=0.0653, base=20281),
    ),
    caption="base rate, not yet a forecast of this pair",
)


def briefing(as_of: date = DAY, **others: Any) -> Briefing:
    """Brief the small crisis, with some of its records replaced."""
    records: dict[str, Any] = {
        "events": EVENTS,
        "reports": REPORTS,
        "backgrounds": BACKGROUNDS,
        "points": POINTS,
        "outlook": OUTLOOK,
        "uncoded": [("ru", 2)],
    }
    return brief(PAIR, as_of=as_of, **(records | others))


HOSTILE = (
    "<script>alert(1)</script> [x](javascript:alert(2)) **b** `c` &amp; \x00\x1b\u202e"
    " www.x.example"
)
"""Mark-up of every channel, control characters and a reversed direction, as one outlet's text."""


def hostile() -> Briefing:
    """Brief one event of which every outside text is hostile."""
    bad = report(
        f"1. {HOSTILE} said\n\n# no",
        HOSTILE,
        date(2025, 6, 28),
        outlet=f"outlet {HOSTILE}",
        title=f"title {HOSTILE}",
        url="javascript:alert(3)",
        language='en" onload="alert(4)',
        actor=BAKU,
        recipient=MOSCOW,
        note=f"note {HOSTILE}",
        place=f"place {HOSTILE}",
    )
    return briefing(
        events=[event(bad, place=f"place {HOSTILE}")],
        reports=[bad],
        backgrounds=[],
        uncoded=[(HOSTILE, 1)],
    )
