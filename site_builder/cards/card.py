"""What a card says."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

from site_builder.model import Tone

# Another number for another drawing: the addresses of cards are kept for good.
_DRAWING = 1
_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict, and how often it was given; 0 says nothing about that."""

    label: str
    tone: Tone
    count: int

    @property
    def words(self) -> str:
        """The verdict and the number, as the card has them."""
        return f"{self.label} {self.count}" if self.count else self.label


@dataclass(frozen=True, slots=True)
class Card:
    """The words of a card: the digest's name, whose words it shows, these, what was found."""

    site: str
    by: str
    title: str
    findings: tuple[Finding, ...]

    def texts(self) -> Iterator[str]:
        """Yield everything that is written on it."""
        yield from (self.site, self.by, self.title)
        yield from (finding.words for finding in self.findings)


def fingerprint_of(card: Card, font: bytes) -> str:
    """Return what stands for the picture: for all that it is drawn from."""
    drawn = (_DRAWING, card.site, card.by, card.title, *((f.words, f.tone) for f in card.findings))
    return blake2b(repr(drawn).encode() + font, digest_size=_DIGITS // 2).hexdigest()
