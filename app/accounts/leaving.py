"""What later features keep under an address alone, as of somebody who wrote before they had an account. It goes with whoever
owns the address when they leave. An event cannot say it: no address is ever in one."""

from collections.abc import Callable

Forget = Callable[[str], None]
_forgets: list[Forget] = []


def forgets_address(forget: Forget) -> Forget:
    """`forget(email)` is called in the transaction that closes the account, before the address is cleared."""
    _forgets.append(forget)
    return forget


def forget_address(email: str) -> None:
    for forget in _forgets:
        forget(email)
