"""Views and templates to bytes: the only user of Jinja2.

A template sees its view, the functions of its language and nothing else.
"""

from site_builder.rendering.environment import PageView, render_page
from site_builder.rendering.loading import bundled_templates, load_templates
from site_builder.rendering.static import StaticFiles
from site_builder.rendering.templates import Templates

__all__ = [
    "PageView",
    "StaticFiles",
    "Templates",
    "bundled_templates",
    "load_templates",
    "render_page",
]
