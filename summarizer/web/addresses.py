"""Which hosts may be asked: public addresses only, checked after the name is resolved and on every redirect.

A feed is other people's text: without this check it could make a desk's machine read its own network (server-side
request forgery). The address that was checked is the one that is connected to, so that a name cannot change its
answer in between.
"""

from __future__ import annotations

import ipaddress
import socket

import httpx2

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class RefusedAddressError(httpx2.TransportError):
    """The host is not on the public internet."""


def is_public(address: Address) -> bool:
    """Whether `address` is a public unicast one; IPv4 inside IPv6 (mapped, 6to4, Teredo, NAT64) is judged as IPv4."""
    if isinstance(address, ipaddress.IPv6Address):
        if address in _NAT64:
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast


def resolve(host: str, port: int) -> list[str]:
    """The addresses of `host`, as the system resolves it.

    Raises httpx2.ConnectError where there is none.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpx2.ConnectError(f"{host}: no such host ({error})") from None
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class PublicTransport(httpx2.BaseTransport):
    """Connects to public addresses only, and to the very address that was checked."""

    def __init__(self, inner: httpx2.BaseTransport | None = None) -> None:
        self._inner = inner or httpx2.HTTPTransport()

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        host = request.url.host
        addresses = resolve(host, request.url.port or (443 if request.url.scheme == "https" else 80))
        private = [a for a in addresses if not is_public(ipaddress.ip_address(a.partition("%")[0]))]
        if private:
            raise RefusedAddressError(
                f"{host} is {private[0]}, not a public address; --allow-private reads from your own network"
            )
        pinned = httpx2.Request(
            request.method,
            request.url.copy_with(host=addresses[0]),
            headers=request.headers,
            stream=request.stream,
            # The certificate is that of the name, not of the address.
            extensions={**request.extensions, "sni_hostname": host},
        )
        return self._inner.handle_request(pinned)

    def close(self) -> None:
        self._inner.close()
