"""Tense of the clause around a place in an English sentence, by cue words. Rules of thumb, not a parser.

* The cue that counts is the last one before the place within its clause, else the first one after it there, else the
  last before it in the sentence, else the first after it. Clauses end at ; : dashes, conjunctions, relative pronouns.
* Without a place the first cue counts, those of reporting verbs ("said") last.
* Future: will, shall, would, is to meet, set to, due to meet, due on, expected to, plans to, scheduled, going to,
  upcoming … "said it would withdraw" is future at "withdraw", past at "said". "would have" is past.
* Past plans ("was due to", "had been scheduled") are past: whether they came true is not told.
* "due to the fighting" is a cause. Participles after a hyphen ("rebel-held") and names ("Ahmed") are no verbs.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from summarizer.lexicon import any_of
from summarizer.schemas.codebook_parts import Tense

from .number_words import fold

_PLANNED = (
    r"(?:(?:all |both |now |also |still |not |originally |initially |reportedly |widely |tentatively )?"
    r"(?:set (?:to|for)|due (?:to (?!(?:the|a|an|its|his|her|their|this|that|these|those|lack|heavy|bad|severe|fear|"
    r"security|[a-z]+ing)\b)|"
    r"(?:on|in|at|for|next|later|this|back|today|tomorrow|before|by|within|over) ?)|expected (?:to|on|in|later|next)|"
    r"scheduled(?: to| for| on)?|slated (?:to|for)|planned (?:to|for)|about to|going to|poised to|preparing to|"
    r"likely to|"
    r"planning to|aiming to|hoping to|bound to|certain to))"
)
_REPORTING = (
    r"said|told|added|announced|reported|stated|noted|claimed|confirmed|denied|warned|explained|insisted|declared|"
    r"stressed|"
    r"asserted|alleged|according|says|say|reports|adds|quoted|described|recalled|acknowledged|admitted"
)
_REPORTING_WORDS = frozenset(_REPORTING.split("|"))
_IRREGULAR = (
    r"was|were|had|did|has|have|been|having|came|went|took|began|broke|fell|fled|hit|struck|shot|fought|held|met|"
    r"sent|made|"
    r"gave|saw|found|blew|caught|drove|led|lost|rose|ran|stole|threw|won|withdrew|spoke|became|burnt|left|brought|"
    r"bore|kept|"
    r"put|cut|split|flew|sank|sought|spent|stood|swept|tore|wounded|written|beaten|shown|taken|given|seen|known|done|"
    r"hurt|"
    r"felt|thrown|driven|broken|fallen|grew|laid|lay|paid|built|dealt|drew|sprang|underwent|got|dug|overran|"
    r"overthrew|slew|wore"
)
_NOT_VERBS = (
    r"(?:hundred|indeed|need|speed|seed|feed|breed|bleed|exceed|proceed|succeed|shed|red|bed|armed|united|unarmed|"
    r"so-called|wicked|sacred|"
    r"naked|alleged|masked|limited|ahmed|mohammed|mohamed|muhammed|khaled|hamed|saeed|sayed|rashed|fred|alfred|ted|ned|"
    r"medical|embed|unprecedented|interested|supposed|related|unidentified|combined|disputed|besieged|occupied|"
    r"advanced)\b"
)
_OPENERS = (
    "was were had has have will shall won would could may might must should is are am be being to "
    "all both now also still not originally initially reportedly widely tentatively "
    "set due expected scheduled slated planned about going poised preparing likely planning aiming hoping bound certain "
    "plan intend expect aim hope prepare promise threaten pledge vow mean want propose "
    "plans intends expects aims hopes prepares promises threatens pledges vows means wants proposes "
    "intended vowed pledged promised threatened agree agreed agrees upcoming forthcoming "
    "continue continues remain remains keep keeps stand stands coincide coincides goes comes takes begins starts "
    "meet meets visit visits arrive arrives face faces hold holds open opens end ends"
)
"""The first words of the cues below, but for verbs in -ed."""


_OPENING = rf"\b(?:{any_of({*_OPENERS.split(), *_IRREGULAR.split('|'), *_REPORTING.split('|')})})\b"
_CUE = re.compile(
    # Every cue opens with one of these: elsewhere, which is nearly everywhere, none of the many patterns is tried.
    rf"(?={_OPENING}|\b[a-z]{{2,}}ed\b|\bscheduled|')(?:(?P<past_plan>\b(?:was|were|had been|has been|have been) {_PLANNED})"
    rf"|(?P<future>(?:\b(?:will|shall|won't)\b(?! (?:of|and testament))|'ll\b|\bwould\b(?! (?:not )?have\b)|"
    rf"\bcould (?:soon|next|later)\b|"
    rf"\b(?:is|are|be|being|remains?|'s|'re) {_PLANNED}|\b{_PLANNED}|\b(?:is|are) to (?:be )?[a-z]+|"
    r"\b(?:plan|intend|expect|aim|hope|prepare|promise|threaten|pledge|vow|mean|want|propose)s? to\b|\b(?:planned|"
    r"intended|vowed|pledged|promised|threatened) to\b|"
    r"\bagree[sd]? to (?!(?:an?|the|its|his|her|their)\b)|"
    r"\b(?:upcoming|forthcoming)\b|\bto (?:take place|be held)\b|\b(?:might|may) (?:be|also|soon|still|yet|resume|"
    r"begin|start|take|come|launch|attack|end)\b)"
    # "will be held", "will stay closed": held and closed are no past here
    r"(?:(?: to)?(?: not| also| soon| then| likely| be| get)* [a-z]+(?: [a-z]{2,}ed)?\b)?)"
    rf"|(?P<past>\b(?:would|could|might|may|should|must) (?:not )?have\b|(?<!-)\b(?:{_IRREGULAR})\b|"
    rf"(?<!-)\b(?!{_NOT_VERBS})[a-z]{{2,}}ed\b)"
    rf"|(?P<reporting>\b(?:{_REPORTING})\b)"
    r"|(?P<present>\b(?<!to )(?:is|are|am|continues?|remains?|keeps?|stands?|coincides?|goes|comes|takes|begins|"
    r"starts|meets?|visits?|"
    r"arrives?|faces?|holds?|opens?|ends?)\b|'(?:s|re) (?=[a-z]+ing\b)))"
)
_BOUNDARY = re.compile(
    r"[;:]| - |, (?=[a-z]+ing\b)|\b(?:as|while|after|before|when|because|although|though|but|which|who|whom|that|"
    r"where|and|if|"
    r"until|since|following|ahead of|amid|whether)\b"
)
_TENSES = {
    "past_plan": Tense.PAST,
    "past": Tense.PAST,
    "reporting": Tense.PAST,
    "future": Tense.FUTURE,
    "present": Tense.PRESENT,
}
_UNTIL, _FROM = (
    re.compile(r"(?:until|till)\b"),
    re.compile(r"(?:starting )?from (?:next )?(?:mon|tues|wednes|thurs|fri|satur|sun)day"),
)
_PERFECT = re.compile(r"\b(?:has|have|is|are) (?:also |now |already )?(?:been )?$")
_DECREED = re.compile(r"announced|declared|ordered|decreed")
_PRESENT_REPORTING = re.compile(r"says|say|reports|adds|according")


class _Cue(NamedTuple):
    start: int
    end: int
    kind: str


def clause_tense(sentence: str, at: int | None = None) -> Tense | None:
    """Tense of the clause around offset `at` (of the main clause without one); None where no cue tells it."""
    cues = _cues(sentence)
    if not cues:
        return None
    if at is None:
        told = [c for c in cues if c.kind != "reporting"]
        return _TENSES[(told or cues)[0].kind]
    folded = fold(sentence)
    start, end = _clause(folded, at)
    inside = [c for c in cues if start <= c.start < end]
    for group in (inside, cues):
        before = [c for c in group if c.start <= at]
        if before:
            return Tense.FUTURE if _lasts(folded, before[-1], at) else _TENSES[before[-1].kind]
        if group:
            return _TENSES[group[0].kind]
    return None


def _lasts(folded: str, cue: _Cue, at: int) -> bool:
    """ "has been closed until Saturday", "announced a curfew from Friday": what is told is past, the time is to come."""
    if _UNTIL.match(folded, at):
        return cue.kind == "past" and _PERFECT.search(folded, 0, cue.start) is not None
    return cue.kind == "reporting" and bool(_FROM.match(folded, at) and _DECREED.match(folded, cue.start))


@lru_cache(maxsize=256)
def _cues(sentence: str) -> tuple[_Cue, ...]:
    folded = fold(sentence)
    cased = not sentence.isupper()
    out: list[_Cue] = []
    for match in _CUE.finditer(folded):
        word = sentence[match.start()]
        if cased and word.isupper() and match.start() > 0 and match.lastgroup in ("past", "reporting"):
            continue  # a name: "Said", "Waleed"
        kind = match.lastgroup or ""
        if kind == "past" and match.group() in _REPORTING_WORDS:
            kind = "reporting"
        if kind == "reporting" and _PRESENT_REPORTING.fullmatch(match.group()):
            kind = "present" if match.group() != "according" else ""
        if kind:
            out.append(_Cue(match.start(), match.end(), kind))
    return tuple(out)


def _clause(folded: str, at: int) -> tuple[int, int]:
    start, end = 0, len(folded)
    for boundary in _BOUNDARY.finditer(folded):
        if boundary.end() <= at:
            start = boundary.end()
        elif boundary.start() >= at:
            end = boundary.start()
            break
    return start, end
