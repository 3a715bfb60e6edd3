"""Choosing: probabilities of options from one free token."""

from __future__ import annotations

import asyncio
import math

import pytest

from summarizer.errors import ArticleError, ConfigurationError
from summarizer.model.choices import normalised, option_masses
from summarizer.model.client import Choice, ModelClient, Prompt
from summarizer.schemas import FailureKind
from summarizer.testing import Answer, Scripted, ScriptedServer

PROMPT = Prompt("Answer Yes or No.", "[1] Rain fell on Marden. Does it report an event?")


def choose(answer: Answer, options: tuple[str, ...] = ("Yes", "No")) -> tuple[Choice, ScriptedServer]:
    async def run() -> Choice:
        settings = server.settings()
        async with ModelClient(settings, model="scripted", base_url=server.base_url, api_key="scripted") as client:
            return await client.choose(PROMPT, options)

    with ScriptedServer() as server:
        server.enqueue(answer)
        return asyncio.run(run()), server


def test_variants_of_an_option_are_summed_and_the_whole_normalised() -> None:
    choice, _ = choose(Scripted.choice({"Yes": 0.5, " Yes": 0.1, "yes": 0.05, "No": 0.2, " NO": 0.05, "Perhaps": 0.1}))
    assert choice.probabilities == pytest.approx({"Yes": 0.65 / 0.9, "No": 0.25 / 0.9})
    assert choice.mass == pytest.approx(0.9)


def test_one_free_token_is_asked_for_with_its_log_probabilities() -> None:
    choice, server = choose(Scripted.choice({"Yes": 0.9, "No": 0.1}).using(40, 1))
    body = server.requests[0].body
    assert (body["max_tokens"], body["logprobs"], body["top_logprobs"]) == (1, True, 20)
    assert {"response_format", "tools", "grammar"}.isdisjoint(body)
    assert (choice.usage.calls, choice.usage.input_tokens, choice.usage.output_tokens) == (1, 40, 1)
    assert len(choice.fingerprint) == 16


def test_no_option_among_the_likely_tokens_is_no_mass_and_no_guess() -> None:
    choice, _ = choose(Scripted.choice({"Well": 1.0}))
    assert (choice.probabilities, choice.mass) == ({"Yes": 0.0, "No": 0.0}, 0.0)


def test_an_endpoint_without_log_probabilities_is_a_matter_of_configuration() -> None:
    with pytest.raises(ConfigurationError, match="one_call"):
        choose("Yes")


def test_a_refusal_stays_a_refusal() -> None:
    with pytest.raises(ArticleError) as caught:
        choose(Scripted.refusal())
    assert caught.value.failure.kind is FailureKind.REFUSED


@pytest.mark.parametrize("options", [(), ("Yes",), ("Yes", " yes"), ("Yes", "")])
def test_options_must_differ(options: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="two options"):
        choose(Scripted.choice({"Yes": 1.0}), options)


def test_a_token_that_begins_one_option_only_stands_for_it() -> None:
    tokens = [("air", math.log(0.4)), ("a", math.log(0.2)), (" Drone", math.log(0.3)), ("", math.log(0.05))]
    masses = option_masses(["air_strike", "armed_clash", "drone_strike"], tokens)
    assert masses == pytest.approx({"air_strike": 0.4, "armed_clash": 0.0, "drone_strike": 0.3})
    assert sum(normalised(masses).values()) == pytest.approx(1)


def test_a_token_that_is_an_option_is_not_taken_for_the_start_of_another() -> None:
    assert option_masses(["1", "10"], [("1", math.log(0.5))]) == pytest.approx({"1": 0.5, "10": 0.0})
