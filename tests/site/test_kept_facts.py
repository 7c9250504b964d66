"""What every page says is kept in the process, and is new with the next page all the same."""

from app.activity.versions import SITE, touch
from app.catalogue.models import Brand
from app.extensions import db
from tests.visiting import Visitor
from tests.world import World


def _name_it(world: World, name: str) -> None:
    with world.acting("ada"):
        brand = db.session.get(Brand, 1) or Brand(id=1)
        brand.name = name
        db.session.add(brand)
        touch(db.session(), SITE)


def test_the_brand_is_new_with_the_next_page(world: World) -> None:
    reader = Visitor(world.app).signed_in_as(world.email("ben"))
    for name in ("Northwind", "Southwind"):
        _name_it(world, name)
        assert name in reader.get("/questions").get_data(as_text=True)
