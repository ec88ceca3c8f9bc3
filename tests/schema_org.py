"""schema.org's vocabulary as far as the digest speaks it, and what JSON-LD must do to follow it.

``schema_org.json`` holds the types that are used and those above them: what each stands below,
and its properties with their ranges. It is taken from the npm package schema-dts, which is made
from the vocabulary; ``python tests/schema_org.py PACKAGE TYPE…`` writes it anew.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

DATA = Path(__file__).with_suffix(".json")
DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?")
# What stands for a value of a type that is no node (schema.org/DataType).
TEXTS = frozenset({"Text", "URL", "Date", "DateTime"})

Json = Mapping[str, "object"]


@dataclass(frozen=True, slots=True)
class Type:
    """A type: what it is a kind of, and the properties that it adds with their ranges."""

    above: Sequence[str]
    properties: Mapping[str, Sequence[str]]


@cache
def vocabulary() -> Mapping[str, Type]:
    """Return the types by name."""
    types = json.loads(DATA.read_text(encoding="utf-8"))["types"]
    return {name: Type(one["above"], one["properties"]) for name, one in types.items()}


def kinds_of(name: str) -> set[str]:
    """Return a type and all types that it is a kind of."""
    found = {name}
    for above in vocabulary()[name].above:
        found |= kinds_of(above)
    return found


def range_of(kind: str, key: str) -> Sequence[str]:
    """Return the types of a property's values; none where the type has no such property."""
    kinds = sorted(kinds_of(kind))
    found = (vocabulary()[one].properties.get(key) for one in kinds)
    return next((wanted for wanted in found if wanted), ())


def complaints(value: object, path: str) -> Iterator[str]:
    """Yield what is wrong with a node of JSON-LD and the nodes in it."""
    if not isinstance(value, dict):
        yield f"{path} is no object"
    elif set(value) == {"@id"}:
        return
    elif value.get("@type") not in vocabulary():
        yield f"{path} has an unknown type: {value.get('@type')}"
    else:
        for key, inner in value.items():
            if key not in {"@type", "@id"}:
                yield from _property(value["@type"], key, inner, f"{path}.{key}")


def _property(kind: str, key: str, value: object, path: str) -> Iterator[str]:
    wanted = range_of(kind, key)
    if not wanted:
        yield f"{path} is no property of {kind}"
    for one in value if isinstance(value, list) else [value]:
        if one in ("", [], {}, None):
            yield f"{path} is empty"
        elif not _is_one_of(one, wanted):
            yield f"{path} is none of {', '.join(wanted)}: {one}"
        elif isinstance(one, dict):
            yield from complaints(one, path)


def _is_one_of(value: object, wanted: Sequence[str]) -> bool:
    match value:
        case {"@type": str(kind)}:
            return kind in vocabulary() and not kinds_of(kind).isdisjoint(wanted)
        case {"@id": str(url)}:
            return _is_url(url)
        case bool():
            return "Boolean" in wanted
        case int():
            return not {"Number", "Integer"}.isdisjoint(wanted)
        case str(text):
            return _is_text_of(text, TEXTS.intersection(wanted))
        case _:
            return False


def _is_text_of(text: str, wanted: frozenset[str]) -> bool:
    if "Text" in wanted:
        return True
    if "URL" in wanted:
        return _is_url(text)
    return bool(wanted) and DATE.fullmatch(text) is not None


def _is_url(text: str) -> bool:
    return urlsplit(text).scheme in {"http", "https"} and bool(urlsplit(text).hostname)


def derive(package: Path, names: Sequence[str]) -> str:
    """Read the types and those above them from schema-dts' declarations."""
    declared = (package / "dist/schema.d.ts").read_text(encoding="utf-8")
    version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    leaves = dict(re.findall(r"interface (\w+)Leaf extends ([\w, ]+) \{", declared))
    blocks = re.findall(r"(?ms)interface (\w+)Base extends ([^{]+) \{\n(.*?)^\}", declared)
    bases = {name: (above, body) for name, above, body in blocks}
    types: dict[str, object] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        above, body = bases.get(name, (leaves.get(name, ""), ""))
        parents = [one for one in re.findall(r"(\w+)Base\b", above) if one != name]
        types[name] = {"above": parents, "properties": dict(_declared(body))}
        waiting += [one for one in parents if one not in types]
    source = f"schema-dts {version} (npm, Apache-2.0), made from the vocabulary of schema.org"
    lines = (f"{json.dumps(name)}: {json.dumps(types[name])}" for name in sorted(types))
    joined = ",\n".join(lines)
    return f'{{"source": "{source}", "types": {{\n{joined}\n}}}}\n'


def _declared(body: str) -> Iterator[tuple[str, list[str]]]:
    for key, ranges in re.findall(r'"(\w+)"\?: SchemaValue<([^,]+), "', body):
        yield key, [one for one in ranges.split(" | ") if one != "IdReference"]


if __name__ == "__main__":
    DATA.write_text(derive(Path(sys.argv[1]), sys.argv[2:]), encoding="utf-8")
