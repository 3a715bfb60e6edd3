"""Prompts: rendered from the enumerations, the same prefix for every article, article text as data."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.articles import Article
from summarizer.errors import ConfigurationError
from summarizer.extraction import without_sentences
from summarizer.grounding import ground
from summarizer.schemas import EventClass, EventDraft, Status
from summarizer.templates import PromptFolder, clean, data_tag, describe, numbered
from summarizer.vocabulary import sentence_grammar

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("name", ["extract/v1", "sentence/v1"])
def test_the_codebook_in_the_prompt_comes_from_the_enumerations(name: str) -> None:
    system = PromptFolder(name, EventDraft).system
    for value in (*EventClass, *Status):
        assert f"{value.value}: {value.description}" in system
    for field in describe(EventDraft):
        assert (f"- {field.name}:" in system) is (field.name != "sentences" or name == "extract/v1")


def test_what_stands_before_the_article_is_the_same_for_every_article() -> None:
    folder = PromptFolder("sentence/v1", EventDraft)
    one = folder.question(tag="text-a", sentence="Rain fell.")
    two = folder.question(tag="text-b", sentence="Snow fell.")
    assert one.messages()[:-1] == two.messages()[:-1]
    assert one.user != two.user


@pytest.mark.parametrize("name", ["extract/v1", "sentence/v1"])
def test_examples_hold_a_text_without_events_and_pass_the_gate(name: str) -> None:
    examples = json.loads((ROOT / "prompts" / name / "examples.json").read_text(encoding="utf-8"))
    assert any(not e["records"] for e in examples)
    for example in examples:
        sentences = example.get("sentences") or [example["sentence"]]
        article = Article(text="\n\n".join(sentences) + "\n\nThe end came late.")
        schema = EventDraft if "sentences" in example else without_sentences(EventDraft)
        records = [schema.model_validate(r) for r in example["records"]]
        kept, rejected = ground(article, records)
        assert [r.field for r in rejected] == [], rejected
        assert len(kept) == len(records)


def test_examples_show_just_the_fields_that_the_grammar_asks_for() -> None:
    for example in json.loads((ROOT / "prompts/sentence/v1/examples.json").read_text(encoding="utf-8")):
        grammar = sentence_grammar(EventDraft, example["sentence"])
        offered = [
            re.findall(r'\\"(\w+)\\":', line) for line in grammar.splitlines() if line.startswith(("again", "calm"))
        ]
        for record in example["records"]:
            assert list(record) in offered, example["sentence"]


def test_an_unknown_prompt_names_the_known_ones() -> None:
    with pytest.raises(ConfigurationError, match="extract/v1, questions/v1, second_look/v1, sentence/v1"):
        PromptFolder("extract/v99", EventDraft)


def test_a_folder_of_ones_own_works(tmp_path: Path) -> None:
    (tmp_path / "system.j2").write_text("Code {{ doc }}", encoding="utf-8")
    (tmp_path / "user.j2").write_text("{{ tag }} {{ sentences | length }}", encoding="utf-8")
    (tmp_path / "repair.j2").write_text("Again: {{ error }}", encoding="utf-8")
    folder = PromptFolder(str(tmp_path), EventDraft)
    assert folder.question(tag="t", sentences=numbered([(1, "A.")])).user == "t 1"
    assert folder.repair("no JSON") == "Again: no JSON"


def test_jinja_in_an_article_is_text() -> None:
    user = PromptFolder("sentence/v1", EventDraft).question(tag="t", sentence="{{ 7*7 }} {% raw %}").user
    assert "{{ 7*7 }} {% raw %}" in user


@given(st.text())
def test_cleaned_text_is_one_line_without_hidden_characters(text: str) -> None:
    cleaned = clean(text)
    assert "\n" not in cleaned
    assert not re.search("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\x00-\x1f]", cleaned)


@given(st.text(), st.binary(min_size=32, max_size=32))
def test_the_tag_is_stable_for_an_article_and_depends_on_the_secret(text: str, secret: bytes) -> None:
    assert data_tag(text, secret) == data_tag(text, secret)
    assert re.fullmatch(r"text-[0-9a-f]{6}", data_tag(text, secret))
