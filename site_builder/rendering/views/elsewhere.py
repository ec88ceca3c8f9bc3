"""A body that is shown on another page than the one that it was written for."""

import re
from urllib.parse import unquote

from site_builder.markdown.body import Body, Html

# In the Markdown stage's HTML a sign of more than or less than ends no attribute and begins none.
_TO_FRAGMENT = re.compile(r'(<a\b[^<>]*? href=")(#[^"]*)(?=")')


def from_elsewhere(body: Body, address: str) -> Body:
    """Let links to other parts of the page at ``address`` lead there; those to notes stay here."""
    own = {f"#{name}" for name in body.ids}

    def moved(html: Html) -> Html:
        parts = (_TO_FRAGMENT.sub(_lead, part) for part in html.parts)
        return Html(tuple(parts), html.gaps)

    def _lead(link: re.Match[str]) -> str:
        return link[1] + ("" if unquote(link[2]) in own else address) + link[2]

    notes = tuple(note._replace(content=moved(note.content)) for note in body.footnotes)
    return body._replace(content=moved(body.content), footnotes=notes)
