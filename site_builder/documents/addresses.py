"""Addresses: of other sites (http and https), and the digest's own.

These are the addresses that front matter and settings hold; the links of bodies are judged where
bodies are rendered. Schemes are an allow-list, and an address is accepted as written or refused
with a reason.
"""

import re
import unicodedata
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from itertools import chain, islice
from urllib.parse import unquote_to_bytes

from site_builder.characters import Fault, compose, forbidden, invisible, mixed_scripts

# Nearly every address: a plain host with a name as its last label, and plain characters.
_USUAL = re.compile(
    r"https?://(?:[a-z0-9]{1,30}(?:-[a-z0-9]{1,30})?\.){1,3}[a-z]{2,30}"
    r"(?:/[A-Za-z0-9._~!$&'()*+,;=:@%/?#-]*)?"
)
_PARTS = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?P<slashes>//)?(?P<place>[^/?#]*)")
_PORT = re.compile(r":([0-9]{1,5})\Z")
_HIGHEST_PORT = 65535

# RFC 3986, section 2: these never stand in an address; a backslash is a slash for browsers.
_NEVER = re.compile(r"[\s\x00-\x20\x7f<>\"`\\]")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?", re.IGNORECASE)
_NUMERIC = re.compile(r"[0-9]+|0[xX][0-9A-Fa-f]*")
_BARE = re.compile(r"(?://)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?#].*)?", re.IGNORECASE)
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_LONGEST_HOST = 253
_LONGEST_LABEL = 63
_LONGEST_SEGMENT = 240
_LONGEST_PATH = 2000
_PUNYCODE = "xn--"
_SPLICES = "-\xb7\u200c\u200d"


class BadAddressError(ValueError):
    """A text that is no address of the wanted kind: a ``reason`` and perhaps a ``hint``."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint


def check_url(text: str) -> None:
    """Accept an http or https address with a host and without a name or password.

    Raises ``BadAddressError``.
    """
    if _USUAL.fullmatch(text):
        return
    _check_characters(text)
    match = _PARTS.match(text)
    if match is None:
        raise BadAddressError("An address begins with https:// or http://.", _completed(text))
    if match["scheme"].lower() not in ("http", "https"):
        hint = "Only http and https addresses are ever linked."
        raise BadAddressError(f"Addresses that begin with {match['scheme']}: are not taken.", hint)
    if not match["slashes"] or not match["place"]:
        raise BadAddressError("The address names no host.", "Write it as https://example.org/path.")
    _check_place(match["place"])


def check_link(text: str) -> None:
    """Accept what a menu or a reference may link to: an address of ours, or an http(s) one.

    Raises ``BadAddressError``.
    """
    if text.startswith("/") and not text.startswith("//"):
        _check_characters(text)
        return
    check_url(text)


def check_host(text: str) -> None:
    """Accept the name of a host, without scheme, port and path. Raises ``BadAddressError``."""
    match = _PARTS.match(text)
    if match is not None and match["slashes"]:
        raise BadAddressError("This is an address, not a host.", f"Write “{match['place']}”.")
    if "/" in text:
        raise BadAddressError("A host has no path.", f"Write “{text.strip('/').split('/')[0]}”.")
    _check_characters(text)
    _check_host(text)


def own_address(text: str) -> str:
    """Read an address of ours as a path: decoded, in NFC, with a slash at both ends.

    What ends in a file's name (``/news/123.html``, as other programs have it) stays without the
    last slash. Raises ``BadAddressError``.
    """
    if not text.startswith("/") or text.startswith("//"):
        hint = "Leave out the scheme and the host, and begin with “/”."
        raise BadAddressError("An address of the digest begins with one slash.", hint)
    if "?" in text or "#" in text:
        raise BadAddressError("An address of the digest has no “?” and no “#”.")
    if len(text) > _LONGEST_PATH:
        raise BadAddressError("The address is too long.")
    path = _decoded(text)
    segments = path.strip("/").split("/")
    for segment in segments:
        _check_segment(segment)
    end = "" if "." in segments[-1] and not path.endswith("/") else "/"
    return f"/{'/'.join(segments)}{end}"


def doubtful_letters(text: str) -> list[Fault]:
    """Find words of an address's host that mix scripts, its punycode decoded."""
    if text.isascii() and _PUNYCODE not in text:
        return []
    match = _PARTS.match(text)
    host = match["place"] if match else text
    shown = ".".join(_shown(label) or label for label in host.split("."))
    return list(islice(mixed_scripts(shown), 1))


def _check_characters(text: str) -> None:
    never = _NEVER.search(text)
    if never is not None and never[0].isspace():
        raise BadAddressError("An address holds no white space.", "Write %20 for a space.")
    if never is not None:
        raise BadAddressError(f"An address can't hold {never[0]}.", "Copy it once more.")
    for fault in chain(forbidden(text), invisible(text)):
        raise BadAddressError(f"The address holds {fault.name}.", "Delete that character.")


def _completed(text: str) -> str:
    return f"Did you mean “https://{text.lstrip('/')}”?" if _BARE.fullmatch(text) else ""


def _check_place(place: str) -> None:
    """Check what stands between the slashes and the path: a host, perhaps a port."""
    if "@" in place:
        hint = "Remove what stands before the @."
        raise BadAddressError("An address must not carry a name or password.", hint)
    port = _PORT.search(place)
    if port is not None:
        place = place[: port.start()]
        if not 0 < int(port[1]) <= _HIGHEST_PORT:
            raise BadAddressError(f"There is no port {port[1]}.")
    if place.startswith("[") and place.endswith("]"):
        _check_number(IPv6Address, place[1:-1])
    else:
        _check_host(place)


def _check_host(host: str) -> None:
    labels = host.removesuffix(".").split(".")
    if len(host) > _LONGEST_HOST or not all(map(_is_label, labels)):
        raise BadAddressError(f"“{host[:60]}” is not the name of a host.")
    if _NUMERIC.fullmatch(labels[-1]):
        _check_number(IPv4Address, host)


def _check_number(kind: type[IPv4Address | IPv6Address], host: str) -> None:
    try:
        kind(host)
    except AddressValueError:
        raise BadAddressError(f"“{host[:60]}” is not the number of a host.") from None


def _is_label(label: str) -> bool:
    shown = _shown(label)
    if shown is None:
        return False
    if shown.isascii():
        return _LABEL.fullmatch(shown) is not None
    return (
        len(shown) <= _LONGEST_LABEL
        and unicodedata.normalize("NFKC", shown.casefold()) == compose(shown.casefold())
        and all(unicodedata.category(c)[0] in "LMN" or c in _SPLICES for c in shown)
    )


def _shown(label: str) -> str | None:
    """Return a host's label as readers see it, or None where its punycode is broken."""
    if not label.lower().startswith(_PUNYCODE):
        return label
    try:
        return label[len(_PUNYCODE) :].encode("ascii").decode("punycode")
    except ValueError:
        return None


def _decoded(text: str) -> str:
    if _BROKEN_ESCAPE.search(text):
        raise BadAddressError("A % in an address is followed by two digits from 0 to F.")
    try:
        return compose(unquote_to_bytes(text).decode("utf-8"))
    except UnicodeDecodeError:
        raise BadAddressError("What the % signs encode is not UTF-8.") from None


def _check_segment(segment: str) -> None:
    if not segment:
        raise BadAddressError("A part of the address between two slashes is empty.")
    if segment in (".", ".."):
        raise BadAddressError("An address of the digest holds no “.” and “..” as parts.")
    if segment.startswith(":") or "*" in segment:
        # Hosts of static sites take these for placeholders, which would redirect other pages too.
        raise BadAddressError("A part of the address begins with “:” or holds “*”.")
    if len(segment.encode()) > _LONGEST_SEGMENT:
        raise BadAddressError("A part of the address is too long.")
    if "?" in segment or "#" in segment:
        raise BadAddressError("An address of the digest has no “?” and no “#”.")
    # A space was written as %20, and is so again where the address is published.
    _check_characters(segment.replace(" ", "_"))
