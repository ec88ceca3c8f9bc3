"""Keys of an annotation, or of a piece of its evidence, that change, come or go."""

import re
from collections.abc import Iterator, Mapping, Sequence

from site_builder.annotating import listing
from site_builder.annotating.answers import Proof
from site_builder.annotating.composing import (
    EVIDENCE,
    EVIDENCE_KEYS,
    Content,
    Style,
    entries,
    flow,
    indented,
)
from site_builder.annotating.front_matter import Change, FrontMatter, NoSafeChangeError, plain
from site_builder.annotating.scalars import in_block, in_flow, tidy
from site_builder.documents import nodes

_BLOCK_HEAD = re.compile(r"[|>][0-9+-]*")


def content_of(node: nodes.Mapping) -> Content:
    """Return what is written in an annotation, or in a piece of evidence, tidy and in order."""
    found = {key: _tidy(key, plain(entry.value)) for key, entry in node.entries.items()}
    return {key: value for key, value in found.items() if value}


def _tidy(key: str, value: object) -> str | Sequence[Mapping[str, str]]:
    if isinstance(value, list):
        return [_proof(one) for one in value if isinstance(one, dict)]
    return tidy(key, value) if isinstance(value, str) else ""


def _proof(one: Mapping[str, object]) -> Mapping[str, str]:
    texts = {key: tidy(key, text) for key, text in one.items() if isinstance(text, str)}
    return {key: text for key, text in texts.items() if text}


def rewrite(
    front: FrontMatter, node: nodes.Mapping, content: Content, order: Sequence[str], style: Style
) -> Iterator[Change]:
    """Make the keys of a mapping say what ``content`` does; those that say it stay as they are.

    New keys are put where they have their place in the ``order``.
    """
    old = content_of(node)
    written = _Keys(front, node, style)
    kept = [key for key in node.entries if key in content or key not in old]
    if not kept:
        raise NoSafeChangeError
    yield from written.without_first(kept[0])
    names = list(node.entries)
    for key in names[names.index(kept[0]) :]:
        if key not in kept:
            yield written.without(key)
        elif key in content and content[key] != old.get(key, ""):
            yield from written.with_value(key, content[key])
    for key in content:
        if key not in node.entries:
            earlier = order[: order.index(key)]
            beside = next((name for name in reversed(kept) if name in earlier), kept[0])
            yield written.with_new(key, content[key], beside)


class _Keys:
    """The keys of one mapping, in block style or between braces."""

    def __init__(self, front: FrontMatter, node: nodes.Mapping, style: Style) -> None:
        self._front = front
        self._entries = node.entries
        self._style = style
        self._is_flow = front.is_flow(node)
        self._column = front.column(node.start)

    def without_first(self, kept: str) -> Iterator[Change]:
        """Take out the keys before the first that is kept."""
        start = nodes.span(next(iter(self._entries.values())).key)[0]
        end = nodes.span(self._entries[kept].key)[0]
        if start < end:
            yield listing.taken_out(self._front, start, end)

    def without(self, key: str) -> Change:
        """Take out a key that is not the first, with its value."""
        front = self._front
        names = list(self._entries)
        start, end = nodes.span(self._entries[key].key)[0], front.end_of(self._entries[key].value)
        if self._is_flow:
            before = self._entries[names[names.index(key) - 1]].value
            return listing.taken_out(front, front.end_of(before), end)
        return listing.taken_out(front, front.line_start(start), front.next_line(end))

    def with_new(self, key: str, value: str | Sequence[Mapping[str, str]], before: str) -> Change:
        """Write a key that is not there yet after another one."""
        beside = self._entries[before].value
        if self._is_flow:
            offset = self._front.end_of(beside)
            return Change(offset, offset, f", {key}: {flow(key, value)}")
        offset = self._front.after(beside)
        lines = entries({key: value}, self._column, self._style)
        return Change(offset, offset, "".join(f"{line}\n" for line in lines))

    def with_value(self, key: str, value: str | Sequence[Mapping[str, str]]) -> Iterator[Change]:
        """Give a key another value."""
        entry = self._entries[key]
        old = entry.value
        if not isinstance(value, str):
            yield from self._with_proofs(entry, value)
        elif isinstance(old, nodes.COLLECTIONS):
            raise NoSafeChangeError
        elif self._is_flow:
            yield from self._with_head(entry, in_flow(key, value))
        else:
            scalar = in_block(key, value, self._column)
            yield from self._with_head(entry, scalar.head)
            lines = "".join(f"{line}\n" for line in indented(scalar.lines, self._column))
            end = self._front.after(old)
            begin = end
            if old.style in nodes.BLOCK_STYLES:
                begin = self._front.next_line(nodes.span(old)[0])
            yield Change(begin, end, lines)

    def _with_head(self, entry: nodes.Entry, head: str) -> Iterator[Change]:
        """Write what follows a key on its line; of a value below it only the indicator is there."""
        start, end = nodes.span(entry.value)
        indicator = _BLOCK_HEAD.match(self._front.text, start)
        if indicator is not None and not self._is_flow:
            end = indicator.end()
        space = "" if start > nodes.span(entry.key)[1] + 1 else " "
        yield Change(start, end, f"{space}{head}")

    def _with_proofs(self, entry: nodes.Entry, proofs: Sequence[Proof]) -> Iterator[Change]:
        """Make a list of evidence say what ``proofs`` do, piece by piece."""
        front, old = self._front, entry.value
        if isinstance(old, nodes.Sequence) and old.items:
            yield from _with_items(front, old, proofs, self._style)
        elif self._is_flow:
            yield Change(*nodes.span(old), flow(EVIDENCE, proofs))
        else:
            yield from listing.first_items(front, entry, proofs, self._style)


def _with_items(
    front: FrontMatter, old: nodes.Sequence, new: Sequence[Proof], style: Style
) -> Iterator[Change]:
    found = [item for item in old.items if isinstance(item, nodes.Mapping)]
    if len(found) < len(old.items):
        raise NoSafeChangeError
    kept = _kept(found, new)
    for index, item in enumerate(found):
        if index not in kept:
            yield listing.removal(front, old, index, is_before=index < kept[0])
        else:
            yield from rewrite(front, item, new[kept.index(index)], EVIDENCE_KEYS, style)
    for content in new[len(kept) :]:
        yield listing.insertion(front, old, len(found), content, style)


def _kept(found: Sequence[nodes.Mapping], new: Sequence[Proof]) -> Sequence[int]:
    """Return the indexes of the items that stay, one for each of the first new ones."""
    contents = [content_of(item) for item in found]
    if len(new) >= len(found):
        return range(len(found))
    same = [index for index, one in enumerate(contents) if one in new]
    if [contents[index] for index in same] == list(new):
        return same
    return range(len(new))
