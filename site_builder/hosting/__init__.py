"""Files for those who carry the site: the sitemap for search engines, rules for the web host.

The host is Netlify; ``_headers`` and ``_redirects`` have its syntax. Everything here is generated
from the plan, so that no rule can speak of an address that is not there.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from site_builder.graph import Site
from site_builder.hosting.headers import headers_file
from site_builder.hosting.redirects import check_redirects, redirects_file
from site_builder.hosting.sitemaps import sitemaps
from site_builder.routes import Plan

__all__ = ["check_redirects", "files"]


def files(
    site: Site, plan: Plan, static: Sequence[str], *, listed: bool = True
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield the path of each file and what makes it: rules for the host, and sitemaps.

    ``static`` are the addresses of the stylesheet and the fonts, which have hashes in their names.
    A site that is not ``listed`` is for no search engine.
    """
    yield "_headers", partial(_headers, plan, static, listed=listed)
    yield "_redirects", partial(_redirects, plan)
    yield "robots.txt", partial(_robots, site, plan)
    yield from sitemaps(site, plan)


def _headers(plan: Plan, static: Sequence[str], *, listed: bool) -> bytes:
    return headers_file(plan, static, listed=listed).encode()


def _redirects(plan: Plan) -> bytes:
    return redirects_file(plan.redirects).encode()


def _robots(site: Site, plan: Plan) -> bytes:
    """Let all pages be read: who may not read one does not learn that it is not to be listed."""
    sitemap = f"{site.settings.base_url}{plan.sitemap.address}"
    return f"User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n".encode()
