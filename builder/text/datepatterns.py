"""The table of rules for time expressions: patterns, and the function that reads what they match.

Where two matches overlap the longer one wins, then the earlier rule. Matching ignores case; names of months and days
count only with a capital. White space is a single space. A group `core` is the expression where words before it are
only its condition.
"""

from __future__ import annotations

import re

from builder.text import daterules as d
from builder.text import spanrules as s
from builder.text.datewords import (
    CLOCK,
    COUNT,
    COUNTED,
    DAY,
    DAY2,
    DECADES,
    EARLY,
    HOLIDAYS,
    MONTH,
    MONTH2,
    PART,
    SEASONS,
    SPAN_UNIT,
    UNIT,
    WEEKDAY,
    YEAR,
)  # fmt: skip  # isort: skip

PART_OF = rf"(?:(?:the )?(?:early |late )?{PART.replace('<part>', '<part0>')} (?:of|on) (?:the )?)?"
IN_PART = rf"(?:,? (?:in the |at )?(?:early |late )?{PART})?"
AT = rf"(?:,? (?:at|around|about|by) (?:about |around )?{CLOCK})?"
MAYBE_YEAR = rf"(?: ?,? (?:of )?{YEAR})?"
DAY_FIRST = rf"{DAY.replace('<day>', '<day0>')} (?:of )?{MONTH.replace('<month>', '<month0>')}"
DATE = rf"(?:{WEEKDAY},? )?(?:the )?(?:{MONTH} (?:the )?{DAY}|{DAY_FIRST})"
LATE = r"(?:(?:early|late)(?: on)? )?"
SEASON = rf"(?P<season>{'|'.join(SEASONS)})\b"
ABOUT = r"(?:(?:about|around|almost|nearly|some|more than|over|just|less than|at least|roughly|up to|only) )?"
DAYS = "day|week|month|year|decade|centurie"
TO = "(?:-|–|—|to|through|until|till|and)"
THIS = "last|next|this|this past|coming|this coming|the coming|the previous|the following"
ITS = r"(?:(?:the|its|their) )?"


def _rule(pattern: str, reading: d.Reading) -> d.Rule:
    return re.compile(rf"(?<![\w$€£]){pattern}", re.IGNORECASE), reading


RULES: tuple[d.Rule, ...] = (
    # Days
    _rule(rf"(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d)(?:[T ]{CLOCK})?\b", d.iso_date),
    _rule(rf"{MONTH} {DAY} ?{TO} ?(?:{MONTH2} )?{DAY2}{MAYBE_YEAR}", d.day_range),
    _rule(rf"{DAY} ?{TO} ?{DAY2} {MONTH}{MAYBE_YEAR}", d.day_range),
    _rule(rf"{PART_OF}{LATE}{DATE}{MAYBE_YEAR}{IN_PART}{AT}", d.full_date),
    _rule(rf"(?P<day>[0-3]?\d) {MONTH} (?P<short_year>\d\d)\b(?=$|[.,) ])", d.full_date),
    _rule(r"(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.](?P<year>(?:19|20)\d\d)\b", d.numeric_date),
    _rule(rf"{PART_OF}{LATE}(?:(?P<which>{THIS}) )?{WEEKDAY}{IN_PART}{AT}", d.weekday_of),
    _rule(
        rf"{PART_OF}{LATE}(?P<near>the day before yesterday|the day after tomorrow|yesterday|today|tomorrow)\b"
        rf"{IN_PART}{AT}",
        d.near_day,
    ),
    _rule(r"(?:late )?(?P<near>last|this) (?P<part>night|evening)\b", d.near_day),
    _rule(rf"(?:early |late |later |earlier )?(?P<near>this) {PART}", d.near_day),
    _rule(r"(?:late )?(?P<near>tonight|overnight)\b", d.near_day),
    _rule(
        rf"(?P<which>that same|that|the same|the next|the following|the previous) (?:{PART}|{UNIT})(?!-)", s.same_period
    ),
    _rule(r"(?:the )?(?P<part>night|evening) (?P<which>before)\b", s.same_period),
    _rule(rf"(?P<name>{'|'.join(sorted(HOLIDAYS, key=len, reverse=True))})\b(?:,? {YEAR})?", d.holiday),
    _rule(r"9/11\b", lambda match, context: d.Meaning("2001-09-11")),
    # Clock times and parts of a day
    _rule(CLOCK, d.clock_time),
    _rule(rf"(?:(?:in|during|through|into|until) )(?P<core>the (?:early |late |middle of the )?{PART})", d.clock_time),
    _rule(rf"(?:at|before|by|around|after|until|since|from) (?P<core>{PART})", d.clock_time),
    _rule(r"(?P<part>noon|midday|midnight)\b", d.clock_time),
    # Months, years and longer
    _rule(rf"{EARLY}?{MONTH} ?,? (?:of )?{YEAR}", d.month_of),
    _rule(rf"{EARLY}?(?:(?P<which>last|next|this|coming) )?{MONTH}", d.month_of),
    _rule(rf"(?:{EARLY}|(?:fiscal )?(?:the )?year )?(?:fiscal )?{YEAR}", d.year_of),
    _rule(rf"{YEAR}(?:-|–|/)(?P<last>(?:19|20)?\d\d)\b(?![-/])", d.years_range),
    _rule(
        r"(?:the (?:very )?)?(?:(?:early|late|mid)[ -])?(?:(?P<decade>1[5-9]\d0|20\d0)['’]?s|['’](?P<short>\d0)s"
        rf"|(?P<word>{'|'.join(DECADES)}))\b",
        d.decade_of,
    ),
    _rule(r"(?:the )?(?:(?:early|late|mid)[ -])?(?P<century>1?\d|2[01])(?:st|nd|rd|th)[ -]century\b", d.century_of),
    _rule(
        rf"{ITS}(?:fiscal )?(?P<which>first|second|third|fourth)(?:[ -](?:fiscal|financial))?[ -]"
        rf"(?P<what>quarter|half)\b(?:,? (?:of )?(?:fiscal )?{YEAR}| of the year| of this year)?",
        d.quarter_of,
    ),
    _rule(rf"Q(?P<which>[1-4])\b(?: (?:of )?{YEAR})?", d.quarter_of),
    _rule(rf"(?:the )?(?:early |late |mid-)?{SEASON} (?:of )?{YEAR}", d.season_of),
    _rule(rf"(?P<which>last|this|next) {SEASON}", d.season_of),
    _rule(rf"(?:{EARLY})?(?P<which>{THIS}|the current|current) (?:fiscal )?{UNIT}", s.relative_period),
    _rule(r"(?P<which>the )?(?P<unit>weekend)\b", s.relative_period),
    # Lengths of time
    _rule(
        rf"(?P<which>(?:the |this )?(?:past|last|next|coming|previous|following)) (?P<count>{COUNTED})"
        rf" (?:full |consecutive )?{SPAN_UNIT}",
        s.past_span,
    ),
    _rule(r"(?P<which>(?:the |this )?past) (?P<unit>day|week|month|year|decade|century|hour|quarter)\b", s.past_span),
    _rule(r"(?P<which>the (?:last|next|coming)) (?P<unit>decade|century|hour)\b", s.past_span),
    _rule(rf"{ABOUT}{COUNT}[ -](?:full )?{SPAN_UNIT} (?P<word>ago|earlier|later|before|from now|back)\b", s.ago),
    _rule(
        rf"{ABOUT}(?:another )?{COUNT}[ -](?:more |additional |full |straight |consecutive |other |long )?{SPAN_UNIT}"
        r"(?:-long\b)?(?! of age|[ -]olds?\b)",
        s.duration_of,
    ),
    _rule(rf"(?P<unit>hour|{DAYS})s-long\b", s.duration_of),
    _rule(
        rf"(?:for|in|within|of|took|after|over the|lasted) (?P<core>(?P<unit>minute|hour|{DAYS})s)\b(?! ago)",
        s.duration_of,
    ),
    _rule(rf"(?:the )?(?:most )?(?:recent|past) (?:hour|{DAYS})s\b", s.reference("PAST_REF")),
    # Sets
    _rule(r"(?P<adverb>daily|hourly|weekly|monthly|quarterly|yearly|annual|annually|nightly|biweekly)\b", s.set_of),
    _rule(rf"(?:every|each) (?:{WEEKDAY}|{PART}|(?:{COUNT} )?{SPAN_UNIT})", s.set_of),
    _rule(r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s\b", s.set_of),
    _rule(r"(?:(?:once|twice|\w+ times) )(?:a|an|per) (?P<unit>day|week|month|year|hour|night)\b", s.set_of),
    # Times that only the speaker knows
    _rule(
        r"(?:now|currently|presently|nowadays|at present|at the moment|these days|the present|at this time)\b(?!-)",
        s.reference("PRESENT_REF"),
    ),
    _rule(
        r"(?:(?:more |most )?recently|lately)\b|(?:in|at) (?P<core>the past|the time|that time)\b(?! \w)",
        s.reference("PAST_REF"),
    ),
    _rule(
        r"(?:soon|shortly)\b(?! (?:after|before)|-)|(?:the )?(?:near |foreseeable )future\b|in (?P<core>the future)\b",
        s.reference("FUTURE_REF"),
    ),
)
