"""Pictures for those who share a page: a claim or a title, never without what was found about it.

They are drawn by Pillow, which an extra of this package brings. A page has none where nothing was
found, or where the digest's display face lacks a letter.
"""

from site_builder.cards.card import Card, Finding, fingerprint_of
from site_builder.cards.drawing import draw
from site_builder.cards.face import Face, open_face
from site_builder.cards.planning import card_of

__all__ = ["Card", "Face", "Finding", "card_of", "draw", "fingerprint_of", "open_face"]
