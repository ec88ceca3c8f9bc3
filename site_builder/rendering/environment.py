"""The engine: templates are compiled once a process, and a page is rendered from its view alone.

Every value is escaped, every name must exist, nothing is global but the functions of ``words``:
so a page's bytes depend on its view and its templates and on nothing else.
"""

from collections.abc import MutableMapping
from functools import lru_cache
from types import CodeType, TracebackType
from typing import Protocol, Self

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    Template,
    TemplateNotFound,
    nodes,
    pass_context,
)
from jinja2.runtime import Context

from site_builder.diagnostics import Diagnostic
from site_builder.rendering.engine import BoldEngine, Engine, dotted, quote, require
from site_builder.rendering.faults import (
    describe_missing_name,
    faults_of_source,
    runtime_fault,
)
from site_builder.rendering.once import Once
from site_builder.rendering.templates import STYLESHEETS, Templates
from site_builder.rendering.words import Words

# They depend on more than their arguments, so two builds would differ.
_UNSTEADY_FILTERS = ("random", "pprint")

# Which names a template may use does not depend on the language.
_ANY = "en"


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


class _Missing(StrictUndefined):
    """A name that nothing has; using it in any way ends the page with a plain sentence."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        return describe_missing_name(self._undefined_obj, self._undefined_name)


class _Loader(BaseLoader):
    """Compiles the templates of one digest, each once for all languages."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates
        self._code: dict[tuple[str, type[Environment]], CodeType] = {}

    def load(
        self, environment: Environment, name: str, values: MutableMapping[str, object] | None = None
    ) -> Template:
        if name not in self._templates.sources:
            raise TemplateNotFound(name)
        place = name, type(environment)
        if place not in self._code:
            source, shown = self._templates.sources[name], self._templates.shown[name]
            self._code[place] = environment.compile(source, name, shown)
        return environment.template_class.from_code(environment, self._code[place], values or {})


@lru_cache(maxsize=2)
def _loader(templates: Templates) -> _Loader:
    return _Loader(templates)


@lru_cache(maxsize=64)
def _pages(templates: Templates, language: str, kind: type[Engine] = Engine) -> Environment:
    """Return what renders the pages of a language.

    Its words are the environment's own, so that a part with macros is made once and not once a
    page, as it would have to be if it asked each page for its language.
    """
    words = Words.of(language)
    environment = _environment(templates, kind)
    environment.tell(words.functions())
    environment.filters.update(words.filters())
    environment.filters.update(dotted=dotted, once=Once(), urlencode=quote)
    return environment


@lru_cache(maxsize=2)
def _stylesheets(templates: Templates) -> Environment:
    environment = _environment(templates, Engine)
    environment.autoescape = False
    return environment


def _environment(templates: Templates, kind: type[Engine]) -> Engine:
    environment = kind(
        loader=_loader(templates),
        autoescape=True,
        undefined=_Missing,
        finalize=_require,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        # A filter of a constant is worked out when the page is rendered, since all languages
        # share the compiled templates.
        optimized=False,
        auto_reload=False,
        cache_size=-1,
    )
    environment.globals.clear()
    for name in _UNSTEADY_FILTERS:
        del environment.filters[name]
    return environment


@pass_context
def _require(_context: Context, value: object) -> object:
    """Refuse to print "None", as ``require`` does.

    Asking for the context, which it has no use for, keeps Jinja from printing constants when it
    compiles: see ``optimized`` above.
    """
    return require(value)


def find_faults(templates: Templates, name: str) -> list[Diagnostic]:
    """Find what is wrong with one template before anything is rendered."""
    pages = name not in STYLESHEETS
    environment = _pages(templates, _ANY) if pages else _stylesheets(templates)
    return faults_of_source(environment, templates, name)


def parse(templates: Templates, name: str) -> nodes.Template:
    """Return the syntax of a page's template or part."""
    return _pages(templates, _ANY).parse(templates.sources[name], name)


def render_page(templates: Templates, name: str, view: AnyView) -> tuple[bytes, list[Diagnostic]]:
    """Render a page: UTF-8 with one line end at its end, or nothing and what was wrong. Pure."""
    language = view.page.language
    text, problems = _render(_pages(templates, language, BoldEngine), templates, name, view)
    if problems:
        text, problems = _render(_pages(templates, language), templates, name, view)
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
