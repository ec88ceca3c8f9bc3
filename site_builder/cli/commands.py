"""The commands by name, each imported when it is used: a completion must not load a build."""

import gc
from collections.abc import Callable, Mapping

import click


def _build() -> click.Command:
    from site_builder.cli.building import build_command

    return build_command


def _check() -> click.Command:
    from site_builder.cli.building import check_command

    return check_command


def _serve() -> click.Command:
    from site_builder.cli.serving import serve_command

    return serve_command


def _new() -> click.Command:
    from site_builder.cli.creating import new_group

    return new_group


def _move() -> click.Command:
    from site_builder.cli.moving import move_command

    return move_command


def _list() -> click.Command:
    from site_builder.cli.listing import list_command

    return list_command


def _init() -> click.Command:
    from site_builder.cli.starting import init_command

    return init_command


def _templates() -> click.Command:
    from site_builder.cli.describing import templates_command

    return templates_command


def _explain() -> click.Command:
    from site_builder.cli.explaining import explain_command

    return explain_command


def _completion() -> click.Command:
    from site_builder.cli.completing import completion_command

    return completion_command


_COMMANDS: Mapping[str, Callable[[], click.Command]] = {
    "build": _build,
    "check": _check,
    "serve": _serve,
    "new": _new,
    "move": _move,
    "list": _list,
    "init": _init,
    "templates": _templates,
    "explain": _explain,
    "completion": _completion,
}


class Commands(click.Group):
    """A group whose commands are those above, in the order in which an editor meets them."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(_COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """Load a command by its name; None where there is none of that name."""
        load = _COMMANDS.get(name)
        if load is None:
            return None
        # All that is loaded stays: to look through it for what may go is a tenth of the time.
        gc.disable()
        try:
            return load()
        finally:
            gc.enable()
