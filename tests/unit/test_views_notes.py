"""The notes of an article: what they say, where they stand, how they are counted."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from records import SETTINGS, article, build, cites, claim, mode, moment, rendered
from test_views import view_of

from site_builder.anchoring import Standing
from site_builder.diagnostics import Place
from site_builder.markdown.body import Body, Html
from site_builder.model import (
    Annotation,
    AnnotationStatus,
    Claim,
    Evidence,
    Kind,
    Located,
    Reproduction,
    Review,
    Settings,
)
from site_builder.rendering import bundled_templates
from site_builder.rendering.views.article import ArticleView
from site_builder.rendering.views.notes import NoteView
from site_builder.routes import PageKind

PLACE = Place("content/articles/a.md")
TEXT = Body(Html(("<p>Words.</p>",), ()), (), "Words.", (), (), frozenset(), 200)
FILE = Evidence("The file", "https://proof.example/", None, None, None, None, None)


def note(key: str, kind: str = "note", verdict: str | None = None) -> Annotation:
    """Make an annotation that stands by itself."""
    given = None if verdict is None else Located(verdict, PLACE)
    own = cites("c")._replace(id=key, kind="check" if verdict else kind, claim=None, verdict=given)
    return own._replace(fact=f"{key} is so.")


def article_of(
    *annotations: Annotation,
    claims: Sequence[Claim] = (),
    explanations: Mapping[str, Body] | None = None,
    bodies: Mapping[str, Body] | None = None,
    lang: str = "en",
    settings: Settings = SETTINGS,
    reproduction: Reproduction = Reproduction.FULL,
    covered: int = 0,
    drafts: bool = False,
) -> ArticleView:
    """Make the view of an article with annotations, in a site with little else."""
    standing = Standing.of(settings, claims, drafts=drafts)
    record = replace(article("a", annotations=annotations, lang=lang), reproduction=reproduction)
    made = rendered(record, TEXT, None, standing)
    made = replace(
        made, body=made.body._replace(covered=covered), explanations=dict(explanations or {})
    )
    site, _ = build(
        [made], settings=settings, claims=claims, bodies=bodies or {}, shown=mode(drafts=drafts)
    )
    view = view_of(site, PageKind.ARTICLE, "a")
    assert isinstance(view, ArticleView)
    return view


def notes_of(view: ArticleView) -> tuple[NoteView, ...]:
    """Return the notes of an article in the order of the page."""
    return tuple(one for passage in view.body.passages for one in passage.notes)


def test_a_note_on_a_claim_speaks_the_claims_words() -> None:
    """Verdict, fact, evidence, persons and corrections are the claim's."""
    checked = replace(
        claim("c", checked="2026-01-05", corrections=["2026-01-08", "2026-02-08"]),
        fact="It fell.",
        evidence=(FILE,),
    )
    (shown,) = notes_of(article_of(cites("c"), claims=[checked]))
    assert shown.verdict is not None
    assert (shown.verdict.key, shown.fact.text) == ("inaccurate", "It fell.")
    assert (shown.check, shown.status) == ("/claims/c/", "published")
    assert [proof.title.label for proof in shown.evidence] == ["The file"]
    assert shown.review.checked is not None
    corrected = [change.text for change in shown.corrections]
    assert corrected == ["Corrected on 2026-02-08.", "Corrected on 2026-01-08."]


def test_an_article_may_add_to_what_the_claim_says() -> None:
    """A citation's own fact and proof come before those of the claim."""
    checked = replace(claim("c"), fact="It fell.", evidence=(FILE,))
    citing = cites("c")._replace(fact="Here too.", evidence=(FILE._replace(title="Here"),))
    (shown,) = notes_of(article_of(citing, claims=[checked]))
    assert shown.fact.text == "Here too."
    assert [proof.title.label for proof in shown.evidence] == ["Here", "The file"]


@pytest.mark.parametrize(
    ("html", "opening"),
    [
        ("<p>One.</p>\n<p>Two.</p>\n", "<p>One.</p>\n"),
        ("<ul>\n<li>One.</li>\n</ul>\n<p>Two.</p>\n", None),
        ('<p>One.<a href="#fn-a"></a></p>\n', None),
        ("", None),
    ],
    ids=["paragraphs", "list", "footnote", "nothing"],
)
def test_the_check_explains_where_the_article_does_not(html: str, opening: str | None) -> None:
    """The first paragraph of the check is shown, if it can stand by itself."""
    body = TEXT._replace(content=Html((html,), ()))
    bodies = {"content/claims/c.md": body}
    (shown,) = notes_of(article_of(cites("c"), claims=[claim("c")], bodies=bodies))
    assert (shown.explanation and shown.explanation.html) == opening


def test_an_articles_own_explanation_goes_first() -> None:
    """What a citation says itself stands instead of the check's beginning."""
    bodies = {"content/claims/c.md": TEXT}
    own = {"n-c": TEXT._replace(content=Html(("<p>Own.</p>",), ()))}
    view = article_of(cites("c"), claims=[claim("c")], bodies=bodies, explanations=own)
    (shown,) = notes_of(view)
    assert shown.explanation is not None
    assert shown.explanation.html == "<p>Own.</p>"


@pytest.mark.parametrize(
    ("words", "opening"),
    [
        ("روابط", '<blockquote lang="fa" dir="rtl">'),
        ("<em>«روابط»</em>", '<blockquote lang="fa" dir="rtl">'),
        ("Relations", "<blockquote>"),
        ("2026", "<blockquote>"),
    ],
)
def test_a_quotation_that_runs_the_other_way_says_so(words: str, opening: str) -> None:
    """In a note on an English article the words of its Persian version are marked as Persian."""
    quoting = TEXT._replace(content=Html((f"<blockquote>\n<p>{words}</p>\n</blockquote>\n",), ()))
    one = replace(article("a", annotations=[note("n")]), reproduction=Reproduction.FULL)
    made = replace(rendered(one, TEXT), explanations={"n": quoting})
    site, _ = build([made, article("b", lang="fa", translation_of="a")])
    view = view_of(site, PageKind.ARTICLE, "a")
    assert isinstance(view, ArticleView)
    (shown,) = notes_of(view)
    assert shown.explanation is not None
    assert shown.explanation.html == f"{opening}\n<p>{words}</p>\n</blockquote>\n"


def test_words_of_a_claim_say_their_language() -> None:
    """In a Persian article an English claim is marked as English; the article's words are not."""
    checked = replace(claim("c"), fact="It fell.", evidence=(FILE,))
    cited, own = notes_of(article_of(cites("c"), note("b"), claims=[checked], lang="fa"))
    assert (cited.fact.lang, cited.fact.dir, cited.evidence[0].lang) == ("en", "ltr", "en")
    assert (own.fact.lang, own.fact.dir) == ("", "")


def test_references_and_notes_are_neighbours() -> None:
    """Numbers count the references; each note knows the one before and the one after."""
    first, second, third = notes_of(article_of(note("a"), note("b"), note("c")))
    assert [one.number for one in (first, second, third)] == [1, 2, 3]
    assert first.previous is None
    assert second.previous is not None
    assert second.following is not None
    assert (second.previous.id, second.following.id) == ("a", "c")
    assert third.following is None


def test_references_stand_in_the_text() -> None:
    """The text is cut where a reference stands; the last run has none."""
    view = article_of(note("a"), note("b", "sic"))
    (passage,) = view.body.passages
    assert [run.reference and run.reference.id for run in passage.block] == ["a", "b", None]
    assert "".join(run.html for run in passage.block) == "<p>Words.</p>"


def test_what_was_withdrawn_leaves_a_stone() -> None:
    """Of a withdrawn note, or one of a withdrawn claim, only the reason is left; nothing counts."""
    gone = note("a")._replace(status=AnnotationStatus.WITHDRAWN, reason="An error.")
    fallen = replace(claim("c", status=AnnotationStatus.WITHDRAWN), reason="Another hall.")
    view = article_of(gone, cites("c"), note("b"), claims=[fallen])
    stood, first, second = sorted(notes_of(view), key=lambda one: -one.number)
    assert (stood.id, stood.number) == ("b", 1)
    assert {(one.status, one.number, one.reason.text) for one in (first, second)} == {
        ("withdrawn", 0, "An error."),
        ("withdrawn", 0, "Another hall."),
    }
    assert (view.tally.count, len(view.tally.others), view.tally.verdicts) == (1, 1, ())


@pytest.mark.parametrize("what", ["annotation", "claim"])
def test_a_preview_says_what_is_a_draft(what: str) -> None:
    """A draft is shown as one, whether the note is, or the claim that it cites."""
    draft = AnnotationStatus.DRAFT
    annotation = cites("c", draft) if what == "annotation" else cites("c")
    checked = claim("c", status=draft) if what == "claim" else claim("c")
    (shown,) = notes_of(article_of(annotation, claims=[checked], drafts=True))
    assert shown.status == "draft"


@pytest.mark.parametrize(("day", "due"), [("2026-11-23", True), ("2026-11-24", False)])
def test_a_check_past_its_day_is_due(day: str, *, due: bool) -> None:
    """On the day for looking again a check is due for review."""
    review = Review(None, None, None, moment(day))
    (shown,) = notes_of(article_of(note("a")._replace(review=review)))
    assert shown.due is due


@pytest.mark.parametrize(
    ("reproduction", "address"),
    [
        (Reproduction.FULL, "https://irna.example/a#:~:text=the%20words%20of%20it"),
        (Reproduction.ENTRY, ""),
    ],
)
def test_a_note_leads_to_the_words_where_they_were_published(
    reproduction: Reproduction, address: str
) -> None:
    """The link goes to the very words, unless the text is the digest's own."""
    words = note("n")._replace(quote=Located("the words of it", PLACE))
    (shown,) = notes_of(article_of(words, reproduction=reproduction))
    assert (shown.source, shown.archived) == (address, "")


def test_kinds_have_their_drawing() -> None:
    """A kind that every digest has is drawn in its own manner, all others like a note."""
    settings = replace(SETTINGS, kinds={**SETTINGS.kinds, "satire": Kind("satire", "Satire")})
    view = article_of(note("a", "sic"), note("b", "satire"), settings=settings)
    first, second = notes_of(view)
    assert (first.kind.glyph, first.kind.label.text) == ("sic", "")
    assert (second.kind.glyph, second.kind.label.text) == ("note", "Satire")
    assert {"sic", "note"} <= set(view.page.tones)


def test_notes_are_counted_by_verdict() -> None:
    """The most serious verdict comes first; what is no check is counted apart."""
    tally = article_of(
        note("a", verdict="accurate"), note("b"), note("c", verdict="inaccurate"), note("d", "sic")
    ).tally
    assert tally.count == 4
    assert [
        (row.verdict.key, [one.number for one in row.references]) for row in tally.verdicts
    ] == [
        ("inaccurate", [3]),
        ("accurate", [1]),
    ]
    assert [one.number for one in tally.others] == [2, 4]


@pytest.mark.parametrize(
    ("covered", "reproduction", "share"),
    [
        (0, Reproduction.FULL, 0),
        (50, Reproduction.FULL, 0.25),
        (199, Reproduction.FULL, 0.99),
        (200, Reproduction.FULL, 1),
        (200, Reproduction.WITHDRAWN, 0),
    ],
)
def test_the_share_of_marked_words(covered: int, reproduction: Reproduction, share: float) -> None:
    """It is never rounded up to all, and says nothing where only the marked words are shown."""
    view = article_of(note("a"), covered=covered, reproduction=reproduction)
    assert view.tally.coverage == share


def test_the_drawings_are_the_same_in_both_places() -> None:
    """Glyphs in the text come from one picture, those beside a word from the page: the same."""
    folder = bundled_templates()
    symbols = re.findall(
        r'<symbol id="g-(\w+)" viewBox="0 0 16 16">(.*?)</symbol>', _read(folder, "verdicts.html")
    )
    picture = (folder / "static/glyphs.svg").read_text(encoding="utf-8")
    cells = re.findall(r'^<g(?: transform="translate\((\d+)\)")?>(.*)</g>$', picture, re.MULTILINE)
    drawn = [drawing.replace("currentColor", "#000") for _, drawing in symbols]
    assert [drawing for _, drawing in cells] == drawn
    assert [int(shift or 0) for shift, _ in cells] == [16 * n for n in range(len(symbols))]


def test_the_stylesheet_counts_the_drawings_right() -> None:
    """The place of each drawing in the picture is the one that the stylesheet looks for."""
    folder = bundled_templates()
    names = re.findall(r'<symbol id="g-(\w+)"', _read(folder, "verdicts.html"))
    sheet = (folder / "digest.css").read_text(encoding="utf-8")
    places = dict(re.findall(r"--(\w+)-glyph: (\d+);", sheet))
    assert places == {name: str(n) for n, name in enumerate(names) if name in places}
    assert f"* 100% / {len(names) - 1})" in sheet
    kinds = re.search(r"for kind in \(([^)]*)\)", (folder / "verdicts.css").read_text("utf-8"))
    assert kinds is not None
    assert re.findall(r"\w+", kinds[1]) == names[len(places) :]


def _read(folder: Path, part: str) -> str:
    return (folder / "parts" / part).read_text(encoding="utf-8")
