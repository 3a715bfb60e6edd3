"""Figures as written: what they mean, what they count, and what they must never be confused with."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from summarizer.resolve.number_words import fold
from summarizer.resolve.numbers import UnitKind, acled_fatalities, number_key, numbers_in, read_figure
from summarizer.schemas import Figure
from summarizer.schemas.codebook_parts import Qualifier as Q

ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(n: int, joint: str = " and ", hyphen: str = "-") -> str:
    """`n` in words, as news agencies write it ("two hundred and five thousand and one")."""
    if n < 20:
        return ONES[n]
    if n < 100:
        return TENS[n // 10] + (hyphen + ONES[n % 10] if n % 10 else "")
    for scale, word in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if n >= scale:
            head, rest = f"{spelled(n // scale, joint, hyphen)} {word}", n % scale
            gap = joint if rest < 100 else " "
            return head + (gap + spelled(rest, joint, hyphen) if rest else "")
    raise AssertionError(n)


def triple(raw: str) -> tuple[int | None, int | None, int | None, Q | None] | None:
    figure = read_figure(raw)
    return None if figure is None else (figure.low, figure.best, figure.high, figure.qualifier)


TABLE = [
    ("a civilian", (1, 1, 1, Q.EXACT)),
    ("an officer", (1, 1, 1, Q.EXACT)),
    ("one", (1, 1, 1, Q.EXACT)),
    ("a 12-year-old girl", (1, 1, 1, Q.EXACT)),
    ("12 civilians", (12, 12, 12, Q.EXACT)),
    ("twenty-one", (21, 21, 21, Q.EXACT)),
    ("one hundred and five", (105, 105, 105, Q.EXACT)),
    ("twelve hundred", (1200, 1200, 1200, Q.EXACT)),
    ("the two", (2, 2, 2, Q.EXACT)),
    ("both", (2, 2, 2, Q.EXACT)),
    ("a couple", (2, 2, 2, Q.EXACT)),
    ("a dozen", (12, 12, 12, Q.EXACT)),
    ("half a dozen", (6, 6, 6, Q.EXACT)),
    ("two dozen", (24, 24, 24, Q.EXACT)),
    ("half a million", (500_000, 500_000, 500_000, Q.EXACT)),
    ("two and a half million", (2_500_000, 2_500_000, 2_500_000, Q.EXACT)),
    ("a family of five", (5, 5, 5, Q.EXACT)),
    ("a 500-strong crowd", (500, 500, 500, Q.EXACT)),
    ("a total of 12", (12, 12, 12, Q.EXACT)),
    ("five of the 12 guards", (5, 5, 5, Q.EXACT)),
    ("several", (2, None, None, Q.VAGUE)),
    ("a few villagers", (2, None, None, Q.VAGUE)),
    ("some villagers", (2, None, None, Q.VAGUE)),
    ("many", (2, None, None, Q.VAGUE)),
    ("a group of gunmen", (2, None, None, Q.VAGUE)),
    ("tens", (20, None, None, Q.VAGUE)),
    ("dozens of", (24, None, None, Q.VAGUE)),
    ("scores of people", (40, None, None, Q.VAGUE)),
    ("hundreds", (200, None, None, Q.VAGUE)),
    ("several hundred", (200, None, None, Q.VAGUE)),
    ("thousands", (2000, None, None, Q.VAGUE)),
    ("tens of thousands", (20_000, None, None, Q.VAGUE)),
    ("hundreds of thousands", (200_000, None, None, Q.VAGUE)),
    ("up to several hundred", (None, None, None, Q.VAGUE)),
    ("at least five fighters", (5, 5, None, Q.AT_LEAST)),
    ("no fewer than ten people", (10, 10, None, Q.AT_LEAST)),
    ("5 or more", (5, 5, None, Q.AT_LEAST)),
    ("30+", (30, 30, None, Q.AT_LEAST)),
    ("more than 1,200", (1201, 1201, None, Q.MORE_THAN)),
    ("over a hundred", (101, 101, None, Q.MORE_THAN)),
    ("more than two dozen", (25, 25, None, Q.MORE_THAN)),
    ("up to 40", (None, None, 40, Q.AT_MOST)),
    ("as many as 40", (None, None, 40, Q.AT_MOST)),
    ("no more than 5", (None, None, 5, Q.AT_MOST)),
    ("fewer than ten", (None, None, 9, Q.AT_MOST)),
    ("nearly 300", (None, 300, None, Q.ABOUT)),
    ("around 20", (None, 20, None, Q.ABOUT)),
    ("some 3.5 million people", (None, 3_500_000, None, Q.ABOUT)),
    ("an estimated 4,000", (None, 4000, None, Q.ABOUT)),
    ("thirty-odd", (None, 30, None, Q.ABOUT)),
    ("a couple of hundred", (None, 200, None, Q.ABOUT)),
    ("between 10 and 15", (10, None, 15, Q.RANGE)),
    ("10-15", (10, None, 15, Q.RANGE)),
    ("five or six", (5, None, 6, Q.RANGE)),
    ("2 to 3 million", (2_000_000, None, 3_000_000, Q.RANGE)),
    ("two or three hundred", (200, None, 300, Q.RANGE)),
    ("between one hundred and two hundred", (100, None, 200, Q.RANGE)),
    ("no deaths", (0, 0, 0, Q.EXPLICIT_ZERO)),
    ("none", (0, 0, 0, Q.EXPLICIT_ZERO)),
    ("zero", (0, 0, 0, Q.EXPLICIT_ZERO)),
    ("0", (0, 0, 0, Q.EXPLICIT_ZERO)),
    ("nobody was hurt", (0, 0, 0, Q.EXPLICIT_ZERO)),
]


@pytest.mark.parametrize(("raw", "expected"), TABLE, ids=[raw for raw, _ in TABLE])
def test_the_table_of_vague_numbers(raw: str, expected: tuple[int | None, int | None, int | None, Q]) -> None:
    assert triple(raw) == expected


@pytest.mark.parametrize("raw", [raw for raw, _ in TABLE])
def test_letter_case_changes_nothing(raw: str) -> None:
    assert triple(raw.upper()) == triple(raw) == triple(raw.capitalize())


@pytest.mark.parametrize(
    "raw",
    ["1,200", "1 200", "1\u00a0200", "1\u2009200", "1\u202f200", "1’200", "1'200", "1.200", "1٬200", "١٢٠٠", "1200"],
)
def test_every_separator_of_thousands(raw: str) -> None:
    assert triple(f"{raw} people") == (1200, 1200, 1200, Q.EXACT)


def test_a_point_groups_thousands_only_without_a_scale_or_unit() -> None:
    assert triple("1.200.000") == (1_200_000, 1_200_000, 1_200_000, Q.EXACT)
    assert triple("1.200 million") == (1_200_000, 1_200_000, 1_200_000, Q.EXACT)
    [span] = numbers_in("It lies 1.200 km away")
    assert (span.best, span.unit_kind) == (1.2, UnitKind.DISTANCE)


@pytest.mark.parametrize(
    "raw",
    [
        "civilians",
        "",
        "?",
        "third",
        "the 3rd",
        "2019",
        "5 p.m.",
        "17:30",
        "40 km",
        "$5 million",
        "12 percent",
        "five per cent",
        "March 3",
        "3 March",
        "two weeks",
        "a third of the houses",
        "an hour",
        "aged 12",
        "Route 66",
        "three times",
        "no deaths were reported",
        "no reports of casualties",
        "9" * 5000,
        "1.2.3.4",
    ],
)
def test_what_is_no_count(raw: str) -> None:
    assert read_figure(raw) is None


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("six people, including two children", (6, 6, 6, Q.EXACT)),
        ("at least 5 killed and 12 wounded", (5, 5, None, Q.AT_LEAST)),
        ("five dead and a dozen wounded", (5, 5, 5, Q.EXACT)),
        ("two brothers and 300 sheep", (2, 2, 2, Q.EXACT)),
        ("two soldiers, a policeman and three civilians", (2, None, None, Q.AT_LEAST)),
    ],
)
def test_the_first_figure_governs(raw: str, expected: tuple[int | None, int | None, int | None, Q]) -> None:
    assert triple(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a man and his two sons", (3, 3, 3, Q.EXACT)),
        ("a woman and her mother", (2, 2, 2, Q.EXACT)),
        ("two men and a woman", (3, 3, 3, Q.EXACT)),
        ("a couple and their two children", (4, 4, 4, Q.EXACT)),
        ("a man and his sons", (2, None, None, Q.AT_LEAST)),
        ("a teacher and at least three pupils", (4, None, None, Q.AT_LEAST)),
    ],
)
def test_two_groups_of_persons_are_added(raw: str, expected: tuple[int | None, int | None, int | None, Q]) -> None:
    assert triple(raw) == expected


KINDS = [
    ("It hit 40 km from the border", "40", UnitKind.DISTANCE),
    ("a 122 mm rocket fell", "122", UnitKind.MEASURE),
    ("500 pounds of explosives went off", "500", UnitKind.MEASURE),
    ("aid worth $5m arrived", "5m", UnitKind.MONEY),
    ("about €20 million was lost", "about €20 million", UnitKind.MONEY),
    ("it costs 300 dollars", "300", UnitKind.MONEY),
    ("turnout fell to 3.5 percent", "3.5", UnitKind.PERCENT),
    ("between 10 and 15 per cent of homes", "between 10 and 15", UnitKind.PERCENT),
    ("a 12-year-old boy", "12", UnitKind.AGE),
    ("boys aged between 5 and 12", "between 5 and 12", UnitKind.AGE),
    ("Nadia Sorel, 34, said so", "34", UnitKind.AGE),
    ("NADIA SOREL, 34, SAID SO", "34", UnitKind.AGE),
    ("the twenty-first raid", "twenty-first", UnitKind.ORDINAL),
    ("the 3rd Brigade", "3rd", UnitKind.ORDINAL),
    ("the war began in 2014", "2014", UnitKind.YEAR),
    ("the 2014 deal", "2014", UnitKind.YEAR),
    ("mid-2014", "2014", UnitKind.YEAR),
    ("the 1990s", "1990s", UnitKind.YEAR),
    ("on September 29 they met", "29", UnitKind.DATE_DAY),
    ("from 3 to 5 May", "from 3 to 5", UnitKind.DATE_DAY),
    ("2022-03-03", "2022-03-03", UnitKind.DATE_DAY),
    ("the 4th of June", "4th", UnitKind.DATE_DAY),
    ("at 5 p.m.", "5", UnitKind.CLOCK),
    ("at 17:30", "17:30", UnitKind.CLOCK),
    ("at 1730 GMT", "1730", UnitKind.CLOCK),
    ("over the last two weeks", "two", UnitKind.DURATION),
    ("a 48-hour truce", "48", UnitKind.DURATION),
    ("it was bombed three times", "three", UnitKind.TIMES),
    ("two-thirds of the town", "two", UnitKind.FRACTION),
    ("Resolution 1701", "1701", UnitKind.LABEL),
    ("Route 66", "66", UnitKind.LABEL),
    ("a T-72 tank", "72", UnitKind.LABEL),
    ("a two-pronged attack", "two", UnitKind.LABEL),
    ("more than 12 tanks", "more than 12", UnitKind.COUNT),
    ("2,019 people fled", "2,019", UnitKind.COUNT),
    ("2019 people fled", "2019", UnitKind.COUNT),
    ("a six-member cell", "six", UnitKind.COUNT),
    ("12 may have died", "12", UnitKind.COUNT),
    ("5m people fled", "5m", UnitKind.COUNT),
    ("20k fled", "20k", UnitKind.COUNT),
]


@pytest.mark.parametrize(("text", "words", "kind"), KINDS, ids=[text for text, _, _ in KINDS])
def test_what_a_number_says_something_about(text: str, words: str, kind: UnitKind) -> None:
    assert [(text[s.start : s.end], s.unit_kind) for s in numbers_in(text)] == [(words, kind)]


@pytest.mark.parametrize(
    "text", ["no longer", "one another", "each one fell", "no casualties were reported", "as many as"]
)
def test_words_that_only_look_like_numbers(text: str) -> None:
    assert numbers_in(text) == ()


def test_a_dateline_in_telegram_style() -> None:
    text = "SAMRA, 3 JAN 90 -- JUNE 11 89"
    assert [(s.best, s.unit_kind) for s in numbers_in(text)] == [
        (3, UnitKind.DATE_DAY),
        (90, UnitKind.YEAR),
        (11, UnitKind.DATE_DAY),
        (89, UnitKind.YEAR),
    ]


def test_a_change_is_two_numbers_and_a_span_is_one() -> None:
    assert [s.values for s in numbers_in("The toll rose from 10 to 12")] == [(10,), (12,)]
    assert [s.values for s in numbers_in("They lost from 10 to 12 men")] == [(10, 12)]
    assert [s.values for s in numbers_in("They won 3-1")] == [(3,), (1,)]


def test_several_figures_of_one_sentence() -> None:
    text = "At least five guards died and some 30 shoppers were hurt; no one was arrested."
    assert [(text[s.start : s.end], s.low, s.best, s.high) for s in numbers_in(text)] == [
        ("At least five", 5, 5, None),
        ("some 30", None, 30, None),
        ("no one", 0, 0, 0),
    ]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("five", "5"),
        ("three dozen", "36"),
        ("over 9", "more than nine"),
        ("1,200", "twelve hundred"),
        ("2 to 3", "two or three"),
    ],
)
def test_one_key_for_one_number_however_written(a: str, b: str) -> None:
    assert number_key(numbers_in(a)[0]) == number_key(numbers_in(b)[0])


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("five", "at least five"),
        ("dozens", "24"),
        ("5 percent", "5 people"),
        ("5 km", "5"),
        ("up to 40", "at least 40"),
    ],
)
def test_different_statements_have_different_keys(a: str, b: str) -> None:
    assert number_key(numbers_in(a)[0]) != number_key(numbers_in(b)[0])


Writing = Callable[[int], str]
WRITINGS: st.SearchStrategy[Writing] = st.sampled_from(
    [
        str,
        "{:,}".format,
        spelled,
        lambda n: spelled(n, " "),
        lambda n: spelled(n, hyphen=" "),
        lambda n: spelled(n).upper(),
    ]
)
COUNTS = st.one_of(st.integers(0, 1899), st.integers(2100, 10**12 - 1), st.sampled_from([10**k for k in range(12)]))


@given(COUNTS, WRITINGS)
def test_a_number_reads_the_same_however_written(n: int, write: Writing) -> None:
    qualifier = Q.EXACT if n else Q.EXPLICIT_ZERO
    assert triple(f"{write(n)} people") == (n, n, n, qualifier)


@given(COUNTS, COUNTS, WRITINGS, WRITINGS)
def test_figures_with_other_digits_are_never_equal(a: int, b: int, write_a: Writing, write_b: Writing) -> None:
    assume(a != b)
    [first], [second] = numbers_in(f"{write_a(a)} people"), numbers_in(f"{write_b(b)} people")
    assert number_key(first) != number_key(second)
    assert first.values != second.values


HEDGES: dict[str, Callable[[int], tuple[int | None, int | None, int | None, Q]]] = {
    "at least": lambda n: (n, n, None, Q.AT_LEAST),
    "no fewer than": lambda n: (n, n, None, Q.AT_LEAST),
    "more than": lambda n: (n + 1, n + 1, None, Q.MORE_THAN),
    "over": lambda n: (n + 1, n + 1, None, Q.MORE_THAN),
    "up to": lambda n: (None, None, n, Q.AT_MOST),
    "as many as": lambda n: (None, None, n, Q.AT_MOST),
    "fewer than": lambda n: (None, None, n - 1, Q.AT_MOST),
    "about": lambda n: (None, n, None, Q.ABOUT),
    "nearly": lambda n: (None, n, None, Q.ABOUT),
    "some": lambda n: (None, n, None, Q.ABOUT),
}


@given(
    COUNTS.filter(bool),
    WRITINGS,
    st.sampled_from(sorted(HEDGES)),
    st.sampled_from(["", " soldiers", " others", " dead"]),
)
def test_a_hedge_reads_the_same_before_any_number(n: int, write: Writing, hedge: str, noun: str) -> None:
    assume(n > 1 or hedge != "some")  # "some one" is somebody
    assert triple(f"{hedge} {write(n)}{noun}") == HEDGES[hedge](n)


@given(
    st.integers(1, 10**6),
    st.integers(1, 10**6),
    WRITINGS,
    st.sampled_from(["between {} and {}", "{} to {}", "{} or {}"]),
)
def test_a_range_reads_the_same_however_written(a: int, b: int, write: Writing, form: str) -> None:
    assume(a != b and not any(1900 <= n <= 2099 for n in (a, b)))
    low, high = sorted((a, b))
    assume(high % 100 or low >= high / 100)  # "two to three million" shares the scale
    assume(
        not (form.startswith("between") and " and " in write(low).lower())
    )  # "between 100 and 1 and 102" when read aloud
    assert triple(form.format(write(low), write(high))) == (low, None, high, Q.RANGE)


@given(st.text(max_size=80))
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


WORDS = st.lists(
    st.sampled_from(
        [
            "at",
            "least",
            "five",
            "12",
            "hundred",
            "million",
            "and",
            "a",
            "half",
            "dozen",
            "between",
            "10",
            "15",
            "to",
            "-",
            ",",
            ".",
            "%",
            "$",
            "of",
            "tens",
            "no",
            "one",
            "3",
            "March",
            "2022",
            "0",
            "½",
            "٣",
            "²",
            "İ",
            "99999999999999999999",
            "several",
            "or",
            "more",
            "than",
            "p.m.",
            "17:30",
            "1,2",
            "1.2.3",
            "twenty",
            "first",
            "thousand",
            "years",
            "old",
        ]
    ),
    max_size=12,
).map(" ".join)


@given(st.one_of(st.text(max_size=80), WORDS))
def test_any_text_gives_ordered_disjoint_spans_and_no_error(text: str) -> None:
    end = 0
    for span in numbers_in(text):
        assert end <= span.start < span.end <= len(text)
        end = span.end
        known = [n for n in (span.low, span.best, span.high) if n is not None]
        assert known == sorted(known)
    figure = read_figure(text)
    assert figure is None or acled_fatalities(figure) >= 0


@pytest.mark.parametrize(
    ("raw", "fatalities"),
    [
        ("a civilian", 1),
        ("a couple", 2),
        ("several", 10),
        ("tens", 10),
        ("a dozen", 12),
        ("dozens", 12),
        ("scores", 20),
        ("hundreds", 100),
        ("thousands", 1000),
        ("at least 5", 5),
        ("more than 1,200", 1200),
        ("over a hundred", 100),
        ("up to 40", 0),
        ("about 20", 20),
        ("between 10 and 15", 10),
        ("no deaths", 0),
        ("12", 12),
    ],
)
def test_acled_counts_the_lowest_reported(raw: str, fatalities: int) -> None:
    figure = read_figure(raw)
    assert figure is not None
    assert acled_fatalities(figure) == fatalities


def test_acled_scale_and_null() -> None:
    several = Figure(raw="several", low=2, qualifier=Q.VAGUE)
    assert acled_fatalities(several, war_scale=False) == 3
    assert acled_fatalities(Figure(raw="casualties")) == 0
    assert acled_fatalities(Figure(raw="up to 40", low=7, high=40, qualifier=Q.AT_MOST)) == 7
