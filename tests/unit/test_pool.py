"""Work is done in order, in one process or in several."""

import pytest

from site_builder.build.pool import workers


def squares(batch: tuple[int, ...]) -> list[int]:
    """Square some numbers, in any process."""
    return [number * number for number in batch]


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    """However many processes there are, the first item's result is the first."""
    with workers(jobs, work=0) as pool:
        results = list(pool.map(squares, range(1000)))

    assert results == [number * number for number in range(1000)]


def test_items_are_made_no_faster_than_results_are_used() -> None:
    """In one process a batch is made, used and forgotten before the next."""
    items = iter(range(1000))

    with workers(None, work=0) as pool:
        next(pool.map(squares, items))

    assert next(items) < 100
