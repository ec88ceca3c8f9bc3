"""Files to records: every key of articles, claims, sources, topics and pages."""

import copy
from datetime import UTC, date, datetime

import pytest

from site_builder.config import read_settings
from site_builder.content import ContentFile, FileKind, Record, decode
from site_builder.diagnostics import Code, Diagnostic, Place, Severity
from site_builder.model import (
    AnnotationStatus,
    Article,
    Claim,
    Claimant,
    CorrectionSeverity,
    Direction,
    EvidenceKind,
    Page,
    Reproduction,
    Settings,
    Source,
    Topic,
)

NEEDED = "title: T\ndate: 2020-12-20\nsource: https://a.example/\n"


def site() -> Settings:
    """Return the settings of a small Persian digest."""
    text = """
title: T
url: https://d.example
lang: fa
timezone: Asia/Tehran
verdicts: {accurate: {label: A}, unproven: {label: U}}
people: {ab: {name: A. B.}}
"""
    settings, problems = read_settings("content/site.yaml", text.encode(), None)
    assert settings is not None, problems
    return settings


SITE = site()


def read(path: str, text: str, body: str = "Text.\n") -> tuple[Record | None, list[Diagnostic]]:
    """Decode a file at a path below content, of the kind that its folder says."""
    path = f"content/{path}"
    kind = FileKind(path.split("/")[1].removesuffix("s"))
    data = f"---\n{text}\n---\n{body}".encode()
    return decode(ContentFile(path, path, kind), data, SITE)


def article_of(text: str, path: str = "articles/a.md") -> Article:
    """Return an article without problems; what it needs is given."""
    article, problems = read(path, NEEDED + text)
    assert isinstance(article, Article), problems
    assert not problems
    return article


def test_an_article_needs_three_keys() -> None:
    """All else of an article has a default."""
    article = article_of("", "articles/2020/2020-12-20-Ties stronger.md")
    place = Place("content/articles/2020/2020-12-20-Ties stronger.md")
    assert article.title == "T"
    assert (article.id.value, article.id.place) == ("2020/2020-12-20-Ties stronger", place)
    assert (article.slug.value, article.slug.place) == ("ties-stronger", place)
    assert article.place == place
    assert article.date.day == date(2020, 12, 20)
    assert article.date.instant == datetime(2020, 12, 19, 20, 30, tzinfo=UTC)
    assert (article.lang, article.dir) == ("fa", Direction.RTL)
    assert (article.draft, article.reproduction) == (False, Reproduction.ENTRY)
    assert (article.tags, article.aliases, article.corrections, article.annotations) == (
        (),
        (),
        (),
        (),
    )
    assert (article.body.text, article.body.place.line) == ("Text.\n", 7)


def test_every_key_of_an_article_is_read() -> None:
    """Each key of the format ends in its field."""
    article = article_of("""
id: my-id
slug: my-slug
summary: In short.
tags: [Iran, C++]
lang: en
draft: true
publish: 2021-01-01
expires: 2022-01-01 12:00
updated: 2021-02-03T04:05Z
editor: ab
aliases: [/old/address]
note: |
  *Mind* this.
translation_of: 2020/other
reproduction: excerpt
corrections:
  - {date: 2021-01-02, text: Mended., severity: major}
  - {date: 2021-01-03, text: Again.}
""")
    assert (article.id.value, article.slug.value) == ("my-id", "my-slug")
    assert article.summary == "In short."
    assert [(tag.name, tag.slug, tag.line) for tag in article.tags] == [
        ("Iran", "iran", 9),
        ("C++", "c-plus-plus", 9),
    ]
    assert (article.lang, article.dir) == ("en", Direction.LTR)
    assert article.draft
    assert article.publish is not None
    assert article.publish.iso == "2021-01-01"
    assert article.expires is not None
    assert article.expires.iso == "2022-01-01T12:00"
    assert article.updated is not None
    assert article.updated.instant == datetime(2021, 2, 3, 4, 5, tzinfo=UTC)
    assert article.editor == "ab"
    assert [alias.address for alias in article.aliases] == ["/old/address/"]
    assert article.note is not None
    assert (article.note.text, article.note.place.line) == ("*Mind* this.\n", 18)
    assert article.translation_of is not None
    assert article.translation_of.value == "2020/other"
    assert article.reproduction is Reproduction.EXCERPT
    assert [(c.text, c.severity, c.place.line) for c in article.corrections] == [
        ("Mended.", CorrectionSeverity.MAJOR, 22),
        ("Again.", CorrectionSeverity.MINOR, 23),
    ]


def test_a_source_is_read_in_full_and_in_short() -> None:
    """A source is a mapping, or an address alone that leaves the publisher to its host."""
    text = """title: T
date: 2020-12-20
source:
  name: IRNA
  url: https://irna.example/1
  archived: https://archive.example/1
  author: Desk
  retrieved: 2020-12-21
"""
    article, _ = read("articles/a.md", text)
    assert isinstance(article, Article)
    source = article.source
    assert source.name is not None
    assert (source.name.value, source.name.place.line) == ("IRNA", 5)
    assert source.url is not None
    assert (source.url.value, source.url.place.line) == ("https://irna.example/1", 6)
    assert (source.archived, source.author) == ("https://archive.example/1", "Desk")
    assert source.retrieved is not None
    assert source.citation is None
    short = article_of("").source
    assert (short.name, short.url and short.url.value) == (None, "https://a.example/")


def test_a_printed_source_has_a_citation() -> None:
    """A citation stands for the address; the publisher then has to be named."""
    head = "title: T\ndate: 2020-12-20\nsource: "
    article, _ = read("articles/a.md", head + "{name: The Paper, citation: 'No. 5, p. 1'}")
    assert isinstance(article, Article)
    assert (article.source.url, article.source.citation) == (None, "No. 5, p. 1")
    _, (problem,) = read("articles/a.md", head + "{citation: 'No. 5, p. 1'}")
    assert problem.code is Code.MISSING_KEY
    assert "source.name" in problem.message


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("articles/Some Words.md", "some-words"),
        ("articles/2020-12-20-ties.md", "ties"),
        ("articles/2020-12-20_ties.md", "ties"),
        ("articles/2020-ties.md", "2020-ties"),
        ("articles/2020-12-2011.md", "2020-12-2011"),
        ("articles/cafe\u0301.md", "caf\u00e9"),
        ("articles/سلام دنیا.md", "سلام-دنیا"),
        ("articles/C++.md", "c-plus-plus"),
    ],
)
def test_the_slug_comes_from_the_files_name(path: str, slug: str) -> None:
    """The default slug is that of the file's name less a leading date."""
    assert article_of("", path).slug.value == slug


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("articles/2020-12-20.md", Code.INVALID_SLUG),
        ("articles/….md", Code.INVALID_SLUG),
        ("articles/index.md", Code.RESERVED_SLUG),
        ("articles/2020-12-20-feed.md", Code.RESERVED_SLUG),
        ("articles/NUL.md", Code.RESERVED_SLUG),
    ],
)
def test_a_name_without_a_slug_is_an_error(path: str, code: Code) -> None:
    """A file whose name gives no usable slug needs one in its front matter."""
    article, (problem,) = read(path, NEEDED)
    assert (article, problem.code, problem.place) == (None, code, Place(f"content/{path}"))
    assert article_of("slug: good", path).slug.value == "good"


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        pytest.param("titel: x", Code.UNKNOWN_KEY, 5, 1, id="unknown key"),
        pytest.param("id: Two Words", Code.INVALID_SLUG, 5, 5, id="id"),
        pytest.param("id: a//b", Code.INVALID_SLUG, 5, 5, id="id with an empty part"),
        pytest.param("slug: Two Words", Code.INVALID_SLUG, 5, 7, id="slug"),
        pytest.param("slug: ../../etc", Code.INVALID_SLUG, 5, 7, id="slug that leaves"),
        pytest.param("slug: index", Code.RESERVED_SLUG, 5, 7, id="reserved slug"),
        pytest.param("slug: [a]", Code.WRONG_TYPE, 5, 7, id="slug as list"),
        pytest.param("tags: iran", Code.WRONG_TYPE, 5, 7, id="tags as text"),
        pytest.param("tags: [{a: b}]", Code.WRONG_TYPE, 5, 8, id="tag as mapping"),
        pytest.param("tags: [a, , ]", Code.YAML_SYNTAX, 5, 11, id="no tag"),
        pytest.param("tags: [a, '']", Code.EMPTY_TEXT, 5, 11, id="empty tag"),
        pytest.param("draft: perhaps", Code.WRONG_TYPE, 5, 8, id="draft"),
        pytest.param("lang: english!", Code.INVALID_LANGUAGE, 5, 7, id="language"),
        pytest.param("dir: down", Code.UNKNOWN_VALUE, 5, 6, id="direction"),
        pytest.param("publish: soon", Code.INVALID_DATE, 5, 10, id="publish"),
        pytest.param("expires: 2021-02-29", Code.INVALID_DATE, 5, 10, id="expires"),
        pytest.param("aliases: [../a]", Code.INVALID_ADDRESS, 5, 11, id="alias"),
        pytest.param("aliases: /a/", Code.WRONG_TYPE, 5, 10, id="alias as text"),
        pytest.param("reproduction: entry", Code.UNKNOWN_VALUE, 5, 15, id="reproduction"),
        pytest.param("corrections: [{date: 2021-01-01}]", Code.MISSING_KEY, 5, 15, id="text"),
        pytest.param(
            "corrections: [{date: 2021-01-01, text: x, severity: big}]",
            Code.UNKNOWN_VALUE,
            5,
            53,
            id="severity",
        ),
        pytest.param("corrections: [x]", Code.WRONG_TYPE, 5, 15, id="correction as text"),
        pytest.param("note: [x]", Code.WRONG_TYPE, 5, 7, id="note as list"),
        pytest.param("annotations: x", Code.WRONG_TYPE, 5, 14, id="annotations as text"),
    ],
)
def test_a_fault_of_an_article_has_its_place(text: str, code: Code, line: int, column: int) -> None:
    """Each fault is one error at its line and column, and there is no article."""
    article, (problem,) = read("articles/a.md", NEEDED + text)
    assert article is None
    assert (problem.code, problem.place.line, problem.place.column) == (code, line, column)
    assert problem.severity is Severity.ERROR


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("IRNA", Code.INVALID_URL),
        ("javascript:alert(1)", Code.INVALID_URL),
        ("irna.ir/news", Code.INVALID_URL),
        ("[a]", Code.WRONG_TYPE),
        ("{name: IRNA}", Code.MISSING_KEY),
        ("{url: 'ftp://a.example/'}", Code.INVALID_URL),
        ("{url: https://a.example/, nmae: x}", Code.UNKNOWN_KEY),
        ("{url: https://a.example/, archived: x.y}", Code.INVALID_URL),
        ("{url: https://a.example/, retrieved: x}", Code.INVALID_DATE),
        ("", Code.MISSING_KEY),
    ],
)
def test_a_fault_of_a_source_is_one_error(source: str, code: Code) -> None:
    """What is wrong with a source is said once, on its line."""
    article, (problem,) = read("articles/a.md", f"title: T\ndate: 2020-12-20\nsource: {source}")
    assert (article, problem.code, problem.place.line) == (None, code, 4)


def test_repeated_values_are_warned_about() -> None:
    """A tag or alias listed twice counts once, with a warning at the second."""
    article, problems = read(
        "articles/a.md", NEEDED + "tags: [Iran, iran, C, C++]\naliases: [/a, /a/]"
    )
    assert isinstance(article, Article)
    assert [tag.name for tag in article.tags] == ["Iran", "C", "C++"]
    assert [alias.address for alias in article.aliases] == ["/a/"]
    assert sorted((p.code.id, p.place.line, p.place.column) for p in problems) == [
        ("repeated-value", 5, 14),
        ("repeated-value", 6, 15),
    ]


def test_all_faults_of_an_article_come_in_one_run() -> None:
    """A file full of faults is answered with all of them."""
    text = "titel: x\ndate: 2020-02-30\nsource: {url: x}\ntags: a\nslug: A B\nlang: 5"
    article, problems = read("articles/a.md", text)
    assert article is None
    assert sorted((p.place.line, p.code.id) for p in problems) == [
        (1, "missing-key"),
        (2, "unknown-key"),
        (3, "invalid-date"),
        (4, "invalid-url"),
        (5, "wrong-type"),
        (6, "invalid-slug"),
        (7, "invalid-language"),
    ]


def test_a_claim_is_read() -> None:
    """Each key of a claim ends in its field."""
    claim, problems = read(
        "claims/trade-2020.md",
        """claim: Trade grew
claimants: [irna, {name: Somebody, url: https://x.example/}]
verdict: unproven
fact: It did not.
evidence:
  - {title: E, url: https://e.example/, archived: https://f.example/, accessed: 2021-01-04,
     kind: primary, quote: words}
  - {title: F, citation: 'Vol. 1'}
by: ab
reviewer: cd
checked: 2021-01-05
review_by: 2022-01-05
status: withdrawn
reason: Wrong.
related: [other-claim]
corrections: [{date: 2021-02-01, text: Mended.}]
follow_up: [{date: 2021-01-13, action: asked, to: irna, result: none}]""",
    )
    assert isinstance(claim, Claim), problems
    assert not problems
    assert (claim.key, claim.text, claim.verdict.value) == ("trade-2020", "Trade grew", "unproven")
    source, other = claim.claimants
    assert source.source is not None
    assert (source.source.value, source.name) == ("irna", None)
    assert other == Claimant(None, "Somebody", "https://x.example/")
    first, second = claim.evidence
    assert (first.title, first.kind, first.quote) == ("E", EvidenceKind.PRIMARY, "words")
    assert (second.url, second.citation) == (None, "Vol. 1")
    assert (claim.review.by, claim.review.reviewer) == ("ab", "cd")
    assert (claim.status, claim.reason) == (AnnotationStatus.WITHDRAWN, "Wrong.")
    assert [key.value for key in claim.related] == ["other-claim"]
    assert claim.corrections[0].text == "Mended."
    assert (claim.follow_up[0].action, claim.follow_up[0].to) == ("asked", "irna")
    assert claim.body.text == "Text.\n"


@pytest.mark.parametrize(
    ("path", "text", "body", "code"),
    [
        ("claims/a.md", "verdict: unproven", "x", Code.MISSING_KEY),
        ("claims/a.md", "claim: x", "x", Code.MISSING_KEY),
        ("claims/a.md", "claim: x\nverdict: unprovne", "x", Code.UNKNOWN_VERDICT),
        ("claims/a.md", "claim: x\nverdict: unproven", " \n", Code.UNSUPPORTED_VERDICT),
        ("claims/a.md", "claim: x\nverdict: unproven\nby: ab\nreviewer: ab", "x", Code.SAME_PERSON),
        (
            "claims/a.md",
            "claim: x\nverdict: unproven\nby: ab\nreviewer: a.  b.",
            "x",
            Code.SAME_PERSON,
        ),
        ("claims/a.md", "claim: x\nverdict: unproven\nstatus: withdrawn", "x", Code.MISSING_KEY),
        ("claims/a.md", "claim: x\nverdict: unproven\nreason: x", "x", Code.CONFLICTING_KEYS),
        ("claims/a.md", "claim: x\nverdict: unproven\nstatus: done", "x", Code.UNKNOWN_VALUE),
        ("claims/a.md", "claim: x\nverdict: unproven\nclaimants: [A B]", "x", Code.INVALID_SLUG),
        (
            "claims/a.md",
            "claim: x\nverdict: unproven\nclaimants: [{url: 'https://a.b/'}]",
            "x",
            Code.MISSING_KEY,
        ),
        ("claims/a.md", "claim: x\nverdict: unproven\nrelated: other", "x", Code.WRONG_TYPE),
        (
            "claims/a.md",
            "claim: x\nverdict: unproven\nfollow_up: [{date: 2021-01-01}]",
            "x",
            Code.MISSING_KEY,
        ),
        (
            "claims/a.md",
            "claim: x\nverdict: unproven\nevidence: [{title: x}]",
            "x",
            Code.MISSING_KEY,
        ),
        ("claims/A b.md", "claim: x\nverdict: unproven", "x", Code.INVALID_SLUG),
        ("claims/page.md", "claim: x\nverdict: unproven", "x", Code.RESERVED_SLUG),
        ("sources/a.md", "url: https://a.example/", "x", Code.MISSING_KEY),
        ("sources/a.md", "name: ' '", "x", Code.EMPTY_TEXT),
        ("sources/a.md", "name: x\nhosts: a.example", "x", Code.WRONG_TYPE),
        ("sources/a.md", "name: x\nhosts: [https://a.example]", "x", Code.INVALID_URL),
        ("sources/a.md", "name: x\nlanguages: [english!]", "x", Code.INVALID_LANGUAGE),
        ("sources/a.md", "name: x\nname_: y", "x", Code.UNKNOWN_KEY),
        ("sources/Irna.md", "name: x", "x", Code.INVALID_SLUG),
        ("topics/index.md", "title: x", "x", Code.RESERVED_SLUG),
        ("topics/a.md", "titel: x", "x", Code.UNKNOWN_KEY),
        ("topics/a.md", "aliases: x", "x", Code.WRONG_TYPE),
        ("pages/a.md", "description: x", "x", Code.MISSING_KEY),
        ("pages/a.md", "title: x\nslug: A", "x", Code.INVALID_SLUG),
        ("pages/About us.md", "title: x", "x", Code.INVALID_SLUG),
        ("pages/a.md", "title: x\naliases: [a]", "x", Code.INVALID_ADDRESS),
    ],
)
def test_a_fault_of_another_record_is_one_error(
    path: str, text: str, body: str, code: Code
) -> None:
    """Each fault is one error, and there is no record."""
    record, problems = read(path, text, body)
    assert record is None
    assert [problem.code for problem in problems] == [code]


def test_faults_of_a_draft_claim_are_warnings() -> None:
    """A claim in the works stops nothing, however little of it there is."""
    claim, problems = read("claims/a.md", "claim: x\nstatus: draft\nverdict: true")
    assert claim is None
    assert {problem.severity for problem in problems} == {Severity.WARNING}
    claim, problems = read("claims/a.md", "claim: x\nstatus: draft\nverdict: unproven", "")
    assert isinstance(claim, Claim)
    assert [problem.severity for problem in problems] == [Severity.WARNING]


def test_a_source_file_is_read() -> None:
    """Each key of a source ends in its field."""
    source, problems = read(
        "sources/irna.md",
        """name: IRNA
full_name: The Agency
url: https://irna.example/
hosts: [EN.irna.ir, irna.ir]
aliases: [ایرنا]
kind: state agency
owner: The state
country: Iran
languages: [fa, EN]""",
    )
    assert isinstance(source, Source), problems
    assert (source.key, source.name, source.full_name) == ("irna", "IRNA", "The Agency")
    assert [host.value for host in source.hosts] == ["en.irna.ir", "irna.ir"]
    assert [(alias.value, alias.place.line) for alias in source.aliases] == [("ایرنا", 6)]
    assert (source.kind, source.owner, source.country) == ("state agency", "The state", "Iran")
    assert source.languages == ("fa", "en")


def test_a_topic_file_is_read() -> None:
    """Each key of a topic ends in its field; none is needed."""
    topic, _ = read("topics/c-sharp.md", "title: C#\ndescription: D\naliases: [C sharp]")
    assert isinstance(topic, Topic)
    assert (topic.key, topic.title, topic.description) == ("c-sharp", "C#", "D")
    assert [alias.value for alias in topic.aliases] == ["C sharp"]


def test_a_page_file_is_read() -> None:
    """Each key of a page ends in its field; its slug is the file's name unless it is given."""
    page, _ = read("pages/about.md", "title: About\ndescription: D\nlang: en\ndraft: yes")
    assert isinstance(page, Page)
    assert (page.slug.value, page.title, page.description) == ("about", "About", "D")
    assert (page.lang, page.dir, page.draft) == ("en", Direction.LTR, True)
    page, _ = read("pages/About us.md", "title: About\nslug: us\naliases: [/we/]")
    assert isinstance(page, Page)
    assert (page.slug.value, page.slug.place.line) == ("us", 3)
    assert page.aliases[0].address == "/we/"


def test_records_go_to_other_processes() -> None:
    """A record with its problems can be copied as a whole, as the pool does."""
    result = read("articles/a.md", NEEDED + "tags: [a, a]")
    assert copy.deepcopy(result) == result


def test_a_file_with_a_hundred_problems_is_cut_short() -> None:
    """What nobody would read is counted, and not listed."""
    text = NEEDED + "\n".join(f"key{number}: x" for number in range(150))
    article, problems = read("articles/a.md", text)
    assert article is None
    assert len(problems) == 101
    assert problems[-1].code is Code.TOO_MANY_PROBLEMS
    assert "50 more" in problems[-1].message
