"""A body with its marks, which is written in the parts that notes stand between."""

from typing import NamedTuple

from site_builder.markdown.body import Footnote, Html
from site_builder.markdown.html import Part, write
from site_builder.markdown.layout import Layout

_NOTHING = Html(("",), ())


class Marked(NamedTuple):
    """A body with marks and references to notes; ``tokens`` are as many as in the layout."""

    layout: Layout
    tokens: Part
    footnotes: tuple[Footnote, ...]

    def is_heading(self, number: int) -> bool:
        """Tell whether a top-level block is a heading."""
        return self.layout.tokens[self.layout.begins[number]].type == "heading_open"

    def write(self, begin: int, end: int) -> Html:
        """Write the top-level blocks from ``begin`` to before ``end``."""
        if begin == end:
            return _NOTHING
        return write(self.tokens[self.layout.begins[begin] : self.layout.begins[end]])
