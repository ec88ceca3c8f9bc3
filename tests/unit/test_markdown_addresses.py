"""Which addresses of a body readers get."""

import pytest

from site_builder.markdown.addresses import Kind, judge

BASE = "http://news.example/2020/report.html?id=7"


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("https://a.example", "https://a.example"),
        ("http://a.example:8080/b?c#d", "http://a.example:8080/b?c#d"),
        ("https://me@a.example/", "https://me@a.example/"),
        ("https://[2001:db8::1]:443/", "https://[2001:db8::1]:443/"),
        ("https://192.0.2.1/", "https://192.0.2.1/"),
        ("https://xn--mgbaam7a8h.example./", "https://xn--mgbaam7a8h.example./"),
        ("HtTpS://A.example", "https://A.example"),
        ("ht%09tps://a.example", "https://a.example"),
        ("%20%0Ahttps://a.example", "https://a.example"),
        ("//a.example/b", "http://a.example/b"),
        ("%09//a.example/b", "http://a.example/b"),
        ("b.html", "http://news.example/2020/b.html"),
        ("?id=8", "http://news.example/2020/report.html?id=8"),
        ("../../../b", "http://news.example/b"),
        ("./b:c", "http://news.example/2020/b:c"),
        ("b/c:d", "http://news.example/2020/b/c:d"),
        ("b%3Ac", "http://news.example/2020/b%3Ac"),
    ],
)
def test_external_addresses(href: str, url: str) -> None:
    """Web addresses pass, relative ones resolved against the source, schemes in small letters."""
    address = judge(href, BASE)
    assert (address.kind, address.url) == (Kind.EXTERNAL, url)


@pytest.mark.parametrize("href", ["/", "/x/", "/a:b", "/%09/x", "#", "#h-x", "/x#y", "/x?y"])
def test_addresses_of_ours(href: str) -> None:
    """What begins with one slash or a hash is the digest's, as it is written."""
    address = judge(href, BASE)
    assert (address.kind, address.url) == (Kind.OURS, href)


@pytest.mark.parametrize(
    ("href", "kind"),
    [
        ("mailto:a@b.example", Kind.MAIL),
        ("", Kind.EMPTY),
        ("%20%00", Kind.EMPTY),
        ("javascript:x", Kind.UNSAFE),
        ("JAVA%0ASCRIPT:x", Kind.UNSAFE),
        ("%01javascript:x", Kind.UNSAFE),
        ("%6Aavascript:x", Kind.UNSAFE),
        ("%EF%BB%BFjavascript:x", Kind.UNSAFE),
        ("data:text/html,x", Kind.UNSAFE),
        ("b:c", Kind.UNSAFE),
        (":x", Kind.UNSAFE),
        ("tel:123", Kind.UNSAFE),
        ("https:", Kind.MALFORMED),
        ("https:a.example", Kind.MALFORMED),
        ("https:///a", Kind.MALFORMED),
        ("https://a.example:0/", Kind.MALFORMED),
        ("https://a.example:65536/", Kind.MALFORMED),
        ("https://a.example:b/", Kind.MALFORMED),
        ("https://a%2Eexample/", Kind.MALFORMED),
        ("https://a..example/", Kind.MALFORMED),
        ("https://[a/", Kind.MALFORMED),
        ("https://a]/", Kind.MALFORMED),
        ("//", Kind.MALFORMED),
    ],
)
def test_other_addresses(href: str, kind: Kind) -> None:
    """Mail passes; other schemes, however they are written, and impossible hosts do not."""
    assert judge(href, BASE).kind is kind


def test_a_relative_address_without_a_source() -> None:
    """Nothing is made up where nothing says which site an address belongs to."""
    assert judge("b.html", None).kind is Kind.BASELESS
