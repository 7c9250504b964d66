"""Templates are compiled once for each language, with their texts in their places.

A page says some hundred texts, and each is a search in a catalogue, a formatting and an escape. All but those that hold
something of the page are the same for everybody who reads that language, so they are put in when a template is compiled,
and with them what is drawn from constants alone (an icon).
"""

from collections.abc import Callable, MutableMapping
from typing import Any

from flask.templating import Environment
from jinja2 import Template, nodes
from jinja2.compiler import CodeGenerator, MacroRef
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, _escape_inner, escape

from app.kit.macros import DirectMacro

GETTEXT = frozenset({"_", "gettext"})
Say = Callable[[str], str]


def written(value: Any) -> str:
    """What stands on the page for a value: what is markup already (most of it, since macros give markup) as it is. What
    comes out is put together with the rest of the page, so it need not say of itself that it is markup."""
    kind = type(value)
    if kind is Markup:
        return value
    return _escape_inner(value) if kind is str else escape(value)


class _Code(CodeGenerator):
    """Asks `written` where Jinja escapes, which makes new markup of markup."""

    def _output_child_pre(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write(f"environment.written({finalize.src or ''}")

    environment: "SpokenTemplates"

    def visit_Call(self, node: nodes.Call, frame: Any, **options: Any) -> None:  # type: ignore[override]
        """A macro is called as what it is, not by way of everything else that can be called."""
        if not (isinstance(node.node, nodes.Name) and node.node.name in self.environment.macros_of(self.name)):
            return super().visit_Call(node, frame, **options)
        self.visit(node.node, frame)
        self.write(".direct(context.eval_ctx")
        self.signature(node, frame, {"caller": "caller"} if options.get("forward_caller") else None)
        self.write(")")
        return None

    def macro_def(self, macro_ref: MacroRef, frame: Any) -> None:
        node = macro_ref.node
        names = "".join(f"{one.name!r}, " for one in node.args)
        self.write(
            f"environment.macro(environment, macro, {getattr(node, 'name', None)!r}, ({names}),"
            f" {macro_ref.accesses_kwargs!r}, {macro_ref.accesses_varargs!r},"
            f" {macro_ref.accesses_caller!r}, context.eval_ctx.autoescape)"
        )


class SpokenTemplate(Template):
    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        """What other templates take from this one is the same for all of them: globals are the application's alone. Jinja
        looks for others at each import of each page."""
        return super()._get_default_module()


class SpokenTemplates(Environment):
    """Finds a template in the language of whoever reads; the application says which that is, and how it says a text."""

    code_generator_class = _Code
    template_class = SpokenTemplate
    written = staticmethod(written)
    macro = DirectMacro
    language: Callable[[], str | None] = staticmethod(lambda: None)
    say: Say | None = None
    drawn = frozenset[str]()
    """The templates whose macros depend on nothing but what they are given."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._spoken: dict[str, SpokenTemplates] = {}
        self._macros: dict[str | None, frozenset[str]] = {}

    def speak(self, language: Callable[[], str | None], say: Callable[[str], Say], drawn: frozenset[str]) -> None:
        """`language()` at this moment, `say(language)(text)`; before the first template is asked for."""
        self.language, self.drawn = language, drawn
        self._say_in = say

    def macros_of(self, name: str | None) -> frozenset[str]:
        """The names of a template that are macros: its own, and those it takes from others."""
        return self._macros.get(name, frozenset())

    def _load_template(self, name: str, globals: MutableMapping[str, Any] | None) -> Template:
        language = None if self.say else self.language()
        if language is None:
            return super()._load_template(name, globals)
        spoken = self._spoken.get(language)
        if spoken is None:
            spoken = self.overlay()
            spoken.say = self._say_in(language)
            self._spoken[language] = spoken
        return spoken._load_template(name, globals)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        if name and self._escapes(name):
            self._macros[name] = frozenset(_macros(tree))
            if self.say:
                tree = _Saying(self, self.say).visit(tree)
        return tree

    def _escapes(self, name: str) -> bool:
        return bool(self.autoescape(name) if callable(self.autoescape) else self.autoescape)


def _macros(tree: nodes.Template) -> list[str]:
    taken = [name for one in tree.find_all(nodes.FromImport) for name in one.names]
    here = [name[1] if isinstance(name, tuple) else name for name in taken]
    set_anew = {one.name for one in tree.find_all(nodes.Name) if one.ctx != "load"}
    return [name for name in [*here, *(one.name for one in tree.find_all(nodes.Macro))] if name not in set_anew]


class _Saying(NodeTransformer):
    """Puts texts in the place of `_("…")`, and drawings in the place of calls of drawing macros with constants."""

    def __init__(self, templates: SpokenTemplates, say: Say) -> None:
        self.templates, self.say = templates, say
        self.macros: dict[str, Callable[..., Markup]] = {}

    def visit_FromImport(self, node: nodes.FromImport) -> nodes.Node:
        if isinstance(node.template, nodes.Const) and node.template.value in self.templates.drawn:
            module = self.templates.get_template(node.template.value).module
            for name in node.names:
                own, here = name if isinstance(name, tuple) else (name, name)
                self.macros[here] = getattr(module, own)
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        self.generic_visit(node)
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        if node.dyn_args or node.dyn_kwargs:
            return node
        if name in GETTEXT and len(node.args) == 1 and isinstance(node.args[0], nodes.Const):
            return self._text(self.say(node.args[0].value), node)
        if name in self.macros and all(isinstance(one, nodes.Const) for one in _given(node)):
            words = {one.key: one.value.as_const() for one in node.kwargs}
            return _safe(self.macros[name](*[one.as_const() for one in node.args], **words), node)
        return node

    def _text(self, text: str, node: nodes.Call) -> nodes.Node:
        """A text is a format, whether anything is put into it or not, as Jinja's own extension has it."""
        if not node.kwargs:
            return _safe(Markup(text) % {}, node)
        pairs = [nodes.Pair(nodes.Const(one.key), one.value) for one in node.kwargs]
        return nodes.Mod(_safe(text, node), nodes.Dict(pairs), lineno=node.lineno)


def _given(node: nodes.Call) -> list[nodes.Expr]:
    return [*node.args, *[one.value for one in node.kwargs]]


def _safe(text: str, node: nodes.Node) -> nodes.MarkSafe:
    return nodes.MarkSafe(nodes.Const(str(text)), lineno=node.lineno)
