"""Sources: the list of all publishers, and the record of one."""

from dataclasses import dataclass

from site_builder.graph import SourceEntry
from site_builder.rendering.views.claims import claims_cited
from site_builder.rendering.views.desk import (
    Desk,
    describe,
    host_of,
    index_address,
    page_link,
    source_link,
)
from site_builder.rendering.views.frame import View, frame_of
from site_builder.rendering.views.items import (
    by_month,
    claim_items,
    is_numbered,
    items_of,
    pager_of,
    shown_part,
    verdicts_in,
)
from site_builder.rendering.views.markup import own_prose
from site_builder.rendering.views.records import (
    ChipView,
    ClaimItemView,
    GroupView,
    LinkView,
    PagerView,
    ProseView,
)
from site_builder.rendering.views.topics import FoundView, found_in
from site_builder.rendering.views.verdicts import tallies_of, tones_of, verdicts_of
from site_builder.routes import PageKind

CLAIMS = 5


@dataclass(frozen=True, slots=True)
class PublisherView:
    """What is known of a publisher. Texts that are not given are empty.

    ``languages`` are BCP 47 tags.
    """

    full_name: str
    kind: str
    owner: str
    country: str
    aliases: tuple[str, ...]
    languages: tuple[str, ...]
    url: str
    host: str


@dataclass(frozen=True, slots=True)
class SourceItemView:
    """A publisher in the list of all, with the number of its articles."""

    link: LinkView
    publisher: PublisherView
    count: int


@dataclass(frozen=True, slots=True)
class SourcesView(View):
    """All publishers by name; ``method`` is the page that says how articles are chosen."""

    sources: tuple[SourceItemView, ...]
    method: LinkView | None


@dataclass(frozen=True, slots=True)
class RecordView:
    """What a publisher's own address says about it, and what no numbered page does.

    ``tallies`` has every verdict of the scale with its share of all checks; it is empty where
    nothing was checked.
    """

    publisher: PublisherView
    introduction: ProseView
    found: FoundView
    tallies: tuple[ChipView, ...]
    claims: tuple[ClaimItemView, ...]
    method: LinkView | None


@dataclass(frozen=True, slots=True)
class SourceView(View):
    """The articles of a publisher by month. ``record`` is None on a numbered page."""

    title: str
    index: str
    description: str
    months: tuple[GroupView, ...]
    pager: PagerView | None
    record: RecordView | None


def sources_view(desk: Desk) -> SourcesView:
    """Make the view of the list of publishers."""
    sources = (
        SourceItemView(source_link(desk, key), _publisher(entry), len(entry.entries))
        for key, entry in desk.site.sources.items()
    )
    ordered = sorted(sources, key=lambda item: (item.link.label.casefold(), item.link.address))
    method = page_link(desk, "methodology")
    return SourcesView(page=frame_of(desk), sources=tuple(ordered), method=method)


def _publisher(entry: SourceEntry) -> PublisherView:
    source = entry.source
    return PublisherView(
        full_name=source.full_name or "",
        kind=source.kind or "",
        owner=source.owner or "",
        country=source.country or "",
        aliases=tuple(alias.value for alias in source.aliases),
        languages=source.languages,
        url=source.url or "",
        host=host_of(source.url or ""),
    )


def source_view(desk: Desk) -> SourceView:
    """Make the view of the publisher that is the page's subject."""
    entry = desk.site.sources[desk.page.subject]
    items = items_of(desk, shown_part(desk, entry.entries))
    record = None if is_numbered(desk) else _record(desk, entry)
    tallies = record.tallies if record else ()
    verdicts = (*(tally.verdict for tally in tallies), *verdicts_in(items))
    return SourceView(
        page=frame_of(desk, tones_of(verdicts)),
        title=entry.source.name,
        index=index_address(desk, PageKind.SOURCES),
        description=describe(entry.body.text if entry.body else ""),
        months=by_month(items),
        pager=pager_of(desk.page.paging),
        record=record,
    )


def _record(desk: Desk, entry: SourceEntry) -> RecordView:
    site = desk.site
    given = [v for key in entry.entries for v in verdicts_of(site.entries[key])]
    return RecordView(
        publisher=_publisher(entry),
        introduction=own_prose(desk, entry.body),
        found=found_in(desk, entry.entries),
        tallies=tallies_of(desk, given) if given else (),
        claims=claim_items(desk, claims_cited(desk, entry.entries)[:CLAIMS]),
        method=page_link(desk, "methodology"),
    )
