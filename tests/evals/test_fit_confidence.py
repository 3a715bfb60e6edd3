"""Fitting the confidence: signs that go with being right get the better weights."""

from __future__ import annotations

from evals.fit_confidence import Case, fit, told
from summarizer import Article
from summarizer.resolve.confidence import SIGNS, signs_of
from summarizer.schemas import EventClass
from tests.factories import event

TEXTS = {EventClass.AIR_STRIKE: True, EventClass.OTHER: False}


def made_up() -> list[Case]:
    """Ten articles; in each a strike that is right and an event of no class that is wrong."""
    cases: list[Case] = []
    for n in range(10):
        article = Article(text=f"Jets bombed depot {n} near Harle.")
        cases += [(str(n), event(article, kind), right) for kind, right in TEXTS.items()]
    return cases


def test_a_sign_that_goes_with_being_wrong_weighs_against_a_record() -> None:
    weights = dict(zip((sign.name for sign in SIGNS), fit(made_up()), strict=False))
    assert weights["of no class of its own"] < -1
    assert weights["an attack by unclear means"] == 0


def test_what_the_weights_are_worth_is_told_beside_the_base_rate() -> None:
    lines = told(made_up())
    assert "20 events, 50% right; Brier score and ECE:" in lines
    scores = {line.split()[0]: float(line.split()[-2]) for line in lines[-3:]}
    assert scores["left"] < scores["base"]


def test_signs_are_read_from_the_record() -> None:
    (_, record, _), *_ = made_up()
    assert "of no class of its own" not in [sign.name for sign in signs_of(record)]
