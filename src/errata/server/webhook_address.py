"""Webhook address: where a message may go. It is decided after the name was resolved, and the
connection is made to the very address that was checked, so that no name can change in between.
"""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

from errata.core.errors import InputError, Refused

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Where clouds hand their machines credentials, outside the link-local ranges.
METADATA = frozenset(
    {ipaddress.ip_address("fd00:ec2::254"), ipaddress.ip_address("100.100.100.200")}
)
NAT64 = ipaddress.ip_network("64:ff9b::/96")


def resolved(host: str, port: int, *, private: bool) -> str:
    """An address of the host that may be called; raises Refused when one of them may not.

    `private`: whether private and loopback networks may be.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Refused(f"the host {host!r} has no address") from None
    addresses = [ipaddress.ip_address(str(entry[4][0]).split("%")[0]) for entry in found]
    for address in addresses:
        if not is_open(address, private=private):
            raise Refused(
                f"{host} is at {address}, which webhooks may not call",
                wanted="a public address" if not private else "no link-local or metadata address",
            )
    return str(addresses[0])


def check_literal(url: str, *, private: bool) -> None:
    """Raise InputError for a URL that names an address which may not, or cannot, be called.

    A name is looked up at each delivery; an address written out can be refused at once.
    """
    import httpx

    try:
        _ = httpx.URL(url).host
    except (httpx.InvalidURL, UnicodeError):
        raise InputError(f"the address {url[:200]!r}", wanted="https://host/path") from None
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
        address = ipaddress.ip_address("127.0.0.1" if host == "localhost" else host)
    except ValueError:
        return
    if not is_open(address, private=private):
        raise InputError(
            f"the address {host}, which webhooks may not call",
            wanted="no link-local or metadata address" if private else "a public address",
            do="" if private else "start the server with --private-webhooks to allow private ones",
        )


def is_open(address: Address, *, private: bool) -> bool:
    """Whether a webhook may call the address.

    >>> is_open(ipaddress.ip_address("169.254.169.254"), private=True)
    False
    >>> is_open(ipaddress.ip_address("127.0.0.1"), private=False)
    False
    >>> is_open(ipaddress.ip_address("::ffff:10.0.0.1"), private=True)
    True
    """
    inner = _inner(address)
    if (
        inner in METADATA
        or inner.is_link_local
        or inner.is_multicast
        or inner.is_unspecified
        or (inner.is_reserved and not inner.is_loopback)
    ):
        return False
    return inner.is_global or (private and (inner.is_private or inner.is_loopback))


def _inner(address: Address) -> Address:
    """The IPv4 address that an IPv6 one stands for."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return address.ipv4_mapped
        if address.sixtofour is not None:
            return address.sixtofour
        if address in NAT64:
            return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address
