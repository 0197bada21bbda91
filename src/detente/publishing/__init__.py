"""Records to briefings and feeds."""

from __future__ import annotations

from detente.publishing.brief import brief
from detente.publishing.briefing import Briefing, Item, Section, Statement
from detente.publishing.footnotes import Figure, Footnote, Quotation

__all__ = ["Briefing", "Figure", "Footnote", "Item", "Quotation", "Section", "Statement", "brief"]
