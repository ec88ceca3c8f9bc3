"""What a site answers to an address, as its host would."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes

from site_builder.build import State
from site_builder.build.request import Problems
from site_builder.graph import alike
from site_builder.routes import PageKind

HTML = "text/html; charset=utf-8"
NOT_FOUND = "404.html"

_INDEX = "index.html"
_MOST_NEAR = 5
_TYPES = {
    "avif": "image/avif",
    "css": "text/css; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "gif": "image/gif",
    "html": HTML,
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "jsonld": "application/ld+json; charset=utf-8",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "webm": "video/webm",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xml": "application/xml; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the site: its path below the output, its bytes, and what its template did wrong."""

    path: str
    data: bytes
    problems: Problems

    @property
    def media_type(self) -> str:
        """What a host says of it."""
        return type_of(self.path)


@dataclass(frozen=True, slots=True)
class Moved:
    """Where the page stands that is meant."""

    address: str


def type_of(path: str) -> str:
    """Return the media type of a file by its name."""
    return _TYPES.get(path.rpartition(".")[2].lower(), "application/octet-stream")


def file_of(address: str) -> str:
    """Return the path below the output that an address stands for; it need not exist."""
    path = unquote_to_bytes(address.removeprefix("/")).decode("utf-8", "replace")
    return f"{path}{_INDEX}" if path.endswith("/") or not path else path


def find(state: State, address: str) -> Found | Moved | None:
    """Return what a state has at an address, or where it has it now.

    Whatever is no file of the plan is nothing: no address is ever looked up on the disk.
    """
    path = file_of(address)
    found = _read(state, path)
    if found is None and _read(state, f"{path}/{_INDEX}") is not None:
        return Moved(f"{address}/")
    if found is None and state.layout is not None:
        moved = (one.new for one in state.layout.plan.redirects if one.old == address)
        return next(map(Moved, moved), None)
    return found


def _read(state: State, path: str) -> Found | None:
    made = state.find(path)
    if made is None:
        return None
    if not isinstance(made, Path):
        return Found(path, made.data, made.problems)
    try:
        return Found(path, made.read_bytes(), [])
    except OSError:
        return None


def nearest(state: State, address: str) -> list[str]:
    """Return the addresses of pages that are most like one that has none."""
    if state.index is None:
        return []
    named: dict[str, list[str]] = defaultdict(list)
    for page in state.index.pages.values():
        if page.kind is not PageKind.NOT_FOUND:
            named[_name(page.address)].append(page.address)
    alikes = (named[name] for name in alike(_name(address), named, _MOST_NEAR))
    return [one for addresses in alikes for one in addresses][:_MOST_NEAR]


def _name(address: str) -> str:
    """Return the last part of an address, as it reads."""
    return unquote(address.rstrip("/").rpartition("/")[2])
