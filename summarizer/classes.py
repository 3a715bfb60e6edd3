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
from summarizer.resolve.actor_sorts import Kind
from summarizer.resolve.actor_words import sort_of
from summarizer.resolve.people import population
from summarizer.schemas import EventClass, EventDraft, Reason, Rejection, Status
from summarizer.schemas.codebook_parts import Population

C = EventClass
_ARMED = (Population.COMBATANT, Population.SECURITY_FORCES)


def _words(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})", re.IGNORECASE)


MEANS: dict[EventClass, re.Pattern[str]] = {
    C.AIR_STRIKE: _words(
        r"air[ -]?(?:strike|raid|attack|force|craft|bomb)|aerial|jets?\b|war-?planes?|planes?\b|bombers?\b|helicopters?|bomb(?:ed|s|ing|"
        r"ard)|sorties?|from the (?:air|sky)|strikes?\b|struck"
    ),
    C.DRONE_STRIKE: _words(r"drones?|uavs?\b|unmanned|quadcopters?|loitering"),
    C.SHELLING_MISSILE: _words(
        r"shell|artillery|mortars?|rockets?|missiles?|howitzers?|tank (?:fire|rounds?)|gunboats?|cannons?|bombard|pound|salvo|barrage"
        r"|strikes?\b|struck"
    ),
    C.IED_LANDMINE: _words(
        r"ieds?\b|(?:land)?mines?\b|explosives?|explo(?:de|sion)|blast|device|bombs?\b|bombing|booby|deton|blew up|blown up"
    ),
    C.SUICIDE_ATTACK: _words(r"suicide|blew (?:himself|herself|themselves|up)|bombers?\b|explosive (?:belt|vest)"),
    C.GRENADE: _words(r"grenades?"),
    C.CHEMICAL_ATTACK: _words(r"chemical|chlorine|sarin|toxic|nerve agent|mustard gas|poison"),
    C.SEXUAL_VIOLENCE: _words(r"rap(?:e|ed|es|ing)\b|sexual|assault"),
    C.ABDUCTION: _words(r"abduct|kidnap|hostages?|captives?|seized|snatched|taken|took|held"),
    C.PROTEST: _words(
        r"protest|demonstrat|rall(?:y|ies|ied)|march|strik|sit-?in|picket|vigil|walk(?:ed)?[ -]?out|gather|chant"
    ),
    C.PROTEST_REPRESSED: _words(
        r"tear ?gas|dispers|batons?|rubber|truncheon|water cannon|live (?:rounds|fire|ammunition)|police|soldiers|troops|officers|"
        r"fired|shot|beat|charged|broke up|clash|crackdown|arrest|detain"
    ),
    C.RIOT_MOB: _words(r"riot|mob|crowd|lynch|unrest|loot|clash|torch|stones?"),
    C.FORCE_DEPLOYMENT: _words(
        r"deploy|reinforce|troops?|convoys?|column|battalions?|brigades?|units?\b|sent|send|mov(?:e|ed|ing)\b|crossed|advanc|arriv|ships?\b|"
        r"mobili[sz]"
    ),
    C.BASE_ESTABLISHED: _words(r"bases?\b|outposts?|checkpoints?|posts?\b|camps?\b|headquarters"),
    C.BASE_REINFORCEMENT: _words(r"bases?\b|outposts?|positions?|posts?\b|fortif|trench|garrison|defen[cs]es|reinforc"),
    C.FORCE_WITHDRAWAL: _words(r"with ?dr[ae]w|pull|left|leav|retreat|evacuat|depart|abandon|exit|quit"),
    C.ARREST_DETENTION: _words(r"arrest|detain|custody|jail|imprison|apprehend|held|rounded up|raid|charged"),
    C.AGREEMENT_CEASEFIRE: _words(
        r"agree|truce|cease-?fire|deals?\b|accords?|pacts?\b|treat(?:y|ies)|memorandum|signed|armistice|halt"
    ),
    C.TALKS_MEETING: _words(
        r"me(?:e|t)\b|meet|talks?\b|summit|visit|negotiat|host|dialogue|conference|consult|discuss|phone|call|receiv|sessions?\b|vote|envoys?\b"
    ),
    C.SANCTION_RUPTURE: _words(r"sanction|embargo|expel|suspend|cut|sever|ban|freez|froze|recall|break|broke|withdr"),
    C.DISPLACEMENT: _words(
        r"flee|fled|displac|evacuat|homeless|refugees?|left|leave|uproot|driven|shelter|escape|return"
    ),
    C.WEAPONS_INTERCEPTED_SEIZED: _words(
        r"seiz|intercept|shot down|shoot|confiscat|captur|found|recover|defus|cache|down(?:ed|ing)"
    ),
    C.LOOTING_DESTRUCTION: _words(
        r"loot|burn|torch|destroy|demolish|ransack|vandal|raze|set (?:fire|ablaze)|stole|steal|damag|sabotag"
    ),
    C.TERRITORY_CAPTURED: _words(
        r"captur|seiz|took|take|taken|retak|recaptur|overran|overrun|fell|fall|control|liberat|occup|held"
    ),
    C.TERRITORY_TRANSFER_NONVIOLENT: _words(r"hand|transfer|surrender|cede|withdr|took|take|control|return"),
}
"""What must stand in the evidence for a class; classes that are not listed (attacks, clashes) need nothing."""

MEANS[C.STATEMENT] = _words(
    r"accus|den(?:y|ies|ied|ials?)\b|threat|warn|demand|refus|reject|rebuff|condemn|denounc|critici[sz]|claim|vow|pledg|promis|"
    r"urg(?:e|ed|es)\b|call(?:ed|s|ing)? (?:for|on|it|the)\b|blam|apologi|dismiss|insist|announc|declar|appeal|ultimatum|"
    r"statement|(?:news|press) conference|"
    r"speech|remarks|told (?:reporters|journalists)|responsib|rule[ds]? out|express|welcom|prais|argu|disput|contest"
)
"""A statement is an event where saying it is the news; "said staff had left" reports that staff left."""
_QUOTED = re.compile(r"[“\"„«]\w[^”\"“»]{12,}[”\"“»]")

MEANS[C.GROUND_OFFENSIVE] = _words(
    r"offensive|advanc|assault|invad|invasion|incursion|attack|storm|operation|captur|seiz|overr[au]n|push(?:ed|ing)? (?:in|on|to)|"
    r"fight|fought|battle|clash|breach|encircl|ambush|(?:re)?tak(?:e|en|ing)|took|kill"
)

TELLING: tuple[tuple[EventClass, re.Pattern[str]], ...] = (
    (
        C.WEAPONS_INTERCEPTED_SEIZED,
        _words(
            r"(?:seized|recovered|found|discovered|intercepted|confiscated|defused|detect(?:ed|ing)|got hold of)\b[^.;]{0,80}"
            r"(?:weapons?|rifles?|pistols?|rounds|ammunition|explosive|device|launchers?|vests?|grenades?|bullets|munitions)\b"
        ),
    ),
    (
        C.ARMED_CLASH,
        _words(
            r"clashe[sd]|firefight|gun ?battle|exchanged? (?:of )?(?:fire|shots)|skirmish|at war\b|(?:small-arms|cross-border) fire"
        ),
    ),
    (C.SUICIDE_ATTACK, _words(r"suicide (?:attack|bomb)|blew (?:him|her)self up")),
    (C.DRONE_STRIKE, _words(r"drones? (?:strike|attack|hit|struck)|(?:hit|struck) by (?:a |\w+ )?drones?")),
    (C.AIR_STRIKE, _words(r"air[ -]?(?:strike|raid|support)|war-?planes?|bombs fell|jets (?:bomb|hit|struck)")),
    (
        C.IED_LANDMINE,
        _words(
            r"land-?mines?|roadside bomb|car bomb|(?:hand|home)-?made explosive|improvised explosive|bomb attack|mines and unexploded"
        ),
    ),
    (C.RIOT_MOB, _words(r"petrol bombs?|rioter|riots?\b|mobs?\b|lynch|beat (?:him|her|them) to death")),
    (
        C.PROTEST,
        _words(
            r"protest|demonstrat(?:ed|ors|ion)|rall(?:y|ied)\b|march(?:ed|ers)|block(?:ed|ing) (?:a|the) [\w -]{3,30} to demand|sit-?in"
        ),
    ),
    (
        C.DISPLACEMENT,
        _words(r"fled|displaced|uprooted|left their (?:homes|villages)|sleeping in (?:fields|the open|schools|tents)"),
    ),
    (C.SANCTION_RUPTURE, _words(r"sanction|blacklist|embargo|froz?e(?:n|zing)?\b")),
    (
        C.AID_ACCESS,
        _words(
            r"relief (?:supplies|convoy)|aid (?:convoy|trucks?|deliver)|first delivery|carrying (?:food|medicines?|blood|aid)"
        ),
    ),
    (C.ARREST_DETENTION, _words(r"arrested|detained|rounded up")),
)
"""Words that tell one class by themselves: for records that a model could not class. The first that stands is taken."""

_OTHER = _words(
    r"flood|storms?\b|cyclone|hurricane|typhoon|earthquake|tremor|landslide|wildfire|fires?\b|blaze|erupt|drown|crash|derail|collaps|capsiz|"
    r"accident|outbreak|epidemic|sentenc|convict|acquit|indict|trial|court|verdict|releas|freed|let go|left free|handed over|exchange|swap|"
    r"curfew|clos(?:e|ed|ing|ure)\b|reopen|shut|divert|suspend|resum|cancel|election|vote|elected|appointed|resign|inaugurat|commemorat|ceremony|"
    r"memorial|found(?:ed)?\b|dead|died|killed|deaths?\b|wounded|injured|hurt|missing"
)
"""What an event of no other class is: disasters and accidents, courts and releases, closures, offices; or a toll."""

_ATTACKS = frozenset(
    {C.AIR_STRIKE, C.DRONE_STRIKE, C.SHELLING_MISSILE, C.IED_LANDMINE, C.SUICIDE_ATTACK, C.GRENADE, C.CHEMICAL_ATTACK}
)
_ATTACK = _words(r"attack|assault|raid|ambush|storm|kill|shot|shoot|gun(?:m[ae]n|ned|fire)|fire|clash|fought|fight")
_CLASH = _words(r"clash|fought|fighting|firefight|gun ?battle|exchange[sd]? (?:of )?fire|skirmish")
_REPRESSION = _words(
    r"tear ?gas|rubber bullets|water cannon|batons?|br(?:eak|oke) up|dispers(?:e|ed|ing)\b|opened fire"
)
_DUE_TO_MEET = _words(
    r"(?:due|set|scheduled|expected|planned|plans?|will|poised|slated)(?: \w+){0,3} (?:meet|hold talks|visit|host|discuss|negotiate|"
    r"resume talks|attend|confer)\b"
)


def with_supported_class(checked: Checked[EventDraft], index: ArticleIndex) -> Checked[EventDraft]:
    """The checked draft with a class that its evidence bears, and a rejection where that is another one."""
    draft = checked.record
    if draft is None:
        return checked
    told = _told(draft, checked, index)
    supported = _supported(draft, told)
    if supported is C.OTHER:
        supported = next((c for c, words in TELLING if words.search(told)), C.OTHER)
    counted = draft.killed or draft.injured or draft.other_figure
    if supported is C.OTHER and not counted and not _OTHER.search(told):
        return _without_event(checked, draft)
    if supported is draft.event_class:
        return checked
    rejection = Rejection(
        field="event_class",
        value=draft.event_class.value,
        reason=Reason.CLASS_UNSUPPORTED,
        sentences=draft.sentences,
        message=f"nothing in the cited sentences tells of {draft.event_class.value}: coded as {supported.value}",
    )
    fixed = draft.model_copy(update={"event_class": supported})
    return replace(checked, record=fixed, rejections=(*checked.rejections, rejection))


def _without_event(checked: Checked[EventDraft], draft: EventDraft) -> Checked[EventDraft]:
    """A record of something that is no event: a description, a figure of speech, a quoted thought."""
    rejection = Rejection(
        field="record",
        value=draft.event_class.value,
        reason=Reason.CLASS_UNSUPPORTED,
        sentences=draft.sentences,
        message="nothing in the cited sentences tells of an event of any class: record dropped",
    )
    return Checked(None, {}, (*checked.rejections, rejection))


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


def _by_victim(draft: EventDraft, told: str) -> EventClass:
    hurt = [population(w) for w in (*draft.targets, draft.killed_who, draft.injured_who) if w]
    if _CLASH.search(told) or any(p in _ARMED for p in hurt):
        return C.ARMED_CLASH
    return C.ATTACK_ON_CIVILIANS if _any_civilian(hurt) else C.OTHER


def _any_civilian(hurt: Sequence[Population]) -> bool:
    return any(p not in (Population.UNKNOWN, *_ARMED) for p in hurt)
