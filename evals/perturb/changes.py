"""Changes of a sentence: those that alter its meaning, and those that do not. Each returns None where it does not
apply.
"""

from __future__ import annotations

import re
from random import Random

from .cues import FUNCTION_WORDS, NUMBER_WORDS
from .texts import Item, Pool

_DIGITS = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})*(?![\w,.]*\d)(?!\w)")
_WORD_NUMBER = re.compile(r"\b(?:" + "|".join(NUMBER_WORDS) + r")\b(?!-)(?<!-\w)", re.IGNORECASE)
_AUXILIARY = re.compile(r"\b(was|were|is|are|has|have|had|will|would|could|can)\b(?! not| no\b|n't)")
_NEGATION = re.compile(r"\b(?:not|never) |n[’']t\b")
_DENIES = re.compile(r"\b(denied|denies|rejected claims|dismissed claims)\b")
_SAYS = re.compile(r"\b(said|says|confirmed|reported|claimed|announced)(?= that\b| it\b| its\b| the\b)")
_CURLY = str.maketrans("'\"’“”", '’”\'""')
_DASHES = str.maketrans("-–—", "\u2011—–")
_COUNTING = re.compile(r"(?:second|third|fourth|fifth|million|thousand|hundred|dozen|score|without)")
_DUE = re.compile(
    r"\b(?:is|are) (?:due|expected|scheduled|set) to (\w+)|\b(?:will|would) (\w+)|\bplan(?:s|ned) to (\w+)"
)


def digits(item: Item, pool: Pool) -> str | None:
    """Another number in digits."""
    found = list(_DIGITS.finditer(item.text))
    if not found:
        return None
    match = pool.rng.choice(found)
    return item.text[: match.start()] + other_digits(match.group(), pool.rng) + item.text[match.end() :]


def other_digits(number: str, rng: Random) -> str:
    """A different number: one digit changed, one added or two swapped."""
    plain = number.replace(",", "")
    while True:
        kind = rng.randrange(3)
        i = rng.randrange(len(plain))
        new = plain[:i] + rng.choice("123456789") + plain[i + (kind == 0) :]
        if kind == 2 and len(plain) > 1:
            new = plain[1] + plain[0] + plain[2:]
        if int(new) != int(plain) and not new.startswith("0"):
            return new


def number_word(item: Item, pool: Pool) -> str | None:
    """Another number word."""
    found = list(_WORD_NUMBER.finditer(item.text))
    if not found:
        return None
    match = pool.rng.choice(found)
    new = other_word(match.group(), pool.rng)
    return (
        item.text[: match.start()]
        + (new.capitalize() if match.group()[0].isupper() else new)
        + item.text[match.end() :]
    )


def other_word(word: str, rng: Random) -> str:
    """A different number word, often one that looks alike: five, fifteen, fifty."""
    stem = word.lower()[:3]
    alike = [w for w in NUMBER_WORDS if w.startswith(stem) and w != word.lower()]
    return rng.choice(alike or [w for w in NUMBER_WORDS if w != word.lower()])


def negation_added(item: Item, pool: Pool) -> str | None:
    """ "not" after an auxiliary, else "did not" before a regular past verb."""
    found = list(_AUXILIARY.finditer(item.text))
    if found:
        match = pool.rng.choice(found)
        return item.text[: match.end()] + " not" + item.text[match.end() :]
    return negate_verb(item.text, item.verb) if item.verb else None


def negate_verb(text: str, verb: str) -> str | None:
    """ "attacked" becomes "did not attack", "has attacked" "has not attacked"."""
    match = re.search(rf"(?:\b(was|were|is|are|has|have|had|will|would|been|be) )?\b{re.escape(verb)}\b", text)
    if match is None:
        return None
    if match[1] in ("been", "be"):
        return None
    if match[1]:
        return text[: match.end(1)] + " not" + text[match.end(1) :]
    base = base_of(verb)
    return text[: match.start()] + f"did not {base}" + text[match.end() :] if base else None


def base_of(verb: str) -> str | None:
    """Base form of a regular past verb, None for others."""
    if not verb.endswith("ed") or len(verb) < 5:
        return None
    stem = verb[:-2]
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] in "bdgmnprt":
        return stem[:-1]
    soft = re.search(r"(?:[aiou]t|iz|is|[aeiou]s|c|g|v|u|dg|as|bl|[aeiou]r|[aeiou]d)$", stem)
    return (
        stem + "e"
        if soft
        and not stem.endswith(("ead", "eat", "oad", "isit", "eed", "udit", "ain", "air", "eer", "ver", "ter", "der"))
        else stem
    )


def negation_removed(item: Item, pool: Pool) -> str | None:
    """The first "not", "never" or "n't" taken out."""
    match = _NEGATION.search(item.text)
    return item.text[: match.start()] + item.text[match.end() :] if match else None


def names_swapped(item: Item, pool: Pool) -> str | None:
    """Two names of the sentence change places."""
    if len(item.names) < 2:
        return None
    a, b = pool.rng.sample(item.names, 2)
    if a in b or b in a or item.text.count(a) != 1 or item.text.count(b) != 1:
        return None
    return item.text.replace(a, "\0").replace(b, a).replace("\0", b)


def name_replaced(item: Item, pool: Pool) -> str | None:
    """A name becomes one of another text."""
    if not item.names:
        return None
    return item.text.replace(pool.rng.choice(item.names), pool.other_name(item, item.text))


def name_half_changed(item: Item, pool: Pool) -> str | None:
    """One word of a longer name becomes a word of another text's name."""
    long = [n for n in item.names if " " in n]
    if not long:
        return None
    name = pool.rng.choice(long)
    return item.text.replace(name, half_changed(name, item, pool))


def half_changed(name: str, item: Item, pool: Pool) -> str:
    """The name with its first or last word changed."""
    words = name.split()
    words[pool.rng.choice((0, -1))] = pool.other_name(item, item.text).split()[-1]
    return " ".join(words)


def denial_asserted(item: Item, pool: Pool) -> str | None:
    """ "denied" becomes "said"."""
    match = _DENIES.search(item.text)
    new = pool.rng.choice(("said", "confirmed", "admitted"))
    return item.text[: match.start()] + new + item.text[match.end() :] if match else None


def assertion_denied(item: Item, pool: Pool) -> str | None:
    """ "said that" becomes "denied that"."""
    match = _SAYS.search(item.text)
    return (
        item.text[: match.start()] + pool.rng.choice(("denied", "refuted")) + item.text[match.end() :]
        if match
        else None
    )


def planned_held(item: Item, pool: Pool) -> str | None:
    """ "will attack" becomes "attacked"."""
    match = _DUE.search(item.text)
    if match is None:
        return None
    verb = next(g for g in match.groups() if g)
    if verb in ("be", "have", "not", "take", "also"):
        return None
    past = {
        "meet": "met",
        "hold": "held",
        "send": "sent",
        "go": "went",
        "give": "gave",
        "begin": "began",
        "put": "put",
        "leave": "left",
        "make": "made",
    }.get(verb, verb + ("d" if verb.endswith("e") else "ed"))
    return item.text[: match.start()] + past + item.text[match.end() :]


# --- Honest changes --------------------------------------------------------------------------------------------------


def verbatim(text: str, rng: Random) -> str:
    """As it is."""
    return text


def curly(text: str, rng: Random) -> str:
    """Straight marks become curly, curly ones straight."""
    return text.translate(_CURLY)


def spaces(text: str, rng: Random) -> str:
    """Doubled and no-break spaces, tabs."""
    out = [rng.choice(("  ", "\u00a0", "\t")) if c == " " and rng.random() < 0.3 else c for c in text]
    return "".join(out)


def dashes(text: str, rng: Random) -> str:
    """Hyphens become other hyphens, dashes other dashes."""
    return text.translate(_DASHES)


def capitals(text: str, rng: Random) -> str:
    """All capitals."""
    return text.upper()


def lower(text: str, rng: Random) -> str:
    """All lower case."""
    return text.lower()


def dropped_word(text: str, rng: Random) -> str | None:
    """One function word less."""
    words = text.split()
    spots = [i for i, w in enumerate(words) if w in FUNCTION_WORDS and 0 < i < len(words) - 1]
    if not spots or len(words) < 8:
        return None
    i = rng.choice(spots)
    return " ".join(words[:i] + words[i + 1 :])


def typo(text: str, rng: Random) -> str | None:
    """One letter less, or two swapped, in a lower-case word of six letters or more; never a name or number word."""
    spots = [
        m
        for m in re.finditer(r"\b[a-z]{6,}\b", text)
        if m.group() not in NUMBER_WORDS and not _COUNTING.match(m.group()) and text.count(m.group()) == 1
    ]
    if not spots:
        return None
    match = rng.choice(spots)
    word, i = match.group(), rng.randrange(1, len(match.group()) - 2)
    new = (
        word[:i] + word[i + 1 :]
        if rng.random() < 0.5 or word[i] == word[i + 1]
        else word[:i] + word[i + 1] + word[i] + word[i + 2 :]
    )
    return text[: match.start()] + new + text[match.end() :]


def ellipsis(text: str, rng: Random) -> str | None:
    """First half, "…", last quarter; nothing left out that turns the meaning."""
    words = text.split()
    if len(words) < 12:
        return None
    a, b = len(words) // 2, len(words) - len(words) // 4
    left_out = " ".join(words[a:b]).lower()
    if re.search(
        r"\b(?:not|no|never|without|den\w+|if|unless|fail\w*|threat\w*|possib\w*|fear\w*|cancel\w*|foil\w*|refus\w*|prevent\w*|try|tried|nor|none)\b|n[’']t",
        left_out,
    ):
        return None
    return " ".join(words[:a]) + " … " + " ".join(words[b:])
