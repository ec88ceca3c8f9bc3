"""A site and a plan that note what is looked at: nothing is seen that is not noted."""

import gc
import weakref
from collections.abc import Iterator, Mapping
from dataclasses import fields
from sys import getrefcount
from types import SimpleNamespace
from typing import cast

import pytest
from records import article, asset, build, checks, cites, claim, mode, page, topic

from site_builder.build.parts import Parts, changed
from site_builder.build.viewing import ViewsOf
from site_builder.build.watching import (
    EVERYWHERE,
    LISTS,
    Watch,
    WatchedMemo,
    anything,
    lists_of,
    part,
    roughly_watched_plan,
    roughly_watched_site,
    watched_plan,
    watched_site,
)
from site_builder.graph import Site
from site_builder.model import Annotation
from site_builder.rendering import Desk, StaticFiles
from site_builder.routes import PageKind, Plan, make_plan

STATIC = StaticFiles(
    addresses={
        name: f"/assets/{name}"
        for name in ("digest.css", "newsreader-display.woff2", "icon.svg", "search.js")
    },
    contents={},
)
SITE, _ = build(
    [
        article("a", tags=["trade"], annotations=[cites("c")], corrections=["2026-01-02"]),
        article("b", date="2026-01-02", tags=["trade"]),
        article("other", date="2025-01-02", tags=["ports"]),
    ],
    claims=[claim("c")],
    topics=[topic("trade")],
    pages=[page("about")],
    assets=[asset("dot.svg")],
)
PLAN, _ = make_plan(SITE)
CITES = cites("c")


def fields_of(whole: Site | Plan) -> Iterator[tuple[str, str]]:
    """Yield each field of a site or a plan, with the name that it has for who watches."""
    name = type(whole).__name__.lower()
    return ((f"{name}.{field.name}", field.name) for field in fields(whole))


@pytest.mark.parametrize(("name", "field"), [*fields_of(SITE), *fields_of(PLAN)])
def test_no_field_is_seen_unnoted(name: str, field: str) -> None:
    """Each field is that of the site or the plan; looking at anything in it is noted."""
    watch = Watch()
    owner: Site | Plan = SITE if name.startswith("site.") else PLAN
    watched: Site | Plan = watched_site(SITE, watch)
    if owner is PLAN:
        watched = watched_plan(PLAN, watch)

    value = getattr(watched, field)

    assert plain(name, value) == plain(name, getattr(owner, field))
    seen = {number for number, (noted, _) in watch.parts.items() if noted == name}
    assert bool(seen) is (name not in EVERYWHERE)
    assert seen <= watch.seen


def plain(name: str, value: object) -> object:
    """Return a field as it can be compared: records whose lists are watched are of another kind."""
    if name not in LISTS or not isinstance(value, Mapping):
        return value
    return {
        key: [getattr(record, field.name) for field in fields(record)]
        for key, record in value.items()
    }


def test_the_lists_of_a_record_are_noted_by_themselves() -> None:
    """Who names a topic or a publisher does not look at its articles."""
    watch = Watch()
    site = watched_site(SITE, watch)
    topic, source = site.topics["trade"], site.sources["irna"]
    assert (topic.name, source.source) == (SITE.topics["trade"].name, SITE.sources["irna"].source)
    named = {part("site.topics", "trade"), part("site.sources", "irna")}
    assert watch.seen == named

    assert topic.entries == ("b", "a")
    assert watch.seen == named | {part("site.topics", lists_of("trade"))}
    assert source.entries == SITE.sources["irna"].entries
    assert part("site.sources", lists_of("irna")) in watch.seen


def test_the_lists_of_a_record_change_by_themselves() -> None:
    """An article more changes the lists of its topic and of its publisher, not their names."""
    more = article("more", date="2026-01-03", tags=["trade"])
    articles = [*(SITE.entries[key].article for key in sorted(SITE.entries)), more]
    site, _ = build(articles, claims=[claim("c")], topics=[topic("trade")])
    paths = files() | {more.place.path: b""}
    old, new = Parts(SITE, PLAN, paths), Parts(site, make_plan(site)[0], paths)
    for name, key in (("site.topics", "trade"), ("site.sources", "irna")):
        found = set(changed(name, old.written(name), new.written(name)))
        assert found == {part(name, lists_of(key)), anything(name)}


@pytest.mark.parametrize(("name", "field"), [*fields_of(SITE), *fields_of(PLAN)])
def test_a_rough_look_is_at_all_of_a_field(name: str, field: str) -> None:
    """Who looks at nearly everything gets the field itself, and all of it is noted."""
    watch = Watch()
    owner: Site | Plan = SITE if name.startswith("site.") else PLAN
    watched: Site | Plan = roughly_watched_site(SITE, watch)
    if owner is PLAN:
        watched = roughly_watched_plan(PLAN, watch)

    assert getattr(watched, field) is getattr(owner, field)

    known = name not in EVERYWHERE
    assert watch.seen == ({anything(name)} if known else set())
    assert list(watch.fields) == ([name] if known else [])


class Thing:
    """Something that pages show."""


def test_a_thing_goes_when_all_pages_are_made_and_its_parts_stay() -> None:
    """What the last page has shown is needed no more; what it was made of is kept."""
    watch = Watch()
    memo, site = WatchedMemo(watch), watched_site(SITE, watch)

    def make(_desk: Desk, key: str) -> Thing:
        assert site.entries[key].article.id.value == key
        return Thing()

    desk = cast("Desk", SimpleNamespace(lang="en"))
    thing = weakref.ref(memo.once(make, desk, "a"))
    groups = dict(memo.groups)
    assert thing() is memo.once(make, desk, "a")

    memo.let_go()

    assert thing() is None
    assert memo.groups == groups == {number: (part("site.entries", "a"),) for number in groups}


def test_a_watched_site_goes_when_nobody_needs_it() -> None:
    """No circle keeps a site: to look for circles in one takes longer than many a build."""
    gc.disable()
    try:
        before = [getrefcount(SITE), getrefcount(PLAN)]
        made = views()
        made.make(PLAN.pages[0])
        assert made.rough_site.entries is SITE.entries
        del made
        assert [getrefcount(SITE), getrefcount(PLAN)] == before
    finally:
        gc.enable()


def test_records_are_noted_by_their_keys() -> None:
    """A record is noted, one that is missing too; the others are not."""
    watch = Watch()
    site = watched_site(SITE, watch)

    assert site.entries["a"] is SITE.entries["a"]
    assert site.pages.get("contact") is None
    assert "b" not in site.translations

    noted = (("site.entries", "a"), ("site.pages", "contact"), ("site.translations", "b"))
    assert watch.seen == {part(*one) for one in noted}


def test_going_through_a_mapping_is_noted() -> None:
    """Whoever counts records or goes through them depends on which there are."""
    for look in (len, list, lambda mapping: list(mapping.items())):
        watch = Watch()
        look(watched_site(SITE, watch).topics)
        assert part("site.topics") in watch.seen


def test_what_pages_share_is_noted_for_each() -> None:
    """A page depends on what an earlier one had made, as if it had made it itself."""
    together = views()
    for planned in PLAN.pages:
        alone = views()
        expected, needed = alone.make(planned)
        view, parts = together.make(planned)
        assert view == expected
        assert together.memo.parts_of(parts) == alone.memo.parts_of(needed)


def views() -> ViewsOf:
    """Return what makes the views of the site."""
    return ViewsOf(SITE, PLAN, STATIC, lambda _site: lambda _page: "", scripts=False)


def test_a_page_depends_on_no_article_that_it_does_not_name() -> None:
    """Another article may change without the page of the digest itself being looked at."""
    made = views()
    about = next(planned for planned in PLAN.pages if planned.kind is PageKind.PAGE)
    parts = made.memo.parts_of(made.make(about)[1])
    assert part("site.pages", "about") in parts
    assert not {part("site.entries", key) for key in (*SITE.entries, None)} & parts


def files(**digests: bytes) -> dict[str, bytes]:
    """Return the fingerprints of the files of articles and claims."""
    paths = {key: entry.article.place.path for key, entry in SITE.entries.items()}
    paths |= {key: entry.claim.place.path for key, entry in SITE.claims.items()}
    return {path: digests.get(key, b"") for key, path in paths.items()}


def test_what_has_changed_is_found_by_its_key() -> None:
    """Another file is another article; nothing else changes, not the claim that it cites."""
    old, new = Parts(SITE, PLAN, files()), Parts(SITE, PLAN, files(a=b"other"))

    def differences(name: str) -> set[int]:
        return set(changed(name, old.written(name), new.written(name)))

    assert differences("site.entries") == {part("site.entries", "a"), anything("site.entries")}
    for name in ("site.claims", "site.topics", "site.related", "site.checks", "plan.feeds", "page"):
        assert not differences(name)


def test_a_claim_has_changed_with_its_file() -> None:
    """Another file of a claim is another claim, and no other article."""
    old, new = Parts(SITE, PLAN, files()), Parts(SITE, PLAN, files(c=b"other"))
    found = changed("site.claims", old.written("site.claims"), new.written("site.claims"))
    assert set(found) == {part("site.claims", "c"), anything("site.claims")}
    assert old.written("site.entries") == new.written("site.entries")


@pytest.mark.parametrize("other", [CITES._replace(id="two"), CITES._replace(fact="So.")])
def test_a_claim_has_changed_with_a_note_that_cites_it(other: Annotation) -> None:
    """What is said where a claim was made is shown with it."""
    old, new = (
        Parts(site, make_plan(site)[0], files())
        for note in (CITES, other)
        for site in build([article("a", annotations=[note])], claims=[claim("c")])[:1]
    )
    found = changed("site.claims", old.written("site.claims"), new.written("site.claims"))
    assert set(found) == {part("site.claims", "c"), anything("site.claims")}


def test_an_own_check_has_changed_with_its_article() -> None:
    """It has no other file."""
    site, _ = build([article("a", annotations=[checks("one")])])
    plan, _ = make_plan(site)
    old, new = Parts(site, plan, files()), Parts(site, plan, files(a=b"other"))
    found = set(changed("site.claims", old.written("site.claims"), new.written("site.claims")))
    assert found == {anything("site.claims"), *(part("site.claims", key) for key in site.claims)}


def test_order_and_absence_are_changes() -> None:
    """A mapping in another order is another whole; what appears or goes is another record."""
    site, _ = build([article("b", date="2026-01-02"), article("new", date="2026-02-01")])
    plan, _ = make_plan(site)
    paths = {entry.article.place.path: b"" for entry in site.entries.values()}
    old, new = Parts(SITE, PLAN, files()), Parts(site, plan, paths)
    found = set(
        changed("plan.articles", old.written("plan.articles"), new.written("plan.articles"))
    )
    keys = ("a", "other", "new", None)
    assert found == {anything("plan.articles"), *(part("plan.articles", key) for key in keys)}


@pytest.mark.parametrize(("name", "field"), [*fields_of(SITE), *fields_of(PLAN)])
def test_what_is_no_mapping_changes_as_a_whole(name: str, field: str) -> None:
    """Of a field that is a list or a record, the whole is the part that has changed."""
    owner: Site | Plan = SITE if name.startswith("site.") else PLAN
    if isinstance(getattr(owner, field), Mapping):
        return
    site, _ = build([article("new", date="2026-02-01")], shown=mode(drafts=True))
    plan, _ = make_plan(site)
    paths = {entry.article.place.path: b"" for entry in site.entries.values()}
    old, new = Parts(SITE, PLAN, files()).written(name), Parts(site, plan, paths).written(name)
    assert set(changed(name, old, new)) == ({part(name), anything(name)} if old != new else set())
