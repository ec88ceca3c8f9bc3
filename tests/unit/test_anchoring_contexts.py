"""The words that are offered for a place settle it, and fewer would not."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.anchoring.contexts import MOST_WORDS, settle
from site_builder.anchoring.matching import Searched

TEXT = (
    "The two counties' ministries met. Then the two counties' presidents spoke to IRNA. "
    "He said (the two counties' presidents) spoke to TASS."
)


def offered(text: str, quote: str) -> list[tuple[str, str] | None]:
    """Return what is offered for each place of a quote."""
    places = [(span.start, span.end) for span in Searched(text).find(quote)]
    contexts = settle(text, places)
    return [None if context is None else (context.key, context.words) for context in contexts]


@pytest.mark.parametrize(
    ("text", "quote", "contexts"),
    [
        (TEXT, "spoke to", [("suffix", "IRNA"), ("suffix", "TASS")]),
        (TEXT, "two counties' presidents", [("suffix", "spoke"), ("suffix", ") spoke")]),
        ("a cat and a dog", "a", [("suffix", "cat"), ("prefix", "and")]),
        ("big cat, small cat", "cat", [("prefix", "big"), ("prefix", "small")]),
        ("with 2,500 cats, with 12,500 cats", "cats", [("suffix", ", with"), ("prefix", "12,500")]),
        ("rose by 8% in May, 18% in May", "in May", [("suffix", ", 18%"), ("prefix", "18%")]),
        ("the end. the end.", "the end", [("suffix", ". the"), ("prefix", "end.")]),
        ("he said “yes” and so", "yes", [("suffix", "” and")]),
        ("word " * 40, "word", [None] * 40),
        ("only once", "once", [("prefix", "only")]),
        ("once", "once", [None]),
        ("", "once", []),
        ("中文增长和日文增长", "增长", [("suffix", "和"), ("prefix", "日文")]),
        ("در ایران گفت. در روسیه گفت", "گفت", [("prefix", "ایران"), ("prefix", "روسیه")]),
    ],
)
def test_the_shortest_words(text: str, quote: str, contexts: list[tuple[str, str] | None]) -> None:
    """Whole words before or after, as few as settle it; whole numbers; the prefix of equals."""
    assert offered(text, quote) == contexts


WORDS = st.sampled_from(
    ["a", "b", "A", "2", "2,500", "can't", "a-b", "(a)", "a.", "می‌شود", "增", "é"]
)


@given(st.lists(WORDS, min_size=1, max_size=40).map(" ".join), st.data())
def test_what_is_offered_settles_it(text: str, data: st.DataObject) -> None:
    """With the words that are offered for a place, a quote is found at that place alone."""
    quote = data.draw(st.sampled_from(text.split()))
    searched = Searched(text)
    spans = searched.find(quote)
    contexts = settle(text, [(span.start, span.end) for span in spans])
    for span, context in zip(spans, contexts, strict=True):
        if context is not None:
            assert searched.find(quote, **{context.key: context.words}) == (span,)
            assert len(context.words.split()) <= 2 * MOST_WORDS


@given(st.lists(st.sampled_from("abc"), min_size=2, max_size=12).map(" ".join))
def test_fewer_words_would_not_do(text: str) -> None:
    """No shorter words on the same side settle the place, and none of equal length elsewhere."""
    searched = Searched(text)
    spans = searched.find("a")
    contexts = settle(text, [(span.start, span.end) for span in spans])
    for span, context in zip(spans, contexts, strict=True):
        before, after = text[: span.start].split(), text[span.end :].split()
        count = len(context.words.split()) if context else MOST_WORDS + 1
        for fewer in range(1, min(count, MOST_WORDS + 1)):
            for key, words in (("prefix", before[-fewer:]), ("suffix", after[:fewer])):
                if len(words) == fewer:
                    assert searched.find("a", **{key: " ".join(words)}) != (span,)


def test_a_thousand_places() -> None:
    """Words that stand a thousand times are settled at once."""
    text = " ".join(f"the words {number % 300} and" for number in range(1000))
    start = time.process_time()
    contexts = settle(text, [(span.start, span.end) for span in Searched(text).find("the words")])
    assert time.process_time() - start < 2
    assert len(contexts) == 1000
