"""Tags to topics: which spellings are one topic, and what it is called."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from site_builder.diagnostics import Code, Diagnostic
from site_builder.graph.folding import fold
from site_builder.model import Article, Tag, Topic
from site_builder.model.slugs import slugify

# The key of the topic that a slug belongs to, for all slugs about which a topic file says so.
Settled = Mapping[str, str]


def settle(topics: Sequence[Topic]) -> tuple[Settled, list[Diagnostic]]:
    """Read from the topic files which slugs they speak of: their keys and their aliases."""
    owners = {topic.key: topic for topic in topics}
    problems = []
    for topic in topics:
        for alias in topic.aliases:
            owner = owners.setdefault(slugify(alias.value), topic)
            if owner.key != topic.key:
                message = f"The tag “{alias.value}” belongs to {owner.place.path} already."
                hint = "A tag can stand for one topic only; remove it from one of the two files."
                problems.append(Diagnostic.of(Code.DUPLICATE_NAME, alias.place, message, hint))
    return {slug: topic.key for slug, topic in owners.items()}, problems


def topic_keys(article: Article, settled: Settled) -> tuple[str, ...]:
    """Return the keys of an article's topics, in the order of its tags, each once.

    A tag without a slug, which has been reported where it was read, makes no topic.
    """
    keys = dict.fromkeys(settled.get(tag.slug, tag.slug) for tag in article.tags if tag.slug)
    return tuple(keys)


def check_tags(articles: Iterable[Article], settled: Settled) -> Iterator[Diagnostic]:
    """Yield each tag that has the slug of another name, where no topic file says they are one.

    Tags that differ in case, spacing, width or normal form only are one name.
    """
    firsts: dict[str, tuple[Tag, str]] = {}
    known: dict[str, str] = {}
    for article in articles:
        for tag in article.tags:
            if not tag.slug or tag.slug in settled or known.get(tag.name) == tag.slug:
                continue
            first, folded = firsts.setdefault(tag.slug, (tag, fold(tag.name)))
            if folded == fold(tag.name):
                known[tag.name] = tag.slug
            else:
                yield _shared_slug(first, tag)


def _shared_slug(first: Tag, second: Tag) -> Diagnostic:
    where = f"{first.place.path}:{first.place.line}"
    message = (
        f"The tags “{first.name}” ({where}) and “{second.name}”"
        f" would both be /topics/{first.slug}/."
    )
    hint = f"Write one of them everywhere, or add topics/{first.slug}.md, which makes them one."
    return Diagnostic.of(Code.TWO_NAMES_ONE_SLUG, second.place, message, hint)


def count_spellings(articles: Iterable[Article], settled: Settled) -> dict[str, Counter[str]]:
    """Count how often the articles write each topic in each way, by the topic's key."""
    tags = (tag for article in articles for tag in article.tags)
    used = Counter((tag.slug, tag.name) for tag in tags if tag.slug)
    spellings: dict[str, Counter[str]] = {}
    for (slug, name), count in used.items():
        spellings.setdefault(settled.get(slug, slug), Counter())[name] += count
    return spellings


def name_of(key: str, topic: Topic | None, spellings: Counter[str]) -> tuple[str, tuple[str, ...]]:
    """Choose the name of a topic, and list its other spellings, sorted.

    The name is the file's title, or the spelling used most (the first of equals), or the key.
    """
    used = next((name for name, _ in spellings.most_common(1)), key)
    name = topic.title if topic is not None and topic.title is not None else used
    aliases = (alias.value for alias in topic.aliases) if topic is not None else ()
    return name, tuple(sorted({*spellings, *aliases} - {name}))
