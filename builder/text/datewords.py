"""Words of time and the pieces of patterns that rules for dates are made from."""

from __future__ import annotations

from collections.abc import Iterable

from builder.text.numberwords import FIGURE, WORDS
from builder.text.wordlist import words


def _numbered(text: str, start: int) -> dict[str, int]:
    """{word: number}; words between bars mean the same."""
    return {word: number for number, group in enumerate(words(text), start) for word in group.split()}


MONTHS = _numbered(
    "january jan | february feb | march mar | april apr | may | june jun | july jul | august aug | september sept sep"
    " | october oct | november nov | december dec",
    1,
)
WEEKDAYS = _numbered(
    "monday mon | tuesday tues tue | wednesday wed | thursday thurs thur thu | friday fri | saturday sat | sunday sun",
    0,
)
# Unit -> TIMEX3 letter; E and C (decade, century) become years in a duration, WE is a weekend.
UNITS = {
    "second": "TS", "sec": "TS", "minute": "TM", "min": "TM", "hour": "TH", "hr": "TH", "day": "D", "night": "D",
    "week": "W", "fortnight": "W", "month": "M", "quarter": "Q", "year": "Y", "yr": "Y", "decade": "E",
    "century": "C", "centurie": "C", "weekend": "WE",
}  # fmt: skip
# Word for a part of a day -> (TIMEX3 letters, the contract's part).
PARTS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(words("dawn daybreak sunrise pre-dawn predawn"), ("MO", "dawn")),
    "morning": ("MO", "morning"),
    **dict.fromkeys(words("midday noon"), ("MI", "noon")),
    **dict.fromkeys(words("midafternoon afternoon"), ("AF", "afternoon")),
    **dict.fromkeys(words("evening dusk sunset sundown"), ("EV", "evening")),
    **dict.fromkeys(words("night | overnight | midnight | nightfall | early hours | small hours"), ("NI", "night")),
}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
DECADES = _numbered("twenties | thirties | forties | fifties | sixties | seventies | eighties | nineties", 2)
ZONES = {
    "gmt": "Z", "utc": "Z", "z": "Z", "est": "-05:00", "edt": "-04:00", "cst": "-06:00", "cdt": "-05:00",
    "mst": "-07:00", "mdt": "-06:00", "pst": "-08:00", "pdt": "-07:00", "cet": "+01:00", "cest": "+02:00",
    "bst": "+01:00", "eet": "+02:00", "eest": "+03:00", "msk": "+03:00",
}  # fmt: skip
HOLIDAYS = {
    "new year's eve": (12, 31), "new year's day": (1, 1), "christmas eve": (12, 24), "christmas day": (12, 25),
    "christmas": (12, 25), "valentine's day": (2, 14), "halloween": (10, 31), "boxing day": (12, 26),
}  # fmt: skip


def _any(names: Iterable[str]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


# A full stop belongs to the abbreviation only: 'Mar. 8', but not 'on Monday.'
MONTH = rf"(?P<month>(?:{_any(MONTHS)})\b(?:(?<=\b\w\w\w)(?<!may)\.|(?<=\bsept)\.)?)"
MONTH2 = MONTH.replace("<month>", "<month2>")
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:])"
DAY2 = DAY.replace("<day>", "<day2>")
YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?![\d,]\d|-\d\d-)\b"
WEEKDAY = rf"(?P<weekday>(?:{_any(WEEKDAYS)})\b(?:(?<=\b\w\w\w)\.|(?<=\b\w\w\w\w)\.|(?<=\bthurs)\.)?)"
PART = rf"(?P<part>{_any(PARTS)})\b"
UNIT = r"(?P<unit>day|night|week|fortnight|month|quarter|year|decade|century|weekend)\b(?!s)"
SPAN_UNIT = (
    r"(?P<unit>second|minute|min|hour|hr|day|night|week|fortnight|month|quarter|year|yr|decade|centur(?:y|ie))s?\b"
)
COUNTED = rf"(?:(?:{FIGURE}|\b{WORDS})(?:[ -]and[ -]a[ -]half)?|several|a few|few|many|a couple(?: of)?)"
COUNT = rf"(?P<count>{COUNTED}|half an?|an?)"
ZONE = (
    r"(?:,? ?\(?(?P<zone>GMT|UTC|Z|EST|EDT|CST|CDT|MST|MDT|PST|PDT|CET|CEST|BST|EET|EEST|MSK|local time|local)\b"
    r"(?: ?(?P<offset>[+-] ?\d{1,2}(?::\d\d)?))? ?\)?)"
)
CLOCK = (
    r"(?:(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))? ?(?P<half_day>[ap])\.?m\b\.?"
    r"|(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)(?::[0-5]\d)?(?: hours| hrs)?\b(?!\.\d)"
    rf"|(?P<military>(?:[01]\d|2[0-3])[0-5]\d)(?= ?(?:hours|hrs|GMT|UTC|Z\b|local))(?: hours| hrs)?){ZONE}?"
)
EARLY = (
    r"(?:(?:very )?(?:early|late|mid)[ -](?:on |in )?|the (?:very )?(?:beginning|start|end|middle) of |later |earlier )"
)
