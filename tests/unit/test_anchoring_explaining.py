"""What an editor is told whose quote or mark does not fit, and what is never offered."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_anchoring_cases import anchored

from site_builder.anchoring.matching import Searched
from site_builder.diagnostics import Code, Diagnostic
from site_builder.documents import read_document

BODY = """\
Port Selm, Mar 4 – The links between the two counties' ministries, have been closely watched.

Talks on most issues, in line with the two countries' stands, go on. The envoy's 3rd visit of Port
Selm occurred in October 2020. There were four calls between the two counties' presidents.

You will notice over 20% increase this year, including an 8% increase during the first six months
of 2020. In 2019 the temporary agreement was signed.
"""
VISIT = "The envoy's 3rd visit of Port\nSelm occurred in October 2020. "
MINISTRIES = "the two counties' ministries"
FIRST_LINE = 9


def told(quote: str, body: str, more: str = "", lang: str = "en") -> Diagnostic:
    """Return the one problem of an article with this quote."""
    _, problems = anchored(f'- {{id: a, quote: "{quote}"{more}}}\nlang: {lang}\n', body)
    (problem,) = problems
    return problem


# The table of what fuzzy matching does to checked claims: eight edits that it lets pass, or after
# which it marks other words.
EDITS = (
    (f"between {MINISTRIES}", "two counties' min", "two countries' min", "quote-not-found"),
    ("over 20% increase this year, including an 8%", "20%", "25%", "quote-changed"),
    ("the temporary agreement was signed", "was signed", "was not signed", "quote-changed"),
    ("3rd visit of Port Selm occurred in October 2020", "October", "September", "quote-changed"),
    ("3rd visit of Port Selm occurred in October 2020", VISIT, "", "quote-not-found"),
    ("October 2020", VISIT, "", "quote-not-found"),
    ("8% increase", "an 8% increase ", "", "quote-not-found"),
    (MINISTRIES, f"The links between {MINISTRIES}, have", "They have", "quote-not-found"),
)


@pytest.mark.parametrize(("quote", "old", "new", "code"), EDITS)
def test_edits_stop_the_build(quote: str, old: str, new: str, code: str) -> None:
    """Each edit is an error of the wanted kind; only the first, of a letter, has an offer."""
    assert old in BODY
    problem = told(quote, BODY.replace(old, new))
    assert problem.code.id == code
    assert problem.severity == "error"
    assert (problem.replacement is not None) == (new == "two countries' min")


@pytest.mark.parametrize(
    ("quote", "message", "diff"),
    [
        ("over 25% increase this year", "In line 14 a number differs,", "over [-25%-]{+20%+}"),
        ("agreement was not signed", "In line 15 a negation came or went,", "was [-not-] signed"),
        ("visit of Port Selm occurred in May", "In lines 11 to 12 a date differs,", "[-May-]"),
        ("over 25% decrease this year", "In line 14 a number differs and words differ,", "25%"),
    ],
)
def test_a_changed_claim(quote: str, message: str, diff: str) -> None:
    """The message says where and what, the hint how; there is nothing to accept."""
    problem = told(quote, BODY)
    assert problem.code is Code.QUOTE_CHANGED
    assert problem.message.startswith(message)
    assert "so the checked claim has changed: review it." in problem.message
    assert diff in problem.hint
    assert problem.replacement is None
    assert "suggest" not in problem.hint


def test_a_harmless_change() -> None:
    """The diff and the line to paste are shown; the replacement stands for the quote alone."""
    problem = told("between the two countries' ministries", BODY)
    assert problem.message == "The text has these words, written otherwise, in line 9."
    assert problem.hint.splitlines()[0] == "between the two [-countries-]{+counties+}' ministries"
    assert problem.replacement is not None
    assert problem.replacement.line == 'quote: "between the two counties\' ministries"'
    assert problem.replacement.is_in_place


@pytest.mark.parametrize(
    ("written", "in_place"),
    [
        ("between the two countries' ministries", True),
        ("'between the two countries'' ministries'", True),
        ('"between the two countries\' ministries"', True),
        ("between the two\n    countries' ministries", False),
        ('"between the two\n    countries\' ministries"', False),
        ("|\n    between the two countries' ministries", False),
        (">\n    between the two\n    countries' ministries", False),
    ],
)
def test_what_a_replacement_replaces(written: str, *, in_place: bool) -> None:
    """Only a quote that ends on its line can be replaced there."""
    _, (problem,) = anchored(f"- id: a\n  quote: {written}\n", BODY)
    assert problem.replacement is not None
    assert problem.replacement.is_in_place == in_place


def test_the_first_word_of_a_block_is_no_name() -> None:
    """A word that is capitalised for its place is not taken for a name."""
    assert "words differ" in told("Tolls on most issues, in line", BODY).message
    assert "a name differs" in told("visit of Port Nelm occurred", BODY).message


@pytest.mark.parametrize(
    ("quote", "message"),
    [
        (
            "The links between … in Novembar of 1999 at",
            "does not have “in Novembar of 1999 at”, the l",
        ),
        ("Nothing of the kind … closely watched", "does not have “Nothing of the kind”, the first"),
        ("Nothing of the kind … nor of another", "have the words “Nothing of the kind … nor of a"),
        ("closely watched … The links between", "The ends of this quote stand in line 9, but not"),
    ],
)
def test_first_and_last_words_that_are_gone(quote: str, message: str) -> None:
    """Of a quote with an ellipsis the end that does not fit is named."""
    problem = told(quote, BODY)
    assert problem.code is Code.QUOTE_NOT_FOUND
    assert message in problem.message
    assert problem.replacement is None


def test_first_and_last_words_that_have_changed() -> None:
    """Both ends are compared, and both are offered where both are harmless."""
    problem = told("The Links between … 8% increase during", BODY)
    assert problem.replacement is not None
    assert problem.replacement.value == '"The links between … 8% increase during"'
    problem = told("The Links between … 9% increase during the first", BODY)
    assert problem.code is Code.QUOTE_CHANGED
    assert problem.hint.startswith("The [-Links-]{+links+} between … [-9%-]{+8%+} increase")


def test_persian() -> None:
    """The words of the text's language are known."""
    body = "صادرات ایران به روسیه در مهر ۱۳۹۹ بیست درصد افزایش یافت."
    assert "a date differs," in told("به روسیه در آبان ۱۳۹۹", body, lang="fa").message
    assert "a negation came" in told("درصد افزایش نیافت", body, lang="fa").message
    assert "a number differs," in told("سی درصد افزایش یافت", body, lang="fa").message


class TestSeveralPlaces:
    """Words that stand more than once, or not where they should."""

    TEXT = "The one.\n\nThe other one.\n\nThe other one.\n"

    def test_each_place_is_listed_with_what_settles_it(self) -> None:
        """Words where they do, the number where none do."""
        problem = told("one", "A one or a two.\n\nOne or a one.\n\nA one, a two and one more.\n")
        assert problem.message == "The words “one” stand in the text 4 times."
        assert problem.hint.splitlines()[1:] == [
            "line 9: suffix: or",
            "line 11: prefix: a",
            'line 13: suffix: ", a"',
            "line 13: prefix: and",
        ]

    def test_a_number_where_no_words_do(self) -> None:
        """Twelve equal words on either side settle nothing."""
        problem = told("one", "one " * 100)
        assert "100 times" in problem.message
        lines = problem.hint.splitlines()
        assert lines[1:3] == ["line 9: occurrence: 1", "line 9: occurrence: 2"]
        assert lines[-1] == "and 90 more"

    @pytest.mark.parametrize("index", range(4))
    def test_what_is_offered_works(self, index: int) -> None:
        """With any line of the list added, the quote fits."""
        text = "A one or a two.\n\nOne or a one.\n\nA one, a two and one more.\n"
        line = told("one", text).hint.splitlines()[1 + index].partition(": ")[2]
        _, problems = anchored(f"- {{id: a, quote: one, {line}}}\n", text)
        assert not problems

    def test_too_many_to_be_counted(self) -> None:
        """Beyond a thousand places they are not counted."""
        assert "1,000 times or more" in told("one", "one " * 2000).message

    @pytest.mark.parametrize(
        ("more", "message", "hint"),
        [
            (", prefix: all", "never after “all”.", "line 9: prefix: The"),
            (", suffix: too", "never before “too”.", 'line 9: suffix: ". The"'),
            (", prefix: The, suffix: too", "never before “too”.", 'line 9: suffix: ". The"'),
            (", prefix: other, suffix: . The", "", ""),
            (
                ", prefix: all, suffix: too",
                "never after “all” and before “too”.",
                'line 9: prefix: The, suffix: ". The"',
            ),
        ],
    )
    def test_a_context_that_is_nowhere(self, more: str, message: str, hint: str) -> None:
        """The side that is wrong is named, and what stands there instead."""
        if not message:
            _, problems = anchored(f'- {{id: a, quote: "one"{more}}}\n', self.TEXT)
            assert not problems
            return
        problem = told("one", self.TEXT, more)
        assert problem.code is Code.CONTEXT_NOT_FOUND
        assert problem.message == f"The words stand in the text, but {message}"
        assert problem.hint.splitlines()[1] == hint

    def test_two_contexts_that_never_meet(self) -> None:
        """Where each side is somewhere both are named."""
        problem = told("one", "The one here.\n\nMy one there.\n", ", prefix: The, suffix: there")
        assert problem.message.endswith("never after “The” and before “there”.")

    @pytest.mark.parametrize(
        ("text", "times"), [("one.", "once"), ("one, one.", "twice"), ("one one one", "3 times")]
    )
    def test_an_occurrence_that_is_none(self, text: str, times: str) -> None:
        """The message says how often the words stand, the hint where."""
        problem = told("one", text, ", occurrence: 4")
        assert problem.code is Code.OCCURRENCE_OUT_OF_RANGE
        assert f"in the text {times}, so none is “occurrence: 4”" in problem.message
        assert "line 9: occurrence: 1" in problem.hint


class TestMarks:
    """What looks like a mark and is none."""

    @pytest.mark.parametrize(
        ("text", "column", "length"),
        [
            ("A [word] {check=a} here.", 10, 9),
            ("A [word]{check = a} here.", 9, 11),
            ("A [word]{ check=a } here.", 9, 11),
            ("A [word]{Check: a} here.", 9, 10),
            ("A *word*{check=a} here.", 9, 9),
            ("A word{check=a} here.", 7, 9),
            ("A [word](/x/){check=a} here.", 14, 9),
            (r"A \[word]{check=a} here.", 10, 9),
        ],
    )
    def test_is_reported(self, text: str, column: int, length: int) -> None:
        """Readers would get the braces, so it is an error."""
        _, problems = anchored("- {id: a, quote: here}\n", f"Words.\n\n{text}\n")
        (problem,) = [problem for problem in problems if problem.code is Code.UNREAD_MARK]
        assert (problem.place.line, problem.place.column) == (10, column)
        assert problem.place.length == length

    @pytest.mark.parametrize(
        "text",
        [
            "A `[word] {check=a}` here.",
            "    [word] {check=a} here",
            "A {word} here.",
            "A {check} here.",
        ],
    )
    def test_code_may_hold_it(self, text: str) -> None:
        """What is shown as code, and other braces, are the text's own."""
        _, problems = anchored("- {id: a, quote: here, occurrence: 1}\n", f"Here: here\n\n{text}\n")
        assert Code.UNREAD_MARK not in [problem.code for problem in problems]

    def test_every_one_is_reported(self) -> None:
        """Two on a line are two, and those of footnotes count."""
        text = "A{check = a} and B{check = b}, here[^1].\n\n[^1]: C{check = c}\n"
        _, problems = anchored("- {id: a, quote: here}\n", text)
        assert [p.place.column for p in problems if p.code is Code.UNREAD_MARK] == [2, 19, 8]


def yaml_of(text: str) -> str:
    """Write a text in double quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


WORDS = st.lists(
    st.sampled_from(
        [
            "the",
            "The",
            "8%",
            "not",
            "Iran",
            "counties'",
            "“so”",
            "a:",
            "#x",
            "goverment",
            "government",
        ]
    ),
    min_size=1,
    max_size=8,
).map(" ".join)


@given(WORDS, WORDS)
def test_what_is_offered_is_found(quote: str, text: str) -> None:
    """A replacement is a line of YAML whose value stands in the text."""
    _, problems = anchored(f"- {{id: a, quote: {yaml_of(quote)}}}\n", f"Text: {text}\n")
    for problem in problems:
        if problem.replacement is not None:
            data = f"---\n{problem.replacement.line}\n---\n".encode()
            document, faults = read_document("content/articles/a.md", data)
            assert document is not None
            assert not faults
            value = next(document.fields.given())
            found = document.fields.read("quote", lambda value: value.text)
            assert value.text == "quote"
            assert found is not None
            assert Searched(f"Text: {text}").find(found)


def test_a_thousand_broken_quotes() -> None:
    """However many quotes are broken, telling it takes seconds at most."""
    words = [f"word{number % 3000}" for number in range(20_000)]
    text = " ".join(words)
    lines = [
        f"- {{id: i{at}, quote: {' '.join(words[at : at + 20])} broken {words[at + 20]}}}\n"
        for at in range(1000)
    ]
    start = time.process_time()
    _, problems = anchored("".join(lines), text)
    assert time.process_time() - start < 5
    assert len(problems) == 1000
    assert problems[0].code is Code.QUOTE_CHANGED


def test_a_thousand_ambiguous_quotes() -> None:
    """Nor do words that stand hundreds of times, a thousand times over."""
    lines = [f"- {{id: i{number}, quote: the word}}\n" for number in range(1000)]
    start = time.process_time()
    _, problems = anchored("".join(lines), "the word and " * 400)
    assert time.process_time() - start < 5
    assert len(problems) == 1000


def test_thousands_of_unknown_marks() -> None:
    """Nor do marks of which no annotation knows."""
    text = " ".join(f"[a]{{check=n{number}}}" for number in range(3000))
    lines = [f"- {{id: i{number}, quote: a, occurrence: 1}}\n" for number in range(1000)]
    start = time.process_time()
    anchored("".join(lines), text)
    assert time.process_time() - start < 5
