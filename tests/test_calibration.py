"""Raw probabilities made comparable, and the file their parameters stand in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.calibration import Calibration, Platt, load_calibration
from summarizer.errors import ConfigurationError


@given(st.floats(0.001, 0.999))
def test_a_question_without_parameters_keeps_its_probability(p: float) -> None:
    assert Calibration().of("any")(p) == pytest.approx(p)


def test_the_threshold_moves_and_the_order_stays() -> None:
    scaled = Platt(2.0, -1.5)
    assert scaled(0.679179) == pytest.approx(0.5, abs=1e-4)  # log-odds 0.75
    assert scaled(0.6) < scaled(0.7) < scaled(0.99) <= 1
    assert scaled(0.0) == pytest.approx(0, abs=1e-6)


def test_parameters_are_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "calibration.json"
    file.write_text('{"questions": {"any": [1.0, -2.0]}}', encoding="utf-8")
    assert load_calibration(file).of("any") == (1.0, -2.0, 0.0)
    assert load_calibration(None).of("any") == (1.0, 0.0, 0.0)


@pytest.mark.parametrize("content", [None, "nonsense", '{"questions": {"any": ["high"]}}'])
def test_a_bad_file_is_a_configuration_error_that_names_it(tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "bad.json"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"bad\.json"):
        load_calibration(file)
