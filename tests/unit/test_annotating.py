"""From selected words to the file on the disk: what is written, what is refused, and why."""

import re
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from hypothesis import given as drawn
from hypothesis import strategies as st
from records import SETTINGS as RECORDS
from test_anchoring_cases import HEAD
from test_anchoring_properties import texts
from test_annotating_selecting import SAMPLES, selected

from site_builder.anchoring import Standing
from site_builder.annotating import (
    ArticleFile,
    Desk,
    Edit,
    Pinned,
    Refusal,
    Why,
    annotate,
    change,
    desk_at,
    fields,
    pin,
    read,
    withdraw,
    write,
)
from site_builder.annotating.desk import judge
from site_builder.content import ContentFile, FileKind
from site_builder.diagnostics import Code, Severity

PATH = "content/articles/ferry.md"
SETTINGS = """\
title: Small
url: https://small.example
verdicts:
  wrong: {label: Wrong, rating: 1}
  right: {label: Right, rating: 5}
people:
  ab: {name: A. B.}
references: {Method: /method/}
"""
CLAIM = "---\nclaim: It sails\nverdict: wrong\nfact: It does not.\nstatus: {status}\n---\n"
ARTICLE = """\
---
title: The ferry   # a title
date: 2026-01-02
source: {name: S, url: 'https://s.example/'}
annotations:
  # in the order of the text
  - quote: The **ferry**
    kind: note
    note: Written so.
  - id: old
    quote: words of old
    verdict: wrong
    fact: Not so.
    status: withdrawn
    reason: It was.
  - id: last
    kind: note
    quote: The end
    note: So it is.
---
The \\*\\*ferry\\*\\* sails *on Monday
and* on [Tuesday](https://s.example/t), by its [Method] and by that of others.

It sails on Monday. The guild pays 2,500 crowns.[^a]

کشتی می\u200cرود و کشتی برمی\u200cگردد.

[^a]: The end.
"""
NOTE = {"kind": "note", "note": "So."}
CHECK: Mapping[str, Any] = {"verdict": "wrong", "fact": "It lies.", "by": "ab"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a small digest."""
    for path, text in {
        "content/site.yaml": SETTINGS,
        PATH: ARTICLE,
        "content/claims/sails.md": CLAIM.format(status="published"),
        "content/claims/ferry-on-monday.md": CLAIM.format(status="draft"),
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def desk(root: Path) -> Desk:
    """Return what the digest's articles are judged by."""
    found = desk_at(root)
    assert isinstance(found, Desk)
    return found


@pytest.fixture
def article(desk: Desk) -> ArticleFile:
    """Return the digest's article."""
    found = read(desk, PATH)
    assert isinstance(found, ArticleFile)
    assert not found.problems
    return found


def words(article: ArticleFile, text: str, nth: int = 1) -> Pinned:
    """Select the nth place of some words."""
    start = -1
    for _ in range(nth):
        start = article.text.index(text, start + 1)
    found = pin(article, selected(article.text, start, start + len(text)))
    assert isinstance(found, Pinned)
    return found


def made(answer: Edit | Refusal) -> Edit:
    """Return an edit that has to be one."""
    assert isinstance(answer, Edit), answer
    return answer


def refused(answer: object) -> Refusal:
    """Return a refusal that has to be one."""
    assert isinstance(answer, Refusal), answer
    return answer


def news(edit: Edit) -> list[str]:
    """Return the lines that came, all others being there in their order."""
    old, new = edit.before.decode().split("\n"), edit.data.decode().split("\n")
    at = next(at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b)
    count = len(new) - len(old)
    assert new[:at] + new[at + count :] == old
    return new[at : at + count]


@pytest.mark.parametrize(
    ("text", "nth", "expected"),
    [
        ("on Monday and on Tuesday", 1, ["  - id: on-monday-and-on-tuesday", "    quote: {}"]),
        ("by its Method and", 1, ["  - id: by-its-method-and", "    quote: {}"]),
        ("on Monday", 2, ["  - id: on-monday-2", "    quote: {}", "    suffix: . The"]),
        ("others. It sails", 1, ["  - id: others-it-sails", "    quote: {}"]),
        ("2,500 crowns", 1, ["  - id: 2-500-crowns", "    quote: {}"]),
        ("کشتی", 2, ["  - id: کشتی", "    quote: {}", "    prefix: و"]),
    ],
)
def test_words_get_an_annotation(
    desk: Desk, article: ArticleFile, text: str, nth: int, expected: list[str]
) -> None:
    """Across emphasis, links and paragraphs, repeated or right to left: exactly these words."""
    pinned = words(article, text, nth)
    edit = made(annotate(desk, article, pinned, CHECK))
    written = [line.format(text) for line in expected]
    assert news(edit) == [*written, "    verdict: wrong", "    fact: It lies.", "    by: ab"]
    after = judge(desk, article.file, edit.data)
    assert isinstance(after, ArticleFile)
    (placed,) = [one for one in after.placements if one.id == edit.id]
    assert placed.spans == (pinned.span,)
    assert edit.line == edit.data.decode().split("\n").index(written[0]) + 1
    assert edit.warnings == ()


@drawn(texts, st.data())
def test_any_words_of_any_text(text: str, data: st.DataObject) -> None:
    """Whatever words are selected, an annotation in the file stands at exactly these."""
    desk = Desk(RECORDS, {}, Standing.of(RECORDS, (), drafts=True), {}, {})
    file = ContentFile(PATH, PATH, FileKind.ARTICLE)
    article = judge(desk, file, f"{HEAD}---\n{text}".encode())
    assert isinstance(article, ArticleFile)
    for _ in range(3):
        start = data.draw(st.integers(0, len(article.text) - 1))
        end = data.draw(st.integers(start + 1, len(article.text)))
        pinned = pin(article, selected(article.text, start, end))
        if isinstance(pinned, Refusal):
            continue
        edit = made(annotate(desk, article, pinned, NOTE))
        after = judge(desk, file, edit.data)
        assert isinstance(after, ArticleFile)
        placed = {one.id: one.spans for one in after.placements}
        assert placed[edit.id] == (pinned.span,)
        assert placed.items() >= {one.id: one.spans for one in article.placements}.items()
        article = after


@pytest.fixture(scope="module")
def sample() -> Desk:
    """Return the project's own digest."""
    found = desk_at(ROOT)
    assert isinstance(found, Desk)
    return found


@pytest.mark.parametrize("path", SAMPLES)
def test_the_sample_takes_annotations(sample: Desk, path: str) -> None:
    """In each article of the sample, some words get an annotation, as one run of lines."""
    article = read(sample, path)
    assert isinstance(article, ArticleFile)
    starts = [match.start() for match in re.finditer(r"\w\S* \w", article.text)]
    for start in starts[:: len(starts) // 3]:
        pinned = pin(article, selected(article.text, start, start + 60))
        assert isinstance(pinned, Pinned)
        edit = made(annotate(sample, article, pinned, {**NOTE, "by": "ab"}))
        assert f"  - id: {edit.id}" in news(edit)[:2]
        assert edit.warnings == ()


def test_the_list_keeps_the_order_of_the_text(desk: Desk, article: ArticleFile) -> None:
    """A new annotation stands before that of later words, and after that of earlier ones."""
    first = made(annotate(desk, article, words(article, "sails"), NOTE))
    assert first.data.index(b"quote: The **") < first.data.index(b"quote: sails")
    assert first.data.index(b"quote: sails") < first.data.index(b"id: last")
    whole = made(annotate(desk, article, words(article, "The **ferry** sails"), NOTE))
    assert whole.data.index(b"# in the order") < whole.data.index(b"quote: The **ferry** sails")
    assert whole.data.index(b"quote: The **ferry** sails") < whole.data.index(
        b"quote: The **ferry**\n"
    )


def test_a_list_in_another_order_is_added_to(desk: Desk, article: ArticleFile) -> None:
    """Where the list does not follow the text, what is new comes last."""
    data = article.data.replace(b"quote: The **ferry**", b"quote: guild")
    data = data.replace(b"quote: The end", b"quote: sails\n    prefix: It")
    mixed = judge(desk, article.file, data)
    assert isinstance(mixed, ArticleFile)
    edit = made(annotate(desk, mixed, words(mixed, "Tuesday"), NOTE))
    assert edit.data.index(b"quote: Tuesday") > edit.data.index(b"id: last")


def test_all_places(desk: Desk, article: ArticleFile) -> None:
    """An editor may mean every place of the words."""
    edit = made(
        annotate(desk, article, words(article, "on Monday", 2), {**NOTE, "occurrence": "all"})
    )
    assert "    occurrence: all" in news(edit)
    assert not any("prefix" in line for line in news(edit))


def test_a_claim_is_cited(desk: Desk, article: ArticleFile) -> None:
    """Verdict and evidence may be those of a claim; a draft of one is warned of."""
    pinned = words(article, "It sails on Monday")
    edit = made(annotate(desk, article, pinned, {"claim": "sails"}))
    assert "    claim: sails" in news(edit)
    draft = made(annotate(desk, article, pinned, {"claim": "ferry-on-monday"}))
    assert [one.code for one in draft.warnings] == [Code.DRAFT_CLAIM]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"verdict": "wrong"}, Code.UNSUPPORTED_VERDICT),
        ({"kind": "check", "fact": "So."}, Code.LOCAL_CHECK_VERDICT),
        ({**CHECK, "verdict": "worng"}, Code.UNKNOWN_VERDICT),
        ({**CHECK, "kind": "remark"}, Code.UNKNOWN_KIND),
        ({**CHECK, "evidence": [{"title": "T", "url": "javascript:x"}]}, Code.INVALID_URL),
        ({**CHECK, "evidence": [{"title": "T"}]}, Code.MISSING_KEY),
        ({**CHECK, "evidence": "T"}, Code.WRONG_TYPE),
        ({**CHECK, "claim": "sails"}, Code.CONFLICTING_KEYS),
        ({"claim": "sinks"}, Code.UNKNOWN_CLAIM),
        ({**CHECK, "reviewer": "A. B."}, Code.SAME_PERSON),
        ({**CHECK, "checked": "yesterday"}, Code.INVALID_DATE),
        ({**CHECK, "status": "withdrawn"}, Code.MISSING_KEY),
        ({**CHECK, "id": "Not a slug"}, Code.INVALID_SLUG),
        ({**CHECK, "prefix": "elsewhere"}, Code.CONTEXT_NOT_FOUND),
        ({**CHECK, "occurrence": "3"}, Code.OCCURRENCE_OUT_OF_RANGE),
        ({**CHECK, "fact": "re\u202eversed"}, Code.BIDI_CONTROL),
        ({**CHECK, "fact": "bell\x07"}, Code.CONTROL_CHARACTER),
        ({**CHECK, "note": "x" * 2_100_000}, Code.FILE_TOO_LARGE),
    ],
)
def test_what_a_check_would_show(
    desk: Desk, article: ArticleFile, given: Mapping[str, Any], code: Code
) -> None:
    """An annotation with faults is refused, with the diagnostics that a check would show."""
    answer = refused(annotate(desk, article, words(article, "on Monday"), given))
    assert answer.why is Why.PROBLEMS
    assert next(one.code for one in answer.problems if one.severity is Severity.ERROR) is code


def test_a_draft_may_have_faults(desk: Desk, article: ArticleFile) -> None:
    """What is wrong with a draft is a warning."""
    given = {"verdict": "wrong", "status": "draft"}
    edit = made(annotate(desk, article, words(article, "Tuesday"), given))
    assert [one.code for one in edit.warnings] == [Code.UNSUPPORTED_VERDICT]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({**NOTE, "remark": "x"}, Why.PROBLEMS),
        ({**NOTE, "evidence": [{"title": "T", "link": "x"}]}, Why.PROBLEMS),
        ({**NOTE, "id": "last"}, Why.PROBLEMS),
        ({**NOTE, "id": "the-ferry"}, Why.PROBLEMS),
        ({**NOTE, "occurrence": "2"}, Why.WORDS),
    ],
)
def test_what_else_is_refused(
    desk: Desk, article: ArticleFile, given: Mapping[str, Any], why: Why
) -> None:
    """Unknown keys, an id that is another's, keys that mean other words."""
    assert refused(annotate(desk, article, words(article, "on Monday"), given)).why is why


def test_ids_are_free(desk: Desk, article: ArticleFile) -> None:
    """An id is the slug of the words, neither another's nor one that gives a claim's address."""
    one = made(annotate(desk, article, words(article, "The **ferry** sails"), NOTE))
    assert one.id == "the-ferry-sails"
    two = made(annotate(desk, article, words(article, "on Monday"), NOTE))
    assert two.id == "on-monday-2"
    three = made(annotate(desk, article, words(article, "The end"), NOTE))
    assert three.id == "the-end"
    again = judge(desk, article.file, three.data)
    assert isinstance(again, ArticleFile)
    assert made(annotate(desk, again, words(again, "The end"), NOTE)).id == "the-end-2"


def test_half_a_character_is_none(desk: Desk, article: ArticleFile) -> None:
    """A lone surrogate, which no file can hold, becomes the sign for what is none."""
    edit = made(annotate(desk, article, words(article, "Tuesday"), {**NOTE, "note": "a\ud800b"}))
    assert "    note: a\ufffdb" in news(edit)


def test_an_annotation_changes(desk: Desk, article: ArticleFile) -> None:
    """Keys get new values, others go, all else stays."""
    assert fields(article, "last") == {
        "id": "last",
        "kind": "note",
        "quote": "The end",
        "note": "So it is.",
    }
    edit = made(change(desk, article, "last", {"note": "So, it is.", "by": "ab"}))
    assert edit.data == article.data.replace(b"note: So it is.", b"note: So, it is.\n    by: ab")
    same = made(change(desk, article, "last", {}))
    assert same.data == article.data


def test_an_address_stays_when_words_change(desk: Desk, article: ArticleFile) -> None:
    """An annotation that had no id gets the one that was made of its words."""
    pinned = words(article, "sails", 2)
    edit = made(change(desk, article, "the-ferry", pinned.position))
    assert edit.id == "the-ferry"
    assert b"    id: the-ferry\n" in edit.data
    assert b"  - quote: sails\n" in edit.data


def test_a_form_that_says_it_all_again(desk: Desk, article: ArticleFile) -> None:
    """What is given as it stands is not written anew, and an id that is emptied stays."""
    for one in article.article.annotations:
        now = fields(article, one.id)
        assert not isinstance(now, Refusal)
        again = {"id": "", "fact": " ", "evidence": [], **now}
        assert made(change(desk, article, one.id, again)).data == article.data
        assert made(change(desk, article, one.id, {**now, "id": ""})).data == article.data


def test_a_new_id(desk: Desk, article: ArticleFile) -> None:
    """An annotation may get another id, unless that is another's."""
    edit = made(change(desk, article, "last", {"id": "end"}))
    assert edit.id == "end"
    assert refused(change(desk, article, "last", {"id": "old"})).why is Why.PROBLEMS
    assert refused(change(desk, article, "last", {"id": "the-ferry"})).why is Why.PROBLEMS


def test_an_annotation_is_withdrawn(desk: Desk, article: ArticleFile) -> None:
    """It keeps all that it says, and gets the reason."""
    edit = made(withdraw(desk, article, "last", "It\nwas wrong: so."))
    assert news(edit) == ["    status: withdrawn", '    reason: "It was wrong: so."']
    refusal = refused(withdraw(desk, article, "last", " "))
    assert [one.code for one in refusal.problems] == [Code.MISSING_KEY]


def test_what_is_gone(desk: Desk, article: ArticleFile) -> None:
    """There is no annotation to change."""
    assert refused(change(desk, article, "gone", NOTE)).why is Why.GONE
    assert refused(fields(article, "gone")).why is Why.GONE


def test_a_broken_article(desk: Desk, root: Path, article: ArticleFile) -> None:
    """What can't be read is not changed; other annotations' faults are no matter."""
    (root / PATH).write_text(ARTICLE.replace("date:", "dat:"), encoding="utf-8")
    refusal = refused(read(desk, PATH))
    assert refusal.why is Why.PROBLEMS
    assert Code.MISSING_KEY in [one.code for one in refusal.problems]
    lost = judge(desk, article.file, article.data.replace(b"quote: The end", b"quote: No end"))
    assert isinstance(lost, ArticleFile)
    assert lost.problems
    edit = made(annotate(desk, lost, words(lost, "Tuesday"), NOTE))
    assert edit.warnings == ()
    assert refused(change(desk, lost, "last", {"note": "x"})).problems


def test_front_matter_for_persons(desk: Desk, article: ArticleFile) -> None:
    """A comment that would go, and a list in an odd form, are left to an editor."""
    data = article.data.replace(b"note: So it is.", b"note: So it is.  # really")
    odd = judge(desk, article.file, data)
    assert isinstance(odd, ArticleFile)
    assert refused(change(desk, odd, "last", {"note": "", "fact": "x"})).why is Why.FORM
    front = b"{title: T, date: 2026-01-02, source: 'https://s.example/'}"
    braces = judge(desk, article.file, b"---\n" + front + b"\n---\nSome words.\n")
    assert isinstance(braces, ArticleFile)
    assert refused(annotate(desk, braces, words(braces, "words"), NOTE)).why is Why.FORM


def test_an_edit_is_written(desk: Desk, root: Path, article: ArticleFile) -> None:
    """The file gets its new bytes and keeps its permissions; nothing stays beside it."""
    file = root / PATH
    file.chmod(0o640)
    edit = made(annotate(desk, article, words(article, "Tuesday"), NOTE))
    assert write(edit) is None
    assert file.read_bytes() == edit.data
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert [path.name for path in file.parent.iterdir()] == ["ferry.md"]
    after = read(desk, PATH)
    assert isinstance(after, ArticleFile)
    assert after.fingerprint != article.fingerprint


@pytest.mark.parametrize("change", ["edited", "gone", "a link"])
def test_a_file_that_changed_is_not_written(
    desk: Desk, root: Path, article: ArticleFile, change: str
) -> None:
    """Whatever became of the file meanwhile is left as it is."""
    edit = made(annotate(desk, article, words(article, "Tuesday"), NOTE))
    file, other = root / PATH, root / "other.md"
    other.write_bytes(article.data)
    file.unlink()
    if change == "edited":
        file.write_bytes(article.data + b"more")
    elif change == "a link":
        file.symlink_to(other)
    refusal = write(edit)
    assert refusal is not None
    assert refusal.why is Why.CHANGED
    assert other.read_bytes() == article.data
    assert change != "edited" or file.read_bytes() == article.data + b"more"
    assert file.is_symlink() == (change == "a link")


def test_links_are_followed_within_the_digest(root: Path) -> None:
    """A file behind a link is written where it lies; one outside is no article."""
    inside, outside = root / "texts", root.parent / "outside.md"
    inside.mkdir()
    (inside / "a.md").write_text(ARTICLE, encoding="utf-8")
    outside.write_text(ARTICLE, encoding="utf-8")
    (root / "content/articles/in.md").symlink_to(inside / "a.md")
    (root / "content/articles/out.md").symlink_to(outside)
    desk = desk_at(root)
    assert isinstance(desk, Desk)
    assert refused(read(desk, "content/articles/out.md")).why is Why.GONE
    article = read(desk, "content/articles/in.md")
    assert isinstance(article, ArticleFile)
    assert write(made(annotate(desk, article, words(article, "Tuesday"), NOTE))) is None
    assert (root / "content/articles/in.md").is_symlink()
    assert b"quote: Tuesday" in (inside / "a.md").read_bytes()


def test_no_digest(tmp_path: Path) -> None:
    """Without settings that can be read there is nothing to judge by."""
    assert refused(desk_at(tmp_path)).why is Why.PROBLEMS
    (tmp_path / "content").mkdir()
    (tmp_path / "content/site.yaml").write_text("title: [", encoding="utf-8")
    assert Code.YAML_SYNTAX in [one.code for one in refused(desk_at(tmp_path)).problems]
