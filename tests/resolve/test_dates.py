"""Time expressions: which day is meant, how exactly it is known, and what is left open.

The anchor is Monday 27 September 2021 unless a test says otherwise.
"""

from __future__ import annotations

import warnings
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from summarizer.resolve.dates import TimeKind, clause_tense, find_times, resolve_when, time_of_day
from summarizer.schemas.codebook_parts import Tense, TimeBasis, TimePrecision

ANCHOR = date(2021, 9, 27)
PAST, PRESENT, FUTURE = Tense.PAST, Tense.PRESENT, Tense.FUTURE
EXPLICIT, RELATIVE = TimeBasis.EXPLICIT_DATE, TimeBasis.RELATIVE_EXPRESSION
P = TimePrecision
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def dates(raw: str, tense: Tense | None = PAST, anchor: date | None = ANCHOR) -> tuple[date | None, date | None]:
    when = resolve_when(raw, anchor=anchor, tense=tense).when
    return when.start, when.end


def names(raw: str, tense: Tense | None = PAST, anchor: date | None = ANCHOR) -> list[str]:
    return [issue.partition(":")[0] for issue in resolve_when(raw, anchor=anchor, tense=tense).issues]


@pytest.mark.parametrize(
    ("raw", "tense", "expected"),
    [
        ("Sunday", PAST, "2021-09-26"),
        ("Saturday", PAST, "2021-09-25"),
        ("Wednesday", FUTURE, "2021-09-29"),
        ("September 29", FUTURE, "2021-09-29"),
        ("overnight", PAST, "2021-09-26/2021-09-27"),
        ("over the last two weeks", PAST, "2021-09-13/2021-09-27"),
        ("late Tuesday", PAST, "2021-09-21"),
        ("early September", PAST, "2021-09-01/2021-09-10"),
        ("mid-March", PAST, "2021-03-11/2021-03-20"),
        ("the previous day", PAST, "2021-09-26"),
    ],
)
def test_what_one_setting_of_a_date_library_gets_wrong(raw: str, tense: Tense, expected: str) -> None:
    start, _, end = expected.partition("/")
    assert dates(raw, tense) == (date.fromisoformat(start), date.fromisoformat(end or start))


CASES = [
    # weekdays
    ("on Monday", PAST, "2021-09-27", RELATIVE, P.DAY),
    ("on Monday", FUTURE, "2021-09-27", RELATIVE, P.DAY),
    ("last Thursday", PAST, "2021-09-23", RELATIVE, P.DAY),
    ("last Monday", PAST, "2021-09-20", RELATIVE, P.DAY),
    ("next Monday", FUTURE, "2021-10-04", RELATIVE, P.DAY),
    ("Wednesday", PRESENT, "2021-09-29", RELATIVE, P.DAY),
    ("Saturday", PRESENT, "2021-09-25", RELATIVE, P.DAY),
    ("Thursday", None, "2021-09-23", RELATIVE, P.DAY),
    ("Thursday last week", PAST, "2021-09-23", RELATIVE, P.DAY),
    ("early on Sunday", PAST, "2021-09-26", RELATIVE, P.DAY),
    ("FRIDAY NIGHT", PAST, "2021-09-24", RELATIVE, P.DAY),
    ("at 5 p.m. on Friday", PAST, "2021-09-24", RELATIVE, P.HOUR),
    ("between Monday and Wednesday", PAST, "2021-09-20/2021-09-22", RELATIVE, P.DAYS),
    ("between Monday and Wednesday", FUTURE, "2021-09-27/2021-09-29", RELATIVE, P.DAYS),
    ("Saturday and Sunday", PAST, "2021-09-25/2021-09-26", RELATIVE, P.DAYS),
    ("overnight into Monday", PAST, "2021-09-26/2021-09-27", RELATIVE, P.DAYS),
    ("overnight on Saturday", PAST, "2021-09-25/2021-09-26", RELATIVE, P.DAYS),
    # days around the anchor
    ("today", PAST, "2021-09-27", RELATIVE, P.DAY),
    ("yesterday", PAST, "2021-09-26", RELATIVE, P.DAY),
    ("tomorrow", FUTURE, "2021-09-28", RELATIVE, P.DAY),
    ("tonight", FUTURE, "2021-09-27", RELATIVE, P.DAY),
    ("the day before yesterday", PAST, "2021-09-25", RELATIVE, P.DAY),
    ("last night", PAST, "2021-09-26/2021-09-27", RELATIVE, P.DAYS),
    ("two days ago", PAST, "2021-09-25", RELATIVE, P.DAY),
    ("several days ago", PAST, "2021-09-21/2021-09-25", RELATIVE, P.DAYS),
    ("three hours ago", PAST, "2021-09-26/2021-09-27", RELATIVE, P.DAYS),
    ("two weeks ago", PAST, "2021-09-10/2021-09-16", RELATIVE, P.WEEK),
    ("a month ago", PAST, "2021-08-01/2021-08-31", RELATIVE, P.MONTH),
    ("nine years ago today", PAST, "2012-09-27", RELATIVE, P.DAY),
    ("in two days", FUTURE, "2021-09-29", RELATIVE, P.DAY),
    ("within 48 hours", FUTURE, "2021-09-27/2021-09-29", RELATIVE, P.DAYS),
    # windows
    ("in the past 24 hours", PAST, "2021-09-26/2021-09-27", RELATIVE, P.DAYS),
    ("in recent days", PAST, "2021-09-22/2021-09-27", RELATIVE, P.DAYS),
    ("in the coming days", FUTURE, "2021-09-27/2021-10-02", RELATIVE, P.DAYS),
    ("over the next two weeks", FUTURE, "2021-09-27/2021-10-11", RELATIVE, P.MONTH_PART),
    ("since Saturday", PAST, "2021-09-25/2021-09-27", RELATIVE, P.DAYS),
    ("since January", PAST, "2021-01-01/2021-09-27", EXPLICIT, P.YEAR),
    ("until Friday", FUTURE, "2021-09-27/2021-10-01", RELATIVE, P.DAYS),
    # weeks, weekends, months, years
    ("this week", FUTURE, "2021-09-27/2021-10-03", RELATIVE, P.WEEK),
    ("last week", PAST, "2021-09-20/2021-09-26", RELATIVE, P.WEEK),
    ("over the weekend", PAST, "2021-09-25/2021-09-26", RELATIVE, P.DAYS),
    ("at the weekend", FUTURE, "2021-10-02/2021-10-03", RELATIVE, P.DAYS),
    ("earlier this month", PAST, "2021-09-01/2021-09-27", RELATIVE, P.MONTH_PART),
    ("late last month", PAST, "2021-08-21/2021-08-31", RELATIVE, P.MONTH_PART),
    ("next month", FUTURE, "2021-10-01/2021-10-31", RELATIVE, P.MONTH),
    ("last year", PAST, "2020-01-01/2020-12-31", RELATIVE, P.YEAR),
    ("in 2020", PAST, "2020-01-01/2020-12-31", EXPLICIT, P.YEAR),
    ("late 2019", PAST, "2019-09-01/2019-12-31", EXPLICIT, P.YEAR),
    # months and days
    ("late July", PAST, "2021-07-21/2021-07-31", EXPLICIT, P.MONTH_PART),
    ("in March", PAST, "2021-03-01/2021-03-31", EXPLICIT, P.MONTH),
    ("in September", PAST, "2021-09-01/2021-09-27", EXPLICIT, P.MONTH),
    ("in September", FUTURE, "2021-09-27/2021-09-30", EXPLICIT, P.MONTH),
    ("September last year", PAST, "2020-09-01/2020-09-30", EXPLICIT, P.MONTH),
    ("the first week of March", PAST, "2021-03-01/2021-03-07", EXPLICIT, P.WEEK),
    ("the week of March 3", PAST, "2021-03-03/2021-03-09", EXPLICIT, P.WEEK),
    ("on the 3rd", PAST, "2021-09-03", EXPLICIT, P.DAY),
    ("on the 30th", FUTURE, "2021-09-30", EXPLICIT, P.DAY),
    ("March 3", PAST, "2021-03-03", EXPLICIT, P.DAY),
    ("December 30", PAST, "2020-12-30", EXPLICIT, P.DAY),
    ("21st of August", PAST, "2021-08-21", EXPLICIT, P.DAY),
    ("Sept. 5", PAST, "2021-09-05", EXPLICIT, P.DAY),
    ("3 JAN 90", PAST, "1990-01-03", EXPLICIT, P.DAY),
    ("March 3 at 5:30 p.m.", PAST, "2021-03-03", EXPLICIT, P.HOUR),
    ("from 3 to 5 May", PAST, "2021-05-03/2021-05-05", EXPLICIT, P.DAYS),
    ("May 3-5, 2020", PAST, "2020-05-03/2020-05-05", EXPLICIT, P.DAYS),
    ("from 28 December to 3 January", PAST, "2020-12-28/2021-01-03", EXPLICIT, P.WEEK),
    ("from late March to early May", PAST, "2021-03-21/2021-05-10", EXPLICIT, P.YEAR),
]


@pytest.mark.parametrize(
    ("raw", "tense", "expected", "basis", "precision"), CASES, ids=[f"{c[0]}-{c[1]}" for c in CASES]
)
def test_expressions_of_news(
    raw: str, tense: Tense | None, expected: str, basis: TimeBasis, precision: TimePrecision
) -> None:
    start, _, end = expected.partition("/")
    when = resolve_when(raw, anchor=ANCHOR, tense=tense).when
    assert (when.start, when.end) == (date.fromisoformat(start), date.fromisoformat(end or start))
    assert (when.basis, when.precision, when.raw) == (basis, precision, raw)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("3 March 2019", "2019-03-03"),
        ("March 3, 2019", "2019-03-03"),
        ("2019-03-03", "2019-03-03"),
        ("03.03.2019", "2019-03-03"),
        ("25/03/2019", "2019-03-25"),
        ("03/25/2019", "2019-03-25"),
        ("3-Mar-2019", "2019-03-03"),
        ("3 de marzo de 2019", "2019-03-03"),
        ("le 3 mars 2019", "2019-03-03"),
    ],
)
def test_a_date_with_its_year_needs_no_anchor(raw: str, expected: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        resolved = resolve_when(raw, anchor=None, tense=None)
    assert (resolved.when.start, resolved.when.end) == (date.fromisoformat(expected),) * 2
    assert (resolved.when.basis, resolved.when.precision, resolved.issues) == (EXPLICIT, P.DAY, ())


UNRESOLVED = [
    "for three days",
    "at dawn",
    "hours before dawn",
    "at 1950",
    "two days later",
    "the following day",
    "soon",
    "recently",
    "?",
    "31 June 2020",
    "99999 years ago",
    "2020-13-45",
    "the village",
    "9" * 60,
]


@pytest.mark.parametrize("raw", UNRESOLVED)
def test_what_gives_no_date_stays_open(raw: str) -> None:
    when = resolve_when(raw, anchor=ANCHOR, tense=PAST).when
    assert (when.start, when.end, when.basis, when.precision) == (None, None, TimeBasis.NOT_STATED, P.UNKNOWN)


@pytest.mark.parametrize(
    "raw", ["Sunday", "March 3", "yesterday", "overnight", "last week", "in March", "the previous day"]
)
def test_without_an_anchor_nothing_relative_is_resolved(raw: str) -> None:
    when = resolve_when(raw, anchor=None, tense=PAST).when
    assert (when.start, when.end, when.basis) == (None, None, TimeBasis.NOT_STATED)


def test_open_ends_stay_open() -> None:
    assert dates("before Sunday") == (None, date(2021, 9, 25))
    assert dates("after October 3", FUTURE) == (date(2021, 10, 3), None)
    assert resolve_when("before Sunday", anchor=ANCHOR, tense=PAST).when.precision is P.UNKNOWN


class TestIssues:
    def test_a_weekday_that_contradicts_the_date(self) -> None:
        resolved = resolve_when("Monday, September 29", anchor=ANCHOR, tense=FUTURE)
        assert resolved.when.start == date(2021, 9, 29)
        assert resolved.when.precision is P.DAYS
        assert resolved.issues == ("weekday_mismatch: 2021-09-29 is a Wednesday",)

    def test_a_weekday_that_agrees(self) -> None:
        assert names("Wednesday, September 29", FUTURE) == []
        assert names("Wednesday, September 29", None) == []

    def test_weekday_and_date_together_correct_a_misread_tense(self) -> None:
        assert dates("Wednesday, September 29", PAST) == (date(2021, 9, 29),) * 2
        assert names("Wednesday, September 29", PAST) == ["tense_contradicts_date", "after_publication"]

    def test_a_near_date_corrects_a_misread_tense(self) -> None:
        assert dates("September 20", FUTURE) == (date(2021, 9, 20),) * 2
        assert names("September 20", FUTURE) == ["tense_contradicts_date", "before_publication"]
        assert dates("June 20", FUTURE) == (date(2022, 6, 20),) * 2

    def test_slashes_with_two_readings(self) -> None:
        resolved = resolve_when("03/04/2019", anchor=ANCHOR, tense=PAST)
        assert resolved.when.start is None
        assert resolved.issues == ("ambiguous_date: 2019-04-03 or 2019-03-04",)
        assert dates("04/04/2019") == (date(2019, 4, 4),) * 2

    def test_a_past_event_after_publication(self) -> None:
        assert names("3 March 2022") == ["after_publication"]

    def test_recurring_days(self) -> None:
        assert names("every Sunday") == names("on Sundays") == ["recurring"]
        assert dates("every Sunday") == (None, None)

    def test_the_previous_day_without_context(self) -> None:
        resolved = resolve_when("the previous day", anchor=ANCHOR, tense=PAST)
        assert names("the previous day") == ["no_context"]
        assert (resolved.when.start, resolved.when.precision) == (date(2021, 9, 26), P.DAYS)


@pytest.mark.parametrize(
    ("raw", "context", "expected"),
    [
        ("the previous day", "Saturday", "2021-09-24"),
        ("a day earlier", "March 3", "2021-03-02"),
        ("the following day", "March 3", "2021-03-04"),
        ("two days later", "Saturday", "2021-09-27"),
        ("the same day", "Saturday", "2021-09-25"),
        ("at dawn", "Saturday", "2021-09-25"),
        ("at 5 p.m.", "Saturday", "2021-09-25"),
    ],
)
def test_context_gives_the_date_but_caps_the_precision(raw: str, context: str, expected: str) -> None:
    when = resolve_when(raw, anchor=ANCHOR, tense=PAST, context=context).when
    assert (when.start, when.end) == (date.fromisoformat(expected),) * 2
    assert (when.basis, when.precision) == (TimeBasis.CONTEXTUAL, P.DAYS)


def test_context_with_its_year_needs_no_anchor() -> None:
    when = resolve_when("two days later", anchor=None, tense=PAST, context="3 March 2020").when
    assert when.start == date(2020, 3, 5)


def test_an_expression_with_a_date_of_its_own_ignores_the_context() -> None:
    when = resolve_when("Sunday", anchor=ANCHOR, tense=PAST, context="March 3").when
    assert (when.start, when.basis) == (date(2021, 9, 26), RELATIVE)


ANCHORS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@given(ANCHORS, st.integers(0, 6), st.sampled_from(["{}", "on {}", "late {}", "{} morning", "early on {}", "{} night"]))
def test_a_weekday_is_the_nearest_on_the_side_of_its_tense(anchor: date, days: int, form: str) -> None:
    for sign, tense in ((-1, PAST), (1, FUTURE)):
        day = anchor + timedelta(days=sign * days)
        raw = form.format(WEEKDAYS[day.weekday()])
        assert dates(raw, tense, anchor) == (day, day)
        assert dates(raw.upper(), tense, anchor) == (day, day)


FORMS = ["{m} {d}", "{d} {m}", "on {m} {d}", "the {d} of {m}", "{w}, {m} {d}", "{w} {d} {m}", "{a} {d}", "{a}. {d}"]


def written(day: date, form: str) -> str:
    month = MONTHS[day.month - 1]
    return form.format(d=day.day, m=month, a=month[:3], w=WEEKDAYS[day.weekday()], y=day.year)


@given(ANCHORS, st.integers(0, 300), st.sampled_from(FORMS))
def test_a_month_and_day_take_the_year_that_agrees_with_the_tense(anchor: date, days: int, form: str) -> None:
    for sign, tense in ((-1, PAST), (1, FUTURE)):
        day = anchor + timedelta(days=sign * days)
        assume((day.month, day.day) != (2, 29))
        resolved = resolve_when(written(day, form), anchor=anchor, tense=tense)
        assert (resolved.when.start, resolved.when.end, resolved.issues) == (day, day, ())


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.one_of(st.none(), ANCHORS),
    st.sampled_from([None, PRESENT]),
    st.sampled_from(
        ["{m} {d}, {y}", "{d} {m} {y}", "{w}, {d} {m} {y}", "{a} {d}, {y}", "{y}-{n:02}-{d:02}", "{d:02}.{n:02}.{y}"]
    ),
)
def test_a_full_date_is_itself_whatever_the_anchor(
    day: date, anchor: date | None, tense: Tense | None, form: str
) -> None:
    raw = written(day, form.replace("{n:02}", f"{day.month:02}"))
    resolved = resolve_when(raw, anchor=anchor, tense=tense)
    assert (resolved.when.start, resolved.when.end, resolved.when.basis, resolved.issues) == (day, day, EXPLICIT, ())


@given(ANCHORS, st.integers(1, 400), st.booleans())
def test_n_days_ago(anchor: date, n: int, capitals: bool) -> None:
    raw = f"{n} day{'s' if n > 1 else ''} ago"
    day = anchor - timedelta(days=n)
    assert dates(raw.upper() if capitals else raw, PAST, anchor) == (day, day)


@given(ANCHORS, st.integers(1, 60), st.sampled_from([("days", 1), ("weeks", 7)]), st.sampled_from(["last", "past"]))
def test_the_last_n_units_end_on_the_anchor(anchor: date, n: int, unit: tuple[str, int], word: str) -> None:
    name, days = unit
    assert dates(f"in the {word} {n} {name}", PAST, anchor) == (anchor - timedelta(days=n * days), anchor)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_two_different_days_never_read_the_same(a: date, b: date) -> None:
    assume(a != b)
    form = "{d} {m} {y}"
    assert dates(written(a, form), None, None) != dates(written(b, form), None, None)


WORDS = st.lists(
    st.sampled_from(
        [
            "Sunday",
            "March",
            "3",
            "2022",
            "29",
            "31",
            "February",
            "last",
            "next",
            "two",
            "weeks",
            "ago",
            "overnight",
            "early",
            "the",
            "1st",
            "99999",
            "previous",
            "day",
            "until",
            "since",
            "between",
            "from",
            "week",
            "month",
            "year",
            "5",
            "p.m.",
            "17:30",
            "2022-13-45",
            "3.4.99",
            "every",
            "May",
            "several",
            "decade",
            "to",
            "and",
            "-",
            ",",
            "İ",
            "٣",
            "later",
            "in",
        ]
    ),
    max_size=10,
).map(" ".join)
TEXTS = st.one_of(st.text(max_size=80), WORDS)
ANY_ANCHOR = st.one_of(st.none(), st.dates(), st.sampled_from([date.min, date.max]))


@settings(deadline=None)  # the first odd format loads dateparser's languages
@given(TEXTS, ANY_ANCHOR, st.sampled_from([None, *Tense]), st.one_of(st.none(), TEXTS))
def test_no_text_raises(text: str, anchor: date | None, tense: Tense | None, context: str | None) -> None:
    when = resolve_when(text, anchor=anchor, tense=tense, context=context).when
    assert (when.start is None and when.end is None) or when.basis is not TimeBasis.NOT_STATED
    assert time_of_day(text) is None or time_of_day(text) != ""


@given(TEXTS)
def test_times_found_are_ordered_disjoint_and_inside(text: str) -> None:
    end = 0
    for span in find_times(text):
        assert end <= span.start < span.end <= len(text)
        end = span.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Officials said at 5 p.m. on Friday that troops would go by March 3, 2022, after raids in early September.",
            [("5 p.m. on Friday", "relative"), ("by March 3, 2022", "explicit"), ("early September", "explicit")],
        ),
        (
            "The day before, shells fell; two days later the army left.",
            [("The day before", "context"), ("two days later", "context")],
        ),
        ("Twelve may have died on the march since Sunday night.", [("since Sunday night", "relative")]),
        ("THE TROOPS MAY MARCH IN MAY, 2 DAYS AFTER.", [("MAY", "explicit"), ("2 DAYS AFTER", "context")]),
        ("It was between Monday and Wednesday, for three days.", [("between Monday and Wednesday", "relative")]),
        ("He came on Saturday, March 3 at 17:30.", [("Saturday, March 3 at 17:30", "explicit")]),
        (
            "Over the last two weeks, and overnight, it burned.",
            [("the last two weeks", "relative"), ("overnight", "relative")],
        ),
        (
            "The 2014 deal, signed in 2014, ended hours before dawn.",
            [("2014", "explicit"), ("hours before dawn", "clock")],
        ),
        ("The second battalion and a decade of war.", []),
        ("", []),
    ],
)
def test_time_expressions_of_a_sentence(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(text[s.start : s.end], s.kind.value) for s in find_times(text)] == expected


@given(ANCHORS, st.sampled_from(FORMS), st.sampled_from(["Shells fell {} near Samra.", "He left, {}, for Orlen."]))
def test_a_date_in_a_sentence_is_found_whole(day: date, form: str, sentence: str) -> None:
    raw = written(day, form)
    text = sentence.format(raw)
    [span] = find_times(text)
    assert text[span.start : span.end] in raw
    assert span.kind is TimeKind.EXPLICIT
    found = resolve_when(text[span.start : span.end], anchor=day, tense=PAST).when
    assert (found.start, found.end) == (day, day)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("at 5 p.m. on Friday", "17:00"),
        ("5:30am", "05:30"),
        ("12 a.m.", "00:00"),
        ("12 p.m.", "12:00"),
        ("17:30", "17:30"),
        ("at 1730 GMT", "17:30"),
        ("noon", "12:00"),
        ("midnight", "00:00"),
        ("overnight", "night"),
        ("tonight", "night"),
        ("Sunday night", "night"),
        ("hours before dawn", "night"),
        ("the early hours of Sunday", "night"),
        ("at dawn", "dawn"),
        ("Monday morning", "morning"),
        ("yesterday afternoon", "afternoon"),
        ("this evening", "evening"),
        ("by nightfall", "dusk"),
        ("early Sunday", "morning"),
        ("late on Tuesday", "evening"),
        ("Sunday", None),
        ("early March", None),
        ("", None),
    ],
)
def test_time_of_day(raw: str, expected: str | None) -> None:
    assert time_of_day(raw) == expected


TENSES = [
    ("Raids have grown as the two ministers are due to speak on <October 4>.", FUTURE),
    ("The raids coincide with a summit between A and B set to begin in Orlen on <Wednesday>.", FUTURE),
    ("The envoys are expected to extend a pact signed <last year> that ended the war.", PAST),
    ("Following raids on <Sunday>, the army sent tanks.", PAST),
    ("The minister said on <Monday> that troops would leave on Friday.", PAST),
    ("The minister said on Monday that troops would leave on <Friday>.", FUTURE),
    ("The army will withdraw, officials said <Tuesday>.", PAST),
    ("On <Friday>, the army will withdraw.", FUTURE),
    ("The vote will be held on <Friday>.", FUTURE),
    ("Talks were due to begin on <Thursday> but were called off.", PAST),
    ("The vote had been scheduled for <Thursday>.", PAST),
    ("Two men died due to the fighting on <Sunday>.", PAST),
    ("A hearing is due on <Wednesday>.", FUTURE),
    ("The envoys are to meet in Orlen on <Tuesday>.", FUTURE),
    ("The leaders meet on <Friday>.", PRESENT),
    ("The truce would have ended on <Sunday>.", PAST),
    ("Elections planned for <June 5> may be delayed.", FUTURE),
    ("Troops plan to enter the town <next week>.", FUTURE),
    ("They agreed to meet on <Friday>.", FUTURE),
    ("They agreed to a truce on <Friday>.", PAST),
    ("THE ARMY WILL ENTER ON <MONDAY>, SAID WALEED.", FUTURE),
    ("Villages near Waleed's farm on <Monday>.", None),
    ("Rebel-held villages on <Monday>.", None),
]


@pytest.mark.parametrize(("sentence", "tense"), TENSES, ids=[s for s, _ in TENSES])
def test_tense_of_the_clause_around_a_time(sentence: str, tense: Tense | None) -> None:
    at = sentence.index("<")
    assert clause_tense(sentence.replace("<", "").replace(">", ""), at) is tense


@pytest.mark.parametrize(
    ("sentence", "tense"),
    [
        ("Shells struck the market.", PAST),
        ("The army will withdraw, officials said.", FUTURE),
        ("Officials said the army will withdraw.", FUTURE),
        ("Officials said nothing.", PAST),
        ("The bridge is closed to cars.", PRESENT),
        ("A quiet night in Samra.", None),
    ],
)
def test_tense_of_the_main_clause(sentence: str, tense: Tense | None) -> None:
    assert clause_tense(sentence) is tense


@given(st.text(max_size=80), st.integers(-5, 90))
def test_tense_of_any_text(text: str, at: int) -> None:
    assert clause_tense(text, at) in (None, *Tense)
