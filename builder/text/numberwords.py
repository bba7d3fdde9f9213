"""Words for numbers and currencies: their values, and the patterns that find them."""

from __future__ import annotations

import re

from builder.text.wordlist import any_of, words

ONES = words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
TENS = words("twenty thirty forty fifty sixty seventy eighty ninety")
SCALES = {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SHORT_SCALES = {**SCALES, "mln": 10**6, "bn": 10**9, "m": 10**6, "dozen": 12}
VALUES = {word: value for value, word in enumerate(ONES)} | {word: 20 + 10 * i for i, word in enumerate(TENS)}
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
    " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
ORDINALS = {word: value for value, word in enumerate(words(_ORDINALS), start=1)}

_ANY = rf"(?:{any_of([*VALUES, *SCALES])})\b"
_SMALL = rf"(?:{any_of(VALUES)})\b"
_AND = "(?:(?:(?<=hundred)|(?<=thousand)|(?<=million))[- ]and)?"
WORDS = (
    rf"(?:half a dozen|(?:a )?couple(?= of\b)|a (?:pair|trio)(?= of\b)|a single\b|(?:an?|{_SMALL}) dozen\b"
    rf"|(?:an? (?:hundred|thousand|million|billion)\b(?!-)|{_SMALL})(?:{_AND}[- ]{_ANY}){{0,7}})"
)
FIGURE = r"(?:\d{1,3}(?:,\d{3}){1,4}(?![\d,])|\d{1,12}(?!\d))(?:\.\d{1,9})?"  # more digits are no number of anything
SCALED = r"(?:[ -]?(?:hundred|thousand|million|billion|trillion|dozen|mln|bn)\b|m\b(?!\w))?"
NUMBER = rf"(?:{FIGURE}{SCALED}|\b{WORDS})"
ORDINAL = re.compile(rf"\b(?:\d{{1,9}}(?:st|nd|rd|th)|{'|'.join(ORDINALS)})\b", re.I)

CURRENCIES = {
    "$": "USD", "us$": "USD", "a$": "AUD", "c$": "CAD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB",
    "dollar": "USD", "euro": "EUR", "pound": "GBP", "yen": "JPY", "rupee": "INR", "ruble": "RUB", "rouble": "RUB",
    "lira": "TRY", "dinar": "IQD", "rial": "IRR", "afghani": "AFN", "riyal": "SAR", "shekel": "ILS", "dirham": "AED",
    "usd": "USD", "eur": "EUR", "gbp": "GBP", "naira": "NGN", "hryvnia": "UAH", "peso": "MXN", "yuan": "CNY",
}  # fmt: skip


def value_of(said: str) -> float:
    """The value of number words that `NUMBER` matched: 'twenty-one' 21, '2.5 million' 2500000, 'a dozen' 12.

    Raises ValueError for words that are no number.
    """
    said = " ".join(said.lower().replace("-", " ").split())
    if figure := re.match(FIGURE, said):
        scale = said[figure.end() :].strip()
        return float(figure.group().replace(",", "")) * (SHORT_SCALES[scale] if scale else 1)
    if said == "half a dozen":
        return 6.0
    total = current = 0
    for word in said.split():
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
            raise ValueError(f"no number: {said!r}")
    return float(total + current)
