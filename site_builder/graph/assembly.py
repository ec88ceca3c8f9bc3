"""All records to one ``Site``."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from site_builder.characters import compose
from site_builder.diagnostics import Code, Diagnostic
from site_builder.graph import claims as checks
from site_builder.graph import neighbourhood, tags
from site_builder.graph.changes import changes, claim_changed
from site_builder.graph.joining import Joined, join
from site_builder.graph.notes import notes_of
from site_builder.graph.own_checks import own_checks
from site_builder.graph.publishers import Naming, unlisted_sources
from site_builder.graph.references import first_of_each
from site_builder.graph.site import (
    ClaimEntry,
    CorrectionEntry,
    Entry,
    Mode,
    PageEntry,
    Rendered,
    Site,
    SourceEntry,
    Status,
    TopicEntry,
)
from site_builder.graph.statuses import is_shown, next_change, shows, status_of
from site_builder.graph.translations import translations
from site_builder.markdown.body import Body
from site_builder.model import (
    Annotation,
    AnnotationStatus,
    Article,
    Asset,
    Claim,
    Located,
    Page,
    Settings,
    Source,
    Topic,
)


def assemble(
    settings: Settings,
    mode: Mode,
    *,
    articles: Sequence[Rendered],
    sources: Sequence[tuple[Source, Body]],
    topics: Sequence[tuple[Topic, Body]],
    claims: Sequence[tuple[Claim, Body]],
    pages: Sequence[tuple[Page, Body]],
    assets: Sequence[Asset],
) -> tuple[Site, list[Diagnostic]]:
    """Join all records, each kind in the order of its paths, to what this build shows.

    The verdicts of claims are steps of the scale: who decoded the claims has seen to it. What is
    wrong with a draft is a warning, shown or not; what has expired is not looked at any more.
    """
    living = [r for r in articles if status_of(r.article, mode.now) is not Status.EXPIRED]
    joined, problems = join(living, sources, topics, claims, pages)
    files, faults = _by_path(assets)
    problems += faults
    site = _site(settings, mode, joined, files)
    problems += checks.uncited((claim for claim, _ in joined.claims.values()), site.claims)
    drafts = set(_drafts(articles, claims, pages))
    return site, [p.lowered() if p.place.path in drafts else p for p in problems]


def _drafts(
    articles: Iterable[Rendered],
    claims: Iterable[tuple[Claim, Body]],
    pages: Iterable[tuple[Page, Body]],
) -> Iterator[str]:
    """Yield the paths of the files that are drafts as a whole."""
    for rendered in articles:
        if rendered.article.draft:
            yield rendered.article.place.path
    for claim, _ in claims:
        if claim.status is AnnotationStatus.DRAFT:
            yield claim.place.path
    for page, _ in pages:
        if page.draft:
            yield page.place.path


def _site(settings: Settings, mode: Mode, joined: Joined, assets: Mapping[str, Asset]) -> Site:
    shown = _shown(joined, mode)
    entries = _entries(shown.values(), joined, mode)
    members = _members(joined.topics, ((entry.topics, key) for key, entry in entries.items()))
    sources = _sources(joined, entries, [naming for _, naming in shown.values()])
    claims = _claims(settings, mode, joined, entries, sources)
    order = checks.by_check(claims)
    translated = translations(entries, joined.groups)
    telling = neighbourhood.telling_topics(entries, members)
    articles = [rendered.article for rendered in joined.articles]
    return Site(
        settings=settings,
        mode=mode,
        entries=entries,
        months=_months(entries),
        topics=_topics(joined, telling, members, [r.article for r, _ in shown.values()]),
        sources=sources,
        claims=claims,
        checks=order,
        verdicts=checks.by_verdict(order, claims, settings.verdicts),
        checked={key: claim_changed(entry) for key, entry in claims.items()},
        pages=_pages(joined, mode),
        assets=assets,
        corrections=_corrections(entries, claims),
        neighbours=neighbourhood.neighbours(tuple(entries)),
        related=neighbourhood.Related(telling, members, translated),
        translations=translated,
        changes=changes(entries, claims),
        next_change=next_change(articles, _shown_checks(entries, claims), mode.now),
    )


def _by_path(assets: Iterable[Asset]) -> tuple[dict[str, Asset], list[Diagnostic]]:
    """Map the files by path in NFC: another normal form is another name on some disks only."""

    def path(asset: Asset) -> Located[str]:
        return Located(compose(asset.path), asset.place)

    ordered = sorted(assets, key=lambda asset: asset.path, reverse=True)
    found, problems = first_of_each(ordered, path, Code.TWO_PAGES_ONE_ADDRESS, "The file name")
    return dict(sorted(found.items())), problems


def _shown(joined: Joined, mode: Mode) -> dict[str, tuple[Rendered, Naming]]:
    """Return what is shown in the order of the paths, the first of each id."""
    shown: dict[str, tuple[Rendered, Naming]] = {}
    for rendered, naming in zip(joined.articles, joined.namings, strict=True):
        if is_shown(status_of(rendered.article, mode.now), mode):
            shown.setdefault(rendered.article.id.value, (rendered, naming))
    return shown


def _entries(
    shown: Iterable[tuple[Rendered, Naming]], joined: Joined, mode: Mode
) -> dict[str, Entry]:
    """Return the entries by id, newest first; equal instants go by id."""
    claims = {key: claim for key, (claim, _) in joined.claims.items()}
    topics = tags.Topics(joined.settled)
    entries = [
        Entry(
            article=rendered.article,
            body=rendered.body,
            prose=rendered.prose,
            note=rendered.note,
            status=status_of(rendered.article, mode.now),
            source=naming.key,
            topics=topics.of(rendered.article),
            notes=tuple(notes_of(rendered, claims, mode.now)),
        )
        for rendered, naming in shown
    ]
    entries.sort(key=lambda entry: entry.article.id.value)
    entries.sort(key=lambda entry: entry.article.date.instant, reverse=True)
    return {entry.article.id.value: entry for entry in entries}


def _members(
    keys: Iterable[str], pairs: Iterable[tuple[Iterable[str], str]]
) -> dict[str, list[str]]:
    """Gather the articles of each group, sorted by the groups' keys; some may be empty."""
    found: dict[str, list[str]] = {key: [] for key in keys}
    for groups, article in pairs:
        for group in groups:
            found.setdefault(group, []).append(article)
    return dict(sorted(found.items()))


def _months(entries: Mapping[str, Entry]) -> dict[tuple[int, int], tuple[str, ...]]:
    months: dict[tuple[int, int], list[str]] = {}
    for key, entry in entries.items():
        day = entry.article.date.day
        months.setdefault((day.year, day.month), []).append(key)
    return {month: tuple(keys) for month, keys in sorted(months.items(), reverse=True)}


def _topics(
    joined: Joined,
    telling: neighbourhood.Telling,
    members: neighbourhood.Members,
    articles: Iterable[Article],
) -> dict[str, TopicEntry]:
    spellings = tags.count_spellings(articles, joined.settled)
    near = neighbourhood.near_topics(telling, members)
    topics: dict[str, TopicEntry] = {}
    for key, ids in members.items():
        topic, body = joined.topics.get(key, (None, None))
        name, others = tags.name_of(key, topic, spellings.get(key, Counter()))
        topics[key] = TopicEntry(key, name, topic, body, others, tuple(ids), near[key])
    return topics


def _sources(
    joined: Joined, entries: Mapping[str, Entry], namings: Iterable[Naming]
) -> dict[str, SourceEntry]:
    members = _members(joined.sources, (((e.source,), key) for key, e in entries.items()))
    sources = {key: SourceEntry(s, None, ()) for key, s in unlisted_sources(namings).items()}
    sources |= {key: SourceEntry(s, body, ()) for key, (s, body) in joined.sources.items()}
    return {key: replace(sources[key], entries=tuple(ids)) for key, ids in members.items()}


def _claims(
    settings: Settings,
    mode: Mode,
    joined: Joined,
    entries: Mapping[str, Entry],
    sources: Mapping[str, SourceEntry],
) -> dict[str, ClaimEntry]:
    unlisted = unlisted_sources(joined.namings)
    grounds = checks.Grounds(
        entries=entries,
        cited=checks.appearances(entries.values()),
        sources=sources.keys(),
        names={key: source.name for key, source in unlisted.items()},
        settings=settings,
        now=mode.now,
    )
    shown = ((claim, body) for claim, body in joined.claims.values() if shows(claim.status, mode))
    own = own_checks(tuple(entries.values())[::-1], settings.verdicts, mode.now)
    return {**checks.claim_entries(shown, grounds), **dict(own)}


def _shown_checks(
    entries: Mapping[str, Entry], claims: Mapping[str, ClaimEntry]
) -> Iterator[Annotation | Claim]:
    notes = (note.annotation for entry in entries.values() for note in entry.notes)
    yield from (annotation for annotation in notes if annotation.claim is None)
    yield from (entry.claim for entry in claims.values())


def _pages(joined: Joined, mode: Mode) -> dict[str, PageEntry]:
    return {
        slug: PageEntry(page, body, Status.DRAFT if page.draft else Status.PUBLISHED)
        for slug, (page, body) in sorted(joined.pages.items())
        if mode.drafts or not page.draft
    }


def _corrections(
    entries: Mapping[str, Entry], claims: Mapping[str, ClaimEntry]
) -> tuple[CorrectionEntry, ...]:
    """Return all corrections, newest first; those of one day by article, then by claim."""
    found = [
        CorrectionEntry(correction, key, None)
        for key in sorted(entries)
        for correction in entries[key].article.corrections
    ]
    found += [
        CorrectionEntry(correction, None, key)
        for key, entry in claims.items()
        for correction in entry.claim.corrections
    ]
    return tuple(sorted(found, key=lambda entry: entry.correction.date.instant, reverse=True))
