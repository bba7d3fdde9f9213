"""The day that relative dates are reckoned from: the date of publication, else one that the text itself fixes."""

from __future__ import annotations

import re
from datetime import date

from builder.text.datewords import DAY, MONTH, MONTHS, WEEKDAY, WEEKDAYS, YEAR
from builder.text.document import Document
from builder.text.periods import valid_day

# 'BAGHDAD, March 9, 2020 (Reuters) —', 'KABUL, Afghanistan (Aug. 11, 2011)'
DATELINE = re.compile(rf"[A-Z][A-Z .'’-]+(?:, [\w .]+?)?(?:, | \(|, \()(?i:{MONTH}) {DAY},? {YEAR}")
NAMED_DAY = re.compile(rf"\b{WEEKDAY},? (?:the )?{MONTH} {DAY}(?!,? ?\d{{4}})", re.IGNORECASE)
ANY_YEAR = re.compile(rf"(?<![\d,.$€£-]){YEAR}")
HEAD = 400  # code points in which a dateline stands
AHEAD = 4  # years after the last one named in which the day must be the only one that fits


def reference_day(document: Document) -> tuple[date | None, bool]:
    """The day of publication, and whether it had to be read from the text.

    Without a given one: the dateline's full date, else a day with its weekday ('Sunday, March 8') which in the years
    from the latest that the text names fits once only.
    """
    if document.article.published:
        return date.fromisoformat(document.article.published[:10]), False
    text = document.text
    if match := DATELINE.search(text[:HEAD]):
        day = valid_day(int(match["year"]), _month(match), int(match["day"]))
        if day:
            return day, True
    years = [int(match["year"]) for match in ANY_YEAR.finditer(text)]
    if years and (match := NAMED_DAY.search(text)):
        weekday = WEEKDAYS[match["weekday"].lower().rstrip(".")]
        days = [valid_day(max(years) + step, _month(match), int(match["day"])) for step in range(AHEAD + 1)]
        fitting = [day for day in days if day and day.weekday() == weekday]
        if len(fitting) == 1:
            return fitting[0], True
    return None, False


def _month(match: re.Match[str]) -> int:
    return MONTHS[match["month"].lower().rstrip(".")]
