"""Bodies and data as markup: the one place where what no template wrote becomes trusted.

Bodies are the Markdown stage's HTML, in which an editor's own raw HTML is text already. Data is
JSON without a sign that HTML knows.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence

from markupsafe import Markup, escape

from site_builder.cache import in_json
from site_builder.language import direction
from site_builder.markdown.body import Body, Footnote, Html, Picture
from site_builder.model import Direction
from site_builder.rendering.views.desk import Desk, text_of
from site_builder.rendering.views.records import FootnoteView, ProseView, ReferenceView, RunView

References = Mapping[str, ReferenceView]
"""The references to the notes of an article, by the ids of its annotations."""

_QUOTATION_BEGINS = "<blockquote>"
_QUOTATION = re.compile(r"<blockquote>\n(?P<words>.*?)</blockquote>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_DIRECTIONS = {"L": Direction.LTR, "R": Direction.RTL, "AL": Direction.RTL}
_IMAGE = Markup('<img src="{}"{}{} alt="{}" loading="lazy" decoding="async">')
_SIZE = Markup(' width="{}" height="{}"')
_TITLE = Markup(' title="{}"')

# In JSON they stand in strings alone, where they may be written by their numbers. Nothing else
# could end a ``script`` element, or begin a comment in it (HTML, 4.12.1.3).
_SIGNS = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def data_of(value: Mapping[str, object]) -> Markup:
    """Write a JSON value so that it can stand in a ``script`` element as it is."""
    data = in_json(value).decode()
    for sign, number in _SIGNS.items():
        data = data.replace(sign, number)
    return _trust((data,))


def runs_of(desk: Desk, html: Html, references: References) -> tuple[RunView, ...]:
    """Cut a body's HTML at the references to its notes, and fill its other gaps with pictures.

    Empty HTML gives no run.
    """
    if html.parts == ("",):
        return ()
    runs: list[RunView] = []
    written = [html.parts[0]]
    for gap, part in zip(html.gaps, html.parts[1:], strict=True):
        if isinstance(gap, Picture):
            written += (_image(desk, gap), part)
        else:
            runs.append(RunView(_trust(written), references[gap.annotation]))
            written = [part]
    return (*runs, RunView(_trust(written), None))


def markup_of(desk: Desk, html: Html) -> Markup:
    """Return the HTML of a body that nobody annotates, with its pictures."""
    if not html.gaps:
        return _trust(html.parts)
    return Markup("").join(run.html for run in runs_of(desk, html, {}))


def _trust(pieces: Iterable[str]) -> Markup:
    return str.__new__(Markup, "".join(pieces))


def _image(desk: Desk, picture: Picture) -> Markup:
    """Write a picture; one whose file is not there keeps its words and leads nowhere."""
    address = desk.plan.assets.get(picture.target)
    asset = desk.site.assets.get(picture.target)
    if address is None or asset is None:
        return escape(picture.alt)
    sized = asset.width is not None and asset.height is not None
    size = _SIZE.format(asset.width, asset.height) if sized else Markup("")
    title = Markup("") if picture.title is None else _TITLE.format(picture.title)
    return _IMAGE.format(address, size, title, picture.alt)


def prose_of(desk: Desk, body: Body, lang: str, direct: Direction | None = None) -> ProseView:
    """Return a body for readers, with its footnotes and its language."""
    text = text_of(desk, "", lang, direct)
    return ProseView(
        html=markup_of(desk, body.content),
        footnotes=footnotes_of(desk, body.footnotes, {}),
        lang=text.lang,
        dir=text.dir,
    )


def explanation_of(desk: Desk, body: Body, others: Callable[[], Sequence[str]]) -> ProseView:
    """Return the text of a note in the page's language.

    Markdown can't say in which language a quotation is. One that runs the other way than the page
    is taken to be in the first of the ``others`` that does so too.
    """
    html, footnotes = markup_of(desk, body.content), footnotes_of(desk, body.footnotes, {})
    prose = ProseView(html, footnotes, "", "")
    if _QUOTATION_BEGINS not in prose.html:
        return prose
    page = direction(desk.lang)
    foreign = next((lang for lang in others() if direction(lang) is not page), "")

    def marked(quotation: re.Match[str]) -> str:
        turned = _direction_of(quotation["words"])
        if turned is None or turned is page:
            return quotation[0]
        lang = f' lang="{escape(foreign)}"' if foreign else ""
        return f'<blockquote{lang} dir="{turned}">\n{quotation["words"]}</blockquote>'

    return prose._replace(html=_trust([_QUOTATION.sub(marked, prose.html)]))


def _direction_of(html: str) -> Direction | None:
    """Return the direction of the first letter of a piece of HTML."""
    found = (_DIRECTIONS.get(unicodedata.bidirectional(c)) for c in _TAG.sub("", html))
    return next(filter(None, found), None)


def own_prose(desk: Desk, body: Body | None) -> ProseView:
    """Return a body in the digest's language; one that is not there is empty."""
    if body is None:
        return ProseView(Markup(""), (), "", "")
    settings = desk.site.settings
    return prose_of(desk, body, settings.lang, settings.dir)


def opening_of(desk: Desk, body: Body) -> ProseView | None:
    """Return the first paragraph of a body in the digest's language.

    None where there is none, or where it leads to another part of that body.
    """
    first, end, _ = body.content.parts[0].partition(_END)
    if not end or not first.startswith("<p>") or 'href="#' in first:
        return None
    settings = desk.site.settings
    text = text_of(desk, "", settings.lang, settings.dir)
    return ProseView(_trust((first, end)), (), text.lang, text.dir)


_END = "</p>\n"


def footnotes_of(
    desk: Desk, footnotes: Iterable[Footnote], references: References
) -> tuple[FootnoteView, ...]:
    """Return the footnotes of a body for readers, in their order."""
    return tuple(
        FootnoteView(one.number, one.id, runs_of(desk, one.content, references), one.references)
        for one in footnotes
    )
