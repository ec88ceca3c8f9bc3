"""Width and height of pictures. The only user of imagesize."""

import re
from io import BytesIO, FileIO
from pathlib import PurePosixPath

_DRAWING = ".svg"
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", _DRAWING})

# The first element of a drawing; what comes before it (prologue, comments) is seldom long.
_HEAD = 16_384
_ROOT = re.compile(rb"<svg\b[^>]*>")
_OWN_SIZE = re.compile(rb"\s(?:width|height)\s*=")
_VIEW_BOX = re.compile(
    rb"""\sviewBox\s*=\s*["']\s*[-+.\d]+[\s,]+[-+.\d]+[\s,]+(\d+)(?:\.\d+)?[\s,]+(\d+)"""
)
# Formats that imagesize knows and takes very long for, if they are hostile.
_PORTABLE_MAPS = b"P"
_LARGEST = 100_000

Size = tuple[int, int]


def is_picture(path: str) -> bool:
    """Tell by its name whether a file is a picture that pages show."""
    return PurePosixPath(path).suffix.lower() in _PICTURES


def measure(path: str, stream: FileIO) -> Size | None:
    """Return width and height in pixels, as shown; None where they can't be found.

    A drawing without a size of its own has that of its view box.
    """
    stream.seek(0)
    if path.lower().endswith(_DRAWING):
        return _measure_drawing(stream.read(_HEAD))
    if stream.read(1) == _PORTABLE_MAPS:
        return None
    return _measure(stream)


def _measure_drawing(head: bytes) -> Size | None:
    root = _ROOT.search(head)
    if root is None:
        return None
    if len(_OWN_SIZE.findall(root[0])) > 1:
        size = _measure(BytesIO(root[0]))
        if size is not None:
            return size
    box = _VIEW_BOX.search(root[0])
    return None if box is None else _sensible(int(box[1][:9]), int(box[2][:9]))


def _measure(stream: BytesIO | FileIO) -> Size | None:
    import imagesize

    width, height = imagesize.get(stream)
    return _sensible(round(width), round(height))


def _sensible(width: int, height: int) -> Size | None:
    return (width, height) if 0 < width <= _LARGEST and 0 < height <= _LARGEST else None
