"""The engine: templates are compiled once a process, and a page is rendered from its view alone.

Every value is escaped, every name must exist, nothing is global but the functions of ``words``:
so a page's bytes depend on its view and its templates and on nothing else.
"""

from collections.abc import MutableMapping
from functools import lru_cache
from types import TracebackType
from typing import Protocol, Self

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    Template,
    TemplateNotFound,
    UndefinedError,
    nodes,
)

from site_builder.diagnostics import Diagnostic
from site_builder.rendering.faults import (
    describe_missing_name,
    describe_missing_value,
    faults_of_source,
    runtime_fault,
)
from site_builder.rendering.templates import STYLESHEETS, Templates
from site_builder.rendering.words import FILTERS, FUNCTIONS

# They depend on more than their arguments, so two builds would differ.
_UNSTEADY_FILTERS = ("random", "pprint")


class AnyFrame(Protocol):
    """What every page's view says of the page as a whole; ``language`` is a BCP 47 tag."""

    @property
    def language(self) -> str:
        """The language in which the template speaks."""


class AnyView(Protocol):
    """The view of any page."""

    @property
    def page(self) -> AnyFrame:
        """What all pages have."""


class _Engine(Environment):
    """Jinja's environment, told that our message functions fill in their values themselves."""

    newstyle_gettext = True


class _Missing(StrictUndefined):
    """A name that nothing has; using it in any way ends the page with a plain sentence."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        return describe_missing_name(self._undefined_obj, self._undefined_name)


class _Loader(BaseLoader):
    """Compiles the templates of one digest, imports seeing the view as includes do."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates

    def load(
        self, environment: Environment, name: str, values: MutableMapping[str, object] | None = None
    ) -> Template:
        if name not in self._templates.sources:
            raise TemplateNotFound(name)
        tree = environment.parse(self._templates.sources[name], name)
        imports: list[nodes.Import | nodes.FromImport] = list(tree.find_all(nodes.Import))
        imports.extend(tree.find_all(nodes.FromImport))
        for node in imports:
            node.with_context = True
        code = environment.compile(tree, name, self._templates.shown[name])
        return environment.template_class.from_code(environment, code, values or {})


@lru_cache(maxsize=2)
def _pages(templates: Templates) -> Environment:
    environment = _environment(templates)
    environment.globals.update(FUNCTIONS)
    environment.filters.update(FILTERS)
    return environment


@lru_cache(maxsize=2)
def _stylesheets(templates: Templates) -> Environment:
    environment = _environment(templates)
    environment.autoescape = False
    return environment


def _environment(templates: Templates) -> Environment:
    environment = _Engine(
        loader=_Loader(templates),
        autoescape=True,
        undefined=_Missing,
        finalize=_require,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        auto_reload=False,
        cache_size=-1,
    )
    environment.globals.clear()
    for name in _UNSTEADY_FILTERS:
        del environment.filters[name]
    return environment


def _require(value: object) -> object:
    """Refuse to print "None" where a template shows a value that is not given."""
    if value is None:
        raise UndefinedError(describe_missing_value())
    return value


def find_faults(templates: Templates, name: str) -> list[Diagnostic]:
    """Find what is wrong with one template before anything is rendered."""
    make = _stylesheets if name in STYLESHEETS else _pages
    return faults_of_source(make(templates), templates, name)


def render_page(templates: Templates, name: str, view: AnyView) -> tuple[bytes, list[Diagnostic]]:
    """Render a page: UTF-8 with one line end at its end, or nothing and what was wrong. Pure."""
    text, problems = _render(_pages(templates), templates, name, view)
    return (text.rstrip() + "\n").encode() if not problems else b"", problems


def render_stylesheet(
    templates: Templates, name: str, view: object
) -> tuple[str, list[Diagnostic]]:
    """Render a part of the stylesheet: nothing is escaped, and no words are at hand."""
    return _render(_stylesheets(templates), templates, name, view)


class _Rendering:
    """Holds what came of a template: its text, or what it raised.

    Whatever a template raises is the template's fault; an interrupt is not caught.
    """

    def __init__(self) -> None:
        self.text = ""
        self.error: Exception | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _type: object, error: BaseException | None, _trace: TracebackType | None
    ) -> bool:
        if isinstance(error, Exception):
            self.error = error
        return self.error is not None


def _render(
    environment: Environment, templates: Templates, name: str, view: object
) -> tuple[str, list[Diagnostic]]:
    with _Rendering() as rendering:
        rendering.text = environment.get_template(name).render(view=view)
    if rendering.error is None:
        return rendering.text, []
    return "", [runtime_fault(rendering.error, templates, name)]
