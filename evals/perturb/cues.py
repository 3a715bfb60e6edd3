"""Wordings that change what a sentence tells. `HELD_OUT` words are kept out of `summarizer.lexicon` (a test sees to
it).
"""

from __future__ import annotations

from typing import NamedTuple


class Event(NamedTuple):
    """An invented event: `{i} {past} {o}`; the noun phrase is its subject form."""

    event_class: str
    past: str
    base: str
    gerund: str
    obj: str
    noun: str


EVENTS = (
    Event("shelling_missile", "shelled", "shell", "shelling", "the old quarter of {p}", "the shelling of {p}"),
    Event("air_strike", "bombed", "bomb", "bombing", "a depot outside {p}", "the raid on {p}"),
    Event("armed_clash", "attacked", "attack", "attacking", "a column near {p}", "the attack near {p}"),
    Event("talks_meeting", "met", "meet", "meeting", "mediators in {p}", "the meeting in {p}"),
    Event("arrest_detention", "arrested", "arrest", "arresting", "two editors in {p}", "the arrests in {p}"),
    Event("abduction", "kidnapped", "kidnap", "kidnapping", "a surveyor in {p}", "the kidnapping in {p}"),
    Event("force_withdrawal", "left", "leave", "leaving", "the garrison at {p}", "the withdrawal from {p}"),
    Event("force_deployment", "sent", "send", "sending", "a battalion to {p}", "the deployment to {p}"),
    Event("territory_captured", "captured", "capture", "capturing", "the ridge above {p}", "the capture of {p}"),
    Event("looting_destruction", "burned", "burn", "burning", "granaries in {p}", "the burning of {p}"),
    Event("protest", "marched", "march", "marching", "through {p}", "the march in {p}"),
    Event("sanction_rupture", "expelled", "expel", "expelling", "the consul in {p}", "the expulsion from {p}"),
)

FACT = (
    "{i} {past} {o} on Tuesday.",
    "{i} {past} {o}, {s} said.",
    "According to {s}, {i} {past} {o}.",
    "On Friday {i} {past} {o} after a quiet week.",
    "{i} has {part} {o}, {s} reported.",
)
DENIED = (
    "{i} denied that it {past} {o}.",
    "{i} denied {gerund} {o}.",
    "{i} did not {base} {o}, {s} said.",
    "{s} rejected claims that {i} {past} {o}.",
    "{i} never {past} {o}, according to {s}.",
    "{s} dismissed reports of {i} {gerund} {o} as invented.",
    "{s} denied reports that {i} had {part} {o}.",
)
PLANNED = (
    "{i} will {base} {o} on Tuesday.",
    "{i} plans to {base} {o}.",
    "{i} is due to {base} {o} next week.",
    "{i} is expected to {base} {o}, {s} said.",
    "{i} threatened to {base} {o}.",
    "{i} could {base} {o} within days, {s} warned.",
    "{i} has agreed to {base} {o}.",
    "{s} urged {i} to {base} {o}.",
    "If {i} should {base} {o}, talks would end, {s} said.",
    "{i} failed to {base} {o}.",
    "{i} intends to {base} {o} unless {s} steps in.",
)
HELD_OUT_PLANNED = (
    "{i} is slated to {base} {o} next week.",
    "{i} is poised to {base} {o}.",
    "{i} is gearing up to {base} {o}, {s} said.",
    "{i} is mulling {gerund} {o}.",
    "{i} stands on the brink of {gerund} {o}.",
    "{i} has yet to {base} {o}.",
    "{i} was itching to {base} {o}, {s} said.",
    "{i} is about to {base} {o}.",
    "{i} has its sights on {gerund} {o}.",
    "{i} earmarked Tuesday to {base} {o}.",
)
HELD_OUT_DENIED = (
    "{s} rubbished claims that {i} {past} {o}.",
    "{s} brushed aside reports that {i} {past} {o}.",
    "{s} disavowed {gerund} {o}.",
    "It is untrue that {i} {past} {o}, {s} said.",
    "{i} stopped short of {gerund} {o}.",
    "{i} refrained from {gerund} {o}.",
    "{s} poured scorn on suggestions that {i} {past} {o}.",
    "{i} shelved plans to {base} {o}.",
    "{s} called it a fabrication that {i} {past} {o}.",
    "{i} ruled out {gerund} {o}.",
)
HELD_OUT = (
    "slated poised gearing mulling brink itching earmarked rubbished brushed disavowed untrue refrained scorn shelved"
    " fabrication sights short ruled"
)
"""A word of each held-out wording; only "has yet to" and "is about to" are of words that no list leaves out."""

TOLLS = (
    "{k} people were killed and {i} wounded when a bridge fell in {p}.",
    "A blast in {p} killed {k} people and injured {i}.",
    "{k} dead, {i} hurt in {p} market blast",
    "The raid left {k} dead and {i} injured, {s} said.",
    "{i} people were injured and {k} killed in clashes in {p}, {s} said.",
    "Rockets struck {p}, killing {k} civilians and wounding {i} others.",
    "{s} said {k} soldiers had died and {i} were wounded near {p}.",
    "The death toll in {p} rose to {k}, with {i} injured.",
    "Gunmen wounded {i} villagers and killed {k} more outside {p}.",
    "Shelling of {p} wounded {i} people; {k} died.",
    "{s} counted {k} deaths and {i} injuries in {p}.",
    "In {p}, {i} were hurt, {k} of them died later.",
    "A landmine killed {k} farmers as well as injuring {i} others near {p}.",
    "{k} people have been confirmed dead and another {i} are being treated for wounds in {p}.",
    "Hospitals in {p} received {k} bodies and {i} wounded.",
)
"""Two figures in one sentence; `{k}` is killed, `{i}` injured."""

CLAIMS = (
    "{s} said that {i} {past} {o}.",
    "According to {s}, {i} {past} {o}.",
    "{i} {past} {o}, {s} said.",
    "{i} {past} {o}, according to {s}.",
    "{i} {past} {o}, reported {s}.",
    "{s} accused {i} of {gerund} {o}.",
    "{s} announced on Friday that {i} had {part} {o}.",
    "In a statement, {s} said {i} {past} {o}.",
)

SPEAKERS = ("the interior ministry", "a hospital director", "two diplomats", "the harbour authority", "a village elder")
FUNCTION_WORDS = ("the", "a", "an", "that", "of", "in", "on", "also")
_NUMBERS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
    " nineteen twenty thirty forty fifty sixty seventy eighty ninety"
)
NUMBER_WORDS = _NUMBERS.split()
