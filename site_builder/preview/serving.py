"""The server: where it listens, what it bears, and who answers which address."""

import asyncio
import errno
import logging
import socket
from collections.abc import Iterable
from typing import TYPE_CHECKING

from site_builder.diagnostics import EnvironmentFault
from site_builder.preview.building import Shown
from site_builder.preview.desk import Desk, Options

if TYPE_CHECKING:
    from tornado.web import Application

FIRST_PORT = 8000
_PORTS = 100

_MOST_OF_A_HEADER = 16_384
_MOST_OF_A_BODY = 1_000_000
# Seconds.
_UNTIL_A_REQUEST = 60
_UNTIL_A_BODY = 10
_BETWEEN_PINGS = 30


def listen(host: str, port: int | None) -> list[socket.socket]:
    """Take a port, the first that is free from 8000 on if none is given.

    Raises ``EnvironmentFault`` where it is taken, or the host is none of this machine.
    """
    from tornado.netutil import bind_sockets

    for one in [port] if port else range(FIRST_PORT, FIRST_PORT + _PORTS):
        try:
            return bind_sockets(one, address=host)
        except OSError as error:
            if port is not None or error.errno not in (errno.EADDRINUSE, errno.EACCES):
                message = f"Port {one} can't be used: {error.strerror}."
                raise EnvironmentFault(message) from error
    last = FIRST_PORT + _PORTS - 1
    raise EnvironmentFault(f"No port from {FIRST_PORT} to {last} is free.")


def tell_pages(shown: Shown, options: Options) -> None:
    """Tell every page that listens what is shown now."""
    from site_builder.preview.sockets import tell_all

    tell_all(shown, options)


def application_of(desk: Desk) -> "Application":
    """Say who answers which address."""
    from tornado.web import Application

    from site_builder.preview.answering import Nothing, OwnFile, Page, Writing
    from site_builder.preview.sockets import ClientScript, Socket

    # Whoever sends nonsense is refused; nobody need read of it.
    for name in ("tornado", "livereload"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    given = {"desk": desk}
    return Application(
        [
            (r"/livereload", Socket, given),
            (r"/livereload\.js", ClientScript, given),
            (r"/-/write/([a-z-]+)", Writing, given),
            (r"/-/([a-z.-]+)", OwnFile, given),
            (r"/(.*)", Page, given),
        ],
        default_handler_class=Nothing,
        default_handler_args=given,
        log_function=lambda _: None,
        websocket_ping_interval=_BETWEEN_PINGS,
        websocket_max_message_size=_MOST_OF_A_HEADER,
    )


async def answer_requests(application: "Application", sockets: Iterable[socket.socket]) -> None:
    """Answer what comes in, until it is cancelled."""
    from tornado.httpserver import HTTPServer

    server = HTTPServer(
        application,
        max_header_size=_MOST_OF_A_HEADER,
        max_body_size=_MOST_OF_A_BODY,
        idle_connection_timeout=_UNTIL_A_REQUEST,
        body_timeout=_UNTIL_A_BODY,
    )
    server.add_sockets(sockets)
    await asyncio.Event().wait()
