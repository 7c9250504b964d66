"""Macros called as what they are: functions.

Jinja sorts what a macro is given into its parameters at each call, in Python; here Python does it, by a signature. A page
calls some two hundred.
"""

from collections.abc import Callable
from functools import cache, partial
from keyword import iskeyword
from typing import Any

from jinja2 import Environment
from jinja2.nodes import EvalContext
from jinja2.runtime import Macro, missing
from markupsafe import Markup


class DirectMacro(Macro):
    """`direct(context.eval_ctx, …)` gives what calling it gives."""

    direct: Callable[..., str]

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        if self.catch_kwargs or self.catch_varargs or self.explicit_caller or any(map(iskeyword, self.arguments)):
            self.direct = partial(Macro.__call__, self)
        else:
            self.direct = _signed(tuple(self.arguments), self.caller)(self._func, self._environment)


def _marked(here: EvalContext, html: str) -> str:
    return str.__new__(Markup, html) if here.autoescape else html


def _caller(given: Any, environment: Environment) -> Any:
    return environment.undefined("No caller defined", name="caller") if given is None else given


@cache
def _signed(names: tuple[str, ...], calls: bool) -> Callable[..., Callable[..., str]]:
    """What makes of a compiled macro, which takes all its parameters in order, a function that may be given some of them.
    The names are those of a template of ours, which Jinja has read as names."""
    taken = "".join(f", {name}=missing" for name in names) + (", caller=None" if calls else "")
    given = ", ".join([*names, *(["caller_of(caller, of_)"] if calls else [])])
    made: Callable[..., Callable[..., str]] = eval(  # noqa: S307
        f"lambda itself_, of_: lambda here_{taken}: marked(here_, itself_({given}))",
        {"marked": _marked, "missing": missing, "caller_of": _caller},
    )
    return made
