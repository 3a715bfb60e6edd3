"""Three editions from the hand-coded records of `examples/three-days`: as a careful reader expected them.

No model is asked. The expectation was written from the records before any brief was computed; see its README.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from itertools import combinations

import pytest

from evals.expected import editions, event_names
from evals.threedays import DAYS, FOLDER, load_day, load_expectation, record_ids
from summarizer.articles import Article
from summarizer.briefing import build_brief
from summarizer.briefing.budget import LIMITS
from summarizer.linking import link, origins
from summarizer.schemas.brief import DailyBrief

EDITIONS = editions()


PAGE = LIMITS["full"]
ROOMY = 100_000
"""Words, so that nothing is left out for length."""


@cache
def brief_of(day: int, words: int = ROOMY) -> DailyBrief:
    """The edition of a day, compared with the one before."""
    previous = brief_of(day - 1, words) if day > 1 else None
    at = datetime.combine(DAYS[day], datetime.min.time(), UTC).replace(hour=20)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(LIMITS, "full", words)
        return build_brief(load_day(day), edition_date=DAYS[day], generated_at=at, previous=previous)


def as_lines(differences: list[str]) -> str:
    return "\n  ".join(["differs from the expectation:", *differences])


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("part", ["changes", "contradictions", "casualties", "watch", "coverage", "background"])
def test_the_edition_is_as_expected(day: int, part: str) -> None:
    differences = getattr(EDITIONS[day], part)(brief_of(day))
    assert not differences, as_lines(differences)


@pytest.mark.parametrize("day", DAYS)
def test_a_page_of_the_usual_length_leaves_out_and_changes_nothing(day: int) -> None:
    whole, page = brief_of(day), brief_of(day, PAGE)
    for part in ("changes", "contradictions", "watch"):
        printed, known = getattr(page, part), getattr(whole, part)
        assert [x.model_dump() for x in printed if x not in known] == []
        assert len(known) == len(printed) or page.coverage.left_out[part]
    assert page.casualty_table == whole.casualty_table


@pytest.mark.parametrize("day", DAYS)
def test_every_sentence_passes_the_gate(day: int) -> None:
    refused = [f"{r.field}: {r.value!r}: {r.reason}: {r.message}" for r in brief_of(day, PAGE).verify()]
    assert not refused, as_lines(refused)


@pytest.mark.parametrize("day", DAYS)
def test_the_pages_come_out(day: int) -> None:
    brief = brief_of(day, PAGE)
    assert DAYS[day].isoformat() in brief.to_markdown()
    assert DAYS[day].isoformat() in brief.to_html()
    assert DailyBrief.model_validate_json(brief.model_dump_json()) == brief


def test_reprints_go_back_to_one_origin() -> None:
    articles = {f"{n}/{p.stem[:2]}": Article.read(p) for n in DAYS for p in sorted((FOLDER / f"day-{n}").glob("*.txt"))}
    found = origins(articles.values())
    groups: dict[str, set[str]] = {}
    for name, article in articles.items():
        groups.setdefault(found[article.doc_id], set()).add(name)
    copied = sorted(sorted(names) for names in groups.values() if len(names) > 1)
    assert copied == load_expectation()["origins"]


def test_records_of_one_event_are_joined_and_no_others() -> None:
    items = [item for n in DAYS for item in load_day(n)]
    linked = link([e for _, x in items for e in x.events], articles=[a for a, _ in items])
    ids = record_ids()
    free = {ids[name] for name in load_expectation()["either"]}
    cluster = {i: c.id for c in linked.clusters for i in c.ids}
    label = {event_id: name for name, event_id in reversed(ids.items())}
    differences = []
    named = {i: n for i, n in event_names().items() if i not in free}
    postponed = {frozenset((ids["1/06/2"], ids["2/04/3"]))}
    for (one, name), (two, other) in combinations(named.items(), 2):
        if (name == other) != (cluster[one] == cluster[two]) and frozenset((one, two)) not in postponed:
            what = "not joined" if name == other else "wrongly joined"
            differences.append(f"{what}: {label[one]} {name}, {label[two]} {other}")
    assert not differences, as_lines(differences)
