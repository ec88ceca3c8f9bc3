"""A card as a PNG. The same card gives the same bytes, by one version of Pillow."""

from dataclasses import dataclass
from enum import Enum
from io import BytesIO
from typing import TYPE_CHECKING

from site_builder.cards.card import Card, Finding
from site_builder.cards.face import Face
from site_builder.cards.glyphs import FILLED, LINES, UNITS, WIDTH, Line
from site_builder.model import Tone

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

SIZE = (1200, 630)

_MARGIN = 80
_ROOM = SIZE[0] - 2 * _MARGIN
_TITLE_TOP, _TITLE_BOTTOM = 234, 490
_TITLE_SIZES = (76, 68, 60, 52, 46, 40)
_LEADING = 1.16
_FOOT = 538
# Sixteen shades of each ink, from the paper to the full ink, are what a palette has room for.
_SHADES = 16
_FINE = 4


class _Ink(Enum):
    """The colours of the stylesheet in light surroundings; the first is what lies under them."""

    PAPER = (0xFC, 0xFD, 0xFD)
    INK = (0x15, 0x19, 0x1E)
    SOFT = (0x47, 0x52, 0x5D)
    HAIR = (0x5F, 0x87, 0xBF)
    TICK = (0x0A, 0x5A, 0x41)
    HALF = (0x6D, 0x4B, 0x00)
    WAVE = (0x93, 0x39, 0x0A)
    CROSS = (0x9C, 0x0F, 0x36)
    QUESTION = (0x57, 0x43, 0x7F)


_INKS = tuple(ink for ink in _Ink if ink is not _Ink.PAPER)
_OF_TONE = {tone: _Ink[tone.name] for tone in Tone}


class _Sheet:
    """A sheet of paper on which masks are printed, each in one ink."""

    def __init__(self) -> None:
        from PIL import Image

        self._image = Image.new("L", SIZE)

    def stamp(self, mask: "Image", ink: _Ink, at: tuple[int, int]) -> None:
        """Print a mask: the blacker, the more ink."""
        first = 1 + _INKS.index(ink) * _SHADES
        shades = [first + level * _SHADES // 256 for level in range(256)]
        self._image.paste(mask.point(shades), at, mask.point([0] * 8 + [255] * 248))

    def rule(self, ink: _Ink, top: int, height: int) -> None:
        """Print a line from margin to margin."""
        from PIL import Image

        self.stamp(Image.new("L", (_ROOM, height), 255), ink, (_MARGIN, top))

    def png(self) -> bytes:
        """Return the sheet as a file."""
        from PIL import Image

        image = Image.frombytes("P", SIZE, self._image.tobytes())
        image.putpalette(_palette())
        file = BytesIO()
        image.save(file, "PNG", compress_level=6)
        return file.getvalue()


def _palette() -> list[int]:
    paper = _Ink.PAPER.value
    shades = [
        round(under + (over - under) * (shade + 1) / _SHADES)
        for ink in _INKS
        for shade in range(_SHADES)
        for under, over in zip(paper, ink.value, strict=True)
    ]
    return [*paper, *shades]


@dataclass(frozen=True, slots=True)
class _Lines:
    """A text in lines, and the size in which they fit."""

    lines: tuple[str, ...]
    size: int

    @property
    def height(self) -> int:
        return round(self.size * _LEADING)


def draw(card: Card, face: Face) -> bytes:
    """Draw a card."""
    sheet = _Sheet()
    _write(sheet, face.size(46, is_bold=True), card.site, (_MARGIN, 70), _Ink.INK)
    sheet.rule(_Ink.HAIR, 138, 3)
    sheet.rule(_Ink.HAIR, 145, 3)
    _write(sheet, face.size(30), _cut(face, card.by, 30, _ROOM), (_MARGIN, 168), _Ink.SOFT)
    text = _fitted(face, card.title)
    for number, line in enumerate(text.lines):
        place = (_MARGIN, _TITLE_TOP + number * text.height)
        _write(sheet, face.size(text.size), line, place, _Ink.INK)
    _show_findings(sheet, face, card.findings)
    return sheet.png()


def _show_findings(sheet: _Sheet, face: Face, findings: tuple[Finding, ...]) -> None:
    """Write the findings side by side, as large as they fit."""
    sizes = (54, 46, 38, 32, 26, 20)
    size = next((s for s in sizes if _width_of(face, findings, s) <= _ROOM), sizes[-1])
    share = _ROOM // len(findings) - round(size * 2.3)
    fits = _width_of(face, findings, size) <= _ROOM
    x = _MARGIN
    for finding in findings:
        words = finding.words if fits else _cut(face, finding.words, size, share)
        ink = _OF_TONE[finding.tone]
        sheet.stamp(_glyph(finding.tone, size), ink, (x, _FOOT - round(size * 0.72)))
        x += round(size * 1.3)
        _write(sheet, face.size(size), words, (x, _FOOT - round(size * 0.68)), ink)
        x += round(face.width(words, size) + size)


def _width_of(face: Face, findings: tuple[Finding, ...], size: int) -> float:
    words = sum(face.width(finding.words, size) for finding in findings)
    return words + len(findings) * size * 1.3 + (len(findings) - 1) * size


def _write(sheet: _Sheet, font: "FreeTypeFont", text: str, at: tuple[int, int], ink: _Ink) -> None:
    from PIL import Image, ImageDraw

    size = round(font.size)
    mask = Image.new("L", (round(font.getlength(text)) + size, size * 2))
    ImageDraw.Draw(mask).text((0, 0), text, fill=255, font=font)
    sheet.stamp(mask, ink, at)


def _fitted(face: Face, text: str) -> _Lines:
    """Break a text into lines in the largest size in which it fits; cut what never would."""
    for size in _TITLE_SIZES:
        fitted = _Lines(tuple(_lines(face, text, size)), size)
        if len(fitted.lines) * fitted.height <= _TITLE_BOTTOM - _TITLE_TOP:
            return fitted
    most = (_TITLE_BOTTOM - _TITLE_TOP) // fitted.height
    kept = fitted.lines[:most]
    last = _cut(face, f"{kept[-1]}…", fitted.size, _ROOM)
    closed = f"{last}”" if text.endswith("”") else last
    return _Lines((*kept[:-1], closed), fitted.size)


def _lines(face: Face, text: str, size: int) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if face.width(longer, size) <= _ROOM:
            lines[-1] = longer
        else:
            lines.append(_cut(face, word, size, _ROOM))
    return [line for line in lines if line]


def _cut(face: Face, text: str, size: int, room: int) -> str:
    """Cut a text to a width, after a letter, with dots in the place of the rest."""
    if face.width(text, size) <= room:
        return text
    kept = text.rstrip("…")
    while kept and face.width(f"{kept}…", size) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def _glyph(tone: Tone, size: int) -> "Image":
    from PIL import Image, ImageDraw

    large = Image.new("L", (size * _FINE, size * _FINE))
    pen = ImageDraw.Draw(large)
    unit = size * _FINE / UNITS
    for line in LINES[tone]:
        _stroke(pen, line, unit)
    if tone in FILLED:
        pen.polygon([(x * unit, y * unit) for x, y in FILLED[tone]], fill=255)
    return large.resize((size, size), Image.Resampling.BOX)


def _stroke(pen: "ImageDraw", line: Line, unit: float) -> None:
    """Draw a line with round ends and corners."""
    points = [(x * unit, y * unit) for x, y in line]
    pen.line(points, fill=255, width=round(WIDTH * unit))
    radius = WIDTH * unit / 2
    for x, y in points:
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
