"""What is wrong with a template, as a diagnostic with the template's own line."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import is_dataclass
from types import TracebackType

from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError, UndefinedError, nodes
from jinja2.utils import missing

from site_builder.diagnostics import Code, Diagnostic, Place
from site_builder.documents import did_you_mean
from site_builder.rendering.templates import Templates

_NAMES = ("view", "_", "gettext", "ngettext", "pgettext", "npgettext")
_SEE_VIEWS = "`digest templates` lists what each view holds."


def faults_of_source(environment: Environment, templates: Templates, name: str) -> list[Diagnostic]:
    """Parse and compile one template; return every fault that shows without a view."""
    try:
        tree = environment.parse(templates.sources[name], name)
        faults = list(_unknown_names(environment, templates, name, tree))
        if not faults:
            environment.compile(tree, name, templates.shown[name])
    except TemplateSyntaxError as error:
        return [_syntax_fault(error, templates, name)]
    return faults


def runtime_fault(error: Exception, templates: Templates, name: str) -> Diagnostic:
    """Say what ended the rendering of ``name``, at the innermost line of a template."""
    if isinstance(error, TemplateSyntaxError):
        return _syntax_fault(error, templates, name)
    path, line = _innermost(error.__traceback__, templates) or (_shown(templates, name), 1)
    message, hint, word = _explain(error, templates)
    source = {templates.shown[known]: text for known, text in templates.sources.items()}
    return _fault(_place(path, source.get(path, ""), line, word), message, hint)


def describe_missing_name(owner: object, name: object) -> str:
    """Put a name that nothing has in three lines: the sentence, the hint, the name."""
    if owner is missing:
        message = f"A template knows no name “{name}”."
        hint = did_you_mean(str(name), _NAMES) or "It sees “view” and nothing else."
    elif owner is None:
        message = f"What stands before “.{name}” is not given here."
        hint = "Ask for it first: {% if … %}."
    elif is_dataclass(owner) or (isinstance(owner, tuple) and hasattr(owner, "_fields")):
        message = f"{type(owner).__name__} has no field “{name}”."
        fields = [field for field in dir(owner) if not field.startswith("_") and field != name]
        hint = did_you_mean(str(name), fields) or _SEE_VIEWS
    else:
        message = f"There is no “{name}” in the value before it."
        hint = did_you_mean(str(name), map(str, owner)) if isinstance(owner, Mapping) else ""
    return f"{message}\n{hint}\n{name}"


def describe_missing_value() -> str:
    """Put a value that is not given but shown in the form of ``describe_missing_name``."""
    return "This value is not given here, so it can't be shown.\nAsk for it first: {% if … %}.\n"


def _unknown_names(
    environment: Environment, templates: Templates, name: str, tree: nodes.Template
) -> Iterator[Diagnostic]:
    for node, kind, word, known in _names_used(environment, templates, tree):
        if word not in known:
            message = f"There is no {kind} “{word}”."
            hint = did_you_mean(word, known)
            place = _place(templates.shown[name], templates.sources[name], node.lineno, word)
            yield _fault(place, message, hint)


def _names_used(
    environment: Environment, templates: Templates, tree: nodes.Template
) -> Iterator[tuple[nodes.Node, str, str, Iterable[str]]]:
    for use in tree.find_all(nodes.Filter):
        yield use, "filter", use.name, environment.filters
    for test in tree.find_all(nodes.Test):
        yield test, "test", test.name, environment.tests
    for statement in (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport):
        for link in tree.find_all(statement):
            for target in link.iter_child_nodes(only=("template",)):
                if isinstance(target, nodes.Const):
                    yield link, "template", str(target.value), templates.sources


def _syntax_fault(error: TemplateSyntaxError, templates: Templates, name: str) -> Diagnostic:
    broken = error.name if error.name and error.name in templates.sources else name
    text = templates.sources.get(broken, "")
    message = (error.message or "This template can't be read").rstrip(".")
    return _fault(_place(_shown(templates, broken), text, error.lineno, ""), f"{message}.", "")


def _innermost(trace: TracebackType | None, templates: Templates) -> tuple[str, int] | None:
    """Find the last frame that the engine has rewritten to a line of a template."""
    paths = set(templates.shown.values())
    found = None
    while trace is not None:
        path = trace.tb_frame.f_code.co_filename
        if path in paths:
            found = path, trace.tb_lineno
        trace = trace.tb_next
    return found


def _explain(error: Exception, templates: Templates) -> tuple[str, str, str]:
    if isinstance(error, UndefinedError):
        message, _, rest = str(error).partition("\n")
        hint, _, word = rest.partition("\n")
        return f"{message.rstrip('.')}.", hint, word
    if isinstance(error, TemplateNotFound):
        word = str(error.name)
        return f"There is no template “{word}”.", did_you_mean(word, templates.sources), word
    reason = str(error).rstrip(".") or type(error).__name__
    return f"This line can't be carried out: {reason}.", "", ""


def _shown(templates: Templates, name: str) -> str:
    return templates.shown.get(name, f"templates/{name}")


def _fault(place: Place, message: str, hint: str) -> Diagnostic:
    return Diagnostic.of(Code.TEMPLATE_ERROR, place, message, hint)


def _place(path: str, text: str, line: int, word: str) -> Place:
    """Point at a word of a line, or at the whole line where the word is not in it."""
    lines = text.split("\n")
    excerpt = lines[line - 1] if line <= len(lines) else ""
    shown = word if word and word in excerpt else excerpt.strip()
    return Place(path, line, excerpt.find(shown) + 1, max(1, len(shown)), excerpt)
