"""Lines that belong to the page around an article: menus, buttons, credits."""

from __future__ import annotations

import re

__all__ = ["is_dressing", "is_paragraph", "without_dressing"]

# Whole lines, worded like this on any site.
_FIXED = r"""
    back\ to\ (?:the\ )?top(?:\ button)? | scroll\ to\ top | skip\ to\ (?:main\ )?content
  | home(?:\ page)? | (?:main\ )?menu | search | log\ ?in | sign\ (?:in|up) | register | listen
  | print | e-?mail | copy\ link | share(?:\ (?:this|on|via|the)\b.*)? | next | previous | close
  | advert(?:isement)?s? | sponsored | loading | trending | (?:leave\ a\ )?comments?(?:\ \(?\d+\)?)?
  | (?:read|see|watch)\ (?:more|also|next|now) | more\ on\ this | most\ (?:read|popular)
  | (?:related|recommended|similar|latest|top)\ (?:articles?|stories|news|posts|content|topics)
  | (?:\d+\ )?min(?:ute)?s?\ read
  | читайте\ также | подписаться | поделиться | реклама | наверх | комментарии | версия\ для\ печати
  | читайте\ також | поділитися
  | paylaş | abone\ ol | yukarı | reklam | əlavə\ et | oxşar\ xəbərlər
  | auch\ interessant | mehr\ zum\ thema | teilen | anzeige
  | lire\ aussi | partager | compartir | publicidad
"""
# How only such lines begin. It counts for short lines.
_OPENING = r"""
    subscribe | sign\ up | follow\ (?:us|@) | join\ (?:us|our) | download\ (?:our|the)\ app
  | click\ here | also\ read | read\ (?:more|also|next)\s*[:|»>-] | share\ (?:this|on)\b
  | (?:tags?|topics?|filed\ under|keywords?|(?:news\ )?sources?)\s*: | copyright\b
  | we\ use\ cookies
  | (?:photo|image|picture|video)(?:\ (?:credit|by))?\s*: | get\ the\ latest
  | читайте\ также | подписывайтесь | (?:теги|фото|источник)\s*: | (?:mənbə|kaynak|foto)\s*:
"""
_RIGHTS = re.compile(
    r"©|all rights reserved|все права защищены|усі права захищено|bütün hüquqlar"
    r"|tüm hakları saklıdır|alle rechte vorbehalten|tous droits réservés|todos los derechos"
    r"|جميع الحقوق محفوظة|کلیه حقوق|כל הזכויות שמורות|բոլոր իրավունքները|ყველა უფლება",
    re.I,
)
_CHANNEL = re.compile(
    r"\b(?:on|our|via|in|в|на)\b.{0,30}"
    r"\b(?:telegram|whatsapp|facebook|instagram|youtube|twitter|tiktok|viber)\b",
    re.I,
)
_WHOLE = re.compile(rf"(?:{_FIXED})\s*[:.…»>!]*", re.I | re.X)
_BEGINS = re.compile(rf"(?:{_OPENING})", re.I | re.X)
_ENDS = re.compile(r"[.!?…։۔।。！？؟;:][\"'”’»)\]]*$")
_FULL_STOP = re.compile(r"[.!…։۔।。！][\"'”’»)\]]*$")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_SHORT = 16
_LONG = 25


def words(line: str) -> int:
    """Count words; two characters of Chinese or Japanese make about one."""
    return len(line.split()) + len(_HAN.findall(line)) // 2


def is_paragraph(line: str) -> bool:
    """Tell whether a line is running text: long, or a sentence with its full stop."""
    count = words(line)
    return count >= _LONG or (count >= 6 and bool(_FULL_STOP.search(line)))


def is_dressing(line: str) -> bool:
    """Tell whether a line says that it belongs to the page, wherever it stands."""
    bare = line.strip().strip("•·|*-–—→▶ ").strip()
    if not any(char.isalnum() for char in bare):
        return True
    if words(bare) > _SHORT:
        return False
    if _WHOLE.fullmatch(bare) or _BEGINS.match(bare) or _RIGHTS.search(bare):
        return True
    return bool(_CHANNEL.search(bare)) and not _ENDS.search(bare)


def without_dressing(lines: list[str]) -> list[str]:
    """Drop what says that it belongs to the page, and a tail of very short lines below the text."""
    kept = [line for line in lines if not is_dressing(line)]
    running = [n for n, line in enumerate(kept) if is_paragraph(line)]
    if not running:
        return kept
    end = len(kept)
    while end > running[-1] + 1 and words(kept[end - 1]) < 4 and not _ENDS.search(kept[end - 1]):
        end -= 1
    return kept[:end]
