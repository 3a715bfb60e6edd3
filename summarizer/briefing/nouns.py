"""Noun phrases: words of a record as they read in the middle of a sentence.

The article is looked at for two things that a bare name lacks: its article ("the army") and, for a place, the
preposition that the text itself uses ("near", "on"). Nothing else is added.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

LOADED = (
    "regime|regimes|terrorist|terrorists|martyr|martyrs|martyred|martyrdom|enclave|thug|thugs|bandits|traitors|"
    "invaders|occupiers|puppet|infidels|crusaders|liberated|liberators|neutralised|neutralized|butchered|henchmen"
)
"""Words that take a side; they are printed in quotation marks, as the article's own."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_LOADED = re.compile(rf"\b({LOADED})\b", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")
_ARTICLES = ("the", "a", "an")
_COMMON_STARTS = _set(
    "the a an this these those his her its their our some several many most all both two three four five six seven "
    "eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty "
    "fifty sixty seventy eighty ninety dozens hundreds thousands scores tens at more around about nearly over up no "
    "none one another other residents locals witnesses eyewitnesses villagers civilians people protesters "
    "demonstrators activists students workers farmers families police officers officials authorities lawmakers "
    "prosecutors investigators doctors medics rescuers soldiers troops forces gunmen militants rebels insurgents "
    "fighters guerrillas attackers assailants armed unidentified unknown masked suspected government opposition "
    "military security local regional national state provincial federal border coast army navy militia separatist "
    "pro-government hospital health aid rights relief observers monitors analysts experts diplomats sources survivors "
    "relatives paramilitary senior foreign air helicopters jets warplanes drones artillery intelligence city town "
    "district emergency fire representatives members leaders delegates ministers envoys parents pupils girls boys lists "
    "figures records communities community village women's men's children's workers' parents' drivers' traders'"
)
_PLURAL_WORDS = _set(
    "people police troops men women children gunmen policemen policewomen servicemen servicewomen fishermen lawmen "
    "personnel clergy cattle many several few both dozens hundreds thousands scores tens millions most some these "
    "those two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty "
    "ninety"
)
_KIND_OF_PEOPLE = re.compile(r"[a-z](?:ers|ors|ists|ants|ents|ees|ates|oys|men)$")
_SEVERAL = re.compile(
    r"^(?:(?:more|fewer|less) than|at (?:least|most)|up to|as many as|about|around|some|nearly|almost|roughly|over|under)"
    r" (?!one\b|1\b|an? )(?:\d|[a-z]+(?:-[a-z]+)? )",
    re.IGNORECASE,
)
"""A counted plural behind its hedge: "more than 2,000 residents"."""
_SINGULAR_STARTS = frozenset(("a", "an", "one", "1", "this", "each", "every", "another"))
_BREAK = re.compile(
    r"\s+(?:of|from|in|near|around|at|on|with|who|that|which|for|by|under|belonging|backed|loyal|to|outside|inside|along"
    r"|carrying|led|based|wearing|armed)\s|,"
)
_FOLLOWS = re.compile(
    r"\s*(?:$|[.,;:!?)”\"’'–-]|(?:and|or|in|on|to|at|by|from|near|who|which|that|for|with|has|have|had|was|were|is|are|"
    r"will|would|could|may|after|before|during|while|as|said|says|met|struck|fired|sent|hit|shot|killed|took|held)\b"
    r"|[a-z]+ed\b)"
)


LEADING = re.compile(
    r"^(?:[•*·▪–—-]\s*|[^a-z]{3,40}?(?:,\s[\w. ]{1,40}){0,3}\s*(?:\([^)]{1,40}\)\s*)?[–—]\s+(?=[“‘\"]?[^\Wa-z])"
    r"|[A-Z][a-z]{3,20}\.\s+(?=(?:The|An?|At|About|Around|Some|More|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|New|No)\s))"
)
"""A bullet, a dateline ("TOLMIN, May 3 (Wire) –") or a run-in heading ("Health. A clinic …"): not part of the sentence."""
_OWNER = re.compile(r"^(?:[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)\s+(?=[^,]+, [^\Wa-z])")
"""A pronoun that points to another sentence, where the name follows: "its chairwoman, Furaha Bahati"."""
_FIRST_PERSON = re.compile(r"^(?:our|my)\b.*$", re.IGNORECASE)


def neutral(text: str) -> str:
    """`text` with loaded words in quotation marks, unless they stand in a quotation already."""
    spans = [m.span() for m in _QUOTED.finditer(text)]

    def mark(m: re.Match[str]) -> str:
        return m[0] if any(a <= m.start() < b for a, b in spans) else f"“{m[0]}”"

    return _LOADED.sub(mark, text)


def noun_phrase(raw: str, texts: Iterable[str]) -> str:
    """`raw` as it reads mid-sentence: with the article that the text gives it, without a sentence's capital."""
    words = clean(raw)
    if _FIRST_PERSON.match(words):
        return f"“{words}”"
    for text in texts:
        at = text.find(words)
        if at >= 0:
            before = LEADING.sub("", text[:at] + "X")[:-1].strip("“\"'‘ ")
            phrase = _OWNER.sub("the ", _article_before(text, at, words) + words)
            return neutral(_lower_start(phrase, at_start=not before))
    return neutral(_lower_start(_OWNER.sub("the ", words), at_start=False))


def _article_before(text: str, at: int, words: str) -> str:
    """The article right before `words` in `text`, or nothing where it belongs to a longer name ("the Marden mayor")."""
    before = re.search(r"\b(the|an?)\s+$", text[:at], re.IGNORECASE)
    if not before or words.split()[0].lower() in _ARTICLES:
        return ""
    common = words.split()[-1].islower()
    return f"{before[1].lower()} " if common or _FOLLOWS.match(text[at + len(words) :]) else ""


def _lower_start(words: str, *, at_start: bool) -> str:
    """Lower the first letter where only its place gave the capital."""
    first, _, rest = words.partition(" ")
    if first.lower() in _ARTICLES and first[:1].isupper():
        return words if rest.startswith("Hague") else first.lower() + words[len(first) :]
    people = at_start and _KIND_OF_PEOPLE.search(first) and first != "Reuters"
    known = people or first.lower().replace("’", "'").split("-")[0] in _COMMON_STARTS
    common = first[:1].isupper() and first[1:].islower() and known and not rest[:1].isupper()
    return first.lower() + words[len(first) :] if common and (at_start or rest) else words


def clean(raw: str) -> str:
    """Whitespace collapsed, trailing punctuation off, a cut-off bracket closed, half a pair of quotation marks off."""
    words = re.sub(r"\s+", " ", raw).strip().strip(".,;:")
    words += ")" * max(0, words.count("(") - words.count(")"))
    balanced = words.count("“") == words.count("”") and words.count('"') % 2 == 0
    return words if balanced else re.sub('[“”"]', "", words)


def is_plural(phrase: str) -> bool:
    """Whether the phrase takes a plural verb, as far as its form can tell."""
    phrase = re.sub(r"(?<=\d),(?=\d{3})", "", phrase)  # no break in "1,300 people"
    words = re.sub(r"[“”\"]", "", phrase).split()
    if not words:
        return False
    if words[0].lower() in _SINGULAR_STARTS and " and " not in phrase:
        return False
    if _SEVERAL.match(phrase) or words[0].lower() in _PLURAL_WORDS or words[0].replace(",", "").isdigit():
        return True
    if re.search(r"\band\b", _BREAK.split(phrase)[0]):
        return True
    head = _BREAK.split(" ".join(words))[0].split()
    return _plural_head(head[-1], alone=len(head) == 1) if head else False


def _plural_head(word: str, *, alone: bool) -> bool:
    low = word.lower()
    if low in _PLURAL_WORDS:
        return True
    if not low.endswith("s") or low.endswith(("ss", "us", "is")):
        return False
    if word[0].islower() or word.isupper():
        return True
    # A capital: "Security Forces", "Verrans", but "Reuters", "United States".
    return low in _COMMON_STARTS or low in ("guards", "houthis") or (alone and low.endswith(("ians", "eans")))


def join(phrases: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(phrases) < 2:
        return "".join(phrases)
    return f"{', '.join(phrases[:-1])} and {phrases[-1]}"


def closed(phrases: Sequence[str]) -> str:
    """Joined, for a place where words follow: an apposition at the end gets its second comma ("Oren, a spokesman,")."""
    text = join(phrases)
    last = phrases[-1] if phrases else ""
    apposition = ", " in last and " and " not in last.rsplit(", ", 1)[1] and not last.endswith(",")
    return f"{text}," if apposition else text


def lower_start(words: str) -> str:
    """Lower the first letter of a common word ("Nineteen workers"), for the middle of a sentence."""
    return _lower_start(words, at_start=True)


def capital(text: str) -> str:
    """`text` with its first letter in upper case, also behind an opening quotation mark."""
    return re.sub(r"^(\W*)(\w)", lambda m: m[1] + m[2].upper(), text, count=1)


def fold(text: str) -> str:
    """For comparing names: lower case, no leading article, no punctuation."""
    low = re.sub(r"[^\w\s]", "", text.lower())
    return re.sub(r"\s+", " ", re.sub(r"^\s*(the|an?)\s+", "", low)).strip()


def same(a: str, b: str) -> bool:
    """Whether two phrases name the same, as written: equal, or one holds the other as whole words."""
    x, y = fold(a), fold(b)
    return bool(x and y) and (x == y or f" {x} " in f" {y} " or f" {y} " in f" {x} ")
