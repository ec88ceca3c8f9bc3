"""What comes of one file, as it is remembered and as it is sent from process to process."""

from collections.abc import Mapping
from dataclasses import dataclass

from site_builder.anchoring import Standing
from site_builder.cache import Codec
from site_builder.diagnostics import Diagnostic
from site_builder.graph import Rendered
from site_builder.markdown import Body
from site_builder.model import AnnotationStatus, Asset, Claim, Page, Source, Topic

Described = tuple[Source | Topic | Claim | Page, Body]


@dataclass(frozen=True, slots=True)
class ArticleReading:
    """An article, None where it is broken, and what was known of the claims that it cites."""

    value: Rendered | None
    problems: list[Diagnostic]
    cited: Mapping[str, tuple[str, AnnotationStatus] | None]

    def fits(self, standing: Standing) -> bool:
        """Tell whether the claims that the article cites are still what they were."""
        return all(standing.claims.get(key) == state for key, state in self.cited.items())


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
DESCRIBED = Codec(DescribedReading)
ASSETS = Codec(AssetReading)
