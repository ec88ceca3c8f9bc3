"""What one body's rules gather while they settle its tokens: problems, links, ids, footnotes."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote, unquote

from markdown_it.token import Token

from site_builder.characters import forbidden
from site_builder.diagnostics import Code, Diagnostic, Place
from site_builder.markdown.body import Heading, Link
from site_builder.markdown.parsed import Context, ParsedFootnote
from site_builder.markdown.places import Places
from site_builder.model import MarkdownText
from site_builder.model.slugs import slugify

_REPLACEMENT = "\ufffd"
_LONGEST_SHOWN = 80
_MOST_ON_A_LINE = 10


class Gathering:
    """The lists that grow while a body is settled, and the rules for adding to them.

    ``definitions`` are the tokens of the footnotes' texts by label.
    """

    def __init__(
        self, source: MarkdownText, context: Context, definitions: Mapping[str, Sequence[Token]]
    ) -> None:
        self.context = context
        self.places = Places(source)
        self.problems: list[Diagnostic] = []
        self.headings: list[Heading] = []
        self.links: list[Link] = []
        self.footnotes: list[_Footnote] = []
        self.definitions = definitions
        self._by_label: dict[str, _Footnote] = {}
        self._scope = f"{context.scope}--" if context.scope else ""
        self._counts: dict[str, int] = {}
        self._noted: dict[tuple[Code, int], int] = {}

    @property
    def ids(self) -> frozenset[str]:
        """All ids given so far."""
        return frozenset(self._counts)

    @property
    def labels(self) -> frozenset[str]:
        """The labels of all footnotes that something refers to."""
        return frozenset(self._by_label)

    def warn(self, code: Code, place: Place, message: str, hint: str = "") -> None:
        """Note a problem. Ten of one kind on one line are enough to know that line by."""
        count = self._noted.get((code, place.line), 0)
        self._noted[code, place.line] = count + 1
        if count < _MOST_ON_A_LINE:
            self.problems.append(Diagnostic.of(code, place, message, hint))

    def name(self, prefix: str, text: str, fallback: str) -> str:
        """Give an id that nothing of this body has: ``prefix-slug``, or a number after it."""
        wanted = f"{prefix}-{self._scope}{slugify(text) or fallback}"
        number = self._counts.get(wanted, 0) + 1
        given = wanted if number == 1 else f"{wanted}-{number}"
        while given in self._counts:
            number += 1
            given = f"{wanted}-{number}"
        self._counts[wanted] = number
        self._counts[given] = 1
        return given

    def clean(self, text: str, place: Place) -> str:
        """Return an attribute's text without what no text may hold (entities can smuggle it)."""
        faults = list(forbidden(text))
        for fault in reversed(faults):
            self.warn_smuggled(fault.code, place, fault.name)
            text = text[: fault.offset] + _REPLACEMENT + text[fault.offset + fault.length :]
        return text

    def warn_smuggled(self, code: Code, place: Place, name: str) -> None:
        """Note a forbidden character that is written as an entity."""
        self.warn(code, place, f"An entity stands for {name}, which no text may hold.")

    def refer(self, token: Token) -> None:
        """Let a ``footnote_ref`` token refer to its footnote; the first makes the footnote."""
        label = token.meta.get("label")
        footnote = self._by_label.get(label) if label else None
        if footnote is None:
            footnote = self._add_footnote(token, label)
        token.attrs = footnote.refer(self.name("fn-ref", footnote.name, footnote.name))

    def _add_footnote(self, token: Token, label: str | None) -> "_Footnote":
        number = len(self.footnotes) + 1
        tokens = self.definitions.get(label, ()) if label else _note_blocks(token)
        name = slugify(label or "") or str(number)
        footnote = _Footnote(number, name, self.name("fn", name, name), tokens)
        self.footnotes.append(footnote)
        if label:
            self._by_label[label] = footnote
        return footnote


class _Footnote:
    """A footnote that references are still added to."""

    def __init__(self, number: int, name: str, identifier: str, tokens: Sequence[Token]) -> None:
        self.number = number
        self.name = name
        self.id = identifier
        self.tokens = list(tokens)
        self.references: list[str] = []

    def refer(self, reference: str) -> dict[str, str | int | float]:
        """Add a reference by its id; return the attributes of its link."""
        self.references.append(reference)
        return {
            "class": "footnote-ref",
            "role": "doc-noteref",
            "id": reference,
            "href": f"#{quote(self.id)}",
            "data-number": self.number,
            "aria-label": self.number,
        }

    def finish(self) -> ParsedFootnote:
        """Return the footnote as it is now."""
        return ParsedFootnote(self.number, self.id, tuple(self.references), tuple(self.tokens))


def _note_blocks(note: Token) -> list[Token]:
    """Make a paragraph of an inline footnote; its places are those of the block it stands in."""
    block: Token = note.meta["block"]
    inline = Token("inline", "", 0, map=block.map, content=block.content, children=note.children)
    return [
        Token("paragraph_open", "p", 1, map=block.map, block=True),
        inline,
        Token("paragraph_close", "p", -1, block=True),
    ]


def shown(url: str) -> str:
    """Return an address as a message shows it: decoded if that is printable, and not too long."""
    text = unquote(url)
    text = text if text.isprintable() else url
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"
