"""The passage nearest to a quote is found quickly, or there is none worth showing."""

import random
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.anchoring.borders import Borders
from site_builder.anchoring.folding import fold
from site_builder.anchoring.nearest import Passages

TEXT = (
    "Port Selm, Nov 18 – The links between the two counties' ministries, are much in use by now. "
    "The talks on most issues, in line with the two countries' plans, go on. "
    "Dorre's 3rd visit of Orlenne occurred in October 2020. There were four calls between the "
    "two counties' presidents. Trade is dynamically active and shows an over 20% increase this "
    "autumn, including an 8% increase during the last six weeks, when the storms had negatively "
    "affected the whole coast. In the year 2019, the temporary "
    "agreement was signed, and the quays were opened. صادرات مرانیا به وارلند در مهر "
    "۱۳۹۹ بیست درصد افزایش یافت و روابط دو کشور گسترش می‌یابد."
)


def nearest(text: str, quote: str) -> str | None:
    """Return the words of the passage that is nearest to a quote."""
    found = Passages(text).nearest(quote)
    return None if found is None else text[found.start : found.end]


@pytest.mark.parametrize(
    ("quote", "passage"),
    [
        ("between the two nations' ministries", "between the two counties' ministries"),
        (
            "over 25% increase this autumn, including an 8% increase during the last six weeks",
            "over 20% increase this autumn, including an 8% increase during the last six weeks",
        ),
        ("the temporary agreement was not signed", "the temporary agreement was signed"),
        ("the agreement was signed", "agreement was signed"),
        (
            "Dorre's 3rd visit of Orlenne occurred in September 2020",
            "Dorre's 3rd visit of Orlenne occurred in October 2020",
        ),
        ("In the year 2018, the temporary", "In the year 2019, the temporary"),
        ("dynamicaly", "dynamically"),
        ("negativly affected the whoel coast", "negatively affected the whole coast"),
        ("TRADE IS DYNAMICALLY ACTIVE", "Trade is dynamically active"),
        ("صادرات مرانیا به وارلند در آبان ۱۳۹۹", "صادرات مرانیا به وارلند در مهر ۱۳۹۹"),
        ("روابط دو کشور گسترش نمی‌یابد", "روابط دو کشور گسترش می‌یابد"),
    ],
)
def test_a_changed_quote_is_found(quote: str, passage: str) -> None:
    """A quote of which a word differs is found where it was taken."""
    assert nearest(TEXT, quote) == passage


@pytest.mark.parametrize(
    ("gone", "quote"),
    [
        ("Dorre's 3rd visit of Orlenne occurred in October 2020. ", "occurred in October 2020"),
        ("Dorre's 3rd visit of Orlenne occurred in October 2020. ", "October 2020"),
        ("8% increase ", "8% increase"),
        ("the two counties' ministries, ", "the two counties' ministries"),
        ("", "a sentence that was never in this article at all"),
        ("", "2021"),
        ("", "…"),
        ("", ""),
    ],
)
def test_an_orphan_has_no_passage(gone: str, quote: str) -> None:
    """Where the words are gone nothing else is shown, however many of them it shares."""
    assert nearest(TEXT.replace(gone, ""), quote) is None


def test_the_first_of_equals_is_taken() -> None:
    """Of two passages that are equally near the first is shown."""
    found = Passages("trade rose in May, they say. And trade rose in May, they say.").nearest(
        "trade rose in June, they say"
    )
    assert found is not None
    assert found.start == 0


def test_a_long_quote_is_found_by_its_ends() -> None:
    """Of a quote of hundreds of words the beginning and the end are looked for."""
    words = [f"word{number}" for number in range(1000)]
    quote = [*words[100:300], "extra", *words[300:700]]
    assert nearest(" ".join(words), " ".join(quote)) == " ".join(words[100:700])


def test_a_long_quote_without_its_end_has_no_passage() -> None:
    """If one of the ends is nowhere, neither is the quote."""
    words = [f"word{number}" for number in range(1000)]
    assert nearest(" ".join(words), " ".join([*words[:300], *["gone"] * 50])) is None


WORDS = st.sampled_from(
    ["the", "two", "20%", "2,500", "can't", "Iran-Russia", "می‌شود", "增长", "e\u0301te"]
)
WORDING = st.lists(WORDS | st.text(max_size=4), max_size=30).map(" ".join)


@given(WORDING, WORDING)
def test_a_passage_begins_and_ends_at_borders(text: str, quote: str) -> None:
    """Any text and quote give a passage that a quote could be, or none."""
    found = Passages(text).nearest(quote)
    if found is not None:
        folded = fold(text)
        assert 0 <= found.start < found.end <= len(text)
        borders = Borders(folded, text)
        starts = [i for i in range(len(folded.text)) if folded.start(i) == found.start]
        ends = [i for i in range(len(folded.text) + 1) if folded.stop(i) == found.end]
        assert any(map(borders.is_border, starts))
        assert any(map(borders.is_border, ends))


@given(st.lists(st.sampled_from("abcdefgh"), min_size=12, max_size=60), st.data())
def test_a_passage_with_one_word_changed_is_found(letters: list[str], data: st.DataObject) -> None:
    """A quote with one word changed is nearest to a passage that shares all others."""
    words = [f"{letter}{number // 3}" for number, letter in enumerate(letters)]
    start = data.draw(st.integers(0, len(words) - 12))
    quote = words[start : start + 12]
    quote[data.draw(st.integers(1, 10))] = "changed"
    found = nearest(" ".join(words), " ".join(quote))
    assert found is not None
    assert len(set(found.split()) & set(quote)) >= len(set(quote)) - 1


def invented(seed: int, count: int) -> list[str]:
    """Make up words, some of them often, as texts have them."""
    source = random.Random(seed)
    vocabulary = [
        "".join(source.choices("aeilmnorst", k=source.randint(2, 9))) for _ in range(4000)
    ]
    weights = [1 / (rank + 1) for rank in range(len(vocabulary))]
    return source.choices(vocabulary, weights, k=count)


def test_fifty_quotes_in_a_long_text() -> None:
    """Fifty broken quotes in a text of 20,000 words take a second or two at most."""
    words = invented(1, 20_000)
    quotes = [" ".join([*words[at : at + 11], "changed"]) for at in range(0, 19_500, 390)]
    start = time.process_time()
    passages = Passages(" ".join(words))
    found = [passages.nearest(quote) for quote in quotes]
    assert time.process_time() - start < 2
    assert None not in found


HOSTILE: dict[str, Callable[[], tuple[str, list[str]]]] = {
    "one word": lambda: ("a " * 500_000, ["a " * 100 + "b"] * 100),
    "all words differ": lambda: (
        " ".join(f"w{number:x}" for number in range(140_000)),
        [" ".join(f"w{number:x}z" for number in range(at, at + 150)) for at in range(100)],
    ),
    "endless words": lambda: (f"{'x' * 100_000} " * 9, ["x" * 1400 + " y"] * 100),
    "no words": lambda: ("." * 1_000_000, ["." * 150 + "a"] * 100),
    "likely everywhere": lambda: (
        " ".join(invented(2, 150_000)),
        [" ".join(invented(seed, 199)) for seed in range(100)],
    ),
}


@pytest.mark.parametrize("shape", HOSTILE)
def test_no_text_takes_long(shape: str) -> None:
    """A text of 1 MB with a hundred quotes that were made to be slow takes seconds at most."""
    text, quotes = HOSTILE[shape]()
    assert 900_000 <= len(text) <= 1_000_000
    start = time.process_time()
    passages = Passages(text)
    for quote in quotes:
        passages.nearest(quote)
    assert time.process_time() - start < 5


def test_a_text_beyond_all_measure() -> None:
    """What is longer than any article is not searched at all."""
    assert Passages("a word or two " * 100_000).nearest("a wrd or two") is None
