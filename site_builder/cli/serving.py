"""``digest serve``: the live preview."""

import os
import secrets
import sys
import threading
import webbrowser
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from platform import uname
from typing import Unpack

import click

from site_builder.build import Request
from site_builder.cli.options import SiteFlags, with_clock, with_root, with_site_options
from site_builder.cli.surroundings import find_root, read_clock
from site_builder.cli.terminal import say, show_problems
from site_builder.diagnostics.formats import visible
from site_builder.preview import (
    DEFAULT,
    EDITORS,
    FIRST_PORT,
    LOOPBACK,
    Options,
    Shown,
    form_of_command,
    is_loopback,
    serve,
)

_MOST_NAMED = 3
_NO_POLLING = frozenset({"false", "disable", "disabled"})


@click.command("serve")
@with_root
@with_site_options
@with_clock
@click.option("--host", default=LOOPBACK, show_default=True, help="Where to listen.")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    help=f"The port to take. [default: the first that is free from {FIRST_PORT} on]",
)
@click.option("--open", "is_opened", is_flag=True, help="Show the site in the browser.")
@click.option("--follow", is_flag=True, help="Let the browser go to the page of what was saved.")
@click.option(
    "--editor",
    metavar="NAME",
    help="What problems lead to: an editor, or an address with {path}, {line} and {column}. "
    "[default: $VISUAL or $EDITOR, else vscode]",
)
def serve_command(
    *,
    root: Path | None,
    clock: str | None,
    host: str,
    port: int | None,
    is_opened: bool,
    follow: bool,
    editor: str | None,
    **flags: Unpack[SiteFlags],
) -> None:
    """Show the site on this machine, and every change as soon as it is saved."""
    home = find_root(root)
    now = read_clock(clock, home)
    options = Options(
        host=host,
        port=port,
        editor=_form_of(editor),
        follow=follow,
        polling=_is_polling(os.environ.get("WATCHFILES_FORCE_POLLING", "")),
        start=secrets.token_urlsafe(8),
        token=secrets.token_urlsafe(32),
    )
    terminal = _Terminal()
    if not is_loopback(host):
        terminal.warn(
            f"Whoever can reach this machine at {host} can read the whole digest, drafts included."
        )
    serve(
        Request(root=home, now=now, **flags),
        options,
        _clock_of(clock, now),
        on_listening=_opening if is_opened else _saying,
        on_shown=terminal.show,
    )


def _clock_of(given: str | None, now: datetime) -> Callable[[], datetime]:
    """Return what tells the time: it stands still where it was given."""
    if given is not None or "SOURCE_DATE_EPOCH" in os.environ:
        return lambda: now
    return lambda: datetime.now(UTC)


def _is_polling(wanted: str) -> bool:
    """Tell whether to look for changes again and again: if so told, or under WSL.

    The variable and the rule are those of watchfiles, which other programs use, too.
    """
    return wanted.lower() not in _NO_POLLING if wanted else "microsoft-standard" in uname().release


def _form_of(editor: str | None) -> str:
    """Return the form of the addresses that open files.

    Raises ``click.UsageError`` where what was given is neither an editor's name nor such a form.
    """
    if editor is None:
        command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
        return form_of_command(command) or DEFAULT
    if editor in EDITORS:
        return EDITORS[editor]
    if ":" in editor and "{path}" in editor:
        return editor
    known = ", ".join(EDITORS)
    raise click.UsageError(
        f"--editor {editor}: This is none of {known}, and no address with {{path}} in it."
    )


def _saying(address: str) -> None:
    say(f"{address} shows the site; Ctrl-C ends it.")


def _opening(address: str) -> None:
    _saying(address)
    # Some browsers keep whoever starts them.
    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()


class _Terminal:
    """Writes a line for each build, and its problems where they are not those written last."""

    def __init__(self) -> None:
        self._number = 0
        self._written = ""
        self._turn = threading.Lock()

    def warn(self, text: str) -> None:
        """Write what an editor should know."""
        with self._turn:
            click.echo(f"digest: {text}", err=True)

    def show(self, shown: Shown) -> None:
        """Write what a build came to."""
        with self._turn:
            if shown.number != self._number:
                self._number = shown.number
                say(_line(shown))
            self._show_problems(shown)
            sys.stdout.flush()

    def _show_problems(self, shown: Shown) -> None:
        text = f"{shown.problems}{shown.trouble}"
        if text != self._written:
            self._written = text
            show_problems(shown.problems, "text")
            if shown.trouble:
                click.echo(f"digest: {shown.trouble}", err=True)


def _line(shown: Shown) -> str:
    """Say when there was a build, what was saved, and how long it took."""
    time = datetime.now(UTC).astimezone()
    names = [visible(one.path) for one in shown.saved[:_MOST_NAMED]]
    others = len(shown.saved) - len(names)
    what = ", ".join([*names, *([f"{others} others"] if others else [])])
    return f"{time:%H:%M:%S}  {what or 'everything'} · {shown.seconds * 1000:.0f} ms"
