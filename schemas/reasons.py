"""Why a value did not pass: the closed list. Nothing is dropped without one of these."""

from .codebook import Coded


class Reason(Coded):
    """The reason of a `Rejection`."""

    NO_VALID_SENTENCE = "no_valid_sentence", "the record cites no sentence of this article"
    NOT_IN_TEXT = "not_in_text", "the words do not stand in the article"
    NUMBER_CHANGED = "number_changed", "the words stand in the text with another number"
    NAME_CHANGED = "name_changed", "the words stand in the text with another name"
    DATE_CHANGED = "date_changed", "the text gives another day, month or year"
    NEGATION_CHANGED = "negation_changed", "a negation was added or removed"
    QUOTE_ALTERED = "quote_altered", "the quotation differs from the text by more than spelling or marks"
    NO_FIGURE = "no_figure", "the words hold no number or number word"
    WRONG_KIND = "wrong_kind", "the text gives this figure for something else, such as injured instead of killed"
    NO_TIME = "no_time", "the words are no time expression"
    NO_NAME = "no_name", "the words name nobody and nothing"
    STATUS_UNSUPPORTED = (
        "status_unsupported",
        "the text does not say that it happened in this way: it plans, fears or conditions it",
    )
    CLASS_UNSUPPORTED = "class_unsupported", "nothing in the cited sentences tells of this kind of event"
    DENIED = "denied", "the cited clause denies what the record asserts"
    NOT_CLAIMANT = "not_claimant", "the text does not make this source the one who says it"
    CLAIMANT_DROPPED = "claimant_dropped", "the sentence tells as fact what the text gives on a source's word"
    CERTAINTY_RAISED = "certainty_raised", "the sentence is more certain than the text"
    ROLE_SWAPPED = "role_swapped", "names or figures have changed places"
    UNSUPPORTED = "unsupported", "no cited sentence or record says this"
    NO_CITATION = "no_citation", "the sentence rests on no record"
    TRUNCATED = "truncated", "the value fills its length bound, so it may be cut off"
    BOILERPLATE = "boilerplate", "the cited words are page furniture, not news"
    FROM_EXAMPLE = "from_example", "the words come from the prompt's examples, not from this article"
    INSTRUCTION = "instruction", "the cited sentence gives instructions to a reader or a model"
    DUPLICATE = "duplicate", "the same record stands already"
    INVALID = "invalid", "the value does not fit the schema"
