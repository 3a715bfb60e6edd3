"""What a text hides from people: marks nobody sees, letters that look like others, comments and coloured-away mark-up.

Two uses: words are searched for as a model would read them (`reading`), and what no reader of the page sees is no
evidence (`hidden_spans`, `is_disguised`). Character classes after Unicode TR36 and TR39 (security mechanisms).
"""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from functools import lru_cache

_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\U000e0000-\U000e0fff"
)
_DROPPED = re.compile(f"[{_INVISIBLE}\x00-\x08\x0e-\x1f\x7f]+")
# An override shows letters in another order than they stand; tag characters are ASCII that no font draws.
_FORGED = re.compile("[\u202d\u202e]|[\U000e0020-\U000e007e]{4}")
_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007f]+")
_BETWEEN = re.compile("(?<=[A-Za-z])[\u200b-\u200f\u2060-\u2064\ufeff](?=[A-Za-z])")
_MOST_BETWEEN = 3
"""Zero-width marks between two Latin letters of one sentence; a page's own are at line ends and in long addresses."""
_PILE = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{5}")
_SPELT = re.compile(r"(?:(?<![^\W_])[^\W\d_][ ._*|/-]{1,3}){9,}(?=[^\W\d_](?![^\W_]))")
# Letters of other scripts that look like Latin ones (Unicode TR39, confusables): the small ones that make up words.
_PAIRS = (
    "аa вb сc ԁd еe һh іi јj кk ӏl мm нh оo рp ѕs тt ԝw хx уy αa βb γy εe ηn ιi κk νv οo ρp τt υu χx ωw ɑa ɡg ƒf ⅼl "
    "АA ВB СC ЕE НH ІI ЈJ КK МM ОO РP ЅS ТT ХX УY ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX"
)
_LOOKALIKES = str.maketrans({pair[0]: pair[1] for pair in _PAIRS.split()})
_PRINTED = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "…": ".", "\xa0": " "}
)
_FOREIGN = "\u0370-\u03ff\u0400-\u052f\u2100-\u218f\u0250-\u02af"
_MIXED = re.compile(f"[A-Za-z][{_FOREIGN}]|[{_FOREIGN}][A-Za-z]")
# A word that mixes scripts, or is made of nothing but lookalikes, in a sentence where some word mixes them.
_ALIKE = re.compile(f"\\w*(?:{_MIXED.pattern})\\w*|(?<!\\w)[{''.join(p[0] for p in _PAIRS.split())}]+(?!\\w)")
_FIGURED = re.compile(r"(?<![\w@$])(?=[\d@$]*[a-z])[\w@$]*[013457@$][\w@$]*")
_FIGURED_INSIDE = re.compile(r"[A-Za-z][013457@$]+[A-Za-z]")
_MOST_FIGURED = 3
"""Words of one sentence with figures between their letters; call signs and weapons have them too."""
_LONGEST_RUN = 6
_RUN = re.compile(rf"([^\w\s])(?: ?\1){{{_LONGEST_RUN},}}")
_MAY_MIX = re.compile("[013457@$][a-z]")
_DIGITS = str.maketrans("013457@$", "oieastas")
_BLOB = re.compile(r"(?<![\w/+=.:-])(?:[A-Za-z0-9+/_-]{32,}={0,2}|(?:[0-9A-Fa-f]{2}[ :]?){20,})(?![\w+=])")
_READABLE = re.compile(r"[A-Za-z]{2,}(?:[ ,.:;'\"{}\[\]\n-]+[A-Za-z0-9]+){3,}")
_LONGEST_BLOB = 4000

_HIDING = (
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0+)?\s*(?:[;\"']|$)|"
    r"font-size\s*:\s*[01](?:\.\d+)?\s*(?:px|pt|em|rem|%)?\s*(?:[;\"']|$)|(?:text-indent|left|top)\s*:\s*-\d{3,}|"
    r"(?<![-\w])color\s*:\s*(?:white|transparent|#fff(?:fff)?\b|rgba?\(\s*255\s*,\s*255\s*,\s*255|rgba\([^()]{0,40},\s*0\s*\))|"
    r"\bcolor\s*=\s*[\"']?(?:white|#fff(?:fff)?)\b"
)
_HIDDEN = re.compile(
    rf"<(?P<styled>[a-z][a-z0-9]*)\b(?=[^<>]*(?:{_HIDING}|\shidden(?=[\s=>/])|aria-hidden\s*=\s*[\"']?true))[^<>]*>"
    r"|<(?P<inert>script|style|template|noscript|svg|object|iframe|title)\b[^<>]*>"
    r"|<!--|<!\[CDATA\[|<\?(?!xml\b)|/\*(?=\s*[A-Za-z])|\[(?://|comment)\]: *(?:# *[(\"']|<>)",
    re.IGNORECASE,
)
_STYLE = re.compile(_HIDING, re.IGNORECASE)
_OPENS = re.compile(r"<[a-zA-Z!?]|/\*|\]:")
_COMMENT_ENDS = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>", "/*": "*/"}


@lru_cache(maxsize=256)
def reading(text: str) -> str:
    """`text` as a model reads it: lower case, marks and accents off, lookalikes as the letters they pass for.

    Long runs of one sign are cut, so that searching it stays quick.
    """
    if not text.isascii():
        text = text.translate(_PRINTED)
    if not text.isascii():
        text = _DROPPED.sub("", text)
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
        if _MIXED.search(text):
            text = _ALIKE.sub(lambda found: found[0].translate(_LOOKALIKES), text)
        text = text.casefold().replace("\u0131", "i")
    else:
        text = text.lower()
    return _RUN.sub(lambda found: found[1] * _LONGEST_RUN, " ".join(text.split()))


def figures_as_letters(read: str) -> str | None:
    """A `reading` with the figures inside words taken as the letters they stand for ("1gn0re"); None if there are none."""
    if not _MAY_MIX.search(read):
        return None
    return _FIGURED.sub(lambda found: found[0].translate(_DIGITS), read)


def is_hidden_style(style: str, color: str | None = None) -> bool:
    """Whether a CSS declaration, or a `color` attribute, takes an element out of sight."""
    return _STYLE.search(f"{style};{'' if color is None else f' color={color}'}") is not None


def hidden_spans(text: str) -> list[tuple[int, int]]:
    """Spans of `text` that a page does not show: comments, scripts, elements styled out of sight. In order.

    What is never closed counts as hidden up to the end of its paragraph. Linear in the length of the text.
    """
    spans: list[tuple[int, int]] = []
    if not _OPENS.search(text):
        return spans
    low = _same_length_lower(text)
    absent: set[str] = set()
    at = 0
    while found := _HIDDEN.search(text, at):
        tag = found["styled"] or found["inert"]
        close = f"</{tag.lower()}" if tag else _COMMENT_ENDS.get(found[0], "\n")
        end = -1 if close in absent else low.find(close, found.end())
        if end < 0:
            absent.add(close)
            paragraph = text.find("\n\n", found.end())
            end = paragraph if paragraph >= 0 else len(text)
        else:
            end += len(close)
        spans.append((found.start(), end))
        at = end
    return spans


def _same_length_lower(text: str) -> str:
    low = text.lower()
    return low if len(low) == len(text) else text


def is_disguised(text: str) -> bool:
    """Whether a sentence is written so that people and programs read different things, or people nothing at all."""
    if _SPELT.search(text) or any(_decodes(found[0]) for found in _BLOB.finditer(text)):
        return True
    if _MAY_MIX.search(text) and len(_FIGURED_INSIDE.findall(text)) > _MOST_FIGURED:
        return True
    if text.isascii():
        return False
    if _FORGED.search(_FLAG.sub("", text)) or _PILE.search(text):
        return True
    return len(_BETWEEN.findall(text)) > _MOST_BETWEEN


def _decodes(blob: str) -> bool:
    """Whether a run of base64 or hexadecimal digits is readable text in disguise."""
    blob = blob[:_LONGEST_BLOB]
    bare = re.sub(r"[ :]", "", blob)
    if re.fullmatch(r"[0-9A-Fa-f]+", bare):
        raw = bytes.fromhex(bare[: len(bare) // 2 * 2])
    else:
        whole = bare.rstrip("=").replace("-", "+").replace("_", "/")
        try:
            raw = base64.b64decode(whole[: len(whole) // 4 * 4])
        except binascii.Error:
            return False
    return _READABLE.search(raw.decode("utf-8", "ignore")) is not None
