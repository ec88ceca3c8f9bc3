"""Readers: what a value has to be, and what it becomes."""

from collections.abc import Callable, Collection
from datetime import tzinfo
from enum import StrEnum
from functools import partial
from itertools import islice
from typing import TypeVar

from site_builder.characters import compose, has_visible, invisible, mixed_scripts
from site_builder.diagnostics import Code, Diagnostic
from site_builder.documents import addresses
from site_builder.documents.moments import NoMomentError, parse_moment
from site_builder.documents.near import MOST_HINTS, did_you_mean
from site_builder.documents.text import quoted
from site_builder.documents.value import Reader, Value
from site_builder.model import Located, MarkdownText, Moment
from site_builder.model.slugs import is_reserved, is_slug, slugify

T = TypeVar("T")
Choice = TypeVar("Choice", bound=StrEnum)

# Names are short; what comes after this is not looked at for doubtful characters.
_LOOKED_AT = 500
_MOST_WARNINGS = 5
_LONGEST_NUMBER = 9
_TRUE = frozenset({"true", "yes", "on"})
_FALSE = frozenset({"false", "no", "off"})


def located(read: Reader[T]) -> Reader[Located[T]]:
    """Make a reader that keeps the place of what another one reads."""

    def read_located(value: Value) -> Located[T] | None:
        found = read(value)
        return None if found is None else Located(found, value.place)

    return read_located


def text(value: Value) -> str | None:
    """Read plain text; nothing, if there is nothing to see in it."""
    stripped = value.scalar.value.strip()
    # A first character among the printing ones of ASCII is the usual case.
    return stripped if " " < stripped[:1] < "\x7f" or has_visible(stripped) else None


def name(value: Value) -> str | None:
    """Read a title, name or label: on one line, in NFC; invisible characters are warned about."""
    found = text(value)
    if found is None:
        return None
    if not found.isascii():
        found = compose(found)
        _warn_of_invisible(value, found)
    return found if "\n" not in found else " ".join(found.split("\n"))


def tag(value: Value) -> str | None:
    """Read a tag: a name whose words should not mix scripts that look alike."""
    found = name(value)
    if found is not None and not found.isascii():
        for fault in islice(mixed_scripts(found[:_LOOKED_AT]), _MOST_WARNINGS):
            word = found[fault.offset : fault.offset + fault.length]
            _warn_of_scripts(value, word, fault.name)
    return found


def markdown(value: Value) -> MarkdownText | None:
    """Read Markdown, kept whole, with the place of its first character."""
    if not has_visible(value.scalar.value):
        return None
    return MarkdownText(value.scalar.value, value.first_character())


def flag(value: Value) -> bool | None:
    """Read yes or no."""
    word = value.text.lower()
    if word in _TRUE:
        return True
    if word not in _FALSE:
        message = f"{quoted(value.text)} is neither yes nor no."
        value.report(Code.WRONG_TYPE, message, "Write “true” or “false”.")
        return None
    return False


def number(lowest: int, highest: int) -> Reader[int]:
    """Make a reader of whole numbers in a range, both ends included."""

    def read_number(value: Value) -> int | None:
        digits = value.text
        if digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST_NUMBER:
            found = int(digits)
            if lowest <= found <= highest:
                return found
        message = f"{quoted(digits)} is not a whole number from {lowest} to {highest}."
        value.report(Code.INVALID_NUMBER, message)
        return None

    return read_number


def choice(*choices: Choice) -> Reader[Choice]:
    """Make a reader of one of several words."""
    words = {member.value: member for member in choices}

    def read_choice(value: Value) -> Choice | None:
        found = words.get(value.text)
        if found is None:
            _report_unknown(value, Code.UNKNOWN_VALUE, "is none of its values", words)
        return found

    return read_choice


def known_key(known: Collection[str], code: Code, what: str) -> Reader[str]:
    """Make a reader of a key that has to be among those known; ``what`` follows the value."""
    return partial(_read_key, known, code, what)


def _read_key(known: Collection[str], code: Code, what: str, value: Value) -> str | None:
    key = value.text
    if key in known:
        return key
    _report_unknown(value, code, what, known)
    return None


def moment_in(zone: tzinfo) -> Reader[Moment]:
    """Make a reader of dates and times; those without a zone of their own are in ``zone``."""

    def read_moment(value: Value) -> Moment | None:
        try:
            return parse_moment(value.text, zone)
        except NoMomentError as fault:
            message = f"{quoted(value.text)} is no date. {fault.reason}"
            value.report(Code.INVALID_DATE, message, fault.hint)
            return None

    return read_moment


def url(value: Value) -> str | None:
    """Read an http or https address, kept as written."""
    return _address(value, addresses.check_url, Code.INVALID_URL)


def link(value: Value) -> str | None:
    """Read an http or https address, or one of ours that begins with a slash."""
    return _address(value, addresses.check_link, Code.INVALID_URL)


def host(value: Value) -> str | None:
    """Read the name of a host, in small letters."""
    found = _address(value, addresses.check_host, Code.INVALID_URL)
    return found and found.lower()


def own_address(value: Value) -> str | None:
    """Read an address of ours as a path: decoded, from slash to slash or file's name."""
    try:
        return addresses.own_address(value.text)
    except addresses.BadAddressError as fault:
        message = f"{quoted(value.text)} can't be used. {fault.reason}"
        value.report(Code.INVALID_ADDRESS, message, fault.hint)
        return None


def slug(value: Value) -> str | None:
    """Read what has to be a slug already."""
    found = compose(value.text)
    if is_slug(found):
        return found
    value.report(Code.INVALID_SLUG, f"{quoted(found)} is no slug.", slug_hint(found))
    return None


def free_slug(value: Value) -> str | None:
    """Read a slug that the digest does not keep for itself."""
    found = slug(value)
    if found is not None and is_reserved(found):
        value.report(Code.RESERVED_SLUG, f"the digest keeps the name {quoted(found)} for itself.")
        return None
    return found


def slug_hint(text: str) -> str:
    """Say what a slug is made of, or offer the one that a text would give."""
    near = slugify(text)
    if near:
        return f"Did you mean “{near}”?"
    return "A slug is made of small letters, digits and hyphens."


def _address(value: Value, check: Callable[[str], None], code: Code) -> str | None:
    found = value.text
    try:
        check(found)
    except addresses.BadAddressError as fault:
        message = f"{quoted(found)} can't be used. {fault.reason}"
        value.report(code, message, fault.hint)
        return None
    for doubt in addresses.doubtful_letters(found):
        _warn_of_scripts(value, found, doubt.name)
    return found


def _warn_of_invisible(value: Value, found: str) -> None:
    for fault in islice(invisible(found[:_LOOKED_AT]), _MOST_WARNINGS):
        message = f"“{value.path}” holds a character that nobody sees: {fault.name}."
        place = value.part(fault.offset, fault.length)
        hint = "Delete it, unless the word is spelt with it."
        value.problems.append(Diagnostic.of(fault.code, place, message, hint))


def _warn_of_scripts(value: Value, word: str, scripts: str) -> None:
    message = f"{quoted(word)} mixes letters that look alike: {scripts}."
    value.report(Code.MIXED_SCRIPTS, message, "Type the word once more, in one script.")


def _report_unknown(value: Value, code: Code, what: str, known: Collection[str]) -> None:
    hint = ""
    if known and len(value.problems) < MOST_HINTS:
        hint = did_you_mean(value.text, known) or f"Possible are: {', '.join(known)}."
    value.report(code, f"{quoted(value.text)} {what}.", hint)
