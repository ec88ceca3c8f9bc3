"""Annotations that an editor makes by selecting words of a page.

Values to values, but for ``desk_at`` and ``read``, which read the content, and ``write``. What an
editor did wrong comes back as a ``Refusal``; whatever an ``Edit`` holds has been decoded and
anchored as a build does it. It goes like this::

    desk = desk_at(root)                      # keep it until settings, claims or pages change
    article = read(desk, "content/articles/2025/ferry.md")
    pinned = pin(article, Selection(start, end, exact))     # ``selecting`` says what these are
"""

from site_builder.annotating.answers import Edit, Given, Proof, Refusal, Why
from site_builder.annotating.desk import ArticleFile, Desk, desk_at, read
from site_builder.annotating.selecting import Pinned, Selection, pin
from site_builder.annotating.writing import write

__all__ = [
    "ArticleFile",
    "Desk",
    "Edit",
    "Given",
    "Pinned",
    "Proof",
    "Refusal",
    "Selection",
    "Why",
    "desk_at",
    "pin",
    "read",
    "write",
]
