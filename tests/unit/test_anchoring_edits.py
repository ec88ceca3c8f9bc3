"""Eight edits that matchers by likeness forgive, each with a false check as the result.

Hypothesis' published matcher was run on the same edits: it keeps the verdict on the changed words
in four of them and moves it to other words in three. Here each stops the build. Only the annotated
words are those of the article of 20 December 2020; the sentences around them are ours.
"""

import pytest
from test_anchoring_cases import anchored

from site_builder.diagnostics import Code, Severity

VISIT = "Zarif's 3rd visit of Moscow occurred in October 2020"
TRADE = "over 20% increase this year, including an 8% increase during the first six months of 2020"
MINISTRIES = "the two counties' ministries"
TEXT = f"""The account says, in passing, that {VISIT}. It adds that there was an
{TRADE}; it names no source.

It speaks of *{MINISTRIES}*, and of the two counties' presidents.
"""


@pytest.mark.parametrize(
    ("old", "new", "quote", "code", "said"),
    [
        ("counties' ministries", "countries' ministries", MINISTRIES, Code.QUOTE_NOT_FOUND, ""),
        ("over 20%", "over 25%", TRADE, Code.QUOTE_CHANGED, "a number differs"),
        (
            "increase this",
            "increase not this",
            TRADE,
            Code.QUOTE_CHANGED,
            "a negation came or went",
        ),
        ("in October", "in September", VISIT, Code.QUOTE_CHANGED, "a date differs"),
        (VISIT, "something happened", VISIT, Code.QUOTE_NOT_FOUND, "nor any that are near"),
        (
            VISIT,
            "something happened",
            "October 2020",
            Code.QUOTE_NOT_FOUND,
            "nor any that are near",
        ),
        ("an 8% increase ", "", "8% increase", Code.QUOTE_NOT_FOUND, "nor any that are near"),
        (MINISTRIES, "all", MINISTRIES, Code.QUOTE_NOT_FOUND, "nor any that are near"),
    ],
)
def test_an_edit_of_the_checked_words_stops_the_build(
    old: str, new: str, quote: str, code: Code, said: str
) -> None:
    """The quote fits before; afterwards it is an error with its reason, and marks nothing."""
    annotation = f'  - {{id: a, quote: "{quote}"}}\n'
    body, problems = anchored(annotation, TEXT)
    assert not problems
    assert [body.text[s.start : s.end] for s in body.placements[0].spans] == [quote]
    assert old in TEXT
    body, (problem,) = anchored(annotation, TEXT.replace(old, new))
    assert (problem.code, problem.severity) == (code, Severity.ERROR)
    assert said in problem.message
    assert body.placements == ()
    offered = problem.replacement and problem.replacement.value
    assert offered == ('"the two countries\' ministries"' if old.startswith("counties'") else None)
    assert ("review it" in problem.message) is (code is Code.QUOTE_CHANGED)
