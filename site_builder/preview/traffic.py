"""Whether somebody waits for a page: work that can wait gives way."""

from collections.abc import Iterator
from contextlib import contextmanager


class Traffic:
    """Counts who is waiting. Counted by one thread, looked at by any."""

    def __init__(self) -> None:
        self._waiting = 0

    @property
    def is_heavy(self) -> bool:
        """Tell whether anybody waits."""
        return self._waiting > 0

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Count one more while the block runs."""
        self._waiting += 1
        try:
            yield
        finally:
            self._waiting -= 1
