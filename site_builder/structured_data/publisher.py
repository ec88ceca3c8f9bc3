"""Who publishes: the digest, as an organisation of the news with its policies, and as a site."""

from collections.abc import Iterator

from site_builder.graph import Site
from site_builder.routes import PageKind
from site_builder.structured_data.subject import Subject
from site_builder.structured_data.values import Node, node

# Which page of the digest is which policy (schema.org/NewsMediaOrganization, "trust" terms).
_POLICIES = {
    "publishingPrinciples": "methodology",
    "verificationFactCheckingPolicy": "methodology",
    "correctionsPolicy": "corrections-policy",
    "ownershipFundingInfo": "funding",
    "actionableFeedbackPolicy": "contact",
    "masthead": "people",
}


def publisher(site: Site) -> Node:
    """Return the digest by its name and address, as every page names it."""
    home = f"{site.settings.base_url}/"
    return {
        "@type": "NewsMediaOrganization",
        "@id": f"{home}#publisher",
        "name": site.settings.title,
        "url": home,
    }


def organisation(subject: Subject) -> Node:
    """Return all that the digest says of itself."""
    settings = subject.site.settings
    policies = dict(_policies(subject))
    return {**publisher(subject.site), **node({"description": settings.description}), **policies}


def _policies(subject: Subject) -> Iterator[tuple[str, str]]:
    addresses = subject.plan.pages_by_slug
    for policy, slug in _POLICIES.items():
        if slug in addresses:
            yield policy, subject.url(addresses[slug])


def website(subject: Subject) -> Node:
    """Return the digest as a site with a name, which search engines show."""
    settings = subject.site.settings
    return {
        "@type": "WebSite",
        "@id": f"{settings.base_url}/#website",
        "name": settings.title,
        "url": subject.url(subject.plan.indexes[PageKind.HOME]),
        "inLanguage": settings.lang,
        "publisher": {"@id": publisher(subject.site)["@id"]},
    }
