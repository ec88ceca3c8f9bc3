"""``digest move``: a file gets another name; its old address and its lasting id stay."""

from dataclasses import dataclass
from pathlib import Path

import click

from site_builder.cli.editing import add_alias, add_key, remove_item
from site_builder.cli.options import with_root
from site_builder.cli.surroundings import find_root
from site_builder.cli.terminal import refuse, say
from site_builder.cli.tree import Decoded, Tree, decode_as, open_tree
from site_builder.content import ContentFile, FileKind, load
from site_builder.diagnostics import EnvironmentFault
from site_builder.documents import as_scalar
from site_builder.model import Article, Page
from site_builder.output import move_file, replace_file
from site_builder.routes.addresses import article_address


@dataclass(frozen=True, slots=True)
class _Moved:
    """What a file becomes: its bytes, and what there is to tell about it."""

    data: bytes
    news: tuple[str, ...]


@click.command("move")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@with_root
def move_command(*, file: Path, new: Path, root: Path | None) -> int:
    """Give an article or a page another name or folder; its old address leads to the new one."""
    home = find_root(root, file.parent)
    tree, problems = open_tree(home)
    if tree is None:
        return refuse(problems)
    old = _known(tree, file)
    target = _target(tree, old, new / file.name if new.is_dir() else new)
    data, problems = load(old)
    record, faults = (None, []) if data is None else decode_as(tree, old.path, old.kind, data)
    if data is None or not isinstance(record, Article | Page):
        return refuse([*problems, *faults])
    moved = _edit(tree, record, target, old.kind, data)
    _carry_out(old.location, home / target, moved.data)
    say("\n".join((f"{old.path} is now {target}.", *moved.news)))
    return 0


def _known(tree: Tree, file: Path) -> ContentFile:
    place = file.resolve()
    for known in tree.files:
        if known.location.resolve() == place:
            if known.kind in (FileKind.ARTICLE, FileKind.PAGE):
                return known
            message = "only articles and pages have addresses of their own. Other names are keys."
            raise click.UsageError(f"{known.path} can't be moved: {message}")
    raise click.UsageError(f"{file} is no file of the digest at {tree.root}.")


def _target(tree: Tree, old: ContentFile, new: Path) -> str:
    """Return the new path below the root, with slashes, if it can hold the same kind of file."""
    content = tree.root.resolve() / "content"
    home = content / ("articles" if old.kind is FileKind.ARTICLE else "pages")
    place = new.parent.resolve() / new.name
    fits = place.is_relative_to(home) if old.kind is FileKind.ARTICLE else place.parent == home
    if not fits or place.suffix != ".md":
        raise click.UsageError(f"{new} is no place for it: that would be {home}/….md.")
    if place.exists():
        raise EnvironmentFault(f"{new} exists already: nothing was moved.")
    return place.relative_to(tree.root.resolve()).as_posix()


def _edit(tree: Tree, record: Article | Page, target: str, kind: FileKind, data: bytes) -> _Moved:
    """Add to the file what keeps its id and its address, and see that a build reads it so."""
    renamed = _decoded(tree, target, kind, data)
    old, new = _address(tree, record), _address(tree, renamed)
    text: str | None = _without_alias(data.decode(), record, new)
    news = []
    if text and _id(renamed) != _id(record):
        text = add_key(text, "id", as_scalar(_id(record)))
        news.append(f"Its id is still {_id(record)}.")
    if old != new:
        if text and old not in _aliases(record):
            text = add_alias(text, as_scalar(old))
        news.append(f"{old} leads to {new}.")
    if text is None or not _keeps(tree, record, old, decode_as(tree, target, kind, text.encode())):
        raise click.ClickException(
            "The front matter is written in a way that can't be changed safely. "
            f"Give it `aliases: [{as_scalar(old)}]` and `id: {as_scalar(_id(record))}` by hand "
            "first."
        )
    return _Moved(text.encode(), tuple(news))


def _without_alias(text: str, record: Article | Page, address: str) -> str:
    """Take out an older address that is now the page's own again."""
    for alias in record.aliases:
        if alias.address == address:
            return remove_item(text, alias.place)
    return text


def _aliases(record: Article | Page) -> set[str]:
    return {alias.address for alias in record.aliases}


def _decoded(tree: Tree, path: str, kind: FileKind, data: bytes) -> Article | Page:
    record, problems = decode_as(tree, path, kind, data)
    if not isinstance(record, Article | Page):
        raise click.UsageError(f"{path}: {problems[0].message}")
    return record


def _keeps(tree: Tree, before: Article | Page, old: str, after: Decoded) -> bool:
    record, _ = after
    if not isinstance(record, Article | Page):
        return False
    new = _address(tree, record)
    kept = old == new or old in _aliases(record)
    return kept and new not in _aliases(record) and _id(before) == _id(record)


def _address(tree: Tree, record: Article | Page) -> str:
    if isinstance(record, Article):
        return article_address(tree.settings.permalink, record)
    return f"/{record.slug.value}/"


def _id(record: Article | Page) -> str:
    return record.id.value if isinstance(record, Article) else ""


def _carry_out(old: Path, new: Path, data: bytes) -> None:
    """Move, then write; where writing fails, the file goes back to where it was."""
    unchanged = old.read_bytes() == data
    move_file(old, new)
    if unchanged:
        return
    try:
        replace_file(new, data)
    except EnvironmentFault:
        move_file(new, old)
        raise
