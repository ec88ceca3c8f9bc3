"""Topics: the list of all, and the page of one."""

from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.graph import TopicEntry
from site_builder.rendering.views.chart import ChartView, chart_of
from site_builder.rendering.views.claims import claims_cited
from site_builder.rendering.views.desk import (
    Desk,
    describe,
    index_address,
    moment_of,
    own_text,
    topic_link,
    topic_links,
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
    verdicts_of_claims,
)
from site_builder.rendering.views.markup import own_prose
from site_builder.rendering.views.records import (
    ChipView,
    ClaimItemView,
    GroupView,
    LinkView,
    MomentView,
    PagerView,
    ProseView,
    TextView,
    VerdictView,
)
from site_builder.rendering.views.verdicts import chips_of, tones_of, verdicts_of
from site_builder.routes import PageKind

CLAIMS = 5


@dataclass(frozen=True, slots=True)
class FoundView:
    """What was found in a list of articles.

    Of ``articles``, the first of which is of ``since``, ``checked`` carry at least one check;
    there are ``checks`` in all, and ``chips`` says what they say.
    """

    articles: int
    since: MomentView | None
    checked: int
    checks: int
    chips: tuple[ChipView, ...]


@dataclass(frozen=True, slots=True)
class TopicItemView:
    """A topic in the list of all topics."""

    link: LinkView
    description: TextView
    count: int


@dataclass(frozen=True, slots=True)
class TopicsView(View):
    """All topics that have articles or a file, by name."""

    topics: tuple[TopicItemView, ...]


@dataclass(frozen=True, slots=True)
class TopicAboutView:
    """What a topic's own address says about it, and what no numbered page does."""

    deck: TextView
    introduction: ProseView
    chart: ChartView | None
    found: FoundView
    spellings: tuple[str, ...]
    claims: tuple[ClaimItemView, ...]
    near: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class TopicView(View):
    """The articles of a topic by month. ``about`` is None on a numbered page."""

    title: str
    index: str
    description: str
    months: tuple[GroupView, ...]
    pager: PagerView | None
    about: TopicAboutView | None


def topics_view(desk: Desk) -> TopicsView:
    """Make the view of the list of topics."""
    topics = (_topic_item(desk, topic) for topic in desk.site.topics.values())
    ordered = sorted(topics, key=lambda topic: (topic.link.label.casefold(), topic.link.address))
    return TopicsView(page=frame_of(desk), topics=tuple(ordered))


def _topic_item(desk: Desk, topic: TopicEntry) -> TopicItemView:
    description = own_text(desk, _description(topic))
    return TopicItemView(topic_link(desk, topic.key), description, len(topic.entries))


def _description(topic: TopicEntry) -> str:
    return (topic.topic.description if topic.topic else None) or ""


def topic_view(desk: Desk) -> TopicView:
    """Make the view of the topic that is the page's subject."""
    topic = desk.site.topics[desk.page.subject]
    items = items_of(desk, shown_part(desk, topic.entries))
    about = None if is_numbered(desk) else _about(desk, topic)
    introduction = topic.body.text if topic.body else ""
    return TopicView(
        page=frame_of(desk, tones_of((*verdicts_in(items), *_verdicts(about)))),
        title=topic.name,
        index=index_address(desk, PageKind.TOPICS),
        description=describe(_description(topic) or introduction),
        months=by_month(items),
        pager=pager_of(desk.page.paging),
        about=about,
    )


def _verdicts(about: TopicAboutView | None) -> Iterator[VerdictView]:
    if about is not None:
        yield from verdicts_of_claims(about.claims)
        yield from (chip.verdict for chip in about.found.chips)


def _about(desk: Desk, topic: TopicEntry) -> TopicAboutView:
    entries = desk.site.entries
    return TopicAboutView(
        deck=own_text(desk, _description(topic)),
        introduction=own_prose(desk, topic.body),
        chart=chart_of(entries[key].article.date.day for key in topic.entries),
        found=found_in(desk, topic.entries),
        spellings=topic.spellings,
        claims=claim_items(desk, claims_cited(desk, topic.entries)[:CLAIMS]),
        near=topic_links(desk, topic.near),
    )


def found_in(desk: Desk, keys: tuple[str, ...]) -> FoundView:
    """Count what was found in articles, given by their ids, newest first."""
    entries = desk.site.entries
    found = [verdicts_of(entries[key]) for key in keys]
    verdicts = [verdict for each in found for verdict in each]
    return FoundView(
        articles=len(keys),
        since=moment_of(entries[keys[-1]].article.date) if keys else None,
        checked=sum(bool(each) for each in found),
        checks=len(verdicts),
        chips=chips_of(desk, verdicts),
    )
