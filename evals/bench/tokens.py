"""What an article costs in tokens, ours and the peers': `python -m evals.bench.tokens`.

The same articles go through every client; a scripted server answers each request with the gold records of what it was
asked about, in the client's own output format, and keeps what was asked. Then the tokens are counted.

    input     tokens of the messages, and of the schema that goes with them (a hosted service bills both)
    cached    share of the input that a service with OpenAI's rule takes from its prefix cache: the longest prefix seen
              before, in steps of 128 tokens, from 1,024 on (platform.openai.com/docs/guides/prompt-caching)
    output    tokens of the replies, for each gold event; JSON without spaces for all, as constrained models write it
    $         per 1,000 articles at the public price of `--price`, cached input at its own rate

Clients: `ours` in one call, and sentence by sentence (as for the embedded model: the reply's grammar is no prompt);
instructor with our prompt, and with the schema alone in place of a prompt, as its documentation has it; langextract with
our fields, rules and examples, at its default chunk of 1,000 characters and with whole articles.

Tokens are those of a model's own tokenizer, asked of a llama.cpp server that loads the GGUF file (`--tokenizer`, a name
of the catalogue; Qwen2.5's has 152 thousand entries, o200k of OpenAI 200 thousand); `chars` counts four characters each.
The few tokens that a chat template puts around each message are not counted.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, cast, get_origin

from pydantic import BaseModel, Field, create_model
from rich.console import Console
from rich.table import Table

from evals.bench import peer_langextract, stories
from evals.bench.counting import Call, Cost, call_of, compact, counted, tokenizer
from evals.goldset import GoldEvent, load_gold
from summarizer import Article, Settings, Summarizer
from summarizer.schemas import EventDraft, Figure, Verbatim, When
from summarizer.settings import DEFAULT_MODEL
from summarizer.templates import leaf_types
from summarizer.testing import ScriptedRequest, ScriptedServer

MODEL = "bench"
BEGINNING = 30
"""Characters by which a sentence is known in a chunk that may cut it."""

Values = Mapping[str, object]
"""The fields of one event as a model writes them."""
Answer = Callable[["ScriptedRequest", "Told"], str]
"""The reply to a request about one article."""
Ask = Callable[[str, Article], None]
"""Sends one article to the server at a base URL."""


class Told(NamedTuple):
    """An article and the events that it tells."""

    article: Article
    events: Sequence[Values]

    def said(self) -> list[tuple[str, Values]]:
        """Each event with the first sentence that says it, on one line."""
        sentences = [" ".join(sentence.text.split()) for sentence in self.article.sentences]
        return [(sentences[cast(list[int], event["sentences"])[0] - 1], event) for event in self.events]


# --- the clients ----------------------------------------------------------------------------------------------------


def ours(url: str, article: Article, strategy: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        given: dict[str, Any] = {
            "base_url": url,
            "api_key": MODEL,
            "model": MODEL,
            "cache_dir": Path(folder),
            "cache": False,
        }
        settings = Settings.load(**given, strategy=strategy, vocabulary=strategy == "staged", gazetteer=False)
        with Summarizer(settings) as summarizer:
            assert summarizer.extract(article).ok


def instructor(url: str, article: Article, prompted: bool) -> None:
    import instructor as peer
    from openai import OpenAI

    from evals.bench.clients import body_of

    messages = body_of(article)["messages"]
    told = {"role": "system", "content": "Extract the events that the article reports."}
    with OpenAI(base_url=url, api_key=MODEL, max_retries=0) as openai:
        client = peer.from_openai(openai, mode=peer.Mode.JSON_SCHEMA if prompted else peer.Mode.TOOLS)
        client.create(
            model=MODEL,
            response_model=plain_model(),
            messages=messages if prompted else [told, messages[-1]],
            max_retries=0,
        )


@cache
def plain_model() -> type[BaseModel]:
    """The fields as somebody would write them who uses instructor alone: strings in place of our checked types."""
    fields: dict[str, Any] = {}
    for name, info in EventDraft.model_fields.items():
        leaf = leaf_types(info.annotation)[0]
        kind: Any = str if isinstance(leaf, type) and issubclass(leaf, Figure | When | Verbatim) else leaf
        many = get_origin(info.annotation) is list
        default: Any = ... if info.is_required() else [] if many else None
        kind = list[kind] if many else kind if info.is_required() else kind | None
        fields[name] = (kind, Field(default, description=info.description))
    event = create_model("Event", __doc__=EventDraft.__doc__, **fields)
    return create_model("Records", records=(list[event], ...))


def langextract(url: str, article: Article, chars: int) -> None:
    for _ in peer_langextract.annotated(url, [article], workers=1, batch=1, chars=chars):
        pass


def records(request: ScriptedRequest, told: Told) -> str:
    """All records of an article, every field, as our schema requires."""
    return compact({"records": told.events})


def sentence_records(request: ScriptedRequest, told: Told) -> str:
    """Records of the sentence that is asked about; fields without a value are left out, as our grammar does."""
    asked_of = [event for sentence, event in told.said() if sentence in request.user]
    kept = [{k: v for k, v in event.items() if k != "sentences" and v not in (None, [])} for event in asked_of]
    return compact({"records": kept})


def extractions(request: ScriptedRequest, told: Told) -> str:
    """Records of the chunk that is asked about, in langextract's format."""
    chunk = " ".join(request.user.rpartition("\nQ: ")[2].split())
    return peer_langextract.rendered((said, event) for said, event in told.said() if said[:BEGINNING] in chunk)


CLIENTS: dict[str, tuple[Ask, Answer]] = {
    "ours, one call": (lambda url, article: ours(url, article, "one_call"), records),
    "ours, by sentence": (lambda url, article: ours(url, article, "staged"), sentence_records),
    "instructor, our prompt": (lambda url, article: instructor(url, article, True), records),
    "instructor, schema alone": (lambda url, article: instructor(url, article, False), records),
    "langextract, its default": (lambda url, article: langextract(url, article, peer_langextract.CHUNK), extractions),
    "langextract, whole articles": (
        lambda url, article: langextract(url, article, peer_langextract.WHOLE),
        extractions,
    ),
}


def gold_articles(count: int | None) -> list[Told]:
    """The first of the gold set's development part, or all, with the coders' events."""
    golds = load_gold() if count is None else load_gold(split="dev")[:count]
    return [Told(gold.article, [values(event) for event in gold.events]) for gold in golds]


def values(event: GoldEvent) -> Values:
    """The fields that a model fills, as it writes them: figures and times are words of the text."""
    filled = event.model_dump(mode="json", include=set(EventDraft.model_fields))
    return {name: value["raw"] if isinstance(value, dict) else value for name, value in filled.items()}


def benchmark_articles(count: int) -> list[Told]:
    """Those of the other benchmarks, which are twice as long."""
    return [Told(article, stories.answer()["records"]) for article in stories.stories(count)]


# --- the run --------------------------------------------------------------------------------------------------------


def asked(ask: Ask, answer: Answer, articles: Sequence[Told]) -> list[Call]:
    """Every call that a client makes for `articles`, one after the other."""
    calls: list[Call] = []

    def reply(request: ScriptedRequest) -> Mapping[str, Any]:
        calls.append(call_of(request.body, answer(request, told)))
        value: Mapping[str, Any] = json.loads(calls[-1].reply)
        return value

    with ScriptedServer(models=(MODEL,)) as server:
        server.respond(reply)
        for told in articles:
            ask(server.base_url, told.article)
    return calls


def told_events(calls: Sequence[Call]) -> int:
    """Events in the replies."""
    return sum(len(next(iter(json.loads(call.reply).values()))) for call in calls)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench.tokens", description="Tokens per article.")
    parser.add_argument("--articles", type=int, default=20, help="of the gold set's development part")
    parser.add_argument("--stories", action="store_true", help="the articles of the other benchmarks in their place")
    parser.add_argument("--tokenizer", default=DEFAULT_MODEL)
    parser.add_argument("--price", default="gpt-4o-mini", help="a model of OpenAI")
    options = parser.parse_args(argv)
    articles = (benchmark_articles if options.stories else gold_articles)(options.articles)
    events, chars = sum(len(a.events) for a in articles), sum(len(a.article.text) for a in articles)
    title = f"{len(articles)} articles of {chars / len(articles):,.0f} characters, {events} events; {options.tokenizer}"
    columns = ("client", "calls", "messages", "schema", "input", "cached", "events", "output/event")
    table = Table(*columns, f"$ {options.price}", title=title)
    with tokenizer(options.tokenizer) as tokenize:
        for name, (ask, answer) in CLIENTS.items():
            if name.startswith(peer_langextract.NAME) and not peer_langextract.installed():
                table.add_row(name, "not installed")
                continue
            calls = asked(ask, answer, articles)
            table.add_row(*_row(counted(name, calls, len(articles), told_events(calls), tokenize), options.price))
    Console(width=140).print(table)
    return 0


def _row(cost: Cost, model: str) -> list[str]:
    dollars = cost.dollars(model)
    return [
        cost.client,
        *(f"{n / cost.articles:,.1f}" for n in (cost.calls,)),
        *(f"{n / cost.articles:,.0f}" for n in (cost.messages, cost.schema, cost.input)),
        f"{cost.cached / cost.input:.1%}",
        str(cost.events),
        f"{cost.output / max(cost.events, 1):.1f}",
        "unknown" if dollars is None else f"{dollars:.3f}",
    ]


if __name__ == "__main__":
    sys.exit(main())
