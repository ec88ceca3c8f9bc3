"""What an annotation is worth in this build: its verdict, and whether readers get it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from site_builder.model import Annotation, AnnotationStatus, Claim, Settings


class Showing(Enum):
    """How an annotation is shown."""

    MARKED = "marked"
    TOMBSTONE = "tombstone"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Standing:
    """The verdicts and claims that annotations go by.

    ``seriousness`` are the keys of the scale, most serious first. ``claims`` maps the key of each
    claim to its verdict and status. ``drafts`` says that drafts are shown.
    """

    seriousness: tuple[str, ...]
    claims: Mapping[str, tuple[str, AnnotationStatus]]
    drafts: bool

    @classmethod
    def of(cls, settings: Settings, claims: Iterable[Claim], *, drafts: bool) -> "Standing":
        """Note what matters of all claims; of two with one key the first counts."""
        known: dict[str, tuple[str, AnnotationStatus]] = {}
        for claim in claims:
            known.setdefault(claim.key, (claim.verdict.value, claim.status))
        return cls(settings.seriousness, known, drafts)

    def showing(self, annotation: Annotation) -> Showing:
        """Tell how an annotation is shown. One whose claim has no file is not."""
        if annotation.claim is None and annotation.status is AnnotationStatus.PUBLISHED:
            return Showing.MARKED
        if annotation.status is AnnotationStatus.WITHDRAWN:
            return Showing.TOMBSTONE
        if annotation.status is AnnotationStatus.DRAFT and not self.drafts:
            return Showing.HIDDEN
        if annotation.claim is None:
            return Showing.MARKED
        _, status = self.claims.get(annotation.claim.value, ("", None))
        if status is AnnotationStatus.WITHDRAWN:
            return Showing.TOMBSTONE
        is_shown = status is AnnotationStatus.PUBLISHED or (status is not None and self.drafts)
        return Showing.MARKED if is_shown else Showing.HIDDEN

    def verdict(self, annotation: Annotation) -> str | None:
        """Return the key of an annotation's verdict, its own or its claim's."""
        if annotation.claim is not None:
            return self.claims[annotation.claim.value][0]
        return None if annotation.verdict is None else annotation.verdict.value

    def rank(self, verdict: str | None) -> int:
        """Return how serious a verdict is, 0 most; what has none comes last."""
        if verdict is None:
            return len(self.seriousness)
        return self.seriousness.index(verdict)
