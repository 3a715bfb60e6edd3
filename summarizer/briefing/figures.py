"""Tolls as they read in a sentence: the figure with the hedge that the article gives it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from summarizer.schemas import Casualty
from summarizer.schemas.codebook_parts import CasualtyKind, Population, Qualifier

from .nouns import clean, is_plural, join, lower_start, neutral

_DONE = {
    CasualtyKind.KILLED: "killed", CasualtyKind.INJURED: "injured", CasualtyKind.MISSING: "missing",
    CasualtyKind.DETAINED: "detained", CasualtyKind.ABDUCTED: "abducted", CasualtyKind.DISPLACED: "displaced",
    CasualtyKind.AFFECTED: "affected", CasualtyKind.CASUALTIES_UNSPECIFIED: "",
}  # fmt: skip
_PEOPLE = {
    Population.CIVILIAN: ("civilian", "civilians"), Population.COMBATANT: ("fighter", "fighters"),
    Population.SECURITY_FORCES: ("member of the security forces", "members of the security forces"),
    Population.AID_WORKER: ("aid worker", "aid workers"), Population.JOURNALIST: ("journalist", "journalists"),
    Population.CHILD: ("child", "children"), Population.UNKNOWN: ("person", "people"),
    Population.MIXED: ("person", "people"),
}  # fmt: skip
_UNITS = (
    "a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_OF = "dozens|scores|tens|hundreds|thousands|millions|a couple|a number|a handful|couple"
_BARE = re.compile(
    rf"(?:.*[\s-])?(?:[\d.,]+|{_UNITS}|hundred|thousand|million|dozen|several|many|few|some|more|{_OF})$", re.IGNORECASE
)
_HURT = re.compile(
    r"(?:(?:of )?the )?(?:dead|deaths?|bodies|fatalities|injured|wounded|victims|casualties)(?: ones?)?$", re.IGNORECASE
)
"""Words for the harm, given as who was harmed: "put the dead at 13" says nothing of who they were."""
_OF_END = re.compile(rf"(?:^|\s)(?:{_OF})$", re.IGNORECASE)
_KIND_WORDS = re.compile(
    r"\s+(?:people\s+|persons\s+)?(?:were |was |been |are |is )*"
    r"(?:killed|dead|died|deaths?|fatalities|wounded|injured|injuries|hurt|missing|"
    r"detained|arrested|arrests|detentions|abducted|kidnapped|displaced)$",
    re.IGNORECASE,
)
_KIND_ADJECTIVE = re.compile(
    r"\b(?:killed|dead|wounded|injured|missing|detained|arrested|abducted|kidnapped|displaced)\s+(?=\w)", re.IGNORECASE
)
_ONE_PERSON = re.compile(
    r"^(?:no one$|(?:at least |up to |about |around )?(?:a|an|one|1)\b"
    r"(?! (?:dozen|couple|number|handful|hundred|thousand|million)))",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"^(?:the|his|her|its|their|these|those|them)\b", re.IGNORECASE)


def casualty_phrase(casualty: Casualty) -> str:
    """ "at least five fighters killed"; "no one injured" for a stated zero."""
    people, done = people_phrase(casualty), _DONE[casualty.kind]
    return f"{people} {done}".strip() if done else people


def casualty_phrases(casualties: Sequence[Casualty]) -> str:
    """Several, joined."""
    return join(
        [f"{people} {_DONE[c.kind]}".strip() for c, people in zip(casualties, _people(casualties), strict=True)]
    )


def casualty_clauses(casualties: Sequence[Casualty]) -> str:
    """As full clauses, joined: "at least five fighters were killed and one civilian was injured"."""
    return join([_clause(c, people) for c, people in zip(casualties, _people(casualties), strict=True)])


def _people(casualties: Sequence[Casualty]) -> list[str]:
    """Figure and people of each; people who were just named are not named again ("12 civilians killed and 31 injured")."""
    out = [people_phrase(c) for c in casualties]
    for n, (one, two) in enumerate(pairwise(casualties), start=1):
        figure = lower_start(clean(two.raw))
        named = out[n].removeprefix(f"{figure} ")
        if named != out[n] and one.kind is not two.kind and out[n - 1].endswith(f" {named}") and not _is_one(figure):
            out[n] = figure
    return out


def _clause(casualty: Casualty, people: str) -> str:
    done = _DONE[casualty.kind]
    one = _ONE_PERSON.match(people) or (_DEFINITE.match(people) and not is_plural(people))
    be = "was" if one else "were"
    return f"{people} {be} {done}" if done else f"there {be} {people}"


def people_phrase(casualty: Casualty) -> str:
    """Figure and people: the article's words put together, no word twice ("at least six guards of …")."""
    if casualty.qualifier is Qualifier.EXPLICIT_ZERO:
        return _nobody(casualty)
    figure = _KIND_ADJECTIVE.sub("", _KIND_WORDS.sub("", clean(casualty.raw)))
    figure = lower_start(figure)
    who = None if casualty.who and _HURT.match(casualty.who) else casualty.who
    if not _BARE.match(figure) and not who:
        return neutral(figure)
    return neutral(_merge(figure, lower_start(clean(who)) if who else _noun(casualty, figure)))


def _nobody(casualty: Casualty) -> str:
    if casualty.kind is CasualtyKind.CASUALTIES_UNSPECIFIED:
        return "no casualties"
    if casualty.population in (Population.UNKNOWN, Population.MIXED):
        return "no one"
    return f"no {_PEOPLE[casualty.population][1]}"


def _noun(casualty: Casualty, figure: str) -> str:
    if casualty.kind is CasualtyKind.CASUALTIES_UNSPECIFIED:
        return "casualty" if _is_one(figure) else "casualties"
    return _PEOPLE[casualty.population][0 if _is_one(figure) else 1]


def plural_of(population: Population) -> str:
    """ "civilians", "fighters"; "people" where it is not said who."""
    return _PEOPLE[population][1]


def _is_one(figure: str) -> bool:
    return figure.lower() in ("a", "an", "one", "1") or figure.lower().endswith(("least one", "least 1"))


def _merge(figure: str, who: str) -> str:
    """Join figure and people at the words that both hold."""
    left, right = figure.split(), who.split()
    low_left, low_right = [w.lower() for w in left], [w.lower() for w in right]
    if _contains(low_right, low_left):
        return who
    if _contains(low_left, low_right):
        return figure
    for n in range(min(len(left), len(right)), 0, -1):
        if low_left[-n:] == low_right[:n]:
            return " ".join(left + right[n:])
    if not _BARE.match(figure):
        return f"{figure} ({who})"
    return _number_and_people(figure, who)


def _number_and_people(figure: str, who: str) -> str:
    first = who.split()[0].lower()
    if first in ("a", "an", "one") and _is_one(figure):
        return who
    if first in ("a", "an"):
        return f"{figure} ({who})"
    if first == "including":
        return f"{figure} people, {who}"
    if first in ("most", "many", "some", "mostly", "mainly", "all"):
        return f"{figure} people, {who},"
    if _DEFINITE.match(who) or _OF_END.search(figure):
        return f"{figure} of {who}"
    return f"{figure} {who}"


def _contains(outer: list[str], inner: list[str]) -> bool:
    return any(outer[i : i + len(inner)] == inner for i in range(len(outer) - len(inner) + 1))


def count_text(low: int | None, best: int | None, high: int | None) -> str:
    """A triple for a table: "at least 5", "3–6 (best 4)", "up to 20", "about 10", "12", "not reported"."""
    if low is None and best is None and high is None:
        return "not reported"
    if low is not None and low == high:
        return f"{low:,}"
    if high is None:
        return (
            f"at least {low:,}" + (f" (best {best:,})" if best not in (None, low) else "")
            if low is not None
            else f"about {best:,}"
        )
    if low is None:
        return f"up to {high:,}" + (f" (best {best:,})" if best not in (None, high) else "")
    return f"{low:,}–{high:,}" + (f" (best {best:,})" if best not in (None, low, high) else "")
