"""Views: what a page's template sees, made from a site."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from multiprocessing.reduction import ForkingPickler

import pytest
from markupsafe import Markup
from records import (
    SCALE,
    SETTINGS,
    article,
    asset,
    build,
    checks,
    cites,
    claim,
    mode,
    page,
    placement,
    rendered,
    source,
    topic,
)

from site_builder.anchoring import OPENING, Quotation
from site_builder.diagnostics import Place
from site_builder.graph import Site
from site_builder.markdown.body import Body, Footnote, Heading, Html, Picture
from site_builder.model import (
    AnnotationStatus,
    Article,
    Asset,
    Claim,
    Direction,
    Located,
    NavigationItem,
    Settings,
    Tone,
    Verdict,
    tone_of,
)
from site_builder.rendering.static import StaticFiles
from site_builder.rendering.views import VIEWS, View, make_views
from site_builder.rendering.views.article import ArticleView, contents_of, minutes_of
from site_builder.rendering.views.chart import HEIGHT, MOST, chart_of
from site_builder.rendering.views.claims import ClaimsView, ClaimView
from site_builder.rendering.views.desk import DESCRIPTION, shorten
from site_builder.rendering.views.elsewhere import from_elsewhere
from site_builder.rendering.views.home import DECK, HomeView
from site_builder.rendering.views.items import PAGES_NAMED, pager_of
from site_builder.rendering.views.records import RunView
from site_builder.rendering.views.sources import SourceView
from site_builder.rendering.views.stylesheet import stylesheet_view
from site_builder.rendering.views.topics import TopicView
from site_builder.routes import PageKind, Paging, make_plan
from site_builder.structured_data import describe

STATIC = StaticFiles(
    addresses={
        "digest.css": "/assets/digest.css",
        "newsreader-display.woff2": "/assets/newsreader-display.woff2",
        "icon.svg": "/assets/icon.svg",
        "search.js": "/assets/search.js",
    },
    contents={},
)
PLACE = Place("content/articles/a.md")
EMPTY = Body(Html(("",), ()), (), "", (), (), frozenset(), 0)


def view_of(site: Site, kind: PageKind, subject: str = "", number: int | None = None) -> View:
    """Make the view of one page of a site."""
    plan, _ = make_plan(site)
    wanted = (
        page
        for page in plan.pages
        if (page.kind, page.subject) == (kind, subject)
        and (page.paging.number if page.paging else None) == number
    )
    return next(make_views(site, plan, STATIC, [next(wanted)], partial(describe, site, plan)))


def article_view(
    written: Article,
    *,
    settings: Settings = SETTINGS,
    body: Body = EMPTY,
    claims: Sequence[Claim] = (),
    assets: Sequence[Asset] = (),
) -> ArticleView:
    """Make the view of an article that stands in a site with little else."""
    bodies = {written.place.path: body}
    site, _ = build([written], settings=settings, bodies=bodies, claims=claims, assets=assets)
    view = view_of(site, PageKind.ARTICLE, written.id.value)
    assert isinstance(view, ArticleView)
    return view


def html_of(view: ArticleView) -> Markup:
    """Return the HTML of an article's text."""
    return Markup("").join(run.html for passage in view.body.passages for run in passage.block)


def long_list(count: int, per_page: int = 3) -> Site:
    """Make a site whose every list holds so many articles."""
    site, _ = build(
        [article(f"a{n:03}", date=f"2026-01-{n:02}", tags=["trade"]) for n in range(1, count + 1)],
        settings=replace(SETTINGS, per_page=per_page),
    )
    return site


@pytest.mark.parametrize("kind", PageKind)
def test_every_kind_of_page_has_a_view(kind: PageKind) -> None:
    """A view is complete, and can be sent to another process."""
    site, _ = build(
        [article("a", tags=["trade"], annotations=[cites("c")], corrections=["2026-01-02"])],
        claims=[claim("c")],
        pages=[page("about")],
    )
    plan, _ = make_plan(site)
    planned = next(page for page in plan.pages if page.kind is kind)
    view = next(make_views(site, plan, STATIC, [planned], partial(describe, site, plan)))
    assert type(view) is VIEWS[kind]
    assert ForkingPickler.loads(ForkingPickler.dumps(view)) == view


@pytest.mark.parametrize(
    ("kind", "subject"), [(PageKind.TOPIC, "trade"), (PageKind.SOURCE, "irna")]
)
def test_a_numbered_page_does_not_change_when_its_list_grows(kind: PageKind, subject: str) -> None:
    """A new article changes the newest page of a list and no numbered one."""
    before = view_of(long_list(10), kind, subject, number=1)
    after = view_of(long_list(11), kind, subject, number=1)
    assert before == after


def test_only_the_lists_own_page_speaks_of_the_whole() -> None:
    """Charts, counts and claims stand on the list's own address."""
    own = view_of(long_list(10), PageKind.TOPIC, "trade")
    numbered = view_of(long_list(10), PageKind.TOPIC, "trade", number=1)
    assert isinstance(own, TopicView)
    assert isinstance(numbered, TopicView)
    assert own.about is not None
    assert own.about.found.articles == 10
    assert numbered.about is None
    assert numbered.page.number == 1


def test_long_pagers_name_the_newest_and_the_oldest() -> None:
    """Of many numbered pages a few are named, and it shows that others are left out."""
    pages = tuple((number, f"/page/{number}/") for number in range(20, 0, -1))
    pager = pager_of(Paging(None, 0, 50, "/", "/page/20/", pages))
    assert pager is not None
    assert [number for number, _ in pager.pages] == [20, 19, 18, 17, 16, 1]
    assert len(pager.pages) == PAGES_NAMED + 1
    assert pager.skipped


def test_a_list_of_one_page_has_no_pager() -> None:
    """Where there is nowhere to go, nothing offers to."""
    assert pager_of(Paging(None, 0, 5, "/topics/trade/", None, ())) is None
    assert pager_of(None) is None


@pytest.mark.parametrize(
    ("lang", "spoken", "direction"), [("en", "en", "ltr"), ("fa", "fa", "rtl"), ("ru", "en", "ltr")]
)
def test_a_page_speaks_its_contents_language_where_it_can(
    lang: str, spoken: str, direction: str
) -> None:
    """Without a catalogue for the article's language the page speaks the digest's."""
    view = article_view(article("a", lang=lang))
    assert (view.page.language, view.page.dir) == (spoken, direction)


def test_a_text_says_its_language_only_where_it_is_not_the_pages() -> None:
    """A Russian title on an English page is marked; the digest's English name is not."""
    view = article_view(article("a", lang="ru"))
    assert (view.title.lang, view.title.dir) == ("ru", "ltr")
    assert (view.page.site.lang, view.page.site.dir) == ("", "")


def test_a_direction_that_was_chosen_is_kept() -> None:
    """An editor's ``dir`` shows where it is not the one of the page."""
    view = article_view(replace(article("a"), dir=Direction.RTL))
    assert (view.body.lang, view.body.dir) == ("", "rtl")


def test_pictures_fill_their_gaps() -> None:
    """A picture has its address, its size and its words, escaped."""
    picture = Picture("map.png", 'A "map" <b>', "T", PLACE)
    body = EMPTY._replace(content=Html(("<p>", "</p>"), (picture,)))
    sized = replace(asset("map.png"), width=640, height=480)
    html = html_of(article_view(article("a"), body=body, assets=[sized]))
    assert isinstance(html, Markup)
    assert html.startswith('<p><img src="/assets/map.')
    assert ' width="640" height="480" title="T" alt="A &#34;map&#34; &lt;b&gt;"' in html
    assert html.endswith(' loading="lazy" decoding="async"></p>')


def test_a_picture_without_a_file_is_its_words() -> None:
    """What a reader can't see is told; the warning is another stage's."""
    picture = Picture("gone.png", "A <map>", None, PLACE)
    body = EMPTY._replace(content=Html(("<p>", "</p>"), (picture,)))
    assert html_of(article_view(article("a"), body=body)) == "<p>A &lt;map&gt;</p>"


def test_footnotes_keep_their_order_and_their_references() -> None:
    """A footnote knows every place that refers to it."""
    note = Footnote(1, "fn-a", ("fn-ref-a", "fn-ref-a-2"), Html(("<p>Note</p>",), ()))
    body = EMPTY._replace(footnotes=(note,))
    (shown,) = article_view(article("a"), body=body).body.footnotes
    assert (shown.id, shown.references) == ("fn-a", note.references)
    assert shown.content == (RunView(Markup("<p>Note</p>"), None),)


@pytest.mark.parametrize(
    ("words", "lang", "minutes"), [(0, "en", 1), (690, "en", 3), (1500, "ja", 3)]
)
def test_reading_time(words: int, lang: str, minutes: int) -> None:
    """Reading takes a minute at least; characters without spaces are read faster than words."""
    assert minutes_of(words, lang) == minutes


@pytest.mark.parametrize(("words", "headings", "shown"), [(800, 3, 3), (799, 3, 0), (800, 2, 0)])
def test_only_a_long_text_has_contents(words: int, headings: int, shown: int) -> None:
    """A table of contents wants 800 words and three headings."""
    all_headings = tuple(Heading(2, f"h-{n}", f"Part {n}") for n in range(headings))
    assert len(contents_of(words, all_headings)) == shown


def test_contents_have_two_levels() -> None:
    """What is deeper than the second level is left out."""
    levels = (2, 3, 4, 2)
    headings = tuple(Heading(level, f"h-{n}", str(n)) for n, level in enumerate(levels))
    first, second = contents_of(900, headings)
    assert [below.id for below in first.below] == ["h-1"]
    assert second.below == ()


def test_all_versions_of_an_article_are_named_for_search_engines() -> None:
    """A translated article names its translations and itself, with scheme and host."""
    site, _ = build([article("a"), article("b", lang="fa", translation_of="a")])
    view = view_of(site, PageKind.ARTICLE, "a")
    assert isinstance(view, ArticleView)
    assert [(each.lang, each.address) for each in view.page.alternates] == [
        ("en", "https://digest.example/2026/01/a/"),
        ("fa", "https://digest.example/2026/01/b/"),
    ]
    assert [(link.lang, link.address) for link in view.translations] == [("fa", "/2026/01/b/")]


@pytest.mark.parametrize(
    ("contact", "address"),
    [
        ("https://forms.example/x", "https://forms.example/x"),
        (
            "desk@digest.example",
            "mailto:desk@digest.example?subject=https%3A%2F%2Fdigest.example%2F2026%2F01%2Fa%2F",
        ),
        (
            "mailto:desk@digest.example",
            "mailto:desk@digest.example?subject=https%3A%2F%2Fdigest.example%2F2026%2F01%2Fa%2F",
        ),
        (None, ""),
    ],
)
def test_errors_are_reported_where_the_digest_says(contact: str | None, address: str) -> None:
    """A mail names the page; a form is as it is; without either nothing is offered."""
    view = article_view(article("a"), settings=replace(SETTINGS, contact=contact))
    assert view.page.report == address


def test_errors_are_reported_on_the_contact_page_else() -> None:
    """A digest that names no contact may have a page of that name."""
    site, _ = build(pages=[page("contact")])
    assert view_of(site, PageKind.HOME).page.report == "/contact/"


def test_the_page_for_missing_ones_has_no_address_of_its_own() -> None:
    """It stands for any address, so it has no canonical one and is not indexed."""
    site, _ = build()
    frame = view_of(site, PageKind.NOT_FOUND).page
    assert (frame.canonical, frame.indexed) == ("", False)


def test_navigation_knows_where_the_reader_is() -> None:
    """A list is the page itself; what stands below it is in its section."""
    site, _ = build([article("a", tags=["trade"])], pages=[page("about")])
    for kind, subject, current in (
        (PageKind.TOPICS, "", "page"),
        (PageKind.TOPIC, "trade", "true"),
        (PageKind.HOME, "", ""),
    ):
        entries = {entry.section: entry for entry in view_of(site, kind, subject).page.navigation}
        assert entries["topics"].current == current
    assert [entry.link.address for entry in view_of(site, PageKind.HOME).page.navigation] == [
        "/archive/",
        "/topics/",
        "/sources/",
        "/claims/",
        "/corrections/",
        "/search/",
        "/about/",
    ]


def test_an_editors_navigation_replaces_ours() -> None:
    """What ``site.yaml`` lists is all there is."""
    chosen = (NavigationItem("Press", "https://press.example/", PLACE),)
    site, _ = build(settings=replace(SETTINGS, navigation=chosen))
    (entry,) = view_of(site, PageKind.HOME).page.navigation
    assert (entry.section, entry.link.label, entry.link.address) == (
        "",
        "Press",
        "https://press.example/",
    )


def test_the_front_page_opens_with_a_check() -> None:
    """The newest article with something to show leads, and is not listed again."""
    told = cites("c")._replace(claim=None, verdict=Located("accurate", PLACE), fact="Yes.")
    site, _ = build(
        [article("new", date="2026-01-03"), article("old", date="2026-01-02", annotations=[told])]
    )
    view = view_of(site, PageKind.HOME)
    assert isinstance(view, HomeView)
    assert view.lead is not None
    assert view.lead.item.title.label == "Old"
    assert [item.title.label for group in view.latest for item in group.items] == ["New"]


def test_an_empty_digest_has_a_front_page() -> None:
    """A site without an article is no fault."""
    site, _ = build()
    view = view_of(site, PageKind.HOME)
    assert isinstance(view, HomeView)
    assert (view.lead, view.latest, view.articles) == (None, (), 0)


def test_a_publishers_record_has_denominators() -> None:
    """The record counts articles, those with a check, and the checks."""
    site, _ = build([article("a", annotations=[cites("c")]), article("b")], claims=[claim("c")])
    view = view_of(site, PageKind.SOURCE, "irna")
    assert isinstance(view, SourceView)
    assert view.record is not None
    found = view.record.found
    assert (found.articles, found.checked, found.checks) == (2, 1, 1)
    assert [(tally.verdict.key, tally.count) for tally in view.record.tallies] == [
        ("accurate", 0),
        ("inaccurate", 1),
        ("unproven", 0),
    ]


def test_a_claims_page_lists_where_it_was_made() -> None:
    """Claimants are publishers with their pages; each appearance leads to its own words."""
    one = article("a", annotations=[cites("c")._replace(fact="It fell here, too.")])
    one = replace(one, source=replace(one.source, archived="https://archive.example/a"))
    site, _ = build(
        [one],
        claims=[claim("c", claimants=["irna"])],
        sources=[source("irna")],
    )
    view = view_of(site, PageKind.CLAIM, "c")
    assert isinstance(view, ClaimView)
    assert [(who.label, who.address) for who in view.claimants] == [("IRNA", "/sources/irna/")]
    (appearance,) = view.appearances
    assert (appearance.words, appearance.fact.text) == (("words",), "It fell here, too.")
    assert appearance.here == "/2026/01/a/#note-n-c"
    assert appearance.url == "https://irna.example/a#:~:text=words"
    assert appearance.archived == "https://archive.example/a#:~:text=words"


def test_an_articles_own_check_says_everything_once() -> None:
    """Its fact stands above, and its page and the lists name the article."""
    site, _ = build([article("a", annotations=[checks("x", review_by="2026-01-01")])])
    view = view_of(site, PageKind.CLAIM, "a#x")
    assert isinstance(view, ClaimView)
    assert (view.fact.text, view.due, view.appearances[0].fact.text) == ("It is not so.", True, "")
    index = view_of(site, PageKind.CLAIMS)
    assert isinstance(index, ClaimsView)
    (item,) = index.claims
    assert item.article is not None
    assert (item.article.address, item.due) == ("/2026/01/a/", True)


def test_an_articles_checks_name_each_other() -> None:
    """Those after this one, then those before it; what was withdrawn is left out."""
    gone = checks("c", status=AnnotationStatus.WITHDRAWN)
    one = article(
        "a",
        corrections=["2026-01-02"],
        annotations=[checks("a"), checks("b"), gone, cites("c"), checks("d")],
    )
    site, _ = build([one], claims=[claim("c")])
    view = view_of(site, PageKind.CLAIM, "a#b")
    assert isinstance(view, ClaimView)
    assert [item.title.address for item in view.related] == ["/claims/a-d/", "/claims/a-a/"]
    assert [change.subject.address for change in view.corrections] == ["/2026/01/a/"]


def test_words_over_many_blocks_lose_their_middle() -> None:
    """The first block and the last stay; the article has them all."""
    check = checks("x")
    one = rendered(article("a", annotations=[check]))
    places = (
        placement(check, 1, "inaccurate")._replace(
            quotations=(Quotation(("a", "b", "c", "d"), "", ""),)
        ),
    )
    site, _ = build([replace(one, body=one.body._replace(placements=places))])
    view = view_of(site, PageKind.CLAIM, "a#x")
    assert isinstance(view, ClaimView)
    assert view.appearances[0].words == ("a", "", "d")


def test_the_claims_index_goes_by_the_last_check() -> None:
    """The claim that was checked last stands first; the scale is counted beside."""
    site, _ = build(
        [article("a", annotations=[cites("c"), cites("d")._replace(id="m")])],
        claims=[claim("c", checked="2026-01-01"), claim("d", checked="2026-02-01")],
    )
    view = view_of(site, PageKind.CLAIMS)
    assert isinstance(view, ClaimsView)
    assert [item.title.address for item in view.claims] == ["/claims/d/", "/claims/c/"]
    assert {chip.verdict.key: chip.count for chip in view.verdicts}["inaccurate"] == 2


def test_drafts_and_scheduled_articles_say_so() -> None:
    """In a preview a reader sees what is not published yet."""
    site, _ = build([article("a", draft=True)], shown=mode(drafts=True))
    assert view_of(site, PageKind.ARTICLE, "a").page.status == "draft"


@pytest.mark.parametrize(
    ("key", "rating", "tone"),
    [
        ("accurate", 5, Tone.TICK),
        ("misleading", 5, Tone.WAVE),
        ("fine", 5, Tone.TICK),
        ("so-so", 3, Tone.HALF),
        ("poor", 2, Tone.WAVE),
        ("awful", 1, Tone.CROSS),
        ("whatever", None, Tone.QUESTION),
    ],
)
def test_tones_follow_the_name_else_the_place(key: str, rating: int | None, tone: Tone) -> None:
    """A verdict that we know has its tone; any other has that of its place on the scale."""
    verdict = Verdict(key, key, rating, "")
    scale = {
        "best": Verdict("best", "Best", 5, ""),
        "worst": Verdict("worst", "Worst", 1, ""),
        key: verdict,
    }
    assert tone_of(verdict, scale) is tone


def test_the_only_step_of_a_scale_is_its_best() -> None:
    """A scale of one verdict divides by nothing."""
    verdict = Verdict("seen", "Seen", 3, "")
    assert tone_of(verdict, {"seen": verdict}) is Tone.TICK


def test_the_most_serious_verdict_stands_first() -> None:
    """From worst to best, and what is not shown just before the best."""
    assert replace(SETTINGS, verdicts=SCALE).seriousness == ("inaccurate", "unproven", "accurate")


def test_without_ratings_the_order_counts() -> None:
    """The list goes from best to worst; a verdict that we know has its own tone all the same."""
    keys = ("confirmed", "disputed", "unproven", "refuted")
    scale = {key: Verdict(key, key.title(), None, "") for key in keys}
    tones = [tone_of(verdict, scale) for verdict in scale.values()]
    assert tones == [Tone.TICK, Tone.HALF, Tone.QUESTION, Tone.CROSS]
    assert replace(SETTINGS, verdicts=scale).seriousness == keys[::-1]
    alone = {"disputed": scale["disputed"]}
    assert tone_of(alone["disputed"], alone) is Tone.QUESTION


def test_a_digest_without_a_scale_has_notes() -> None:
    """Nothing is checked, nothing is counted, every page is there."""
    note = checks("x")._replace(kind="note", verdict=None)
    site, problems = build(
        [article("a", tags=["trade"], annotations=[note])], settings=replace(SETTINGS, verdicts={})
    )
    assert problems == []
    view = view_of(site, PageKind.CLAIMS)
    assert isinstance(view, ClaimsView)
    assert (view.verdicts, view.claims, view.filters) == ((), (), None)
    found = view_of(site, PageKind.ARTICLE, "a")
    assert isinstance(found, ArticleView)
    assert (found.tally.verdicts, found.tally.count) == ((), 1)


def test_the_stylesheet_knows_every_verdict() -> None:
    """Each step of the scale has a tone, in the order of the scale."""
    view = stylesheet_view(SETTINGS, "/assets/face.woff2", "/assets/glyphs.svg")
    assert [(style.key, style.tone) for style in view.verdicts] == [
        ("accurate", "tick"),
        ("inaccurate", "cross"),
        ("unproven", "question"),
    ]
    assert (view.display_font, view.glyphs) == ("/assets/face.woff2", "/assets/glyphs.svg")


def test_bars_stand_for_months_without_gaps() -> None:
    """A month without articles keeps its place; the highest bar fills the picture."""
    days = [date(2025, 11, 3), date(2025, 11, 9), date(2026, 1, 1), date(2026, 2, 1)]
    chart = chart_of(days)
    assert chart is not None
    assert [(bar.month.month, bar.count) for bar in chart.bars] == [
        (11, 2),
        (12, 0),
        (1, 1),
        (2, 1),
    ]
    assert chart.peak.month == date(2025, 11, 1)
    assert chart.peak.height == HEIGHT
    assert len(chart.labels) == 4


def test_few_months_need_no_picture() -> None:
    """Two bars say less than a sentence."""
    assert chart_of([date(2026, 1, 1), date(2026, 2, 1)]) is None
    assert chart_of([]) is None


def test_a_long_history_keeps_its_newest_months() -> None:
    """The picture shows ten years at most."""
    chart = chart_of([date(1990, 1, 1), date(2025, 1, 1), date(2026, 1, 1)])
    assert chart is not None
    assert len(chart.bars) == MOST
    assert chart.bars[-1].month == date(2026, 1, 1)


def test_a_history_from_the_year_1000_has_its_picture() -> None:
    """The first years that a date may have do not run out of months."""
    chart = chart_of([date(1000, 1, 1), date(1000, 2, 1), date(1000, 3, 1)])
    assert chart is not None
    assert chart.bars[0].month == date(999, 12, 1)


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("short", "short"),
        ("one two three four", "one two…"),
        ("one two, three four", "one two…"),
        ("漢字漢字漢字漢字漢字漢字", "漢字漢字漢字漢字漢字…"),
    ],
)
def test_texts_are_cut_after_a_word(text: str, cut: str) -> None:
    """A cut shows, and falls between words where there are any."""
    assert shorten(text, 10) == cut


def test_the_opening_of_a_text_is_enough_to_shorten_it() -> None:
    """Lists and descriptions cut it as they would cut the whole text."""
    text = "A word and another, " * 100
    for limit in (DECK, DESCRIPTION):
        assert shorten(text[:OPENING], limit) == shorten(text, limit)


def test_topics_without_articles_have_a_page() -> None:
    """A topic file alone makes a page that says that there is nothing yet."""
    site, _ = build(topics=[topic("trade", "Trade")])
    view = view_of(site, PageKind.TOPIC, "trade")
    assert isinstance(view, TopicView)
    assert view.about is not None
    assert (view.title, view.months, view.about.found.articles) == ("Trade", (), 0)


def test_what_leads_to_the_article_leads_there_from_a_checks_page() -> None:
    """An explanation's links to headings and notes; its own footnotes stand beside it."""
    html = '<p><a href="#h-1">a</a> <a id="b" href="#fn-x-1">1</a> &lt;a href="#c"> </p>'
    note = Footnote(1, "fn-x-1", ("b",), Html(('<p><a href="#note-y" rel="">y</a></p>',), ()))
    written = EMPTY._replace(
        content=Html((html,), ()), footnotes=(note,), ids=frozenset({"fn-x-1"})
    )
    moved = from_elsewhere(written, "/2026/01/a/")
    assert moved.content.parts == (html.replace('"#h-1"', '"/2026/01/a/#h-1"'),)
    assert moved.footnotes[0].content.parts == ('<p><a href="/2026/01/a/#note-y" rel="">y</a></p>',)


def test_a_checks_page_speaks_as_its_articles() -> None:
    """Its explanation is in the page's language, and leads back to the article."""
    explanation = EMPTY._replace(content=Html(('<a href="#h-1">a</a>',), ()))
    one = rendered(article("a", lang="fa", annotations=[checks("x")]))
    site, _ = build([replace(one, explanations={"x": explanation})])
    view = view_of(site, PageKind.CLAIM, "a#x")
    assert isinstance(view, ClaimView)
    assert (view.page.language, view.title.lang) == ("fa", "")
    assert view.explanation.html == Markup('<a href="/2026/01/a/#h-1">a</a>')
    assert [link.label for link in view.claimants] == ["IRNA"]
