"""Which addresses of a body readers get, and as what.

Everything is decided on the address after entities, escapes and percent-encoded control
characters are gone, against an allow-list: a scheme that is not on it, however it is written,
is refused.
"""

import re
from dataclasses import dataclass
from enum import Enum
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

SCHEMES = frozenset({"http", "https", "mailto"})

# What browsers drop before an address: C0 controls, space and DEL, here percent-encoded.
_LEADING = re.compile(r"(?:%[01][0-9A-Fa-f]|%20|%7[Ff])+")
# RFC 3986, 4.2: a colon in the first segment always ends a scheme.
_SCHEME = re.compile(r"([^/?#:]*):(.*)", re.DOTALL)
# Sound at first sight, as most are.
_PLAIN = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*(?:/[A-Za-z0-9._~/?=&+-]*)?")
_UNSEEN = re.compile(r"[\x00-\x20\x7f]")
_HOST = re.compile(r"[a-z0-9_~-]+(?:\.[a-z0-9_~-]+)*\.?|[0-9a-f:.]*:[0-9a-f:.]*")


class Kind(Enum):
    """What an address is."""

    EXTERNAL = "external"
    MAIL = "mail"
    OURS = "ours"
    EMPTY = "empty"
    UNSAFE = "unsafe"
    MALFORMED = "malformed"
    BASELESS = "baseless"

    @property
    def is_linked(self) -> bool:
        """Say whether readers get a link to such an address."""
        return self in {Kind.EXTERNAL, Kind.MAIL, Kind.OURS}


@dataclass(frozen=True, slots=True)
class Address:
    """An address of a body as it would be published: absolute, or beginning with ``/`` or ``#``.

    For what no reader gets, ``url`` is what the message shows.
    """

    kind: Kind
    url: str


def judge(href: str, base_url: str | None) -> Address:
    """Decide what a link's address is.

    ``href`` is decoded and then percent-encoded, as markdown-it gives it. Relative ones are
    resolved against ``base_url``, an absolute http or https address, or are ``BASELESS``.
    """
    href = _LEADING.sub("", href, count=1) if href.startswith("%") else href
    if not href:
        return Address(Kind.EMPTY, "")
    scheme = _SCHEME.match(href)
    if scheme:
        return _judge_absolute(scheme[1], scheme[2], href)
    if href.startswith("//"):
        return _checked(f"{_scheme_of(base_url)}:{href}")
    if href[0] in "/#":
        return Address(Kind.OURS, href)
    return _resolve(href, base_url)


def _judge_absolute(scheme: str, rest: str, href: str) -> Address:
    scheme = _UNSEEN.sub("", unquote(scheme)).lower()
    if scheme not in SCHEMES:
        return Address(Kind.UNSAFE, href)
    if scheme == "mailto":
        return Address(Kind.MAIL, f"mailto:{rest}")
    return _checked(f"{scheme}:{rest}")


def _scheme_of(base_url: str | None) -> str:
    return base_url.partition(":")[0] if base_url else "https"


def _resolve(href: str, base_url: str | None) -> Address:
    if base_url is None:
        return Address(Kind.BASELESS, href)
    try:
        return _checked(urljoin(base_url, href))
    except ValueError:
        return Address(Kind.MALFORMED, href)


def _checked(url: str) -> Address:
    """Let an http or https address pass if it names a host that can be one."""
    if _PLAIN.fullmatch(url):
        return Address(Kind.EXTERNAL, url)
    try:
        parts = urlsplit(url)
        sound = parts.scheme in SCHEMES and _is_host(parts)
    except ValueError:
        sound = False
    return Address(Kind.EXTERNAL if sound else Kind.MALFORMED, url)


def _is_host(parts: SplitResult) -> bool:
    """Say whether host and port can be what they claim; raises ValueError for a bad port."""
    host = parts.hostname
    return host is not None and _HOST.fullmatch(host) is not None and parts.port != 0
