"""The stylesheet, read: contrast by its tokens, logical properties, colours in one place."""

import re
from pathlib import Path

import pytest

TOKEN = re.compile(
    r"--(?P<name>[a-z0-9-]+):\s*light-dark\((?P<light>#[0-9a-f]{6}),\s*(?P<dark>#[0-9a-f]{6})\)"
)
READ_IN_FULL = {"ink": 7.0}
READ = 4.5
LINES = {"hair": 3.0}
UNREAD = {"paper", "sheet", "line", "rule", "select"}
PHYSICAL = re.compile(
    r"(?:^|[;{])\s*((?:min-|max-)?(?:width|height)|left|right|top|bottom|"
    r"(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)"
    r"(?:-\w+)?|border-(?:top|bottom)-(?:left|right)-radius|overflow-[xy])\s*:",
    re.MULTILINE,
)
SIDES = re.compile(r"(?:text-align|float|clear)\s*:\s*(?:left|right)")


@pytest.fixture(scope="module")
def css(built_site: Path) -> str:
    """Return all stylesheets of the project's own digest."""
    sheets = sorted(built_site.rglob("*.css"))
    assert sheets
    text = "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb`` (WCAG 2.2)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    red, green, blue = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_reckoned_right() -> None:
    """Black on white is 21, and a known grey is what the guideline says it is."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("surface", ["paper", "sheet"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_ink_can_be_read(css: str, surface: str, theme: str) -> None:
    """Text has 7 to 1, all else that is read 4.5, lines that mean something 3."""
    tokens = {match["name"]: match[theme] for match in TOKEN.finditer(css)}
    assert {"paper", "sheet", "ink", "soft", "pencil", "hair", "tick", "cross"} <= tokens.keys()
    faint = {
        name: round(contrast(colour, tokens[surface]), 2)
        for name, colour in tokens.items()
        if name not in UNREAD
        and contrast(colour, tokens[surface]) < READ_IN_FULL.get(name, LINES.get(name, READ))
    }
    assert not faint


def test_properties_are_logical(css: str) -> None:
    """Nothing is left or right: a page from right to left mirrors by itself."""
    assert not [match[0].strip() for match in PHYSICAL.finditer(css)]
    assert not SIDES.findall(css)


def test_colours_are_tokens(css: str) -> None:
    """A colour is written among the tokens only; print may say black and white."""
    rest = TOKEN.sub("", css)
    screen = rest[: rest.rindex("@layer print")]
    assert not re.findall(r"#[0-9a-f]{3,8}\b(?=\s*[;,)}])|\b(?:rgb|hsl|oklch)a?\(", screen)


def test_no_theme_depends_on_scripts(css: str) -> None:
    """Light and dark follow the reader's setting."""
    assert re.search(r"color-scheme:\s*light dark", css)


def test_motion_is_only_for_those_who_want_it(css: str) -> None:
    """Transitions and smooth scrolling stand where the reader has not asked for less motion."""
    blocks = re.sub(
        r"@media \(prefers-reduced-motion: no-preference\) \{.*\}\s*$", "", css, flags=re.MULTILINE
    )
    assert not re.findall(r"(?:transition|animation|scroll-behavior)\s*:", blocks)
