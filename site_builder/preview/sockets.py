"""The way by which pages hear of changes: livereload's protocol, with more to say.

A message of ours is its ``reload`` with further members, which other clients pass over. Every page
gets one when it comes, and so learns what it missed.
"""

import asyncio
from http import HTTPStatus
from types import TracebackType
from typing import Any

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado.escape import json_encode
from tornado.web import HTTPError

from site_builder.diagnostics.formats import visible
from site_builder.preview.answering import Guarded, host_of
from site_builder.preview.building import Caught, Shown
from site_builder.preview.desk import Desk, Options
from site_builder.preview.hosts import is_known, is_own
from site_builder.preview.problems import MOST, records

_MOST_SAVED = 20
_UNSUPPORTED = 1003


class Socket(LiveReloadHandler):
    """One page that listens; of our own host, or it is refused."""

    def initialize(self, desk: Desk) -> None:
        """Take what was given with the route."""
        self._desk = desk
        self._is_greeted = False

    def prepare(self) -> None:
        """Refuse pages of others, and those who don't say whose they are."""
        host = host_of(self.request)
        known = is_known(host, self._desk.options.host)
        if not known or not self.check_origin(self.request.headers.get("Origin")):
            raise HTTPError(HTTPStatus.FORBIDDEN)

    def check_origin(self, origin: str | None) -> bool:
        """Tell whether a page is ours."""
        return is_own(origin, host_of(self.request))

    def on_message(self, message: str | bytes) -> None:
        """Shake hands as the protocol has it, then tell what is shown."""
        with Caught() as caught:
            super().on_message(message)
        if caught.error:
            self.close(_UNSUPPORTED)
        elif self in LiveReloadHandler.waiters and not self._is_greeted:
            self._is_greeted = True
            tell(self._desk.builder.shown, self._desk.options, (self,))

    def log_exception(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Say nothing of pages that were refused."""


class ClientScript(Guarded, LiveReloadJSHandler):
    """livereload's own client, for those who know it by its address."""


def tell_all(shown: Shown, options: Options) -> None:
    """Tell every page what is shown now."""
    tell(shown, options, tuple(LiveReloadHandler.waiters))


def tell(shown: Shown, options: Options, pages: tuple[Any, ...]) -> None:
    """Tell some pages what is shown."""
    text = json_encode(message_of(shown, options))
    sent = [page.write_message(text) for page in pages if page.ws_connection is not None]
    # Whoever has just gone hears nothing; nobody waits for the others.
    asyncio.gather(*sent, return_exceptions=True)


def message_of(shown: Shown, options: Options) -> dict[str, Any]:
    """Return what pages are told."""
    paged = [one for one in shown.saved if one.address][:_MOST_SAVED]
    return {
        "command": "reload",
        "path": paged[0].address if paged else "/",
        "liveCSS": True,
        "liveImg": True,
        "start": options.start,
        "number": shown.number,
        "follow": options.follow,
        "saved": [{"path": visible(one.path), "address": one.address} for one in paged],
        "errors": shown.errors,
        "warnings": len(shown.problems) - shown.errors,
        "problems": records(shown.problems[:MOST], options.editor),
        "trouble": shown.trouble,
    }
