"""The desk where the preview is asked for pages: what is shown now, and what is sent of it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from site_builder.build import State
from site_builder.cache import fingerprint, of_bytes
from site_builder.preview.building import Builder, Caught
from site_builder.preview.finding import HTML, NOT_FOUND, Found, Moved, find, nearest, type_of
from site_builder.preview.pages import LastGood, blank, with_script
from site_builder.preview.traffic import Traffic

Given = TypeVar("Given")

Write = Callable[[bytes], Awaitable[bytes]]
"""Does what a page of the preview asks for by a body in JSON, and answers in JSON.

Raises ``MalformedError`` where no page of ours would ask like this.
"""


class MalformedError(Exception):
    """A request that no page of ours makes."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a preview is shown.

    ``host`` is where it listens. ``port`` is None for the first that is free. ``editor`` is the
    form of the addresses that open files. With ``follow``, pages give way to the one just saved.
    With ``polling``, folders are looked at again and again, as where the machine tells nothing.
    ``start`` names this start of the preview, ``token`` is what its own pages alone know; without
    one nobody writes.
    """

    host: str
    port: int | None
    editor: str
    follow: bool
    polling: bool
    start: str
    token: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request gets: a status, and bytes with their type or another address.

    ``tag`` stands for the bytes, where a browser may ask whether they are still the same; ``lasts``
    tells that the address never has others.
    """

    status: int
    data: bytes = b""
    media_type: str = HTML
    tag: str = ""
    moved: str = ""
    lasts: bool = False


class Desk:
    """Answers what is shown. For the thread of the server.

    ``writes`` are what pages may ask for, by the last part of ``/-/write/NAME``.
    """

    def __init__(
        self,
        builder: Builder,
        options: Options,
        traffic: Traffic,
        writes: Mapping[str, Write],
    ) -> None:
        self.builder = builder
        self.options = options
        self.writes = writes
        self._traffic = traffic
        self._last_good = LastGood()
        self._threads = ThreadPoolExecutor(2, "preview")

    async def answer(self, address: str, *, is_page: bool) -> Answer:
        """Return what is shown at an address; ``is_page`` tells that a person will look at it."""
        state = self.builder.shown.state
        found, trouble = await self._run(partial(find, state, address))
        if trouble:
            self.builder.lament(state, trouble)
            return self._blank(
                500, "This page could not be made", "It is a fault of digest itself."
            )
        if isinstance(found, Moved):
            return Answer(302, moved=found.address)
        if found is not None:
            return self._sent(state, found)
        if state.layout is None:
            text = "Its settings or templates have faults. The page comes when they are mended."
            return self._blank(503, "The digest can’t be shown yet", text)
        return await self._missing(state, address, is_page=is_page)

    def _sent(self, state: State, found: Found) -> Answer:
        if found.media_type != HTML:
            # A font that came anew with each stylesheet would let the page flicker.
            lasts = state.layout is not None and found.path in state.layout.static.contents
            tag = of_bytes(found.data).hex()
            return Answer(200, found.data, found.media_type, tag, lasts=lasts)
        self.builder.blame(state, found.path, found.problems)
        if not found.problems:
            self._last_good.keep(found.path, found.data)
        page = self._last_good.get(found.path)
        if page is None:
            text = "Its template has a fault. The page comes when it is mended."
            return self._blank(500, "This page can’t be shown yet", text)
        return self._page(200, page)

    async def _missing(self, state: State, address: str, *, is_page: bool) -> Answer:
        if not is_page:
            return Answer(404, b"Nothing is at this address.\n", type_of("txt"))
        found, _ = await self._run(partial(find, state, f"/{NOT_FOUND}"))
        near, _ = await self._run(partial(nearest, state, address))
        page = found.data if isinstance(found, Found) and not found.problems else None
        if page is None:
            return self._blank(404, "Nothing is at this address", "")
        return self._page(404, page, near or ())

    def _blank(self, status: int, title: str, text: str) -> Answer:
        return self._page(status, blank(title, text))

    def _page(self, status: int, page: bytes, near: Sequence[str] = ()) -> Answer:
        """Answer a page with what its script has to know."""
        options = self.options
        tag = fingerprint(page, *(one.encode() for one in near)).hex()
        data = {"page": tag, "start": options.start, "token": options.token}
        if near:
            data["near"] = " ".join(near)
        return Answer(status, with_script(page, data), HTML, f"{options.start}-{tag}")

    async def _run(self, work: Callable[[], Given]) -> tuple[Given | None, str]:
        """Do what may take long beside the server; return what came of it, and what was wrong."""

        def guarded() -> tuple[Given | None, str]:
            with Caught() as caught:
                return work(), ""
            return None, caught.trouble

        with self._traffic.waiting():
            return await asyncio.get_running_loop().run_in_executor(self._threads, guarded)
