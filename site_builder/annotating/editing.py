"""The bytes of an article with one annotation more, or with one changed: text alone is edited here.

What comes out was read again: it holds what it held, and the annotation. Anything else is no
edit but a ``NoSafeChangeError``.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from site_builder.annotating import keys, listing
from site_builder.annotating.composing import KEYS, Content, Style, item
from site_builder.annotating.front_matter import Change, FrontMatter, NoSafeChangeError, plain
from site_builder.documents import nodes

_LIST = "annotations"


class Edited(NamedTuple):
    """New bytes of a file, and the first and last line in them that belong to the annotation."""

    data: bytes
    first: int
    last: int


def contents(data: bytes) -> Mapping[tuple[int, int], Content]:
    """Return what is written in each annotation of a file, by line and column of its beginning.

    Raises ``NoSafeChangeError`` where there is anything else in the list.
    """
    front = FrontMatter.of(data)
    return {front.place(one.start): keys.content_of(one) for one in _items(front)}


def with_item(data: bytes, content: Content, index: int) -> Edited:
    """Put an annotation before the one with the index; raises ``NoSafeChangeError``."""
    front = FrontMatter.of(data)
    entry = front.keys.entries.get(_LIST)
    listed = None if entry is None else entry.value
    style = listing.style_of(front, listed)
    if entry is None:
        changes = [_new_list(front, content, style)]
    elif isinstance(listed, nodes.Sequence) and listed.items:
        changes = [listing.insertion(front, listed, index, content, style)]
    else:
        changes = list(listing.first_items(front, entry, [content], style))
    return _checked(front, changes, index, content, is_new=True)


def with_changes(data: bytes, index: int, content: Content) -> Edited:
    """Make an annotation say what ``content`` does; raises ``NoSafeChangeError``."""
    front = FrontMatter.of(data)
    items = _items(front)
    style = listing.style_of(front, front.keys.entries[_LIST].value)
    changes = list(keys.rewrite(front, items[index], content, KEYS, style))
    return _checked(front, changes, index, content, is_new=False)


def _items(front: FrontMatter) -> Sequence[nodes.Mapping]:
    entry = front.keys.entries.get(_LIST)
    if entry is None or nodes.is_null(entry.value):
        return []
    if not isinstance(entry.value, nodes.Sequence):
        raise NoSafeChangeError
    items = [one for one in entry.value.items if isinstance(one, nodes.Mapping)]
    if len(items) < len(entry.value.items):
        raise NoSafeChangeError
    return items


def _new_list(front: FrontMatter, content: Content, style: Style) -> Change:
    """Write the key and its list after all other keys."""
    if front.is_flow(front.keys):
        raise NoSafeChangeError
    column = front.column(front.keys.start)
    lines = [f"{' ' * column}{_LIST}:", *item(content, column + style.nested, style)]
    return Change(front.end, front.end, "".join(f"{line}\n" for line in lines))


def _checked(
    front: FrontMatter, changes: Sequence[Change], index: int, content: Content, *, is_new: bool
) -> Edited:
    """Make the changes, and see that nothing but the annotation is another than before."""
    data = front.with_changes(changes)
    after = FrontMatter.of(data)
    wanted = plain(front.keys)
    found = plain(after.keys)
    if not (isinstance(wanted, dict) and isinstance(found, dict)):
        raise NoSafeChangeError
    listed = list(wanted.get(_LIST) or [])
    listed[index : index + (not is_new)] = [_written(after, index)]
    same = found == {**wanted, _LIST: listed} and list(found) == [*(wanted | {_LIST: 0})]
    one = _items(after)[index]
    if not same or after.body != front.body or keys.content_of(one) != content:
        raise NoSafeChangeError(data)
    first, last = after.line(one.start), after.line(after.end_of(one))
    return Edited(data, first, last)


def _written(front: FrontMatter, index: int) -> object:
    items = _items(front)
    if index >= len(items):
        raise NoSafeChangeError
    return plain(items[index])
