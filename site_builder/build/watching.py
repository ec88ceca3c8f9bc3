"""A site and a plan that note what is looked at in them.

A part is a record of one of their mappings, by the mapping's name and the record's key; the keys
of a mapping and their order, where somebody goes through it or counts it; or a field that is no
mapping. The lists of a record are a part of their own (``LISTS``). Nothing can be looked at without
being noted but the fields of ``EVERYWHERE``. For who looks at nearly everything there is a rougher
way: a field with all that is in it is one part.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from site_builder.cache import encoded, of_bytes
from site_builder.graph import Site, SourceEntry, TopicEntry
from site_builder.rendering import Desk, Memo
from site_builder.routes import Plan

Key = TypeVar("Key", bound=Hashable)
Record = TypeVar("Record")
Whole = TypeVar("Whole", Site, Plan)
T = TypeVar("T")

EVERYWHERE = frozenset({"site.settings", "plan.indexes"})
"""Fields that every page looks at: they are not noted, whoever remembers pages must know them."""

LISTS: Mapping[str, tuple[str, ...]] = {
    "site.topics": ("entries", "near"),
    "site.sources": ("entries",),
}
"""Lists in the records of fields: many look at the records for their names alone."""

_NUMBER_BYTES = 8


def part(name: str, key: Hashable = None) -> int:
    """Return the number of a part: of a whole field where there is no ``key``.

    It is the same in every process. Two parts may have one number by chance: then more is taken
    for changed than has changed, and never less.
    """
    return int.from_bytes(of_bytes(encoded((name, key)))[:_NUMBER_BYTES], "little")


def lists_of(key: Hashable) -> Hashable:
    """Return the key of the lists of a record, as a part of the same field."""
    return key, "lists"


def anything(name: str) -> int:
    """Return the number of a field with all that is in it."""
    return part("anything", name)


class _Numbers(dict[Hashable, int]):
    """The numbers of the parts of one field, each worked out once."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def __missing__(self, key: Hashable) -> int:
        number = self[key] = part(self._name, key)
        return number


class Watch:
    """Notes the numbers of the parts that are looked at, in ``seen``."""

    def __init__(self) -> None:
        self.seen: set[int] = set()
        self._numbers: dict[str, _Numbers] = {}
        self._all: set[str] = set()

    def during(self, make: Callable[[], T]) -> tuple[T, set[int]]:
        """Make something, and return with it the numbers of the parts that it is made of."""
        self.seen = set()
        return make(), self.seen

    def apart(self, make: Callable[[], T]) -> tuple[T, set[int]]:
        """Make something of its own while something else is made, which has none of its parts."""
        outer = self.seen
        made = self.during(make)
        self.seen = outer
        return made

    def all_of(self, name: str) -> int:
        """Return the number of a field with all that is in it."""
        self._all.add(name)
        return anything(name)

    def of(self, name: str) -> "_Numbers":
        """Return the numbers of a field's parts."""
        return self._numbers.setdefault(name, _Numbers(name))

    @property
    def fields(self) -> Iterator[str]:
        """The names of the fields of which anything was looked at."""
        yield from (name for name, numbers in self._numbers.items() if numbers)
        yield from self._all

    @property
    def parts(self) -> Mapping[int, tuple[str, Any]]:
        """What was looked at, by number: the name of a field and the key, None for all of it."""
        found = self._numbers.items()
        return {number: (name, key) for name, keys in found for key, number in keys.items()}


class _Watched(Mapping[Key, Record]):
    """A mapping that notes which of its records are looked at, those that are missing too."""

    def __init__(self, records: Mapping[Key, Record], numbers: _Numbers, watch: Watch) -> None:
        self._records = records
        self._numbers = numbers
        self._watch = watch

    def __getitem__(self, key: Key) -> Record:
        self._watch.seen.add(self._numbers[key])
        return self._records[key]

    def __iter__(self) -> Iterator[Key]:
        self._watch.seen.add(self._numbers[None])
        return iter(self._records)

    def __len__(self) -> int:
        self._watch.seen.add(self._numbers[None])
        return len(self._records)


class _WatchedWithLists(_Watched[Key, Record]):
    """A mapping of a name whose records have lists: these are noted when somebody looks at them."""

    def __init__(
        self, name: str, records: Mapping[Key, Record], numbers: _Numbers, watch: Watch
    ) -> None:
        super().__init__(records, numbers, watch)
        self._name = name
        self._shells: dict[Key, Record] = {}

    def __getitem__(self, key: Key) -> Record:
        record, numbers, watch = super().__getitem__(key), self._numbers, self._watch
        if key not in self._shells:

            def look(field: str) -> object:
                watch.seen.add(numbers[lists_of(key)])
                return getattr(record, field)

            self._shells[key] = _without_lists(self._name, record, look)
        return self._shells[key]


def watched_site(site: Site, watch: Watch) -> Site:
    """Return a site of which it is noted what is looked at."""
    return _watched(_SiteShell, site, "site", watch)


def watched_plan(plan: Plan, watch: Watch) -> Plan:
    """Return a plan of which it is noted what is looked at."""
    return _watched(_PlanShell, plan, "plan", watch)


def roughly_watched_site(site: Site, watch: Watch) -> Site:
    """Return a site of which it is noted which fields are looked at."""
    return _roughly(_SiteShell, site, "site", watch)


def roughly_watched_plan(plan: Plan, watch: Watch) -> Plan:
    """Return a plan of which it is noted which fields are looked at."""
    return _roughly(_PlanShell, plan, "plan", watch)


def _roughly(kind: type[Whole], whole: Whole, name: str, watch: Watch) -> Whole:
    numbers: dict[str, int] = {}

    def look(field: str) -> object:
        if field not in numbers:
            numbers[field] = watch.all_of(f"{name}.{field}")
        watch.seen.add(numbers[field])
        return getattr(whole, field)

    made = _shell(kind, look)
    _open(made, whole, name)
    return made


def _open(made: Whole, whole: Whole, name: str) -> None:
    """Let the fields that every page looks at be looked at."""
    for field in fields(whole):
        if f"{name}.{field.name}" in EVERYWHERE:
            object.__setattr__(made, field.name, getattr(whole, field.name))


class _Shell:
    """An empty record: whoever looks at one of its fields asks ``_look``."""

    _look: Callable[[str], object]

    def __getattr__(self, field: str) -> object:
        return self._look(field)


class _SiteShell(_Shell, Site):
    pass


class _PlanShell(_Shell, Plan):
    pass


class _TopicShell(_Shell, TopicEntry):
    pass


class _SourceShell(_Shell, SourceEntry):
    pass


_SHELLS: Mapping[str, type[Any]] = {"site.topics": _TopicShell, "site.sources": _SourceShell}


def _shell(kind: type[T], look: Callable[[str], object]) -> T:
    """Make an empty record of a kind of shell, which asks ``look``."""
    made = object.__new__(kind)
    object.__setattr__(made, "_look", look)
    return made


def _without_lists(name: str, record: Record, look: Callable[[str], object]) -> Record:
    """Make a record of the same kind that has no lists, so that Python asks ``look`` for them."""
    made: Record = _shell(_SHELLS[name], look)
    for field in fields(_SHELLS[name]):
        if field.name not in LISTS[name]:
            object.__setattr__(made, field.name, getattr(record, field.name))
    return made


def _watched(kind: type[Whole], whole: Whole, name: str, watch: Watch) -> Whole:
    """Make a record of the same kind that has the mappings alone.

    Every other field is empty, so that Python asks ``look`` for it.
    """

    def look(field: str) -> object:
        watch.seen.add(watch.of(f"{name}.{field}")[None])
        return getattr(whole, field)

    made = _shell(kind, look)
    _open(made, whole, name)
    for field in fields(whole):
        place, value = f"{name}.{field.name}", getattr(whole, field.name)
        if place not in EVERYWHERE and isinstance(value, Mapping):
            object.__setattr__(made, field.name, _watched_mapping(place, value, watch))
    return made


def _watched_mapping(
    name: str, records: Mapping[Key, Record], watch: Watch
) -> Mapping[Key, Record]:
    if name in LISTS:
        return _WatchedWithLists(name, records, watch.of(name), watch)
    return _Watched(records, watch.of(name), watch)


class WatchedMemo(Memo):
    """What was made for earlier pages, with what its makers looked at.

    A page that shows such a thing has its number among its parts, and ``groups`` says of which
    parts the thing is made, by the number.
    """

    def __init__(self, watch: Watch) -> None:
        super().__init__()
        self._watch = watch
        self._depth = 0
        self._made: dict[tuple[Any, ...], _Thing] = {}
        self.groups: dict[int, tuple[int, ...]] = {}

    def once(self, make: Callable[[Desk, str], T], desk: Desk, key: str) -> T:
        """Return what ``make`` makes, and note what it looked at, at whatever time."""
        place = make, key, desk.lang
        thing = self._made.get(place)
        if thing is None:
            thing = self._made[place] = self._make(make, desk, key)
        if self._depth:
            self._watch.seen.update(self.groups[thing.number])
        else:
            self._watch.seen.add(thing.number)
        value: T = thing.value
        return value

    def _make(self, make: Callable[[Desk, str], T], desk: Desk, key: str) -> "_Thing":
        outer, self._watch.seen = self._watch.seen, set()
        self._depth += 1
        value = make(desk, key)
        number = part(f"{make.__module__}.{make.__qualname__}", (key, desk.lang))
        self.groups[number] = tuple(self._watch.seen)
        self._watch.seen = outer
        self._depth -= 1
        return _Thing(value, number)

    def let_go(self) -> None:
        """Forget the things: nobody shows them any more, and ``groups`` says of what they were."""
        self._made.clear()

    def parts_of(self, seen: Iterable[int]) -> set[int]:
        """Return all parts of what was seen, those of the things among it too."""
        return {part for one in seen for part in self.groups.get(one, (one,))}


@dataclass(frozen=True, slots=True)
class _Thing:
    """A thing that was made, and its number."""

    value: Any
    number: int
