"""``digest templates`` and ``digest completion``: what the program says about itself."""

from collections.abc import Iterator

import click
from click.shell_completion import get_completion_class

from site_builder.cli.terminal import say
from site_builder.rendering.describe import RecordDescription, ViewDescription, describe_views


@click.command("templates")
@click.argument("name", required=False)
def templates_command(name: str | None) -> None:
    """Print what each template sees, or what the template NAME sees: `digest templates article`."""
    views = {view.template: view for view in describe_views()}
    if name is None:
        say("\n\n".join("\n".join(_view_lines(view)) for view in views.values()))
        return
    view = views.get(name) or views.get(f"{name}.html") or views.get(f"{name}.css")
    if view is None:
        raise click.UsageError(f"“{name}” is none of: {', '.join(views)}.")
    say("\n".join([*_view_lines(view), *_record_lines(view)]))


def _view_lines(view: ViewDescription) -> Iterator[str]:
    yield f"{view.template}: view is a {view.view.name}"
    yield from _lines(view.view)


def _record_lines(view: ViewDescription) -> Iterator[str]:
    for record in view.records:
        yield f"\n{record.name}"
        yield from _lines(record)


def _lines(record: RecordDescription) -> Iterator[str]:
    yield from (f"  {line}" for line in record.about.splitlines())
    width = max((len(field.name) for field in record.fields), default=0)
    yield from (f"    {field.name:{width}}  {field.type}" for field in record.fields)


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion_command(context: click.Context, shell: str) -> None:
    """Print the script that completes commands and options in a shell.

    bash: eval "$(digest completion bash)" in ~/.bashrc. zsh: the same in ~/.zshrc.
    fish: digest completion fish > ~/.config/fish/completions/digest.fish
    """
    root = context.find_root()
    name = root.info_name or "digest"
    completion = get_completion_class(shell)
    if completion is None:
        raise click.UsageError(f"There is no completion for {shell}.")
    script = completion(root.command, {}, name, f"_{name.upper()}_COMPLETE")
    say((script.source_template % script.source_vars()).strip())
