"""Where a model is reached, with the secrets kept out of everything that is shown."""

from __future__ import annotations

import base64
import ipaddress
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from pydantic import SecretStr

from summarizer.errors import ConfigurationError

OPENAI_URL = "https://api.openai.com/v1"
MAX_SAID = 300
"""Characters of a server's own words that go into a message."""


@dataclass(frozen=True)
class Endpoint:
    """An OpenAI-compatible endpoint. `str(endpoint)` is its address without user, password and query."""

    url: str
    """Base URL without user, password and query."""
    key: str = field(repr=False)
    headers: dict[str, str] = field(repr=False)
    query: str = field(repr=False)

    @classmethod
    def of(cls, base_url: str | None, api_key: SecretStr | str | None) -> Endpoint:
        """Raise ConfigurationError where `base_url` is no HTTP address."""
        parts = urlsplit(base_url or OPENAI_URL)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ConfigurationError("base_url is not an HTTP address; it looks like http://localhost:8000/v1")
        host = parts.netloc.rpartition("@")[2]
        headers = {}
        if parts.username or parts.password:
            pair = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"
            headers["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
        key = api_key.get_secret_value() if isinstance(api_key, SecretStr) else api_key or ""
        return cls(f"{parts.scheme}://{host}{parts.path}", key, headers, parts.query)

    @property
    def loopback(self) -> bool:
        """Whether it is on this machine: then no proxy may stand between."""
        host = urlsplit(self.url).hostname or ""
        if host == "localhost":
            return True
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return False

    def scrub(self, text: object) -> str:
        """`text` as one short line in which no secret of this endpoint stands."""
        line = " ".join(str(text).split())
        for secret in (self.key, self.query, self.headers.get("Authorization", "").removeprefix("Basic ")):
            if len(secret) > 3:
                line = line.replace(secret, "***")
        return line if len(line) <= MAX_SAID else line[:MAX_SAID] + "…"

    def __str__(self) -> str:
        return self.url
