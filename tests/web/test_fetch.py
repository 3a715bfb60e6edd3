"""The fetcher is polite and careful: limits, conditional requests, pauses, public addresses only."""

from __future__ import annotations

import gzip
import ipaddress
import socket
from itertools import pairwise
from pathlib import Path

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.web import Fetcher, FetchError
from summarizer.web.addresses import PublicTransport, RefusedAddressError, is_public
from tests.smallweb import Answer, Web


def test_a_page_is_read(web: Web, fetcher: Fetcher) -> None:
    got = fetcher.fetch(web.put("/a", "<p>Ağrı</p>"))
    assert (got.body.decode(), got.unchanged) == ("<p>Ağrı</p>", False)


def test_an_unchanged_page_is_asked_for_conditionally_and_not_sent_again(web: Web, fetcher: Fetcher) -> None:
    def answer(headers: dict[str, str]) -> Answer:
        if headers.get("if-none-match") == '"v1"':
            return 304, {}, b""
        return 200, {"ETag": '"v1"', "Last-Modified": "Mon, 05 Jun 2023 10:00:00 GMT"}, b"news"

    web.pages["/feed"] = answer
    first, second = fetcher.fetch(web.url("/feed")), fetcher.fetch(web.url("/feed"))
    assert (first.unchanged, second.unchanged, second.body) == (False, True, b"news")
    assert web.asked[1][2]["if-modified-since"] == "Mon, 05 Jun 2023 10:00:00 GMT"


def test_a_changed_page_replaces_what_was_kept(web: Web, fetcher: Fetcher) -> None:
    url = web.put("/a", "old", ETag='"1"')
    fetcher.fetch(url)
    web.put("/a", "new", ETag='"2"')
    assert fetcher.fetch(url).body == b"new"


def test_a_damaged_reply_on_disk_is_asked_for_anew(web: Web, fetcher: Fetcher, tmp_path: Path) -> None:
    url = web.put("/a", "news", ETag='"1"')
    fetcher.fetch(url)
    for path in (tmp_path / "cache" / "web").glob("*.json"):
        path.write_text("{", encoding="utf-8")
    assert fetcher.fetch(url).body == b"news"
    assert "if-none-match" not in web.asked[1][2]


def test_redirects_are_followed_and_the_last_address_told(web: Web, fetcher: Fetcher) -> None:
    web.put("/new", "news")
    web.pages["/old"] = (301, {"Location": "/new"}, b"")
    assert fetcher.fetch(web.url("/old")).url == web.url("/new")


def test_endless_redirects_end(web: Web, fetcher: Fetcher) -> None:
    web.pages["/loop"] = (302, {"Location": "/loop"}, b"")
    with pytest.raises(FetchError, match="more than 5 redirects"):
        fetcher.fetch(web.url("/loop"))


def test_an_error_status_is_told(web: Web, fetcher: Fetcher) -> None:
    with pytest.raises(FetchError, match="404"):
        fetcher.fetch(web.url("/none"))


def test_a_body_beyond_the_cap_is_broken_off(web: Web, tmp_path: Path) -> None:
    url = web.put("/big", b"x" * 200_000)
    with (
        Fetcher(tmp_path, allow_private=True, max_bytes=50_000) as small,
        pytest.raises(FetchError, match="larger than"),
    ):
        small.fetch(url)


def test_a_compressed_body_counts_as_what_it_unpacks_to(web: Web, tmp_path: Path) -> None:
    url = web.put("/bomb", gzip.compress(b"0" * 5_000_000), **{"Content-Encoding": "gzip"})
    with (
        Fetcher(tmp_path, allow_private=True, max_bytes=100_000) as small,
        pytest.raises(FetchError, match="larger than"),
    ):
        small.fetch(url)


def test_a_server_that_does_not_answer_is_given_up(tmp_path: Path) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        Fetcher(tmp_path, allow_private=True, deadline=0.3) as quick,
        pytest.raises(FetchError, match=r"no reply within 0\.3 s"),
    ):
        quick.fetch(f"http://127.0.0.1:{silent.getsockname()[1]}/")


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://a.example/x", "javascript:alert(1)", "//a.example", "", "http://"]
)
def test_only_web_addresses_are_read(fetcher: Fetcher, url: str) -> None:
    with pytest.raises(FetchError):
        fetcher.fetch(url)


def test_the_own_network_is_not_read_unless_allowed(web: Web, tmp_path: Path) -> None:
    with Fetcher(tmp_path) as public, pytest.raises(FetchError, match="not a public address"):
        public.fetch(web.put("/a", "secret"))
    assert web.asked == []


def test_a_redirect_into_the_own_network_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {"news.example": "93.184.215.14", "inside.example": "10.0.0.5"}
    monkeypatch.setattr("summarizer.web.addresses.resolve", lambda host, _port: [names[host]])
    asked: list[tuple[str, str, object]] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append((request.url.host, request.headers["host"], request.extensions["sni_hostname"]))
        return httpx2.Response(302, headers={"location": "https://inside.example/admin"})

    transport = PublicTransport(httpx2.MockTransport(answer))
    with httpx2.Client(transport=transport, follow_redirects=True) as client, pytest.raises(RefusedAddressError):
        client.get("https://news.example/a")
    # The checked address is connected to, in the name's own name.
    assert asked == [("93.184.215.14", "news.example", "news.example")]


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "::1", "fe80::1", "fd00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
    ],
)  # fmt: skip
def test_private_addresses_in_every_disguise(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e"])
def test_public_addresses(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@given(st.ip_addresses(v=4))
def test_an_address_is_judged_the_same_inside_ipv6(address: ipaddress.IPv4Address) -> None:
    mapped = ipaddress.IPv6Address(f"::ffff:{address}")
    assert is_public(mapped) == is_public(address)


def test_requests_to_one_host_keep_their_distance(web: Web, tmp_path: Path) -> None:
    urls = [web.put(f"/{n}", "x") for n in range(3)]
    with Fetcher(tmp_path, allow_private=True, pause=0.1) as slow:
        for url in urls:
            slow.fetch(url)
    times = [at for _, at, _ in web.asked]
    assert all(later - earlier >= 0.1 for earlier, later in pairwise(times))
