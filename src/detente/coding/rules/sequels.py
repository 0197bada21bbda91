"""What follows from the deeds of a sentence: charges, answers, denials, shared ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from detente.coding.rules.announced import announced
from detente.coding.rules.deed import HOSTILE, SPEECH_ACTS, Deed
from detente.coding.rules.memory import Memory
from detente.coding.rules.parties import Party, party
from detente.coding.rules.tagged import Tagged
from detente.coding.rules.things import owner_of_thing

__all__ = ["with_sequels"]

_ON_THINGS = frozenset({"ASSAULT", "COERCE", "SANCTION"})


def with_sequels(t: Tagged, deeds: list[Deed], memory: Memory, index: int) -> list[Deed]:
    """Complete the deeds of a sentence, add what follows from them, and keep each act once."""
    whole = _completed(t, deeds, memory, index)
    whole = _once(_answered([*whole, *_charges(whole), *announced(whole)]))
    return _once([*whole, *_denials(whole)])


def _completed(t: Tagged, deeds: list[Deed], memory: Memory, index: int) -> list[Deed]:
    """Fill in recipients that the rest of the sentence or the document leaves no doubt of."""
    whole: list[Deed] = []
    for deed in deeds:
        made = deed
        whom = deed.recipient
        if deed.actor and deed.actor.country and deed.trigger and not (whom and whom.country):
            found = _owner(t, deed, memory) or _whoever_says_so(t, deed)
            if whom is None:
                found = _shared(deed, whole) or found or _the_thing_hit(t, deed, memory, index)
            elif found:
                found = replace(whom, country=found.country, how=f"{whom.how}; {found.how}")
            made = replace(deed, recipient=found) if found else deed
        whole.append(made)
    return whole


def _shared(deed: Deed, before: list[Deed]) -> Party | None:
    """Take the recipient of a joined deed: "summoned the envoy and demanded an inquiry"."""
    if deed.type not in SPEECH_ACTS:
        return None
    for one in reversed(before):
        if _code(one.actor) != _code(deed.actor) or not one.recipient or not deed.actor:
            continue
        if one.recipient.country and one.recipient.country != deed.actor.country:
            return replace(one.recipient, how=f"shared; {one.recipient.how}")
    return None


def _owner(t: Tagged, deed: Deed, memory: Memory) -> Party | None:
    """Give whose thing a deed was done to, if it is not the doer's own."""
    if deed.type not in _ON_THINGS or deed.trigger is None:
        return None
    found = owner_of_thing(t, deed.trigger, memory)
    return found if found and deed.actor and found.country != deed.actor.country else None


def _whoever_says_so(t: Tagged, deed: Deed) -> Party | None:
    """Take a claimed blow at something known for one at whoever claims it."""
    speaker = deed.speaker
    if deed.type not in HOSTILE or deed.status != "attributed" or not speaker or not deed.actor:
        return None
    if not speaker.country or speaker.country == deed.actor.country or deed.trigger is None:
        return None
    at = deed.trigger.end
    definite = any(t.word(i) in ("the", "this", "its", "their") for i in (at - 1, at, at + 1))
    how = f"who claims it: {speaker.name!r}"
    return replace(speaker, sector=None, how=how) if definite else None


def _the_thing_hit(t: Tagged, deed: Deed, memory: Memory, index: int) -> Party | None:
    """Give the other of two states for "shot the plane down", where no third was named."""
    at = deed.trigger.at if deed.trigger else 0
    passive = t.tags[at] == "z"
    definite = passive or any(
        t.word(i) in ("the", "this", "that") and not _other_name(t, i + 1) for i in (at + 1, at + 2)
    )
    told = deed.type == "CONCEDE" or (deed.type == "ASSAULT" and definite) or _own_envoy(deed)
    if not told or deed.actor is None:
        return None
    here = tuple(party(t, i, "named before") for i, m in enumerate(t.mentions) if m.country)
    found = memory.other(deed.actor.country or "", index, here)
    return found and replace(found, how=f"the only other state told of: {found.name!r}")


def _other_name(t: Tagged, k: int) -> bool:
    """Tell whether somebody unknown is named: "fought the Mughals"."""
    return t.tag(k) == "w" and t.words.title(k)


def _own_envoy(deed: Deed) -> bool:
    """Tell whether an envoy was called home, which is always from somewhere."""
    entry = deed.trigger.entry if deed.trigger else None
    return bool(entry and entry.mode == "withdraw" and "@envoy" in entry.text)


def _charges(deeds: list[Deed]) -> Iterator[Deed]:
    """Charge the doer of a hostile deed by whoever claims it: "Chad said Libya shelled it"."""
    told = {(_code(d.actor), _code(d.recipient)) for d in deeds if d.type == "ACCUSE"}
    for deed in deeds:
        speaker, actor = deed.speaker, deed.actor
        if deed.type not in HOSTILE or deed.status != "attributed" or not speaker or not actor:
            continue
        if not speaker.country or not actor.country or speaker.country == actor.country:
            continue
        hit = deed.recipient.country if deed.recipient else None
        if hit == actor.country:
            continue
        if (_code(speaker), _code(actor)) in told:
            continue
        told.add((_code(speaker), _code(actor)))
        yield replace(
            deed, type="ACCUSE", status="asserted", actor=speaker, recipient=actor, speaker=None,
            why=(*deed.why, ("charge", "to claim a hostile deed is to accuse its doer")),
        )  # fmt: skip


def _answered(deeds: list[Deed]) -> list[Deed]:
    """Direct a denial without recipient at whoever makes the charge in the same sentence."""
    charges: dict[str | None, Party] = {
        d.recipient.country: d.actor
        for d in deeds
        if d.type == "ACCUSE" and d.actor and d.actor.country and d.recipient
    }
    for deed in deeds:
        if deed.status == "denied" and deed.speaker and deed.recipient:
            # Whoever denies a deed answers whom it would have hit.
            charges.setdefault(deed.speaker.country, deed.recipient)
    return [_answer(d, charges) for d in deeds]


def _answer(deed: Deed, charges: dict[str | None, Party]) -> Deed:
    if deed.type != "REJECT" or deed.recipient is not None or deed.actor is None:
        return deed
    accuser = charges.get(deed.actor.country)
    if accuser is None:
        return deed
    return replace(deed, recipient=replace(accuser, how="to whom the denial answers"))


def _denials(deeds: list[Deed]) -> Iterator[Deed]:
    """Leave a denied deed standing, as denied."""
    for deed in deeds:
        if deed.type != "REJECT" or not deed.actor or not deed.actor.country or not deed.trigger:
            continue
        charged = [
            d for d in deeds
            if d.type in HOSTILE and d.status == "attributed" and d.actor and d.speaker
            and d.actor.country == deed.actor.country
            and deed.recipient and d.speaker.country == deed.recipient.country
        ]  # fmt: skip
        for one in charged[:1]:
            yield replace(
                one, status="denied", speaker=deed.actor, span=deed.span,
                why=(*one.why, ("denial", f"denied by {deed.actor.name}")),
            )  # fmt: skip


def _once(deeds: list[Deed]) -> list[Deed]:
    """Keep one report of each act told twice in a sentence, preferring the longer trigger."""
    kept: dict[tuple[object, ...], Deed] = {}
    foreign = {
        (d.type, _code(d.actor), d.status) for d in deeds if d.recipient and d.recipient.country
    }
    for deed in deeds:
        vague = deed.recipient is None or deed.recipient.country is None
        if vague and (deed.type, _code(deed.actor), deed.status) in foreign:
            continue  # "bombed a Kenyan village, killing five people" is one act
        key = (deed.type, _code(deed.actor), _code(deed.recipient), deed.status, deed.when)
        if key not in kept:
            kept[key] = deed
    return list(kept.values())


def _code(one: Party | None) -> tuple[str | None, str]:
    if one is None:
        return (None, "")
    return (one.country, "" if one.country else one.name)
