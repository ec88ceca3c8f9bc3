"""The program ``digest`` with all its commands, and how it ends."""

import gc
import io
import sys

import click

from site_builder import version
from site_builder.cli.commands import Commands
from site_builder.diagnostics import EnvironmentFault

PROGRAM = "digest"

EXIT_USAGE = 2
EXIT_ENVIRONMENT = 4
EXIT_INTERRUPTED = 130

_PLEASE_REPORT = (
    "This is a fault of digest {} itself, not of your content. "
    "Please report it, with the lines above."
)


@click.group(
    name=PROGRAM,
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="""\b
    Exit codes:
      0    fine; there may be warnings
      1    problems in content
      2    wrong usage
      3    a fault in site.yaml or in a template
      4    the machine refused: disk, permission, port
      130  interrupted
    """,
)
@click.version_option(
    package_name="annotated-digest", prog_name=PROGRAM, message="%(prog)s %(version)s"
)
def digest() -> None:
    """Make a static site out of an annotated, fact-checked news digest."""


def main() -> None:
    """Run the program and end the process with its exit code.

    Any exception that is no ``EnvironmentFault`` and no wrong usage is a bug: it ends in a
    traceback.
    """
    _speak_any_encoding()
    try:
        code = _run()
    except Exception as error:
        error.add_note(_PLEASE_REPORT.format(version()))
        raise
    # Python would look through all objects once more before it ends.
    gc.freeze()
    sys.exit(code)


def _run() -> int:
    try:
        _refuse_other_file_names()
        code = digest.main(prog_name=PROGRAM, standalone_mode=False)
    except EnvironmentFault as fault:
        click.echo(f"{PROGRAM}: {fault}", err=True)
        return EXIT_ENVIRONMENT
    except click.ClickException as error:
        error.show()
        return EXIT_USAGE
    except (click.Abort, KeyboardInterrupt):
        return EXIT_INTERRUPTED
    return code if isinstance(code, int) else 0


def _refuse_other_file_names() -> None:
    """Pages lie under the names that their addresses have: no locale may spell them otherwise."""
    if (encoding := sys.getfilesystemencoding()) != "utf-8":
        message = f"file names would be written in {encoding} here; set PYTHONUTF8=1 and try again"
        raise EnvironmentFault(message)


def _speak_any_encoding() -> None:
    """Let a terminal that lacks a character show its number instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
