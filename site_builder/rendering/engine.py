"""Jinja's environment for pages, with shorter ways for what a page does hundreds of times.

What comes out is what Jinja itself would make of the same templates. A page shows some hundred
values and asks for some fifty messages and macros: each of these goes through one call here, where
Jinja has four or five.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from keyword import iskeyword

from jinja2 import Environment, Template, UndefinedError, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.environment import TemplateModule
from jinja2.filters import do_urlencode
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

from site_builder.rendering.faults import describe_missing_value

# Most values hold none of this.
_find_markup = re.compile("[&<>\"']").search
# A text that is HTML already need not be asked what it is as HTML.
_as_html = str.__new__
_DOT = " · "
_OF_TUPLES = frozenset({"count", "index"})


def require(value: object) -> object:
    """Refuse to print "None" where a template shows a value that is not given."""
    if value is None:
        raise UndefinedError(describe_missing_value())
    return value


def show(value: object) -> str:
    """Write a value as HTML: a text is escaped, and what is HTML stays as it is."""
    if type(value) is Markup or (type(value) is str and _find_markup(value) is None):
        return value
    return escape(require(value))


def quote(value: str | Mapping[str, object]) -> str:
    """Write a value as a part of an address."""
    return _quoted(value) if type(value) is str else do_urlencode(value)


@lru_cache(maxsize=4096)
def _quoted(value: str) -> Markup:
    """Write a text so, which leaves no sign that HTML knows: a page asks often for the same id."""
    return _as_html(Markup, do_urlencode(value))


def dotted(values: Iterable[object]) -> Markup:
    """Write what there is of some values with a dot between each two."""
    return _as_html(Markup, _DOT.join([show(value) for value in values if value]))


class _Macro(Macro):
    """A macro of a template that escapes: it is called as it is, and what it writes is HTML."""

    def __init__(
        self,
        environment: Environment,
        func: Callable[..., str],
        name: str,
        arguments: list[str],
        *asked: bool,
    ) -> None:
        """Make a macro; ``asked`` is what else it takes, and last whether it escapes."""
        super().__init__(environment, func, name, arguments, *asked)
        self._most = -1 if any(asked[:-1]) else len(arguments)

    def __call__(self, *given: object, **named: object) -> str:
        """Write what the macro writes for some values."""
        lacking = self._most - len(given)
        if named or lacking < 0:
            return super().__call__(*given, **named)
        if lacking:
            given += (missing,) * lacking
        return _as_html(Markup, self._func(*given))


class _Generator(CodeGenerator):
    """Writes the code of a template: what is shown goes through ``show``, if it is no message."""

    def write_commons(self) -> None:
        """Write what the code of a template, or of a block, begins with."""
        super().write_commons()
        self.writeline("show, messages = environment.show, environment.messages")

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if not _is_escaped(frame):
            super()._output_child_pre(node, frame, finalize)
        elif _message_of(node) is None:
            self.write("show(")

    def _output_child_post(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if not _is_escaped(frame):
            super()._output_child_post(node, frame, finalize)
        elif _message_of(node) is None:
            self.write(")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Write what makes a macro of its function."""
        if _is_escaped(frame):
            self.write("environment.")
        super().macro_def(macro_ref, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """Write a call; a message without values is looked up."""
        message = _message_of(node)
        odd = forward_caller or any(iskeyword(named.key) for named in node.kwargs)
        if not _is_escaped(frame) or node.dyn_args or node.dyn_kwargs or odd:
            super().visit_Call(node, frame, forward_caller=forward_caller)
        elif message is not None:
            self.write(f"messages[{message!r}]")
        else:
            self.visit(node.node, frame)
            self.write("(")
            for given in (*node.args, *node.kwargs):
                self.visit(given, frame)
                self.write(", ")
            self.write(")")


class _BoldGenerator(_Generator):
    """Writes code that reads a field as Python does, where Jinja would look in two places."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """Write how a field is read."""
        name = node.attr
        if name.startswith("_") or iskeyword(name) or name in _OF_TUPLES or _is_block(node):
            super().visit_Getattr(node, frame)
        else:
            self.visit(node.node, frame)
            self.write(f".{name}")


def _message_of(node: nodes.Expr) -> str | None:
    """Return the message that a call asks for, if that is all that it does."""
    match node:
        case nodes.Call(
            node=nodes.Name(name="_"), args=[nodes.Const(value=str(message))], kwargs=[]
        ):
            return message
    return None


def _is_block(node: nodes.Getattr) -> bool:
    return isinstance(node.node, nodes.Name) and node.node.name == "self"


def _is_escaped(frame: Frame) -> bool:
    return bool(frame.eval_ctx.autoescape and not frame.eval_ctx.volatile)


class _Context(Context):
    """Calls what is not called as it is. Of all that it gets, macros alone ask how to escape."""

    def call(self, called: Callable[..., object], /, *given: object, **named: object) -> object:
        """Call something with what the template gives it."""
        named.pop("_loop_vars", None)
        named.pop("_block_vars", None)
        if isinstance(called, Macro):
            return Macro.__call__(called, self.eval_ctx, *given, **named)
        return called(*given, **named)


class _Template(Template):
    """A template that lets go of what it saw, and that is run once for all who import it."""

    def render(self, *args: object, **kwargs: object) -> str:
        """Render a page.

        Macros of its own template know the context, which knows them: whole views would wait for
        the collector of circles, and take a quarter of the time.
        """
        context = self.new_context(dict(*args, **kwargs))
        try:
            return self.environment.concat(self.root_render_func(context))
        except Exception:
            self.environment.handle_exception()
        finally:
            context.vars.clear()

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return super()._get_default_module()


class _Messages(dict[str, Markup]):
    """The messages that templates have asked for, as HTML."""

    def __init__(self, look_up: Callable[[str], Markup]) -> None:
        super().__init__()
        self._look_up = look_up

    def __missing__(self, message: str) -> Markup:
        self[message] = found = self._look_up(message)
        return found


class Engine(Environment):
    """The environment of one language, which tells its messages itself."""

    newstyle_gettext = True
    code_generator_class = _Generator
    context_class = _Context
    template_class = _Template
    show = staticmethod(show)
    messages: Mapping[str, Markup] = {}
    Macro = _Macro

    def getattr(self, obj: object, attribute: str) -> object:
        """Read a field; the methods of tuples, as which some records are made, are none."""
        if attribute in _OF_TUPLES and attribute not in getattr(obj, "_fields", (attribute,)):
            return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def tell(self, functions: Mapping[str, Callable[..., Markup]]) -> None:
        """Take the functions that say messages."""
        self.globals.update(functions)
        self.messages = _Messages(functions["_"])


class BoldEngine(Engine):
    """One that takes it that every value has the fields that it is asked for.

    Where one has not, the page ends with whatever Python raises: an ``Engine`` that is not bold
    looks among the keys of mappings too, and knows what is missing.
    """

    code_generator_class = _BoldGenerator
