"""Long lists: every item on one page, and numbered pages that never change."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records import SETTINGS, article, build

from site_builder.routes import PageKind, Paging, make_plan
from site_builder.routes.paging import page_list

TOTALS = st.integers(0, 400)
SIZES = st.integers(1, 30)


@pytest.mark.parametrize(
    ("total", "per_page", "slices"),
    [
        (0, 2, {None: (0, 0)}),
        (3, 2, {None: (0, 3)}),
        (4, 2, {None: (0, 2), 1: (2, 4)}),
        (5, 2, {None: (0, 3), 1: (3, 5)}),
        (7, 2, {None: (0, 3), 2: (3, 5), 1: (5, 7)}),
        (2, 1, {None: (0, 1), 1: (1, 2)}),
    ],
)
def test_pages_take_these_slices(
    total: int, per_page: int, slices: dict[int | None, tuple[int, int]]
) -> None:
    """The list's own page has the newest, the numbered ones are full."""
    pages = page_list("/x/", total, per_page)
    assert {paging.number: (paging.start, paging.stop) for _, paging in pages} == slices


def test_pages_know_their_addresses() -> None:
    """The list's own page names all, a numbered one the list and what is older."""
    pages = dict(page_list("/topics/\u0627/", 6, 2))
    base = "/topics/%D8%A7/"
    first, second = f"{base}page/1/", f"{base}page/2/"
    assert pages == {
        "/topics/\u0627/": Paging(None, 0, 2, base, second, ((2, second), (1, first))),
        "/topics/\u0627/page/2/": Paging(2, 2, 4, base, first, ()),
        "/topics/\u0627/page/1/": Paging(1, 4, 6, base, None, ()),
    }


@given(TOTALS, SIZES)
def test_every_item_stands_on_one_page(total: int, per_page: int) -> None:
    """The pages, newest first, are the list."""
    shown = [n for _, p in page_list("/x/", total, per_page) for n in range(p.start, p.stop)]
    assert shown == list(range(total))


@given(TOTALS, SIZES)
def test_the_list_is_not_short(total: int, per_page: int) -> None:
    """Its own page has ``per_page`` items where there are so many, and fewer than twice that."""
    _, own = next(page_list("/x/", total, per_page))
    assert min(total, per_page) <= own.stop < 2 * per_page


@given(TOTALS, SIZES, st.integers(1, 60))
def test_new_items_leave_numbered_pages_alone(total: int, per_page: int, new: int) -> None:
    """Each numbered page keeps its address, its items and what it knows of others."""

    def numbered(count: int) -> dict[str, tuple[object, ...]]:
        newest_first = range(count - 1, -1, -1)
        return {
            address: (newest_first[p.start : p.stop], p.number, p.list_address, p.older, p.pages)
            for address, p in page_list("/x/", count, per_page)
            if p.number is not None
        }

    before = numbered(total)
    assert before.items() <= numbered(total + new).items()


def test_lists_of_the_site_are_paged() -> None:
    """Months, topics and sources; home shows the newest and has no numbered pages."""
    articles = [article(f"a{n}", tags=["x"]) for n in range(25)]
    site, _ = build(articles, settings=replace(SETTINGS, per_page=10))
    plan, _ = make_plan(site)
    paged = {p.address for p in plan.pages if p.paging and p.paging.number}
    assert paged == {"/archive/2026/01/page/1/", "/topics/x/page/1/", "/sources/irna/page/1/"}
    home = next(page for page in plan.pages if page.kind is PageKind.HOME)
    assert home.paging == Paging(None, 0, 20, "/", None, ())
