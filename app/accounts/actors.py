"""Whoever acts. Guest and System are objects with a User's questions, so that no rule needs an `if user`."""

from datetime import datetime

from app.accounts.roles import Role


class Guest:
    """Somebody who is not signed in."""

    id: int | None = None
    is_authenticated = False
    is_active = False
    is_anonymous = True
    is_guest = True
    is_system = False
    is_staff = False
    is_spokesperson = False
    is_suspended = False
    locale: str | None = None
    time_zone: str | None = None
    display_name = ""
    roles: frozenset[Role] = frozenset()
    expert_tag_ids: frozenset[int] = frozenset()

    def holds(self, *_roles: Role) -> bool:
        return False

    def has(self, *_roles: Role) -> bool:
        return False

    def is_expert_of(self, tag_ids: set[int] | frozenset[int]) -> bool:
        return False

    def is_suspended_at(self, _moment: datetime) -> bool:
        return False

    def get_id(self) -> None:
        return None


class System(Guest):
    """The product itself, acting on the clock or on an event: it has no rank, and rules name it where it may act."""

    is_guest = False
    is_system = True


SYSTEM = System()
