"""One record against its article: the state of the check, field by field."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import ValidationError

from summarizer.lexicon import word_set
from summarizer.schemas.codebook import Status
from summarizer.schemas.codebook_parts import EvidenceLink
from summarizer.schemas.extraction import Rejection
from summarizer.schemas.marks import Actor, Figure, Verbatim, When
from summarizer.schemas.reasons import Reason
from summarizer.schemas.record import Record

from .claimants import anaphoric_speaker, is_denial, speech_cue
from .fields import Field, class_field, fields_of
from .figures import fit_figure, kinds_named
from .sources import ArticleIndex, Source, Support
from .status import ASSERTS, check_status
from .values import Found, find_all, find_value, names_nobody, near_miss, who_kinds

R = TypeVar("R", bound=Record)
_MAX_SENTENCES = 4
_CLAIMANT_FIELDS = word_set("claimants claimant sources source speakers speaker attributed_to said_by")
_INITIATOR_FIELDS = word_set("initiators initiator perpetrators perpetrator attackers attacker actors actor")


@dataclass(frozen=True, slots=True)
class Checked(Generic[R]):
    """What the gate made of one record."""

    record: R | None
    """The grounded record: values in the text's own words, sentences added where a value stands elsewhere; or None."""
    evidence: dict[str, tuple[Support, ...]]
    """Field name -> where its values stand; a list field has one entry an item kept, in order."""
    rejections: tuple[Rejection, ...]


class RecordCheck(Generic[R]):
    """State of one check: what is found, what is refused."""

    def __init__(self, index: ArticleIndex, record: R, position: int | None) -> None:
        self.index = index
        self.record = record
        self.position = position
        self.schema = type(record)
        given = getattr(record, "sentences", None)
        self.numbers = [n for n in given if isinstance(n, int)] if isinstance(given, list | tuple) else []
        self.cited = index.cited(self.numbers)
        self.evidence: dict[str, tuple[Support, ...]] = {}
        self.found: dict[str, list[Found]] = {}
        self.rejections: list[Rejection] = []
        status = getattr(record, "status", None)
        self.stated = isinstance(status, Status)
        self.told = not isinstance(status, Status) or status in ASSERTS

    def run(self) -> Checked[R]:
        self.check_sentences()
        if not self.cited:
            return self.done(None)
        changes: dict[str, object] = {}
        for field in fields_of(self.schema):
            value = getattr(self.record, field.name, None)
            if value is None or field.mark is Status:
                continue
            kept = self.check_many(field, value) if field.many else self.check_one(field, value)
            if kept is None and not field.optional:
                self.drop(field)
                return self.done(None)
            if kept != value or type(kept) is not type(value):
                changes[field.name] = kept
            if kept is None and field.kind_field:
                changes[field.kind_field] = None
        if not self.check_status(changes):
            return self.done(None)
        return self.done(self.rebuild(changes))

    def done(self, record: R | None) -> Checked[R]:
        return Checked(record, self.evidence if record is not None else {}, tuple(self.rejections))

    def reject(self, field: str, value: str, reason: Reason, message: str) -> None:
        self.rejections.append(
            Rejection(
                field=field, value=value, reason=reason, sentences=self.numbers, message=message, record=self.position
            )
        )

    def drop(self, field: Field) -> None:
        self.reject(
            "record", self.schema.__name__, self.rejections[-1].reason, f"{field.name} is required: record dropped."
        )

    def check_sentences(self) -> None:
        for number in dict.fromkeys(self.numbers):
            source = self.index.by_number.get(number)
            if source is None:
                self.reject(
                    "sentences",
                    str(number),
                    Reason.NO_VALID_SENTENCE,
                    f"There is no sentence {number}: number removed.",
                )
            elif source.apart is not None:
                said = f"Sentence {number} {source.apart.value}: not taken as evidence."
                self.reject("sentences", str(number), Reason.INSTRUCTION, said)
        if not self.cited:
            reason = self.rejections[-1].reason if self.rejections else Reason.NO_VALID_SENTENCE
            self.reject("record", self.schema.__name__, reason, "No cited sentence can be evidence: record dropped.")

    def check_many(self, field: Field, values: object) -> list[object]:
        kept: list[object] = []
        supports: list[Support] = []
        for value in values if isinstance(values, list | tuple) else [values]:
            one = self.check_one(field, value)
            if one is None:
                continue
            if one in kept:
                self.reject(field.name, str(value), Reason.DUPLICATE, f'"{value}" stands twice: one removed.')
                continue
            kept.append(one)
            supports.extend(self.evidence.get(field.name, ()))
        self.evidence[field.name] = tuple(supports)
        return kept

    def check_one(self, field: Field, value: object) -> object | None:
        """The value in the text's words, or None when refused; notes its evidence."""
        words = str(value)
        # A value cut at its bound may have lost a trailing space since.
        if len(words) >= field.bound - 1:
            said = f"The value is as long as allowed ({field.bound} characters), so it may be cut off: removed."
            self.reject(field.name, words, Reason.TRUNCATED, said)
            return None
        if issubclass(field.mark, Figure):
            return self.check_figure(field, value if isinstance(value, Figure) else Figure(raw=words or " - "))
        if issubclass(field.mark, Actor) and names_nobody(words):
            self.reject(field.name, words, Reason.NO_NAME, f'"{words}" names nobody: removed.')
            return None
        found = self.locate(field, words)
        if found is None:
            return None
        self.note(field, found)
        if issubclass(field.mark, When):
            return value if isinstance(value, When) and value.raw == found.words else When(raw=found.words)
        return field.mark(found.words) if issubclass(field.mark, Verbatim) else found.words

    def check_figure(self, field: Field, value: Figure) -> Figure | None:
        kinds = kinds_named(field.name)
        if field.kind_field:
            kinds = kinds_named(
                str(
                    getattr(self.record, field.kind_field, None)
                    or "missing detained abducted displaced".replace(" ", "_")
                )
            )
        told = self.told and bool(kinds or self.stated)
        fit = fit_figure(value, kinds, self.cited_first(self.near), told=told)
        if fit.figure is None or fit.found is None:
            reason, said = fit.reason or Reason.NOT_IN_TEXT, fit.message
            if reason is Reason.NOT_IN_TEXT:
                reason, said = self.set_apart(value.raw) or (reason, said)
            self.reject(field.name, value.raw, reason, f"{said}: removed.")
            return None
        given = (value.low, value.best, value.high)
        read = (fit.figure.low, fit.figure.best, fit.figure.high)
        if any(n is not None for n in given) and given != read:
            said = f'"{fit.figure.raw}" is {_triple(read)}, not {_triple(given)}: read from the words.'
            self.reject(field.name, str(value.raw), Reason.NUMBER_CHANGED, said)
        self.note(field, fit.found)
        return fit.figure

    def locate(self, field: Field, words: str) -> Found | None:
        """Where the value stands; refuses it, with the reason, when it stands nowhere or not in that role."""
        if field.name in _CLAIMANT_FIELDS:
            return self.locate_claimant(field, words)
        kinds = kinds_named(field.name) if field.name.endswith("_who") else frozenset()
        wrong = None
        for source in self.cited_first(self.elsewhere(field, whose_toll=bool(kinds))):
            found = find_value(words, source)
            if found is None:
                continue
            governing = who_kinds(found) if kinds else frozenset()
            if not governing or governing & kinds:
                return found
            wrong = wrong or f'The text says "{found.words}" of the {" or ".join(sorted(governing))}'
        if wrong:
            self.reject(field.name, words, Reason.WRONG_KIND, f"{wrong}: removed.")
            return None
        reason, said = self.set_apart(words) or near_miss(words, field.mark, self.cited)
        self.reject(field.name, words, reason, f"{said}: removed.")
        return None

    def elsewhere(self, field: Field, *, whose_toll: bool) -> Callable[[], list[Source]]:
        """The sentences that are not cited in which a value of the field may stand."""
        if whose_toll:
            # Who was hurt stands where the number does: "people" of another sentence are another toll's.
            counted = self.found.get(field.name.removesuffix("_who"), ())
            return lambda: [found.source for found in counted]
        return self.near if issubclass(field.mark, When) else self.others

    def locate_claimant(self, field: Field, words: str) -> Found | None:
        stands = False
        for source in self.cited:
            for found in find_all(words, source):
                stands = True
                cue = speech_cue(source.words, found.first, found.last)
                if cue is not None and not (self.told and is_denial(source.words, cue)):
                    return found
            if anaphoric_speaker(source) is not None and (earlier := self.earlier_speaker(source, words)):
                return earlier
        if stands or any(find_value(words, s) for s in self.others()):
            self.reject(
                field.name,
                words,
                Reason.NOT_CLAIMANT,
                f'The cited sentences do not say it on the word of "{words}": removed.',
            )
        else:
            reason, said = self.set_apart(words) or near_miss(words, field.mark, self.cited)
            self.reject(field.name, words, reason, f"{said}: removed.")
        return None

    def earlier_speaker(self, source: Source, words: str) -> Found | None:
        """Whom "he added" means: the claimant as a speaker in one of the four sentences before."""
        for number in range(source.sentence.number - 1, source.sentence.number - 5, -1):
            before = self.index.by_number.get(number)
            if before is None or before.instructs:
                continue
            for found in find_all(words, before):
                if speech_cue(before.words, found.first, found.last) is not None:
                    return found
        return None

    def set_apart(self, words: str) -> tuple[Reason, str] | None:
        """The refusal of a value that stands only in a sentence that is no evidence."""
        for source in self.index.sources:
            if source.apart is not None and find_value(words, source):
                said = f'"{words}" stands only in sentence {source.sentence.number}, which {source.apart.value}'
                return Reason.INSTRUCTION, said
        return None

    def cited_first(self, elsewhere: Callable[[], list[Source]]) -> Iterator[Source]:
        """The cited sentences, then others, which are looked up only where those do not settle it."""
        yield from self.cited
        yield from elsewhere()

    def others(self) -> list[Source]:
        """Every other sentence that may be evidence, nearest first."""
        return self.index.others(self.cited)

    def near(self) -> list[Source]:
        """Sentences of the same and the neighbouring paragraphs: what stands further off is another event's."""
        paragraphs = {s.sentence.paragraph for s in self.cited}
        reach = paragraphs | {p - 1 for p in paragraphs} | {p + 1 for p in paragraphs}
        return [s for s in self.others() if s.sentence.paragraph in reach]

    def note(self, field: Field, found: Found) -> None:
        link = EvidenceLink.CITED if found.source in self.cited else EvidenceLink.ELSEWHERE
        start, end = found.source.words.span(found.first, found.last)
        self.evidence[field.name] = (Support(found.source.sentence.number, start, end, link),)
        self.found.setdefault(field.name, []).append(found)

    def check_status(self, changes: dict[str, object]) -> bool:
        """Compare the status with the cited sentences; False drops the record."""
        status = getattr(self.record, "status", None)
        if not isinstance(status, Status):
            return True
        name = class_field(self.schema)
        actors = [f for field in _INITIATOR_FIELDS for f in self.found.get(field, ())]
        found = [f for field, places in self.found.items() if field not in _CLAIMANT_FIELDS for f in places]
        verdict = check_status(status, str(getattr(self.record, name or "", "")), self.cited, found, actors)
        if verdict.reason is not None:
            self.reject("status", str(status), verdict.reason, verdict.message)
        if verdict.status is None:
            self.reject("record", self.schema.__name__, verdict.reason or Reason.STATUS_UNSUPPORTED, verdict.message)
            return False
        if verdict.status is not status:
            changes["status"] = verdict.status
        return True

    def rebuild(self, changes: dict[str, object]) -> R | None:
        """The record with its changes; a schema's own rules may refuse what is left."""
        sentences = [s.sentence.number for s in self.cited]
        added = [
            s.sentence for supports in self.evidence.values() for s in supports if s.link is EvidenceLink.ELSEWHERE
        ]
        sentences = list(dict.fromkeys([*sentences, *added]))[:_MAX_SENTENCES]
        if sentences != self.numbers:
            changes["sentences"] = sentences
        if not changes:
            return self.record
        changed = self.record.model_copy(update=changes)
        try:
            return self.schema.model_validate(dict(changed))
        except (ValidationError, ValueError, TypeError) as error:
            self.reject(
                "record", self.schema.__name__, Reason.INVALID, f"What is left does not fit the schema: {error}"
            )
            return None


def _triple(numbers: tuple[int | None, int | None, int | None]) -> str:
    return " / ".join("null" if n is None else str(n) for n in numbers)
