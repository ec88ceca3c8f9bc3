"""Files for those who carry the site: the sitemap for search engines, rules for the web host.

The host is Netlify; ``_headers`` and ``_redirects`` have its syntax. Everything here is generated
from the plan, so that no rule can speak of an address that is not there.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC
from xml.etree import ElementTree as ET

from site_builder.graph import Site
from site_builder.model import Moment
from site_builder.routes import PageKind, Plan

# The most that one sitemap may list (sitemaps.org, protocol).
MOST_ADDRESSES = 50_000
SITEMAP_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

# Article text is hostile input; should anything get through the escaping, the browser still loads
# nothing from elsewhere, sends no form and shows the page in no frame. The search page needs its
# script, the index and WebAssembly. Rules of one path are joined, so that no rule could loosen what
# stands here: every other page forbids all scripts in its own head (templates/base.html).
CONTENT_POLICY = (
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "connect-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
)
# One year, for this host alone: whether subdomains keep to HTTPS is their owner's decision.
STRICT_TRANSPORT_SECURITY = "max-age=31536000"
HEADERS = {
    "Content-Security-Policy": "; ".join(CONTENT_POLICY),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Strict-Transport-Security": STRICT_TRANSPORT_SECURITY,
    "X-Content-Type-Options": "nosniff",
}
# For names that have a hash of the content in them, and for no others.
FOR_GOOD = "public, max-age=31536000, immutable"


def files(site: Site, plan: Plan, static: Iterable[str]) -> dict[str, bytes]:
    """Make the files by path: sitemaps, ``robots.txt``, ``_headers`` and ``_redirects``.

    ``static`` are the addresses of the stylesheet and the fonts, which have hashes in their names.
    """
    base_url = site.settings.base_url
    return {
        "_headers": _headers(plan, static).encode(),
        "_redirects": _redirects(plan).encode(),
        "robots.txt": f"User-agent: *\nAllow: /\n\nSitemap: {base_url}/sitemap.xml\n".encode(),
        **_sitemaps(site, plan),
    }


def _headers(plan: Plan, static: Iterable[str]) -> str:
    rules = [("/*", HEADERS)]
    rules += [(pattern, {"Cache-Control": FOR_GOOD}) for pattern in _lasting(plan, static)]
    return "\n".join(
        "\n".join((pattern, *(f"  {name}: {value}" for name, value in headers.items()), ""))
        for pattern, headers in rules
    )


def _lasting(plan: Plan, static: Iterable[str]) -> Sequence[str]:
    """Return the patterns of the addresses whose content never changes.

    One pattern says it all, unless a body links to a file by the name that editors know: then
    that file lies among the others without a hash, and each of these gets a rule of its own.
    """
    hashed = {file.address for file in plan.files if file.address == plan.assets[file.asset]}
    if len(hashed) == len(plan.files):
        return ["/assets/*"]
    return sorted(hashed.union(static))


def _redirects(plan: Plan) -> str:
    """Write one rule a line. Netlify takes some 9,000 of them before they should be patterns."""
    lines = (f"{redirect.old} {redirect.new} 301\n" for redirect in plan.redirects)
    return "".join(("# Older addresses of pages.\n", *lines))


def _sitemaps(site: Site, plan: Plan) -> dict[str, bytes]:
    """List the pages that search engines may have: one file, or parts and a list of them."""
    base_url = site.settings.base_url
    listed = [(base_url + address, changed) for address, changed in _listed(site, plan)]
    if len(listed) <= MOST_ADDRESSES:
        return {"sitemap.xml": _xml("urlset", "url", listed)}
    starts = range(0, len(listed), MOST_ADDRESSES)
    parts = {
        f"sitemap-{number}.xml": _xml("urlset", "url", listed[start : start + MOST_ADDRESSES])
        for number, start in enumerate(starts, start=1)
    }
    index = [(f"{base_url}/{name}", None) for name in parts]
    return {"sitemap.xml": _xml("sitemapindex", "sitemap", index), **parts}


def _listed(site: Site, plan: Plan) -> Iterator[tuple[str, str | None]]:
    """Yield the address of each page to be indexed; of an article also when it last changed."""
    for page in plan.pages:
        if page.indexed:
            changed = None
            if page.kind is PageKind.ARTICLE:
                article = site.entries[page.subject].article
                changed = _w3c(article.updated or article.date)
            yield page.address, changed


def _w3c(moment: Moment) -> str:
    """Write a moment as sitemaps have it: a day, or an instant with its zone."""
    if moment.clock is None:
        return moment.day.isoformat()
    return moment.instant.astimezone(UTC).isoformat(timespec="seconds")


def _xml(root: str, item: str, listed: Iterable[tuple[str, str | None]]) -> bytes:
    tree = ET.Element(root, xmlns=SITEMAP_NAMESPACE)
    for address, changed in listed:
        element = ET.SubElement(tree, item)
        ET.SubElement(element, "loc").text = address
        if changed is not None:
            ET.SubElement(element, "lastmod").text = changed
    ET.indent(tree)
    written: bytes = ET.tostring(tree, encoding="utf-8", xml_declaration=True)
    return written + b"\n"
