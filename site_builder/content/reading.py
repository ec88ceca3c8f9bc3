"""Bytes of content files: bounded, and of plain files only."""

import os
import stat
from hashlib import blake2b, file_digest
from io import FileIO

from site_builder.content.files import ContentFile, no_file, unreadable
from site_builder.content.pictures import is_picture, measure
from site_builder.diagnostics import Code, Diagnostic, Place
from site_builder.documents import MAX_BYTES, too_large
from site_builder.model import Asset

# A pipe that has taken a file's place must not hold us up, nor a link lead elsewhere.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_DIGEST_BYTES = 16
_ASSETS = "content/assets/"


def load(file: ContentFile) -> tuple[bytes | None, list[Diagnostic]]:
    """Read the bytes of a text file: 2 MB at most."""
    try:
        with _open(file.where) as stream:
            state = os.fstat(stream.fileno())
            if not stat.S_ISREG(state.st_mode):
                return None, [no_file(file.path)]
            if state.st_size > MAX_BYTES:
                return None, [too_large(file.path, state.st_size)]
            return stream.read(state.st_size + 1), []
    except OSError as fault:
        return None, [unreadable(file.path, fault)]


def read_asset(file: ContentFile) -> tuple[Asset | None, list[Diagnostic]]:
    """Read what is to be known of an asset: its digest, its size, and a picture's dimensions.

    A picture that can't be measured is an asset all the same, with a warning.
    """
    try:
        with _open(file.where) as stream:
            state = os.fstat(stream.fileno())
            if not stat.S_ISREG(state.st_mode):
                return None, [no_file(file.path)]
            return _asset(file, stream, state.st_size)
    except OSError as fault:
        return None, [unreadable(file.path, fault)]


def _open(location: str) -> FileIO:
    descriptor = os.open(location, _FLAGS)
    try:
        return FileIO(descriptor)
    except OSError:
        # It was a folder.
        os.close(descriptor)
        raise


def _asset(file: ContentFile, stream: FileIO, size: int) -> tuple[Asset, list[Diagnostic]]:
    digest = file_digest(stream, lambda: blake2b(digest_size=_DIGEST_BYTES)).hexdigest()
    shown = is_picture(file.path)
    dimensions = measure(file.path, stream) if shown else None
    width, height = dimensions or (None, None)
    place = Place(file.path)
    asset = Asset(file.path.removeprefix(_ASSETS), place, digest, size, width, height)
    return asset, [_unmeasured(place)] if shown and dimensions is None else []


def _unmeasured(place: Place) -> Diagnostic:
    message = "The picture's width and height can't be found."
    hint = "Is it broken, or something else than its name says? Save it once more."
    return Diagnostic.of(Code.UNREADABLE_PICTURE, place, message, hint)
