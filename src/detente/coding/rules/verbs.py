"""What a word that can be a verb is in its place: finite, passive, participle, noun."""

from __future__ import annotations

from detente.coding.rules.lexicon import Entry, grammar, lexicon, wordlist
from detente.coding.rules.tagged import Tagged

__all__ = ["guess", "read_verb"]

_BEFORE_NOUN = frozenset("DGj#p")
_AFTER_PARTICIPLE = frozenset("PBTS,;C")


# Prepositions that take a verb in -ing; after another one it describes a noun.
# Participles without "by" are passive only for deeds that are done to somebody.
_COPULAS = frozenset({"stands", "stood", "got", "gets", "remains", "remained", "stays", "stayed"})
_DONE_TO = frozenset({"COERCE", "ASSAULT", "SANCTION", "RETREAT"})
_ACTORS = frozenset({"state", "metonym", "leader", "organisation", "capital"})


def guess(word: str) -> str:
    """Give what a word that no table knows can be by its ending; see `inflect.Forms`."""
    if len(word) > 4 and word.endswith("ed"):
        return "dn"
    return "g" if len(word) > 5 and word.endswith("ing") else ""


def read_verb(t: Tagged, k: int, kinds: str) -> str:
    """Give the tag of a word that can be a verb, from its forms and its neighbours."""
    j = t.skip_left(k - 1, "VN")
    before = t.tag(j)
    if "g" in kinds:
        return _read_ing(t, k, before)
    if before == "T" and "b" in kinds:
        return "i"
    if before in "MO" and "b" in kinds:
        return "v"
    if "n" in kinds and before in "AH":
        return "z" if before == "A" else "v"
    if "d" in kinds or "n" in kinds:
        return _read_past(t, k, kinds, before)
    return _read_present(t, k, kinds, before)


def _read_ing(t: Tagged, k: int, before: str) -> str:
    word = t.words.lower[k]
    if before == "A":
        return "v"
    if word in wordlist("ing_nouns") and (before in "DGj#wXp" or t.tag(k - 1) in "DGj#w"):
        return "w"
    if before in "DG" and t.word(k + 1) in ("of", "by", "in"):
        return "w"
    if t.tag(k - 1) == "P" and t.word(k - 1) not in wordlist("governing") and t.tag(k + 1) in "wj":
        return "j"
    return "g"


def _read_past(t: Tagged, k: int, kinds: str, before: str) -> str:
    """Tell past tense from participles: before a noun, after one, joined to a passive."""
    after = t.skip_right(k + 1, "V")
    follower = t.tag(after)
    if t.words.glued[k] or (t.tag(k - 1) == "," and follower in "wX" and _only_nouns(t, k - 1)):
        return "p"
    if before in _BEFORE_NOUN and not (before == "#" and follower in "PBT,;D"):
        return "p" if "n" in kinds else "w"
    if "n" not in kinds:
        return "v"
    if chained := _after_verb(t, k, before, follower):
        return chained
    if _by_agent(t, after) and not _takes_by(t.words.lower[k]):
        return "r"
    if before in "P" and follower in "wXj#":
        return "p"
    if follower not in _AFTER_PARTICIPLE:
        return "v"
    return _bare_participle(t, k, kinds, before)


def _only_nouns(t: Tagged, comma: int) -> bool:
    """Tell whether one plain noun phrase opens the sentence: "A sunken ferry, expelled envoys"."""
    return t.tag(0) == "D" and all(tag in "DwjpG" for tag in t.tags[:comma])


def _after_verb(t: Tagged, k: int, before: str, follower: str) -> str:
    """Read "having shot", "stands accused", "release detained men"; empty for anything else."""
    j = t.skip_left(k - 1, "VN")
    if t.word(j) == "having":
        return "g"
    if before == "v" and t.word(j) in _COPULAS:
        t.tags[j] = "A"
        return "z"
    return "p" if before in "ivg" and follower in "wX" and j == k - 1 else ""


def _bare_participle(t: Tagged, k: int, kinds: str, before: str) -> str:
    """Read a form without object: "arrested and deported", "men arrested in Chad", "a cut in"."""
    if before == "C" and (voice := _passive_before(t, k)):
        return voice
    if "b" in kinds and "d" in kinds and before in "wX":
        return "v" if t.words.lower[k] == "hit" else "w"
    return "r" if _done_to(t, k) else "v"


def _by_agent(t: Tagged, k: int) -> bool:
    """Tell whether "by" follows, a short phrase between: "dismissed out of hand by"."""
    while t.tag(k) in "PwV" and t.word(k) != "by":
        k += 1
        if t.tag(k) == "P" and t.word(k) != "by" and t.word(k - 1) not in ("out", "of"):
            return False
    return t.word(k) == "by"


def _takes_by(word: str) -> bool:
    """Tell whether "by" belongs to the verb itself: "stood by its ally"."""
    entries = lexicon().verbs.get(word, ())
    return any(e.steps and "by" in e.steps[0].choices and not e.steps[0].gap for e in entries)


def _done_to(t: Tagged, k: int) -> bool:
    """Tell whether a bare participle is passive: "two Russians arrested in Baku"."""
    entries = lexicon().verbs.get(t.words.lower[k], ())
    if _ends_headline(t, k, entries) or _denied_charge(t, k, entries):
        return True
    held = any(t.word(i) in wordlist("custody") for i in range(k + 1, k + 6))
    if not any(e.type in _DONE_TO and (not e.steps or held) for e in entries):
        return False
    j = t.skip_left(k - 1, "V,")
    if t.tag(j) != "X":
        return t.tag(j) == "w"
    mention = t.mentions[t.owner[j]]
    before = t.tag(t.first[t.owner[j]] - 1)
    if before in "SR":
        return False
    return mention.kind not in _ACTORS or mention.sector in ("CVL", "BUS", "JRN")


def _denied_charge(t: Tagged, k: int, entries: tuple[Entry, ...]) -> bool:
    """Read "an accusation denied in Lima"."""
    j = t.skip_left(k - 1, "V,")
    denying = (e for e in entries if e.type == "REJECT")
    return t.word(j) in wordlist("claims") and any(not e.steps or e.steps[0].noun for e in denying)


def _ends_headline(t: Tagged, k: int, entries: tuple[Entry, ...]) -> bool:
    """Read "Kenyan envoy summoned", "Consulate closed": the object stands before."""
    if any(tag in "vzAHOM" for tag in t.tags[:k]) or any(
        tag not in ";," for tag in t.tags[k + 1 :]
    ):
        return False
    j = t.skip_left(k - 1, "V")
    first = t.first[t.owner[j]] if t.tag(j) == "X" else j
    nouns = {t.word(i) for i in range(first, j + 1)}
    return any(e.steps and e.steps[0].noun and nouns & e.steps[0].choices for e in entries)


def _passive_before(t: Tagged, k: int) -> str:
    """Give the tag of the passive that a participle is joined to, or nothing."""
    j = k - 1
    while j >= 0 and t.tags[j] not in "vzrSR;":
        j -= 1
    return t.tag(j) if t.tag(j) in "zr" else ""


def _read_present(t: Tagged, k: int, kinds: str, before: str) -> str:
    """Tell base and third-person forms from nouns of the same form, by agreement and objects."""
    if before in "UR":
        return "v"
    follower = t.tag(t.skip_right(k + 1, "V"))
    if before == "C":
        return "v" if follower in "DXQ" and _verb_before(t, k, "s" in kinds) else "w"
    if before not in "Xw":
        return "w"
    certain = before == "X" or t.words.lower[k] not in grammar().nouns
    if certain and "s" in kinds and "speech" in grammar().governs.get(t.words.lower[k], ()):
        return "v"
    if _has_verb(t, k):
        return "w"
    objects = follower in "DXQ#" or t.word(k + 1) == "that"
    if "s" in kinds:
        return _third_person(t, k, before, objects, follower)
    if t.words.lower[k] not in grammar().nouns:
        # No noun: "sources in Baku suggest", but not "its 48-hour blockade".
        loose = before == "X" or _plural_before(t, k)
        return "v" if follower in ("DXQS#UwjPT" if loose else "DXQ") else "w"
    return "v" if objects and _plural_before(t, k) else "w"


def _third_person(t: Tagged, k: int, before: str, objects: bool, follower: str) -> str:
    if before == "w":
        return "v" if objects and not _plural_before(t, k) else "w"
    mention = t.mentions[t.owner[t.skip_left(k - 1, "VN")]]
    if mention.kind == "demonym" and mention.sector is None:
        return "w"
    if t.words.lower[k] not in grammar().nouns:
        return "v"
    free = follower not in ",;C" and not _plural_before(t, k)
    return "v" if free or follower in "DX#wjSTUQp" else "w"


def _plural_before(t: Tagged, k: int) -> bool:
    """Tell whether the noun before is in the plural; names of states are not."""
    j = t.skip_left(k - 1, "VN")
    if t.tags[j] == "X" and t.mentions[t.owner[j]].kind not in ("demonym", "agent", "group"):
        return False
    return t.words.lower[j].endswith("s")


def _has_verb(t: Tagged, k: int) -> bool:
    """Tell whether the clause has its verb already: "forces bomb rebel targets"."""
    for j in range(k - 1, -1, -1):
        if t.tags[j] in ",;CSRB":
            return False
        if t.tags[j] in "vz":
            return "speech" not in grammar().governs.get(t.words.lower[j], ())
    return False


def _verb_before(t: Tagged, k: int, third: bool) -> bool:
    j = k - 1
    while j >= 0 and t.tags[j] not in "vzi;":
        j -= 1
    if t.tag(j) == "i":
        return not third
    return t.tag(j) == "v" and t.words.lower[j].endswith("s") == third
