"""Consistency of two codings: alpha by hand, the table, what differs, and the page it goes into."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from evals.agreement import Agreement, agreement, alpha, as_markdown, differences, main, rows
from evals.goldevent import GoldEvent
from evals.goldset import GoldArticle
from tests.evals.events import MEETING, NEWS, ROCKETS, SHOOTING, gold_event


def coded(*events: GoldEvent, name: str = "n1") -> GoldArticle[GoldEvent]:
    return GoldArticle(id=name, article=NEWS, events=events, story=name)


def two_codings(**changes: Any) -> Agreement:
    """Coder A has three events; coder B two of them, the first with changes."""
    a = [coded(*(gold_event(values) for values in (SHOOTING, ROCKETS, MEETING)))]
    return agreement(a, [coded(gold_event(SHOOTING, **changes), gold_event(ROCKETS))])


def test_alpha_by_hand() -> None:
    # 10 values, 4 units of two coders agree, 1 does not: observed disagreement 2/10; expected 2*5*5/(10*9) = 5/9.
    assert alpha(["x", "x", "y", "y", "x"], ["x", "x", "y", "y", "y"]) == pytest.approx(1 - 0.2 / (5 / 9))


def test_alpha_of_equal_codings_is_one_and_of_a_single_value_undefined() -> None:
    assert alpha([None, 3, None], [None, 3, None]) == pytest.approx(1)
    assert alpha(["x", "x"], ["x", "x"]) is None
    assert alpha([], []) is None


def test_alpha_of_counts_grows_with_distance() -> None:
    near, far = alpha([1, 5, 9], [1, 5, 8], "ratio"), alpha([1, 5, 9], [1, 5, 2], "ratio")

    assert near is not None
    assert far is not None
    assert near > far


def test_the_table_of_equal_codings_is_perfect() -> None:
    a = [coded(gold_event(SHOOTING), gold_event(ROCKETS)), coded(gold_event(MEETING), name="n2")]
    table = rows(agreement(a, a))

    assert all(row.f1 == 100 for row in table if row.name not in ("other figure",))
    assert all(row.agree in (None, 100) for row in table)
    assert all(row.alpha in (None, pytest.approx(1)) for row in table)


def test_a_record_that_only_one_coder_has_counts_in_f1_and_not_in_pairs() -> None:
    table = {row.name: row for row in rows(two_codings(status="planned"))}

    assert table["class"].units == 2
    assert table["class"].agree == 100
    assert table["class"].f1 == pytest.approx(100 * 2 * 2 / 5)
    assert table["status"].agree == 50
    assert table["status"].f1 == pytest.approx(100 * 2 * 1 / 5)
    assert table["assertion"].f1 == pytest.approx(100 * 2 * 2 / 5)
    assert table["events per article"].agree == 0


def test_the_page_says_what_the_table_rests_on() -> None:
    page = as_markdown(two_codings())

    assert "1 articles; coder A 3 events, coder B 2, 2 aligned" in page
    assert "| class | 2 | 1.00 | 100.0 | 80.0 |" in page


def test_what_differs_is_listed_for_settling() -> None:
    listed = differences(two_codings(place="Velk", core=False))

    assert "only A: talks_meeting" in listed
    assert "place: A Marden | B Velk" in listed
    assert "core: A True | B False" in listed
    assert "shelling_missile" not in listed


def test_equal_codings_differ_in_nothing() -> None:
    a = [coded(gold_event(SHOOTING))]

    assert differences(agreement(a, a)) == ""


def test_codings_of_different_articles_are_refused() -> None:
    with pytest.raises(ValueError, match="n2"):
        agreement([coded()], [coded(name="n2")])


def test_codings_that_cannot_be_read_are_an_error_of_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--folder", str(tmp_path)]) == 2
    assert "there are no articles" in capsys.readouterr().err


def test_the_page_of_the_gold_is_up_to_date() -> None:
    from evals.goldset import FOLDER, load_gold

    found = agreement(load_gold(coding="coding_a"), load_gold(coding="coding_b"))

    assert as_markdown(found) in (FOLDER / "README.md").read_text(encoding="utf-8")
