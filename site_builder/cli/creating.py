"""``digest new``: a file with its front matter, never over another one."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypedDict, Unpack

import click

from site_builder.cli.asking import ask, ask_maybe, ask_one_of, slug_for
from site_builder.cli.drafts import (
    ArticleFacts,
    Draft,
    article_draft,
    host_of,
    named_publisher,
    problems_of,
)
from site_builder.cli.front_matter import Value
from site_builder.cli.options import Command, with_clock, with_root
from site_builder.cli.surroundings import find_root, read_clock
from site_builder.cli.terminal import refuse, say
from site_builder.cli.tree import Tree, open_tree
from site_builder.content import FileKind
from site_builder.documents.moments import NoMomentError, parse_moment
from site_builder.output import create_file


@click.group("new")
def new_group() -> None:
    """Begin a new file; what no option says is asked on a terminal."""


def _with_slug(command: Command) -> Command:
    slug = click.option("--slug", help="The file's name. [default: from the title]")
    return slug(with_root(command))


class ArticleFlags(TypedDict):
    """The options of ``digest new article``."""

    title: str | None
    url: str | None
    citation: str | None
    source: str | None
    date: str | None
    slug: str | None
    tags: tuple[str, ...]
    draft: bool


@new_group.command("article")
@click.option("--title", help="The article's title.")
@click.option("--url", help="Where the source published it.")
@click.option("--citation", help="Where it stands, if it has no address.")
@click.option("--source", help="The publisher. [default: from the address]")
@click.option("--date", help="When the source published it. [default: today]")
@click.option("--tag", "tags", multiple=True, help="A topic; may be given several times.")
@click.option("--draft", is_flag=True, help="Mark it as a draft.")
@_with_slug
@with_clock
def article_command(root: Path | None, clock: str | None, **given: Unpack[ArticleFlags]) -> int:
    """Begin an article in the folder of its year."""
    home = find_root(root)
    now = read_clock(clock, home)

    def make(tree: Tree) -> Draft:
        today = now.astimezone(tree.settings.timezone).date()
        facts = _article_facts(tree, today, **given)
        return article_draft(named_publisher(tree, facts, today), today)

    return _create(home, make)


def _article_facts(tree: Tree, today: date, **given: Unpack[ArticleFlags]) -> ArticleFacts:
    title = ask(given["title"], "--title", "Title")
    slug = slug_for(title, given["slug"])
    citation = given["citation"]
    url = given["url"] if citation else ask_maybe(given["url"], "Address (empty if it has none)")
    if url is None:
        citation = ask(citation, "--url or --citation", "Where it stands")
    source = given["source"] if url else ask(given["source"], "--source", "Publisher")
    written = ask(given["date"], "--date", "Published on", today.isoformat())
    return ArticleFacts(
        title=title,
        slug=slug,
        written=written,
        day=_day(written, tree),
        source=source,
        url=url,
        citation=citation,
        tags=given["tags"],
        draft=given["draft"],
    )


def _day(text: str, tree: Tree) -> date:
    try:
        return parse_moment(text, tree.settings.timezone).day
    except NoMomentError as error:
        raise click.UsageError(f"--date {text}: {error.reason} {error.hint}") from error


@new_group.command("source")
@click.option("--title", "--name", "title", help="The publisher's name.")
@click.option("--url", help="Its address; its host joins articles to this publisher.")
@_with_slug
def source_command(root: Path | None, title: str | None, url: str | None, slug: str | None) -> int:
    """Begin the file of a publisher."""

    def make(_tree: Tree) -> Draft:
        name = ask(title, "--title", "Name")
        key = slug_for(name, slug)
        address = ask_maybe(url, "Address (empty if it has none)")
        fields: dict[str, Value] = {"name": name}
        if address:
            fields |= {"url": address, "hosts": [host_of(address)]}
        return Draft(f"content/sources/{key}.md", FileKind.SOURCE, fields)

    return _create(find_root(root), make)


@new_group.command("topic")
@click.option("--title", help="The topic's name, as tags have it.")
@click.option("--description", help="One line that says what it is about.")
@_with_slug
def topic_command(
    root: Path | None, title: str | None, description: str | None, slug: str | None
) -> int:
    """Begin the file of a topic."""
    return _create(find_root(root), lambda _tree: _described("topics", title, description, slug))


@new_group.command("page")
@click.option("--title", help="The page's title.")
@click.option("--description", help="One line that says what it is about.")
@_with_slug
def page_command(
    root: Path | None, title: str | None, description: str | None, slug: str | None
) -> int:
    """Begin a page of the digest itself."""
    return _create(find_root(root), lambda _tree: _described("pages", title, description, slug))


_KINDS = {"topics": FileKind.TOPIC, "pages": FileKind.PAGE}


def _described(folder: str, title: str | None, description: str | None, slug: str | None) -> Draft:
    name = ask(title, "--title", "Title")
    key = slug_for(name, slug)
    fields: dict[str, Value] = {"title": name}
    about = ask_maybe(description, "Description (may be empty)")
    if about:
        fields["description"] = about
    return Draft(f"content/{folder}/{key}.md", _KINDS[folder], fields)


@new_group.command("claim")
@click.option("--title", "--claim", "title", help="The claim, in one sentence.")
@click.option("--verdict", help="A verdict of site.yaml's scale.")
@click.option("--fact", help="What is true, in one line.")
@click.option("--draft", is_flag=True, help="Mark it as a draft.")
@_with_slug
def claim_command(
    *,
    root: Path | None,
    title: str | None,
    verdict: str | None,
    fact: str | None,
    draft: bool,
    slug: str | None,
) -> int:
    """Begin a claim that is checked once and cited from many articles."""

    def make(tree: Tree) -> Draft:
        claim = ask(title, "--title", "Claim")
        key = slug_for(claim, slug)
        fields: dict[str, Value] = {
            "claim": claim,
            "verdict": ask_one_of(verdict, "--verdict", "Verdict", tree.settings.verdicts),
            "fact": ask(fact, "--fact", "What is true, in one line"),
        }
        if draft:
            fields["status"] = "draft"
        return Draft(f"content/claims/{key}.md", FileKind.CLAIM, fields)

    return _create(find_root(root), make)


def _create(root: Path, make: Callable[[Tree], Draft]) -> int:
    """Write what ``make`` gives if a build can read it, and print its path."""
    tree, problems = open_tree(root)
    if tree is None:
        return refuse(problems)
    draft = make(tree)
    problems = problems_of(tree, draft)
    if problems:
        return refuse(problems)
    create_file(root / draft.path, draft.data)
    say(draft.path)
    return 0
