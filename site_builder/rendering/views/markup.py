"""Bodies as markup: the one place where HTML that no template wrote becomes trusted.

It is the Markdown stage's HTML, in which an editor's own raw HTML is text already.
"""

from dataclasses import dataclass
from itertools import chain

from markupsafe import Markup, escape

from site_builder.anchoring import AnchoredBody
from site_builder.markdown.body import Body, Footnote, Html, NoteReference, Picture
from site_builder.model import Direction
from site_builder.rendering.views.desk import Desk, text_of
from site_builder.rendering.views.records import FootnoteView, ProseView

_REFERENCE = Markup('<a role="doc-noteref" id="ref-{0}" href="#note-{0}"></a>')
_IMAGE = Markup('<img src="{}"{}{} alt="{}" loading="lazy" decoding="async">')
_SIZE = Markup(' width="{}" height="{}"')
_TITLE = Markup(' title="{}"')


@dataclass(frozen=True)
class _Trusted:
    html: str

    def __html__(self) -> str:
        return self.html


def markup_of(desk: Desk, html: Html) -> Markup:
    """Fill the gaps of a body's HTML with its pictures and the references to its notes."""
    filled = (
        _reference(gap) if isinstance(gap, NoteReference) else _image(desk, gap)
        for gap in html.gaps
    )
    pairs = zip(filled, html.parts[1:], strict=True)
    return escape(_Trusted("".join(chain(html.parts[:1], chain.from_iterable(pairs)))))


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


def _reference(reference: NoteReference) -> Markup:
    return _REFERENCE.format(reference.annotation)


def anchored_prose(desk: Desk, body: AnchoredBody, lang: str, direct: Direction) -> ProseView:
    """Return the body of an article for readers, with its footnotes and its language."""
    text = text_of(desk, "", lang, direct)
    pieces = (markup_of(desk, html) for p in body.passages for html in (p.head, p.rest))
    return ProseView(
        html=Markup("").join(pieces),
        footnotes=tuple(_footnote(desk, footnote) for footnote in body.footnotes),
        lang=text.lang,
        dir=text.dir,
    )


def prose_of(desk: Desk, body: Body, lang: str, direct: Direction | None = None) -> ProseView:
    """Return a body for readers, with its footnotes and its language."""
    text = text_of(desk, "", lang, direct)
    return ProseView(
        html=markup_of(desk, body.content),
        footnotes=tuple(_footnote(desk, footnote) for footnote in body.footnotes),
        lang=text.lang,
        dir=text.dir,
    )


def own_prose(desk: Desk, body: Body | None) -> ProseView:
    """Return a body in the digest's language; one that is not there is empty."""
    if body is None:
        return ProseView(Markup(""), (), "", "")
    settings = desk.site.settings
    return prose_of(desk, body, settings.lang, settings.dir)


def _footnote(desk: Desk, footnote: Footnote) -> FootnoteView:
    content = markup_of(desk, footnote.content)
    return FootnoteView(footnote.number, footnote.id, content, footnote.references)
