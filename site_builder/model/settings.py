"""What ``content/site.yaml`` says."""

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from site_builder.diagnostics import Place
from site_builder.model.place import Direction


@dataclass(frozen=True, slots=True)
class Verdict:
    """A step of the verdict scale; ``rating`` is None for one that is off the scale."""

    key: str
    label: str
    rating: int | None
    description: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of annotation: ``check``, ``note`` … or one of the digest's own.

    ``label`` is empty for the six kinds that every digest has: their words are the catalogue's.
    """

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who writes or reviews checks; ``key`` is what ``by:`` says."""

    key: str
    name: str
    url: str | None


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """An entry of the main navigation; ``url`` is an address of ours or an http(s) one."""

    label: str
    url: str
    place: Place


@dataclass(frozen=True, slots=True)
class Settings:
    """The whole of ``site.yaml``, every default filled in.

    ``base_url`` has no slash at its end. ``home`` is the address that the file itself names,
    whatever one build is made for: lasting ids are made of it. ``navigation`` is None where the
    editor left it to the digest. ``verdicts`` keeps the order of the scale. ``references`` maps
    link labels to their URLs. ``notice`` is shown above every page ("This is a demonstration"),
    empty for none.
    """

    place: Place
    title: str
    base_url: str
    home: str
    lang: str
    dir: Direction
    timezone: ZoneInfo
    description: str
    notice: str
    permalink: str
    per_page: int
    verdicts: Mapping[str, Verdict]
    kinds: Mapping[str, Kind]
    people: Mapping[str, Person]
    navigation: tuple[NavigationItem, ...] | None
    references: Mapping[str, str]
    contact: str | None
    index_reproductions: bool

    @property
    def seriousness(self) -> tuple[str, ...]:
        """The keys of the scale, most serious first; those off the scale stand before the best.

        What is shown to be right is the least of a reader's worries; what is not shown comes
        before. Where nothing is rated, all are on the scale: in the order of the list.
        """
        rated = [key for key, verdict in self.verdicts.items() if verdict.rating is not None]
        unrated = [key for key, verdict in self.verdicts.items() if verdict.rating is None]
        return (*reversed(rated[1:]), *unrated, *rated[:1]) if rated else (*reversed(unrated),)
