"""From a deed to the report that is kept."""

from __future__ import annotations

from detente.coding.rules.deed import Deed
from detente.coding.rules.numbers import find_numbers
from detente.records import Document, Number, Report, Sentence

__all__ = ["report_of"]

_COUNTED = {
    "killed": ("ASSAULT",),
    "wounded": ("ASSAULT",),
    "arrested": ("COERCE", "RETREAT"),
    "expelled": ("SANCTION", "COERCE"),
}
_COUNTING = frozenset(kind for kinds in _COUNTED.values() for kind in kinds)


def report_of(
    document: Document, identity: str, sentence: Sentence, deed: Deed, coder: str, sure: float
) -> Report:
    """Make the report of a deed; `identity` is the document's id, `sure` the confidence."""
    entry = deed.trigger.entry if deed.trigger and deed.type == deed.trigger.entry.type else None
    return Report(
        document=identity,
        url=document.url,
        outlet=document.outlet,
        title=document.title,
        language=document.language,
        published=document.published,
        sentence=sentence.index,
        quote=sentence.text,
        span=deed.span,
        type=deed.type,
        status=deed.status,
        coder=coder,
        confidence=sure,
        actor=deed.actor.actor() if deed.actor else None,
        recipient=deed.recipient.actor() if deed.recipient else None,
        mode=entry.mode if entry else None,
        contexts=entry.contexts if entry else (),
        speaker=deed.speaker.actor() if deed.speaker else None,
        when=deed.when,
        place=deed.place,
        numbers=_numbers(sentence.text, deed),
        label=deed.label,
        fingerprint=document.fingerprint,
        note=document.note,
        why=deed.why,
    )


def _numbers(text: str, deed: Deed) -> tuple[Number, ...]:
    if deed.trigger is None or deed.type not in _COUNTING:
        return ()
    mode = deed.trigger.entry.mode
    return tuple(
        n
        for n in find_numbers(text, deed.span[0])
        if deed.type in _COUNTED[n.kind] and (n.kind != "expelled" or mode in ("expel", "arrest"))
    )
