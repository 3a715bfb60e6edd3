"""`Record`: the base of every schema that the machine extracts."""

from pydantic import BaseModel, ConfigDict, Field


class Record(BaseModel):
    """One thing the text reports. Subclass it with fields of your own; the docstring and descriptions go into the prompt.

    Fields typed with a mark (`Verbatim`, `Place`, `Actor`, `Figure`, `When`) are checked against the text. The first
    Literal or enum field is the record's class.
    """

    model_config = ConfigDict(extra="forbid", validate_default=True)

    sentences: list[int] = Field(
        min_length=1, max_length=4, description="numbers of the sentences that say so, most telling first"
    )
