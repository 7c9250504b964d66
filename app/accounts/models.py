"""Users, the roles granted to them, their topics, teams, and where they are signed in."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, func, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.roles import STAFF, Deed, Role
from app.extensions import Model
from app.kit.clock import now
from app.kit.model import choice


class User(Model):
    """A person with an account: a member, whatever else was granted. Imported authors have no e-mail address."""

    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str | None] = mapped_column(String(254))
    email_confirmed_at: Mapped[datetime | None]
    display_name: Mapped[str] = mapped_column(String(60))
    new_email: Mapped[str | None] = mapped_column(String(254))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    about: Mapped[str] = mapped_column(Text, default="")
    locale: Mapped[str | None] = mapped_column(String(10))
    time_zone: Mapped[str | None] = mapped_column(String(40))
    theme: Mapped[str | None] = mapped_column(String(10))
    created_at: Mapped[datetime] = mapped_column(default=now)
    is_employee: Mapped[bool] = mapped_column(default=False)
    is_spokesperson: Mapped[bool] = mapped_column(default=False)
    suspended_until: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    origin_id: Mapped[int | None] = mapped_column(ForeignKey("origins.id"), index=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("teams.id"))

    grants: Mapped[list["RoleGrant"]] = relationship(
        back_populates="user", lazy="raise_on_sql", foreign_keys="RoleGrant.user_id", cascade="all, delete-orphan"
    )
    expertise: Mapped[list["Expertise"]] = relationship(
        back_populates="user", lazy="raise_on_sql", foreign_keys="Expertise.user_id", cascade="all, delete-orphan"
    )

    __table_args__ = (
        Index("uq_users_email", func.lower(email), unique=True),
        CheckConstraint("length(about) <= 1000", name="about_length"),
    )

    is_authenticated = True
    is_active = True
    is_anonymous = False
    is_guest = False
    is_system = False
    if TYPE_CHECKING:
        sign_in_id: int | None
        sign_in_token: str | None
        seen_at: datetime | None
        beside: Mapping[str, Any] | None
    else:
        sign_in_id = sign_in_token = seen_at = beside = None

    def get_id(self) -> str | None:
        """What the session cookie holds: the token of this browser's sign-in, never the user's id."""
        return self.sign_in_token

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(grant.role for grant in self.grants)

    @property
    def is_staff(self) -> bool:
        return bool(self.roles & STAFF)

    def holds(self, *roles: Role) -> bool:
        """Whether one of these was given to them and not taken back: what they are, not what they may do."""
        return not self.roles.isdisjoint(roles)

    def has(self, *roles: Role) -> bool:
        """Whether they act in one of these: nobody does while suspended, and reads then what any member reads."""
        return self.holds(*roles) and not self.is_suspended

    @property
    def expert_tag_ids(self) -> frozenset[int]:
        return frozenset(topic.tag_id for topic in self.expertise if topic.until > now())

    def is_expert_of(self, tag_ids: set[int] | frozenset[int]) -> bool:
        return not self.expert_tag_ids.isdisjoint(tag_ids)

    def is_suspended_at(self, moment: datetime) -> bool:
        return self.closed_at is not None or (self.suspended_until is not None and self.suspended_until > moment)

    @property
    def is_suspended(self) -> bool:
        return self.is_suspended_at(now())


class RoleGrant(Model):
    __tablename__ = "role_grants"
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    role: Mapped[Role] = mapped_column(choice(Role, "role"), primary_key=True)
    granted_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    granted_at: Mapped[datetime] = mapped_column(default=now)

    user: Mapped[User] = relationship(back_populates="grants", lazy="raise_on_sql", foreign_keys=user_id)


class Expertise(Model):
    """Expert of a topic: appointed by staff for a time (or earned by outcomes), until `until`."""

    __tablename__ = "expertise"
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tags.id"), primary_key=True)
    appointed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    appointed_at: Mapped[datetime] = mapped_column(default=now)
    until: Mapped[datetime]

    user: Mapped[User] = relationship(back_populates="expertise", lazy="raise_on_sql", foreign_keys=user_id)


class Team(Model):
    """Agents and their leads; one to begin with."""

    __tablename__ = "teams"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)


class SignIn(Model):
    """One browser in which somebody is signed in. The cookie holds the token, this row only its digest."""

    __tablename__ = "sign_ins"
    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    seen_at: Mapped[datetime] = mapped_column(default=now)
    address: Mapped[str] = mapped_column(String(45), default="")
    browser: Mapped[str] = mapped_column(String(200), default="")
    revoked_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(lazy="raise_on_sql")


class Attempt(Model):
    """One use of something that is limited (a sign-in, a reset), counted per key, kept for a day."""

    __tablename__ = "attempts"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (Index("ix_attempts_key_at", "key", "at"),)


class StaffInvitation(Model):
    """An invitation to join the staff in a role. Its link is signed and mailed; it works once."""

    __tablename__ = "staff_invitations"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    role: Mapped[Role] = mapped_column(choice(Role, "invited_role"))
    invited_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    used_at: Mapped[datetime | None]


class Proposal(Model):
    """What takes two administrators: one proposes, another seconds or declines. Kept, as a record of who decided."""

    __tablename__ = "proposals"
    id: Mapped[int] = mapped_column(primary_key=True)
    deed: Mapped[Deed] = mapped_column(choice(Deed, "deed"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    until: Mapped[datetime | None]
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    decided_at: Mapped[datetime | None]
    declined: Mapped[bool] = mapped_column(default=False)

    user: Mapped[User] = relationship(lazy="raise_on_sql", foreign_keys=user_id)
    by: Mapped[User] = relationship(lazy="raise_on_sql", foreign_keys=by_id)

    __table_args__ = (
        CheckConstraint("(decided_by_id IS NULL) = (decided_at IS NULL)", name="decided_by_somebody"),
        CheckConstraint("declined OR decided_by_id IS NULL OR decided_by_id <> by_id", name="two_persons"),
        CheckConstraint("(deed = 'suspend_staff') = (until IS NOT NULL)", name="suspension_has_end"),
        Index(
            "uq_proposals_open",
            "deed",
            "user_id",
            unique=True,
            sqlite_where=text("decided_at IS NULL"),
            postgresql_where=text("decided_at IS NULL"),
        ),
    )
