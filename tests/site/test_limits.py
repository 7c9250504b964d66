"""How many pages a minute somebody may ask for."""

import pytest
from flask import Flask

from tests.visiting import Visitor
from tests.world import World

FEW = 4


@pytest.fixture
def strict(app: Flask, world: World) -> Flask:
    app.config["ANONYMOUS_PER_MINUTE"] = FEW
    return app


def _ask(visitor: Visitor, times: int) -> list[int]:
    return [visitor.get("/labels").status_code for _ in range(times)]


def test_a_guest_is_asked_to_wait_and_told_how_long(strict: Flask) -> None:
    visitor = Visitor(strict)
    assert _ask(visitor, FEW) == [200] * FEW
    refused = visitor.get("/labels")
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert "Wait a little" in refused.get_data(as_text=True)
    assert "Aspetta un momento" in visitor.get("/labels", headers={"Accept-Language": "it"}).get_data(as_text=True)


def test_pages_count_together_and_addresses_apart(strict: Flask) -> None:
    visitor = Visitor(strict)
    for path in ("/labels", "/rules", "/terms", "/privacy"):
        assert visitor.get(path).status_code == 200
    assert visitor.get("/preferences").status_code == 429
    assert visitor.get("/labels", environ_base={"REMOTE_ADDR": "192.0.2.7"}).status_code == 200


def test_a_network_that_one_customer_has_whole_counts_as_one(strict: Flask) -> None:
    visitor = Visitor(strict)
    asked = [visitor.get("/labels", environ_base={"REMOTE_ADDR": f"2001:db8::{one:x}"}) for one in range(FEW + 1)]
    assert [answer.status_code for answer in asked] == [200] * FEW + [429]
    assert visitor.get("/labels", environ_base={"REMOTE_ADDR": "2001:db8:0:1::1"}).status_code == 200


def test_typing_has_a_limit_of_its_own(strict: Flask) -> None:
    visitor = Visitor(strict)
    typed = [visitor.get(f"/search/suggestions?q={'x' * number}").status_code for number in range(FEW)]
    assert typed == [200] * FEW
    assert visitor.get("/questions/similar?q=router").status_code == 429
    assert _ask(visitor, FEW) == [200] * FEW
    assert visitor.get("/labels").status_code == 429


def test_what_pages_are_made_of_and_health_always_answer(strict: Flask) -> None:
    visitor = Visitor(strict)
    _ask(visitor, FEW + 1)
    for path in ("/health", "/site.css?v=1", "/site.js", "/brand.css", "/static/favicon.svg"):
        with visitor.get(path) as response:
            assert response.status_code == 200, path


def test_a_member_has_a_limit_of_their_own_in_all_their_browsers(app: Flask, world: World) -> None:
    one, other = Visitor(app).signed_in_as("ann@example.org"), Visitor(app).signed_in_as("ann@example.org")
    someone_else = Visitor(app).signed_in_as("ben@example.org")
    app.config["ANONYMOUS_PER_MINUTE"], app.config["MEMBER_PER_MINUTE"] = 1, FEW
    assert _ask(one, 2) + _ask(other, 2) == [200] * FEW
    assert one.get("/labels").status_code == other.get("/labels").status_code == 429
    assert someone_else.get("/labels").status_code == 200


def test_nobody_becomes_a_member_by_a_cookie_of_their_own(strict: Flask) -> None:
    visitor = Visitor(strict)
    visitor.client.set_cookie(strict.config["SESSION_COOKIE_NAME"], "eyJ3aG8iOjF9.forged.forged")
    assert _ask(visitor, FEW + 1)[-1] == 429
