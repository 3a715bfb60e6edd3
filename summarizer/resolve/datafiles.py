"""Data files: the package's own tables, and those that a user names in the settings."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path

import yaml

from summarizer.errors import ConfigurationError

_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where it is there: ten times as fast."""


@cache
def packaged(name: str) -> object:
    """The contents of a YAML file of this package, parsed once. Not to be changed."""
    return yaml.load(files("summarizer.resolve").joinpath(name).read_text(encoding="utf-8"), Loader=_LOADER)


def users(path: Path) -> object:
    """The contents of a user's file: TOML when it ends in `.toml`, else YAML (or JSON, which YAML holds).

    Raises:
        ConfigurationError: there is no such file, or it does not parse.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: cannot be read: {error}") from error
    try:
        return tomllib.loads(text) if path.suffix.lower() == ".toml" else yaml.load(text, Loader=_LOADER)
    except (tomllib.TOMLDecodeError, yaml.YAMLError) as error:
        raise ConfigurationError(f"{path}: {error}") from error
