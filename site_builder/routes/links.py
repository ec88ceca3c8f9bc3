"""Links of bodies to addresses of ours that lead nowhere, and pictures that are not there."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urljoin

from site_builder.anchoring import Outline
from site_builder.diagnostics import Code, Diagnostic, Place
from site_builder.graph import Site, did_you_mean, suggest
from site_builder.markdown.body import Body
from site_builder.routes.addresses import decode, fragment_of, path_of
from site_builder.routes.bodies import Bodies, bodies_of
from site_builder.routes.plan import PageKind, Plan, PlannedPage

# Ids that the templates put on their pages, beside those of the bodies; the archive has one for
# each year, too. "top" leads somewhere on any page (HTML, "the indicated part of the document").
PAGE_IDS = frozenset({"content", "top"})
KIND_IDS: Mapping[PageKind, frozenset[str]] = {
    PageKind.ARTICLE: frozenset({"text", "corrections"}),
    PageKind.CLAIM: frozenset({"corrections"}),
}
# What is written beside pages and assets and may be linked to.
FILES = ("/robots.txt", "/sitemap.xml")
# What comes after it is for the browser to find in the text, not an id (Text Fragments, 3.4).
TEXT_DIRECTIVE = ":~:"


@dataclass(frozen=True, slots=True)
class _Link:
    """A link with the decoded path and fragment that it means on its page."""

    target: str
    path: str
    fragment: str
    place: Place


class _Ids:
    """The ids that stand on a page: those of its template, and those of its bodies."""

    def __init__(self, template: frozenset[str], bodies: Iterable[Body | Outline]) -> None:
        self._template = template
        self._bodies = bodies

    @cached_property
    def all(self) -> frozenset[str]:
        """All of them."""
        return self._template.union(*map(_ids, self._bodies))


# The ids that stand at each decoded address; None where nobody knows them.
Alive = Mapping[str, _Ids | None]


def check_links(site: Site, plan: Plan) -> list[Diagnostic]:
    """Find the links of all bodies shown, and of the navigation, that lead nowhere.

    A redirect leads somewhere. A fragment is looked for among the ids of the bodies, of their notes
    and of the templates; a file may have any. Pictures that ``content/assets`` does not have are
    found too.
    """
    bodies = tuple(bodies_of(site))
    alive = _alive(site, plan, bodies)
    links = list(_links(site, plan, bodies))
    problems = list(_dead_links([link for link in links if link.path not in alive], alive))
    problems += _dead_fragments(links, alive)
    problems += _missing_pictures(site, bodies)
    return problems


def _alive(site: Site, plan: Plan, bodies: Iterable[Bodies]) -> Alive:
    by_page = {(kind, key): found for kind, key, found in bodies}
    years = frozenset(f"y{year}" for year, _ in site.months)
    kinds = {kind: PAGE_IDS | KIND_IDS.get(kind, frozenset()) for kind in PageKind}
    kinds[PageKind.ARCHIVE] |= years
    alive: dict[str, _Ids | None] = dict.fromkeys(FILES)
    alive |= {decode(file.address): None for file in plan.files}
    alive |= {decode(file.address): None for file in plan.annotations.values()}
    alive |= {decode(feed.address): None for feed in plan.feeds.values()}
    alive |= {decode(file.address): None for file in plan.data.values()}
    for page in plan.pages:
        own = by_page.get((page.kind, page.subject), ()) if _is_own(page) else ()
        alive[decode(page.address)] = _Ids(kinds[page.kind], own)
    for redirect in plan.redirects:
        alive[decode(redirect.old)] = alive.get(decode(redirect.new))
    return alive


def _ids(body: Body | Outline) -> frozenset[str]:
    """Return the ids of a body, those of its notes and of the references to them among them."""
    if not isinstance(body, Outline):
        return body.ids
    notes = (f"note-{placement.id}" for placement in body.placements)
    marked = (placement for placement in body.placements if not placement.is_tombstone)
    return frozenset(body.ids).union(notes, (f"ref-{placement.id}" for placement in marked))


def _is_own(page: PlannedPage) -> bool:
    return page.paging is None or page.paging.number is None


def _links(site: Site, plan: Plan, bodies: Iterable[Bodies]) -> Iterator[_Link]:
    for item in site.settings.navigation or ():
        if _is_ours(item.url):
            yield _link(item.url, item.place, "/")
    here = {(page.kind, page.subject): page.address for page in plan.pages if _is_own(page)}
    for kind, key, found in bodies:
        address = here.get((kind, key), "/")
        for body in found:
            for link in body.links:
                if _is_ours(link.target):
                    yield _link(link.target, link.place, address)


def _is_ours(target: str) -> bool:
    """Tell whether a link stays here: what begins with two slashes names another host."""
    return target.startswith(("/", "#", "?")) and not target.startswith("//")


def _link(target: str, place: Place, address: str) -> _Link:
    """Read a link as a browser does on the page of this address."""
    is_absolute = target.startswith("/") and "/." not in target
    absolute = target if is_absolute else urljoin(address, target)
    fragment = decode(fragment_of(absolute).partition(TEXT_DIRECTIVE)[0])
    path = decode(path_of(absolute)).removesuffix("index.html")
    return _Link(target, path, fragment, place)


def _dead_links(links: Iterable[_Link], alive: Alive) -> Iterator[Diagnostic]:
    dead = list(links)
    near = suggest((link.path for link in dead), alive)
    for link in dead:
        turned = link.path.removesuffix("/") if link.path.endswith("/") else f"{link.path}/"
        hint = did_you_mean(turned if turned in alive else near.get(link.path))
        message = f"The link “{link.target}” leads to no page or file of the digest."
        yield Diagnostic.of(Code.DEAD_LINK, link.place, message, hint)


def _dead_fragments(links: Iterable[_Link], alive: Alive) -> Iterator[Diagnostic]:
    dead: dict[str, list[_Link]] = {}
    for link in links:
        ids = alive.get(link.path)
        if link.fragment and ids is not None and link.fragment not in ids.all:
            dead.setdefault(link.path, []).append(link)
    for path, found in dead.items():
        ids = alive[path]
        near = suggest((link.fragment for link in found), ids.all if ids else ())
        for link in found:
            name = near.get(link.fragment)
            message = f"The link “{link.target}” leads to a page that has no “#{link.fragment}”."
            hint = did_you_mean(name and f"#{name}")
            yield Diagnostic.of(Code.DEAD_LINK, link.place, message, hint)


def _missing_pictures(site: Site, bodies: Iterable[Bodies]) -> Iterator[Diagnostic]:
    missing = [
        picture
        for _, _, found in bodies
        for body in found
        for picture in body.pictures
        if picture.target not in site.assets
    ]
    near = suggest((picture.target for picture in missing), site.assets)
    for picture in missing:
        message = f"There is no picture assets/{picture.target}."
        hint = did_you_mean(near.get(picture.target))
        yield Diagnostic.of(Code.MISSING_PICTURE, picture.place, message, hint)
