"""May they try? Each route declares who, and a route without a declaration fails the build."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


def gate(name: str, let_in: Callable[[], Any]) -> Callable[[View], View]:
    """A decorator for views: `let_in()` answers None to let the visitor in, or the response that sends them elsewhere."""

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            answer = let_in()
            return view(*args, **kwargs) if answer is None else answer

        declared: Any = guarded
        declared.gate = name
        return declared

    return declare


def without_token(view: View) -> View:
    """A POST that comes from elsewhere, without our token: the address itself proves who may."""
    exempt: Any = view
    exempt.token_exempt = True
    return view
