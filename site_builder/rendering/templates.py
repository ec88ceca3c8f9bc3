"""The templates of a digest as a value that can be sent to another process.

A template is named by its path below its folder: ``article.html``, ``parts/masthead.html``,
``digest.css``. What lies below ``static/`` is no template but a file to be published.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

STYLESHEETS = ("digest.css", "verdicts.css", "filters.css")
"""The templates of the stylesheet, in the order in which they stand in it."""


@dataclass(frozen=True, slots=True)
class Templates:
    """All templates of a digest.

    ``sources`` maps a template's name to its text and ``shown`` to the path by which people know
    it. ``static`` maps a path below ``static/`` to the file's bytes. ``fingerprint`` stands for
    all of that: templates are equal when it is.
    """

    sources: Mapping[str, str] = field(compare=False)
    shown: Mapping[str, str] = field(compare=False)
    static: Mapping[str, bytes] = field(compare=False)
    fingerprint: str
