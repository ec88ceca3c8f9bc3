"""What the stylesheet is made from: the digest's verdicts, the display face, the drawings."""

from dataclasses import dataclass

from site_builder.model import Settings, tone_of
from site_builder.rendering.views.filters import slots_of


@dataclass(frozen=True, slots=True)
class VerdictStyle:
    """A verdict and its tone: ``tick``, ``half``, ``wave``, ``cross`` or ``question``."""

    key: str
    tone: str


@dataclass(frozen=True, slots=True)
class StylesheetView:
    """What ``digest.css``, ``verdicts.css`` and ``filters.css`` see.

    ``display_font`` is an address, and so is ``glyphs``: one picture with all drawings in a row.
    ``slots`` are the numbered choices by which a list may be filtered.
    """

    verdicts: tuple[VerdictStyle, ...]
    slots: tuple[str, ...]
    display_font: str
    glyphs: str


def stylesheet_view(settings: Settings, display_font: str, glyphs: str) -> StylesheetView:
    """Give each verdict of the digest its style, in the order of the scale."""
    scale = settings.verdicts
    styles = (VerdictStyle(key, tone_of(verdict, scale).value) for key, verdict in scale.items())
    return StylesheetView(tuple(styles), slots_of(settings), display_font, glyphs)
