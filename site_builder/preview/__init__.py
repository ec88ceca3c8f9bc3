"""The live preview: watches a digest, keeps its site up in memory, serves it and tells its pages.

Nothing is written: ``output/`` is not touched, and every answer comes from the state that the last
build left. The only user of livereload, tornado and watchfiles.
"""

import asyncio
import threading
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path

from site_builder.build import Request
from site_builder.preview.building import Builder, Caught, Clock, Saved, Shown
from site_builder.preview.desk import Desk, Options
from site_builder.preview.editors import DEFAULT, EDITORS, form_of_command, with_root
from site_builder.preview.hosts import LOOPBACK, address_of, is_loopback
from site_builder.preview.noting import Annotator
from site_builder.preview.serving import (
    FIRST_PORT,
    answer_requests,
    application_of,
    listen,
    tell_pages,
)
from site_builder.preview.traffic import Traffic
from site_builder.preview.watching import Watch

__all__ = [
    "DEFAULT",
    "EDITORS",
    "FIRST_PORT",
    "LOOPBACK",
    "Options",
    "Saved",
    "Shown",
    "form_of_command",
    "is_loopback",
    "serve",
]

# Seconds until the first build begins without a watch: a disk may be slow to tell what it has.
_UNTIL_WATCHED = 5


def serve(
    request: Request,
    options: Options,
    clock: Clock,
    *,
    on_listening: Callable[[str], None],
    on_shown: Callable[[Shown], None],
) -> None:
    """Build, serve and build again after each change, until an interrupt.

    Drafts and scheduled items are shown. ``on_listening`` is told the address, ``on_shown`` every
    build and what is found wrong with it later, by several threads. Raises ``EnvironmentFault``
    where the port is taken, or the machine does not let the digest be read.
    """
    root = request.root.resolve()
    request = replace(request, root=root, drafts=True, future=True, extras=False, preview=True)
    options = _for_those_who_look(options, root)
    with suppress(KeyboardInterrupt), asyncio.Runner() as runner, ExitStack() as ending:
        loop = runner.get_loop()

        def tell(shown: Shown) -> None:
            # A terminal that has gone keeps no page back.
            with Caught():
                on_shown(shown)
            # Nobody is left to be told when the loop is closed.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(tell_pages, shown, options)

        traffic = Traffic()
        builder = Builder(request, clock, tell, traffic)
        watch = Watch(root, builder.touch, polling=options.polling)
        ending.callback(watch.end)
        ending.callback(builder.end)
        _in_background(watch.run)
        sockets = listen(options.host, options.port)
        on_listening(address_of(options.host, sockets[0].getsockname()[1]))
        writes = Annotator(builder, clock, options.editor).writes
        application = application_of(Desk(builder, options, traffic, writes))
        # What is saved from here on is built; what was saved before, too.
        watch.begun.wait(_UNTIL_WATCHED)
        builder.begin()
        _in_background(builder.run)
        runner.run(answer_requests(application, sockets))


def _for_those_who_look(options: Options, root: Path) -> Options:
    """Let those at other machines look, but neither open files nor write: they have neither."""
    if is_loopback(options.host):
        return replace(options, editor=with_root(options.editor, root))
    return replace(options, editor="", token="")


def _in_background(work: Callable[[], None]) -> None:
    threading.Thread(target=work, daemon=True).start()
