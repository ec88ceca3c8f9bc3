"""Whom a preview answers: who asks for it by a name of this machine, and for writing its own pages.

A page of any site may lead a browser to an address of this machine, by a name of its own that it
lets point here. So a name that is none of ours is answered nothing.
"""

import hmac
from collections.abc import Mapping
from ipaddress import IPv4Address, IPv6Address, ip_address

LOOPBACK = "127.0.0.1"
WRITING_HEADER = "Digest-Token"
_NAMES = frozenset({"localhost"})


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach what listens there."""
    address = _address(host)
    return host in _NAMES if address is None else address.is_loopback


def address_of(host: str, port: int) -> str:
    """Return the address at which a browser of this machine finds what listens at ``host``."""
    address = _address(host)
    name = LOOPBACK if not host or (address and address.is_unspecified) else host
    return f"http://{f'[{name}]' if ':' in name else name}:{port}/"


def is_known(host: str | None, listening: str) -> bool:
    """Tell whether the value of a Host header names this machine, which listens at ``listening``.

    What listens to others, too, is known by any number: only names can be led astray.
    """
    if host is None:
        return False
    name = _without_port(host)
    if name in _NAMES or name == listening.lower():
        return True
    address = _address(name)
    return address is not None and (address.is_loopback or not is_loopback(listening))


def is_own(origin: str | None, host: str | None) -> bool:
    """Tell whether a request comes from a page that was got from this very host."""
    return origin is not None and host is not None and origin.lower() == f"http://{host.lower()}"


def may_write(headers: Mapping[str, str], token: str) -> bool:
    """Tell whether a request comes from a page of this very start of the preview.

    Without a token nobody writes.
    """
    given = headers.get(WRITING_HEADER, "")
    is_ours = is_own(headers.get("Origin"), headers.get("Host"))
    return is_ours and bool(token) and hmac.compare_digest(given.encode(), token.encode())


def _without_port(host: str) -> str:
    name, colon, port = host.rpartition(":")
    is_numbered = colon and port.isascii() and port.isdecimal()
    plain = name if is_numbered and (name.endswith("]") or ":" not in name) else host
    return plain.lower()


def _address(name: str) -> IPv4Address | IPv6Address | None:
    """Read a number as it stands in an address: IPv6 in brackets, and without a zone."""
    plain = name[1:-1] if name.startswith("[") and name.endswith("]") else name
    try:
        return None if "%" in plain else ip_address(plain)
    except ValueError:
        return None
