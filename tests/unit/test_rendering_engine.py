"""Templates and views to bytes: what a template may do, and what it gets when it does wrong."""

import gc
import multiprocessing
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from site_builder.diagnostics import Code, Diagnostic
from site_builder.rendering import (
    Templates,
    bundled_templates,
    find_unread,
    load_templates,
    render_page,
)
from site_builder.rendering.engine import show

# What the Persian catalogue says for it.
ARTICLES = "نوشته‌ها"


@dataclass(frozen=True, slots=True)
class Frame:
    """What every view has."""

    language: str = "en"


class SenderView(NamedTuple):
    """A record of the other kind."""

    name: str = "Fish"


@dataclass(frozen=True, slots=True)
class LetterView:
    """A view of a test's own."""

    page: Frame = Frame()
    title: str = "<b>Fish & chips</b>"
    sender: SenderView = field(default_factory=SenderView)
    count: int = 1234
    absent: str | None = None
    items: tuple[str, ...] = ("a", "<b>", "c")
    prices: Mapping[str, int] = field(default_factory=lambda: {"tea": 2})

    @property
    def shout(self) -> str:
        """The title, louder."""
        return self.title.upper()


def templates_of(folder: Path, **files: str) -> tuple[Templates, list[Diagnostic]]:
    """Load a digest's own templates: each by its name without ``.html``, ``__`` for a slash."""
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return load_templates(folder / "bundled", folder)


def rendered(folder: Path, text: str, view: LetterView | None = None, **others: str) -> str:
    """Render a template that has no fault."""
    templates, problems = templates_of(folder, page=text, **others)
    assert not problems
    data, problems = render_page(templates, "page.html", view or LetterView())
    assert not problems
    return data.decode()


def fault(folder: Path, text: str, **others: str) -> Diagnostic:
    """Render a template that fails, and return what is said about it."""
    templates, _ = templates_of(folder, page=text, **others)
    data, problems = render_page(templates, "page.html", LetterView())
    assert data == b""
    (problem,) = problems
    assert problem.code is Code.TEMPLATE_ERROR
    return problem


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        pytest.param("{{ view.title }}", "&lt;b&gt;Fish &amp; chips&lt;/b&gt;", id="escaped"),
        pytest.param(
            '<a title="{{ view.title }}">',
            '<a title="&lt;b&gt;Fish &amp; chips&lt;/b&gt;">',
            id="in",
        ),
        pytest.param("{{ view.shout|length }}", "19", id="property"),
        pytest.param("{{ _('Sources') }}", "Sources", id="message"),
        pytest.param("{{ _('%(a)s & b', a=view.items[1]) }}", "&lt;b&gt; & b", id="filled"),
        pytest.param("{{ _('100%%') }}", "100%", id="per cent"),
        pytest.param("{{ _('%(n)s', n=view.count) }}", "1,234", id="number in a message"),
        pytest.param("{% trans %}a & b{% endtrans %}", "a & b", id="trans"),
        pytest.param(
            "{% trans count=view.count %}{{ count }} page{% pluralize %}{{ count }} pages"
            "{% endtrans %}",
            "1,234 pages",
            id="plural",
        ),
        pytest.param("{{ ngettext('%(num)s x', '%(num)s xs', 1) }}", "1 x", id="ngettext"),
        pytest.param("{{ pgettext('verb', 'Check') }}", "Check", id="pgettext"),
        pytest.param("{{ npgettext('c', '%(num)s x', '%(num)s xs', 2) }}", "2 xs", id="npgettext"),
        pytest.param("{{ view.items|listing }}", "a, &lt;b&gt; and c", id="listing"),
        pytest.param("{{ view.count|number }}", "1,234", id="number"),
        pytest.param("{{ 0.5|percent }}", "50%", id="percent"),
        pytest.param("{{ (2020, 12)|month }}", "December 2020", id="month"),
        pytest.param("{{ 2020|year }}", "2020", id="year"),
        pytest.param("{{ 'fa'|language_name }}", "Persian", id="language"),
        pytest.param("{{ view.prices.tea }}", "2", id="mapping"),
        pytest.param("a  \n\n\n", "a", id="one line end"),
        pytest.param("  {% if true %}\nx\n  {% endif %}\ny", "x\ny", id="no blank lines"),
    ],
)
def test_renders(tmp_path: Path, template: str, expected: str) -> None:
    """Values are escaped, messages are not, and a page ends with one line end."""
    assert rendered(tmp_path, template) == f"{expected}\n"


@dataclass(frozen=True, slots=True)
class _Dated(LetterView):
    day: date = date(2026, 11, 18)
    clock: time = time(14, 5)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ view.day|day }}", "18 Nov. 2026"),
        ("{{ view.day|day('short') }}", "18 Nov."),
        ("{{ view.day|day('long') }}", "Wednesday 18 November 2026"),
        ("{{ view.day|weekday }}", "Wednesday"),
        ("{{ view.day|month }}", "November 2026"),
        ("{{ view.clock|clock }}", "14:05"),
    ],
)
def test_dates(tmp_path: Path, template: str, expected: str) -> None:
    """Dates and times are written as the page's language writes them."""
    assert rendered(tmp_path, template, _Dated()) == f"{expected}\n"


def test_each_page_has_its_own_language(tmp_path: Path) -> None:
    """One set of compiled templates speaks the language of each view."""
    templates, _ = templates_of(tmp_path, page="{{ 7|number }}")
    english, _ = render_page(templates, "page.html", LetterView())
    persian, _ = render_page(templates, "page.html", LetterView(Frame("fa")))
    assert (english.decode(), persian.decode()) == ("7\n", "\u06f7\n")


def test_imported_macros_speak_the_pages_language(tmp_path: Path) -> None:
    """A macro writes as its page does, however it was imported."""
    macro = "{% macro m(x) %}{{ x|number }} {{ _('Sources') }}{% endmacro %}"
    text = (
        "{% from 'parts/m.html' import m %}{% import 'parts/m.html' as p %}{{ m(7) }} {{ p.m(8) }}"
    )
    for language, seven, eight in (("fa", "\u06f7", "\u06f8"), ("en", "7", "8")):
        page = rendered(tmp_path, text, LetterView(Frame(language)), parts__m=macro)
        assert page.startswith(f"{seven} ")
        assert f" {eight} " in page


def test_macros_see_the_view_where_they_are_told_to(tmp_path: Path) -> None:
    """Jinja's own "with context" gives an imported macro the view."""
    macro = "{% macro m() %}{{ view.count }}{% endmacro %}"
    text = "{% from 'parts/m.html' import m with context %}{{ m() }}"

    assert rendered(tmp_path, text, LetterView(count=5), parts__m=macro) == "5\n"


@pytest.mark.parametrize(
    ("line", "where", "message", "hint"),
    [
        pytest.param(
            "<p>{{ view.titel }}", (12, 5),
            "LetterView has no field “titel”.", "Did you mean “title”?", id="field",
        ),
        pytest.param(
            "<p>{{ view.zzz }}", (12, 3),
            "LetterView has no field “zzz”.", "`digest templates` lists what each view holds.",
            id="strange field",
        ),
        pytest.param(
            "{{ view.sender.nam }}", (16, 3),
            "SenderView has no field “nam”.", "Did you mean “name”?", id="field of a part",
        ),
        pytest.param(
            "{{ view.sender.count }}", (16, 5),
            "SenderView has no field “count”.", "`digest templates` lists what each view holds.",
            id="method of a part",
        ),
        pytest.param(
            "{{ veiw.title }}", (4, 4),
            "A template knows no name “veiw”.", "Did you mean “view”?", id="name",
        ),
        pytest.param(
            "{{ range(3) }}", (4, 5),
            "A template knows no name “range”.", "It sees “view” and nothing else.", id="global",
        ),
        pytest.param(
            "{{ view.prices.te }}", (16, 2),
            "There is no “te” in the value before it.", "Did you mean “tea”?", id="key",
        ),
        pytest.param(
            "{{ view.absent }}", (1, 17),
            "This value is not given here, so it can't be shown.",
            "Ask for it first: {% if … %}.", id="none",
        ),
        pytest.param(
            "{{ view.absent.length }}", (16, 6),
            "What stands before “.length” is not given here.",
            "Ask for it first: {% if … %}.", id="field of none",
        ),
        pytest.param(
            "{% include view.title %}", (1, 24),
            "There is no template “<b>Fish & chips</b>”.", "", id="include",
        ),
        pytest.param(
            "{{ 1 / 0 }}", (1, 11),
            "This line can't be carried out: division by zero.", "", id="exception",
        ),
        pytest.param(
            "{% macro it(a) %}{% endmacro %}{{ it(1, 2) }}", (1, 45),
            "This line can't be carried out: macro 'it' takes not more than 1 argument(s).", "",
            id="macro",
        ),
        pytest.param(
            "{{ view.title|number }}", (1, 23),
            "This line can't be carried out:", "", id="filter",
        ),
    ],
)  # fmt: skip
def test_faults_have_the_templates_line(
    tmp_path: Path, line: str, where: tuple[int, int], message: str, hint: str
) -> None:
    """What fails is said with the template's own line, and the nearest name there is."""
    problem = fault(tmp_path, f"first\nsecond\n{line}\nlast")
    assert problem.place.line == 3
    assert (problem.place.column, problem.place.length) == where
    assert problem.place.excerpt == line
    assert problem.message.startswith(message)
    assert problem.hint == hint


def test_faults_in_parts(tmp_path: Path) -> None:
    """A fault is placed in the part where it stands, not in the page that includes it."""
    problem = fault(tmp_path, "\n{% include 'parts/a.html' %}", parts__a="x\n\n{{ view.nothing }}")
    assert problem.place.path == "templates/parts/a.html"
    assert problem.place.line == 3


def test_endless_inclusion(tmp_path: Path) -> None:
    """A template that includes itself ends in a message."""
    assert fault(tmp_path, "{% include 'page.html' %}").place.line == 1


def test_missing_page_template(tmp_path: Path) -> None:
    """A page without a template is a fault of that template."""
    templates, _ = templates_of(tmp_path, page="")
    data, (problem,) = render_page(templates, "article.html", LetterView())
    assert data == b""
    assert problem.place.path == "templates/article.html"


@pytest.mark.parametrize(
    ("line", "column", "message", "hint"),
    [
        ("{{ view.title|numbr }}", 15, "There is no filter “numbr”.", "Did you mean “number”?"),
        ("{% if 0 %}{{ 1|numbr }}{% endif %}", 16, "There is no filter “numbr”.",
         "Did you mean “number”?"),
        ("{% if 1 is evn %}{% endif %}", 12, "There is no test “evn”.", "Did you mean “even”?"),
        ("{% include 'parts/n.html' %}", 13, "There is no template “parts/n.html”.",
         "Did you mean “parts/m.html”?"),
        ("{% from 'q.html' import x %}", 10, "There is no template “q.html”.", ""),
        ("{{ 1|random }}", 6, "There is no filter “random”.", ""),
        ("{% iff %}", 1, "Encountered unknown tag 'iff'.", ""),
        ("{{ 1 + }}", 1, "unexpected 'end of print statement'.", ""),
        ("{% block a %}{% endblock %}{% block a %}{% endblock %}", 1,
         "block 'a' defined twice.", ""),
    ],
)  # fmt: skip
def test_faults_that_show_at_once(
    tmp_path: Path, line: str, column: int, message: str, hint: str
) -> None:
    """What is wrong without any view is found when templates are loaded, in unused ones too."""
    templates, problems = templates_of(tmp_path, page="fine", other=f"one\n{line}", parts__m="")
    (problem,) = problems
    assert problem.code is Code.TEMPLATE_ERROR
    assert problem.place.path == "templates/other.html"
    assert (problem.place.line, problem.place.column) == (2, column)
    assert problem.message == message
    assert problem.hint == hint
    assert render_page(templates, "page.html", LetterView()) == (b"fine\n", [])


def test_all_faults_of_a_template(tmp_path: Path) -> None:
    """Several unknown names are several messages."""
    _, problems = templates_of(tmp_path, page="{{ 1|aaaa }}\n{{ 1|bbbb }}")
    assert [problem.place.line for problem in problems] == [1, 2]


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Give a folder of bundled templates and an own one that is still empty."""
    bundled, own = tmp_path / "bundled", tmp_path / "templates"
    (bundled / "parts").mkdir(parents=True)
    (bundled / "static").mkdir()
    own.mkdir()
    (bundled / "page.html").write_text("page, {% include 'parts/a.html' %}")
    (bundled / "parts/a.html").write_text("bundled")
    (bundled / "static/font.woff2").write_bytes(b"font")
    return bundled, own


def test_own_templates_override(folders: tuple[Path, Path]) -> None:
    """An own file takes the place of the bundled one of that name; the others stay."""
    bundled, own = folders
    (own / "parts").mkdir()
    (own / "parts/a.html").write_bytes(b"\xef\xbb\xbfown\r\n")
    templates, problems = load_templates(bundled, own)
    assert not problems
    assert render_page(templates, "page.html", LetterView()) == (b"page, own\n", [])


def test_own_templates_are_named_as_in_the_root(folders: tuple[Path, Path]) -> None:
    """A fault of an own template is placed by its path in the digest's folder."""
    bundled, own = folders
    (own / "page.html").write_text("\n{{ view.nothing }}")
    templates, _ = load_templates(bundled, own)
    _, (problem,) = render_page(templates, "page.html", LetterView())
    assert (problem.place.path, problem.place.line) == ("templates/page.html", 2)


def test_own_files_of_all_kinds(folders: tuple[Path, Path]) -> None:
    """Own templates and static files may be added; hidden and other files are left alone."""
    bundled, own = folders
    (own / "static/pictures").mkdir(parents=True)
    (own / "static/pictures/logo.svg").write_bytes(b"<svg/>")
    (own / "page.html").write_text("{% include 'extra.html' %}")
    (own / "extra.html").write_text("x")
    (own / "notes.txt").write_text("{{")
    (own / ".page.html.swp").write_text("{{")
    templates, problems = load_templates(bundled, own)
    assert not problems
    assert not list(find_unread(bundled, own, templates))
    assert set(templates.sources) == {"page.html", "parts/a.html", "extra.html"}
    assert templates.static == {"font.woff2": b"font", "pictures/logo.svg": b"<svg/>"}


NEEDED = "It needs the name of a bundled template, or one that names it; other files go to static/."


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("pages.html", "Did you mean “page.html”?"),
        ("part/a.html", "Did you mean “parts/a.html”?"),
        ("digset.css", "Did you mean “digest.css”?"),
        ("quite-another.html", NEEDED),
    ],
)
def test_own_templates_that_nothing_reads(folders: tuple[Path, Path], name: str, hint: str) -> None:
    """A mistyped name does not vanish in silence: it is warned of, with the nearest known one."""
    bundled, own = folders
    (own / name).parent.mkdir(exist_ok=True)
    (own / name).write_text("x")
    (bundled / "digest.css").touch()
    templates, problems = load_templates(bundled, own)
    assert not problems
    (problem,) = find_unread(bundled, own, templates)
    assert (problem.code, problem.place.path) == (Code.STRAY_FILE, f"templates/{name}")
    assert problem.hint == hint


def test_no_own_folder(folders: tuple[Path, Path]) -> None:
    """A digest needs no templates of its own."""
    bundled, own = folders
    assert load_templates(bundled, own / "nowhere") == load_templates(bundled, None)


def test_own_file_in_another_encoding(folders: tuple[Path, Path]) -> None:
    """A template that is not UTF-8 is a fault, at the line where it stops being."""
    bundled, own = folders
    (own / "page.html").write_bytes(b"one\ntwo \xe9\n")
    _, (problem,) = load_templates(bundled, own)
    assert problem.code is Code.WRONG_ENCODING
    assert (problem.place.path, problem.place.line) == ("templates/page.html", 2)


def test_links_and_pipes(folders: tuple[Path, Path], tmp_path: Path) -> None:
    """A link that leaves the folder is a fault; a pipe is never opened."""
    bundled, own = folders
    (tmp_path / "secret.html").write_text("secret")
    (own / "page.html").symlink_to(tmp_path / "secret.html")
    os.mkfifo(own / "pipe.html")
    templates, (problem,) = load_templates(bundled, own)
    assert problem.code is Code.LINK_LEAVES_ROOT
    assert "secret" not in templates.sources["page.html"]


def test_undecodable_names(folders: tuple[Path, Path]) -> None:
    """A name that is not UTF-8 is a fault that can be printed."""
    bundled, own = folders
    Path(os.fsdecode(os.fsencode(own) + b"/\xff.html")).write_text("x")
    _, (problem,) = load_templates(bundled, own)
    assert problem.code is Code.UNDECODABLE_NAME
    assert problem.place.path == "templates/\\xff.html"


def test_templates_travel(folders: tuple[Path, Path]) -> None:
    """Templates reach another process equal, and render the same there."""
    templates, _ = load_templates(folders[0], None)
    here, there = multiprocessing.Pipe()
    here.send(templates)
    copy = there.recv()
    assert copy == templates
    assert render_page(copy, "page.html", LetterView()) == (b"page, bundled\n", [])


@pytest.mark.parametrize("name", ["page.html", "parts/a.html", "static/font.woff2", "new.html"])
def test_fingerprint_changes(folders: tuple[Path, Path], name: str) -> None:
    """Any change of any file gives another fingerprint; no change gives the same."""
    bundled, _ = folders
    before, _ = load_templates(bundled, None)
    again, _ = load_templates(bundled, None)
    (bundled / name).write_text("changed")
    after, _ = load_templates(bundled, None)
    assert before.fingerprint == again.fingerprint
    assert before.fingerprint != after.fingerprint


def test_environments_are_not_mixed_up(folders: tuple[Path, Path]) -> None:
    """Templates that changed are compiled anew, in the same process."""
    bundled, _ = folders
    before, _ = load_templates(bundled, None)
    (bundled / "parts/a.html").write_text("changed")
    after, _ = load_templates(bundled, None)
    pages = [render_page(one, "page.html", LetterView())[0] for one in (before, after, before)]
    assert pages == [b"page, bundled\n", b"page, changed\n", b"page, bundled\n"]


def test_bundled_templates_have_no_fault() -> None:
    """The templates that come with the product compile, each of them."""
    templates, problems = load_templates(bundled_templates(), None)
    assert not problems
    assert {"home.html", "article.html", "digest.css", "verdicts.css"} <= templates.sources.keys()


def test_what_a_macro_writes_once_is_what_it_writes(tmp_path: Path) -> None:
    """A macro is called once for equal values, and written as often as it is asked for."""
    macro = "{% macro say(word, n) %}<b>{{ word }}</b>{{ n }}{% endmacro %}"
    again = "{{ say|once(view.title, 1) }}{{ say|once(view.title, 1) }}{{ say|once('x', 2) }}"
    plain = again.replace("say|once(", "say(")
    templates, _ = templates_of(tmp_path, page=f"{macro}{again}|{plain}")
    data, _ = render_page(templates, "page.html", LetterView())
    once, _, called = data.decode().strip().partition("|")
    assert once == called


def test_views_without_change_render_the_same_bytes(tmp_path: Path) -> None:
    """Equal views give equal bytes, page after page."""
    templates, _ = templates_of(tmp_path, page="{{ view.title }}{{ view.items|listing }}")
    view = LetterView()
    first = render_page(templates, "page.html", view)
    render_page(templates, "page.html", replace(view, title="other"))
    assert render_page(templates, "page.html", replace(view)) == first


def told_and_shown(value: object) -> tuple[str, str]:
    """Return what Jinja itself would write for a value, and what we write."""
    return str(escape(value)), "".join([show(value)])


@given(st.text() | st.text(alphabet="&<>\"'a") | st.integers() | st.booleans())
def test_values_are_written_as_jinja_writes_them(value: object) -> None:
    """Text is escaped, and what is HTML already is not, whatever way a value takes."""
    expected, written = told_and_shown(value)
    assert written == expected

    expected, written = told_and_shown(Markup("{}").format(value))
    assert written == expected


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ('{{ _("Articles") }}, {{ "Articles"|upper }}', f"{ARTICLES}, ARTICLES"),
        ('{% set word = "Articles" %}{{ _(word) }}', ARTICLES),
        (
            '{% macro it() %}{{ _("Articles") }}{% endmacro %}{{ [it(), "<"]|join }}',
            f"{ARTICLES}&lt;",
        ),
        ('{% autoescape false %}{{ _("Articles") }}{{ "<" }}{% endautoescape %}', f"{ARTICLES}<"),
        (
            "{% macro it(a, b=2) %}{{ a }}{{ b }}{% endmacro %}{{ it(1) }}{{ it(3, b='>') }}",
            "123&gt;",
        ),
        (
            "{% macro it() %}{{ caller('<') }}{% endmacro %}{% call(x) it() %}{{ x }}{% endcall %}",
            "&lt;",
        ),
        (
            "{% for a in ['<', ['b']] recursive %}{{ a if a is string else loop(a) }}{% endfor %}",
            "&lt;b",
        ),
        ("{% macro it(class) %}{{ class }}{% endmacro %}{{ it(class='<') }}", "&lt;"),
        (
            "{% macro it(a) %}{{ a }}{{ varargs|join }}{% endmacro %}{{ it(1, 2, '<') }}",
            "12&lt;",
        ),
        (
            "{% macro m() %}{{ '<' }}{% endmacro %}{% autoescape 0 %}{{ m() }}{% endautoescape %}",
            "&lt;",
        ),
        ("{{ _('%(n)s', n=1) }}{{ _('%(n)s', n=true) }}{{ _('%(n)s', n='1') }}", "\u06f1True1"),
        ("{{ ['<', '', none, '<b>'|safe, 2]|dotted }}", "&lt; · <b> · 2"),
        ("{{ 'a-b.c'|urlencode }} {{ 'a b/é'|urlencode }}", "a-b.c a%20b/%C3%A9"),
    ],
)
def test_short_ways_lead_where_jinja_leads(tmp_path: Path, template: str, expected: str) -> None:
    """Messages, macros and recursion give what Jinja's own ways give."""
    assert rendered(tmp_path, template, LetterView(Frame("fa"))).strip() == expected


def test_a_rendered_view_is_let_go_of(tmp_path: Path) -> None:
    """No view waits for the collector of circles, though macros of its page know it."""
    text = "{% macro it() %}{{ view.title }}{% endmacro %}{{ it() }}"
    view = LetterView(items=("a", "b"))
    holders = sys.getrefcount(view)

    gc.disable()
    try:
        rendered(tmp_path, text, view)
        assert sys.getrefcount(view) == holders
    finally:
        gc.enable()
