"""Front matter changed at one spot: every other byte of the file stays.

The functions take and give a file's text with its own line ends. They know the forms that editors
write and answer None for any other: the caller then asks the editor to do it.
"""

import re

from site_builder.diagnostics import Place

_FENCE = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)
_ALIASES = re.compile(
    r"^aliases[ \t]*:[ \t]*(?P<value>[^\s#][^#\r\n]*?)?[ \t]*(?P<comment>#[^\r\n]*)?(?P<end>\r?\n)",
    re.MULTILINE,
)
_ITEM = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*(?P<indent>[ ]*)-[ \t]")
_DASH = re.compile(r"[ \t]*-[ \t]+")
_REST_OF_LINE = re.compile(r"[ \t]*(?:#[^\n]*)?\r?\n")
_COMMA = re.compile(r"[ \t]*,[ \t]*")
_LAST_COMMA = re.compile(r",[ \t]*\Z")
_NOTHING = (None, "~", "null", "[]")


def add_key(text: str, key: str, value: str) -> str | None:
    """Add a key at the end of the front matter; ``value`` is YAML."""
    front = _front_of(text)
    if front is None:
        return None
    end = "\r\n" if "\r\n" in text[: front[1]] else "\n"
    return f"{text[: front[1]]}{key}: {value}{end}{text[front[1] :]}"


def add_alias(text: str, value: str) -> str | None:
    """Put an address before the other ``aliases``, or add the key; ``value`` is YAML."""
    front = _front_of(text)
    if front is None:
        return None
    found = _ALIASES.search(text, *front)
    if found is None:
        return add_key(text, "aliases", f"[{value}]")
    given = found["value"]
    if given in _NOTHING and _ITEM.match(text, found.end()) is None:
        return _with_first_alias(text, found, value)
    if given is None:
        return _with_item(text, found, value)
    if given.startswith("["):
        start = found.start("value") + 1
        return f"{text[:start]}{value}, {text[start:]}"
    return None


def remove_item(text: str, place: Place) -> str:
    """Take an item out of a list, with its comma, or with its line where it has one to itself."""
    lines = text.split("\n")
    line = sum(len(before) + 1 for before in lines[: place.line - 1])
    start, end = line + place.column - 1, line + place.column - 1 + place.length
    alone = _REST_OF_LINE.match(text, end)
    if _DASH.fullmatch(text[line:start]) and alone is not None:
        return text[:line] + text[alone.end() :]
    comma = _COMMA.match(text, end)
    if comma is not None:
        return text[:start] + text[comma.end() :]
    return _LAST_COMMA.sub("", text[:start]) + text[end:]


def _front_of(text: str) -> tuple[int, int] | None:
    """Return where the keys begin and where the closing fence does."""
    opening = _FENCE.match(text.removeprefix("\ufeff"))
    if opening is None:
        return None
    start = opening.end() + len(text) - len(text.removeprefix("\ufeff")) + 1
    closing = _FENCE.search(text, start)
    return None if closing is None else (start, closing.start())


def _with_first_alias(text: str, found: re.Match[str], value: str) -> str:
    comment = f"  {found['comment']}" if found["comment"] else ""
    line = f"aliases: [{value}]{comment}{found['end']}"
    return text[: found.start()] + line + text[found.end() :]


def _with_item(text: str, found: re.Match[str], value: str) -> str | None:
    item = _ITEM.match(text, found.end())
    if item is None:
        return None
    return f"{text[: found.end()]}{item['indent']}- {value}{found['end']}{text[found.end() :]}"
