"""The stage of the demo: the brand, its people, its catalogue, its rules and hours. What is set up, not played."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.accounts.models import Expertise, RoleGrant, User
from app.accounts.passwords import hash_password
from app.accounts.roles import Role
from app.cases.hours import BusinessHours, parse_day
from app.cases.models import Calendar
from app.catalogue.models import Brand, Category, Lot, Product, ProductVersion, Tag
from app.decisions.models import HouseRule
from app.demo.cast import Product as ScriptProduct
from app.demo.script import DemoScript

ROLES = {
    "agent": Role.AGENT,
    "lead": Role.LEAD,
    "moderator": Role.MODERATOR,
    "administrator": Role.ADMINISTRATOR,
}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EXPERT_FOR = timedelta(days=60)


def set_stage(session: Session, script: DemoScript, at: datetime) -> dict[str, int]:
    """Writes everything that was there before the first question; the people's ids by their names."""
    brand = session.get(Brand, 1) or Brand(id=1)
    brand.name, brand.colour, brand.line = script.brand.name, script.brand.colour, script.brand.line["en"]
    brand.support_name = f"{script.brand.name} Support"
    brand.opened_at = at - timedelta(days=200)
    session.add(brand)
    session.add_all(
        Category(
            slug=one.slug, name=one.name["en"], about=one.about["en"], place=place,
            window_minutes=one.peer_window_hours * 60,
        )
        for place, one in enumerate(script.categories)
    )  # fmt: skip
    for place, product in enumerate(script.products):
        _product(session, product, place, at)
    tags = {tag.slug: Tag(slug=tag.slug, about=tag.name["en"]) for tag in script.tags}
    session.add_all(tags.values())
    session.add_all(
        HouseRule(
            number=rule.number,
            title=rule.title["en"],
            title_it=rule.title["it"],
            text=rule.text["en"],
            text_it=rule.text["it"],
        )
        for rule in script.rules
    )
    session.add(Calendar(at=at - timedelta(days=200), hours=_hours(script).to_dict()))
    session.flush()
    return _people(session, script, tags, at)


def _product(session: Session, script: ScriptProduct, place: int, at: datetime) -> None:
    product = Product(slug=script.slug, name=script.name, about=script.about["en"], place=place)
    product.versions = [
        ProductVersion(name=name, place=number, released_at=at + out)
        for number, (name, out) in enumerate(script.versions.items())
    ]
    session.add(product)
    session.flush()
    session.add_all(Lot(product_id=product.id, name=lot) for lot in script.lots)


def _hours(script: DemoScript) -> BusinessHours:
    weekly = script.brand.weekly
    days = [parse_day(", ".join("-".join(span) for span in weekly.get(day, ()))) for day in WEEKDAYS]
    return BusinessHours(zone=script.brand.time_zone, week=tuple(days), country=script.brand.holidays)


def _people(session: Session, script: DemoScript, tags: dict[str, Tag], at: datetime) -> dict[str, int]:
    password = hash_password(script.brand.password)
    ids: dict[str, int] = {}
    for person in script.people:
        joined = at + person.joined
        user = User(
            email=person.email,
            email_confirmed_at=joined,
            display_name=person.full_name,
            password_hash=password,
            about=person.about,
            locale=person.language,
            created_at=joined,
            is_employee=person.is_staff,
            is_spokesperson=person.spokesperson,
        )
        if role := ROLES.get(person.role):
            user.grants = [RoleGrant(role=role, granted_at=joined)]
        user.expertise = [
            Expertise(tag_id=tags[topic].id, appointed_at=at - timedelta(days=30), until=at + EXPERT_FOR)
            for topic in person.topics
        ]
        session.add(user)
        session.flush()
        ids[person.name] = user.id
    return ids
