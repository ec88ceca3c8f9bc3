"""References between articles and claims that must lead somewhere, and ids that must be unique."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from site_builder.diagnostics import Code, Diagnostic
from site_builder.graph.nearest import did_you_mean, suggest
from site_builder.model import AnnotationStatus, Article, Claim, Located

Record = TypeVar("Record")


def first_of_each(
    records: Iterable[Record], key: Callable[[Record], Located[str]], code: Code, what: str
) -> tuple[dict[str, Record], list[Diagnostic]]:
    """Map keys to records; of several with one key the first stays.

    ``what`` begins the sentence about the others: ``“x”`` and the first one's file follow.
    """
    kept: dict[str, Record] = {}
    problems = []
    for record in records:
        name = key(record)
        first = kept.setdefault(name.value, record)
        if first is not record:
            place = key(first).place
            message = f"{what} “{name.value}” is that of {place.path}:{place.line} already."
            problems.append(Diagnostic.of(code, name.place, message, "Change one of the two."))
    return kept, problems


def check_translations(articles: Sequence[Article], ids: Collection[str]) -> Iterator[Diagnostic]:
    """Yield each ``translation_of`` that names no article, or the article itself."""
    named = [(a, a.translation_of) for a in articles if a.translation_of is not None]
    near = suggest((name.value for _, name in named if name.value not in ids), ids)
    for article, name in named:
        if name.value == article.id.value:
            message = "The article names itself as the one that it translates."
            problem = Diagnostic.of(Code.UNKNOWN_ARTICLE, name.place, message)
        elif name.value not in ids:
            message = f"No article has the id “{name.value}”."
            hint = did_you_mean(near.get(name.value))
            problem = Diagnostic.of(Code.UNKNOWN_ARTICLE, name.place, message, hint)
        else:
            continue
        yield problem


def check_cited_claims(
    articles: Iterable[Article], claims: Mapping[str, Claim]
) -> Iterator[Diagnostic]:
    """Yield each annotation whose claim has no file, or is a draft though itself it is not."""
    cited = [
        (name, article.draft or note.status is not AnnotationStatus.PUBLISHED)
        for article in articles
        for note in article.annotations
        if (name := note.claim) is not None
    ]
    near = suggest((name.value for name, _ in cited if name.value not in claims), claims)
    for name, unpublished in cited:
        claim = claims.get(name.value)
        if claim is None:
            problem = _unknown_claim(name, near)
            yield problem.lowered() if unpublished else problem
        elif claim.status is AnnotationStatus.DRAFT and not unpublished:
            message = f"The claim “{name.value}” is a draft, so this annotation is not shown."
            hint = f"Publish {claim.place.path}, or make the annotation a draft too."
            yield Diagnostic.of(Code.DRAFT_CLAIM, name.place, message, hint)


def check_related_claims(claims: Mapping[str, Claim]) -> Iterator[Diagnostic]:
    """Yield each related claim that has no file."""
    named = [name for c in claims.values() for name in c.related if name.value not in claims]
    near = suggest((name.value for name in named), claims)
    for name in named:
        yield _unknown_claim(name, near)


def _unknown_claim(name: Located[str], near: Mapping[str, str]) -> Diagnostic:
    message = f"There is no claim “{name.value}”."
    hint = did_you_mean(near.get(name.value)) or f"Write it in claims/{name.value}.md."
    return Diagnostic.of(Code.UNKNOWN_CLAIM, name.place, message, hint)


def check_claimants(claims: Iterable[Claim], sources: Collection[str]) -> Iterator[Diagnostic]:
    """Yield each claimant that is the key of no source."""
    named = [
        claimant.source
        for claim in claims
        for claimant in claim.claimants
        if claimant.source is not None and claimant.source.value not in sources
    ]
    near = suggest((name.value for name in named), sources)
    for name in named:
        message = f"There is no source with the key “{name.value}”."
        hint = did_you_mean(near.get(name.value)) or (
            f"Describe it in sources/{name.value}.md, or write the claimant as a name:"
            " {name: …, url: …}."
        )
        yield Diagnostic.of(Code.UNKNOWN_SOURCE, name.place, message, hint)


def check_source_addresses(
    articles: Iterable[Article], groups: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """Yield each article whose source address another one has, translations of it aside.

    ``groups`` maps the ids of translated articles to the name of their group.
    """
    first: dict[str, Article] = {}
    for article in articles:
        url = article.source.url
        if url is None:
            continue
        other = first.setdefault(url.value, article)
        if other is not article and not _one_group(other, article, groups):
            place = other.place
            message = f"{place.path} is about the article at this address already."
            hint = "Keep one of the two; if one translates the other, say so with “translation_of”."
            yield Diagnostic.of(Code.SAME_SOURCE_URL, url.place, message, hint)


def _one_group(one: Article, other: Article, groups: Mapping[str, str]) -> bool:
    group = groups.get(one.id.value)
    return group is not None and group == groups.get(other.id.value)
