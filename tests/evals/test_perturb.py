"""The perturbation run: its changes change, its held-out words are held out, and the gate meets its targets on them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from random import Random

import pytest

from evals.perturb import changes, cues
from evals.perturb.__main__ import main, table, tally
from evals.perturb.probes import Probe
from evals.perturb.texts import Item, Pool, load_articles, load_plover, names_of
from summarizer import grounding, lexicon

SENTENCES = (
    (
        "Norland troops attacked two villages near Marden on Sunday, killing 12 people, Ostland officials said.",
        "attacked",
    ),
    ("Ostland denied that its jets had bombed the port of Selby Bay, where 140 sailors were not at home.", "denied"),
    ("The Northern League will meet Prime Minister Odel in Sola after five days of talks.", "meet"),
    ("Police in Kerth Hills said that seven protesters were injured and three killed on Friday.", "said"),
    ("General Anna Brell visited the Red Valley camps and promised aid for 3,200 families.", "visited"),
)


@pytest.fixture
def pool() -> Pool:
    items = [Item(text, names_of(text), str(n), verb=verb) for n, (text, verb) in enumerate(SENTENCES)]
    return Pool(items, sorted({n for i in items for n in i.names}), Random(3))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    rows = [
        {
            "id": f"X-{n}",
            "event": "FIGHT",
            "text": text,
            "source": [{"actorText": text.split()[0]}],
            "textInfo": {"markup": text.replace(verb, f"(EVT: {verb})")},
        }
        for n, (text, verb) in enumerate(SENTENCES)
    ]
    (tmp_path / "PLOVER_GSR_CAMEO.json").write_text(json.dumps(rows), encoding="utf-8")
    return tmp_path


def test_held_out_words_stand_nowhere_in_the_gate() -> None:
    files = [Path(lexicon.__file__), *Path(grounding.__file__).parent.glob("*.py")]
    known = {word for path in files for word in re.findall(r"[a-z]+", path.read_text(encoding="utf-8").lower())}
    assert known.isdisjoint(set(cues.HELD_OUT.split()) - {"short"})
    assert "short" not in {word for value in vars(lexicon).values() if type(value) is frozenset for word in value}


def test_every_held_out_wording_uses_a_held_out_word() -> None:
    held = set(cues.HELD_OUT.split())
    wordings = (*cues.HELD_OUT_PLANNED, *cues.HELD_OUT_DENIED)
    without = [w for w in wordings if not held & set(re.findall(r"[a-z]+", w.lower()))]
    assert without == ["{i} has yet to {base} {o}.", "{i} is about to {base} {o}."]


@pytest.mark.parametrize(
    "change",
    [
        changes.digits,
        changes.number_word,
        changes.negation_added,
        changes.negation_removed,
        changes.names_swapped,
        changes.name_replaced,
        changes.name_half_changed,
        changes.denial_asserted,
        changes.assertion_denied,
        changes.planned_held,
    ],
)
def test_a_change_of_meaning_changes_some_sentence(change: object, pool: Pool) -> None:
    assert callable(change)
    changed = [new for item in pool.items for _ in range(5) if (new := change(item, pool)) is not None]
    assert changed
    assert not {i.text for i in pool.items} & set(changed)


@pytest.mark.parametrize("number", ["7", "12", "140", "3,200"])
def test_another_number_is_another_value(number: str) -> None:
    rng = Random(1)
    for _ in range(200):
        assert int(changes.other_digits(number, rng)) != int(number.replace(",", ""))


@pytest.mark.parametrize(
    ("verb", "base"),
    [
        ("attacked", "attack"),
        ("denied", "deny"),
        ("stopped", "stop"),
        ("closed", "close"),
        ("met", None),
        ("visited", "visit"),
    ],
)
def test_base_forms_of_regular_verbs(verb: str, base: str | None) -> None:
    assert changes.base_of(verb) == base


def test_names_are_found_without_days_and_sentence_starts() -> None:
    assert names_of("On Monday the Ostland army left Selby Bay.") == ("Ostland", "Selby Bay")


def test_items_come_from_both_kinds_of_source(data: Path, tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text("Norland jets bombed a bridge near Marden on Sunday morning.", encoding="utf-8")
    assert [i.verb for i in load_plover(data)] == [verb for _, verb in SENTENCES]
    assert [i.group for i in load_articles([tmp_path])] == ["own"]


def test_tally_counts_by_class_and_surface() -> None:
    probes = [Probe("c", "quote", False, lambda: False, ""), Probe("c", "quote", False, lambda: True, "")]
    probes.append(Probe("h", "quote", True, lambda: True, ""))
    rows = tally(iter(probes))
    assert [(r["class"], r["n"], r["passed"], r["rate"]) for r in rows] == [("c", 2, 1, 0.5), ("h", 1, 1, 1.0)]
    assert "50.00 %" in table(rows)


def test_the_run_meets_its_targets_on_sentences_of_its_own(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    report = tmp_path / "report.json"
    assert main(["--data", str(data), "--json", str(report), "--seed", "5"]) == 0
    assert "honest, kept" in capsys.readouterr().out
    rows = json.loads(report.read_text(encoding="utf-8"))["classes"]
    false = [r for r in rows if not r["honest"] and not r["held_out"]]
    honest = [r for r in rows if r["honest"]]
    assert sum(r["passed"] for r in false) <= 0.01 * sum(r["n"] for r in false)
    assert sum(r["passed"] for r in honest) >= 0.97 * sum(r["n"] for r in honest)
