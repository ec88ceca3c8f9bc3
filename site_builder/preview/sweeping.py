"""Looks for faults of templates on pages that nobody asked for, a page at a time."""

from collections.abc import Iterable, Mapping
from time import perf_counter

from site_builder.build import State
from site_builder.build.request import Problems
from site_builder.preview.finding import file_of
from site_builder.routes import PlannedPage

# Seconds after the first build: whoever opens the preview is served before.
_UNTIL_FIRST = 0.3

_SETTINGS = "content/site.yaml"
_TEMPLATES = "templates/"


class Sweep:
    """The pages that are still to be looked at. For one thread."""

    def __init__(self) -> None:
        # A set that keeps its order.
        self._pending: dict[str, None] = {}
        self._faulty: set[str] = set()
        self._is_begun = False
        self.pause = _UNTIL_FIRST

    @property
    def is_pending(self) -> bool:
        """Tell whether there is a page to look at."""
        return bool(self._pending)

    def expect(self, state: State, saved: Iterable[str], *, is_open: bool) -> None:
        """Look at what a new state may have broken.

        ``saved`` are the paths of the files that changed. With ``is_open`` it may be any: then, as
        after a change of templates and settings, all pages are looked at; of the first state, one
        of each kind.
        """
        if state.index is None:
            self._pending = {}
        elif not self._is_begun:
            self._pending = dict.fromkeys(_one_of_each_kind(state.index.pages))
        elif is_open or any(one == _SETTINGS or one.startswith(_TEMPLATES) for one in saved):
            self._pending = dict.fromkeys(state.index.pages)
        else:
            addresses = state.index.addresses
            files = (file_of(addresses[one]) for one in saved if one in addresses)
            self._pending |= dict.fromkeys([*self._faulty, *files])
        self._is_begun |= state.index is not None

    def step(self, state: State) -> tuple[str, Problems]:
        """Look at one page: its path, and what is wrong with it."""
        begin = perf_counter()
        path = next(iter(self._pending))
        del self._pending[path]
        problems = state.faults_of(path)
        self._faulty -= {path}
        self._faulty |= {path} if problems else set()
        # So half of a processor is left to others.
        self.pause = perf_counter() - begin
        return path, problems


def _one_of_each_kind(pages: Mapping[str, PlannedPage]) -> Iterable[str]:
    return {page.kind: path for path, page in pages.items()}.values()
