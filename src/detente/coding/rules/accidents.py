"""Harm that nobody is said to have done, and blows that are only struck in sport."""

from __future__ import annotations

from detente.coding.rules.tags import Tagged
from detente.coding.rules.triggers import Trigger

__all__ = ["is_accident"]

_HARM = frozenset(
    "kill injure wound damage destroy hit strike ravage flatten pound burn evacuate blast".split()
)
_ACCIDENT = frozenset(
    "earthquake quake earthquakes magnitude aftershock tsunami flood floods flooding landslide "
    "landslides mudslide avalanche storm storms hurricane typhoon cyclone tornado tornadoes "
    "blizzard heatwave drought wildfire wildfires bushfire eruption volcano volcanic lightning "
    "accident accidents crash crashes crashed collision collides derails derailment capsizes "
    "capsized sinking stampede outbreak virus covid coronavirus pandemic epidemic ebola cholera "
    "influenza flu disease infection infections vaccine collapse collapses collapsed overturns "
    "malfunction monsoon rains train bus ferry fire mine gas boiler factory bridge".split()
)
_VIOLENCE = frozenset(
    "attack attacks bomb bombs bomber bombing gunman gunmen gunfire shooting shelling missile "
    "missiles rocket rockets drone drones airstrike airstrikes militant militants troops soldiers "
    "forces army rebels police insurgents terrorist terrorists militia shelled shot fighters war "
    "clashes explosive explosives suicide assault offensive strikes raid warplanes artillery "
    "defence defense".split()
)


_CONTEST = frozenset(
    "beat attack shoot fight crush strike hit kill down capture seize battle defend retire ban "
    "suspend fine capture overturn".split()
)
_SPORT = frozenset(
    "cup championship championships tournament semifinal semifinals quarterfinal olympics olympic "
    "football soccer cricket tennis golf rugby basketball baseball hockey league prix medal medals "
    "innings wicket wickets playoff playoffs fifa uefa stadium goalkeeper striker midfielder coach "
    "sprinter athlete athletes cyclist boxer boxing wrestling nba nfl mlb nhl".split()
)


def is_accident(t: Tagged, trigger: Trigger) -> bool:
    """Tell whether a verb of harm stands in a sentence about an accident or a match."""
    text = trigger.entry.text
    if not trigger.entry.verb or (text not in _HARM and text not in _CONTEST):
        return False
    words = frozenset(t.words.lower)
    if words & _VIOLENCE:
        return False
    return bool(text in _HARM and words & _ACCIDENT) or bool(text in _CONTEST and words & _SPORT)
