"""How often Python looks for circles of objects that nobody needs any more.

A build makes millions of objects that live until it ends; looking through all of them again and
again took half of its time, and one look still takes a twelfth of a small build's. Nearly all that
is needed no more goes without that.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_THRESHOLDS = 5_000_000, 50, 100_000


def collect_seldom() -> None:
    """Look through young objects alone, in this process from now on."""
    gc.set_threshold(*_THRESHOLDS)


def never_look_through_again() -> None:
    """Leave alone what there is now: whoever keeps a whole site would look through it in vain.

    What is needed no more goes all the same, unless it is part of a circle.
    """
    gc.freeze()


def never_take_apart(*things: object) -> None:
    """Let things be until the process ends: to free a whole site, object by object, takes a while.

    What is part of a circle is freed only where Python looks for circles, and it looks no more.
    """
    circle = [*things]
    circle.append(circle)
    gc.freeze()


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Look through young objects alone for a while."""
    before = gc.get_threshold()
    collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)
