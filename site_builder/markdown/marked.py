"""A body with its marks, which is written in the parts that notes stand between."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from site_builder.markdown.body import Footnote, Html
from site_builder.markdown.html import Part, write
from site_builder.markdown.layout import Layout

_NOTHING = Html(("",), ())


@dataclass(frozen=True, slots=True)
class Marked:
    """A body with marks and references to notes; ``parts`` are as in the layout."""

    layout: Layout
    parts: Sequence[Part]
    footnotes: tuple[Footnote, ...]

    def is_heading(self, number: int) -> bool:
        """Tell whether a top-level block is a heading."""
        return self.layout.parts[number][0].type == "heading_open"

    def write(self, begin: int, end: int) -> Html:
        """Write the top-level blocks from ``begin`` to before ``end``."""
        if begin == end:
            return _NOTHING
        return write(chain.from_iterable(self.parts[begin:end]))
