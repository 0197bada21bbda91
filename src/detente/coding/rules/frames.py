"""Who did what to whom, for each trigger of a sentence, by the trigger's form."""

from __future__ import annotations

from dataclasses import dataclass

from detente.coding.rules.clauses import Object, objects
from detente.coding.rules.lexicon import grammar, wordlist
from detente.coding.rules.roles import (
    Party,
    actor_of_noun,
    governed_subject,
    infinitive_subject,
    party,
    recipients,
    subject,
)
from detente.coding.rules.status import Standing, standing
from detente.coding.rules.tags import Tagged
from detente.coding.rules.triggers import Trigger

__all__ = ["Frame", "frames"]

Parties = tuple[Party, ...]

_CONTENT = frozenset({"of", "for", "over", "with", "to"})
_INSIDE = frozenset({"in", "inside", "within", "across", "there"})
_SYMMETRIC = frozenset({"AGREE", "CONSULT", "COOPERATE"})
_ABOUT_DEEDS = frozenset({"THREATEN", "REJECT", "AGREE", "REQUEST"})
_MUTUAL = frozenset({"clash", "clashes", "fighting", "skirmish", "skirmishes"})
_GROUND = frozenset({"arrest", "seize", "convict", "restrict"})
"""Modes that only the state of the place carries out, where no agent is named."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A trigger with its parties and its standing."""

    trigger: Trigger
    standing: Standing
    actors: Parties
    recipients: Parties
    content_of: int | None = None
    """Index of the accusation whose content this is."""
    denied: bool = False
    """Index of the denial whose content this is."""


def frames(t: Tagged, triggers: tuple[Trigger, ...]) -> tuple[Frame, ...]:
    """Give a frame for every trigger that tells a deed."""
    found: list[Frame] = []
    for trigger in triggers:
        stand = standing(t, trigger)
        if stand is None:
            continue
        made = _frame(t, trigger, stand, found)
        if made is not None:
            found.append(made)
    return tuple(found)


def _frame(t: Tagged, trigger: Trigger, stand: Standing, before: list[Frame]) -> Frame | None:
    tag = t.tags[trigger.at]
    charge = _charged(t, trigger, before)
    if charge is not None:
        return _content(t, trigger, stand, before, charge)
    if tag in "zr":
        return _passive(t, trigger, stand)
    if tag == "g":
        return _gerund(t, trigger, stand, before)
    if tag in "wX":
        return _noun(t, trigger, stand)
    if tag == "p":
        return _attribute(t, trigger, stand)
    doer = infinitive_subject if tag == "i" else subject
    return _active(t, trigger, stand, doer(t, trigger.at))


def _active(t: Tagged, trigger: Trigger, stand: Standing, actors: Parties) -> Frame | None:
    mutual = trigger.entry.type in _SYMMETRIC or t.word(trigger.at) in _MUTUAL
    if mutual and len({a.country for a in actors if a.country}) > 1:
        if not recipients_named(t, trigger, actors):
            return Frame(trigger, stand, actors[:1], actors[1:])
    found = recipients(t, trigger, actors)
    if not any(p.country for p in found) and trigger.entry.type == "REQUEST":
        found = _asked_that(t, trigger, actors) or found
    if not any(p.country for p in found) and trigger.entry.type in _ABOUT_DEEDS:
        found = _through_content(t, trigger, actors) or found
    return Frame(trigger, stand, actors, found)


def _asked_that(t: Tagged, trigger: Trigger, actors: Parties) -> Parties:
    """Find who is asked in "demanded that Iran stop"."""
    if t.word(trigger.end) != "that" and t.word(trigger.end - 1) != "that":
        return ()
    k = t.skip_right(trigger.end, "SDj")
    if t.tag(k) != "X" or t.mentions[t.owner[k]].country in {a.country for a in actors}:
        return ()
    return (party(t, t.owner[k], "subject of what is asked"),)


def _through_content(t: Tagged, trigger: Trigger, actors: Parties) -> Parties:
    """Find the other end in what is threatened, refused or agreed: "to close the border with"."""
    own = {a.country for a in actors}
    k = next(
        (i for i in range(trigger.at + 1, min(len(t.tags), trigger.end + 3)) if t.tags[i] in "ig"),
        None,
    )
    if k is None:
        return ()
    for one in objects(t, k + 1):
        if one.mention is not None and (found := t.mentions[one.mention]).country:
            if found.country not in own and one.preposition != "by":
                return (party(t, one.mention, "end of the deed spoken of"),)
    return ()


def recipients_named(t: Tagged, trigger: Trigger, actors: Parties) -> bool:
    """Tell whether a verb of mutual doing names a further party: "A and B met with C"."""
    own = {a.country for a in actors}
    return any(
        p.country and p.country not in own and "'with'" in p.how
        for p in recipients(t, trigger, actors)
    )


def _passive(t: Tagged, trigger: Trigger, stand: Standing) -> Frame | None:
    near = objects(t, trigger.at + 1)
    agents = tuple(
        party(t, o.mention, "agent after 'by'")
        for o in near
        if o.preposition == "by" and o.mention is not None
    )
    agents = tuple(a for a in agents if a.country or a.kind == "agent")
    rest = [o for o in near if o.preposition not in ("by", "object")]
    undergoers = _undergoers(t, trigger, near)
    if not undergoers and min(trigger.tokens) < trigger.at:  # "sanctions were imposed on"
        named = [o for o in rest if o.mention is not None]
        undergoers = recipients(t, trigger, agents, named)
    if not agents:
        agents = _ground(t, trigger, undergoers, rest) or _owner(t, trigger, undergoers)
    if not agents and trigger.entry.type == "ASSAULT":
        agents = _holder(t, trigger.at)
    return Frame(trigger, stand, agents[:2], undergoers)


def _owner(t: Tagged, trigger: Trigger, undergoers: Parties) -> Parties:
    """Read "several Kenya Airways flights to Uganda were stopped": by their owner."""
    k = t.skip_left(min(trigger.tokens) - 1, "j")
    if trigger.entry.type != "SANCTION" or min(trigger.tokens) == trigger.at or t.tag(k) != "X":
        return ()
    found = party(t, t.owner[k], "owner of what is stopped")
    return () if found.country in {u.country for u in undergoers} else (found,)


def _undergoers(t: Tagged, trigger: Trigger, near: list[Object]) -> Parties:
    """Give whom a passive is done to: its subject, or whoever its subject belongs to or goes to."""
    noun = next((k for k in trigger.tokens if k < trigger.at), None)
    if noun is not None:
        side = [o for o in objects(t, noun + 1) if o.at < trigger.at]
        found = recipients(t, trigger, (), [o for o in side if o.preposition != "object"])
        if found:
            return found
    whole = subject(t, trigger.at)
    if t.tags[trigger.at] == "z" and t.word(trigger.at - 1) == "been":
        return whole
    return whole


def _ground(t: Tagged, trigger: Trigger, undergoers: Parties, near: list[Object]) -> Parties:
    """Take the state of the place for the doer of an arrest that names none."""
    if trigger.entry.mode not in _GROUND:
        return ()
    own = {u.country for u in undergoers}
    for one in near:
        if one.mention is None or one.preposition not in _INSIDE:
            continue
        mention = t.mentions[one.mention]
        if mention.country and (mention.country not in own or not own):
            return (party(t, one.mention, "state on whose ground it was done"),)
    last = max((u.end for u in undergoers), default=0)
    for k in range(trigger.at, len(t.tags)):
        if t.word(k) == "there" and 0 <= t.words.start[k] - last <= 2:
            w = t.words
            return (
                Party(
                    None,
                    None,
                    w.raw(k),
                    "place told of before",
                    "pronoun",
                    w.start[k],
                    w.end[k],
                    pronoun=True,
                ),
            )
    return ()


def _gerund(t: Tagged, trigger: Trigger, stand: Standing, before: list[Frame]) -> Frame | None:
    at = trigger.at
    lead = t.word(t.skip_left(at - 1, "VN"))
    actors = governed_subject(t, at)
    governor = _governor(t, at, before) if lead == "by" else None
    if governor is not None:
        actors = governor.actors
    if not actors:
        return None
    found = recipients(t, trigger, actors)
    outer = governor.recipients if governor is not None else ()
    if outer and not any(p.country for p in found):
        found = outer
    elif not found and before and t.tag(at - 1) == ",":
        found = tuple(p for p in before[-1].recipients if p not in actors)
    return Frame(trigger, stand, actors, found)


def _governor(t: Tagged, at: int, before: list[Frame]) -> Frame | None:
    """Give the deed that "by doing" explains."""
    for one in reversed(before):
        if t.tags[one.trigger.at] in "vz" and one.trigger.at < at:
            between = t.tags[one.trigger.at + 1 : at]
            return None if any(x in ";vz" for x in between) else one
    return None


def _charged(t: Tagged, trigger: Trigger, before: list[Frame]) -> int | None:
    """Give the accusation or denial whose content this deed is, as its index."""
    at = trigger.at
    for index in range(len(before) - 1, -1, -1):
        one = before[index]
        if one.trigger.at >= at or one.trigger.entry.type not in ("ACCUSE", "REJECT"):
            continue
        if set(one.trigger.tokens) & set(trigger.tokens):
            continue
        between = [
            i for i in range(one.trigger.at + 1, trigger.start) if i not in one.trigger.tokens
        ]
        if any(t.tags[i] in ";vz" for i in between):
            return None
        if one.trigger.entry.type == "REJECT":
            direct = t.word(one.trigger.at).startswith("den") and t.tags[at] in "gw"
            return index if direct and len(between) < 6 else None
        if t.tags[at] == "g" and t.word(t.skip_left(at - 1, "VN")) in _CONTENT:
            return index
        if t.tags[at] == "w" and any(t.word(i) in _CONTENT for i in between):
            return index
        return None
    return None


def _content(
    t: Tagged, trigger: Trigger, stand: Standing, before: list[Frame], index: int
) -> Frame | None:
    outer = before[index]
    if outer.trigger.entry.type == "REJECT":
        actors = outer.actors
        found = recipients(t, trigger, actors)
        if t.tags[trigger.at] == "w":
            found = recipients(t, trigger, actors) or found
        status = Standing("denied", "content of a denial", None, (outer.actors or (None,))[0])
        return Frame(trigger, status, actors, found, denied=True)
    actors = outer.recipients
    if t.tags[trigger.at] == "w":
        actors = actor_of_noun(t, trigger) or actors
    if not actors:
        return None
    found = recipients(t, trigger, actors)
    own = {a.country for a in actors}
    foreign = tuple(p for p in found if p.country and p.country not in own)
    if not foreign:
        foreign = outer.actors
    speaker = outer.actors[0] if outer.actors else None
    status = "attributed" if stand.status == "asserted" else stand.status
    made = Standing(status, "content of an accusation", None, speaker)
    return Frame(trigger, made, actors[:1], foreign, content_of=index)


def _noun(t: Tagged, trigger: Trigger, stand: Standing) -> Frame | None:
    between = _between(t, trigger)
    if between:
        return Frame(trigger, stand, between[:1], between[1:])
    actors = actor_of_noun(t, trigger) or _claimer(t, trigger) or _lightly(t, trigger)
    near = objects(t, trigger.at + 1, limit=18)
    found = recipients(t, trigger, actors, near)
    if not found or all(p.country is None for p in found):
        found = recipients(t, trigger, actors, [o for o in near if o.preposition != "object"])
    if not actors:
        actors = _custody(t, trigger, found, near)
    if not (actors and found) and not _domestic(trigger, actors, found):
        return None
    return Frame(trigger, stand, actors[:2], found)


def _lightly(t: Tagged, trigger: Trigger) -> Parties:
    """Give who "announced the release of" or "launched an invasion of"."""
    verb = t.skip_left(trigger.start - 1, "Djw#p")
    if t.tag(verb) == "v" and "light" in grammar().governs.get(t.word(verb), ()):
        return subject(t, verb)
    return ()


def _claimer(t: Tagged, trigger: Trigger) -> Parties:
    """Read "claimed responsibility for the attack" as an admission."""
    for k in range(trigger.start - 1, max(1, trigger.start - 6), -1):
        if t.word(k) == "for" and t.word(k - 1) == "responsibility":
            verb = t.skip_left(k - 2, "DjV")
            return subject(t, verb) if t.tag(verb) in "v" else ()
    return ()


def _attribute(t: Tagged, trigger: Trigger, stand: Standing) -> Frame | None:
    """Read "two detained Kenyan nationals in Ugandan custody"; without a holder it is no deed."""
    k = t.skip_right(trigger.at + 1, "jw#")
    if t.tag(k) != "X" or trigger.entry.mode not in _GROUND:
        return None
    held = (party(t, t.owner[k], "noun that the participle describes"),)
    holder = _holder(t, t.last[t.owner[k]])
    return Frame(trigger, stand, holder, held) if holder else None


def _holder(t: Tagged, start: int) -> Parties:
    """Give whose prison it is: "… were found dead in a Ugandan prison"."""
    for k in range(start, min(len(t.tags), start + 16)):
        if t.tags[k] == ";":
            break
        if t.tags[k] != "X" or t.mentions[t.owner[k]].country is None:
            continue
        held = any(t.word(i) in wordlist("custody") for i in range(k + 1, t.last[t.owner[k]] + 3))
        if held and t.word(t.skip_left(t.first[t.owner[k]] - 1, "Dj")) in _INSIDE:
            return (party(t, t.owner[k], "holder of the prison"),)
    return ()


def _custody(t: Tagged, trigger: Trigger, found: Parties, near: list[Object]) -> Parties:
    return _ground(t, trigger, found, near)


def _domestic(trigger: Trigger, actors: Parties, found: Parties) -> bool:
    """Keep violence and protest that name only one end."""
    return trigger.entry.type in ("ASSAULT", "PROTEST", "COERCE") and any(
        p.country for p in (*actors, *found)
    )


def _between(t: Tagged, trigger: Trigger) -> Parties:
    k = next(
        (i for i in range(trigger.at, min(len(t.tags), trigger.end + 6)) if t.word(i) == "between"),
        None,
    )
    if k is None:
        return ()
    found: list[Party] = []
    while k < len(t.tags) and len(found) < 4:
        k = t.skip_right(k + 1, "Dj,C#wpG" if not found else "Dj,C#wpG")
        if t.tag(k) != "X":
            break
        one = party(t, t.owner[k], "after 'between'")
        if one.country and one.country not in {p.country for p in found}:
            found.append(one)
        k = t.last[t.owner[k]] - 1
    return tuple(found) if len(found) > 1 else ()
