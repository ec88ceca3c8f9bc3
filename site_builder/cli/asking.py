"""What a command still needs to know: asked on a terminal, demanded elsewhere."""

import sys
from collections.abc import Iterable

import click

from site_builder.characters import has_visible
from site_builder.model.slugs import is_reserved, is_slug, slugify


def ask(value: str | None, flag: str, question: str, default: str | None = None) -> str:
    """Return a text with something to see in it, white space made single spaces.

    Raises ``click.UsageError`` where there is nobody to ask, or nothing in the answer.
    """
    if value is None and sys.stdin.isatty():
        value = click.prompt(question, default=default, err=True)
    text = " ".join((value if value is not None else default or "").split())
    if not has_visible(text):
        raise click.UsageError(f"Something is missing: say it with {flag}.")
    return text


def ask_maybe(value: str | None, question: str) -> str | None:
    """Return a text, or None where the editor has none to give."""
    if value is None and sys.stdin.isatty():
        value = click.prompt(question, default="", show_default=False, err=True)
    return " ".join((value or "").split()) or None


def ask_one_of(value: str | None, flag: str, question: str, known: Iterable[str]) -> str:
    """Return one of the known words. Raises ``click.UsageError`` for any other."""
    words = list(known)
    if value is None and sys.stdin.isatty() and words:
        value = click.prompt(question, type=click.Choice(words), err=True)
    if value not in words:
        raise click.UsageError(f"{flag} takes one of: {', '.join(words) or 'nothing yet'}.")
    return value


def slug_for(title: str, given: str | None) -> str:
    """Return the given slug or the title's. Raises ``click.UsageError`` where that can't be."""
    slug = slugify(title) if given is None else given
    if given is not None and not is_slug(given):
        nearest = slugify(given)
        offer = f" Did you mean “{nearest}”?" if nearest else ""
        raise click.UsageError(f"“{given}” is no slug.{offer}")
    if not slug or is_reserved(slug):
        raise click.UsageError(f"“{title}” gives no name for a file: say one with --slug.")
    return slug
