"""``digest templates``: what each template sees."""

from collections.abc import Iterator

import click

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
    yield f"{view.template}: view is {view.view.name}"
    yield from _lines(view.view)


def _record_lines(view: ViewDescription) -> Iterator[str]:
    for record in view.records:
        yield f"\n{record.name}"
        yield from _lines(record)


def _lines(record: RecordDescription) -> Iterator[str]:
    yield from (f"  {line}".rstrip() for line in record.about.splitlines())
    width = max((len(field.name) for field in record.fields), default=0)
    yield from (f"    {field.name:{width}}  {field.type}" for field in record.fields)
