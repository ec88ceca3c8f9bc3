"""Files for those who carry the site: the sitemap for search engines, rules for the web host.

The host is Netlify; ``_headers`` and ``_redirects`` have its syntax. Everything here is generated
from the plan, so that no rule can speak of an address that is not there.
"""

from collections.abc import Iterable

from site_builder.graph import Site
from site_builder.hosting.headers import headers_file
from site_builder.hosting.redirects import check_redirects, redirects_file
from site_builder.hosting.sitemaps import sitemaps
from site_builder.routes import Plan

__all__ = ["check_redirects", "files"]


def files(
    site: Site, plan: Plan, static: Iterable[str], *, listed: bool = True
) -> dict[str, bytes]:
    """Make the files by path: sitemaps, ``robots.txt``, ``_headers`` and ``_redirects``.

    ``static`` are the addresses of the stylesheet and the fonts, which have hashes in their names.
    A site that is not ``listed`` is for no search engine.
    """
    sitemap = f"{site.settings.base_url}{plan.sitemap.address}"
    return {
        "_headers": headers_file(plan, static, listed=listed).encode(),
        "_redirects": redirects_file(plan.redirects).encode(),
        # Who may not read a page does not learn that it is not to be listed.
        "robots.txt": f"User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n".encode(),
        **sitemaps(site, plan),
    }
