"""Cards: which pages have one, what it says, and how it is drawn."""

import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from records import article, build, cites, claim

from site_builder.build.picturing import draw_batch
from site_builder.cards import Card, Face, Finding, card_of, draw, fingerprint_of, open_face
from site_builder.graph import Site
from site_builder.model import AnnotationStatus, Tone
from site_builder.routes import make_plan

FONT = Path(__file__).parents[2] / "templates/static/newsreader-display.woff2"
PAPER = (0xFC, 0xFD, 0xFD)
CROSS = (0x9C, 0x0F, 0x36)
WRONG = Finding("Inaccurate", Tone.CROSS, 0)


@pytest.fixture(scope="module")
def face() -> Face:
    """Return the digest's display face."""
    opened = open_face(FONT.read_bytes())
    assert opened is not None
    return opened


def card(title: str = "\u201cIt grew\u201d", *findings: Finding) -> Card:
    """Return a card of a digest."""
    return Card("A digest", "IRNA", title, findings or (WRONG,))


def picture(face: Face, shown: Card) -> Image.Image:
    """Return a drawn card in full colours."""
    return Image.open(BytesIO(draw(shown, face))).convert("RGB")


def cards(site: Site, face: Face) -> dict[str, Card]:
    """Return all cards of a site by the addresses of their pages."""
    pages = make_plan(site)[0].pages
    return {page.address: made for page in pages if (made := card_of(site, page, face))}


def test_a_claim_stands_with_its_verdict(face: Face) -> None:
    """And so does an article with what was found in it; other pages have no card."""
    site, _ = build(
        [article("a", annotations=[cites("c")])],
        claims=[replace(claim("c"), text="It grew")],
    )
    shown = cards(site, face)
    assert set(shown) == {"/claims/c/", "/2026/01/a/"}
    assert shown["/claims/c/"].title == "\u201cIt grew\u201d"
    assert [finding.words for finding in shown["/claims/c/"].findings] == ["Inaccurate"]
    assert [finding.words for finding in shown["/2026/01/a/"].findings] == ["Inaccurate 1"]


def test_nothing_found_is_no_card(face: Face) -> None:
    """An article without a check has none, nor has a claim that was withdrawn."""
    site, _ = build(
        [article("a"), article("b", annotations=[cites("c")])],
        claims=[claim("c", status=AnnotationStatus.WITHDRAWN)],
    )
    assert cards(site, face) == {}


@pytest.mark.parametrize("text", ["\u0631\u0634\u062f", "Rost \u0420\u043e\u0441\u0442", "\u2603"])
def test_a_letter_that_is_missing_is_no_card(face: Face, text: str) -> None:
    """A picture with boxes in the place of letters says nothing."""
    site, _ = build(
        [article("a", annotations=[cites("c")])], claims=[replace(claim("c"), text=text)]
    )
    assert "/claims/c/" not in cards(site, face)


def test_a_card_is_a_picture_of_its_words(face: Face) -> None:
    """1200 by 630, the verdict in its colour, and nothing in the margins."""
    drawn = picture(face, card())
    assert drawn.size == (1200, 630)
    assert CROSS in {colour for _, colour in drawn.getcolors(1 << 16) or ()}
    assert _margins_are_empty(drawn)


@pytest.mark.parametrize(
    "shown",
    [
        card("word " * 200),
        card("w" * 500),
        card(
            "A",
            *(
                Finding("A very long name of a verdict" * 2, tone, 10_000)
                for tone in list(Tone)[:3]
            ),
        ),
        Card("A digest", "A publisher " * 20, "A", (WRONG,)),
    ],
    ids=["many words", "one word", "verdicts", "publishers"],
)
def test_what_is_too_long_is_cut(face: Face, shown: Card) -> None:
    """The margins stay empty, whatever is written."""
    assert _margins_are_empty(picture(face, shown))


def _margins_are_empty(drawn: Image.Image) -> bool:
    areas = ((0, 0, 76, 630), (1124, 0, 1200, 630), (0, 0, 1200, 60), (0, 590, 1200, 630))
    return all(drawn.crop(area).getcolors() == [(_size(area), PAPER)] for area in areas)


def _size(area: tuple[int, int, int, int]) -> int:
    left, top, right, bottom = area
    return (right - left) * (bottom - top)


def test_each_tone_has_its_drawing(face: Face) -> None:
    """No two tones look alike."""
    drawn = {draw(card("A", Finding("Word", tone, 0)), face) for tone in Tone}
    assert len(drawn) == len(Tone)


def test_the_same_card_is_the_same_bytes(face: Face) -> None:
    """In this process and by whoever draws for it; the address tells cards apart."""
    assert draw_batch(face.font, [("x", card())]) == [("x", draw(card(), face))]
    assert fingerprint_of(card(), b"") == fingerprint_of(card(), b"")
    assert fingerprint_of(card(), b"") != fingerprint_of(card("Else"), b"")
    assert fingerprint_of(card(), b"") != fingerprint_of(card(), b"font")


def test_without_the_extra_there_are_no_cards(monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that is not there is nothing to complain about; nor is a font of another kind."""
    assert open_face(b"no font") is None
    monkeypatch.setitem(sys.modules, "PIL", None)
    assert open_face(FONT.read_bytes() + b" ") is None
