"""Reading published files: spellings of document names, malformed rows, arbitrary JSON."""

from __future__ import annotations

import contextlib
import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evals.formats import canonical_docid, read_five_role, read_slots
from evals.template_json import FormatError


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"TST1-MUC3-0001": []}\n{"TST2', "pred.jsonl:2: not JSON"),
        ('{\n "TST1-MUC3-0001": [}\n', "pred.jsonl:2: not JSON"),
        ('{"TST1-MUC3-0001": []}\n17\n', "pred.jsonl:2: a number instead of an object"),
        ('{"TST1-MUC3-0001": 3}', "pred.jsonl:1: document TST1-MUC3-0001: a number instead of a list of templates"),
        ('{"docid": "TST1-MUC3-0001"}', "pred.jsonl:1: no list of templates under 'pred_templates' or 'templates'"),
        ('{"docid": null, "templates": []}', "pred.jsonl:1: docid is null"),
        ('{"a": [], "a": []}', "pred.jsonl:1: an object has the key 'a' twice"),
        ('{"TST1-MUC3-0001": [{}]}', "document TST1-MUC3-0001, template 1: no incident_type"),
        ('{"TST1-MUC3-0001": [{"incident_type": 5}]}', "template 1: incident_type is a number"),
        ('{"TST1-MUC3-0001": [{"incident_type": "x", "victim": 5}]}', "template 1: victim is a number"),
        ('{"TST1-MUC3-0001": [{"incident_type": "x", "victim": [5]}]}', "victim has a number for an entity"),
        ('{"TST1-MUC3-0001": [{"incident_type": "x", "victim": [[5]]}]}', "victim has a number for a mention"),
        ('{"TST1-MUC3-0001": [{"incident_type": "x", "victim": [[null]]}]}', "victim has null for a mention"),
        (
            '{"d": [{"incident_type": "x", "victim": [], "Victim": []}]}',
            "Victim is a second spelling of the role",
        ),
        ("", "pred.jsonl: no documents"),
        ("[" * 100_000, "pred.jsonl:1: not readable as JSON"),
    ],
)
def test_malformed_predictions_are_named_by_place_and_reason(text: str, message: str, tmp_path: Path) -> None:
    predictions = tmp_path / "pred.jsonl"
    predictions.write_text(text, encoding="utf-8")

    with pytest.raises(FormatError, match=re.escape(message)):
        read_five_role(predictions, "predicted")


@pytest.mark.parametrize(
    ("slot", "message"),
    [
        ({"hum_tgt_name": 3}, "hum_tgt_name is a number"),
        ({"hum_tgt_name": [3]}, "hum_tgt_name has a number for a filler"),
        ({"hum_tgt_name": [{"raw": "X"}]}, "hum_tgt_name has a filler whose 'alternatives'"),
        ({"hum_tgt_name": [{"alternatives": ["X"], "xref": "Y"}]}, "hum_tgt_name has a filler whose 'alternatives'"),
        ({"optional": "no"}, "optional is a string"),
    ],
)
def test_malformed_slots_are_named(slot: dict[str, object], message: str, tmp_path: Path) -> None:
    responses = tmp_path / "pred.jsonl"
    responses.write_text(json.dumps({"DEV-MUC3-0001": [{"incident_type": ["ARSON"], **slot}]}), encoding="utf-8")

    with pytest.raises(FormatError, match=re.escape(message)):
        read_slots(responses, "predicted")


@pytest.mark.parametrize(
    ("spelling", "canonical"),
    [
        ("TST1-MUC3-0001", "TST1-0001"),
        ("tst1-muc3-0001", "TST1-0001"),
        (" TST1-MUC3-0001 (NOSC) ", "TST1-0001"),
        ("0001 (TST1-MUC3)", "TST1-0001"),
        ("10001", "TST1-0001"),
        ("TST2-MUC4-0048", "TST2-0048"),
        ("20048", "TST2-0048"),
        ("DEV-MUC3-1300", "DEV-1300"),
        ("article 7", "article 7"),
        ("50001", "50001"),
    ],
)
def test_spellings_of_one_message(spelling: str, canonical: str) -> None:
    assert canonical_docid(spelling) == canonical


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["docid", "templates", "incident_type", "victim", "alternatives", "hum_tgt_name"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(_JSON)
def test_any_json_is_read_or_refused_with_a_format_error(tmp_path: Path, value: object) -> None:
    path = tmp_path / "any.jsonl"
    path.write_text(json.dumps(value), encoding="utf-8")
    for read in (read_five_role, read_slots):
        with contextlib.suppress(FormatError):
            corpus = read(path, "predicted")
            assert corpus.documents.keys() == corpus.names.keys()
