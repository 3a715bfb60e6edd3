"""The grammar of one sentence: what it offers, what it leaves out, and that only words of the sentence can be copied."""

from __future__ import annotations

import json
import re
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from summarizer import Figure, Record, Verbatim, When
from summarizer.schemas import EventDraft
from summarizer.vocabulary import figure_kinds, sentence_grammar, sentence_wire

TOLL = "A mine killed three herders and wounded two near Asla on Sunday, the police said."
CALM = "The envoys met in Brask."


def keys(grammar: str, rule: str) -> list[str]:
    line = next(line for line in grammar.splitlines() if line.startswith(f"{rule} ::="))
    return re.findall(r'\\"(\w+)\\":', line)


def rules(grammar: str) -> dict[str, str]:
    return dict(line.split(" ::= ", 1) for line in grammar.splitlines())


def test_fields_that_the_sentence_has_nothing_for_are_left_out() -> None:
    told = keys(sentence_grammar(EventDraft, CALM), "harm")
    assert told == ["event_class", "status", "initiators", "targets", "place"]
    told = keys(sentence_grammar(EventDraft, TOLL), "harm")
    assert {"when", "killed", "killed_who", "injured", "injured_who", "weapons", "claimants"} <= set(told)
    assert "other_figure" not in told


def test_only_a_figure_of_its_kind_is_offered() -> None:
    line = rules(sentence_grammar(EventDraft, TOLL))["harm"]
    assert '"\\"killed\\":" ("\\"three\\"")' in line
    assert '"\\"injured\\":" ("\\"two\\"")' in line


def test_the_first_harmful_record_carries_the_toll_and_a_calm_one_cannot() -> None:
    found = rules(sentence_grammar(EventDraft, TOLL))
    assert "null" not in found["harm"].split("killed")[1].split("killed_who")[0]
    assert '("null" | ' in found["again"].split("killed")[1].split("killed_who")[0]
    assert "killed" not in found["calm"]
    assert "talks_meeting" in found["calm"]
    assert "talks_meeting" not in found["harm"]


class Ship(Record):
    """A ship."""

    kind: Literal["raid", "wreck"]
    names: list[Verbatim]
    dead: Figure | None = None
    crew: Figure | None = None
    seen: When | None = None
    sunk: bool = False


def test_a_schema_of_ones_own_gets_the_same_treatment() -> None:
    line = rules(sentence_grammar(Ship, "The Aster sank on Sunday with 12 aboard, three dead."))["record"]
    assert '"\\"dead\\":" ("null" | ("\\"three\\""))' in line
    assert '\\"12\\"' in line.split("crew")[1]
    assert "sunk" in line
    assert 'seen\\":" ("null" | ("\\"on Sunday\\""' in line or 'seen\\":" ("null" | ("\\"Sunday\\""' in line


def test_field_names_say_which_casualty_they_count() -> None:
    assert figure_kinds("killed") == {"killed"}
    assert figure_kinds("people_wounded") == {"injured"}
    assert figure_kinds("crew") == frozenset()


def test_sentences_are_not_asked_for() -> None:
    item = sentence_wire(EventDraft)["properties"]["records"]["items"]
    assert "sentences" not in item["properties"]
    assert "sentences" not in item["required"]


@given(st.text(max_size=80))
def test_every_rule_is_defined_and_every_literal_is_closed_for_any_text(text: str) -> None:
    found = rules(sentence_grammar(EventDraft, " ".join(text.split())))
    for body in found.values():
        bare = re.sub(r'"(?:[^"\\]|\\.)*"', " ", body)
        assert '"' not in bare
        names = re.sub(r"\[[^\]]*\]|\{[^}]*\}", " ", bare)
        assert set(re.findall(r"[a-z]+[0-9]*", names)) <= set(found)


@given(st.lists(st.from_regex(r"[a-zé“”’\"\\-]{1,8}", fullmatch=True), min_size=1, max_size=8))
def test_every_span_of_whole_words_can_be_written_and_nothing_else(words: list[str]) -> None:
    text = " ".join(words)
    found = rules(sentence_grammar(Ship, text))
    written = [derive(found, start.strip()) for start in found["span"].split("|")]
    for spans in written:
        for span in spans:
            assert span in text


def derive(found: dict[str, str], rule: str) -> set[str]:
    """All strings of a rule `literal (literal next)?`."""
    literals = [json.loads(f'"{json.loads(lit)}"') for lit in re.findall(r'"(?:[^"\\]|\\.)*"', found[rule])]
    follow = re.search(r"\b(on\d+|at\d+)\b\)?\??$", re.sub(r'"(?:[^"\\]|\\.)*"', "", found[rule]))
    if follow is None:
        return {"".join(literals)}
    rest = derive(found, follow.group(1))
    if rule.startswith("on"):
        return {"".join(literals) + r for r in rest}
    return {literals[0]} | {literals[0] + "".join(literals[1:]) + r for r in rest}
