"""Does the text say that it was this kind of event? A class that names its means needs the means in the text.

"Gunmen attacked a post" is no air strike, whatever a model says. A class whose words stand in no cited sentence is
replaced by the one class whose words do; failing that, an attack gets its class from who was attacked (ACLED: armed
sides clash, unarmed people are attacked), and anything else becomes `other`. Every change is reported.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from summarizer.grounding import ArticleIndex, Checked
from summarizer.mending.class_words import MEANS, TELLING, words
from summarizer.mending.removing import rejected, without_record
from summarizer.resolve.actor_sorts import Kind
from summarizer.resolve.actor_words import sort_of
from summarizer.resolve.people import population
from summarizer.schemas import EventClass, EventDraft, Reason, Status
from summarizer.schemas.codebook_parts import Population

C = EventClass
_ARMED = (Population.COMBATANT, Population.SECURITY_FORCES)
_QUOTED = re.compile(r"[“\"„«]\w[^”\"“»]{12,}[”\"“»]")

_OTHER = words(
    r"flood|storms?\b|cyclone|hurricane|typhoon|earthquake|tremor|landslide|wildfire|fires?\b|blaze|erupt|drown|crash|derail|collaps|capsiz|"
    r"accident|outbreak|epidemic|sentenc|convict|acquit|indict|trial|court|verdict|releas|freed|let go|left free|handed over|exchange|swap|"
    r"curfew|clos(?:e|ed|ing|ure)\b|reopen|shut|divert|suspend|resum|cancel|election|vote|elected|appointed|resign|inaugurat|commemorat|ceremony|"
    r"memorial|funeral|buried|burial|mass (?:for|will|was)|found(?:ed)?\b|dead|died|killed|deaths?\b|wounded|injured|hurt|missing"
)
"""What an event of no other class is: disasters and accidents, courts and releases, closures, offices; or a toll."""

_LOOSE = frozenset({C.OTHER, C.GROUND_OFFENSIVE, C.ATTACK_ON_CIVILIANS, C.STATEMENT})
"""Classes that a model takes for want of a better one."""
_HARMLESS = frozenset(
    {
        C.WEAPONS_INTERCEPTED_SEIZED,
        C.FORCE_DEPLOYMENT,
        C.FORCE_WITHDRAWAL,
        C.TALKS_MEETING,
        C.AGREEMENT_CEASEFIRE,
        C.SANCTION_RUPTURE,
        C.AID_ACCESS,
        C.DISPLACEMENT,
    }
)
"""Classes that are not read into a record of people killed or wounded: their words tell what came before or after."""
_ATTACKS = frozenset(
    {C.AIR_STRIKE, C.DRONE_STRIKE, C.SHELLING_MISSILE, C.IED_LANDMINE, C.SUICIDE_ATTACK, C.GRENADE, C.CHEMICAL_ATTACK}
)
_ATTACK = words(r"attack|assault|raid|ambush|storm|kill|shot|shoot|gun(?:m[ae]n|ned|fire)|fire|clash|fought|fight")
_CLASH = words(r"clash|fought|fighting|firefight|gun ?battle|exchange[sd]? (?:of )?fire|skirmish")
_VIOLENT_ACT = words(
    r"attack|assault|raid|hit\b|hits\b|str[iu]ck|strik|bomb|fire|firing|shell|shot|shoot|explo|blast|kill|wound|injur|hurt|dead\b|died|"
    r"destroy|damag|pound|deton|burst|blew|blow|landed|fell|target|crash|launch|hurl|threw|thrown|gassed|salvo|barrage|sorties?|pummel"
)
"""What makes means of attack an attack."""
_POST = words(
    r"patrols?\b|checkpoints?\b|outposts?\b|barracks|garrisons?\b|bunkers?\b|army|military|troops|soldiers|police|gendarme"
)
"""Whom only fighters hold or are: an attack on them is a clash."""
_REPRESSION = words(r"tear ?gas|rubber bullets|water cannon|batons?|br(?:eak|oke) up|dispers(?:e|ed|ing)\b|opened fire")
_DUE_TO_MEET = words(
    r"(?:due|set|scheduled|expected|planned|plans?|will|poised|slated)(?: \w+){0,3} (?:meet|hold talks|visit|host|discuss|negotiate|"
    r"resume talks|attend|confer)\b"
)


def with_supported_class(
    checked: Checked[EventDraft], index: ArticleIndex, *, plainly: bool = True
) -> Checked[EventDraft]:
    """The checked draft with a class that its evidence bears, and a rejection where that is another one.

    `plainly`: also where the words of another class stand plainly in the evidence, and those of its own do not.
    """
    draft = checked.record
    if draft is None:
        return checked
    told = _told(draft, checked, index)
    supported = _supported(draft, told)
    if plainly or supported is C.OTHER:
        supported = _told_plainly(supported, draft, told)
    counted = draft.killed or draft.injured or draft.other_figure
    if supported is C.OTHER and not counted and not _OTHER.search(told):
        # A description, a figure of speech, a quoted thought.
        return without_record(
            checked, draft, "nothing in the cited sentences tells of an event of any class: record dropped"
        )
    if supported is draft.event_class:
        return checked
    said = f"nothing in the cited sentences tells of {draft.event_class.value}: coded as {supported.value}"
    rejection = rejected(draft, "event_class", draft.event_class.value, Reason.CLASS_UNSUPPORTED, said)
    fixed = draft.model_copy(update={"event_class": supported})
    return replace(checked, record=fixed, rejections=(*checked.rejections, rejection))


def _told(draft: EventDraft, checked: Checked[EventDraft], index: ArticleIndex) -> str:
    numbers = {*draft.sentences, *(s.sentence for found in checked.evidence.values() for s in found)}
    return " ".join(index.by_number[n].sentence.text for n in sorted(numbers) if n in index.by_number)


def _supported(draft: EventDraft, told: str) -> EventClass:
    if draft.status is Status.PLANNED and draft.event_class is not C.TALKS_MEETING and _DUE_TO_MEET.search(told):
        own = MEANS.get(draft.event_class)
        # What is due is the meeting; the attacks of the same sentence are not planned.
        if own is None or draft.event_class in _ATTACKS or not own.search(told):
            return C.TALKS_MEETING
    if draft.event_class is C.PROTEST and _REPRESSION.search(told) and _by_state(draft):
        return C.PROTEST_REPRESSED
    means = MEANS.get(draft.event_class)
    if means is None or means.search(told) or (draft.event_class is C.STATEMENT and _is_news(draft, told)):
        return draft.event_class
    if draft.event_class in _ATTACKS:
        other = [c for c in _ATTACKS if c is not draft.event_class and MEANS[c].search(told)]
        if len(other) == 1:
            return other[0]
        if other or not _ATTACK.search(told):
            return _moved(told) if not other else C.OTHER
        return _by_victim(draft, told)
    return C.OTHER


def _told_plainly(own: EventClass, draft: EventDraft, told: str) -> EventClass:
    """`own`, or the class whose words stand plainly in the evidence where those of `own` do not."""
    plainly = TELLING.get(own) or (MEANS[own] if own is C.STATEMENT else None)
    if plainly and plainly.search(told):
        return own
    if own in _ATTACKS and not _VIOLENT_ACT.search(told):
        return _moved(told)  # "with two helicopters overhead"
    if own in _ATTACKS and TELLING[C.WEAPONS_INTERCEPTED_SEIZED].search(told) and not (draft.killed or draft.injured):
        return C.WEAPONS_INTERCEPTED_SEIZED  # drones brought down, not drones that struck
    if own not in _LOOSE:
        return own
    harmed = bool(draft.killed or draft.injured)
    plain = [c for c, pattern in TELLING.items() if not (harmed and c in _HARMLESS) and pattern.search(told)]
    if own is C.OTHER:
        return plain[0] if plain else own
    if len(plain) == 1:
        return plain[0]
    return own if own is C.STATEMENT else _by_victim(draft, told, own)


def _by_state(draft: EventDraft) -> bool:
    """Whether police or soldiers are told as those who act."""
    return any((sort := sort_of(name)) is not None and sort.kind is Kind.STATE for name in draft.initiators)


def _is_news(draft: EventDraft, told: str) -> bool:
    """Whether plain words ("said that progress was slow") are a statement: quoted, or from a government or politician."""
    sorts = [sort_of(name) for name in draft.initiators]
    return bool(_QUOTED.search(told)) or any(s is not None and s.kind in (Kind.BODY, Kind.OFFICIAL) for s in sorts)


def _moved(told: str) -> EventClass:
    """An attack class on a sentence without any attack: a movement of forces, if it tells one."""
    return C.FORCE_DEPLOYMENT if MEANS[C.FORCE_DEPLOYMENT].search(told) else C.OTHER


def _by_victim(draft: EventDraft, told: str, own: EventClass = C.OTHER) -> EventClass:
    """Armed sides clash, unarmed people are attacked; `own` where nobody says who was."""
    hurt = [population(w) for w in (*draft.targets, draft.killed_who, draft.injured_who) if w]
    if _CLASH.search(told) or any(p in _ARMED for p in hurt) or any(_POST.search(name) for name in draft.targets):
        return C.ARMED_CLASH
    harmed = bool(draft.killed or draft.injured) and bool(hurt)
    return C.ATTACK_ON_CIVILIANS if harmed or _any_civilian(hurt) else own


def _any_civilian(hurt: Sequence[Population]) -> bool:
    return any(p not in (Population.UNKNOWN, *_ARMED) for p in hurt)
