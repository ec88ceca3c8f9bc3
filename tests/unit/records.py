"""Records for tests: each with the least that makes it complete, and whatever a test says."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from site_builder.anchoring import AnchoredBody, Passage, Placement, Quotation, Showing, Standing
from site_builder.config import BUILT_IN_KINDS
from site_builder.diagnostics import Diagnostic, Place
from site_builder.graph import AtHand, Mode, Rendered, Site, assemble
from site_builder.markdown.body import Body, Html, Link, NoteReference, Picture
from site_builder.model import (
    Alias,
    Annotation,
    AnnotationStatus,
    Article,
    Asset,
    Claim,
    Claimant,
    Correction,
    CorrectionSeverity,
    Direction,
    Kind,
    Located,
    MarkdownText,
    Moment,
    Page,
    Reproduction,
    Review,
    Settings,
    Source,
    SourceReference,
    Tag,
    Topic,
    Verdict,
)
from site_builder.model.slugs import slugify

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SCALE = {
    "accurate": Verdict("accurate", "Accurate", 5, ""),
    "inaccurate": Verdict("inaccurate", "Inaccurate", 1, ""),
    "unproven": Verdict("unproven", "Unproven", None, ""),
}
SETTINGS = Settings(
    place=Place("content/site.yaml"),
    title="A digest",
    base_url="https://digest.example",
    home="https://digest.example",
    lang="en",
    dir=Direction.LTR,
    timezone=ZoneInfo("UTC"),
    description="",
    notice="",
    permalink="/{year}/{month}/{slug}/",
    per_page=50,
    verdicts=SCALE,
    kinds={key: Kind(key, "") for key in BUILT_IN_KINDS},
    people={},
    navigation=None,
    references={},
    contact=None,
    index_reproductions=False,
)


def mode(*, drafts: bool = False, future: bool = False) -> Mode:
    """Make a mode at the tests' clock."""
    return Mode(drafts=drafts, future=future, now=NOW)


def moment(text: str) -> Moment:
    """Read a date in ISO form; midnight UTC."""
    day = date.fromisoformat(text)
    return Moment(day, None, datetime(day.year, day.month, day.day, tzinfo=UTC))


def located(value: str, path: str, line: int = 1) -> Located[str]:
    """Say that a value stands in a line of a file."""
    return Located(value, Place(path, line))


def body(
    *,
    links: Sequence[str] = (),
    ids: Sequence[str] = (),
    pictures: Sequence[str] = (),
    path: str = "content/articles/a.md",
) -> Body:
    """Make a body that holds these links, ids and pictures, each in a line of its own."""
    found = tuple(
        Picture(target, "", None, Place(path, line)) for line, target in enumerate(pictures, 20)
    )
    return Body(
        content=Html(("",) * (len(found) + 1), found),
        footnotes=(),
        text="",
        headings=(),
        links=tuple(Link(target, Place(path, line)) for line, target in enumerate(links, 10)),
        ids=frozenset(ids),
        words=0,
    )


def anchored(
    body: Body, annotations: Sequence[Annotation] = (), standing: Standing | None = None
) -> AnchoredBody:
    """Anchor annotations in a body, as if their words stood in it one after the other."""
    standing = standing or Standing.of(SETTINGS, (), drafts=False)
    shown = [one for one in annotations if standing.showing(one) is not Showing.HIDDEN]
    marked = [one for one in shown if standing.showing(one) is Showing.MARKED]
    tombstones = [one for one in shown if standing.showing(one) is Showing.TOMBSTONE]
    placements = [
        *(placement(one, n, standing.verdict(one)) for n, one in enumerate(marked, start=1)),
        *(placement(one, 0, None) for one in tombstones),
    ]
    notes = tuple(one.id for one in shown)
    references = tuple(NoteReference(one.id) for one in marked)
    content = Html(
        (*body.content.parts, *("" for _ in references)), (*body.content.gaps, *references)
    )
    return AnchoredBody(
        passages=(Passage(content, notes, Html(("",), ())),),
        footnotes=body.footnotes,
        endnotes=(),
        placements=tuple(placements),
        text=body.text,
        headings=body.headings,
        links=body.links,
        ids=body.ids,
        words=body.words,
        covered=0,
    )


def placement(annotation: Annotation, number: int, verdict: str | None) -> Placement:
    """Place an annotation at its own quote."""
    return Placement(
        id=annotation.id,
        number=number,
        verdict=verdict,
        spans=(),
        quotations=(Quotation((annotation.quote.value,), "", ""),) if annotation.quote else (),
        is_unique=True,
    )


def rendered(
    record: Article,
    text: Body | None = None,
    note: Body | None = None,
    standing: Standing | None = None,
) -> Rendered:
    """Render an article: its body, and the editor's note on it."""
    whole = anchored(text or body(), record.annotations, standing)
    return Rendered(record, whole.outline, AtHand(whole.prose), note, {})


def article(
    key: str,
    *,
    date: str = "2026-01-01",
    tags: Sequence[str] = (),
    source: str | None = "IRNA",
    url: str | None = None,
    translation_of: str | None = None,
    aliases: Sequence[str] = (),
    corrections: Sequence[str] = (),
    annotations: Sequence[Annotation] = (),
    draft: bool = False,
    publish: str | None = None,
    expires: str | None = None,
    slug: str | None = None,
    lang: str = "en",
) -> Article:
    """Make an article in content/articles/<key>.md."""
    path = f"content/articles/{key}.md"
    place = Place(path)
    reference = SourceReference(
        name=None if source is None else located(source, path, 4),
        url=located(url or f"https://irna.example/{key}", path, 5),
        citation=None,
        archived=None,
        author=None,
        retrieved=None,
        place=Place(path, 4),
    )
    return Article(
        id=located(key, path, 2),
        place=place,
        title=key.title(),
        date=moment(date),
        source=reference,
        tags=tuple(Tag(name, 6, n, 1) for n, name in enumerate(tags, 1)),
        slug=located(slug or slugify(key), path, 2),
        summary=None,
        lang=lang,
        dir=Direction.LTR,
        draft=draft,
        publish=moment(publish) if publish else None,
        expires=moment(expires) if expires else None,
        updated=None,
        editor=None,
        aliases=tuple(Alias(address, Place(path, 7)) for address in aliases),
        note=None,
        translation_of=located(translation_of, path, 8) if translation_of else None,
        reproduction=Reproduction.ENTRY,
        corrections=tuple(correction(day, path) for day in corrections),
        annotations=tuple(annotations),
        body=MarkdownText("", place),
    )


def correction(day: str, path: str) -> Correction:
    """Make a correction of a day."""
    return Correction(moment(day), f"Corrected on {day}.", CorrectionSeverity.MINOR, Place(path, 9))


def cites(
    claim: str, status: AnnotationStatus = AnnotationStatus.PUBLISHED, path: str = "a"
) -> Annotation:
    """Make an annotation that cites a claim."""
    place = Place(f"content/articles/{path}.md", 12)
    return Annotation(
        id=f"n-{claim}",
        place=place,
        kind="check",
        quote=Located("words", place),
        prefix=None,
        suffix=None,
        occurrence=None,
        verdict=None,
        claim=Located(claim, place),
        claim_text=None,
        fact=None,
        note=None,
        evidence=(),
        review=Review(None, None, None, None),
        status=status,
        reason=None,
    )


def checks(
    key: str,
    verdict: str = "inaccurate",
    *,
    quote: str = "words",
    review_by: str | None = None,
    status: AnnotationStatus = AnnotationStatus.PUBLISHED,
    path: str = "a",
) -> Annotation:
    """Make a check that stands in the article itself."""
    place = Place(f"content/articles/{path}.md", 14)
    return cites("", status)._replace(
        id=key,
        place=place,
        quote=Located(quote, place),
        verdict=Located(verdict, place),
        claim=None,
        fact="It is not so.",
        review=Review(None, None, None, moment(review_by) if review_by else None),
    )


def source(
    key: str,
    name: str | None = None,
    *,
    full_name: str | None = None,
    hosts: Sequence[str] = (),
    aliases: Sequence[str] = (),
) -> Source:
    """Make a source in content/sources/<key>.md."""
    path = f"content/sources/{key}.md"
    return Source(
        key=key,
        place=Place(path),
        name=name or key.upper(),
        full_name=full_name,
        url=None,
        hosts=tuple(located(host, path, 5) for host in hosts),
        aliases=tuple(located(alias, path, 6) for alias in aliases),
        kind=None,
        owner=None,
        country=None,
        languages=(),
        body=MarkdownText("", Place(path)),
    )


def topic(key: str, title: str | None = None, aliases: Sequence[str] = ()) -> Topic:
    """Make a topic in content/topics/<key>.md."""
    path = f"content/topics/{key}.md"
    names = tuple(located(alias, path, 3) for alias in aliases)
    return Topic(key, Place(path), title, None, names, MarkdownText("", Place(path)))


def claim(
    key: str,
    *,
    verdict: str = "inaccurate",
    checked: str | None = None,
    claimants: Sequence[str] = (),
    related: Sequence[str] = (),
    corrections: Sequence[str] = (),
    status: AnnotationStatus = AnnotationStatus.PUBLISHED,
) -> Claim:
    """Make a claim in content/claims/<key>.md."""
    path = f"content/claims/{key}.md"
    return Claim(
        key=key,
        place=Place(path),
        text=f"What {key} says",
        claimants=tuple(Claimant(located(one, path, 3), None, None) for one in claimants),
        verdict=located(verdict, path, 4),
        fact=None,
        evidence=(),
        review=Review(None, None, moment(checked) if checked else None, None),
        status=status,
        reason=None,
        related=tuple(located(one, path, 5) for one in related),
        corrections=tuple(correction(day, path) for day in corrections),
        follow_up=(),
        body=MarkdownText("", Place(path)),
    )


def page(slug: str, *, draft: bool = False, aliases: Sequence[str] = (), file: str = "") -> Page:
    """Make a page in content/pages/<file or slug>.md."""
    path = f"content/pages/{file or slug}.md"
    return Page(
        slug=located(slug, path, 2),
        place=Place(path),
        title=slug.title(),
        description=None,
        lang="en",
        dir=Direction.LTR,
        draft=draft,
        aliases=tuple(Alias(address, Place(path, 3)) for address in aliases),
        body=MarkdownText("", Place(path)),
    )


def asset(path: str, digest: str = "0123456789abcdef") -> Asset:
    """Make a file below content/assets."""
    return Asset(path, Place(f"content/assets/{path}"), digest, 1, None, None)


def build(
    articles: Sequence[Article | Rendered] = (),
    *,
    settings: Settings = SETTINGS,
    shown: Mode | None = None,
    sources: Sequence[Source] = (),
    topics: Sequence[Topic] = (),
    claims: Sequence[Claim] = (),
    pages: Sequence[Page] = (),
    assets: Sequence[Asset] = (),
    bodies: Mapping[str, Body] | None = None,
) -> tuple[Site, list[Diagnostic]]:
    """Assemble records; ``bodies`` maps paths of files to bodies, all others are empty."""
    given = bodies or {}
    shown = shown or mode()
    standing = Standing.of(settings, claims, drafts=shown.drafts)

    def body_of(record: Article | Source | Topic | Claim | Page) -> Body:
        return given.get(record.place.path, body())

    return assemble(
        settings,
        shown,
        articles=[
            a if isinstance(a, Rendered) else rendered(a, body_of(a), standing=standing)
            for a in articles
        ],
        sources=[(record, body_of(record)) for record in sources],
        topics=[(record, body_of(record)) for record in topics],
        claims=[(record, body_of(record)) for record in claims],
        pages=[(record, body_of(record)) for record in pages],
        assets=assets,
    )
