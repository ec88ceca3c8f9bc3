"""Which articles are translations of each other."""

from collections.abc import Iterable, Mapping

from site_builder.graph.site import Entry, Translation
from site_builder.model import Article


def translation_groups(articles: Iterable[Article]) -> dict[str, str]:
    """Map the id of each article that translates, or is translated, to the name of its group.

    All translations of one article are translations of each other, whichever of them each names;
    the name of a group is the id of one of its members.
    """
    parents: dict[str, str] = {}
    for article in articles:
        if article.translation_of is not None:
            one = _root(article.id.value, parents)
            parents[one] = _root(article.translation_of.value, parents)
    return {key: _root(key, parents) for key in list(parents)}


def _root(key: str, parents: dict[str, str]) -> str:
    while (parent := parents.setdefault(key, key)) != key:
        parents[key] = parents.setdefault(parent, parent)
        key = parent
    return key


def translations(
    entries: Mapping[str, Entry], groups: Mapping[str, str]
) -> dict[str, tuple[Translation, ...]]:
    """Map each article that has some to its translations, by language, then id."""
    members: dict[str, list[Translation]] = {}
    for key in sorted(groups.keys() & entries.keys()):
        translation = Translation(key, entries[key].article.lang)
        members.setdefault(groups[key], []).append(translation)
    for group in members.values():
        group.sort(key=lambda translation: (translation.lang, translation.entry))
    return {
        one.entry: tuple(other for other in group if other is not one)
        for group in members.values()
        for one in group
        if len(group) > 1
    }
