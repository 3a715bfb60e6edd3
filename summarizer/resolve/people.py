"""Who the people counted are: from the words beside a figure to a `Population`."""

from __future__ import annotations

import re
from functools import lru_cache

from summarizer.schemas.codebook_parts import Population

# Order is rank: the first that matches a word wins for that word ("child soldiers" are children).
_WORDS: tuple[tuple[Population, str], ...] = (
    (
        Population.CHILD,
        r"child(?:ren)?|bab(?:y|ies)|infants?|toddlers?|minors?|boys?|girls?|schoolchildren|pupils?|teenagers?",
    ),
    (Population.JOURNALIST, r"journalists?|reporters?|camera(?:man|men|woman)|photographers?|correspondents?"),
    (
        Population.AID_WORKER,
        r"aid workers?|relief workers?|medics?|paramedics?|doctors?|nurses?|health workers?|rescuers?"
        r"|peacekeepers?|volunteers?",
    ),
    (
        Population.SECURITY_FORCES,
        r"police officers?|(?<!army )(?<!military )officers?|police(?:men|man|woman|women)?|gendarmes?"
        r"|border guards?|guards?|security (?:forces|personnel|officers?)"
        r"|constables?|wardens?|firefighters?",
    ),
    (
        Population.COMBATANT,
        r"fighters?|soldiers?|troops?|servicem[ae]n|militants?|rebels?|gunm[ae]n|insurgents?"
        r"|militia(?:m[ae]n)?|commanders?|combatants?"
        r"|attackers?|bombers?|terrorists?|guerrillas?|mercenaries|(?:army|military) officers?|conscripts?"
        r"|jihadists?|paramilitar(?:y|ies)|marines?"
        r"|recruits?|sailors?|pilots?",
    ),
    (
        Population.CIVILIAN,
        r"civilians?|residents?|villagers?|worshippers?|passengers?|farmers?|women|woman|traders?|shoppers?"
        r"|students?|teachers?"
        r"|protesters?|demonstrators?|bystanders?|families|family|workers?|drivers?|miners?|fisherm[ae]n"
        r"|herders?|pilgrims?|tourists?"
        r"|patients?|displaced people|refugees?|townspeople|locals|citizens?|elderly|wom[ae]n|mothers?"
        r"|fathers?|sons?|daughters?"
        r"|shopkeepers?|vendors?|merchants?|labou?rers?|neighbou?rs?|couple|priests?|imams?|judges?|mayors?"
        r"|councillors?",
    ),
)
_PATTERNS = tuple((population, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for population, words in _WORDS)


_ENDS = (
    r"(?:and|or|in|at|on|by|from|near|to|of|with|were|was|are|is|had|have|has|after|when|who|that|as|said|says|dead|killed"
    r"|injured|wounded)\b"
)


def counted_people(sentence: str, figure: str) -> str:
    """The figure with the few words that it counts: "27" in "27 pupils were taken" gives "27 pupils".

    No further than the next comma, verb or preposition, and not across "and": another figure's people stand there.
    """
    at = sentence.find(figure)
    if at < 0:
        return figure
    words = re.match(rf"(?:\s+(?:of (?:the|its|their)\s+)?(?!{_ENDS})[\w’'-]+){{0,3}}", sentence[at + len(figure) :])
    return figure + (words.group() if words else "")


@lru_cache(maxsize=4096)  # the same trades are counted again and again
def population(who: str | None) -> Population:
    """The population that the words name: `mixed` for several kinds, `unknown` for none ("people", "others").

    Rebels and soldiers are combatants, police and guards security forces, everyone else named by trade, kin or
    residence a civilian (UCDP's civilian / combatant split; OCHA for children and aid workers).
    """
    if not who:
        return Population.UNKNOWN
    found: list[Population] = []
    rest = who
    for kind, pattern in _PATTERNS:
        rest, hits = pattern.subn(" ", rest)
        if hits:
            found.append(kind)
    if not found:
        return Population.UNKNOWN
    # "two women and three children" are civilians of two sorts, not two sides.
    if set(found) == {Population.CHILD, Population.CIVILIAN}:
        return Population.CIVILIAN
    return found[0] if len(found) == 1 else Population.MIXED
