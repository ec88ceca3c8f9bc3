"""Who published an article: names and hosts to sources.

A name is matched by a source's key, name or alias; without a name the address's host decides. What
matches nothing is a source of its own, whose key is the slug of its name.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlsplit

from site_builder.diagnostics import Code, Diagnostic, Place
from site_builder.graph.folding import fold
from site_builder.graph.nearest import suggest
from site_builder.model import Article, Located, MarkdownText, Source
from site_builder.model.slugs import is_reserved, slugify

# The key in the preview of a publisher whose name has no slug: an error stands, nothing is
# published under it.
NAMELESS = "unnamed"


class Naming(NamedTuple):
    """A publisher as one article names it, and the key of the source that it means.

    ``listed`` says that a file describes it, ``by_host`` that the article gives an address only;
    ``folded`` is the name as it is compared.
    """

    name: str
    folded: str
    key: str
    listed: bool
    by_host: bool
    place: Place

    def at(self, place: Place) -> "Naming":
        """Return the same naming of another article, or of another place in it."""
        return Naming(self.name, self.folded, self.key, self.listed, self.by_host, place)


@dataclass(frozen=True, slots=True)
class _Directory:
    """Which source file a folded name or a host stands for."""

    names: Mapping[str, str]
    hosts: Mapping[str, str]


def find_publishers(
    sources: Sequence[Source], articles: Sequence[Article]
) -> tuple[tuple[Naming, ...], list[Diagnostic]]:
    """Find the publisher of each article, in the order of the articles."""
    directory, problems = _directory(sources)
    namings = tuple(_namings(articles, directory))
    files = {source.key: source for source in sources}
    found = [naming for naming in namings if not naming.listed]
    problems += _slugless(found)
    problems += _shared_slugs(found, files)
    problems += _near_misses(found, files)
    return namings, problems


def unlisted_sources(namings: Iterable[Naming]) -> dict[str, Source]:
    """Make a source of each publisher without a file, named as most articles name it."""
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    places: dict[str, Place] = {}
    for naming in namings:
        if not naming.listed:
            spellings[naming.key][naming.name] += 1
            places.setdefault(naming.key, naming.place)
    return {
        key: _bare_source(key, counts.most_common(1)[0][0], places[key])
        for key, counts in spellings.items()
    }


def _bare_source(key: str, name: str, place: Place) -> Source:
    return Source(
        key=key,
        place=place,
        name=name,
        full_name=None,
        url=None,
        hosts=(),
        aliases=(),
        kind=None,
        owner=None,
        country=None,
        languages=(),
        body=MarkdownText("", place),
    )


def _directory(sources: Sequence[Source]) -> tuple[_Directory, list[Diagnostic]]:
    names, problems = _claimed(
        "name", ((s, n.place, fold(n.value)) for s in sources for n in _names(s))
    )
    hosts, faults = _claimed(
        "host", ((s, h.place, _plain(h.value)) for s in sources for h in s.hosts)
    )
    return _Directory(names, hosts), problems + faults


def _claimed(
    what: str, claims: Iterable[tuple[Source, Place, str]]
) -> tuple[dict[str, str], list[Diagnostic]]:
    owners: dict[str, Source] = {}
    problems = []
    for source, place, value in claims:
        owner = owners.setdefault(value, source)
        if owner.key != source.key:
            message = f"The {what} “{value}” belongs to {owner.place.path} already."
            hint = f"A {what} can stand for one source only; remove it from one of the two files."
            problems.append(Diagnostic.of(Code.DUPLICATE_NAME, place, message, hint))
    return {value: owner.key for value, owner in owners.items()}, problems


def _names(source: Source) -> Iterator[Located[str]]:
    yield Located(source.key, source.place)
    yield Located(source.name, source.place)
    yield from source.aliases


def _namings(articles: Iterable[Article], directory: _Directory) -> Iterator[Naming]:
    """Yield the naming of each article; each name is looked up once only."""
    known: dict[tuple[bool, str], Naming] = {}
    for article in articles:
        source = article.source
        by_host = source.name is None
        name = _plain(_host(source.url)) if source.name is None else source.name.value
        place = source.place if source.name is None else source.name.place
        naming = known.get((by_host, name))
        if naming is None:
            naming = known[by_host, name] = _naming(name, place, directory, by_host=by_host)
        yield naming.at(place)


def _naming(name: str, place: Place, directory: _Directory, *, by_host: bool) -> Naming:
    folded = fold(name)
    found = directory.hosts.get(name) if by_host else directory.names.get(folded)
    key = found or slugify(name) or NAMELESS
    return Naming(name, folded, key, listed=found is not None, by_host=by_host, place=place)


def _host(url: Located[str] | None) -> str:
    return (urlsplit(url.value).hostname or "") if url is not None else ""


def _plain(host: str) -> str:
    """Put aside what does not tell hosts apart: case, a full stop at the end, ``www.``."""
    return fold(host).rstrip(".").removeprefix("www.")


def _slugless(found: Iterable[Naming]) -> Iterator[Diagnostic]:
    hint = "Describe the publisher in a file of sources/ and list this name as an alias there."
    for naming in found:
        if naming.key == NAMELESS and slugify(naming.name) != NAMELESS:
            message = f"The publisher “{naming.name}” has no letter or digit for an address."
            yield Diagnostic.of(Code.INVALID_SLUG, naming.place, message, hint)
        elif is_reserved(naming.key):
            message = f"The digest keeps the name “{naming.key}” for addresses of its own."
            yield Diagnostic.of(Code.RESERVED_SLUG, naming.place, message, hint)


def _shared_slugs(found: Iterable[Naming], files: Mapping[str, Source]) -> Iterator[Diagnostic]:
    owners = {key: (fold(source.name), source.name, source.place) for key, source in files.items()}
    for naming in found:
        known, name, place = owners.setdefault(
            naming.key, (naming.folded, naming.name, naming.place)
        )
        if known != naming.folded:
            message = (
                f"The publishers “{name}” ({place.path}:{place.line}) and “{naming.name}”"
                f" would both be /sources/{naming.key}/."
            )
            hint = (
                f"If they are one, write one name, or list the other as an alias in"
                f" sources/{naming.key}.md; if not, describe one in a file with another key."
            )
            yield Diagnostic.of(Code.TWO_NAMES_ONE_SLUG, naming.place, message, hint)


def _near_misses(found: Iterable[Naming], files: Mapping[str, Source]) -> Iterator[Diagnostic]:
    known = {
        fold(name): source.name
        for source in files.values()
        for name in (source.full_name or source.name, *(n.value for n in _names(source)))
    }
    named = [naming for naming in found if not naming.by_host and naming.key not in files]
    near = suggest((naming.folded for naming in named), known)
    for naming in named:
        name = near.get(naming.folded)
        if name is not None:
            message = f"No source is called “{naming.name}”, but one nearly is."
            hint = (
                f"Did you mean “{known[name]}”? If not, add sources/{naming.key}.md"
                " for this publisher."
            )
            yield Diagnostic.of(Code.NEAR_MISS_SOURCE, naming.place, message, hint)
