"""Readers of the values that only ``site.yaml`` has."""

import re
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from site_builder.diagnostics import Code
from site_builder.documents import Value, did_you_mean, quoted, readers

_MAIL = re.compile(r"(?:mailto:)?[^\s@<>\"?&%]+@[^\s@<>\"?&%]+\.[^\s@<>\"?&%.]+")


def base_address(value: Value) -> str | None:
    """Read the digest's own address; what comes back has no slash at its end."""
    address = readers.url(value)
    if address is None:
        return None
    parts = urlsplit(address)
    if parts.query or parts.fragment or address.endswith(("?", "#")):
        value.report(Code.INVALID_URL, "the digest's address has no “?” and no “#”.")
        return None
    if parts.path.strip("/"):
        message = "the digest has to stand at the top of its host."
        value.report(Code.INVALID_URL, message, f"Write “{parts.scheme}://{parts.netloc}”.")
        return None
    return address.rstrip("/")


def contact(value: Value) -> str | None:
    """Read where readers report errors: an e-mail address, or one that begins with https://."""
    found = value.text
    if _MAIL.fullmatch(found):
        return found
    if "@" in found and "/" not in found:
        value.report(Code.INVALID_URL, f"{quoted(found)} is no e-mail address.")
        return None
    return readers.url(value)


def reference(value: Value) -> str | None:
    """Read what a link label stands for: an address of ours, http(s), or ``mailto:``."""
    if value.text.startswith("mailto:") and _MAIL.fullmatch(value.text):
        return value.text
    return readers.link(value)


def timezone(value: Value) -> ZoneInfo | None:
    """Read the name of a time zone (IANA), such as ``Asia/Tehran``."""
    try:
        return ZoneInfo(value.text)
    except (KeyError, ValueError, OSError):
        # A name of a folder of the database is an OSError, one that leaves it a ValueError.
        hint = did_you_mean(value.text, sorted(available_timezones()))
        message = f"{quoted(value.text)} is no time zone that is known."
        value.report(Code.UNKNOWN_VALUE, message, hint or "Write one such as “Asia/Tehran”.")
        return None
