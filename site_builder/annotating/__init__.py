"""Annotations that an editor makes by selecting words of a page.

Values to values, but for ``desk_at`` and ``read``, which read the content, and ``write``. What an
editor did wrong comes back as a ``Refusal``; whatever an ``Edit`` holds was decoded and anchored as
a build does it. It goes like this::

    desk = desk_at(root)                # again when another file than an article's has changed
    article = read(desk, "content/articles/2025/ferry.md")          # for each request
    pinned = pin(article, Selection(start, end, exact))             # see ``selecting``
    edit = annotate(desk, article, pinned, {"verdict": "misleading", "fact": "…"})
    refusal = write(edit)               # None: it is on the disk

``fields(article, id)`` fills a form for what is there already; ``change`` and ``withdraw`` give an
``Edit``, too. A form that stays open for long keeps ``article.fingerprint`` and compares. Claims to
choose from are ``desk.claims``; kinds, verdicts and people are in ``desk.settings``.
"""

from site_builder.annotating.answers import Edit, Given, Proof, Refusal, Why
from site_builder.annotating.composing import EVIDENCE_KEYS, KEYS
from site_builder.annotating.desk import ArticleFile, Desk, desk_at, read
from site_builder.annotating.proposing import annotate, change, fields, withdraw
from site_builder.annotating.selecting import Pinned, Selection, pin
from site_builder.annotating.writing import write

__all__ = [
    "EVIDENCE_KEYS",
    "KEYS",
    "ArticleFile",
    "Desk",
    "Edit",
    "Given",
    "Pinned",
    "Proof",
    "Refusal",
    "Selection",
    "Why",
    "annotate",
    "change",
    "desk_at",
    "fields",
    "pin",
    "read",
    "withdraw",
    "write",
]
