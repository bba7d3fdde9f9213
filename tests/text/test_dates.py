"""Dates: never an invented day; weekdays by tense; ranges, open ends, parts of the day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.text.dates import TimeExpression, find_times
from builder.text.document import Document
from builder.text.periods import period, shifted

Read = Callable[..., Document]
MONDAY = "2021-05-03"


def one(read: Read, text: str, published: str | None = MONDAY) -> TimeExpression:
    found = find_times(read(text, published))
    assert len(found) == 1, found
    return found[0]


PLACED = (
    # text, words, start, end, precision, part of day, basis
    ("The raid came on April 28, 2021.", "April 28, 2021", "2021-04-28", "2021-04-28", "day", None, "stated"),
    ("The raid came on 28 April.", "28 April", "2021-04-28", "2021-04-28", "day", None, "stated"),
    ("The raid came in August 2019.", "August 2019", "2019-08-01", "2019-08-31", "month", None, "stated"),
    ("The raid came in February.", "February", "2021-02-01", "2021-02-28", "month", None, "stated"),
    ("The raid came in 2014.", "2014", "2014-01-01", "2014-12-31", "year", None, "stated"),
    ("The war began in the 1990s.", "the 1990s", "1990-01-01", "1999-12-31", "decade", None, "stated"),
    ("The raid came Sunday.", "Sunday", "2021-05-02", "2021-05-02", "day", None, "weekday"),
    ("He said so Monday.", "Monday", "2021-05-03", "2021-05-03", "day", None, "weekday"),
    ("They will meet on Friday.", "Friday", "2021-05-07", "2021-05-07", "day", None, "weekday"),
    ("Early Monday morning they left.", "Early Monday morning", MONDAY, MONDAY, "day", "morning", "weekday"),
    ("They came on the evening of April 8.", "the evening of April 8", "2021-04-08", "2021-04-08", "day", "evening",
     "stated"),
    ("Overnight, gunmen came.", "Overnight", "2021-05-02", "2021-05-03", "day", "night", "relative"),
    ("The raid came yesterday.", "yesterday", "2021-05-02", "2021-05-02", "day", None, "relative"),
    ("The raid came two days ago.", "two days ago", "2021-05-01", "2021-05-01", "day", None, "relative"),
    ("The raid came last week.", "last week", "2021-04-26", "2021-05-02", "week", None, "relative"),
    ("The raid came last month.", "last month", "2021-04-01", "2021-04-30", "month", None, "relative"),
    ("They fought throughout the past two weeks.", "the past two weeks", "2021-04-19", MONDAY, "day", None, "relative"),
    ("They have fought since 2014.", "2014", "2014-01-01", None, "year", None, "stated"),
    ("They fought until March.", "March", None, "2021-03-31", "month", None, "stated"),
    ("They fought on April 3-5.", "April 3-5", "2021-04-03", "2021-04-05", "day", None, "stated"),
    ("They fought April 28 to May 1.", "April 28 to May 1", "2021-04-28", "2021-05-01", "day", None, "stated"),
    ("The first since May 2018, when two died.", "May 2018", "2018-05-01", "2018-05-31", "month", None, "stated"),
    ("They left at 3:30 p.m. GMT on Sunday.", "3:30 p.m. GMT on Sunday", "2021-05-02T15:30:00Z",
     "2021-05-02T15:30:00Z", "minute", None, "weekday"),
    ("They left at dawn Sunday.", "dawn Sunday", "2021-05-02", "2021-05-02", "day", "dawn", "weekday"),
    ("They fell on the first Sunday of April.", "the first Sunday of April", "2021-04-04", "2021-04-04", "day", None,
     "stated"),
    ("They left in the fourth quarter.", "the fourth quarter", "2020-10-01", "2020-12-31", "month", None, "relative"),
    ("It fell in the 19th century.", "the 19th century", "1800-01-01", "1899-12-31", "year", None, "stated"),
    ("The report is due by the end of the year.", "the year", "2021-01-01", "2021-12-31", "year", None, "relative"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "words", "start", "end", "precision", "part", "basis"), PLACED)
def test_places_on_the_calendar(
    read: Read, text: str, words: str, start: str, end: str, precision: str, part: str, basis: str
) -> None:
    time = one(read, text)
    assert (time.span.text, time.start, time.end) == (words, start, end)
    assert (time.precision, time.part_of_day, time.basis) == (precision, part, basis)


def test_a_clock_time_is_on_the_day_of_its_sentence(read: Read) -> None:
    times = find_times(read("They left on Sunday at dawn; at 3:30 p.m. GMT a bomb went off.", MONDAY))
    assert [t.start for t in times] == ["2021-05-02", "2021-05-02T15:30:00Z"]
    assert times[0].part_of_day == "dawn"


@pytest.mark.parametrize(
    "text", ["The raid came Sunday.", "The raid came last week.", "It came on April 8.", "It came at 3 a.m."]
)
def test_without_a_date_of_publication_nothing_is_guessed(read: Read, text: str) -> None:
    time = one(read, text, published=None)
    assert (time.start, time.end, time.basis) == (None, None, None)


def test_the_text_may_fix_the_day_itself(read: Read) -> None:
    times = find_times(read("They fell on Sunday, March 8, the first since August 2019."))
    assert times[0].start == "2020-03-08"
    times = find_times(read("KABUL, Afghanistan (May 3, 2021) – A raid came Sunday."))
    assert (times[1].start, times[1].basis) == ("2021-05-02", "other-date")


def test_durations_and_sets_have_no_place_on_the_calendar(read: Read) -> None:
    time = one(read, "It took six hours.")
    assert (time.duration, time.start, time.end) == ("PT6H", None, None)
    assert one(read, "They meet every Monday.").timex_type == "SET"
    assert (one(read, "They meet twice a week.").timex_type, one(read, "A month-long siege.").duration) == (
        "SET",
        "P1M",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Gen. Theresa May left.",
        "They may go.",
        "A 35-year-old man left.",
        "It cost $2014.",
        "About 2000 people came.",
        "A second blast came.",
        "They remember Bloody Sunday.",
    ],
)
def test_no_time_at_all(read: Read, text: str) -> None:
    assert find_times(read(text, MONDAY)) == ()


def test_what_could_be_two_days_is_left_out(read: Read) -> None:
    assert [t.span.text for t in find_times(read("On 3/4/2021 and 25/4/2021.", MONDAY))] == ["25/4/2021"]


def test_the_next_day_is_reckoned_from_the_day_named_before(read: Read) -> None:
    times = find_times(read("The raid came on April 3. Two days later they left.", MONDAY))
    assert (times[1].start, times[1].basis) == ("2021-04-05", "other-date")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            "March 8 , 2020 Sunday last week since until 31 May 1990s 3 p.m. two days ago - to overnight fell".split()
        ),
        max_size=12,
    ),
    st.dates(date(1950, 1, 1), date(2090, 1, 1)),
)
def test_start_is_never_after_end_and_spans_are_verbatim(read: Read, words: list[str], published: date) -> None:
    document, end = read(" ".join(words), published.isoformat()), 0
    for time in find_times(document):
        assert document.text[time.span.start : time.span.end] == time.span.text
        assert end <= time.span.start
        end = time.span.end
        assert time.start is None or time.end is None or time.start <= time.end
        assert (time.precision is None) == (time.start is None and time.end is None)


@given(st.dates(date(1800, 1, 1), date(2100, 1, 1)), st.sampled_from("DWMQY"), st.integers(-30, 30))
def test_a_shifted_period_lies_that_far_away(day: date, unit: str, count: int) -> None:
    value = shifted(day, count, unit)
    assert value is not None
    there, here = period(value), period(str(shifted(day, 0, unit)))
    assert there is not None
    assert here is not None
    assert here.start <= day.isoformat() <= here.end
    days = (date.fromisoformat(there.start) - date.fromisoformat(here.start)) / timedelta(days=1)
    assert (days > 0) == (count > 0)
