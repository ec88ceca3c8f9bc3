"""The cards of a site: where they lie, and their bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from site_builder.build.pages import Layout
from site_builder.build.reading import Reader
from site_builder.cards import Card, Face, card_of, draw, fingerprint_of, open_face
from site_builder.graph import Site
from site_builder.output import Stage
from site_builder.rendering import DISPLAY_FONT, Picture, Templates
from site_builder.routes import PlannedPage, card_address

# More cards than these are worth several processes.
_FEW_CARDS = 100


@dataclass(frozen=True, slots=True)
class Pictures:
    """The cards of a site; without a ``face`` there are none."""

    site: Site
    face: Face | None

    def address(self, page: PlannedPage) -> str:
        """Return the address of a page's card, empty where it has none."""
        card = self.card(page)
        return "" if card is None or self.face is None else _address(card, self.face)

    def of(self, site: Site) -> Picture:
        """Return what gives the addresses of the cards, and looks for that at ``site``."""
        return Pictures(site, self.face).address

    def card(self, page: PlannedPage) -> Card | None:
        """Return what a page's card says."""
        return None if self.face is None else card_of(self.site, page, self.face)


def pictures(site: Site, templates: Templates, *, wanted: bool = True) -> Pictures:
    """Return the cards of a site, if they are wanted and what draws them is installed."""
    font = templates.static.get(DISPLAY_FONT)
    return Pictures(site, open_face(font) if wanted and font is not None else None)


def write_cards(cards: Pictures, layout: Layout, reader: Reader, site: Stage) -> int:
    """Add the cards, each drawn once for all builds that show the same; return their number."""
    if cards.face is None:
        return 0
    made = (cards.card(page) for page in layout.plan.pages)
    wanted = {_address(card, cards.face): card for card in made if card is not None}
    missing = [
        (address, card)
        for address, card in wanted.items()
        if not site.keep(_path(address), address.encode())
    ]
    draw_some = partial(draw_batch, cards.face.font)
    is_much = len(missing) > _FEW_CARDS
    for address, data in reader.pool.map(draw_some, missing, is_much=is_much):
        site.write(_path(address), data, address.encode())
    return len(wanted)


def draw_batch(font: bytes, batch: Sequence[tuple[str, Card]]) -> list[tuple[str, bytes]]:
    """Draw some cards. Pure; runs in any process that has what draws them."""
    face = Face(font)
    return [(address, draw(card, face)) for address, card in batch]


def _address(card: Card, face: Face) -> str:
    return card_address(fingerprint_of(card, face.font))


def _path(address: str) -> str:
    return address.removeprefix("/")
