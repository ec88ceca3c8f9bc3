"""Tags to topics: which spellings are one topic, and what it is called."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from site_builder.diagnostics import Code, Diagnostic, Place
from site_builder.graph.folding import fold
from site_builder.model import Article, Tag, Topic
from site_builder.model.article import slug_of
from site_builder.model.slugs import is_reserved, slugify

# The key of the topic that a tag belongs to, by the tag's handle, for all tags of which a topic
# file speaks.
Settled = Mapping[str, str]


def _handle(slug: str, name: str) -> str:
    """Return what tags of one topic have in common: the slug, or the name where there is none."""
    return slug or fold(name)


def settle(topics: Sequence[Topic]) -> tuple[Settled, list[Diagnostic]]:
    """Read from the topic files which tags they speak of: their keys and their aliases."""
    owners = {topic.key: topic for topic in topics}
    problems = []
    for topic in topics:
        for alias in topic.aliases:
            handle = _handle(slugify(alias.value), alias.value)
            owner = owners.setdefault(handle, topic)
            if owner.key != topic.key:
                message = f"The tag “{alias.value}” belongs to {owner.place.path} already."
                hint = "A tag can stand for one topic only; remove it from one of the two files."
                problems.append(Diagnostic.of(Code.DUPLICATE_NAME, alias.place, message, hint))
    return {handle: topic.key for handle, topic in owners.items()}, problems


def _key(slug: str, name: str, settled: Settled) -> str | None:
    """Return the key of a tag's topic; None for one that can't have a page of its own."""
    own = slug if slug and not is_reserved(slug) else None
    return settled.get(_handle(slug, name), own)


class Topics(dict[str, str | None]):
    """The key of the topic of each tag, by the tag's name; each is found once."""

    def __init__(self, settled: Settled) -> None:
        super().__init__()
        self._settled = settled

    def __missing__(self, name: str) -> str | None:
        key = self[name] = _key(slug_of(name), name, self._settled)
        return key

    def of(self, article: Article) -> tuple[str, ...]:
        """Return the keys of an article's topics, in the order of its tags, each once."""
        keys = dict.fromkeys([self[tag.name] for tag in article.tags])
        return tuple([key for key in keys if key is not None])


def check_tags(articles: Iterable[Article], settled: Settled) -> Iterator[Diagnostic]:
    """Yield each tag that has no slug, a reserved one, or that of another name.

    A topic file whose key or alias the tag is settles all three. Tags that differ in case,
    spacing, width or normal form only are one name.
    """
    firsts: dict[str, tuple[Tag, Article, str]] = {}
    known: set[str] = set()
    for article in articles:
        for tag in article.tags:
            if tag.name in known or _handle(tag.slug, tag.name) in settled:
                continue
            if _key(tag.slug, tag.name, settled) is None:
                yield _without_page(tag, tag.place_in(article))
                continue
            first, owner, folded = firsts.setdefault(tag.slug, (tag, article, fold(tag.name)))
            if folded == fold(tag.name):
                known.add(tag.name)
            else:
                where = f"{owner.place.path}:{first.line}"
                yield _shared_slug(first, where, tag, tag.place_in(article))


def _without_page(tag: Tag, place: Place) -> Diagnostic:
    hint = f"Write it in other words, or name “{tag.name}” under “aliases” of a file in topics/."
    if tag.slug:
        message = (
            f"The tag “{tag.name}” can't have a page: the digest keeps “{tag.slug}” for itself."
        )
        return Diagnostic.of(Code.RESERVED_SLUG, place, message, hint)
    message = f"The tag “{tag.name}” has no letter or digit for an address."
    return Diagnostic.of(Code.INVALID_SLUG, place, message, hint)


def _shared_slug(first: Tag, where: str, second: Tag, place: Place) -> Diagnostic:
    message = (
        f"The tags “{first.name}” ({where}) and “{second.name}”"
        f" would both be /topics/{first.slug}/."
    )
    hint = f"Write one of them everywhere, or add topics/{first.slug}.md, which makes them one."
    return Diagnostic.of(Code.TWO_NAMES_ONE_SLUG, place, message, hint)


def count_spellings(articles: Iterable[Article], settled: Settled) -> dict[str, Counter[str]]:
    """Count how often the articles write each topic in each way, by the topic's key."""
    tags = chain.from_iterable(article.tags for article in articles)
    used = Counter(tag.name for tag in tags)
    topics = Topics(settled)
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name, count in used.items():
        key = topics[name]
        if key is not None:
            spellings[key][name] += count
    return spellings


def name_of(key: str, topic: Topic | None, spellings: Counter[str]) -> tuple[str, tuple[str, ...]]:
    """Choose the name of a topic, and list its other spellings, sorted.

    The name is the file's title, or the spelling used most (the first of equals), or the key.
    """
    used = next((name for name, _ in spellings.most_common(1)), key)
    name = topic.title if topic is not None and topic.title is not None else used
    aliases = (alias.value for alias in topic.aliases) if topic is not None else ()
    return name, tuple(sorted({*spellings, *aliases} - {name}))
