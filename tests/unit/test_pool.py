"""Work is done in order, in one process or in several."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from site_builder.build.pool import workers


def squares(batch: tuple[int, ...]) -> list[int]:
    """Square some numbers, in any process."""
    return [number * number for number in batch]


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    """However many processes there are, the first item's result is the first."""
    with workers(jobs) as pool:
        results = list(pool.map(squares, range(1000), is_much=True))

    assert results == [number * number for number in range(1000)]


def test_items_are_made_no_faster_than_results_are_used() -> None:
    """In one process a batch is made, used and forgotten before the next."""
    items = iter(range(1000))

    with workers(None) as pool:
        next(pool.map(squares, items, is_much=False))

    assert next(items) < 100


def processes(_batch: tuple[int, ...]) -> list[int]:
    """Tell in which process a batch is worked on."""
    return [os.getpid()]


def works(pid: int) -> bool:
    """Tell whether a process still runs; one that has ended may wait long to be waited for."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return state.rpartition(")")[2].split()[0] not in {"Z", "X"}


def wait_for_the_end_of(pids: set[int]) -> set[int]:
    """Return those of some processes that still run after half a minute."""
    deadline = time.monotonic() + 30
    while pids and time.monotonic() < deadline:
        pids = set(filter(works, pids))
        time.sleep(0.05)
    return pids


def test_workers_end_where_nothing_more_is_for_them_and_come_back() -> None:
    """Who rests has no processes, and others when there is work again."""
    with workers(2) as pool:
        first = set(pool.map(processes, range(100), is_much=True))
        pool.rest()

        assert not wait_for_the_end_of(first)
        assert first.isdisjoint(pool.map(processes, range(100), is_much=False))


def test_no_worker_outlives_a_build_that_was_killed() -> None:
    """When a build is killed its workers end by themselves."""
    script = (
        "import os, sys\n"
        "from site_builder.build.pool import workers\n"
        "from test_pool import processes\n"
        "if __name__ == '__main__':\n"
        "    with workers(2) as pool:\n"
        "        print(*pool.map(processes, range(100), is_much=True), flush=True)\n"
        "        os.kill(os.getpid(), 9)\n"
    )
    file = Path(__file__)
    done = subprocess.run(
        [sys.executable, "-c", script],
        check=False,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(file.parent)},
        timeout=60,
    )

    assert done.stdout
    assert not wait_for_the_end_of({int(pid) for pid in done.stdout.split()})
