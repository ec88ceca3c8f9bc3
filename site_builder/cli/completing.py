"""``digest completion``: the script by which a shell asks this program."""

import click
from click.shell_completion import get_completion_class

from site_builder.cli.terminal import say


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
