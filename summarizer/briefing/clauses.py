"""One event as a clause, without who says so: subject, verb phrase, object, place, time."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from summarizer.schemas import EventClass, Status
from summarizer.schemas.codebook_parts import CasualtyKind

from .figures import people_phrase
from .frames import Frame, noun_for
from .nouns import closed, fold, is_plural, join, noun_phrase, same
from .places import MOVES, is_object, place_object, place_phrase
from .tails import joined, tail, where_when
from .told import Told
from .verbs import Verb, active, passive, planned_words, verb_phrase

REAL = (Status.OCCURRED, Status.ONGOING)
_MUTUAL = (EventClass.ARMED_CLASH, EventClass.TALKS_MEETING, EventClass.AGREEMENT_CEASEFIRE)
_TAKES = {
    EventClass.TERRITORY_CAPTURED: "territory",
    EventClass.TERRITORY_TRANSFER_NONVIOLENT: "territory",
    EventClass.WEAPONS_INTERCEPTED_SEIZED: "weapons",
}
"""Classes whose target may be the thing taken or the side that held it."""
_OBJECT_KIND = {
    EventClass.ARREST_DETENTION: CasualtyKind.DETAINED,
    EventClass.ABDUCTION: CasualtyKind.ABDUCTED,
    EventClass.DISPLACEMENT: CasualtyKind.DISPLACED,
}
_MOVERS = re.compile(
    r"\b(?:convoys?|columns?|troops|soldiers|forces|fighters|vehicles|tanks|ships?|warships?|vessels|fleet|units?|force|guards|brigade|"
    r"battalion|reinforcements|trucks)$|\bconvoys?\b",
    re.IGNORECASE,
)
_AIRCRAFT = re.compile(r"\b(?:jets?|\w*planes?|aircraft|helicopters?|air ?force|bombers?|drones?)\b", re.IGNORECASE)
_ARMS = re.compile(
    r"\b(?:weapons?|arms|drones?|missiles?|rockets?|rifles?|guns?|ammunition|explosives?|bombs?|mines?|devices?|shells?|uavs?)\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:commission|committee|council|parliament|assembly|cabinet|board|panel|congress)$", re.IGNORECASE
)
"""A singular that meets: "the joint commission is due to meet"."""
_DISPLACE = "displace|displaced|displaced|displacing"
_MOVE = "move|moved|moved|moving"
_HOLD_TALKS = "hold talks|held talks|held talks|holding talks"
_WITHDRAW_FORCES = "withdraw forces|withdrew forces|withdrawn forces|withdrawing forces"


@dataclass(frozen=True)
class Clause:
    """A clause that can be put into the form that its sentence needs."""

    subject: str
    verb: Verb
    rest: str
    texts: tuple[str, ...]
    agent: bool
    """Whether the subject is the one who acts."""
    noun: str = ""
    """For a clause without an agent: the event as a thing."""
    deed: str = ""
    """For a clause without an agent: what a threat or an attempt was to do, where it has an object."""

    def finite(self, status: Status) -> str:
        """ "Ordonian jets struck Marden"; a threat or attempt without an agent is told as such, inventing nobody."""
        if not self.agent and status is Status.THREATENED:
            return f"there was a threat {self.deed or f'of {self.noun}'}"
        if not self.agent and status is Status.FOILED:
            return f"there was a failed attempt {self.deed or f'at {self.noun}'}"
        plural = is_plural(self.subject)
        if status in REAL and (self.rest.startswith("since ") or " since " in self.rest):
            perfect = status is Status.OCCURRED or self.verb.participle.startswith("been ") or self._told_as_done()
            done = self.verb.participle if perfect else f"been {self.verb.ing}"
            return joined(self.subject, "have" if plural else "has", done, self.rest)
        phrase = verb_phrase(self.verb, status, plural=plural, texts=self.texts)
        # A thing is planned; only somebody is planning.
        phrase = phrase if self.agent else phrase.replace("planning to", "planned to")
        return joined(self.subject, phrase, self.rest)

    def _told_as_done(self) -> bool:
        """Whether the article has it in the perfect: "residents have fled since Monday"."""
        done = rf"\bha(?:ve|s|d) (?:\w+ )?{re.escape(self.verb.participle)}\b"
        return any(re.search(done, text) for text in self.texts)

    def having(self, status: Status) -> str:
        """After "reported" or "denied": "having struck Marden"."""
        if status is Status.ONGOING:
            return joined(self.verb.ing, self.rest)
        if status is Status.PLANNED:
            return joined(
                "that it" if not is_plural(self.subject) else "that they", _be(self), self.verb.base, self.rest
            )
        return joined("having", self.verb.participle, self.rest)


def _be(clause: Clause) -> str:
    return planned_words(clause.texts, "are" if is_plural(clause.subject) else "is")


def clause(told: Told) -> Clause | None:
    """The clause of a record; None where it is told in the article's own words (also a truce that "goes on")."""
    frame = told.frame
    agreeing = told.record.event_class is EventClass.AGREEMENT_CEASEFIRE and told.record.status is Status.ONGOING
    start = told.record.time.start
    undone = told.record.status is Status.DID_NOT_OCCUR and start is not None and start > told.edition
    if frame is None or agreeing or undone:
        return None  # also what was called off: "did not protest" on a day to come
    subject, obj = _subject(told), _object(told)
    if told.record.event_class is EventClass.DISPLACEMENT:
        return _displacement(told, frame, obj)
    if subject:
        return _active(told, frame, subject, obj)
    if told.record.event_class in _TAKES and obj and not _taken(told):
        place = place_object(told.record, told.texts) if frame.place_object else ""
        where = tail(told) if is_object(place) else where_when(told, obj)
        thing = place if is_object(place) else _TAKES[told.record.event_class]
        return _suffered(told, frame, thing, joined("from", obj, where))
    if obj and frame.passive:
        return _suffered(told, frame, obj, where_when(told, obj))
    place = place_object(told.record, told.texts) if frame.place_object and frame.passive else ""
    if is_object(place):
        return _suffered(told, frame, place, tail(told))
    return _thing(told, frame, obj)


def _suffered(told: Told, frame: Frame, obj: str, rest: str) -> Clause:
    """No agent: the object comes first, "Marden was struck"."""
    base = frame.verb.split("|")[0]
    deed = joined("to", base, frame.link, obj, rest)
    return Clause(obj, passive(frame.passive), rest, told.texts, False, frame.noun, deed)


def _thing(told: Told, frame: Frame, obj: str) -> Clause:
    """The event as its own subject: "an armed clash took place"."""
    named = noun_for(frame, told.texts)
    link = "involving" if told.record.event_class in (*_MUTUAL, *MOVES) else frame.link or "involving"
    noun = f"{named} {link} {obj}" if obj else named
    verb = passive(frame.made) if frame.made else active("take place|took place|taken place|taking place")
    if told.record.event_class in MOVES:
        noun, rest = joined(noun, place_phrase(told.record, told.texts)), tail(told)
    else:
        rest = where_when(told, noun)
    return Clause(noun, verb, rest, told.texts, False, noun)


def _subject(told: Told) -> str:
    parties = told.initiators
    mutual = told.record.event_class in _MUTUAL
    if mutual and not told.targets:
        parties = (*parties, *told.participants)
    if told.record.event_class is EventClass.TALKS_MEETING:
        parties = (*told.initiators, *told.targets, *told.participants)
    return closed(parties)


def _object(told: Told) -> str:
    """What it was done to: the counted people where the class counts them, else the targets."""
    event_class = told.record.event_class
    if event_class is EventClass.TALKS_MEETING:
        return ""
    kind = _OBJECT_KIND.get(event_class)
    counted = [c for c in told.record.casualties if c.kind is kind and not c.cumulative and told.record.status in REAL]
    people = people_phrase(counted[0]) if len(counted) == 1 else ""
    targets = closed(told.targets)
    place = noun_phrase(told.record.locations[0].raw, told.texts) if told.record.locations else ""
    if len(told.targets) == 1 and fold(place).startswith(f"{fold(targets)} "):
        # "the market" and "the market, Marden district": the place says both.
        targets = closed([place])
    targets = _without_overlap(targets, place)
    if targets and counted and f" {fold(counted[0].raw)} " in f" {fold(targets)} ":
        # "seven traders": the target holds the figure.
        told.used.append(counted[0].kind)
        return targets
    if people and (not targets or same(people, targets)):
        told.used.append(counted[0].kind)
        return people
    return targets


def _without_overlap(obj: str, place: str) -> str:
    """ "a unit at the Sarn field", in "the Sarn field in Pell": the place says the end, "a unit" stays."""
    tail = re.search(r"\s+(?:in|at|near|on|of)\s+((?:the\s+)?\S+\s+\S+(?:\s+\S+)*)$", obj)
    return obj[: tail.start()] if tail and fold(place).startswith(f"{fold(tail[1])} ") else obj


def _active(told: Told, frame: Frame, subject: str, obj: str) -> Clause:
    forms, link = _verb_and_link(told, frame, subject)
    obj, rest = _object_and_rest(told, frame, subject, obj)
    if not obj:
        both = told.record.event_class is EventClass.ARMED_CLASH and " and " in subject
        bare = frame.bare.replace(frame.noun, noun_for(frame, told.texts))
        return Clause(subject, active(forms if both else bare or forms), rest, told.texts, True)
    means = "" if _AIRCRAFT.search(subject) else frame.means
    return Clause(subject, active(forms), joined(link, obj, means, rest), told.texts, True)


def _verb_and_link(told: Told, frame: Frame, subject: str) -> tuple[str, str]:
    """The frame's verb, but for classes where the subject decides: a convoy moves, a state sends forces."""
    event_class = told.record.event_class
    if event_class is EventClass.TALKS_MEETING and not (
        frame.place_object
        or is_plural(subject)
        or (_BODY.search(subject) and re.search(r"\bmee?t\b", " ".join(told.texts)))
    ):
        return _HOLD_TALKS, frame.link
    if event_class is EventClass.FORCE_DEPLOYMENT and _MOVERS.search(subject):
        return _MOVE, "with"
    if event_class is EventClass.FORCE_WITHDRAWAL and not _MOVERS.search(subject):
        return _WITHDRAW_FORCES, frame.link
    return frame.verb, frame.link


def _object_and_rest(told: Told, frame: Frame, subject: str, obj: str) -> tuple[str, str]:
    """The object, and what follows it: place and time, without the place where it is the object."""
    event_class = told.record.event_class
    place = place_object(told.record, told.texts) if frame.place_object else ""
    whereabouts = where_when(told, subject, obj)
    if event_class in _TAKES and obj and not _taken(told):
        # The target is the side that held it, not the thing taken.
        thing = place if is_object(place) and not same(obj, place) else _TAKES[event_class]
        return f"{thing} from {obj}", tail(told) if is_object(place) else whereabouts
    if event_class is EventClass.PROTEST and obj and any(fold(obj) == fold(p.raw) for p in told.record.locations):
        return "", whereabouts or place_phrase(told.record, told.texts)
    if event_class in MOVES and obj and told.record.locations:
        return "", f"{whereabouts}, involving {obj}"
    if not obj and is_object(place) and not same(subject, place):
        return closed([place]), tail(told)
    return obj, whereabouts


def _taken(told: Told) -> bool:
    """Whether the article has the target itself taken ("captured the airport")."""
    thing = re.escape(fold(told.targets[0]))
    if told.record.event_class is EventClass.WEAPONS_INTERCEPTED_SEIZED and _ARMS.search(told.targets[0]):
        return True
    cue = r"captur|recaptur|seiz|retak|retook|regain|took over|overran|intercept|shot down|downed"
    return any(re.search(rf"\b(?:{cue})\w*\b(?:(?!\bfrom\b).){{0,20}}\b{thing}", fold(t)) for t in told.texts)


def _displacement(told: Told, frame: Frame, people: str) -> Clause:
    """People flee or are displaced; whoever made them leave is named only if the record names them."""
    cause = join(told.initiators)
    fled = frame.verb.startswith("flee")
    if fled and (not people or not cause or same(cause, people)):
        rest = where_when(told, people or cause)
        if not people and not cause:
            return _thing(told, frame, "")
        return Clause(people or cause, active(frame.verb), rest, told.texts, True)
    rest = where_when(told, people)
    if cause and not same(cause, people):
        return Clause(cause, active(_DISPLACE), joined(people or "people", rest), told.texts, True)
    if not people:
        return _thing(told, frame, "")
    # Ongoing displacement is a state: people are displaced, not "being displaced".
    state = replace(passive(frame.passive), ing=frame.passive)
    return Clause(people, state, rest, told.texts, False, frame.noun, joined("to displace", people, rest))
