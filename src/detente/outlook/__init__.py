"""History to Outlook: how far it may go."""

from __future__ import annotations

from detente.outlook.foresee import Outlooks, foresee
from detente.outlook.model import Model

__all__ = ["Model", "Outlooks", "foresee"]
