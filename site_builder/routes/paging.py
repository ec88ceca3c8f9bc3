"""Long lists in pages that never change.

Of N items, the oldest fill numbered pages of ``per_page`` items each, counted from the oldest; the
list's own address shows the rest, the newest. It shows at least ``per_page`` where there are so
many, and fewer than twice that. A new item so changes the list's own page; every ``per_page``
items one more numbered page comes, and those before it stay as they are.
"""

from collections.abc import Iterator

from site_builder.routes.addresses import encode
from site_builder.routes.plan import Paging


def numbered_pages(total: int, per_page: int) -> int:
    """Return how many numbered pages a list of so many items has."""
    return max(0, total // per_page - 1)


def page_list(address: str, total: int, per_page: int) -> Iterator[tuple[str, Paging]]:
    """Yield the decoded address and the part of each page: the list's own, then the newest first.

    ``address`` is the list's, decoded, and ends with a slash.
    """
    count = numbered_pages(total, per_page)
    numbers = range(count, 0, -1)
    pages = tuple((number, encode(_numbered(address, number))) for number in numbers)
    here = encode(address)
    older = pages[0][1] if pages else None
    yield address, Paging(None, 0, total - count * per_page, here, older, pages)
    for number in numbers:
        stop = total - (number - 1) * per_page
        older = encode(_numbered(address, number - 1)) if number > 1 else None
        paging = Paging(number, stop - per_page, stop, here, older, ())
        yield _numbered(address, number), paging


def _numbered(address: str, number: int) -> str:
    return f"{address}page/{number}/"
