"""What addresses are made of: encoding, the file behind an address, and what neither may hold.

Inside this package addresses are decoded text in NFC; outside they are percent-encoded.
"""

import re
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import quote, unquote

from site_builder.characters import compose
from site_builder.model import Article, Asset

ASSETS = "/assets/"
CARDS = "/assets/cards/"
SEARCH_INDEX = "/pagefind/"
# As much of a file's hash as tells its versions apart: browsers keep what has it for good.
HASH_DIGITS = 8
# No file system takes longer names (Linux, macOS and Windows alike).
LONGEST_NAME = 255

_FIELD = re.compile(r"\{(year|month|day|slug)\}")
_FORMS = {"year": "%(year)04d", "month": "%(month)02d", "day": "%(day)02d", "slug": "%(slug)s"}
# Control characters, what Windows takes in no name, and what Netlify does not (# and ?).
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"\\|?*#]')


def card_address(fingerprint: str) -> str:
    """Return the address of a picture for those who share a page: it never changes."""
    return f"{CARDS}card.{fingerprint}.png"


def encode(address: str) -> str:
    """Percent-encode an address: only unreserved characters and slashes stay (RFC 3986)."""
    return quote(address, safe="/")


def decode(address: str) -> str:
    """Undo the percent-encoding of an address that somebody wrote, and make it NFC."""
    return compose(unquote(address))


def identity(address: str) -> str:
    """Return what is equal for addresses that one file system or another takes for one.

    Some put case aside, some store names in another normal form.
    """
    return compose(compose(address).casefold())


def file_of(address: str) -> str:
    """Return the path, below the output folder, of the file that an address shows."""
    return f"{address[1:]}index.html" if address.endswith("/") else address[1:]


def fault_of(address: str) -> str:
    """Say what makes an address impossible as a path; empty where nothing does.

    The sentence that comes out goes on with "…" as its subject: "has a part that is too long".
    """
    for name in file_of(address).split("/"):
        if name in ("", ".", ".."):
            return "has an empty part, or one of dots"
        if len(name.encode()) > LONGEST_NAME:
            return f"has a part that is longer than {LONGEST_NAME} bytes"
        if _FORBIDDEN.search(name):
            return "has a character that file names must not have"
        if name[-1] in ". ":
            return "has a part that ends with a full stop or a space"
    return ""


def article_address(pattern: str, article: Article) -> str:
    """Fill in the permalink pattern: the day is the one that the editor wrote."""
    day = article.date.day
    slug = article.slug.value
    fields = {"year": day.year, "month": day.month, "day": day.day, "slug": slug}
    return compose(_form(pattern) % fields)


@lru_cache(maxsize=1)
def _form(pattern: str) -> str:
    """Write a permalink pattern as Python fills it in."""
    return _FIELD.sub(lambda field: _FORMS[field[1]], pattern.replace("%", "%%"))


def asset_address(asset: Asset) -> str:
    """Put the hash of a file between its name and its ending, below its own folder."""
    path = PurePosixPath(compose(asset.path))
    hashed = path.with_name(f"{path.stem}.{asset.digest[:HASH_DIGITS]}{path.suffix}")
    return f"{ASSETS}{hashed}"


def plain_asset_address(path: str) -> str:
    """Return the address of a file under the name that it has in ``content/assets``."""
    return f"{ASSETS}{compose(path)}"


def path_of(target: str) -> str:
    """Return a link without its query and its fragment."""
    return target.partition("#")[0].partition("?")[0]


def fragment_of(target: str) -> str:
    """Return what stands after the number sign of a link."""
    return target.partition("#")[2]
