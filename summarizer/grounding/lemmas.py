"""Rough base forms of English words, equal for the forms of one verb or noun; only ever compared with each other."""

from __future__ import annotations

from functools import lru_cache

_FORMS = {
    "strike": "struck strikes striking",
    "meet": "met meets meeting meetings",
    "say": "said says saying",
    "hit": "hits hitting",
    "send": "sent sends sending",
    "take": "took taken takes taking",
    "leave": "left leaves leaving",
    "shoot": "shot shoots shooting",
    "hold": "held holds holding",
    "fight": "fought fights fighting",
    "flee": "fled flees fleeing",
    "fall": "fell fallen falls",
    "find": "found finds",
    "lose": "lost loses",
    "bring": "brought brings",
    "make": "made makes",
    "begin": "began begun begins",
    "blow": "blew blown",
    "tell": "told tells",
    "give": "gave given gives giving",
    "withdraw": "withdrew withdrawn withdraws",
    "go": "went gone goes",
    "come": "came comes",
    "see": "saw seen sees",
    "drive": "drove driven",
    "break": "broke broken",
    "die": "died dies dying dead death deaths",
    "build": "built builds",
    "burn": "burnt burned burning",
    "seize": "seized seizing",
    "agree": "agreed agrees",
    "deny": "denied denies denying",
    "injure": "injured injures injuring injuries wound wounded wounds wounding",
    "kill": "killed kills killing killings",
    "attack": "attacks attacked attacking",
}
_IRREGULAR = {form: base for base, forms in _FORMS.items() for form in (base, *forms.split())}


@lru_cache(maxsize=16384)
def lemma(key: str) -> str:
    """A rough base form, equal for the forms of one verb or noun."""
    if key in _IRREGULAR:
        return _IRREGULAR[key]
    for end in ("ies", "ied"):
        if key.endswith(end) and len(key) > 4:
            return key[:-3] + "y"
    for end in ("ing", "ed", "es", "s"):
        if key.endswith(end) and len(key) - len(end) >= 3:
            key = key[: -len(end)]
            break
    if len(key) > 3 and key[-1] == key[-2]:
        key = key[:-1]
    return key.removesuffix("e")
