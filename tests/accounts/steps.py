"""What people do in these tests, and what the log then says."""

from flask import Flask
from sqlalchemy import func, select

from app.accounts import links
from app.accounts.models import SignIn, User
from app.accounts.queries import user_by_email
from app.activity.models import Event, Owed
from app.extensions import db
from app.jobs.worker import run_one
from tests.visiting import Visitor

GOOD = "seven wet paper boats"
"""A password nobody has yet, and nobody guesses."""


def run_jobs(app: Flask) -> None:
    """Whatever is owed is done, as the worker does it; nothing of accounts fails."""
    with app.app_context():
        while run_one():
            pass
        failed = db.session.execute(select(Owed.name, Owed.error).where(Owed.name.startswith("accounts."))).all()
        assert failed == []


def kinds(app: Flask) -> list[str]:
    """The log so far, in order."""
    with app.app_context():
        return list(db.session.scalars(select(Event.kind).order_by(Event.id)))


def count(app: Flask, model: type) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(model)) or 0


def link_for(app: Flask, email: str, path_of: str) -> str:
    """The path that a mail to this person would carry now: `confirmation_path`, `reset_path` or `address_path`."""
    with app.app_context():
        user = user_by_email(email)
        assert user is not None
        return str(getattr(links, path_of)(user))


def row(app: Flask, email: str) -> User | None:
    """The person as they are in the database, detached."""
    with app.app_context():
        user = user_by_email(email)
        if user is not None:
            db.session.expunge_all()
        return user


def standing_sign_ins(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(SignIn).where(SignIn.revoked_at.is_(None))) or 0


def register(visitor: Visitor, email: str = "zoe@example.org", name: str = "Zoe", password: str = GOOD):
    return visitor.post("/register", {"name": name, "email": email, "password": password}, form_at="/register")
