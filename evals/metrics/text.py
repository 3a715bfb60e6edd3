"""The string normalisation that the MUC-4 five-role scorers share (Du et al., NAACL 2021, and its successors)."""

from __future__ import annotations

import re
import string

_PUNCTUATION = str.maketrans("", "", string.punctuation)
_ARTICLES = re.compile(r"\b(a|an|the)\b")


def norm(text: str) -> str:
    """Return `text` in lower case, without ASCII punctuation and English articles, with single spaces.

    Punctuation is deleted, not replaced: "M-16" becomes "m16". The result may be empty.
    """
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_PUNCTUATION)).split())
