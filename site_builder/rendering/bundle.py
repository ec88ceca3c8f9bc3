"""The stylesheet in one file, and everything else of ``templates/static``."""

from site_builder.diagnostics import Diagnostic
from site_builder.model import Settings
from site_builder.rendering.environment import render_stylesheet
from site_builder.rendering.static import StaticFiles, publish
from site_builder.rendering.templates import STYLESHEETS, Templates
from site_builder.rendering.views.stylesheet import stylesheet_view

_STYLESHEET = "digest.css"
_DISPLAY_FONT = "newsreader-display.woff2"
_GLYPHS = "glyphs.svg"


def static_files(templates: Templates, settings: Settings) -> tuple[StaticFiles, list[Diagnostic]]:
    """Make the digest's shared files; the stylesheet names the others by their hashed addresses."""
    files = publish(templates.static)
    view = stylesheet_view(settings, files.address(_DISPLAY_FONT), files.address(_GLYPHS))
    parts: list[str] = []
    problems: list[Diagnostic] = []
    for name in STYLESHEETS:
        part, faults = render_stylesheet(templates, name, view)
        parts.append(part.strip() + "\n")
        problems.extend(faults)
    stylesheet = "\n".join(parts).encode()
    return publish({**templates.static, _STYLESHEET: stylesheet}), problems
