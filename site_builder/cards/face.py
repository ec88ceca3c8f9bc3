"""The digest's display face, for Pillow."""

from collections.abc import Iterable
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_BOLD = 700
_HEAVY = 600
# No font has a letter for it: what is drawn instead is drawn for every letter that is missing.
_NO_LETTER = "\uffff"
_PROBE = 24


class Face:
    """A font in several sizes. It draws letters side by side, as no library of the machine's does.

    So the same words look the same wherever they are drawn.
    """

    def __init__(self, font: bytes) -> None:
        self.font = font
        self._known: dict[str, bool] = {" ": True}

    def covers(self, texts: Iterable[str]) -> bool:
        """Tell whether the font has each letter of some texts."""
        return all(self._has(letter) for text in texts for letter in text)

    def _has(self, letter: str) -> bool:
        if letter not in self._known:
            font = self.size(_PROBE)
            self._known[letter] = bytes(font.getmask(letter)) != bytes(font.getmask(_NO_LETTER))
        return self._known[letter]

    def width(self, text: str, pixels: int) -> float:
        """Return how wide a text is in a size."""
        words = text.split(" ")
        gaps = len(words) - 1
        return sum(self._width(word, pixels) for word in words) + gaps * self._width(" ", pixels)

    def _width(self, word: str, pixels: int) -> float:
        return _measured(self.font, word, pixels)

    def size(self, pixels: int, *, is_bold: bool = False) -> "FreeTypeFont":
        """Return the font in a size."""
        return _sized(self.font, pixels, _BOLD if is_bold else _HEAVY)


def open_face(font: bytes) -> Face | None:
    """Open a font; None where Pillow is not installed or can't read it."""
    try:
        face = Face(font)
        face.size(_PROBE)
    except (ImportError, OSError):
        return None
    return face


@lru_cache(maxsize=32)
def _sized(font: bytes, pixels: int, weight: int) -> "FreeTypeFont":
    from PIL import ImageFont

    sized = ImageFont.truetype(BytesIO(font), pixels, layout_engine=ImageFont.Layout.BASIC)
    sized.set_variation_by_axes([weight])
    return sized


@lru_cache(maxsize=1 << 14)
def _measured(font: bytes, word: str, pixels: int) -> float:
    return _sized(font, pixels, _HEAVY).getlength(word)
