"""Checks as other pages show them: the words of an article, a verdict, what is true."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from site_builder.graph import Entry, Note
from site_builder.rendering.views.desk import Desk, own_text, plain_text, text_of
from site_builder.rendering.views.records import TextView, VerdictView
from site_builder.rendering.views.verdicts import verdict_view


@dataclass(frozen=True, slots=True)
class CheckView:
    """What was checked in an article: the words, the verdict, what is true.

    ``before`` and ``after`` are a few words around those of the quote, with what separates them.
    ``note`` is the fragment of its note in the article's page; ``address`` is that of the check's
    own page, and may be empty.
    """

    verdict: VerdictView
    before: str
    quote: TextView
    after: str
    fact: TextView
    note: str
    address: str


def checks_of(desk: Desk, entry: Entry) -> Iterator[CheckView]:
    """Yield what was checked in an article, in the order of its text."""
    for note in entry.notes:
        if note.placement.verdict is not None:
            yield _check(desk, entry, note, note.placement.verdict)


def _check(desk: Desk, entry: Entry, note: Note, verdict: str) -> CheckView:
    article, own, placement = entry.article, note.annotation.fact, note.placement
    claim = desk.site.claims[note.claim].claim if note.claim else None
    return CheckView(
        verdict=verdict_view(desk, verdict),
        before=f"… {placement.before}" if _tells(placement.before) else placement.before,
        quote=text_of(desk, " ".join(placement.words), article.lang, article.dir),
        after=f"{placement.after} …" if _tells(placement.after) else placement.after,
        fact=plain_text(own) if own else own_text(desk, (claim.fact if claim else None) or ""),
        note=f"#note-{quote(placement.id)}",
        address=desk.plan.claims[note.claim] if note.claim else "",
    )


def _tells(words: str) -> bool:
    """Tell whether there is a word or a number, and so probably more of the sentence."""
    return any(map(str.isalnum, words))
