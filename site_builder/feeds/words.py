"""What feeds say in a language: messages of the catalogues, dates, the names of kinds."""

from collections.abc import Iterable

from site_builder.feeds.html import Markup, element, text
from site_builder.language import Language, has_catalogue
from site_builder.model import CorrectionSeverity, EvidenceKind, Kind, Moment


class Words:
    """The words of one language. Messages are HTML, and so is what is put into them."""

    def __init__(self, tag: str, digest: str) -> None:
        """Speak ``tag``, or the digest's own language where there is no catalogue for it."""
        self._language = Language.of(tag if has_catalogue(tag) else digest)

    @property
    def lang(self) -> str:
        """The language that is spoken."""
        return self._language.tag

    def gettext(self, message: str, **values: Markup) -> Markup:
        """Say a message."""
        return Markup(self._language.gettext(message) % values)

    def listing(self, items: Iterable[Markup]) -> Markup:
        """Join items to a phrase."""
        return Markup(self._language.listing(list(items)))

    def day(self, moment: Moment) -> Markup:
        """Write the day of a moment."""
        shown = text(self._language.day(moment.day))
        return element("time", shown, datetime=moment.day.isoformat())

    def kind(self, kind: Kind) -> Markup:
        """Name a kind of annotation that is no check."""
        if kind.label:
            return text(kind.label)
        match kind.key:
            case "sic":
                return self.gettext("Sic")
            case "opinion":
                return self.gettext("Opinion")
            case "translation":
                return self.gettext("Translation")
            case "omission":
                return self.gettext("Omission")
            case _:
                return self.gettext("Note")

    def evidence_kind(self, kind: EvidenceKind | None) -> Markup:
        """Say how near a proof is; nothing where that is not known."""
        if kind is None:
            return Markup("")
        primary = kind is EvidenceKind.PRIMARY
        return self.gettext("Primary") if primary else self.gettext("Secondary")

    def severity(self, severity: CorrectionSeverity) -> Markup:
        """Say how much a correction changes."""
        if severity is CorrectionSeverity.MAJOR:
            return self.gettext("major correction")
        return self.gettext("minor correction")
