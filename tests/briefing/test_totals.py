"""The casualty table never counts a figure twice, and never prints a missing figure as zero."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from summarizer.articles import Article
from summarizer.briefing.events import Events
from summarizer.briefing.totals import casualty_table
from summarizer.schemas import Assertion, Casualty, EventClass, EventRecord, Status, TemporalRole
from summarizer.schemas.brief import CasualtyRow
from summarizer.schemas.codebook_parts import CasualtyKind, Population, Qualifier, Stance
from tests.factories import article, event, on, said_by, toll

C, K, P = EventClass, CasualtyKind, Population
SUNDAY, MONDAY = date(2023, 6, 4), date(2023, 6, 5)
EDITION = date(2023, 6, 6)


def rows(*records: EventRecord) -> list[CasualtyRow]:
    events = Events(records, (), {}, EDITION)
    return casualty_table(events, {r.event_id: [1] for r in records})


def only(found: Sequence[CasualtyRow], kind: CasualtyKind, population: Population = P.UNKNOWN) -> CasualtyRow:
    (row,) = [r for r in found if r.kind is kind and r.population is population and r.basis == "incident"]
    return row


def strike(
    source: Article,
    place: str | None,
    day: date | None,
    dead: int | None,
    *,
    cites: int = 1,
    country: str | None = "SDN",
) -> EventRecord:
    casualties = [] if dead is None else [toll(K.KILLED, str(dead), dead, dead, dead)]
    time = on("on Sunday", day) if day else on(None)
    return event(source, C.AIR_STRIKE, cites=(cites,), place=place, country=country, time=time, casualties=casualties)


def test_distinct_events_add_up() -> None:
    a = article("Two died in Marden.", "Three died in Brask.")
    row = only(rows(strike(a, "Marden", SUNDAY, 2), strike(a, "Brask", SUNDAY, 3, cites=2)), K.KILLED)
    assert (row.low, row.best, row.high, row.n_events, row.open_ended) == (5, 5, 5, 2, False)


def test_events_of_two_articles_are_not_added_up_where_no_country_is_known() -> None:
    a, b = article("Three died in Marden."), article("Six died in Brask.", source="Wire")
    found = rows(strike(a, "Marden", SUNDAY, 3, country=None), strike(b, "Brask", SUNDAY, 6, country=None))
    assert sorted(row.best for row in found if row.best is not None) == [3, 6]


def test_two_articles_that_may_tell_one_event_give_a_range_not_a_sum() -> None:
    a, b = article("Three died in Marden."), article("Six died in the city of Marden.", source="Wire")
    row = only(rows(strike(a, "Marden", SUNDAY, 3), strike(b, "the city of Marden", SUNDAY, 6)), K.KILLED)
    assert (row.low, row.best, row.high, row.n_events) == (3, None, 6, 1)
    assert row.note == "told by several articles, counted once"


def test_other_day_or_place_tells_events_of_two_articles_apart() -> None:
    a, b, c = article("Three died."), article("Six died.", source="Wire"), article("One died.", source="Radio")
    found = rows(strike(a, "Marden", SUNDAY, 3), strike(b, "Marden", MONDAY, 6), strike(c, "Brask", SUNDAY, 1))
    assert only(found, K.KILLED).best == 10


def test_a_record_without_date_and_place_bridges_nothing() -> None:
    a, b, c = article("Three died."), article("Six died.", source="Wire"), article("Four died.", source="Radio")
    found = rows(strike(a, "Marden", SUNDAY, 3), strike(b, "Brask", SUNDAY, 6), strike(c, None, None, 4))
    row = only(found, K.KILLED)
    assert (row.low, row.high, row.n_events) == (7, 9, 2)


def test_the_same_words_of_one_sentence_count_once_in_two_records() -> None:
    a = article("Twelve civilians were hurt as jets and guns hit Marden.")
    hurt = toll(K.INJURED, "Twelve civilians", 12, 12, 12, population=P.CIVILIAN)
    found = rows(
        event(a, C.AIR_STRIKE, place="Marden", casualties=[hurt]),
        event(a, C.SHELLING_MISSILE, place="Marden", casualties=[hurt]),
    )
    assert only(found, K.INJURED, P.CIVILIAN).best == 12


def test_populations_and_countries_are_kept_apart() -> None:
    a = article("Five fighters and two civilians died in Marden.", "Two civilians died in Lund.")
    fighters = toll(K.KILLED, "Five fighters", 5, 5, 5, population=P.COMBATANT)
    civilians = toll(K.KILLED, "two civilians", 2, 2, 2, population=P.CIVILIAN)
    found = rows(
        event(a, C.AIR_STRIKE, place="Marden", country="SYR", casualties=[fighters, civilians]),
        event(a, C.ARMED_CLASH, cites=(2,), place="Lund", country="SWE", casualties=[civilians]),
    )
    killed = {(r.population, r.country_iso3): r.best for r in found if r.kind is K.KILLED}
    assert killed == {(P.COMBATANT, "SYR"): 5, (P.CIVILIAN, "SYR"): 2, (P.CIVILIAN, "SWE"): 2}


def test_an_open_figure_leaves_the_sum_open() -> None:
    a = article("At least five died in Marden.", "Two died in Brask.")
    at_least = toll(K.KILLED, "At least five", 5, 5, None, qualifier=Qualifier.AT_LEAST)
    open_toll = event(a, C.AIR_STRIKE, place="Marden", country="SDN", casualties=[at_least])
    found = rows(open_toll, strike(a, "Brask", SUNDAY, 2, cites=2))
    row = only(found, K.KILLED)
    assert (row.low, row.best, row.high, row.open_ended) == (7, 7, None, True)


def test_a_missing_figure_is_a_row_of_nulls_and_a_stated_zero_is_zero() -> None:
    a = article("No one died in Marden.")
    zero = toll(K.KILLED, "No one", 0, 0, 0, qualifier=Qualifier.EXPLICIT_ZERO)
    found = rows(event(a, C.AIR_STRIKE, place="Marden", casualties=[zero]))
    assert only(found, K.KILLED).best == 0
    missing = only(found, K.INJURED)
    assert (missing.low, missing.best, missing.high, missing.n_events) == (None, None, None, 0)
    assert only(found, K.KILLED, P.CIVILIAN).low is None


def test_only_real_current_countable_events_are_summed() -> None:
    a = article("One died.", "Two died.", "Three died.", "Four died.", "Five died.")
    dead = [toll(K.KILLED, str(n), n, n, n) for n in range(1, 6)]
    denied = [said_by("the army", "denied", stance=Stance.DENIES)]
    found = rows(
        event(a, C.ARMED_CLASH, cites=(1,), place="Marden", casualties=[dead[0]]),
        event(a, C.ARMED_CLASH, cites=(2,), status=Status.HYPOTHETICAL, casualties=[dead[1]]),
        event(a, C.ARMED_CLASH, cites=(3,), role=TemporalRole.HISTORICAL, casualties=[dead[2]]),
        event(a, C.ARMED_CLASH, cites=(4,), countable=False, casualties=[dead[3]]),
        event(a, C.ARMED_CLASH, cites=(5,), assertion=Assertion.DENIED, said=denied, casualties=[dead[4]]),
    )
    assert only(found, K.KILLED).best == 1


def test_cumulative_tolls_are_listed_apart_and_never_added() -> None:
    a = article("Two died in Marden.", "Forty have died since Friday.")
    since = toll(K.KILLED, "Forty", 40, 40, 40, cumulative=True)
    found = rows(strike(a, "Marden", SUNDAY, 2), event(a, C.AIR_STRIKE, cites=(2,), casualties=[since]))
    assert only(found, K.KILLED).best == 2
    (cumulative,) = [r for r in found if r.basis == "cumulative"]
    assert cumulative.best == 40


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(0, 50)), min_size=1, max_size=8))
def test_the_sum_never_exceeds_all_figures_and_never_falls_below_the_largest(told: list[tuple[int, int, int]]) -> None:
    sources = [article(*(f"It was day {d} in town {i}." for d in range(8)), source=str(i)) for i in range(4)]
    records = [
        strike(sources[doc], f"Town{place}", SUNDAY, dead, cites=n + 1) for n, (doc, place, dead) in enumerate(told)
    ]
    row = only(rows(*records), K.KILLED)
    figures = [dead for _, _, dead in told]
    assert row.low is not None
    assert row.high is not None
    assert row.low <= row.high
    assert max(figures) <= row.high <= sum(figures)


def test_rival_tellers_give_a_range_and_two_sides_a_sum() -> None:
    a = article("The movement said it killed 21 soldiers and lost three of its own; the army put its dead at six.")

    def dead(raw: str, n: int, side: int, by: str) -> Casualty:
        row = toll(K.KILLED, raw, n, n, n, population=P.COMBATANT, by=by)
        return row.model_copy(update={"side": side})

    rows_ = [dead("21", 21, 1, "The movement"), dead("three", 3, 0, "The movement"), dead("six", 6, 1, "the army")]
    row = only(rows(event(a, C.ARMED_CLASH, place="Marden", casualties=rows_)), K.KILLED, P.COMBATANT)
    assert (row.low, row.best, row.high, row.n_events) == (9, None, 24, 1)


def test_a_count_that_its_own_teller_replaces_the_same_day_is_left_out() -> None:
    first = article("The ministry said three died in Marden.", published=MONDAY)
    later = article("The ministry now says six died in Marden.", source="Wire")
    old = event(first, C.AIR_STRIKE, place="Marden", time=on("on Sunday", SUNDAY),
                casualties=[toll(K.KILLED, "three", 3, 3, 3, by="The ministry")])  # fmt: skip
    new = event(later, C.AIR_STRIKE, place="Marden", time=on("on Sunday", SUNDAY),
                casualties=[toll(K.KILLED, "six", 6, 6, 6, by="The ministry")])  # fmt: skip
    row = only(rows(old, new), K.KILLED)
    assert (row.low, row.best, row.high, row.as_of) == (6, 6, 6, date(2023, 6, 6))
