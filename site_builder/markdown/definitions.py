"""Footnote definitions, taken out of the token stream."""

from dataclasses import dataclass

from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Definition:
    """The text of a footnote: its label, the line it begins on (from 0), its block tokens."""

    label: str
    line: int
    tokens: list[Token]


def split_definitions(tokens: list[Token]) -> tuple[list[Token], list[Definition]]:
    """Separate the text from its footnotes' definitions, in the order of their beginnings.

    A definition inside another, a list or a quotation is one like all others.
    """
    text: list[Token] = []
    definitions: list[Definition] = []
    streams = [text]
    for token in tokens:
        if token.type == "footnote_reference_open":
            line = token.map[0] if token.map else 0
            definitions.append(Definition(token.meta["label"], line, []))
            streams.append(definitions[-1].tokens)
        elif token.type == "footnote_reference_close":
            streams.pop()
        else:
            streams[-1].append(token)
    return text, definitions
