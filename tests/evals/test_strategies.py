"""The table of strategies: a balanced draw, the plain baseline, and the page of figures."""

from __future__ import annotations

import asyncio
from pathlib import Path

from evals.datasets import Answer, Item
from evals.datasets.gold import Gold
from evals.plain import Plain
from evals.run import execute
from evals.strategies import balanced
from evals.strategy_table import write_table
from summarizer.articles import Article
from summarizer.schemas import FailureKind
from summarizer.testing import Scripted, ScriptedServer
from tests.evals.tiny import gold, model, perfect

ITEMS = [Item(str(n), Article(text=f"{n}"), str(n), [n] if n % 3 else [], "h") for n in range(30)]


def test_half_of_the_draw_has_gold_and_a_longer_draw_keeps_it() -> None:
    drawn = balanced(ITEMS, 8, seed=1)
    assert sum(bool(i.gold) for i in drawn) == 4
    assert balanced(ITEMS, 12, seed=1)[:8] == drawn
    assert balanced(ITEMS, 8, seed=2) != drawn


def test_the_plain_call_keeps_what_validates_and_names_what_does_not(tmp_path: Path) -> None:
    dataset = gold(tmp_path)
    with ScriptedServer() as server:
        server.enqueue({"records": []})
        server.enqueue(Scripted.truncated('{"records": [{"event'))

        async def ask() -> list[Answer]:
            async with Plain(dataset, model="scripted", base_url=server.base_url, api_key="x") as plain:
                return [await plain.extract(dataset.items[0].article) for _ in range(2)]

        answers = asyncio.run(ask())
    assert [(a.error and a.error.kind, a.records) for a in answers] == [(None, []), (FailureKind.TRUNCATED, [])]


def test_the_page_holds_figures_and_no_words_of_the_articles(tmp_path: Path) -> None:
    dataset: Gold = gold(tmp_path / "gold")
    with model(perfect) as server:
        settings = server.settings(strategy="one_call", cache=False)
        execute(dataset, settings, tmp_path / "runs" / "first")
    write_table(tmp_path / "runs", tmp_path / "R.md")
    page = (tmp_path / "R.md").read_text(encoding="utf-8")
    assert "| first |" in page
    assert all(sentence.text not in page for item in dataset.items for sentence in item.article.sentences)
