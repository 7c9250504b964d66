"""A known issue as staff would open one."""

from datetime import timedelta
from typing import Any

import pytest

from app.accounts.models import User
from app.catalogue.models import ProductVersion
from app.extensions import db
from app.kit.clock import now
from app.known_issues.actions.writing import open_issue
from app.known_issues.facts import IssueFacts
from app.known_issues.models import KnownIssue
from tests import make
from tests.world import World

SYMPTOM = "drops the line every evening"


def facts(owner: User, **given: Any) -> IssueFacts:
    usual: dict[str, Any] = {
        "product": make.product(),
        "title": "The line drops in the evening",
        "text": "Routers on firmware 4.2 lose the line around nine.",
        "symptoms": [SYMPTOM, "cade la linea"],
        "owner": owner,
        "next_update_at": now() + timedelta(hours=5),
    }
    return IssueFacts(**{**usual, **given})


def issue(by: User, **given: Any) -> KnownIssue:
    return open_issue(by, facts(by, **given))


def version(name: str) -> ProductVersion:
    return db.session.scalars(db.select(ProductVersion).where(ProductVersion.name == name)).one()


@pytest.fixture
def opened(world: World) -> int:
    """Its number."""
    with world.acting("gus") as gus:
        return issue(gus).id
