"""Records coded by hand from our own articles, as honest probes: every value and status should pass the gate."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from pydantic import ValidationError

from summarizer.articles import Article
from summarizer.grounding import ArticleIndex, check_record, index
from summarizer.schemas import EventDraft

from .probes import Probe

_LIMITS = {"initiators": 3, "targets": 3, "weapons": 2, "claimants": 2}


def coded_probes(gold: Path, split: str) -> Iterator[Probe]:
    """One probe a coded value; `gold` holds `articles/` and folders of `<id>.json` with `events`, `split` is dev or
    test.
    """
    articles: dict[str, tuple[Article, ArticleIndex] | None] = {}
    for path in sorted(gold.glob("*/*.json")):
        coding = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(coding, dict) or "events" not in coding:
            continue
        name = str(coding["id"])
        if name not in articles:
            articles[name] = _article(gold / "articles", name, split)
        if ready := articles[name]:
            for event in coding["events"]:
                yield from _event(*ready, event)


def _article(folder: Path, name: str, split: str) -> tuple[Article, ArticleIndex] | None:
    about = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    if about.get("split") != split:
        return None
    article = Article(text=(folder / f"{name}.txt").read_text(encoding="utf-8"))
    return article, index(article)


def _event(article: Article, ready: ArticleIndex, event: dict[str, object]) -> Iterator[Probe]:
    quoted = event.get("sentences")
    spans = [(at, at + len(q)) for q in quoted if (at := article.text.find(q)) >= 0] if isinstance(quoted, list) else []
    numbers = [s.number for start, end in spans for s in article.sentences if s.start < end and start < s.end]
    values = {k: event[k] for k in EventDraft.model_fields if k != "sentences" and event.get(k) is not None}
    values = {k: v[: _LIMITS[k]] if isinstance(v, list) else v for k, v in values.items()}
    try:
        draft = EventDraft.model_validate({"sentences": list(dict.fromkeys(numbers))[:4], **values})
    except ValidationError:
        return
    checked = check_record(article, draft, ready)
    refused = {(r.field, r.value) for r in checked.rejections}
    for field, value in values.items():
        for one in value if isinstance(value, list) else [value]:
            if field not in ("event_class", "other_kind"):
                passed = (field, str(one)) not in refused
                shown = f"{field}={one} ({event['event_class']}, {event['status']})  <<  {quoted}"
                yield Probe(f"coded {field}", "record", True, partial(bool, passed), shown)
