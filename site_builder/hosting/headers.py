"""The headers that the host sends, as Netlify's ``_headers`` has them.

Rules whose patterns fit an address are joined, so no rule names a header of a wider one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from site_builder.routes import CARDS, FeedKind, Plan

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
NOT_LISTED = {"X-Robots-Tag": "noindex"}
# For names that have a hash of the content in them, and for no others.
FOR_GOOD = {"Cache-Control": "public, max-age=31536000, immutable"}
# What is published for programs, those of other sites among them.
FOR_ANYBODY = {"Access-Control-Allow-Origin": "*"}
# Web Annotation Protocol, section 4.2: the type is the format's, and the profile the model's.
ANNOTATIONS = FOR_ANYBODY | {
    "Content-Type": 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
}

Rule = tuple[str, Mapping[str, str]]


def headers_file(plan: Plan, static: Iterable[str], *, listed: bool) -> str:
    """Write the rules; ``static`` are addresses of the digest's own files with hashed names.

    A site that is not ``listed`` asks search engines to pass it by.
    """
    return "\n".join(
        "\n".join((pattern, *(f"  {name}: {value}" for name, value in headers.items()), ""))
        for pattern, headers in _rules(plan, static, listed=listed)
    )


def _rules(plan: Plan, static: Iterable[str], *, listed: bool) -> Iterator[Rule]:
    yield "/*", HEADERS if listed else HEADERS | NOT_LISTED
    yield from ((pattern, FOR_GOOD) for pattern in _lasting(plan, static))
    yield from ((pattern, FOR_ANYBODY) for pattern in ("/data/*", *_feeds(plan)))
    yield from ((pattern, ANNOTATIONS) for pattern in _annotations(plan))


def _feeds(plan: Plan) -> Iterator[str]:
    """Yield the patterns of the feeds; a name after a colon stands for one part of an address.

    They keep the types that hosts give them, plain XML and JSON: readers of feeds take these, and
    browsers show them, whereas they store what is of a feed's own type.
    """
    single = (FeedKind.SITE, FeedKind.JSON, FeedKind.CLAIMS, FeedKind.CORRECTIONS)
    yield from (plan.feeds[kind, ""].address for kind in single)
    for kind in (FeedKind.TOPIC, FeedKind.SOURCE):
        addresses = (feed.address.split("/") for feed in plan.feeds.values() if feed.kind is kind)
        yield from sorted({"/".join((*a[:-2], f":{kind}", a[-1])) for a in addresses})


def _annotations(plan: Plan) -> Iterator[str]:
    """Yield the patterns of the files beside articles: one for each number of parts."""
    addresses = (file.address.split("/") for file in plan.annotations.values())
    for parts, name in sorted({(len(address) - 2, address[-1]) for address in addresses}):
        yield "/".join(("", *(f":part{number}" for number in range(1, parts + 1)), name))


def _lasting(plan: Plan, static: Iterable[str]) -> Sequence[str]:
    """Return the patterns of the addresses whose content never changes.

    One pattern says it all, unless a body links to a file by the name that editors know: then
    that file lies among the others without a hash, and each of these gets a rule of its own.
    """
    hashed = {file.address for file in plan.files if file.address == plan.assets[file.asset]}
    if len(hashed) == len(plan.files):
        return ["/assets/*"]
    plain = {file.address for file in plan.files} - hashed
    cards = () if any(address.startswith(CARDS) for address in plain) else (f"{CARDS}*",)
    return sorted(hashed.union(static, cards))
