"""The search: its filters, and what there is to see without a script."""

from collections.abc import Iterable
from dataclasses import dataclass

from site_builder.rendering.views.desk import Desk, index_address, source_link, topic_link
from site_builder.rendering.views.frame import View, frame_of
from site_builder.rendering.views.home import (
    LegendView,
    TopicCountView,
    legend_of,
    recent_claims,
    topic_counts,
)
from site_builder.rendering.views.items import claim_items
from site_builder.rendering.views.records import ClaimItemView, LinkView
from site_builder.rendering.views.verdicts import tones_of
from site_builder.routes import PageKind

SCRIPT = "search.js"
CLAIMS = 20


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """One value of a filter: ``key`` is what pages have in ``data-pagefind-filter``."""

    key: str
    link: LinkView


@dataclass(frozen=True, slots=True)
class SearchView(View):
    """The search. ``script`` is the address of its script, ``index`` that of the index's folder.

    ``topics``, ``sources`` and ``years`` (newest first) are what results can be narrowed to, and
    so is ``legend``, the verdicts. ``topic_counts`` and the newest ``claims`` are for those who
    run no script.
    """

    script: str
    index: str
    topics: tuple[ChoiceView, ...]
    sources: tuple[ChoiceView, ...]
    years: tuple[int, ...]
    legend: tuple[LegendView, ...]
    topic_counts: tuple[TopicCountView, ...]
    claims: tuple[ClaimItemView, ...]
    claims_count: int
    claims_address: str


def search_view(desk: Desk) -> SearchView:
    """Make the view of the search."""
    site = desk.site
    legend = legend_of(desk)
    topics = (ChoiceView(k, topic_link(desk, k)) for k, one in site.topics.items() if one.entries)
    sources = (
        ChoiceView(k, source_link(desk, k)) for k, one in site.sources.items() if one.entries
    )
    return SearchView(
        page=frame_of(desk, tones_of(entry.verdict for entry in legend)),
        script=desk.static.address(SCRIPT),
        index=desk.plan.search_index,
        topics=_by_name(topics),
        sources=_by_name(sources),
        years=tuple(sorted({year for year, _ in site.months}, reverse=True)),
        legend=legend,
        topic_counts=topic_counts(desk),
        claims=claim_items(desk, recent_claims(desk, CLAIMS)),
        claims_count=len(site.checks),
        claims_address=index_address(desk, PageKind.CLAIMS),
    )


def _by_name(choices: Iterable[ChoiceView]) -> tuple[ChoiceView, ...]:
    return tuple(sorted(choices, key=lambda one: (one.link.label.casefold(), one.key)))
