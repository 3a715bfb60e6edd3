"""The report page: that it is self-contained and safe, and that it shows what was found, missed and made up."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from pathlib import Path

import pytest

import evals.report
from evals.compare import compare
from evals.datasets.gold import Gold
from evals.datasets.muc4 import FiveRole
from evals.report import main, read_perturbation, render
from evals.report_data import confusion, page, reliability
from evals.report_pairs import Pair, Shown, code, matched, phrase, shown
from evals.report_text import passages
from evals.run import execute
from evals.runs import Run, RunError
from summarizer.articles import Article
from summarizer.schemas import EventDraft
from summarizer.testing import Answer, ScriptedServer
from tests.evals.tiny import drafts, gold, model, muc4_folder, perfect

VOID = {"meta", "rect", "line", "circle", "path", "br", "wbr", "link", "img", "input"}


class Tags(HTMLParser):
    """Every tag with its attributes; raises AssertionError where they are not nested."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag


def flawed(i: int) -> Answer:
    """One event under another class and with an invented place, the other missed."""
    told = drafts(i)[:1]
    told[0] |= {"event_class": "armed_clash", "place": "Nowhereville"}
    return {"records": told}


def executed(dataset: Gold, answer: Callable[[int], Answer], out: Path, repeats: int = 1) -> Run:
    with model(answer) as server:
        return execute(dataset, server.settings(strategy="one_call", cache_prompt=False), out, repeats=repeats)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Gold:
    return gold(tmp_path_factory.mktemp("gold"))


@pytest.fixture(scope="module")
def runs(dataset: Gold, tmp_path_factory: pytest.TempPathFactory) -> tuple[Run, Run]:
    folder = tmp_path_factory.mktemp("runs")
    return executed(dataset, perfect, folder / "good"), executed(dataset, flawed, folder / "flawed")


@pytest.fixture
def shipped(dataset: Gold, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evals.report, "load", lambda *_: dataset)


@pytest.mark.usefixtures("shipped")
class TestPage:
    def test_it_is_well_formed_and_needs_no_network_and_no_script(self, runs: tuple[Run, Run], tmp_path: Path) -> None:
        out = tmp_path / "report.html"
        assert main([str(runs[0].path), str(runs[1].path), "-o", str(out)]) == 0
        html = out.read_text(encoding="utf-8")
        tags = Tags(html).found
        names = {tag for tag, _ in tags}
        assert not names & {"script", "link", "img", "iframe", "object"}
        assert not re.search(r"https?://|url\(|@import", html)
        assert all((attributes.get("href") or "#").startswith("#") for _, attributes in tags)
        assert {"name": "viewport", "content": "width=device-width, initial-scale=1"} in [a for _, a in tags]
        assert "prefers-color-scheme: dark" in html

    def test_links_lead_to_sentences_that_are_there(self, runs: tuple[Run, Run], dataset: Gold) -> None:
        tags = Tags(render(page([runs[1]], dataset), dataset)).found
        there = {attributes["id"] for _, attributes in tags if "id" in attributes}
        targets = {(attributes["href"] or "")[1:] for tag, attributes in tags if tag == "a"}
        assert len(targets) > 10
        assert targets <= there

    def test_a_run_shows_scores_classes_rejected_values_and_every_article(
        self, runs: tuple[Run, Run], dataset: Gold
    ) -> None:
        html = render(page([runs[1]], dataset), dataset)
        for part in ("Scores", "Fields", "Classes", "Rejected values", "not_in_text", "Nowhereville"):
            assert part in html
        assert html.count('class="article"') == 4
        assert "attack_on_civilians → armed_clash" in html
        assert "Reliability" in html

    def test_a_comparison_states_the_verdict_and_shows_both(self, runs: tuple[Run, Run], tmp_path: Path) -> None:
        out = tmp_path / "report.html"
        main([*(str(run.path) for run in runs), "-o", str(out)])
        html = out.read_text(encoding="utf-8")
        assert "B is worse than A on field" in html
        assert "A good" in html
        assert "B flawed" in html

    def test_bars_of_common_articles_are_those_of_the_comparison(
        self, runs: tuple[Run, Run], dataset: Gold, tmp_path: Path
    ) -> None:
        with model(perfect) as server:
            settings = server.settings(strategy="one_call", cache_prompt=False)
            few = execute(dataset, settings, tmp_path / "few", limit=2)
        compared = compare(runs[1], few, common=True)
        content = page([runs[1], few], dataset, compared)
        row = content.main[0]
        assert [bar.f1 for bar in row.bars] == pytest.approx([compared.headline.f1_a, compared.headline.f1_b], abs=0.01)
        assert len(content.articles) == 2

    def test_perturbation_figures_are_joined(self, runs: tuple[Run, Run], tmp_path: Path) -> None:
        row = {"class": "number changed", "surface": "value", "honest": False, "held_out": False, "n": 200, "passed": 1}
        (tmp_path / "p.json").write_text(json.dumps({"classes": [{**row, "rate": 0.005}]}), encoding="utf-8")
        out = tmp_path / "report.html"
        assert main([str(runs[0].path), "--perturb", str(tmp_path / "p.json"), "-o", str(out)]) == 0
        html = out.read_text(encoding="utf-8")
        assert "number changed" in html
        assert "0.50 %" in html
        (tmp_path / "p.json").write_text("[]", encoding="utf-8")
        with pytest.raises(RunError, match=r"not figures of evals\.perturb"):
            read_perturbation(tmp_path / "p.json")

    def test_wrong_use(self, runs: tuple[Run, Run], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        out = str(tmp_path / "report.html")
        assert main([str(tmp_path), "-o", out]) == 2
        assert "no run here" in capsys.readouterr().err
        with pytest.raises(SystemExit):
            main([*[str(runs[0].path)] * 3, "-o", out])


def test_text_in_an_article_cannot_become_markup(tmp_path: Path) -> None:
    dataset = gold(tmp_path / "gold", 2)
    hostile = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    for part in ("articles/t00.txt", "records/t00.json"):
        file = tmp_path / "gold" / part
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("The museum", f"{hostile} The museum"), encoding="utf-8")
    dataset = Gold("dev", tmp_path / "gold")

    def answer(i: int) -> Answer:
        return {"records": [{**drafts(i)[0], "place": hostile}]}

    run = executed(dataset, answer, tmp_path / "r")
    html = render(page([run], dataset), dataset)
    assert "onerror" in html
    assert not {tag for tag, _ in Tags(html).found} & {"script", "img"}


def test_failed_articles_and_repeats_are_shown(dataset: Gold, tmp_path: Path) -> None:
    run = executed(dataset, lambda i: perfect(i) if i else {"wrong": "shape"}, tmp_path / "r", repeats=2)
    html = render(page([run], dataset), dataset)
    assert "failed (invalid_reply)" in html
    assert "2 repeats" in html


def test_gold_that_changed_since_is_refused(runs: tuple[Run, Run], tmp_path: Path) -> None:
    folder = gold(tmp_path)
    file = tmp_path / "records" / "t01.json"
    data = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**data, "events": data["events"][:1]}), encoding="utf-8")
    assert folder.items[1].gold_hash != Gold("dev", tmp_path).items[1].gold_hash
    with pytest.raises(RunError, match="gold has changed"):
        page([runs[0]], Gold("dev", tmp_path))


def test_another_schema_is_shown_by_its_own_fields_and_marked_as_not_for_publication(tmp_path: Path) -> None:
    folder = muc4_folder(tmp_path / "muc4")
    dataset = FiveRole("dev", folder)
    record = {
        "sentences": [1], "incident_type": "bombing", "perp_individual_id": ["guerrillas"], "perp_organization_id": [],
        "phys_tgt_id": ["the town hall of marden"], "hum_tgt_name": [], "instrument_id": [],
    }  # fmt: skip
    with ScriptedServer() as server:
        server.respond(lambda request: {"records": [record] if "grenade" in request.user else []})
        run = execute(dataset, server.settings(strategy="one_call", cache_prompt=False), tmp_path / "r")
    with_texts, without = render(page([run], dataset), dataset), render(page([run], None))
    assert "not for publication" in with_texts
    assert "perp_<wbr>organization_<wbr>id" in with_texts
    assert '<mark class="missed-k">grenade</mark>' in with_texts
    assert "grenade" not in without
    assert "ceaf-ree" in without


class TestPairs:
    def test_values_are_right_partly_right_missed_or_extra(self) -> None:
        gold_side = Shown("a", {"who": (phrase("two gunmen"), phrase("a driver")), "where": (phrase("Marden"),)})
        predicted = Shown("a", {"who": (phrase("Gunmen"),), "where": (phrase("the town of Marden"), phrase("Velk"))})
        who, where = Pair(gold_side, predicted).cells
        assert who.gold == (("two gunmen", "partly"), ("a driver", "missed"))
        assert who.predicted == (("Gunmen", "partly"),)
        assert where.predicted == (("the town of Marden", "partly"), ("Velk", "extra"))

    def test_any_wording_of_the_gold_is_right_and_codes_are_never_partly_right(self) -> None:
        gold_side = Shown("a", {"who": (phrase("Dorlan Front", "DF"),), "kind": (code("armed clash"),)})
        predicted = Shown("b", {"who": (phrase("df"),), "kind": (code("clash"),)})
        who, kind = Pair(gold_side, predicted).cells
        assert who.predicted == (("df", "right"),)
        assert kind.gold == (("armed clash", "missed"),)

    def test_figures_and_days_are_compared_by_what_they_mean(self) -> None:
        def draft(killed: tuple[str, int | None], day: str) -> Shown:
            figure = {"raw": killed[0], "low": 5, "best": 5, "high": killed[1]}
            when = {"raw": "then", "start": day, "end": day}
            values = {"sentences": [1], "event_class": "grenade", "status": "occurred", "killed": figure, "when": when}
            return shown(EventDraft.model_validate(values))

        pair = Pair(draft(("5", 5), "2023-05-07"), draft(("at least five", None), "2023-05-07"))
        cells = {cell.field: cell for cell in pair.cells}
        assert [kind for _, kind in cells["killed"].predicted] == ["partly"]
        assert cells["killed"].predicted[0][0] == "at least five (5/5/–)"
        assert [kind for _, kind in cells["when"].predicted] == ["right"]

    def test_records_that_share_nothing_are_not_paired(self) -> None:
        pairs = matched([Shown("a", {"x": (phrase("one"),)})], [Shown("b", {"x": (phrase("two"),)})])
        assert [pair.kind for pair in pairs] == ["missed", "extra"]

    @pytest.mark.parametrize(("gold_side", "predicted"), [([], []), ([Shown("a", {})], []), ([], [Shown("a", {})])])
    def test_nothing_on_a_side(self, gold_side: Sequence[Shown], predicted: Sequence[Shown]) -> None:
        assert len(matched(gold_side, predicted)) == len(gold_side) + len(predicted)


def test_the_text_is_whole_and_the_first_kind_wins_where_values_overlap() -> None:
    article = Article(text="Gunmen hit the port of Asa.\n\nNobody was hurt.  The museum is open.")
    gold_side = Shown("a", {"what": (phrase("the port of Asa"),), "who": (phrase("Gunmen"),)}, (1, 2))
    predicted = Shown("a", {"what": (phrase("Asa"), phrase("museum"))}, (1,))
    found = passages(article, [Pair(gold_side, predicted)])
    assert "".join(piece.text for passage in found for piece in passage.pieces) == article.text
    sentences = {passage.number: passage for passage in found if passage.number}
    assert [(s.gold, s.predicted) for s in sentences.values()] == [(True, True), (True, False), (False, False)]
    marked = [(piece.text, piece.kind) for piece in sentences[1].pieces if piece.kind]
    assert marked == [("Gunmen", "missed"), ("the port of Asa", "partly")]
    assert all(piece.kind is None for piece in sentences[3].pieces)


def test_confusion_counts_missed_and_extra_records_but_no_merges() -> None:
    a, b = Shown("a", {}), Shown("b", {})
    table = confusion([Pair(a, a), Pair(a, b), Pair(a, None), Pair(None, b), Pair(b, None, merged=True)])
    assert table.counts == {("a", "a"): 1, ("a", "b"): 1, ("a", "none"): 1, ("none", "b"): 1}
    assert (table.gold, table.predicted, table.most) == (["none", "a"], ["none", "a", "b"], 1)


def test_reliability_is_the_share_of_right_records_by_confidence() -> None:
    a = Shown("a", {})

    def sure(confidence: float, name: str = "a") -> Shown:
        return Shown(name, {}, confidence=confidence)

    unmeasured = Pair(a, Shown("a", {}))
    pairs = [Pair(a, sure(0.9)), Pair(a, sure(1.0)), Pair(None, sure(0.95)), Pair(a, sure(0.1, "b")), unmeasured]
    low, high = reliability(pairs)
    assert (low.low, low.count, low.right) == (0, 1, 0)
    assert (high.high, high.count) == (1, 3)
    assert high.right == pytest.approx(2 / 3)
    assert high.confidence == pytest.approx(0.95)
