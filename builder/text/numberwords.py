"""Words for numbers: their values, the patterns that find them, what bounds them and what they measure."""

from __future__ import annotations

import re

from builder.text.wordlist import words as listed

ONES = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
TENS = listed("twenty thirty forty fifty sixty seventy eighty ninety")
SCALES = {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SHORT_SCALES = {**SCALES, "mln": 10**6, "bn": 10**9, "m": 10**6, "dozen": 12}
VALUES = {word: value for value, word in enumerate(ONES)} | {word: 20 + 10 * i for i, word in enumerate(TENS)}
ORDINALS = {
    word: value
    for value, word in enumerate(
        listed(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
            " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ),
        start=1,
    )
}

_ANY = "(?:" + "|".join(sorted([*VALUES, *SCALES], key=len, reverse=True)) + r")\b"
_SMALL = "(?:" + "|".join(sorted(VALUES, key=len, reverse=True)) + r")\b"
_AND = "(?:(?:(?<=hundred)|(?<=thousand)|(?<=million))[- ]and)?"
WORDS = (
    rf"(?:half a dozen|(?:a )?couple(?= of\b)|a (?:pair|trio)(?= of\b)|a single\b|(?:an?|{_SMALL}) dozen\b"
    rf"|(?:an? (?:hundred|thousand|million|billion)\b(?!-)|{_SMALL})(?:{_AND}[- ]{_ANY}){{0,7}})"
)
FIGURE = r"(?:\d{1,3}(?:,\d{3}){1,4}(?![\d,])|\d{1,12}(?!\d))(?:\.\d{1,9})?"  # more digits are no number of anything
SCALED = r"(?:[ -]?(?:hundred|thousand|million|billion|trillion|dozen|mln|bn)\b|m\b(?!\w))?"
NUMBER = rf"(?:{FIGURE}{SCALED}|\b{WORDS})"
ORDINAL = re.compile(rf"\b(?:\d{{1,9}}(?:st|nd|rd|th)|{'|'.join(ORDINALS)})\b", re.I)
# Words for a number that name none.
QUANTIFIER = re.compile(
    r"\b(?:(?:tens|hundreds|dozens) of (?:thousands|millions)|(?:hundreds|thousands|millions|billions|dozens)"
    r"|scores(?= of\b| (?:more|were|killed|dead|wounded|injured)\b)"
    r"|(?:several|a few|many)(?: (?:hundred|thousand|dozen))?"
    r"|numerous|multiple|countless|a (?:small |large |growing |significant )?number(?= of\b)|a handful"
    r"|few(?= of\b| were\b)|some)\b",
    re.I,
)
ZERO = re.compile(r"\b(?:no one|nobody|none|not (?:one|a single)|no)\b", re.I)

# How a number is bounded by the words before it, and after it.
AT_LEAST, MORE, AT_MOST, FEWER, ABOUT = "at least", "more", "at most", "fewer", "about"
BEFORE = (
    (AT_LEAST, r"at least|at minimum|(?:no|not) (?:fewer|less) than|a minimum of|upwards? of"),
    (MORE, r"(?:well |slightly |just |far |a little )?(?:more than|over|above|greater than)|in excess of|exceeding"),
    (AT_MOST, r"up to|as (?:many|much|high|long|far) as|at most|(?:no|not) more than|a maximum of"),
    (FEWER, r"(?:well |slightly |just |far )?(?:fewer than|less than|under|below)"),
    (
        ABOUT,
        r"about|around|some|approximately|approx\.?|nearly|almost|roughly|an estimated|estimated|close to|circa|ca\."
        r"|perhaps|possibly|probably|maybe|an average of|a reported",
    ),
)
BEFORE_RE = tuple((kind, re.compile(rf"(?<![\w-])(?:{pattern}) (?:the |a |an )?$", re.I)) for kind, pattern in BEFORE)
AFTER_RE = (
    (AT_LEAST, re.compile(r" or more\b|\+|[- ]plus\b| or greater\b", re.I)),
    (AT_MOST, re.compile(r" or (?:fewer|less)\b| at most\b", re.I)),
    (ABOUT, re.compile(r" or so\b|-odd\b|-ish\b", re.I)),
)

CURRENCIES = {
    "$": "USD", "us$": "USD", "a$": "AUD", "c$": "CAD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB",
    "dollar": "USD", "euro": "EUR", "pound": "GBP", "yen": "JPY", "rupee": "INR", "ruble": "RUB", "rouble": "RUB",
    "lira": "TRY", "dinar": "IQD", "rial": "IRR", "afghani": "AFN", "riyal": "SAR", "shekel": "ILS", "dirham": "AED",
    "usd": "USD", "eur": "EUR", "gbp": "GBP", "naira": "NGN", "hryvnia": "UAH", "peso": "MXN", "yuan": "CNY",
}  # fmt: skip
CURRENCY_BEFORE = re.compile(r"(?:US\$|A\$|C\$|[$€£¥₹₽]|\b(?:USD|EUR|GBP) ?)$", re.I)
CURRENCY_AFTER = re.compile(
    r"[ -](?:(?:U\.?S\.?|American|Iraqi|Syrian|Turkish|Iranian|Lebanese|Libyan) )?(dollar|euro|pound|yen|rupee|rou?ble"
    r"|lira|dinar|rial|afghani|riyal|shekel|dirham|naira|hryvnia|peso|yuan)s?\b(?!-old)|[ ](USD|EUR|GBP)\b",
    re.I,
)


def _unit(kind: str, pattern: str, unit: str | None = None) -> tuple[str, re.Pattern[str], str | None]:
    return kind, re.compile(rf"(?:{pattern})", re.I), unit


UNITS = (
    _unit("percent", r" ?%|[ -]per ?cent\b| percentage points?\b"),
    _unit("distance", r"[ -]?(?:kilomet(?:re|er)s?|kms?)\b", "km"),
    _unit("distance", r"[ -](?:nautical miles?|nmi)\b", "nmi"),
    _unit("distance", r"[ -](?:miles?|mi)\b", "mi"),
    _unit("distance", r"[ -]met(?:re|er)s?\b|[ ]?m\b(?!\.)", "m"),
    _unit("distance", r"[ -]?(?:feet|foot|ft)\b", "ft"),
    _unit("distance", r"[ -](?:yards?|yds?)\b", "yd"),
    _unit("age", r"[- ]years?[- ]olds?\b| years of age\b|-month-old\b"),
    _unit(
        "duration",
        r"[- ](?:more |long |full |straight |consecutive )?(?:second|minute|hour|day|week|month|year|decade)s?\b",
    ),
    _unit("other", r"[ -](?:thirds?|fourths?|quarters?|fifths?|sixths?|tenths?|halves)\b"),
    _unit(
        "other",
        r"[ -]?(?:mm|cm|caliber|calibre|kg|kilograms?|kilos?|lbs?|pounds?|tons?|tonnes?|lit(?:er|re)s?|gallons?"
        r"|barrels?|acres?|hectares?|degrees?|knots?|mph|kph|square|cubic|volts?|megawatts?|[ap]\.?m\b\.?|o'clock|GMT|hrs)\b",
    ),
)


def value_of(words: str) -> float:
    """The value of number words that `NUMBER` matched: 'twenty-one' 21, '2.5 million' 2500000, 'a dozen' 12.

    Raises ValueError for words that are no number.
    """
    words = " ".join(words.lower().replace("-", " ").split())
    if figure := re.match(FIGURE, words):
        scale = words[figure.end() :].strip()
        return float(figure.group().replace(",", "")) * (SHORT_SCALES[scale] if scale else 1)
    if words == "half a dozen":
        return 6.0
    total = current = 0
    for word in words.split():
        if word in ("a", "an", "single"):
            current = 1
        elif word in ("couple", "pair", "trio"):
            current = 3 if word == "trio" else 2
        elif word in ("dozen", "hundred"):
            current = max(current, 1) * SHORT_SCALES[word]
        elif word in SCALES:
            total, current = total + max(current, 1) * SCALES[word], 0
        elif word in VALUES:
            current += VALUES[word]
        elif word != "and":
            raise ValueError(f"no number: {words!r}")
    return float(total + current)
