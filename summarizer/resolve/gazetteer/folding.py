"""Names of places folded to keys: two spellings of one name that differ by rule get one key. Never a distance, never fuzzy.

`strict_key` evens out what writing systems and typists change: case, accents, apostrophes, hyphens, the Turkish ı, the Arabic
article in all its assimilations (al-, el-, ad-D…, ez-Z…). `loose_key` also evens out the usual rivals of transliteration
(ou/u, o/u, e/i, y/i, q/k, doubled letters, -iyah/-ieh, Jebel/Jabal, one word or two); it is a weaker match, and says so in its score.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "a", "ɛ": "e", "ɔ": "o"}
    | dict.fromkeys("'’‘`´ʻʼʽʾʿˈ′“”\"ьъ.", "")
)
_WORD = re.compile(r"\w+")
_SUN = ("ash sh", "ath th", "adh dh", "esh sh", "eth th", "edh dh")
_TOKENS = {
    "jebel": "jabal", "jabel": "jabal", "djebel": "jabal", "gebel": "jabal", "tel": "tal", "tell": "tal", "tall": "tal",
    "kfar": "kafr", "kefr": "kafr", "kafer": "kafr", "saint": "st", "sainte": "st", "mount": "mt", "fort": "ft",
}  # fmt: skip
_RULES = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"dj", "j"),
        (r"q", "k"),
        (r"(?:ay|ai|ey|ei)", "A"),
        (r"(?:aw|ow|au)", "U"),
        (r"ou", "u"),
        (r"uw(?=[aeiou])", "u"),
        (r"(?:iyy|iy|yy|i|y)(?:ah|eh|a|e)\b", "ia"),
        (r"(?<=[aeiou])h\b", ""),
        (r"[ey]", "i"),
        (r"o", "u"),
        (r"A", "ai"),
        (r"U", "au"),
        (r"(.)\1+", r"\1"),
    )
)


def plain(text: str) -> str:
    """`text` without accents and apostrophes, in lower case; hyphens and other marks become spaces."""
    text = text.casefold().translate(_LETTERS)
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(_WORD.findall(text.replace("_", " ")))


@lru_cache(maxsize=4096)
def strict_key(name: str) -> str:
    """The key under which a name is found as written: `Ḩalab` and `Halab`, `Deir ez-Zor` and `Deir al Zor` agree."""
    words = plain(name).split()
    out = []
    for at, word in enumerate(words):
        following = words[at + 1] if at + 1 < len(words) else ""
        out.append("al" if following and _article(word, following) else word)
    return " ".join(out)


def _article(word: str, following: str) -> bool:
    if word in ("al", "el", "ul"):
        return True
    if len(word) == 2:
        return word[0] in "ae" and word[1] in "tdrzsnl" and following.startswith(word[1])
    return f"{word} {following[:2]}" in _SUN


@lru_cache(maxsize=4096)
def loose_key(key: str) -> str:
    """The key of a transliteration family, from a strict key: `efrin` and `ifrin`, `jabal al zawya` and `jabal zawiyah`."""
    words = [_TOKENS.get(w, w) for w in key.split() if w != "al"] or key.split()
    text = " ".join(words)
    for pattern, to in _RULES:
        text = pattern.sub(to, text)
    return text.replace(" ", "")
