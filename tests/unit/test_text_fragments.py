"""Deep links to the words of a page, as the Text Fragments specification has them."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.anchoring import Placement, Quotation
from site_builder.routes import to_words

PAGE = "https://irna.example/a?b=c"
# https://wicg.github.io/scroll-to-text-fragment/#syntax, and no unencoded sign of its own.
TERM = r"(?:[A-Za-z0-9_.~]|%[0-9A-F]{2})+"
DIRECTIVE = re.compile(
    rf"(?:(?P<prefix>{TERM})-,)?(?P<start>{TERM})(?:,(?P<end>{TERM}))?(?:,-(?P<suffix>{TERM}))?"
)


def place(*words: str, before: str = "", after: str = "", is_unique: bool = True) -> Placement:
    """Place some words, block by block."""
    return Placement("a", 1, None, (), (Quotation(words, before, after),), is_unique)


def terms(placement: Placement) -> tuple[str, str, str, str]:
    """Return the decoded prefix, start, end and suffix that the address of some words has."""
    page, mark, directive = to_words(PAGE, placement).partition("#:~:text=")
    assert (page, mark) == (PAGE, "#:~:text=")
    found = DIRECTIVE.fullmatch(directive)
    assert found is not None
    prefix, start, end, suffix = (unquote(found[name] or "") for name in DIRECTIVE.groupindex)
    return prefix, start, end, suffix


@pytest.mark.parametrize(
    ("placement", "expected"),
    [
        pytest.param(
            place("over 20% increase this year"),
            "over%2020%25%20increase%20this%20year",
            id="a short quote",
        ),
        pytest.param(
            place("Iran-Russia ties, trade & more"),
            "Iran%2DRussia%20ties%2C%20trade%20%26%20more",
            id="signs that the syntax uses",
        ),
        pytest.param(
            place(
                "over 20% increase this year, including an 8% increase during the first six months"
                " of 2020"
            ),
            "over%2020%25%20increase%20this%20year%2C,first%20six%20months%20of%202020",
            id="a long quote",
        ),
        pytest.param(
            place("The third visit", "took place in September"),
            "The%20third%20visit,took%20place%20in%20September",
            id="two blocks",
        ),
        pytest.param(
            place("the same old words", before="and then came ", after=" in May.", is_unique=False),
            "and%20then%20came-,the%20same%20old%20words,-in%20May.",
            id="equal words",
        ),
        pytest.param(
            place("Jangeneh", before="Oil Minister Bijan Namdar ", after=" arrived."),
            "Minister%20Bijan%20Namdar-,Jangeneh,-arrived.",
            id="few words",
        ),
        pytest.param(place("a b c d", is_unique=False), "a%20b%20c%20d", id="nothing around"),
        pytest.param(place("", "a b c"), "a%20b%20c", id="an empty block"),
        pytest.param(
            place("\u062a\u062c\u0627\u0631\u062a \u0648 \u0635\u0644\u062d"),
            "%D8%AA%D8%AC%D8%A7%D8%B1%D8%AA%20%D9%88%20%D8%B5%D9%84%D8%AD",
            id="in the order in which it is read",
        ),
    ],
)
def test_words_have_an_address(placement: Placement, expected: str) -> None:
    """Short ones as they are, long ones by their ends, what is unclear with its surroundings."""
    assert to_words(PAGE, placement) == f"{PAGE}#:~:text={expected}"


@pytest.mark.parametrize(
    ("address", "placement"),
    [
        (f"{PAGE}#part", place("some good words")),
        (f"{PAGE}#:~:text=other", place("some good words")),
        ("https://app.example/#!/news/1", place("some good words")),
        (PAGE, place()),
        (PAGE, place(" ")),
    ],
)
def test_some_addresses_stay_as_they_are(address: str, placement: Placement) -> None:
    """Those that lead into their page already, and those of words that are gone."""
    assert to_words(address, placement) == address


def test_an_empty_fragment_is_none() -> None:
    """Such an address leads to the page's beginning."""
    assert to_words(f"{PAGE}#", place("a b c")) == f"{PAGE}#:~:text=a%20b%20c"


WORDS = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=60)


@given(
    words=st.lists(WORDS, min_size=1, max_size=3),
    before=WORDS,
    after=WORDS,
    is_unique=st.booleans(),
)
def test_every_address_is_a_directive(
    *, words: list[str], before: str, after: str, is_unique: bool
) -> None:
    """Whatever the words: each term is of one block, and nothing breaks the syntax."""
    placement = place(*words, before=before, after=after, is_unique=is_unique)
    blocks = [" ".join(block.split()) for block in words if block.split()]
    if not blocks:
        assert to_words(PAGE, placement) == PAGE
        return
    prefix, start, end, suffix = terms(placement)
    assert blocks[0].startswith(start)
    assert blocks[-1].endswith(end or start)
    assert " ".join(before.split()).endswith(prefix)
    assert " ".join(after.split()).startswith(suffix)
