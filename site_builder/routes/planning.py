"""A site to the plan of everything that will be written."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from site_builder.characters import compose
from site_builder.diagnostics import Code, Diagnostic
from site_builder.graph import Site
from site_builder.model import Alias
from site_builder.routes.addresses import (
    ASSETS,
    SEARCH_INDEX,
    asset_address,
    decode,
    encode,
    file_of,
    identity,
    path_of,
    plain_asset_address,
)
from site_builder.routes.annotations import plan_annotations
from site_builder.routes.bodies import bodies_of
from site_builder.routes.collisions import Owners, Wish, refusal, settle
from site_builder.routes.data import plan_data
from site_builder.routes.feeds import plan_feeds
from site_builder.routes.paging import page_list
from site_builder.routes.plan import (
    PageKind,
    Paging,
    Plan,
    PlannedAsset,
    PlannedPage,
    Redirect,
)
from site_builder.routes.proposals import HOME_ITEMS, Proposal, proposals
from site_builder.routes.sitemaps import plan_sitemap

INDEXES = frozenset(
    {
        PageKind.HOME,
        PageKind.ARCHIVE,
        PageKind.TOPICS,
        PageKind.SOURCES,
        PageKind.CLAIMS,
        PageKind.CORRECTIONS,
        PageKind.SEARCH,
    }
)


class _Page(NamedTuple):
    """A page of the plan, and the address that it wishes for."""

    planned: PlannedPage
    wish: Wish


class _File(NamedTuple):
    """A file of the plan, and the address that it wishes for."""

    planned: PlannedAsset
    wish: Wish


def make_plan(site: Site) -> tuple[Plan, list[Diagnostic]]:
    """Give every page and file of the site its address.

    Of two with one address the first keeps it and the other is reported and left out of
    ``pages`` or ``files``; the mappings of addresses are complete all the same.
    """
    pages = [page for proposal in proposals(site) for page in _pages(proposal, site)]
    files = list(_files(site))
    wishes = (one.wish for some in (pages, files) for one in some)
    feeds, data = plan_feeds(site), plan_data()
    own = [feed.address for feed in feeds.values()] + [file.address for file in data.values()]
    owners, problems = settle(map(decode, own), wishes, site.settings.place)
    addresses = _addresses(page.planned for page in pages)
    redirects, faults = _redirects(site, addresses, owners)
    kept = tuple(page.planned for page in pages if _has(page.wish, owners))
    plan = Plan(
        pages=kept,
        files=tuple(file.planned for file in files if _has(file.wish, owners)),
        redirects=redirects,
        articles=addresses[PageKind.ARTICLE],
        topics=addresses[PageKind.TOPIC],
        sources=addresses[PageKind.SOURCE],
        claims=addresses[PageKind.CLAIM],
        verdicts=addresses[PageKind.VERDICT],
        pages_by_slug=addresses[PageKind.PAGE],
        months=_months(addresses[PageKind.MONTH]),
        assets={key: encode(asset_address(asset)) for key, asset in site.assets.items()},
        indexes={kind: addresses[kind][""] for kind in PageKind if kind in INDEXES},
        annotations=plan_annotations(site, kept),
        feeds=feeds,
        data=data,
        search_index=SEARCH_INDEX,
        sitemap=plan_sitemap(site, kept),
    )
    return plan, problems + faults


def _has(wish: Wish, owners: Owners) -> bool:
    return owners.get(identity(wish.address)) is wish


def _pages(proposal: Proposal, site: Site) -> Iterator[_Page]:
    for address, paging in _parts(proposal, site):
        planned = PlannedPage(
            kind=proposal.kind,
            subject=proposal.subject,
            address=encode(address),
            path=file_of(address),
            paging=paging,
            indexed=proposal.indexed,
        )
        yield _Page(planned, Wish(address, proposal.place))


def _parts(proposal: Proposal, site: Site) -> Iterator[tuple[str, Paging | None]]:
    if proposal.kind is PageKind.HOME:
        newest = min(HOME_ITEMS, len(site.entries))
        yield proposal.address, Paging(None, 0, newest, proposal.address, None, ())
    elif proposal.items is None:
        yield proposal.address, None
    else:
        yield from page_list(proposal.address, proposal.items, site.settings.per_page)


def _files(site: Site) -> Iterator[_File]:
    linked = _linked_assets(site)
    for key, asset in site.assets.items():
        plain = (plain_asset_address(key),) if key in linked else ()
        for address in (asset_address(asset), *plain):
            planned = PlannedAsset(key, encode(address), file_of(address))
            yield _File(planned, Wish(address, asset.place))


def _linked_assets(site: Site) -> set[str]:
    """Return the keys of the files that bodies link to by the names that editors know."""
    return {
        address.removeprefix(ASSETS)
        for _, _, bodies in bodies_of(site)
        for body in bodies
        for link in body.links
        if (address := decode(path_of(link.target))).startswith(ASSETS)
    }


def _addresses(pages: Iterable[PlannedPage]) -> dict[PageKind, dict[str, str]]:
    """Map the subjects of each kind to their addresses, numbered pages aside."""
    addresses: dict[PageKind, dict[str, str]] = {kind: {} for kind in PageKind}
    for page in pages:
        if page.paging is None or page.paging.number is None:
            addresses[page.kind][page.subject] = page.address
    return addresses


def _months(addresses: Mapping[str, str]) -> dict[tuple[int, int], str]:
    return {(int(key[:4]), int(key[5:])): address for key, address in addresses.items()}


def _redirects(
    site: Site, addresses: Mapping[PageKind, Mapping[str, str]], owners: Owners
) -> tuple[tuple[Redirect, ...], list[Diagnostic]]:
    """Make a redirect of each older address that nothing else has; add them to ``owners``."""
    redirects: list[Redirect] = []
    problems: list[Diagnostic] = []
    for alias, new in _aliases(site, addresses):
        wish = Wish(compose(alias.address), alias.place)
        owner = owners.setdefault(identity(wish.address), wish)
        if owner is wish:
            redirects.append(Redirect(encode(wish.address), new))
        elif encode(owner.address) == new:
            message = f"“{alias.address}” is the address that the page has now."
            hint = "An alias is an older address; remove it."
            problems.append(Diagnostic.of(Code.REPEATED_VALUE, alias.place, message, hint))
        else:
            problems.append(refusal(wish.address, alias.place, owner))
    return tuple(sorted(redirects, key=lambda redirect: redirect.old)), problems


def _aliases(
    site: Site, addresses: Mapping[PageKind, Mapping[str, str]]
) -> Iterator[tuple[Alias, str]]:
    for slug, page in site.pages.items():
        for alias in page.page.aliases:
            yield alias, addresses[PageKind.PAGE][slug]
    for key in reversed(tuple(site.entries)):
        for alias in site.entries[key].article.aliases:
            yield alias, addresses[PageKind.ARTICLE][key]
