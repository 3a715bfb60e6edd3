"""One typed settings object: arguments, then environment, then a TOML file."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import platformdirs
from pydantic import AliasChoices, Field, NonNegativeFloat, SecretStr
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from summarizer.model.catalogue import CATALOGUE
from summarizer.profiles import PROFILES, Profile, ProfileName
from summarizer.profiles import Strategy as Strategy

BATCH_ARTICLES = 10_000
"""Articles that wait for a batch together."""
DEFAULT_MODEL = "qwen2.5-coder-1.5b"
"""The embedded model that is used where no endpoint and no key is set."""


OPERATIONAL = frozenset(
    (
        *("base_url", "api_key", "timeout", "max_attempts", "max_article_tokens", "article_timeout", "concurrency"),
        *("budget", "max_tokens", "prices", "cache", "fresh", "cache_bytes", "cache_dir", "cache_prompt", "record"),
        *(
            "replies",
            "threads",
            "phrase",
            "batch",
            "batch_poll",
            "escalate_base_url",
            "escalate_api_key",
            "escalate_prices",
        ),
    )
)
"""Settings that say how a run goes, not what it gives."""


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
    escalate_to: str | None = None
    """A stronger model: articles whose result is doubtful go to it, whole (see `summarizer.escalation`). A name as `model`."""
    escalate_below: float = Field(0.5, gt=0, le=1)
    """Confidence (0–1) below which a result is doubtful."""
    escalate_base_url: str | None = None
    """Its endpoint; null: `base_url`."""
    escalate_api_key: SecretStr | None = None
    """Its key; null: `api_key`, but not to another endpoint."""
    escalate_prices: tuple[NonNegativeFloat, NonNegativeFloat] | None = None
    """As `prices`, of the stronger model."""
    mode: Literal["json_schema", "tools", "json"] = "json_schema"
    """How structure is asked for: a strict JSON schema, one forced tool call, or plain JSON with the schema in the prompt."""
    profile: ProfileName | Literal["auto"] = "auto"
    """Defaults for a class of models (see `summarizer.profiles`): `small`, `standard`, or `thorough`, which pays for quality;
    `auto` is `small` for the embedded model and `standard` for all others."""
    strategy: Strategy | Literal["auto"] = "auto"
    """`one_call` asks for all records at once; `staged` asks sentence by sentence; `questions` asks of the whole article
    first whether, then which class, then each field; `auto` is the profile's."""
    prompt: str | None = None
    """A folder of `summarizer.prompts`, such as `extract/v1`, or the path of your own; null: the strategy's default."""
    calibration: Path | None = None
    """A JSON file with the calibration of `questions` (see `summarizer.calibration`); null: raw probabilities."""
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
    article_timeout: float | None = Field(3600.0, gt=0)
    """Seconds for one article, all its questions and waits included; null: no limit."""
    concurrency: int = Field(4, ge=1)
    """Requests under way at once, fewer where the service throttles. As many articles more are in work meanwhile: being
    prepared, or checked and built, so that the service is not kept waiting for that."""
    batch: bool = False
    """Send requests through the service's Batch API: about half the price, within a day; goes on after a crash."""
    batch_poll: float = Field(30.0, gt=0)
    """Seconds between two looks at a batch."""
    budget: float | None = Field(None, gt=0)
    """US dollars that one `Summarizer` may spend; it stops before a request that could pass this."""
    max_tokens: int | None = Field(None, ge=1)
    """Tokens, in and out, that one `Summarizer` may use; as `budget`."""
    prices: tuple[NonNegativeFloat, NonNegativeFloat] | None = None
    """US dollars for a million input and output tokens; null: the provider's public price, where it is known."""
    cache: bool = True
    """Keep validated replies in `cache_dir`, so that no question is paid for twice. The gate runs on each hit again."""
    fresh: bool = False
    """Do not use what the cache holds from before: ask anew, and keep the new replies."""
    cache_bytes: int = Field(1_000_000_000, ge=1_000_000)
    """Size at which the replies that were not used for longest are dropped."""
    cache_prompt: bool = True
    """Let a llama.cpp server reuse the prompt's prefix; evaluations turn it off to be reproducible."""
    record: Path | None = None
    """Write every call (request, reply, usage) to this JSON Lines file."""
    cache_dir: Path = Field(default_factory=cache_folder)
    replies: Path | None = None
    """The file of kept replies; null: `replies.sqlite` in `cache_dir`."""
    actors: Path | None = None
    """Your own rows for the table of actors (YAML or TOML, as `summarizer/resolve/actors.yaml`); they come first."""
    outlets: Path | None = None
    """Your table of outlets (YAML or TOML): name or domain to a reliability letter A-F, or to reliability and scale."""
    gazetteer: bool = True
    """Look places up in the gazetteer, which is compiled once to `cache_dir`; needs the extra `places`."""
    places: Path | None = None
    """Your supplement of mountains, roads, crossings and spellings (JSON, YAML or TOML); wins over the shipped one."""
    phrase: bool = False
    """Let the model word a brief's sentences, each checked alone; else code words them."""
    threads: int | None = None
    """Threads of the embedded model; null: all cores."""

    @property
    def at_once(self) -> int:
        """Requests under way at once: as many as a batch takes, where they go out in batches."""
        return BATCH_ARTICLES if self.batch else self.concurrency

    @property
    def in_work(self) -> int:
        """Articles in work at once: those whose request is under way, and those on either side of it."""
        return self.at_once if self.batch else 2 * self.at_once

    @property
    def deadline(self) -> float | None:
        """Seconds for one article; a batch has its own deadline, a day."""
        return None if self.batch else self.article_timeout

    @property
    def embedded(self) -> bool:
        """Whether the model runs in-process: its name says so (catalogue, `.gguf`, `hf:`), or no endpoint and key are set.

        A name of the catalogue wins over a key or endpoint in the environment: no article leaves the machine by surprise.
        """
        if self.model and self.names_a_file(self.model):
            return True
        return self.base_url is None and self.api_key is None

    @staticmethod
    def names_a_file(model: str) -> bool:
        """Whether a model's name means a file: of the catalogue, `.gguf`, or `hf:`."""
        return model in CATALOGUE or model.lower().endswith(".gguf") or model.startswith("hf:")

    def profile_for(self, embedded: bool) -> Profile:
        """The profile to use: that of the settings, or the one that fits the model."""
        if self.profile != "auto":
            return PROFILES[self.profile]
        return PROFILES["small" if embedded else "standard"]

    def strategy_for(self, embedded: bool, *, shipped: bool = True) -> Strategy:
        """The strategy to use: that of the settings, or the profile's for the shipped schema or one's own."""
        if self.strategy != "auto":
            return self.strategy
        profile = self.profile_for(embedded)
        return profile.shipped if shipped else profile.own

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
