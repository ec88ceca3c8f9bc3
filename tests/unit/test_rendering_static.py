"""The stylesheet and what else is published with hashed names."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from records import SETTINGS

from site_builder.diagnostics import Code
from site_builder.model import Verdict
from site_builder.rendering import bundled_templates, describe_views, load_templates, static_files
from site_builder.routes import PageKind

FONT = "newsreader-display.woff2"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Give an empty folder for a digest's own templates."""
    folder = tmp_path / "templates"
    folder.mkdir()
    return folder


def test_addresses_and_contents_agree() -> None:
    """Every name has a hashed address below /assets/, and a file at that path."""
    templates, _ = load_templates(bundled_templates(), None)
    static, problems = static_files(templates, SETTINGS)
    assert not problems
    assert set(static.addresses) == {"digest.css", *templates.static}
    assert {f"/{path}" for path in static.contents} == set(static.addresses.values())
    assert set(static.immutable) == set(static.addresses.values())
    assert all(re.fullmatch(r"/assets/.+\.[0-9a-f]{8}\.\w+", one) for one in static.immutable)
    assert re.fullmatch(r"/assets/digest\.[0-9a-f]{8}\.css", static.address("digest.css"))


def test_stylesheet_is_one_file_with_the_fonts_address() -> None:
    """Both parts of the stylesheet are in it, and it loads the font under its hashed name."""
    templates, _ = load_templates(bundled_templates(), None)
    static, _ = static_files(templates, SETTINGS)
    sheet = static.contents[static.address("digest.css")[1:]].decode()
    assert static.address(FONT) in sheet
    assert all(f'"{key}"' in sheet for key in SETTINGS.verdicts)
    assert "{{" not in sheet


def test_another_scale_is_another_stylesheet() -> None:
    """A digest with other verdicts gets another file, under another name."""
    templates, _ = load_templates(bundled_templates(), None)
    scale = {"odd": Verdict("odd", "Odd", None, "")}
    one, _ = static_files(templates, SETTINGS)
    other, _ = static_files(templates, replace(SETTINGS, verdicts=scale))
    assert one.address("digest.css") != other.address("digest.css")
    assert one.address(FONT) == other.address(FONT)


def test_own_static_files(own: Path) -> None:
    """An own file is published too; a name that needs it is percent-encoded in the address."""
    (own / "static/a b").mkdir(parents=True)
    (own / "static/a b/é.svg").write_bytes(b"<svg/>")
    templates, _ = load_templates(bundled_templates(), own)
    static, _ = static_files(templates, SETTINGS)
    address = static.address("a b/é.svg")
    assert re.fullmatch(r"/assets/a%20b/%C3%A9\.[0-9a-f]{8}\.svg", address)
    assert b"<svg/>" in static.contents.values()


def test_fault_in_the_stylesheet(own: Path) -> None:
    """A fault of a stylesheet is one of a template."""
    (own / "verdicts.css").write_text("a{}\n{{ view.verdict }}")
    templates, _ = load_templates(bundled_templates(), own)
    _, (problem,) = static_files(templates, SETTINGS)
    assert problem.code is Code.TEMPLATE_ERROR
    assert (problem.place.path, problem.place.line) == ("templates/verdicts.css", 2)
    assert problem.hint == "Did you mean “verdicts”?"


def test_every_template_is_described() -> None:
    """Each kind of page and each stylesheet has its view, with fields and an explanation."""
    views = {view.template: view for view in describe_views()}
    pages = {f"{kind.value}.html" for kind in PageKind}
    assert views.keys() == pages | {"digest.css", "verdicts.css", "filters.css"}
    for view in views.values():
        for record in (view.view, *view.records):
            assert record.about
            assert record.fields
            assert not any("." in field.type.replace("...", "") for field in record.fields)
    article = views["article.html"]
    assert ("page", "Frame") in {(field.name, field.type) for field in article.view.fields}
    assert "Frame" in {record.name for record in article.records}
