"""One item more in a list of the front matter, or one less."""

import re
from collections.abc import Iterator, Sequence

from site_builder.annotating.composing import Content, Style, braced, item
from site_builder.annotating.front_matter import Change, FrontMatter, NoSafeChangeError
from site_builder.documents import nodes
from site_builder.documents.nodes import Entry, Node, is_null, span

_BLANK_LINE = re.compile(r"^[ \t]*$", re.MULTILINE)


def style_of(front: FrontMatter, items: Node | None) -> Style:
    """Return how a file writes its lists: as the given one, or as any."""
    lists = list(_block_lists(front, front.keys))
    nested = next((n for n, _ in lists), Style().nested)
    own = [dash for _, one in lists if one is items and (dash := _dash(front, one))]
    dashes = own or [dash for _, one in lists if (dash := _dash(front, one))]
    return Style(dash=dashes[0] if dashes else Style().dash, nested=nested)


def _block_lists(front: FrontMatter, node: Node) -> Iterator[tuple[int, nodes.Sequence]]:
    """Yield the lists in block style, each with the indentation of its dashes below its key."""
    if isinstance(node, nodes.Mapping):
        for entry in node.entries.values():
            if isinstance(entry.value, nodes.Sequence) and not front.is_flow(entry.value):
                column = front.column(span(entry.key)[0])
                yield front.column(entry.value.start) - column, entry.value
            yield from _block_lists(front, entry.value)
    elif isinstance(node, nodes.Sequence):
        for one in node.items:
            yield from _block_lists(front, one)


def _dash(front: FrontMatter, items: nodes.Sequence) -> int:
    """Return how far the keys of a list's items stand from their dashes, 0 if there are none."""
    for one in items.items:
        if isinstance(one, nodes.Mapping) and not front.is_flow(one):
            return front.column(one.start) - front.column(items.start)
    return 0


def insertion(
    front: FrontMatter, items: nodes.Sequence, index: int, content: Content, style: Style
) -> Change:
    """Put an item into a list, before the one that has the index now."""
    if front.is_flow(items):
        return _in_brackets(front, items, index, content)
    lines = item(content, front.column(items.start), style)
    blank = [""] if _has_blank_lines(front, items) else []
    if index:
        offset = front.after_item(items.items[index - 1])
        # A block that keeps its end would take one more empty line for its own.
        lines = lines if front.text[:offset].endswith("\n\n") else [*blank, *lines]
    else:
        offset = front.line_start(items.start)
        lines = [*lines, *blank]
    return Change(offset, offset, "".join(f"{line}\n" for line in lines))


def _has_blank_lines(front: FrontMatter, items: nodes.Sequence) -> bool:
    """Tell whether the first two items of a list have an empty line between them."""
    if len(items.items) <= 1:
        return False
    first, second = items.items[:2]
    start, end = front.after(first), front.line_start(span(second)[0])
    return _BLANK_LINE.search(front.text[start:end].removesuffix("\n")) is not None and start < end


def _in_brackets(front: FrontMatter, items: nodes.Sequence, index: int, content: Content) -> Change:
    if not items.items:
        raise NoSafeChangeError
    beside = items.items[max(index - 1, 0)]
    start = span(beside)[0]
    indent = front.text[front.line_start(start) : start]
    space = f"\n{indent}" if indent and not indent.strip() else " "
    if index:
        offset = front.end_of(beside)
        return Change(offset, offset, f",{space}{braced(content)}")
    return Change(start, start, f"{braced(content)},{space}")


def removal(front: FrontMatter, items: nodes.Sequence, index: int, *, is_before: bool) -> Change:
    """Take an item out of a list that has others; ``is_before``: none before it stays.

    Raises ``NoSafeChangeError`` where a comment would go with it.
    """
    one = items.items[index]
    if not front.is_flow(items):
        return taken_out(front, front.line_start(span(one)[0]), front.after_item(one))
    if is_before:
        return taken_out(front, span(one)[0], span(items.items[index + 1])[0])
    return taken_out(front, front.end_of(items.items[index - 1]), front.end_of(one))


def taken_out(front: FrontMatter, start: int, end: int) -> Change:
    """Delete a part of the text. Raises ``NoSafeChangeError`` where it holds a comment."""
    if front.has_comment(start, end):
        raise NoSafeChangeError
    return Change(start, end, "")


def first_items(
    front: FrontMatter, entry: Entry, contents: Sequence[Content], style: Style
) -> Iterator[Change]:
    """Make a list with some items of a key that has an empty one, or nothing."""
    start, end = span(entry.value)
    is_empty = isinstance(entry.value, nodes.Sequence) and not entry.value.items
    if not (is_empty or is_null(entry.value)) or "\n" in front.text[start:end]:
        raise NoSafeChangeError
    gap = len(front.text[:start]) - len(front.text[:start].rstrip(" "))
    offset = front.next_line(end)
    column = front.column(span(entry.key)[0]) + style.nested
    lines = [line for content in contents for line in item(content, column, style)]
    yield Change(start - gap, end, "")
    yield Change(offset, offset, "".join(f"{line}\n" for line in lines))
