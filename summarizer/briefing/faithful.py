"""A sentence against the record that it tells, beyond what the evidence alone can show.

The gate compares words with the cited sentences. The record knows more: that something is planned, that somebody denies
it, on whose word it stands, who did it to whom. And it knows all that may be said: a sentence is made of the words of its
evidence and of a closed list of reporting words, so that no common noun can be slipped in either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from summarizer.grounding.lemmas import lemma
from summarizer.grounding.propositions import same_name
from summarizer.lexicon import ADVERBS, FUNCTION_WORDS, MONTHS, SPEECH_VERBS, TIME_WORDS, WEEKDAYS, word_set
from summarizer.schemas import Assertion, EventClass, EventRecord, Reason, Status
from summarizer.schemas.codebook_parts import ActorRole, CasualtyKind, Qualifier, Stance

from . import parties
from .frames import FRAMES
from .nouns import same
from .order import EXPECTED
from .statements import quoted
from .told import gather
from .when import dates_text, time_phrase
from .wording import QUOTING, claimants, pointer

Finding = tuple[str, Reason, str]
"""The words at fault, why, and what the record says."""

_AHEAD = re.compile(
    r"\b(?:due|expected|scheduled|planned|plans?|planning|set|will|would|shall|to be|is to|are to|intends?|intended|threat\w*|"
    r"vow\w*|warn\w*|pledg\w*|promis\w*|could|may|might|possibl\w*|likely|if|ahead|upcoming|propos\w*|call\w*|demand\w*|urg\w*|"
    r"prepar\w*|postpon\w*|put off|poised|next|fear\w*|risk\w*|want\w*|aim\w*|hop\w*|would-be|later)\b",
    re.IGNORECASE,
)
_NOT_SO = re.compile(
    r"\b(?:not|never|no|none|nobody|without|den(?:y|ies|ied|ying|ial)|reject\w*|dismiss\w*|refut\w*|disput\w*|question\w*|"
    r"contest\w*|untrue|false|call\w* off|cancel\w*|scrapped|contradict\w*|disavow\w*|disown\w*)\b|n['’]t\b",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\b(?:no|none|nobody|not|never|without|neither|nor|zero|0|unhurt|unharmed)\b|n['’]t\b", re.IGNORECASE
)
_HEARSAY = re.compile(
    r"\b(?:reportedly|allegedly|alleged|apparently|purportedly|according|claim\w*|report(?:s|ed|edly|ing)?|accus\w*|blam\w*|"
    r"sa(?:y|ys|id)|told|announc\w*|confirm\w*|stat(?:ed|ing)|den(?:y|ies|ied|ying)|warn\w*|add(?:s|ed)|acknowledg\w*|"
    r"reject\w*|admit\w*|insist\w*|declar\w*|recorded|documented|counted|citing|quot\w*|disput\w*|in the words of|"
    r"lists?|counts?|sp[eo]aks?e? of|(?:put|raised|lowered) (?:its|the) (?:number|toll|figure|count|total))\b",
    re.IGNORECASE,
)
_HARM = {
    CasualtyKind.KILLED: r"killed|died|dead|deaths?|fatalit\w+|slain", CasualtyKind.INJURED: r"injur\w+|wound\w+|hurt",
    CasualtyKind.MISSING: r"missing", CasualtyKind.DETAINED: r"detain\w+|arrest\w+",
    CasualtyKind.ABDUCTED: r"abduct\w+|kidnap\w+", CasualtyKind.DISPLACED: r"displac\w+",
    CasualtyKind.CASUALTIES_UNSPECIFIED: r"casualt\w+",
}  # fmt: skip
_HEDGE = (
    r"at least|more than|over|about|around|nearly|up to|some|almost|as many as|roughly|approximately|close to|fewer than|"
    r"less than|under|an estimated"
)
_NUMBERS = (
    r"\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?|dozen|dozens|hundred|hundreds|"
    r"thousand|thousands|scores"
)
_FIGURE = re.compile(rf"(?:\b(?P<hedge>{_HEDGE}) )?(?:a |the )?\b(?P<number>{_NUMBERS})\b(?!:)", re.IGNORECASE)
_HARMED = re.compile(rf"\b(?:{'|'.join(_HARM.values())})\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_REPORTING = word_set(
    "attack attacks attacked strike strikes struck hit air drone bomb bombing bombed shell shelling shelled fire fired clash "
    "clashes clashed fight fighting fought battle raid ground offensive force forces troops territory capture captured retake "
    "retaken seize seized handover handed explosion exploded suicide grenade chemical weapon weapons civilian civilians person "
    "people men women child children fighter fighters member members security aid worker workers journalist journalists "
    "casualty casualties toll death deaths dead died kill killed killing injure injured injuring injuries wound wounded wounding "
    "hurt missing detain detained arrest arrested arrests abduct abducted kidnapped displace displaced flee fled protest "
    "protested protesters demonstration march marched marching riot meeting meet met talks talk hold held agree agreed agreement "
    "truce ceasefire deploy deployed deployment send sent move moved withdraw withdrew withdrawal withdrawn base checkpoint "
    "reinforcements place took take takes taking happened occurred event incident reported reportedly allegedly statement said "
    "saying says told article words cited sentence account accounts information due expected scheduled planned plans planning set "
    "threatened threat possible vowed tried failed attempt attempted foiled denied denies denying denial rejected disputed "
    "disputes questioned claimed claims claim confirmed confirms unconfirmed suspected support supported mediated hosted "
    "involving involved given gave cumulative day days week night overnight morning afternoon evening early late around earlier "
    "later yesterday today area town city village province district region country near according responsibility accused blamed "
    "accusing blaming least known unknown number figure figures several dozens hundreds thousands others other including also "
    "announced stated warned added declared acknowledged insisted admitted alleged dozen score scores million hundred thousand "
    "this rose risen rise bringing postponed "
    "attackers attacker carried out action acted against met dispersed tear gas gone going go launched part side sides"
)
_OF_A_KIND = word_set(
    "protest protested protesters demonstration march marched marching riot meeting meet met talks talk agree agreed agreement "
    "truce ceasefire deploy deployed deployment withdraw withdrew withdrawal withdrawn base checkpoint reinforcements "
    "chemical grenade suicide drone"
)
"""What a sentence may speak of only where its record is of that kind, or its evidence says it."""


def unfaithful(text: str, record: EventRecord, edition: date) -> Iterator[Finding]:
    """What the sentence says against its record; nothing for a faithful one."""
    if text == pointer(record, edition):
        return
    texts = gather(record, edition).texts
    if text.startswith(QUOTING):
        if text[len(QUOTING) :].rstrip(".") != (quoted(texts) or "").rstrip("."):
            yield text, Reason.QUOTE_ALTERED, "The quotation is not the whole cited sentence, as printed."
        return
    yield from _status(text, record)
    yield from _denials(text, record)
    yield from _zeros(text, record)
    yield from _claims(text, record)
    yield from parties.roles(text, record)
    yield from parties.counters(text, record, _FIGURE, _HARMED)
    yield from parties.deniers(text, record)
    yield from parties.directions(text, record)
    yield from parties.days(text, record)
    yield from parties.places(text, record)
    yield from _hedges(text, record, edition)
    yield from _strangers(text, record, edition)


def _status(text: str, record: EventRecord) -> Iterator[Finding]:
    if record.status in EXPECTED and not _AHEAD.search(text) and not _NOT_SO.search(text):
        yield (
            text,
            Reason.CERTAINTY_RAISED,
            f"The record has it as {record.status.value}; the sentence tells it as done.",
        )


def _denials(text: str, record: EventRecord) -> Iterator[Finding]:
    denied = record.assertion is Assertion.DENIED or record.status is Status.DID_NOT_OCCUR
    if (denied or claimants(record, Stance.DENIES)) and not _NOT_SO.search(text):
        yield text, Reason.DENIED, "The record holds a denial; the sentence leaves it out."


def _zeros(text: str, record: EventRecord) -> Iterator[Finding]:
    """A stated zero stays one: "no one was hurt" is not "someone was hurt"."""
    stated = {c.kind for c in record.casualties}
    zero = {c.kind for c in record.casualties if c.qualifier is Qualifier.EXPLICIT_ZERO}
    some = {c.kind for c in record.casualties if c.qualifier is not Qualifier.EXPLICIT_ZERO}
    for kind in stated & zero - some:
        for clause in re.split(r"[;,.]|\band (?=(?:that )?(?:no|at|\d|\w+ \w+ (?:was|were)))", text):
            if re.search(rf"\b(?:was|were|been) (?:{_HARM.get(kind, '$')})\b", clause) and not _NONE.search(clause):
                yield clause.strip(), Reason.NEGATION_CHANGED, f"The record says that nobody was {kind.value}."


def _claims(text: str, record: EventRecord) -> Iterator[Finding]:
    """What stands on somebody's word is told so, before any toll that others give."""
    claimed = record.assertion in (Assertion.CLAIMED, Assertion.DISPUTED)
    first = re.split(r";", text, maxsplit=1)[0]
    doers = [a.raw for a in record.actors if a.role is ActorRole.INITIATOR]
    if record.status is Status.THREATENED and all(any(same(a.claimant, d) for d in doers) for a in claimants(record)):
        return  # whoever threatens says so himself
    if claimed and claimants(record) and not _HEARSAY.search(first):
        yield first, Reason.CLAIMANT_DROPPED, "The record stands on somebody's word; the sentence tells it as fact."


def _hedges(text: str, record: EventRecord, edition: date) -> Iterator[Finding]:
    """A number that the evidence never gives without its hedge keeps one."""
    given: dict[str, list[bool]] = {}
    for e in record.evidence:
        for m in _FIGURE.finditer(e.quote):
            given.setdefault(m["number"].lower(), []).append(bool(m["hedge"]))
    for m in _FIGURE.finditer(text):
        if not m["hedge"] and all(given.get(m["number"].lower(), [False])):
            yield m[0], Reason.CERTAINTY_RAISED, f'The text hedges "{m["number"]}".'
    day = time_phrase(record, edition).removeprefix("around ")
    if day != time_phrase(record, edition) and re.search(rf"(?<!around )(?<!about )\b{re.escape(day)}\b", text):
        yield day, Reason.CERTAINTY_RAISED, "The day was taken from the context: it is known as a rough one only."


def _strangers(text: str, record: EventRecord, edition: date) -> Iterator[Finding]:
    """Words that neither the evidence nor the list of reporting words holds."""
    known = _lemmas(" ".join(e.quote for e in record.evidence))
    dates = [t for t in (time_phrase(record, edition), dates_text(record, edition), record.time.raw) if t]
    known |= _lemmas(" ".join([*dates, *(a.raw for a in record.actors), *(p.raw for p in record.locations)]))
    allowed = _allowed(record.event_class)
    for match in _WORD.finditer(text):
        for word in re.split(r"[-’']", match[0].lower()):
            if (
                len(word) < 3
                or word in known
                or word in allowed
                or lemma(word) in known
                or lemma(word) in allowed
                or (match[0][0].isupper() and any(k[:3] == word[:3] and same_name(k, word) for k in known))
            ):
                continue
            yield match[0], Reason.UNSUPPORTED, f'The evidence does not speak of "{match[0]}".'
            return


def _lemmas(text: str) -> set[str]:
    words = {w for m in _WORD.finditer(text.lower()) for w in (m[0], *re.split(r"[-’']", m[0]))}
    return words | {lemma(w) for w in words}


@cache
def _allowed(event_class: EventClass) -> frozenset[str]:
    """Reporting words, and the words of the class itself; those of peaceful classes are no synonyms of others."""
    frames = {
        w
        for frame in FRAMES.get(event_class, ())
        for text in (frame.noun, frame.verb, frame.bare, frame.passive, frame.link, frame.means, frame.made)
        for w in re.findall(r"[a-z]+", text)
    }
    plain = (
        (_REPORTING - _OF_A_KIND) | FUNCTION_WORDS | ADVERBS | SPEECH_VERBS | TIME_WORDS | WEEKDAYS | MONTHS | frames
    )
    numbers = frozenset(re.findall(r"[a-z]{3,}", _NUMBERS))
    return frozenset(plain | numbers | {lemma(w) for w in plain})
