"""How a request that only reads is kept from writing, and what it costs on PostgreSQL."""

from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app.catalogue.models import Tag
from app.extensions import db
from app.kit.database import writing
from app.kit.edge import transaction

PREPARED = text("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%tags%'")


def is_postgresql() -> bool:
    return db.engine.dialect.name == "postgresql"


def test_what_is_changed_while_only_reading_is_not_kept(app: Flask) -> None:
    with app.app_context():
        with writing(False):
            db.session.add(Tag(slug="never"))
            try:
                db.session.flush()
            except DBAPIError:
                assert is_postgresql()
            db.session.rollback()
        with transaction() as session:
            session.add(Tag(slug="kept"))
        assert list(db.session.scalars(select(Tag.slug).where(Tag.slug.in_(["never", "kept"])))) == ["kept"]


def test_a_connection_writes_again_after_it_has_only_read(app: Flask) -> None:
    with app.app_context():
        for number in range(3):
            with writing(False):
                db.session.scalars(select(Tag.slug)).all()
                db.session.rollback()
            with transaction() as session:
                session.add(Tag(slug=f"tag-{number}"))
        assert len(db.session.scalars(select(Tag).where(Tag.slug.like("tag-%"))).all()) == 3


def test_what_the_server_has_planned_outlasts_a_request_that_reads(app: Flask) -> None:
    with app.app_context(), writing(False):
        for _each in range(4):
            db.session.scalars(select(Tag.slug)).all()
            db.session.rollback()
        assert not is_postgresql() or db.session.scalar(PREPARED) > 0
