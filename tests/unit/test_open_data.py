"""The open data: what its schemas say is what its files hold, and nothing else."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from records import SETTINGS, article, build, cites, claim, correction, moment, topic

from site_builder import open_data
from site_builder.graph import Site
from site_builder.model import AnnotationStatus, Evidence, EvidenceKind, FollowUp, Reproduction
from site_builder.routes import make_plan

ROOT = Path(__file__).parent.parent.parent
NAMES = ("articles", "claims", "next")
Data = dict[str, Any]


def data_of(site: Site) -> Mapping[str, Data]:
    """Return the files of a site's open data by name."""
    plan, _ = make_plan(site)
    made = {path: make() for path, make in open_data.files(site, plan)}
    made |= {path: make(open_data.at_once) for path, make in open_data.lists(site, plan)}
    names = {path: path.removeprefix("data/").removesuffix(".json") for path in made}
    return {names[path]: json.loads(data) for path, data in made.items()}


def strict(schema: Data) -> Data:
    """Return a schema that takes no key that it does not describe."""
    closed = {
        key: {name: strict(one) for name, one in value.items()} if key == "properties" else value
        for key, value in schema.items()
    }
    if "items" in closed:
        closed["items"] = strict(closed["items"])
    if "properties" in closed:
        closed["additionalProperties"] = False
    return closed


def faults_of(data: Data, schema: Data) -> list[str]:
    """Return what is wrong with data by a schema, unknown keys among it."""
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(strict(schema), format_checker=FormatChecker())
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]


def rich() -> Site:
    """Make a digest that has something for most keys."""
    proof = Evidence(
        "Table",
        "https://proof.example",
        None,
        "https://archive.example/t",
        moment("2026-02-01"),
        EvidenceKind.PRIMARY,
        "20%",
    )
    checked = replace(
        claim("c", checked="2026-02-02", corrections=["2026-03-03"], related=["d"]),
        fact="It fell.",
        evidence=(proof,),
        follow_up=(FollowUp(moment("2026-02-04"), "asked", "irna", "none"),),
    )
    noted = cites("c")._replace(id="noted", kind="note", claim=None, fact="So.", evidence=(proof,))
    record = replace(
        article("a", tags=["t"], annotations=[cites("c"), noted]),
        summary="A summary",
        reproduction=Reproduction.EXCERPT,
        corrections=(correction("2026-05-05", "a"),),
    )
    gone = claim("gone", status=AnnotationStatus.WITHDRAWN)
    site, _ = build(
        [
            record,
            article("b", translation_of="a", lang="fa"),
            article("d", annotations=[cites("d")]),
        ],
        claims=[checked, claim("d"), gone],
        topics=[topic("t", "The topic")],
    )
    return site


@pytest.mark.parametrize("name", NAMES)
def test_the_schema_describes_the_file(name: str) -> None:
    """Whatever stands in a file is described, and whatever is needed stands in it."""
    data = data_of(rich())
    assert not faults_of(data[name], data[f"{name}.schema"])
    assert data[name]["$schema"] == f"https://digest.example/data/{name}.schema.json"
    assert data[name]["version"] == 1


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_digest_has_data_too(name: str) -> None:
    """A digest without anything has files with empty lists."""
    data = data_of(build()[0])
    assert not faults_of(data[name], data[f"{name}.schema"])


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_refuses_what_it_should(name: str) -> None:
    """The schemas are no empty promise: another version is not theirs, nor an unknown key."""
    data = data_of(rich())
    assert faults_of({**data[name], "version": 2}, data[f"{name}.schema"])
    assert faults_of({**data[name], "extra": 1}, data[f"{name}.schema"])


def test_an_article_says_what_is_known_of_it() -> None:
    """Its source, its topics by their keys, its corrections, and its annotations."""
    articles = {one["id"]: one for one in data_of(rich())["articles"]["articles"]}
    found = articles["a"]
    assert found["annotations"].pop(1)["evidence"][0]["quote"] == "20%"
    assert found == {
        "id": "a",
        "url": "https://digest.example/2026/01/a/",
        "title": "A",
        "lang": "en",
        "date": "2026-01-01",
        "changed": "2026-05-05",
        "status": "published",
        "reproduction": "excerpt",
        "source": {"key": "irna", "url": "https://irna.example/a"},
        "topics": ["t"],
        "summary": "A summary",
        "translations": ["b"],
        "corrections": [
            {"date": "2026-05-05", "severity": "minor", "text": "Corrected on 2026-05-05."}
        ],
        "annotations": [
            {
                "id": "n-c",
                "url": "https://digest.example/2026/01/a/#note-n-c",
                "number": 1,
                "kind": "check",
                "status": "published",
                "quote": "words",
                "verdict": "inaccurate",
                "claim": "c",
                "fact": "It fell.",
                "checked": "2026-02-02",
            }
        ],
    }


def test_a_claim_says_where_it_was_made() -> None:
    """The articles that cite it by their ids, with the place of the note in each."""
    claims = {one["key"]: one for one in data_of(rich())["claims"]["claims"]}
    assert claims["c"]["appearances"] == [
        {
            "article": "a",
            "annotation": "n-c",
            "url": "https://digest.example/2026/01/a/#note-n-c",
        }
    ]
    assert claims["c"]["claimants"] == [{"source": "irna"}]
    assert claims["c"]["verdict"] == "inaccurate"
    assert "verdict" not in claims["gone"]


@pytest.mark.parametrize(
    ("articles", "due"),
    [([], None), ([article("a", publish="2027-01-02")], "2027-01-02T00:00:00Z")],
)
def test_programs_learn_when_something_is_due(articles: list[Any], due: str | None) -> None:
    """The instant at which the next item appears, or null: never the time of the build."""
    site, _ = build(articles)
    assert data_of(site)["next"]["next"] == due
    assert (site.next_change is None) == (due is None)


def test_data_is_a_line_an_item() -> None:
    """A change of one article is a change of one line."""
    site = rich()
    for _, make in open_data.lists(site, make_plan(site)[0]):
        lines: dict[str, bytes] = {}
        data = make(partial(_noted, lines))
        assert [*open_data.last_lines(data, len(lines))] == [*lines.values()]
        assert make(partial(_noted, dict(lines))) == data
        found = [json.loads(line) for line in lines.values()]
        assert [one.get("id", one.get("key")) for one in found] == [*lines]


def _noted(lines: dict[str, bytes], key: str, make: Callable[[], bytes]) -> bytes:
    return lines[key] if key in lines else lines.setdefault(key, make())


def described(schema: Data) -> Iterator[str]:
    """Yield every key that a schema describes."""
    for key, one in schema.get("properties", {}).items():
        yield key
        yield from described(one)
    if "items" in schema:
        yield from described(schema["items"])


def test_the_documentation_names_each_key() -> None:
    """docs/data.md explains every key of every file."""
    text = (ROOT / "docs/data.md").read_text(encoding="utf-8")
    data = data_of(build(settings=SETTINGS)[0])
    keys = {key for name in NAMES for key in described(data[f"{name}.schema"])}
    assert not {key for key in keys if f"`{key}`" not in text}


def test_nothing_depends_on_the_clock() -> None:
    """The same content gives the same data a year later, if nothing has come or gone."""
    later, _ = build(
        [article("a")], shown=replace(rich().mode, now=datetime(2027, 5, 5, tzinfo=UTC))
    )
    now, _ = build([article("a")])
    assert data_of(later) == data_of(now)
