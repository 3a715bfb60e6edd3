"""A page for one coding sheet, served to this machine's own browser.

Three guards: the server listens on loopback; every address holds a random token; and a request must name this server as
its host and, to change anything, as its origin. So no other machine, page or site can read or post.
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

from evals.label_page import Page, render
from evals.label_sheet import Json, LabelError, Sheet, StaleError

MAX_BYTES = 8_000_000
"""Of a request: many times the label of the longest article."""


class Refused(Exception):
    """A request that is not answered, with the status that says why."""

    def __init__(self, status: HTTPStatus, message: str) -> None:
        super().__init__(message)
        self.status = status


class Reply(NamedTuple):
    """What is sent back."""

    status: HTTPStatus
    kind: str
    body: bytes
    policy: str = "default-src 'none'; frame-ancestors 'none'"


class LabelServer(ThreadingHTTPServer):
    """Serves one sheet at `url` until "done" is posted or `shutdown` is called."""

    daemon_threads = True

    def __init__(self, sheet: Sheet, port: int = 0) -> None:
        """Listens on 127.0.0.1; port 0 takes any free one. Raises OSError if the port is taken."""
        super().__init__(("127.0.0.1", port), _Handler)
        self.sheet = sheet
        self.token = secrets.token_urlsafe(24)

    @property
    def origins(self) -> tuple[str, ...]:
        """Origins that a page of this server may have."""
        return tuple(f"http://{host}:{self.server_port}" for host in ("127.0.0.1", "localhost"))

    @property
    def url(self) -> str:
        """Address of the page, with its token."""
        return f"{self.origins[0]}/{self.token}/"


class _Handler(BaseHTTPRequestHandler):
    server: LabelServer
    timeout = 30.0
    """Seconds that a silent connection is kept."""
    last = False
    """Whether the server stops once the answer is sent."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the address holds the token."""

    def do_GET(self) -> None:
        self._answer(self._page)

    def do_POST(self) -> None:
        self._answer(self._change)

    def _page(self) -> Reply:
        if self._guarded() != "":
            raise Refused(HTTPStatus.NOT_FOUND, "no such address")
        page: Page = render(self.server.sheet)
        return Reply(HTTPStatus.OK, "text/html; charset=utf-8", page.html.encode(), page.policy)

    def _change(self) -> Reply:
        body = self._body()
        action = self._guarded()
        if self.headers.get("Origin") not in self.server.origins:
            raise Refused(HTTPStatus.FORBIDDEN, "only this server's own page may post")
        if self.headers.get_content_type() != "application/json":
            raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "JSON is expected")
        if action not in ("draft", "save", "done"):
            raise Refused(HTTPStatus.NOT_FOUND, "no such address")
        shown: Json = {}
        if action == "done":
            self.last = True
        else:
            given = _object(body)
            shown = self.server.sheet.change(given.get("label"), given.get("revision"), save=action == "save")
        return Reply(HTTPStatus.OK, "application/json", json.dumps(shown).encode())

    def _guarded(self) -> str:
        """What is asked for behind the token. Raises Refused if the host or the token is not ours."""
        if f"http://{self.headers.get('Host', '')}" not in self.server.origins:
            raise Refused(HTTPStatus.MISDIRECTED_REQUEST, "this server has another name")
        token, slash, action = self.path.removeprefix("/").partition("/")
        if not slash or not hmac.compare_digest(token.encode(), self.server.token.encode()):
            raise Refused(HTTPStatus.NOT_FOUND, "no such address")
        return action

    def _body(self) -> bytes:
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()):
            raise Refused(HTTPStatus.LENGTH_REQUIRED, "the length is not given")
        if int(length) > MAX_BYTES:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"at most {MAX_BYTES} bytes are taken")
        return self.rfile.read(int(length))

    def _answer(self, work: Callable[[], Reply]) -> None:
        try:
            reply = work()
        except Refused as error:
            reply = _refusal(error.status, str(error))
        except StaleError as error:
            reply = _refusal(HTTPStatus.CONFLICT, str(error))
        except LabelError as error:
            reply = _refusal(HTTPStatus.BAD_REQUEST, str(error))
        except OSError as error:
            reply = _refusal(HTTPStatus.INTERNAL_SERVER_ERROR, f"cannot be kept: {error}")
        self._send(reply)
        if self.last:
            self.server.shutdown()

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        for name, value in (
            ("Content-Type", reply.kind),
            ("Content-Length", str(len(reply.body))),
            ("Content-Security-Policy", reply.policy),
            ("Cache-Control", "no-store"),
            ("Referrer-Policy", "same-origin"),
            ("X-Content-Type-Options", "nosniff"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
        ):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.body)


def _refusal(status: HTTPStatus, message: str) -> Reply:
    return Reply(status, "application/json", json.dumps({"error": message}).encode())


def _object(body: bytes) -> Json:
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        raise LabelError("not JSON") from None
    if not isinstance(data, dict):
        raise LabelError("an object is expected")
    return data
