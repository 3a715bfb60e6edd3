"""The baseline: one plain instructor call an article, as anybody would write it first.

JSON-schema mode, temperature 0, the guideline as system message, the article as it is; no gate, no grammar, no retry. A
reply that does not validate, or does not end within `MAX_TOKENS`, fails the article.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any, Self

from pydantic import BaseModel, create_model

from evals.datasets import Answer, Dataset
from summarizer.articles import Article
from summarizer.schemas import Extraction, Failure, FailureKind, Record, Usage

MAX_TOKENS = 1024
"""Valid replies take a few hundred; a model that loops would go on for ever."""


class Plain:
    """Asks one endpoint about one dataset; an async context manager."""

    def __init__(self, dataset: Dataset[Any], *, model: str, base_url: str, api_key: str) -> None:
        import instructor
        import openai

        self._open = openai.AsyncOpenAI(base_url=base_url, api_key=api_key, max_retries=0, timeout=3000)
        self._client: Any = instructor.from_openai(self._open, mode=instructor.Mode.JSON_SCHEMA)
        self._model, self._schema, self._guideline = model, dataset.schema, dataset.guideline or ""
        self._reply = _container(dataset.schema)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._open.close()

    async def extract(self, article: Article) -> Answer:
        """The records of one article as the model gives them, or the failure."""
        system = f"Extract every record from the news article. A record: {self._schema.__doc__}\n{self._guideline}"
        start = time.perf_counter()
        records: Sequence[Record] = []
        failure, usage = None, Usage(calls=1, attempts=1)
        try:
            reply, completion = await self._client.chat.completions.create_with_completion(
                model=self._model,
                response_model=self._reply,
                messages=[{"role": "system", "content": system}, {"role": "user", "content": article.text}],
                temperature=0,
                max_tokens=MAX_TOKENS,
                max_retries=0,
            )
            records = reply.records
            usage.input_tokens, usage.output_tokens = completion.usage.prompt_tokens, completion.usage.completion_tokens
        except Exception as error:
            name = type(error).__name__
            kind = FailureKind.TRUNCATED if "Incomplete" in name + str(error) else FailureKind.INVALID_REPLY
            failure = Failure(kind=kind, message=f"{name}: {str(error)[:200]}")
        usage.seconds = time.perf_counter() - start
        return Extraction(doc_id=article.doc_id, source=article.source, records=records, usage=usage, error=failure)


def _container(schema: type[Record]) -> type[BaseModel]:
    container: type[BaseModel] = create_model(f"{schema.__name__}s", records=(list[schema], ...))  # type: ignore[valid-type]
    return container
