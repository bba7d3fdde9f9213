"""Words of time and the pieces of patterns that rules for dates are made from."""

from __future__ import annotations

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
    "second": "TS", "minute": "TM", "min": "TM", "hour": "TH", "hr": "TH", "day": "D", "night": "D", "week": "W",
    "month": "M", "quarter": "Q", "year": "Y", "yr": "Y", "decade": "E", "century": "C", "centurie": "C",
    "weekend": "WE",
}  # fmt: skip
# Word for a part of a day -> (TIMEX3 letters, the contract's part).
PARTS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(words("dawn daybreak sunrise pre-dawn predawn"), ("MO", "dawn")),
    **dict.fromkeys(words("morning mid-morning midmorning"), ("MO", "morning")),
    **dict.fromkeys(words("midday noon"), ("MI", "noon")),
    **dict.fromkeys(words("mid-afternoon midafternoon afternoon"), ("AF", "afternoon")),
    **dict.fromkeys(words("evening dusk sunset sundown"), ("EV", "evening")),
    **dict.fromkeys(words("night | overnight | midnight | nightfall | early hours | small hours"), ("NI", "night")),
}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
DECADES = _numbered("twenties | thirties | forties | fifties | sixties | seventies | eighties | nineties", 2)
CENTURIES = _numbered("fifteenth | sixteenth | seventeenth | eighteenth | nineteenth | twentieth | twenty-first", 15)
HOLIDAYS = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "new year's day": (1, 1),
    "new year's eve": (12, 31),
}  # fmt: skip
ORDINALS = _numbered("first | second | third | fourth", 1)
ADVERBS = {
    "daily": "P1D", "nightly": "P1D", "hourly": "PT1H", "weekly": "P1W", "monthly": "P1M", "quarterly": "P3M",
    "yearly": "P1Y", "annual": "P1Y", "annually": "P1Y",
}  # fmt: skip
ZONES = {
    "gmt": "Z", "utc": "Z", "z": "Z", "est": "-05:00", "edt": "-04:00", "cst": "-06:00", "cdt": "-05:00",
    "mst": "-07:00", "mdt": "-06:00", "pst": "-08:00", "pdt": "-07:00", "cet": "+01:00", "cest": "+02:00",
    "bst": "+01:00", "eet": "+02:00", "eest": "+03:00", "msk": "+03:00",
}  # fmt: skip
