"""What those who judge fact-checkers want to find on a digest, and this one has not.

They are the code of principles of the International Fact-Checking Network (its five commitments),
Google's guidelines for ClaimReview, and the eight indicators of the Trust Project.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.diagnostics import Code, Diagnostic, Place
from site_builder.graph.site import Site


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A page by its slug, what readers learn from it, and who asks for it."""

    slug: str
    about: str
    asked: str


_WANTED = (
    _Wanted(
        "methodology",
        "how claims are chosen and checked",
        "The IFCN (commitment 4), Google and the Trust Project (Methods) ask for it.",
    ),
    _Wanted(
        "corrections-policy",
        "what becomes of mistakes, and how readers can complain",
        "The IFCN (commitment 5), Google and the Trust Project (Best Practices) ask for it.",
    ),
    _Wanted(
        "funding",
        "who pays for the digest, and to whom it belongs",
        "The IFCN (commitment 3) and the Trust Project (Best Practices) ask for it.",
    ),
    _Wanted(
        "people",
        "who checks, and what they have learnt",
        "The IFCN (commitment 3) and the Trust Project (Journalist Expertise) ask for it.",
    ),
)
_CONTACT = _Wanted(
    "contact",
    "how readers reach those who check",
    "The IFCN (commitment 5), Google and the Trust Project (Actionable Feedback) ask for it.",
)


def missing_pages(site: Site) -> Iterator[Diagnostic]:
    """Yield a warning for each page that a digest with checks should have and has not.

    A contact of site.yaml is as good as a page. A digest that checks nothing needs none of them.
    """
    if site.claims:
        wanted = _WANTED if site.settings.contact else (*_WANTED, _CONTACT)
        yield from (_missing(page) for page in wanted if page.slug not in site.pages)


def _missing(page: _Wanted) -> Diagnostic:
    place = Place(f"content/pages/{page.slug}.md")
    other = ", or “contact” to site.yaml" if page is _CONTACT else ""
    message = f"The digest gives verdicts, and no page says {page.about}."
    hint = f"Add pages/{page.slug}.md{other}. {page.asked}"
    return Diagnostic.of(Code.MISSING_TRUST_PAGE, place, message, hint)
