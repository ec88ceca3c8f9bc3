"""Bytes to text: size, encoding, characters that no text may hold, conflicts left by git."""

import codecs
import re
from collections.abc import Iterator
from itertools import islice

from site_builder.characters import Fault, forbidden
from site_builder.diagnostics import Code, Diagnostic, Place
from site_builder.documents.text import SourceText

MAX_BYTES = 2 * 1024 * 1024
"""The longest text file that is read."""

# So many strange characters make a file that is no text; nobody mends it one by one.
_MOST_FAULTS = 20

# The longer marks first: UTF-32's begins with UTF-16's.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
# ASCII has a NUL at every other byte in UTF-16, at three of four in UTF-32.
_SHARE_OF_UTF32 = 0.6
_ASCII_END = 0x80
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)

_SAVE_AS_UTF8 = "Save the file as UTF-8."
_HINTS = {
    Code.CONTROL_CHARACTER: "Delete it; most editors don't show it.",
    Code.BIDI_CONTROL: "Delete it: it shows readers the text in another order than it has.",
    Code.TAG_CHARACTER: "Delete it: it hides text that nobody sees.",
}


def decode_text(path: str, data: bytes) -> tuple[SourceText | None, list[Diagnostic]]:
    """Turn the bytes of a file into text with LF at its lines' ends.

    Forbidden characters are reported and replaced, so that the rest of the file can be read; there
    is no text where reading on would only find consequences of the same fault.
    """
    if len(data) > MAX_BYTES:
        return None, [too_large(path, len(data))]
    encoding = _foreign_encoding(data)
    if encoding is not None:
        return None, [_foreign(path, encoding)]
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as fault:
        return None, [_undecodable(path, data, fault.start)]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _examine(SourceText(path, text))


def too_large(path: str, size: int) -> Diagnostic:
    """Say that a text file of so many bytes is not read."""
    message = f"The file has {size / 1024 / 1024:.1f} MB; a text may have 2 MB at most."
    hint = "Put pictures and data into content/assets, and long texts into several files."
    return Diagnostic.of(Code.FILE_TOO_LARGE, Place(path), message, hint)


def character_problem(fault: Fault, place: Place) -> Diagnostic:
    """Report a character that no text may hold."""
    message = f"The character {fault.name} can't stand in a text."
    return Diagnostic.of(fault.code, place, message, _HINTS.get(fault.code, ""))


def _examine(source: SourceText) -> tuple[SourceText | None, list[Diagnostic]]:
    faults = list(islice(forbidden(source.text), _MOST_FAULTS + 1))
    problems = list(_character_problems(source, faults))
    conflicts = list(_conflicts(source))
    if conflicts or len(faults) > _MOST_FAULTS:
        return None, problems + conflicts
    return _without(source, faults) if faults else source, problems


def _character_problems(source: SourceText, faults: list[Fault]) -> Iterator[Diagnostic]:
    for fault in faults[:_MOST_FAULTS]:
        place = source.place(fault.offset, fault.offset + fault.length)
        yield character_problem(fault, place)
    if len(faults) > _MOST_FAULTS:
        offset = faults[-1].offset
        message = "More such characters follow: this doesn't look like a text file."
        yield Diagnostic.of(Code.CONTROL_CHARACTER, source.place(offset, offset), message)


def _without(source: SourceText, faults: list[Fault]) -> SourceText:
    pieces, end = [], 0
    for fault in faults:
        pieces += [source.text[end : fault.offset], "\ufffd" * fault.length]
        end = fault.offset + fault.length
    return SourceText(source.path, "".join((*pieces, source.text[end:])))


def _conflicts(source: SourceText) -> Iterator[Diagnostic]:
    text = source.text
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return
    for match in islice(_CONFLICT.finditer(text), _MOST_FAULTS):
        message = "Git left a conflict in the file here."
        hint = (
            "Keep one of the two versions, and delete git's own lines (<<<<<<<, =======, >>>>>>>)."
        )
        place = source.place(match.start(), match.end())
        yield Diagnostic.of(Code.CONFLICT_MARKER, place, message, hint)


def _foreign_encoding(data: bytes) -> str | None:
    """Name the encoding of data that begin as UTF-16 or UTF-32 do."""
    for mark, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return name
    head = data[:400]
    if b"\0" not in head:
        return None
    share = head.count(0) / len(head)
    evens, odds = head[::2].count(0), head[1::2].count(0)
    if share > _SHARE_OF_UTF32:
        return "UTF-32"
    return "UTF-16" if abs(evens - odds) > len(head) / 4 else None


def _foreign(path: str, encoding: str) -> Diagnostic:
    message = f"The file is {encoding}; the digest reads UTF-8 only."
    return Diagnostic.of(Code.WRONG_ENCODING, Place(path), message, _SAVE_AS_UTF8)


def _undecodable(path: str, data: bytes, offset: int) -> Diagnostic:
    start = data.rfind(b"\n", 0, offset) + 1
    end = data.find(b"\n", offset)
    line = data[start : end if end >= 0 else len(data)]
    place = Place(
        path,
        data.count(b"\n", 0, offset) + 1,
        len(data[start:offset].removeprefix(codecs.BOM_UTF8).decode("utf-8")) + 1,
        1,
        line.decode("utf-8", "replace").rstrip("\r"),
    )
    message = f"The file is not UTF-8: {_likely_encoding(data, offset)}"
    return Diagnostic.of(Code.WRONG_ENCODING, place, message, _SAVE_AS_UTF8)


def _likely_encoding(data: bytes, offset: int) -> str:
    """Say what the file may be instead, from how the bytes above ASCII stand together."""
    byte = f"the byte {data[offset]:02X} can't stand here"
    if any(value >= _ASCII_END for value in data[:offset].removeprefix(codecs.BOM_UTF8)):
        return f"{byte}, though the text before it can be read."
    runs = _HIGH_RUN.findall(data[offset : offset + 4000])
    # Accented letters of western languages stand alone; those of other scripts make words.
    if sum(map(len, runs)) < 2 * len(runs):
        return f"{byte}; it looks like Windows-1252 (Latin-1)."
    return f"{byte}; it may be Windows-1251, Windows-1256, GB 18030 or Shift JIS."
