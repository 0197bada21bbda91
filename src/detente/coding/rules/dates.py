"""When, with the precision that the text gives, reckoned from the publication day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from detente.coding.rules.numbers import number
from detente.records import When

__all__ = ["Dated", "find_dates", "is_past"]

_MONTH_NUMBER = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?|July?|"
    r"Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_YEAR = r"(?P<year>1[0-9]{3}|20[0-9]{2})"
_COUNT = r"(?P<count>(?i:an?|one|two|three|four|five|six|seven|eight|nine|ten)|\d{1,3})"
_RECENT = timedelta(days=90)
"""A dated day of the year before is still current this long: December told in January."""
_NOT_A_YEAR = (
    r"(?!\s(?:people|troops|soldiers|men|women|km|miles|tons|tonnes|dead|GMT|hours|meters|metres|"
    r"students|civilians|prisoners|families|euros|dollars|years|members|refugees|of|others)\b)"
)
_WHICH = r"(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Pp]revious|[Ee]arlier this|[Ll]ater this)"

# In order of preference; a later pattern never overlaps an earlier one's find.
_SOURCES = {
    "iso day": rf"\b{_YEAR}-(?P<m>[01]\d)-(?P<day>[0-3]\d)\b",
    "day month": rf"\b(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? {_YEAR})?(?!\w)",
    "month day": rf"\b{_MONTH} (?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b(?!,?\d)(?:,? {_YEAR}\b)?",
    "month year": rf"\b{_MONTH}(?: of|,)? {_YEAR}\b",
    "years": rf"\b{_YEAR}\s?(?:[-–—/]|to|and|until|through)\s?"
    r"(?P<to>1\d{3}|20\d\d|\d\d)\b(?![-\d])",
    "year": rf"(?<![\w$€£.,-]){_YEAR}"
    r"(?:s\b(?P<decade>)|(?![\w%])(?!-\w*\d)(?!\s?[-–—]\s?present)(?!,\d)" + _NOT_A_YEAR + ")",
    "weekday": r"\b(?P<last>last )?"
    r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s?\b",
    "near": r"\b(?P<near>[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow|[Tt]his morning|"
    r"[Ll]ast night|[Tt]his evening|[Tt]his afternoon)\b",
    "ago": rf"\b{_COUNT} (?P<unit>day|week|month|year|decade)s? (?:ago|earlier|before)\b",
    "last unit": rf"\b{_WHICH} (?P<unit>week|month|year)\b",
    "bare month": rf"\b(?P<mod>[Ll]ast |[Tt]his |[Ee]arly |[Ll]ate |mid-)?{_MONTH}(?!\w)",
}
_PATTERNS = {rule: re.compile(source) for rule, source in _SOURCES.items()}
# What every pattern needs: most sentences have none of it, and one look costs less than eleven.
_HINT = re.compile(
    r"\d|day|onight|omorrow|ast |his |ext |revious|ater |arl|before|ago\b"
    r"|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as written: where it stands, what it means, by which rule."""

    start: int
    end: int
    when: When
    rule: str
    year_given: bool
    """The text itself names a year, or one before the present."""


def find_dates(text: str, published: date | None) -> tuple[Dated, ...]:
    """Find every date of a sentence, in order.

    Without a publication day only dates that name their year can be told.
    """
    found: list[Dated] = []
    if not _HINT.search(text):
        return ()
    for name, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            if any(match.start() < d.end and d.start < match.end() for d in found):
                continue
            if (one := _dated(name, match, published)) is not None:
                found.append(one)
    return tuple(sorted(found, key=lambda d: d.start))


def is_past(dated: Dated, published: date | None) -> bool:
    """Tell whether a date lies in an earlier year, so that its deed is background."""
    if not dated.year_given:
        return False
    if published is None:
        return True
    if dated.when.last.year >= published.year:
        return False
    coarse = (dated.when.last - dated.when.first).days > 31
    return coarse or published - dated.when.last > _RECENT


def _dated(name: str, match: re.Match[str], published: date | None) -> Dated | None:
    groups = match.groupdict()
    if name == "bare month" and not _is_month(match):
        return None
    try:
        when = _absolute(groups) if groups.get("year") else None
        explicit = when is not None
        if when is None:
            if published is None:
                return None
            when, explicit = _relative(name, groups, published)
    except (ValueError, OverflowError):
        return None
    return Dated(match.start(), match.end(), when, name, explicit)


def _is_month(match: re.Match[str]) -> bool:
    """Keep "in May" and "last March"; drop the verb and the surname."""
    if match["mod"]:
        return True
    before = match.string[: match.start()].rstrip().rpartition(" ")[2].lower()
    return before in ("in", "since", "until", "of", "during", "from", "by", "and")


def _absolute(groups: dict[str, str | None]) -> When:
    year = int(groups["year"] or 0)
    month = _month(groups)
    if groups.get("day") and month:
        return When.day(date(year, month, int(groups["day"] or 0)))
    if month:
        return When.month(year, month)
    if groups.get("decade") is not None:
        return When.year(year, year + 9)
    last = groups.get("to")
    if last is None:
        return When.year(year)
    return When.year(year, int(last) if len(last) == 4 else year - year % 100 + int(last))


def _month(groups: dict[str, str | None]) -> int | None:
    if groups.get("m"):
        return int(groups["m"] or 0)
    written = groups.get("month")
    if not written:
        return None
    return _MONTH_NUMBER[written[:3].lower()]


def _relative(name: str, groups: dict[str, str | None], day: date) -> tuple[When, bool]:
    if name in ("day month", "month day"):
        return When.day(_latest(day, _month(groups) or 1, int(groups["day"] or 0))), False
    if name == "weekday":
        index = _WEEKDAYS[(groups["weekday"] or "")[:3].lower()]
        back = (day.weekday() - index) % 7
        return When.day(day - timedelta(days=back or (7 if groups["last"] else 0))), False
    if name == "near":
        return _near((groups["near"] or "").lower(), day), False
    if name == "ago":
        return _ago(groups, day)
    if name == "last unit":
        return _unit(groups, day)
    month = _month(groups) or 1
    year = day.year if month <= day.month else day.year - 1
    if (groups.get("mod") or "").strip().lower() == "this":
        year = day.year
    return When.month(year, month), False


def _latest(day: date, month: int, number_of_day: int) -> date:
    """Give the last such day that is not after `day`; the next days still count as this year's."""
    for year in range(day.year, day.year - 5, -1):
        try:
            found = date(year, month, number_of_day)
        except ValueError:  # 29 February of a common year
            continue
        if found <= day or (found - day).days <= 60:
            return found
    raise ValueError("no such day")


def _near(word: str, day: date) -> When:
    shift = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(word, 0)
    return When.day(day + timedelta(days=shift))


def _ago(groups: dict[str, str | None], day: date) -> tuple[When, bool]:
    written = (groups["count"] or "").lower()
    count = 1 if written in ("a", "an") else (number(written) or 0)
    unit = groups["unit"]
    if unit == "day":
        return When.day(day - timedelta(days=count)), False
    if unit == "week":
        return _week(day - timedelta(weeks=count)), False
    if unit == "month":
        months = day.year * 12 + day.month - 1 - count
        return When.month(months // 12, months % 12 + 1), False
    return When.year(day.year - count * (10 if unit == "decade" else 1)), True


def _unit(groups: dict[str, str | None], day: date) -> tuple[When, bool]:
    which = (groups["which"] or "").lower()
    shift = {"last": -1, "previous": -1, "next": 1}.get(which, 0)
    if groups["unit"] == "week":
        return _week(day + timedelta(weeks=shift)), False
    if groups["unit"] == "month":
        months = day.year * 12 + day.month - 1 + shift
        return When.month(months // 12, months % 12 + 1), False
    return When.year(day.year + shift), shift < 0


def _week(day: date) -> When:
    monday = day - timedelta(days=day.weekday())
    return When(monday, monday + timedelta(days=6))
