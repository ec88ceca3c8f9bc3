"""Pages as the preview sends them: with its script, or the last good ones."""

from collections import OrderedDict
from collections.abc import Mapping
from html import escape

SCRIPT = "/-/preview.js"

_HEAD_END = b"</head>"
# Enough for some hundred pages.
_MOST_BYTES = 32_000_000

_BLANK = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
</head>
<body>
<h1>{title}</h1>
<p>{text}</p>
</body>
</html>
"""


def with_script(page: bytes, data: Mapping[str, str]) -> bytes:
    """Put the preview's script into the head of a page, with data for it."""
    attributes = "".join(f' data-{name}="{escape(value)}"' for name, value in data.items())
    element = f'<script type="module" src="{SCRIPT}"{attributes}></script>\n'
    return page.replace(_HEAD_END, element.encode() + _HEAD_END, 1)


def blank(title: str, text: str) -> bytes:
    """Make a page for where the digest has none to show."""
    return _BLANK.format(title=escape(title), text=escape(text)).encode()


class LastGood:
    """The pages that were sent last, as far as there is room."""

    def __init__(self) -> None:
        self._pages: OrderedDict[str, bytes] = OrderedDict()
        self._bytes = 0

    def keep(self, path: str, page: bytes) -> None:
        """Keep a page."""
        self._bytes += len(page) - len(self._pages.pop(path, b""))
        self._pages[path] = page
        while self._bytes > _MOST_BYTES:
            _, oldest = self._pages.popitem(last=False)
            self._bytes -= len(oldest)

    def get(self, path: str) -> bytes | None:
        """Return a page as it was when it was last whole."""
        return self._pages.get(path)
