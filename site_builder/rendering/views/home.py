"""The front page."""

from dataclasses import dataclass
from itertools import islice

from site_builder.rendering.views.checks import CheckView, checks_of
from site_builder.rendering.views.corrections import correction_view
from site_builder.rendering.views.desk import (
    Desk,
    index_address,
    own_text,
    shorten,
    text_of,
    topic_link,
)
from site_builder.rendering.views.frame import View, frame_of
from site_builder.rendering.views.items import by_day, claim_items, item_of, items_of, shown_part
from site_builder.rendering.views.records import (
    ClaimItemView,
    CorrectionView,
    GroupView,
    ItemView,
    LinkView,
    TextView,
    VerdictView,
)
from site_builder.rendering.views.verdicts import tones_of, verdict_view
from site_builder.routes import PageKind

CLAIMS = 4
TOPICS = 12
# The lead is looked for among so many of the newest articles.
LEADS = 10
DECK = 280


@dataclass(frozen=True, slots=True)
class LegendView:
    """A verdict of the scale and what it means."""

    verdict: VerdictView
    meaning: TextView


@dataclass(frozen=True, slots=True)
class LeadView:
    """The article that opens the front page; ``check`` is one that can be shown, if it has any."""

    item: ItemView
    deck: TextView
    check: CheckView | None


@dataclass(frozen=True, slots=True)
class TopicCountView:
    """A topic and the number of its articles."""

    link: LinkView
    count: int


@dataclass(frozen=True, slots=True)
class HomeView(View):
    """The front page: ``latest`` leaves the lead out, ``topics`` are those with most articles."""

    lead: LeadView | None
    legend: tuple[LegendView, ...]
    latest: tuple[GroupView, ...]
    articles: int
    archive: str
    claims: tuple[ClaimItemView, ...]
    claims_count: int
    claims_address: str
    topics: tuple[TopicCountView, ...]
    topics_count: int
    topics_address: str
    correction: CorrectionView | None


def home_view(desk: Desk) -> HomeView:
    """Make the view of the front page."""
    site = desk.site
    lead = _lead_key(desk)
    latest = (key for key in shown_part(desk, tuple(site.entries)) if key != lead)
    legend = legend_of(desk)
    return HomeView(
        page=frame_of(desk, tones_of(entry.verdict for entry in legend)),
        lead=None if lead is None else _lead(desk, lead),
        legend=legend,
        latest=by_day(items_of(desk, latest)),
        articles=len(site.entries),
        archive=index_address(desk, PageKind.ARCHIVE),
        claims=claim_items(desk, recent_claims(desk, CLAIMS)),
        claims_count=len(site.checks),
        claims_address=index_address(desk, PageKind.CLAIMS),
        topics=_topics(desk),
        topics_count=len(site.topics),
        topics_address=index_address(desk, PageKind.TOPICS),
        correction=correction_view(desk, site.corrections[0]) if site.corrections else None,
    )


def legend_of(desk: Desk) -> tuple[LegendView, ...]:
    """Return the verdicts of the scale, each with what it means."""
    return tuple(
        LegendView(verdict_view(desk, verdict.key), own_text(desk, verdict.description))
        for verdict in desk.site.settings.verdicts.values()
    )


def recent_claims(desk: Desk, count: int) -> tuple[str, ...]:
    """Return the claims that were checked last and still stand."""
    claims = desk.site.claims
    standing = (key for key in desk.site.checks if not claims[key].is_withdrawn)
    return tuple(islice(standing, count))


def _lead_key(desk: Desk) -> str | None:
    """Choose the newest article with a check that can be shown, else the newest."""
    newest = list(islice(desk.site.entries, LEADS))
    checked = (key for key in newest if _specimen(desk, key) is not None)
    return next(checked, newest[0] if newest else None)


def _specimen(desk: Desk, key: str) -> CheckView | None:
    """Choose the check to show: of an article's most serious verdict, the first with a fact."""
    order = desk.site.settings.seriousness
    checks = checks_of(desk, desk.site.entries[key])
    shown = (check for check in checks if check.quote.text and check.fact.text)
    return min(shown, key=lambda check: order.index(check.verdict.key), default=None)


def _lead(desk: Desk, key: str) -> LeadView:
    entry = desk.site.entries[key]
    article = entry.article
    deck = shorten(article.summary or entry.body.opening, DECK)
    return LeadView(
        item=item_of(desk, key),
        deck=text_of(desk, deck, article.lang, article.dir),
        check=_specimen(desk, key),
    )


def topic_counts(desk: Desk) -> tuple[TopicCountView, ...]:
    """Return all topics that have articles, in the order of their keys."""
    return tuple(
        TopicCountView(topic_link(desk, key), len(topic.entries))
        for key, topic in desk.site.topics.items()
        if topic.entries
    )


def _topics(desk: Desk) -> tuple[TopicCountView, ...]:
    return tuple(sorted(topic_counts(desk), key=lambda topic: -topic.count)[:TOPICS])
