"""The nouns of Detente: frozen records that cannot be built wrong."""

from __future__ import annotations

from detente.records.actor import Actor
from detente.records.background import Background
from detente.records.document import Document, Sentence
from detente.records.dyad import Dyad
from detente.records.event import Event
from detente.records.history import History
from detente.records.item import Item
from detente.records.outlook import Chance, Outcome, Outlook
from detente.records.page import MediaType, Page
from detente.records.record import Record, Value, content_id
from detente.records.report import EVENT_TYPES, STATUSES, EventType, Number, Report, Status
from detente.records.skip import Skip
from detente.records.source import Source
from detente.records.source_state import SourceState
from detente.records.tension import DayState, Phase, TensionPoint
from detente.records.waiting import Waiting
from detente.records.when import Precision, When

__all__ = [
    "EVENT_TYPES",
    "STATUSES",
    "Actor",
    "Background",
    "Chance",
    "DayState",
    "Document",
    "Dyad",
    "Event",
    "EventType",
    "History",
    "Item",
    "MediaType",
    "Number",
    "Outcome",
    "Outlook",
    "Page",
    "Phase",
    "Precision",
    "Record",
    "Report",
    "Sentence",
    "Skip",
    "Source",
    "SourceState",
    "Status",
    "TensionPoint",
    "Value",
    "Waiting",
    "When",
    "content_id",
]
