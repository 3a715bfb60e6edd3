"""How each event class is told: one table of verbs.

A class may have several frames; the first whose cue stands in the cited sentences is taken, so that "bombed" is written
only where the article says so. A frame without a cue says no more than the class does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.schemas import EventClass as C


@dataclass(frozen=True)
class Frame:
    """One way to tell an event of a class."""

    noun: str
    """The event as a thing: "an air strike"."""
    verb: str = ""
    """Base, past, participle and -ing form of the verb phrase, separated by "|"."""
    link: str = ""
    """Between verb and target; empty for a direct object."""
    bare: str = ""
    """The same four forms for an event without a target; empty: `verb` stands alone."""
    passive: str = ""
    """What the target "was": "struck"; empty where a passive makes no sense."""
    means: str = ""
    """How, where the verb alone does not say it: "from the air"."""
    made: str = ""
    """What the noun "was": "agreed"; empty: it "took place"."""
    place_object: bool = False
    """Without a target, the place takes its part: "struck Marden"."""
    cue: str = ""
    """Regular expression that must be found in the cited sentences; empty: always."""

    def matches(self, text: str) -> bool:
        return not self.cue or bool(re.search(rf"\b(?:{self.cue})\b", text, re.IGNORECASE))


def _forms(four: str, rest: str = "") -> str:
    """From "fire fired fired firing" and "missiles"."""
    return "|".join(f"{form} {rest}".strip() for form in four.split())


def _regular(base: str, rest: str = "") -> str:
    return _forms(f"{base} {base}ed {base}ed {base}ing", rest)


_ATTACK, _FIRE = _regular("attack"), "fire fired fired firing"
_DO = "carry carried carried carrying"
_SET, _SEND = "set set set setting", "send sent sent sending"
_SHOOT, _SEIZE = "shoot shot shot shooting", "seize seized seized seizing"
_CAPTURE, _RETAKE = "capture captured captured capturing", "retake retook retaken retaking"
_ONE = r"(?:a|one) (?:\w+ )?"

# fmt: off
FRAMES: dict[C, tuple[Frame, ...]] = {
    C.ARMED_CLASH: (
        Frame("an armed clash", _regular("clash"), "with", _forms("fight fought fought fighting")),
    ),
    C.GROUND_OFFENSIVE: (
        Frame("a ground attack", _ATTACK, "", _forms("launch launched launched launching", "a ground attack"),
              "attacked", place_object=True),
    ),
    C.TERRITORY_CAPTURED: (
        Frame("the capture of territory", _forms(_RETAKE), "", _forms(_RETAKE, "territory"), "retaken",
              place_object=True, cue="retook|retaken|retake|recaptured|regained"),
        Frame("the capture of territory", _forms(_CAPTURE), "", _forms(_CAPTURE, "territory"), "captured",
              place_object=True),
    ),
    C.TERRITORY_TRANSFER_NONVIOLENT: (
        Frame("a handover of territory", _forms("take took taken taking", "over"), "",
              _forms("take took taken taking", "over territory"), "handed over", place_object=True),
    ),
    C.AIR_STRIKE: (
        Frame("an air strike", _regular("bomb"), "", _forms(_DO, "out an air strike"), "bombed from the air",
              place_object=True, cue="bomb(?:ed|ing|ings)"),
        Frame("an air strike", _forms("strike struck struck striking"), "", _forms(_DO, "out an air strike"),
              "struck from the air", means="from the air", place_object=True),
    ),
    C.DRONE_STRIKE: (
        Frame("a drone strike", _forms("strike struck struck striking"), "", _forms(_DO, "out a drone strike"),
              "struck by drone", means="by drone", place_object=True),
    ),
    C.SHELLING_MISSILE: (
        Frame("shelling", _regular("shell"), "", _forms(_DO, "out shelling"), "shelled", place_object=True,
              cue="shell(?:s|ed|ing|fire)?|artillery|mortars?|howitzers?"),
        Frame("missile fire", _forms(_FIRE, "a missile"), "at", _forms(_FIRE, "a missile"), "hit by a missile",
              place_object=True, cue=f"{_ONE}missile"),
        Frame("missile fire", _forms(_FIRE, "missiles"), "at", _forms(_FIRE, "missiles"), "hit by missile fire",
              place_object=True, cue="missiles?"),
        Frame("rocket fire", _forms(_FIRE, "a rocket"), "at", _forms(_FIRE, "a rocket"), "hit by a rocket",
              place_object=True, cue=f"{_ONE}rocket"),
        Frame("rocket fire", _forms(_FIRE, "rockets"), "at", _forms(_FIRE, "rockets"), "hit by rocket fire",
              place_object=True, cue="rockets?"),
        Frame("heavy-weapons fire", _forms(_FIRE), "on", _forms(_FIRE, "heavy weapons"), "put under fire",
              place_object=True),
    ),
    C.IED_LANDMINE: (
        Frame("a landmine explosion", _ATTACK, "", _forms(_SET, "off a landmine"), "hit by a landmine explosion",
              means="with a landmine", cue="(?:land)?mines?"),
        Frame("a roadside bomb explosion", _ATTACK, "", _forms(_SET, "off a roadside bomb"), "hit by a roadside bomb",
              means="with a roadside bomb", cue="roadside bomb"),
        Frame("a car bomb explosion", _ATTACK, "", _forms(_SET, "off a car bomb"), "hit by a car bomb",
              means="with a car bomb", cue="car bomb"),
        Frame("an explosion", _forms("blow blew blown blowing", "up"), "", _forms(_SET, "off an explosion"), "blown up",
              cue="bl(?:ow|ew|own|owing) up"),
        Frame("a bomb explosion", _regular("bomb"), "", _forms(_SET, "off a bomb"), "hit by a bomb explosion",
              cue="bomb(?:s|ed|ing|ings)?"),
        Frame("an explosion", _ATTACK, "", _forms(_SET, "off an explosive device"), "hit by an explosion",
              means="with an explosive device"),
    ),
    C.SUICIDE_ATTACK: (
        Frame("a suicide attack", _forms(_DO, "out a suicide attack"), "on", passive="hit by a suicide attack"),
    ),
    C.GRENADE: (
        Frame("a grenade attack", _forms("throw threw thrown throwing", "a grenade"), "at",
              passive="attacked with a grenade"),
    ),
    C.CHEMICAL_ATTACK: (
        Frame("a chemical attack", _forms("use used used using", "a chemical weapon"), "against",
              passive="attacked with a chemical weapon"),
    ),
    C.ATTACK_ON_CIVILIANS: (
        Frame("an attack on civilians", _forms(_FIRE), "on", _forms(_FIRE, "on civilians"), "put under fire",
              cue="opened fire|fired (?:on|at)"),
        Frame("an attack on civilians", _forms(_SHOOT, "at"), "", _forms(_SHOOT, "at civilians"), "shot",
              cue="shot|shooting|gunned down"),
        Frame("an attack on civilians", _ATTACK, "", _regular("attack", "civilians"), "attacked", place_object=True),
    ),
    C.SEXUAL_VIOLENCE: (
        Frame("sexual violence", _forms("commit committed committed committing", "sexual violence"), "against",
              passive="subjected to sexual violence"),
    ),
    C.ABDUCTION: (
        Frame("an abduction", _regular("abduct"), "", _regular("abduct", "people"), "abducted"),
    ),
    C.PROTEST: (
        Frame("a strike", _forms("go went gone going", "on strike"), "against", cue="on strike|strikers?|walkouts?"),
        Frame("a march", _regular("march"), "against", cue="march(?:ed|ing|ers)?"),
        Frame("a protest", _regular("protest"), "against"),
    ),
    C.PROTEST_REPRESSED: (
        Frame("action against a protest", _forms(_FIRE, "tear gas"), "at", _forms(_FIRE, "tear gas at a protest"),
              "met with tear gas", cue="tear gas"),
        Frame("action against a protest", _forms("disperse dispersed dispersed dispersing"), "",
              _forms("disperse dispersed dispersed dispersing", "a protest"), "dispersed", cue="dispers(?:ed?|ing)"),
        Frame("action against a protest", _regular("act"), "against", _regular("act", "against a protest"),
              "met with force"),
    ),
    C.RIOT_MOB: (
        Frame("a riot", _ATTACK, "", _regular("riot"), "attacked by a crowd"),
    ),
    C.FORCE_DEPLOYMENT: (
        Frame("a deployment", _forms(_SEND, "reinforcements"), "to", cue="reinforcements?"),
        Frame("a deployment", _forms(_SEND, "forces"), "to"),
    ),
    C.BASE_REINFORCEMENT: (
        Frame("the strengthening of bases", _regular("strengthen"), "", _regular("strengthen", "bases"),
              "strengthened"),
    ),
    C.BASE_ESTABLISHED: (
        Frame("the setting up of a checkpoint", _forms(_SET, "up a checkpoint"), "near", cue="checkpoints?"),
        Frame("the setting up of an outpost", _forms(_SET, "up an outpost"), "near", cue="outposts?"),
        Frame("the setting up of a base", _forms(_SET, "up a base"), "near", cue="bases?"),
    ),
    C.FORCE_WITHDRAWAL: (
        Frame("a withdrawal", _forms("withdraw withdrew withdrawn withdrawing"), "from"),
    ),
    C.WEAPONS_INTERCEPTED_SEIZED: (
        Frame("an interception", _forms(_SHOOT, "down"), "", _forms(_SHOOT, "down an incoming weapon"), "shot down",
              cue="sh(?:ot|oot|ooting) down|downed"),
        Frame("an interception", _regular("intercept"), "", _regular("intercept", "weapons"), "intercepted",
              cue="intercept(?:ed|ing|s|ions?)?"),
        Frame("a bomb disposal", _forms("defuse defused defused defusing"), "",
              _forms("defuse defused defused defusing", "an explosive device"), "defused", cue="defus(?:ed?|ing)"),
        Frame("a weapons seizure", _forms(_SEIZE), "", _forms(_SEIZE, "weapons"), "seized",
              cue="seiz(?:ed?|ing|ures?)|confiscated|recovered|found|captured"),
    ),
    C.ARREST_DETENTION: (
        Frame("an arrest", _regular("arrest"), "", _regular("arrest", "people"), "arrested", cue="arrest(?:ed|ing|s)?"),
        Frame("a detention", _regular("detain"), "", _regular("detain", "people"), "detained"),
    ),
    C.LOOTING_DESTRUCTION: (
        Frame("looting", _regular("loot"), "", _regular("loot", "property"), "looted", place_object=True,
              cue="loot(?:ed|ing|ers)?"),
        Frame("burning of property", _regular("burn"), "", _regular("burn", "property"), "burned", place_object=True,
              cue="burn(?:ed|t|ing)?|set fire|torched|ablaze"),
        Frame("destruction of property", _regular("destroy"), "", _regular("destroy", "property"), "destroyed",
              cue="destr(?:oy|uction)\\w*|demolish\\w*|razed"),
    ),
    C.AGREEMENT_CEASEFIRE: (
        Frame("a ceasefire", _forms("agree agreed agreed agreeing", "on a ceasefire"), "with", made="agreed",
              cue="ceasefire|cease-fire"),
        Frame("a truce", _forms("agree agreed agreed agreeing", "on a truce"), "with", made="agreed", cue="truce"),
        Frame("an agreement", _forms("reach reached reached reaching", "an agreement"), "with", made="reached"),
    ),
    C.TALKS_MEETING: (
        Frame("a visit", _forms("visit visited visited visiting"), bare=_forms("pay paid paid paying", "a visit"),
              place_object=True, cue="visit(?:s|ed|ing)?"),
        Frame("a meeting", _forms("meet met met meeting"), cue="meet|meets|met|meeting|summit"),
        Frame("talks", _forms("hold held held holding", "talks"), "with"),
    ),
    C.SANCTION_RUPTURE: (
        Frame("sanctions", _forms("impose imposed imposed imposing", "sanctions"), "on",
              passive="placed under sanctions", made="imposed", cue="sanctions?|sanctioned"),
        Frame("an expulsion", _forms("expel expelled expelled expelling"), "", _regular("order", "an expulsion"),
              "expelled", cue="expel(?:led|ling|s)?|expulsion"),
        Frame("a cut in ties", _forms("cut cut cut cutting", "ties"), "with", cue="ties|relations"),
    ),
    C.DISPLACEMENT: (
        Frame("displacement", _forms("flee fled fled fleeing"), passive="displaced", cue="fled|flee|fleeing"),
        Frame("displacement", _forms("displace displaced displaced displacing"), passive="displaced"),
    ),
}
# fmt: on
"""Where no frame fits, the event is told in the article's words (see `statements`): always for `statement` and `other`,
and for `aid_access`, which holds both aid that came and aid that was kept away."""


def frame_for(event_class: C, text: str) -> Frame | None:
    """The first frame of the class whose cue stands in `text` (the cited sentences); None if none fits."""
    return next((f for f in FRAMES.get(event_class, ()) if f.matches(text)), None)


def noun_for(frame: Frame, texts: Sequence[str]) -> str:
    """The event as a thing, in the plural where the cited sentences have it so ("air strikes")."""
    article, _, core = frame.noun.partition(" ")
    if article not in ("a", "an"):
        return frame.noun
    head, *more = re.split(r"(?= on )", core)
    plural = head + ("es" if head.endswith("sh") else "s")
    found = re.search(rf"{plural.split()[-1]}\b", " ".join(texts), re.IGNORECASE)
    return "".join([plural, *more]) if found else frame.noun
