"""Who changed their name after they wrote is still not named to an expert: their words say what they were called."""

import pytest

from app.accounts.actions.profile import change_profile
from app.cases.actions.experts import ask_expert, let_in
from app.cases.actions.working import reply, reply_as_customer
from app.cases.customer.experts import looks_of, topics_of
from app.cases.customer.greetings import names_in
from app.extensions import db
from tests.cases.private import called, opened_and_taken, signed_in
from tests.world import World


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dear Mrs Bianchi,\nthe line is down.", "Bianchi"),
        ("Hi Anna Maria de Luca, try this.", "Anna Maria de Luca"),
        ("It blinks.\n\nKind regards\nTeresa Bianchi", "Teresa Bianchi"),
        ("It blinks. Yours, teresa", "teresa"),
        ("Non va.\nCordiali saluti,\nPiero Nèri", "Piero Nèri"),
        ("Buongiorno sig.ra Rossi, provi così.", "Rossi"),
        ("Hello, my name is Željko and it blinks", "Željko"),
        ("Mi chiamo Piero.", "Piero"),
    ],
)
def test_a_greeting_or_a_closing_gives_a_name_away(text: str, name: str) -> None:
    assert name in names_in([text])


@pytest.mark.parametrize(
    "text",
    [
        "Hi support, it blinks.",
        "Hello everybody",
        "The cable is red. Thanks for looking into it!",
        "My name is on the bill.",
        "The highlights are dear to me",
    ],
)
def test_other_words_name_nobody(text: str) -> None:
    assert names_in([text]) == set()


def test_a_name_that_was_changed_is_not_read_by_the_expert(world: World) -> None:
    reference = opened_and_taken(world)
    with world.acting("ann") as ann:
        change_profile(ann, name="Teresa Bianchi", about="", locale=None, time_zone=None)
        reply_as_customer(ann, called(reference), body="It blinks.\n\nKind regards,\nTeresa Bianchi")
    with world.acting("gus") as gus:
        reply(gus, called(reference), body="Dear Teresa, which lamp? The one by Bianchi's desk?")
        case = called(reference)
        ask_expert(gus, case, world.person("eve"), reason="x", topics=topics_of(case))
    with world.acting("ann") as ann:
        let_in(ann, called(reference), looks_of(called(reference).id)[0])
        change_profile(ann, name="Walrus", about="", locale=None, time_zone=None)
    with world.looking():
        db.session.expire_all()
    seen = signed_in(world, "eve").text(f"/cases/{reference}/as-expert")
    assert "which lamp?" in seen
    for name in ("Teresa", "Bianchi"):
        assert name not in seen, name
