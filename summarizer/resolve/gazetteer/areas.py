"""Names of provinces and districts: the kind of area taken off, so that "Aleppo Governorate" and "Aleppo province" agree."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.lexicon import word_set
from summarizer.resolve.gazetteer.folding import strict_key

KINDS = word_set(
    "province provinces governorate governorates region regions oblast oblasts state states county counties department"
    " departments prefecture prefectures division divisions canton cantons republic krai kray district districts"
    " subdistrict municipality municipalities locality localities township townships territory territories woreda zone"
    " commune communes cercle raion rayon wilaya wilayat muhafazah ilcesi ili vilayet sub-prefecture parish"
)
_LEADING = word_set("province region state territoire territory departement department mkoa wa of de du des la")


_ADJECTIVE = re.compile(r"(?P<base>\w{3,}?)(?P<s>s?)k(?:a|aya|iy|iy kray)")
_ENGLISH = ("North ", "South ", "East ", "West ", "Northern ", "Southern ", "Eastern ", "Western ", "Central ")


def area_key(name: str) -> str:
    """The strict key of an area's name without its kind: `aleppo` for "Aleppo Governorate" and "Province of Aleppo"."""
    words = strict_key(name).split()
    while len(words) > 1 and words[-1] in KINDS:
        words.pop()
    while len(words) > 1 and words[0] in _LEADING:
        words.pop(0)
    return " ".join(words)


def area_keys(name: str) -> set[str]:
    """All keys of one name: of a Slavic adjective also what it may come from (`belgorod` of "Belgorodskaya oblast'")."""
    key = area_key(name)
    return ({key} | stems(key)) - {""}


def stems(key: str) -> set[str]:
    """What a Slavic adjective of a place may come from: `kurskaya` gives `kursk` and `kur`, `zaporizka` gives `zaporiz`."""
    found = _ADJECTIVE.fullmatch(key)
    if not found:
        return set()
    base = found["base"]
    return {base, base + "sk"} if found["s"] else {base}


def display_name(name: str, aliases: Sequence[str]) -> str:
    """The English short name: GeoNames gives "Aleppo Governorate" beside the ISO name "Ḩalab"."""
    for alias in aliases:
        words = alias.split()
        if len(words) > 1 and alias.isascii() and words[-1].casefold() in KINDS and words[0][:1].isupper():
            return " ".join(words[:-1])
    return next((a for a in aliases if a.startswith(_ENGLISH) and a.isascii()), name)
