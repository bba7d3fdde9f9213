"""Publication dates: ISO 8601 dates and date-times (RFC 3339, seconds optional), within 1800–2100."""

from __future__ import annotations

import re
from datetime import date, datetime

FIRST_YEAR, LAST_YEAR = 1800, 2100
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Narrower than `datetime.fromisoformat`, which also takes weeks ('2020-W10-1') and dates without hyphens.
DATE_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?)"
    r" ?([Zz]|[+-][0-9]{2}:?[0-9]{2})?"
)


def normal_date(words: str) -> str:
    """The date or date-time in the form of XML Schema, zone kept: '2020-03-09', '2020-03-09T18:05:00+00:00'.

    Raises ValueError, saying why, for what is no day of the calendar and for years outside 1800–2100.
    """
    words = words.strip()
    try:
        value = _parsed(words)
    except ValueError:
        raise ValueError(f"no date: {words[:40]!r}") from None
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValueError(f"outside {FIRST_YEAR}–{LAST_YEAR}: {words[:40]!r}")
    return value.isoformat()


def _parsed(words: str) -> date:
    if DATE.fullmatch(words):
        return date.fromisoformat(words)
    if match := DATE_TIME.fullmatch(words):
        day, time, zone = match.groups(default="")
        return datetime.fromisoformat(f"{day}T{time}{zone.upper()}")
    raise ValueError(words)
