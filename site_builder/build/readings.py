"""What comes of one file, as it is remembered and as it is sent from process to process."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from site_builder.anchoring import AnchoredBody, Outline, Prose, Standing
from site_builder.cache import Codec, of_bytes
from site_builder.diagnostics import Diagnostic
from site_builder.graph import AtHand, Kept, Rendered
from site_builder.markdown import Body
from site_builder.model import AnnotationStatus, Article, Asset, Claim, Page, Source, Topic

Described = tuple[Source | Topic | Claim | Page, Body]


Cited = Mapping[str, tuple[str, AnnotationStatus] | None]
"""How the claims that an article cites stand, by their keys."""


@dataclass(frozen=True, slots=True)
class Anchored:
    """An article with its whole body."""

    article: Article
    body: AnchoredBody
    note: Body | None
    explanations: Mapping[str, Body]

    @property
    def rendered(self) -> Rendered:
        """The article for the stage after this one, with its prose at hand."""
        prose = AtHand(self.body.prose)
        return Rendered(self.article, self.body.outline, prose, self.note, self.explanations)


@dataclass(frozen=True, slots=True)
class WholeReading:
    """An article, None where it is broken, and what was known of the claims that it cites."""

    value: Anchored | None
    problems: list[Diagnostic]
    cited: Cited


class ArticleReading(NamedTuple):
    """What came of an article but for its prose, which lies elsewhere, under its fingerprint.

    ``article`` and ``body`` are None where it is broken.
    """

    article: Article | None
    body: Outline | None
    prose: bytes
    note: Body | None
    explanations: Mapping[str, Body]
    problems: list[Diagnostic]
    cited: Cited

    def fits(self, standing: Standing) -> bool:
        """Tell whether the claims that the article cites are still what they were."""
        return all(standing.claims.get(key) == state for key, state in self.cited.items())

    def rendered(self, prose: Kept) -> Rendered | None:
        """Return the article for the stage after this one."""
        if self.article is None or self.body is None:
            return None
        return Rendered(self.article, self.body, prose, self.note, self.explanations)


class Written(NamedTuple):
    """An article's reading as bytes, and its prose as bytes with their fingerprint."""

    reading: bytes
    digest: bytes
    prose: bytes


def write(read: WholeReading) -> Written:
    """Write what came of an article in two parts: the prose is as long as all the rest."""
    whole = read.value
    if whole is None:
        reading = ArticleReading(None, None, b"", None, {}, read.problems, read.cited)
        return Written(ARTICLES.encode(reading), b"", b"")
    prose = PROSE.encode(whole.body.prose)
    digest = of_bytes(prose)
    reading = ArticleReading(
        article=whole.article,
        body=whole.body.outline,
        prose=digest,
        note=whole.note,
        explanations=whole.explanations,
        problems=read.problems,
        cited=read.cited,
    )
    return Written(ARTICLES.encode(reading), digest, prose)


@dataclass(frozen=True, slots=True)
class DescribedReading:
    """One of four records with its body, and what is wrong; all None where it is broken."""

    source: Source | None
    topic: Topic | None
    claim: Claim | None
    page: Page | None
    body: Body | None
    problems: list[Diagnostic]

    @property
    def value(self) -> Described | None:
        """The record and its body."""
        record = self.source or self.topic or self.claim or self.page
        return (record, self.body) if record is not None and self.body is not None else None

    @classmethod
    def of(
        cls,
        record: Source | Topic | Claim | Page | None,
        body: Body | None,
        problems: list[Diagnostic],
    ) -> "DescribedReading":
        """Note what came of a file."""
        return cls(
            source=record if isinstance(record, Source) else None,
            topic=record if isinstance(record, Topic) else None,
            claim=record if isinstance(record, Claim) else None,
            page=record if isinstance(record, Page) else None,
            body=body,
            problems=problems,
        )


@dataclass(frozen=True, slots=True)
class AssetReading:
    """An asset, None where it can't be read, and what is wrong with it."""

    value: Asset | None
    problems: list[Diagnostic]


ARTICLES = Codec(ArticleReading)
PROSE = Codec(Prose)
DESCRIBED = Codec(DescribedReading)
ASSETS = Codec(AssetReading)
