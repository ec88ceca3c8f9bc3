"""Views and templates to bytes: the only user of Jinja2.

A template sees its view, the functions of its language and nothing else.
"""

from site_builder.rendering.bundle import static_files
from site_builder.rendering.closures import closures_of, fingerprint_closures
from site_builder.rendering.describe import describe_views
from site_builder.rendering.environment import render_page
from site_builder.rendering.loading import bundled_templates, find_unread, load_templates
from site_builder.rendering.static import StaticFiles
from site_builder.rendering.templates import Templates
from site_builder.rendering.views import DISPLAY_FONT, VIEWS, Desk, Memo, Picture, View, make_views

__all__ = [
    "DISPLAY_FONT",
    "VIEWS",
    "Desk",
    "Memo",
    "Picture",
    "StaticFiles",
    "Templates",
    "View",
    "bundled_templates",
    "closures_of",
    "describe_views",
    "find_unread",
    "fingerprint_closures",
    "load_templates",
    "make_views",
    "render_page",
    "static_files",
]
