"""langextract as a contestant of the benchmarks: the same task in its own terms, at its best setting.

An event is one extraction of class `event`: its text is the sentence that says it, as langextract wants words of the
article there; its attributes are the fields of ours. Description, fields, rules and the two examples are those of
`extract/v1`, so that what differs is the tool. The best setting that its source offers: the article in one chunk, as
many workers as the concurrency, batches of a fifth of the run (each is a barrier), results taken as they come.

langextract is not among the project's extras (it brings pandas and Google's clients): `pip install langextract`.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import takewhile
from typing import Any

from evals.bench.stories import answer, stories, story
from summarizer.articles import Article
from summarizer.schemas import EventDraft
from summarizer.templates import SHIPPED, PromptFolder

NAME = "langextract"
PROMPT = "extract/v1"
CLASS = "event"
BATCHES = 5
"""Batches of a run: each is a barrier, and its results come together at its end."""
CHUNK = 1000
"""Its default `max_char_buffer`, characters."""
WHOLE = 10**6
"""Every article in one chunk."""
TASK = f"""Extract each distinct thing that the article reports as one extraction of class {CLASS}, in order of appearance.
The extraction text is the sentence that says it, copied exactly; the attributes are the fields below."""
_OURS = ("The article comes as", "Reply with one JSON", "- sentences:")
"""Starts of lines of our prompt that describe our own form of question and answer."""

Values = Mapping[str, object]
"""Fields of one event, by name."""


def installed() -> bool:
    """Whether langextract can be imported."""
    return importlib.util.find_spec(NAME) is not None


def description() -> str:
    """What it is asked for: `TASK`, and our fields and rules."""
    lines = PromptFolder(PROMPT, EventDraft).system.splitlines()
    return TASK + "\n" + "\n".join(line for line in lines if line and not line.startswith(_OURS))


def attributes(values: Values) -> dict[str, object]:
    """The attributes of one event: all fields but the sentences, null where there is nothing, as its schema requires."""
    return {name: values.get(name) for name in EventDraft.model_fields if name != "sentences"}


def rendered(events: Iterable[tuple[str, Values]]) -> str:
    """A reply in its format: pairs of the sentence and the fields. JSON without spaces, as a constrained model writes."""
    items = [{CLASS: sentence, f"{CLASS}_attributes": attributes(values)} for sentence, values in events]
    return json.dumps({"extractions": items}, ensure_ascii=False, separators=(",", ":"))


def reply() -> str:
    """What a model answers to any `stories.story`, in its format: of each sentence, the words that all stories have."""
    pairs = [(a.text, b.text) for a, b in zip(story(0).sentences, story(1).sentences, strict=True)]
    shared = ["".join(a for a, b in takewhile(lambda ab: ab[0] == ab[1], zip(*pair, strict=False))) for pair in pairs]
    records: list[dict[str, Any]] = answer()["records"]
    return rendered((shared[record["sentences"][0] - 1], record) for record in records)


def client(url: str, concurrency: int, count: int) -> Iterator[None]:
    """The throughput benchmark's contestant: one yield when it is ready, then one for each article."""
    for _ in annotated(url, [story(10**6)], workers=2, batch=2, chars=WHOLE):
        yield
    batch = max(concurrency, count // BATCHES)
    for document in annotated(url, stories(count), workers=concurrency, batch=batch, chars=WHOLE):
        assert len(document.extractions) == 8
        yield


def annotated(
    url: str, articles: Iterable[Article], *, workers: int, batch: int, chars: int, key: str = "bench"
) -> Iterator[Any]:
    """Its annotated documents, as `langextract.extract` makes them; a generator, which `extract` is not.

    `chars`: `max_char_buffer`, the size of a chunk.
    """
    model, annotator, resolver = _annotator(url, workers, key)
    documents = (_document(article, number) for number, article in enumerate(articles))
    try:
        yield from annotator.annotate_documents(
            documents,
            resolver,
            max_char_buffer=chars,
            batch_length=batch,
            max_workers=workers,
            debug=False,
            show_progress=False,
            suppress_parse_errors=False,
        )
    finally:
        model._client.close()


@cache
def examples() -> Sequence[Any]:
    """Our examples as its `ExampleData`."""
    data = importlib.import_module("langextract.data")
    told = json.loads((SHIPPED / PROMPT / "examples.json").read_text(encoding="utf-8"))
    return [
        data.ExampleData(
            text="\n".join(example["sentences"]),
            extractions=[
                data.Extraction(
                    extraction_class=CLASS,
                    extraction_text=example["sentences"][record["sentences"][0] - 1],
                    attributes=attributes(record),
                )
                for record in example["records"]
            ],
        )
        for example in told
    ]


def _annotator(url: str, workers: int, key: str) -> tuple[Any, Any, Any]:
    """Model, annotator and resolver, put together as `langextract.extract` does."""
    factory = importlib.import_module("langextract.factory")
    annotation = importlib.import_module("langextract.annotation")
    prompting = importlib.import_module("langextract.prompting")
    handlers = importlib.import_module("langextract.core.format_handler")
    resolving = importlib.import_module("langextract.resolver")
    given = {"api_key": key, "base_url": url, "temperature": 0.0, "max_workers": workers}
    config = factory.ModelConfig(model_id="bench", provider="openai", provider_kwargs=given)
    model = factory.create_model(config, examples=examples(), use_schema_constraints=True)
    handler = handlers.FormatHandler(use_fences=model.requires_fence_output)
    template = prompting.PromptTemplateStructured(description=description(), examples=list(examples()))
    annotator = annotation.Annotator(language_model=model, prompt_template=template, format_handler=handler)
    return model, annotator, resolving.Resolver(format_handler=handler)


def _document(article: Article, number: int) -> Any:
    data = importlib.import_module("langextract.data")
    return data.Document(text=article.text, document_id=str(number))
