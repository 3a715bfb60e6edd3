"""One typed settings object: arguments, then environment, then a TOML file."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import platformdirs
from pydantic import AliasChoices, Field, SecretStr
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from summarizer.model.catalogue import CATALOGUE

DEFAULT_MODEL = "qwen2.5-coder-1.5b"
"""The embedded model that is used where no endpoint and no key is set."""


def cache_folder() -> Path:
    """The user's cache folder for model files and compiled data."""
    return Path(platformdirs.user_cache_dir("summarizer", appauthor=False))


class Settings(BaseSettings):
    """Every setting of a run.

    Sources, first wins: arguments, environment (`SUMMARIZER_…`, and the customary `OPENAI_API_KEY` and
    `OPENAI_BASE_URL`), then `./summarizer.toml` (or the file given to `Settings.load`).
    """

    model_config = SettingsConfigDict(
        env_prefix="SUMMARIZER_", toml_file="summarizer.toml", extra="forbid", frozen=True, populate_by_name=True
    )

    model: str | None = None
    """Model name at the endpoint; or, with no endpoint, a catalogue name, `PATH.gguf` or `hf:OWNER/REPO/FILE`."""
    base_url: str | None = Field(
        None, validation_alias=AliasChoices("base_url", "SUMMARIZER_BASE_URL", "OPENAI_BASE_URL")
    )
    """Any OpenAI-compatible endpoint, such as `http://localhost:8000/v1`."""
    api_key: SecretStr | None = Field(
        None, validation_alias=AliasChoices("api_key", "SUMMARIZER_API_KEY", "OPENAI_API_KEY")
    )
    mode: Literal["json_schema", "tools", "json"] = "json_schema"
    """How structure is asked for: a strict JSON schema, one forced tool call, or plain JSON with the schema in the prompt."""
    strategy: Literal["auto", "one_call", "staged"] = "auto"
    """`one_call` asks for all records at once; `staged` asks sentence by sentence; `auto` picks by the model."""
    prompt: str | None = None
    """A folder of `summarizer.prompts`, such as `extract/v1`, or the path of your own; null: the strategy's default."""
    vocabulary: bool | None = None
    """Limit the reply's names and figures to the article's own; null: on for the embedded model only."""
    temperature: float = Field(0.0, ge=0, le=2)
    seed: int | None = 0
    max_output_tokens: int = Field(2048, ge=16)
    """Per reply."""
    context_tokens: int = Field(8192, ge=1024)
    """Context of the model; a longer article is read in parts, headline and lead repeated."""
    max_article_chars: int = Field(200_000, ge=1)
    timeout: float = Field(300.0, gt=0)
    """Seconds for one request."""
    max_attempts: int = Field(4, ge=1)
    """Requests for one question when the transport fails (429, 5xx, timeout, dropped connection)."""
    max_reasks: int = Field(1, ge=0)
    """Further questions when a reply does not fit the schema."""
    max_article_tokens: int = Field(200_000, ge=256)
    """Tokens, in and out, that one article may use up, failed attempts included."""
    concurrency: int = Field(4, ge=1)
    """Articles in work at once."""
    cache_prompt: bool = True
    """Let a llama.cpp server reuse the prompt's prefix; evaluations turn it off to be reproducible."""
    record: Path | None = None
    """Write every call (request, reply, usage) to this JSON Lines file."""
    cache_dir: Path = Field(default_factory=cache_folder)
    threads: int | None = None
    """Threads of the embedded model; null: all cores."""

    @property
    def embedded(self) -> bool:
        """Whether the model runs in-process: its name says so (catalogue, `.gguf`, `hf:`), or no endpoint and key are set.

        A name of the catalogue wins over a key or endpoint in the environment: no article leaves the machine by surprise.
        """
        name = self.model or ""
        if name in CATALOGUE or name.lower().endswith(".gguf") or name.startswith("hf:"):
            return True
        return self.base_url is None and self.api_key is None

    def strategy_for(self, embedded: bool) -> Literal["one_call", "staged"]:
        """The strategy to use: `auto` asks the embedded model sentence by sentence and any other once."""
        if self.strategy != "auto":
            return self.strategy
        return "staged" if embedded else "one_call"

    @classmethod
    def load(cls, config: Path | None = None, **values: object) -> Settings:
        """Settings with `config` in place of `./summarizer.toml`; `values` win over both file and environment."""
        if config is None:
            return cls(**values)  # type: ignore[arg-type]
        if not config.is_file():
            raise FileNotFoundError(f"{config}: no such settings file")
        return type("Settings", (cls,), {"model_config": {**cls.model_config, "toml_file": config}})(**values)  # type: ignore[no-any-return]

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)
