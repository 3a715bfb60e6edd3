"""Sentences that instruct a reader or a model instead of telling news: never evidence.

A compact first line, not a boundary: the real defence is that a value must stand in a news sentence. The rules look for
an order given to a model, not for the topic, so that news about such attacks stays news when it is told in quotes.
"""

from __future__ import annotations

import re

_PRIOR = r"(?:previous|prior|above|preceding|earlier|foregoing|existing|original|your|these|those|all|any)"
_ORDERS = r"(?:instructions?|prompts?|rules|guidelines|directions|commands?|context|system message)"
_FORGET = r"(?:ignore|disregard|forget|override|bypass|do not (?:follow|obey)|stop following)"
_READER = r"(?:ai|llm|language model|model|assistant|chatbot|summari[sz]er)"
_LEAD = r"(?:please|now|then|instead|must|should|only|you (?:will|must|should|can))"
_PRODUCE = r"(?:output|respond|reply|answer|return|print|emit|append|include|insert|add|repeat)"
_PRODUCT = (
    r"(?:json|xml|yaml|record|following|exactly|verbatim|empty list|the words?|the phrase|the string|nothing|true|null)"
)
_RULES = (
    # "ignore all previous instructions", "disregard the above rules", "forget your guidelines"
    rf"\b{_FORGET}\b.{{0,40}}\b{_PRIOR}\b.{{0,25}}\b{_ORDERS}\b",
    rf"\b{_FORGET}\b (?:everything|anything|all|what) .{{0,30}}\b(?:above|before|said|told|written)\b",
    # "as an AI language model", "you are now an assistant", "act as a translator"
    r"\b(?:as an?|you are(?: now)?(?: an?| the)?|act as(?: an?| the)?|pretend (?:to be|you are)(?: an?)?) "
    r"(?:\w+ ){0,3}(?:ai\b|assistant|language model|chat ?bot|llm\b|gpt)",
    # "output the following JSON", "respond only with", "reply with the word", "return an empty list"
    rf"(?:^|[.:;!\]\)>\n]\s*|\b{_LEAD}\s+(?:only |just )?){_PRODUCE}\b.{{0,60}}\b{_PRODUCT}\b",
    # chat markup
    r"<\|?/?(?:im_start|im_end|system|assistant|user|endoftext)\|?>|\[/?(?:inst|system|sys|assistant)\]",
    r"#{2,}\s*(?:instruction|system|response)\b",
    r"^\s*(?:system|assistant|user|developer)\s*:",
    rf"^\s*instructions? (?:to|for) (?:the )?(?:{_READER}|reader)s?\s*:",
    # "note to the model", "attention AI", "dear summarizer"
    r"\b(?:note|message|attention|dear|hey|important)\W{1,3}(?:to |for )?(?:the |any |all )?"
    rf"{_READER}s?\b(?!\s+(?:act|firm|compan))",
    # "do not extract this event", addressed to whoever extracts
    r"\b(?:do not|don't|never) (?:extract|summari[sz]e|classify|label|code) \b.{0,40}"
    r"\b(?:article|text|event|sentence|passage|document)s?\b",
)
_PATTERN = re.compile("|".join(f"(?:{rule})" for rule in _RULES), re.IGNORECASE | re.DOTALL)


def is_instruction(text: str) -> bool:
    """Whether the sentence gives orders to a model or to a program that reads the article."""
    return bool(_PATTERN.search(text))
