"""The live preview: watch, build, serve, reload. The only user of livereload.

It builds into the cache and never touches ``output/``; it answers on the loopback interface only.
"""

from collections.abc import Callable
from dataclasses import replace

from site_builder.build import Report, Request, build

LOOPBACK = "127.0.0.1"


def serve(request: Request, port: int, on_report: Callable[[Report], None]) -> None:
    """Build, serve and build again after each change, until an interrupt.

    Drafts and scheduled items are shown, nothing is indexed for the search. ``on_report`` gets the
    report of every build; a build that fails leaves the last good pages. Raises
    ``EnvironmentFault`` as ``build`` does, and ``OSError`` where the port is taken.
    """
    from livereload import Server
    from livereload.handlers import LiveReloadHandler

    # livereload drops a reload that follows another within this many seconds.
    LiveReloadHandler.DEFAULT_RELOAD_TIME = 0
    site = request.cache_folder / "preview"
    shown = replace(request, output=site, drafts=True, future=True, extras=False, preview=True)

    def rebuild() -> None:
        on_report(build(shown))

    rebuild()
    server = Server()
    for folder in ("content", "templates"):
        server.watch(str(request.root / folder), rebuild)
    server.serve(root=str(site), host=LOOPBACK, port=port)
