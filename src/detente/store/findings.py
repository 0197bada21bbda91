"""What was found: events, backgrounds, curves and outlooks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import sqlalchemy as sa

from detente.records import Background, Dyad, Event, Outlook, TensionPoint
from detente.store.conditions import latest, of_pair, present, within
from detente.store.ids import find_id
from detente.store.reader import Reader, there
from detente.store.tables import (
    background_reports,
    backgrounds,
    event_reports,
    events,
    outlooks,
    points,
    reports,
)

__all__ = ["Findings", "find_event"]


class Findings(Reader):
    """The questions about what was found."""

    def events(
        self,
        *,
        dyad: Dyad | None = None,
        report: str | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> Iterator[Event]:
        """Give the events of the latest merging by day, undated last.

        `report` asks for those made of the report of that id; `since` and `until` bound the first
        day of the event's date, both inclusive.
        """
        c = events.c
        query = sa.select(c.body).where(present(events), within(c.first, since, until))
        if dyad is not None:
            query = query.where(of_pair(events, dyad))
        if report is not None:
            link = event_reports.c
            query = query.where(c.key.in_(sa.select(link.event).where(link.report == report)))
        return self._records(Event, query.order_by(c.first.asc().nulls_last(), c.key))

    def event(self, id_or_prefix: str) -> Event:
        """Give the event of that id or prefix. Raises `InvalidInput`, as `report` does."""
        return there(self.find_event(id_or_prefix), "event", id_or_prefix)

    def find_event(self, id_or_prefix: str) -> Event | None:
        """Give the event of that id or prefix, None where there is none.

        An event that a later merging made anew, from other reports, is still found by its full id.
        """
        with self._reading() as connection:
            return find_event(connection, id_or_prefix)

    def dyads(self) -> list[tuple[Dyad, int]]:
        """Give the pairs that have events, with their number, most events first."""
        a, b, number = events.c.dyad_a, events.c.dyad_b, sa.func.count()
        query = sa.select(a, b, number).where(a.is_not(None), present(events)).group_by(a, b)
        rows = self._rows(query.order_by(number.desc(), a, b))
        return [(Dyad(one, other), n) for one, other, n in rows]

    def backgrounds(self, *, dyad: Dyad | None = None) -> Iterator[Background]:
        """Give the backgrounds of the latest merging by date.

        A pair's backgrounds are those between its two states, and those that a document on the
        pair mentions, if no actor of theirs is known or one is of the pair.
        """
        c = backgrounds.c
        query = sa.select(c.body).where(present(backgrounds)).order_by(c.first, c.key)
        if dyad is not None:
            one, other = (c.countries.contains(code) for code in (dyad.a, dyad.b))
            near = sa.and_(sa.or_(c.countries == "", one, other), c.key.in_(_told_with(dyad)))
            query = query.where(sa.or_(sa.and_(one, other), near))
        return self._records(Background, query)

    def points(
        self, dyad: Dyad, *, since: date | None = None, until: date | None = None
    ) -> tuple[TensionPoint, ...]:
        """Give the pair's curve as last measured, in order of days."""
        c = points.c
        query = sa.select(c.body).where(
            of_pair(points, dyad), present(points), within(c.day, since, until)
        )
        return tuple(self._records(TensionPoint, query.order_by(c.day, c.key)))

    def last_points(self, *, until: date | None = None) -> tuple[TensionPoint, ...]:
        """Give each pair's last point, or its last one up to the day `until`, sorted by pair."""
        c = points.c
        held = sa.select(c.key, c.dyad_a, c.dyad_b, c.day, c.body)
        now = held.where(present(points), within(c.day, None, until)).subquery().c
        pair = (now.dyad_a, now.dyad_b)
        place = sa.func.row_number().over(
            partition_by=pair, order_by=(now.day.desc(), now.key.desc())
        )
        ranked = sa.select(*pair, now.body, place.label("place")).subquery().c
        query = sa.select(ranked.body).where(ranked.place == 1)
        return tuple(self._records(TensionPoint, query.order_by(ranked.dyad_a, ranked.dyad_b)))

    def outlooks(self, dyad: Dyad | None = None) -> Iterator[Outlook]:
        """Give every outlook ever made, of the pair or of all pairs, by day and model."""
        c = outlooks.c
        query = sa.select(c.body).order_by(c.as_of, c.dyad_a, c.dyad_b, c.model, c.id)
        return self._records(
            Outlook, query if dyad is None else query.where(of_pair(outlooks, dyad))
        )


def find_event(connection: sa.Connection, id_or_prefix: str) -> Event | None:
    """Look an event up, as `Findings.find_event` does."""
    c = events.c
    wording = sa.select(c.body).where(latest(events))
    body = connection.execute(wording.where(c.key == id_or_prefix)).scalar()
    if body is None:
        now = sa.select(c.key).where(present(events)).subquery().c.key
        found = find_id(connection, now, id_or_prefix, "event")
        body = connection.execute(wording.where(c.key == found)).scalar()
    return Event.from_dict(body) if body else None


def _told_with(dyad: Dyad) -> sa.Select[tuple[str]]:
    """Select the ids of backgrounds that a document mentions which reports on the pair."""
    on_pair = sa.select(reports.c.document).where(
        of_pair(reports, dyad), reports.c.status != "background"
    )
    told_there = sa.select(reports.c.id).where(reports.c.document.in_(on_pair))
    link = background_reports.c
    return sa.select(link.background).where(link.report.in_(told_there))
