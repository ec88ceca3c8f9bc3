"""An annotation as lines of YAML, in the order in which editors write its keys."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from site_builder.annotating.answers import Given
from site_builder.annotating.scalars import STEP, in_block, in_flow, tidy

KEYS = (
    *("id", "kind", "quote", "prefix", "suffix", "occurrence", "claim", "claim_text", "verdict"),
    *("fact", "note", "evidence", "by", "reviewer", "checked", "review_by", "status", "reason"),
)
"""The keys of an annotation, in the order in which they are written."""

EVIDENCE = "evidence"
EVIDENCE_KEYS = ("title", "url", "citation", "archived", "accessed", "kind", "quote")
"""The keys of a piece of evidence."""

POSITION = ("quote", "prefix", "suffix", "occurrence")
"""The keys that say where an annotation stands."""

Content: TypeAlias = Mapping[str, str | Sequence[Mapping[str, str]]]
"""Keys with tidy values, none of them empty, in the order in which they are written."""


class UnknownKeyError(Exception):
    """A key that no annotation has."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a file writes lists.

    ``dash`` is how far an item's keys stand to the right of its dash, ``nested`` how far the
    dashes of a list stand to the right of its key.
    """

    dash: int = 2
    nested: int = STEP


def tidied(given: Given) -> Content:
    """Return what was given, tidy and in order. Raises ``UnknownKeyError``."""
    _known(given, KEYS)
    found: dict[str, str | Sequence[Mapping[str, str]]] = {}
    for key in KEYS:
        value = given.get(key, "")
        if isinstance(value, str):
            text = tidy(key, value)
            if text:
                found[key] = text
        else:
            proofs = [proof for one in value if (proof := _proof(one))]
            if proofs:
                found[key] = proofs
    return found


def _proof(given: Mapping[str, str]) -> Mapping[str, str]:
    _known(given, EVIDENCE_KEYS)
    texts = {key: tidy(key, given.get(key, "")) for key in EVIDENCE_KEYS}
    return {key: text for key, text in texts.items() if text}


def _known(given: Iterable[str], known: Sequence[str]) -> None:
    for key in given:
        if key not in known:
            raise UnknownKeyError(key)


def item(content: Content, column: int, style: Style) -> list[str]:
    """Write an item of a list whose dashes stand in a column."""
    indent = " " * column
    first, *others = entries(content, column + style.dash, style)
    return [f"{indent}{'-'.ljust(style.dash)}{first.lstrip(' ')}", *others]


def entries(content: Content, column: int, style: Style) -> list[str]:
    """Write keys with their values, beginning in a column."""
    return [line for key in content for line in _entry(key, content[key], column, style)]


def _entry(
    key: str, value: str | Sequence[Mapping[str, str]], column: int, style: Style
) -> Iterator[str]:
    indent = " " * column
    if isinstance(value, str):
        scalar = in_block(key, value, column)
        yield f"{indent}{key}: {scalar.head}"
        yield from indented(scalar.lines, column)
    else:
        yield f"{indent}{key}:"
        for proof in value:
            yield from item(proof, column + style.nested, style)


def indented(lines: Iterable[str], column: int) -> Iterator[str]:
    """Indent the lines of a value below its key in ``column``."""
    indent = " " * (column + STEP)
    return (f"{indent}{line}" if line else "" for line in lines)


def braced(content: Content) -> str:
    """Write keys with their values between braces."""
    return f"{{{', '.join(f'{key}: {flow(key, content[key])}' for key in content)}}}"


def flow(key: str, value: str | Sequence[Mapping[str, str]]) -> str:
    """Write a value that stands between braces."""
    if isinstance(value, str):
        return in_flow(key, value)
    return f"[{', '.join(map(braced, value))}]"
