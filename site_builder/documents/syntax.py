"""What libyaml says about broken YAML, in an editor's words."""

from collections.abc import Callable
from typing import NamedTuple

from yaml import MarkedYAMLError, YAMLError

from site_builder.diagnostics import Code, Diagnostic, Place
from site_builder.documents.text import SourceText

_USE_QUOTES = "Put the whole value in quotation marks."


class Fault(NamedTuple):
    """What the parser found: its words, the offset of the fault, and of what it was reading."""

    source: SourceText
    problem: str
    context: str
    offset: int
    began: int

    @property
    def character(self) -> str:
        """The character at the fault, or nothing at the end of the text."""
        return self.source.text[self.offset : self.offset + 1]


class Sentence(NamedTuple):
    """A message, its hint, and the offset that it speaks of."""

    message: str
    hint: str
    offset: int


def translate(error: YAMLError, source: SourceText, end: int) -> Diagnostic:
    """Turn an error of the parser, which was given the text up to ``end``, into a problem."""
    fault = _fault(error, source, end)
    message, hint, offset = _sentence(fault)
    return Diagnostic.of(Code.YAML_SYNTAX, _place(source, offset), message, hint)


def _place(source: SourceText, offset: int) -> Place:
    if offset < len(source.text) and source.text[offset] != "\n":
        return source.place(offset, offset + 1)
    return source.line_at(offset)


def _fault(error: YAMLError, source: SourceText, end: int) -> Fault:
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Fault(source, str(error), "", 0, 0)
    offset = min(error.problem_mark.index, end)
    mark = error.context_mark
    began = offset if mark is None else mark.index
    return Fault(source, error.problem or "", error.context or "", offset, began)


def _sentence(fault: Fault) -> Sentence:
    for words, say in _SENTENCES:
        if words in fault.problem or words in fault.context:
            return say(fault)
    message = "This place can't be understood."
    return Sentence(message, f"The parser says: {fault.problem}.", fault.offset)


def _stray_colon(fault: Fault) -> Sentence:
    text = fault.source.text
    line = text[text.rfind("\n", 0, fault.offset) + 1 : fault.offset]
    if ":" in line.strip():
        message = "A colon followed by a space can't stand inside a value without quotation marks."
        return Sentence(message, _USE_QUOTES, fault.offset)
    message = "This key belongs to nothing: the line above it is a value already."
    hint = "Check the indentation of this line and the one above, and the colon of that one."
    return Sentence(message, hint, _line_start(fault))


def _line_start(fault: Fault) -> int:
    text = fault.source.text
    start = text.rfind("\n", 0, fault.offset) + 1
    line = text[start : fault.offset]
    return start + len(line) - len(line.lstrip())


def _open_quotes(fault: Fault) -> Sentence:
    quote = fault.source.text[fault.began : fault.began + 1]
    message = f"The quotation mark {quote} that opens here is never closed."
    hint = "Close it, or put the whole value in double quotation marks."
    return Sentence(message, hint if quote == "'" else "Close it.", fault.began)


def _no_colon(fault: Fault) -> Sentence:
    message = "This line has no colon after its key."
    hint = "Write “key: value”; further lines of a value have to be indented."
    return Sentence(message, hint, fault.began)


def _item_beside_key(fault: Fault) -> Sentence:
    message = "A list can't begin on the line of its key."
    hint = "Put each item on a line of its own, or write the list as [one, two]."
    return Sentence(message, hint, fault.offset)


def _out_of_line(fault: Fault) -> Sentence:
    if _line_start(fault) == fault.offset and fault.character == ":":
        return Sentence("A colon stands here without a key before it.", "", fault.offset)
    if _line_start(fault) == fault.offset:
        message = "This line does not line up with the lines above it."
        hint = "Keys that belong together, and the dashes of one list, begin in the same column."
        return Sentence(message, hint, fault.offset)
    message = "The value has ended before this place."
    hint = "Put the whole value in quotation marks, and write those inside it as “ ”."
    return Sentence(message, hint, fault.offset)


def _open_bracket(fault: Fault) -> Sentence:
    bracket = fault.source.text[fault.began : fault.began + 1]
    closing = {"[": "]", "{": "}"}.get(bracket, "bracket")
    message = f"The {bracket} that opens here is not closed, or a comma is missing in it."
    hint = f"Close it with {closing}; put values that hold brackets or commas in quotation marks."
    return Sentence(message, hint, fault.began)


def _missing_value(fault: Fault) -> Sentence:
    if not fault.character.strip():
        return Sentence("A value is missing here.", "", fault.offset)
    message = f"A value can't begin with {fault.character}"
    return Sentence(f"{message}.", _USE_QUOTES, fault.offset)


def _bad_beginning(fault: Fault) -> Sentence:
    if fault.character == "\t":
        return _tab(fault)
    return _missing_value(fault)


def _tab(fault: Fault) -> Sentence:
    message = "A tab can't indent a line."
    return Sentence(message, "Indent with spaces.", fault.offset)


def _escape(fault: Fault) -> Sentence:
    message = (
        "After a backslash in double quotation marks comes a special character, and none is this."
    )
    hint = "Use single quotation marks, or write \\\\ for a backslash."
    return Sentence(message, hint, fault.offset)


def _sign(fault: Fault) -> Sentence:
    sign = fault.source.text[fault.began : fault.began + 1]
    message = f"A value can't begin with {sign}, which has a meaning of its own there."
    return Sentence(message, _USE_QUOTES, fault.began)


def _block_header(fault: Fault) -> Sentence:
    sign = fault.source.text[fault.began : fault.began + 1]
    message = f"After {sign} nothing can stand on the same line."
    return Sentence(message, "Begin the text on the next line, indented.", fault.offset)


def _directive(fault: Fault) -> Sentence:
    message = "A line can't begin with %."
    return Sentence(message, "Put the key in quotation marks, or leave the line out.", fault.began)


def _second_document(fault: Fault) -> Sentence:
    message = "This line does not line up with the first key, or stands after the end."
    hint = "The first key, and all beside it, begin in the same column."
    return Sentence(message, hint, _line_start(fault))


def _question_mark(fault: Fault) -> Sentence:
    message = "A question mark followed by a space can't begin a value."
    return Sentence(message, _USE_QUOTES, fault.offset)


# The parser's words (libyaml 0.2, scanner.c and parser.c), searched in this order.
_SENTENCES: tuple[tuple[str, Callable[[Fault], Sentence]], ...] = (
    ("mapping values are not allowed", _stray_colon),
    ("mapping keys are not allowed", _question_mark),
    ("block sequence entries are not allowed", _item_beside_key),
    ("while scanning a quoted scalar", _open_quotes),
    ("while parsing a quoted scalar", _escape),
    ("while scanning a simple key", _no_colon),
    ("did not find expected ',' or", _open_bracket),
    ("did not find expected key", _out_of_line),
    ("did not find expected '-' indicator", _out_of_line),
    ("did not find expected <document start>", _second_document),
    ("did not find expected node content", _missing_value),
    ("found a tab character", _tab),
    ("cannot start any token", _bad_beginning),
    ("while scanning an alias", _sign),
    ("while scanning an anchor", _sign),
    ("tag", _sign),
    ("while scanning a block scalar", _block_header),
    ("directive", _directive),
)
