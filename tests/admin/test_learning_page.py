"""The page of a learned window: what it was counted from, and the switch."""

from app.catalogue.models import LearnedWindow, WindowLearning
from app.extensions import db
from tests.admin.conftest import Signed
from tests.world import World

PAGE = "/admin/categories/1/learning"


def taught(world: World, tag_id: int | None, questions: int, **given: int) -> None:
    usual = {"minutes": 90, "least_minutes": 30, "most_minutes": 1440, "chance_per_mille": 500}
    with world.acting("ada"):
        counted = {"questions": questions, "accepted": questions // 2, "rates": [0.1] * 9}
        db.session.add(LearnedWindow(category_id=1, tag_id=tag_id, **usual, **counted, **given))


def test_it_says_what_it_was_counted_from(world: World, signed: Signed) -> None:
    ada = signed("ada")
    assert "Nothing was counted yet" in ada.text(PAGE)
    taught(world, None, 500)
    taught(world, 1, 7)
    page = ada.text(PAGE)
    for words in (
        "Switched off",
        ">500<",
        ">250<",
        ">1.5<",
        "0.5–24",
        "50 %",
        ">wifi<",
        "48–96",
        "How this is counted",
    ):
        assert words in page, words
    assert f'href="{PAGE}"' in ada.text("/admin/categories")
    assert PAGE not in signed("lea").text("/admin/categories")


def test_switching_it_on_and_off(world: World, signed: Signed) -> None:
    ada = signed("ada")
    assert ada.post(PAGE, {"answer_costs": "50"}, form_at=PAGE).status_code == 302
    assert "not enough to learn from yet" in ada.text(PAGE)
    taught(world, None, 500)
    assert "questions get the learned window" in ada.text(PAGE)
    with world.looking():
        assert db.session.get_one(WindowLearning, 1).answer_costs == 50
    assert ada.post(f"{PAGE}/undo", form_at=PAGE).status_code == 302
    assert "Switched off" in ada.text(PAGE)


def test_a_price_that_is_none_comes_back(world: World, signed: Signed) -> None:
    ada = signed("ada")
    for wrong, said in (
        ("0", "From 1 to 1000 hours."),
        ("12.5", "Write a whole number."),
        ("", "Write a whole number."),
    ):
        answer = ada.post(PAGE, {"answer_costs": wrong}, form_at=PAGE)
        assert answer.status_code == 422
        assert said in answer.get_data(as_text=True)
    with world.looking():
        assert db.session.get(WindowLearning, 1) is None
