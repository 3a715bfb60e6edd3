"""A record as one full English sentence that says no more than the record.

The claimant stays ("Residents said that …"), a plan stays a plan, a denial stays a denial, figures keep their hedge; a
missing actor leads to a passive, never to an invented one. Deterministic: the same record gives the same sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from summarizer.schemas import Assertion, Attribution, Casualty, EventClass, EventRecord, Status
from summarizer.schemas.codebook_parts import ActorRole, ClaimantType, Stance

from .clauses import REAL, Clause, clause
from .figures import casualty_clauses, casualty_phrases
from .frames import noun_for
from .nouns import capital, clean, closed, fold, join, noun_phrase, same
from .places import place_phrase
from .statements import direct_quote, quoted, spoken
from .told import Told, gather
from .when import dates_text, time_phrase

_SAYING = (
    "said", "reported", "announced", "confirmed", "stated", "added", "warned", "claimed", "alleged", "acknowledged",
    "admitted", "insisted", "declared",
)  # fmt: skip
QUOTING = "In the words of the article: "
_MAX_CLAIMANTS = 3


def sentence(record: EventRecord, edition: date, *, tolls: bool = True) -> str:
    """The record as a sentence, dates relative to `edition` (the brief's day); `tolls=False` leaves the figures out."""
    told = gather(record, edition)
    core = clause(told)
    if core is None:
        return _in_own_words(told)
    return _finish(_attributed(told, core, tolls=tolls))


def claimants(record: EventRecord, *stances: Stance) -> list[Attribution]:
    """Who says so (or denies it); the outlet itself is no claimant."""
    wanted = stances or (Stance.ASSERTS, Stance.SUPPORTS)
    return [a for a in record.attribution if a.stance in wanted and a.claimant_type is not ClaimantType.OUTLET]


def label(record: EventRecord) -> str:
    """Who stands behind a record, for people."""
    said = claimants(record)
    if record.assertion is Assertion.DENIED or (claimants(record, Stance.DENIES) and not said):
        return "denied"
    if record.assertion is Assertion.DISPUTED or claimants(record, Stance.DENIES, Stance.DOUBTS):
        return "disputed"
    if record.assertion is Assertion.CORROBORATED:
        return "corroborated"
    if record.assertion is Assertion.OFFICIAL_SELF_REPORT:
        return "reported by the acting side itself"
    if any(a.party_to_conflict for a in said):
        return "claimed by a party to the conflict"
    if said:
        return "claimed"
    if record.event_class is EventClass.STATEMENT and any(a.role is ActorRole.INITIATOR for a in record.actors):
        return "the speaker's own words"
    return "claimed, source not named" if record.assertion is Assertion.CLAIMED else "unattributed"


def short_label(record: EventRecord, edition: date) -> str:
    """The event in a few words, for lists: "air strike (near Marden, 26 September)"."""
    told = gather(record, edition)
    if told.frame is None:
        speaker = join(told.initiators[:1])
        noun = "statement" if record.event_class is EventClass.STATEMENT else "event"
        noun = f"{noun} {'by' if noun == 'statement' else 'involving'} {speaker}" if speaker else noun
    else:
        noun = noun_for(told.frame, told.texts)
        first, _, rest = noun.partition(" ")
        noun = rest if first in ("a", "an", "the") else noun
    facts = [f for f in (place_phrase(record, told.texts), dates_text(record, edition)) if f]
    return f"{noun} ({', '.join(facts)})" if facts else noun


def pointer(record: EventRecord, edition: date) -> str:
    """No more than the kind of event, where its own words cannot be printed: the reader is sent to the source."""
    return f"Told in the cited sentence: {short_label(record, edition)}."


def _attributed(told: Told, core: Clause, *, tolls: bool) -> str:
    """The clause with those who say so, those who deny it, and the toll."""
    record = told.record
    said, denied = claimants(record), claimants(record, Stance.DENIES)
    if denied and not said:
        return _denial(told, core, denied)
    if record.assertion is Assertion.DENIED and not said and record.status is not Status.DID_NOT_OCCUR:
        return f"it was denied that {core.finite(Status.OCCURRED)}"
    text = _claim(told, core, said, tolls=tolls)
    if denied:
        text += f"; {_names(told, denied)} denied this"
    doubting = claimants(record, Stance.DOUBTS)
    if doubting:
        text += f"; {_names(told, doubting)} questioned this"
    elif record.assertion is Assertion.DISPUTED and not denied:
        text += "; this is disputed"
    return text


def _claim(told: Told, core: Clause, said: list[Attribution], *, tolls: bool) -> str:
    """The clause under its claimants, with the toll: theirs inside, that of others after it."""
    record, status = told.record, told.record.status
    said = _clause_claimants(told, said)
    by = _tolls_by(told) if tolls else {}
    own = by.pop(tuple(noun_phrase(a.claimant, told.texts) for a in said), [])
    if said and core.agent and status is Status.THREATENED and _by_itself(told, core, said):
        text = core.finite(status)
    elif said and core.agent and _by_itself(told, core, said) and status in (*REAL, Status.PLANNED):
        verb = "said" if status is Status.PLANNED else "reported"
        text = f"{core.subject} {verb} {core.having(status)}" + (f", with {casualty_phrases(own)}" if own else "")
    elif said or record.assertion in (Assertion.CLAIMED, Assertion.DISPUTED):
        teller = f"{_names(told, said)} {_saying(said)}" if said else "it was reported"
        verb, link = f"{teller} that", " and that"
        if said and all((a.verb or "").lower().startswith("according") for a in said):
            verb, link = f"according to {_names(told, said).rstrip(',')},", " and"
        text = f"{verb} {core.finite(status)}" + (f"{link} {casualty_clauses(own)}" if own else "")
    else:
        text = core.finite(status) + (f"; {casualty_clauses(own)}" if own else "")
    return text + _other_tolls(told, by, tolls=tolls)


def _denial(told: Told, core: Clause, denied: list[Attribution]) -> str:
    """What was denied is told in the affirmative, under the verb of denial."""
    status = Status.OCCURRED if told.record.status is Status.DID_NOT_OCCUR else told.record.status
    if core.agent and _by_itself(told, core, denied) and status in REAL:
        return f"{core.subject} denied {core.having(status)}"
    return f"{_names(told, denied)} denied that {core.finite(status)}"


def _by_itself(told: Told, core: Clause, who: Sequence[Attribution]) -> bool:
    """Whether those who speak are those who act: each an initiator, or together the clause's subject."""
    initiators = {fold(a.raw) for a in told.record.actors if a.role is ActorRole.INITIATOR}
    together = fold(join([noun_phrase(a.claimant, told.texts) for a in who])) == fold(core.subject)
    return together or all(fold(a.claimant) in initiators for a in who)


def _saying(said: list[Attribution]) -> str:
    """The claimants' own verb where it takes "that" and they share it; "said" otherwise."""
    verbs = {(a.verb or "said").lower() for a in said}
    verb = verbs.pop()
    return verb if not verbs and verb in _SAYING else "said"


def _names(told: Told, who: list[Attribution]) -> str:
    names = list(dict.fromkeys(noun_phrase(a.claimant, told.texts) for a in who))
    shown = names[:_MAX_CLAIMANTS] + (["others"] if len(names) > _MAX_CLAIMANTS else [])
    return closed(shown)


def _tolls_by(told: Told) -> dict[tuple[str, ...], list[Casualty]]:
    """The figures of this event by those who give them; none for what has not happened."""
    by: dict[tuple[str, ...], list[Casualty]] = {}
    for c in told.record.casualties if told.record.status in REAL else []:
        if not c.cumulative and c.kind not in told.used:
            by.setdefault(_tellers(told, c), []).append(c)
    return by


def _other_tolls(told: Told, by: dict[tuple[str, ...], list[Casualty]], *, tolls: bool) -> str:
    """Figures that others than the clause's claimants give, and cumulative ones."""
    text = ""
    for who, rows in by.items():
        text += f"; {closed(who)} reported {casualty_phrases(rows)}" if who else f"; {casualty_clauses(rows)}"
    cumulative = [c for c in told.record.casualties if c.cumulative] if tolls else []
    return text + (f"; the cumulative toll was given as {casualty_phrases(cumulative)}" if cumulative else "")


def _tellers(told: Told, casualty: Casualty) -> tuple[str, ...]:
    """Who gives a figure: the record's claimants who speak in its sentence, else the one that it is attributed to.

    A figure from a sentence in which no claimant speaks is told by the outlet.
    """
    said = claimants(told.record)
    here = [a.claimant for a in said if casualty.evidence is None or a.evidence in (None, casualty.evidence)]
    if casualty.attributed_to and not any(same(casualty.attributed_to, c) for c in here):
        here = [casualty.attributed_to]
    return tuple(noun_phrase(c, told.texts) for c in here)


def _clause_claimants(told: Told, said: list[Attribution]) -> list[Attribution]:
    """Who tells the event itself: not those who speak only in the sentence of its toll, where others tell the event."""
    tolls = {c.evidence for c in told.record.casualties if c.evidence is not None and c.kind not in told.used}
    others = [a for a in said if a.evidence not in tolls]
    return others or said


def _in_own_words(told: Told) -> str:
    """A statement as reported speech in the article's words; anything else as a quotation of the sentence."""
    record = told.record
    if record.event_class is EventClass.STATEMENT and record.status in REAL:
        return _statement(told)
    words = quoted(told.texts)
    return f"{QUOTING}{words}{_stop(words)}" if words else pointer(record, told.edition)


def _statement(told: Told) -> str:
    record = told.record
    speakers = [a.raw for a in record.actors if a.role is ActorRole.INITIATOR] or [
        a.claimant for a in claimants(record)
    ]
    names = list(dict.fromkeys(noun_phrase(s, told.texts) for s in speakers))
    tail = spoken(speakers[0], told.texts) if speakers else None
    when = time_phrase(record, told.edition)
    if tail:
        dated = f"{when}, " if when and fold(record.time.raw or " ") not in fold(tail) else ""
        others = [a for a in claimants(record) if not any(same(a.claimant, s) for s in speakers)]
        source = f", according to {_names(told, others).rstrip(',')}" if others else ""
        return _finish(f"{dated}{closed(names if _together(speakers, told.texts) else names[:1])} {tail}{source}")
    spoke = [q for t in told.texts if speakers and fold(speakers[0]) in fold(t) and (q := direct_quote(t))]
    if spoke:
        dated = f"{when}, " if when else ""
        return capital(f"{dated}{closed(names[:1])} said: “{spoke[0]}{_stop(spoke[0])}”")
    words = quoted(told.texts)
    who = f"{closed(names)} made a statement" if names else "a statement was made"
    told_by = " ".join(p for p in (who, when) if p)
    return capital(f"{told_by}; in the words of the article: {words}{_stop(words)}") if words else _finish(told_by)


def _together(speakers: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether two speak as one: "The FLH and the army accuse each other"."""
    pair = [re.escape(clean(s)) for s in speakers]
    return len(pair) == 2 and any(re.search(rf"{pair[0]} and (?:the |an? )?{pair[1]}", t) for t in texts)


def _stop(words: str) -> str:
    return "" if words.rstrip("”’'\"").endswith((".", "!", "?", "…")) else "."


def _finish(text: str) -> str:
    text = text.replace(",,", ",")
    return capital(text) + ("" if text.endswith((".", ".”")) else ".")


def words(texts: Sequence[str]) -> int:
    """Number of words, by whitespace."""
    return sum(len(t.split()) for t in texts)
