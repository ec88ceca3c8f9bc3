"""What many pages show is written once."""

from collections.abc import Callable

from markupsafe import Markup

from site_builder.cache import encoded, of_bytes

Macro = Callable[..., Markup]

# Of so many things the words are kept at a time, in each process.
_MOST = 30_000


class Once:
    """A filter for macros: ``{{ item|once(it, 3) }}`` is ``{{ item(it, 3) }}``.

    What a macro writes depends on what it is given, on its template and on the page's language,
    and on nothing else: it is written once for equal values. One language has one of these.
    """

    def __init__(self) -> None:
        self._written: dict[tuple[Macro, tuple[type, ...], bytes], Markup] = {}

    def __call__(self, macro: Macro, *given: object) -> Markup:
        """Return what a macro writes for some values: records of a view, or plain ones."""
        key = macro, tuple(map(type, given)), of_bytes(encoded(given))
        written = self._written.get(key)
        if written is None:
            if len(self._written) >= _MOST:
                self._written.clear()
            written = self._written[key] = macro(*given)
        return written
