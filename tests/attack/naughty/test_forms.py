"""Every string of the suite goes into every field of every form, as a browser sends it.

What is taken is kept as it was typed; what is refused is refused in a sentence, comes back as it was typed, and has changed nothing.
A field that holds 2,000 characters or more gets all strings, in texts that it takes, and must have taken one.
A shorter one gets six texts full of them, which ones by its name, and all in one text that is too long.
A field for a few words alone (an address, a number, a password), and a choice, gets all in one text, three strings by
themselves, and an address or password one more while the rest is in order.
"""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from io import BytesIO
from zlib import crc32

import pytest
from flask import Flask

from app.accounts.links import address_path, confirmation_path, invitation_path, reset_path
from app.accounts.models import StaffInvitation, User
from app.activity.models import Owed
from app.catalogue.models import Tag
from app.extensions import db
from app.images.adding import ALT_MAX
from app.kit.clock import now
from app.kit.markup import SourceFormat, render
from app.labels.update_times import update_times
from app.questions.views.ask_form import TAGS_SHOWN
from tests.attack.naughty.cases import BASES, CASES, ELSEWHERE, NOT_ASKED, Case
from tests.attack.naughty.fields import Typed, fields_of, forms
from tests.attack.naughty.filling_in import Desk, given_back, visible
from tests.attack.naughty.journal import Journal
from tests.attack.naughty.strings import NAUGHTY, TOGETHER, alone, packs
from tests.attack.town import Town
from tests.databases import Databases
from tests.permissions.place import IMAGE, Place, opened

EACH = 170
MANY, FEW, LONG = 11, 6, 2000
ALT = re.compile(r'<img[^>]*? alt="([^"]*)"')


@pytest.fixture(scope="module")
def place(town: Town, databases: Databases) -> Iterator[Place]:
    with opened(town, databases) as found:
        found.known |= _links(town, found)
        yield found


def _links(town: Town, place: Place) -> dict[str, str]:
    """What mails would lead to, and numbers that a page would hold; and so many topics that a page asks for their names."""
    with town.acting("ada"):
        town_new = db.session.get_one(User, town.ids["new"])
        town_new.email_confirmed_at = None
        moving = db.session.get_one(User, town.ids["eve"])
        moving.new_email = "eve-moves@example.net"
        db.session.get_one(User, town.ids["gus"]).is_spokesperson = True
        job = Owed(name="x", error="x", tries=5, set_aside_at=now())
        db.session.add_all([job, *(Tag(slug=f"topic{number}") for number in range(TAGS_SHOWN))])
        db.session.flush()
        invitation = db.session.query(StaffInvitation).first()
        assert invitation is not None
        return {
            "confirmation": confirmation_path(town_new),
            "new_address": address_path(moving),
            "reset": reset_path(db.session.get_one(User, town.ids["ben"])),
            "invitation": invitation_path(invitation),
            "question_of_ann": str(place.known["question:ann"]),
            "job": str(job.id),
            "update_by": update_times()[1].isoformat(),
        }


@pytest.fixture(scope="module")
def journal(place: Place) -> Iterator[Journal]:
    kept = Journal(place.town.app)
    yield kept
    kept.close()


def test_every_form_has_a_case(app: Flask) -> None:
    """And every field of it that can be typed into is in one of its cases."""
    with_case = {case.form for case in CASES}
    assert set(forms()) - BASES - set(ELSEWHERE) == with_case
    for name in with_case:
        missing = set.intersection(*(set(case.without) for case in CASES if case.form == name))
        assert missing == NOT_ASKED.get(name, set()), name
        assert set().union(*(case.base for case in CASES if case.form == name)) <= set(fields_of(app, name)) | {
            "role",
            "save",
        }


def turn_of(case: Case, name: str) -> int:
    """Another one for each field, and for each field always the same: whichever tests run, and in whatever order."""
    return crc32(f"{case.form} {case.path} {name}".encode())


def texts_for(limit: int, turn: int) -> Sequence[str]:
    """All strings, in texts that the field takes; or some of those, by its turn, and all in one that is too long."""
    fitting = packs(limit)
    if len(fitting) <= MANY:
        return fitting
    step = len(fitting) // FEW
    return [*fitting[turn % step :: step][:FEW], TOGETHER]


def submissions(case: Case, fields: dict[str, Typed]) -> Iterator[dict[str, str]]:
    mine = {name: one for name, one in fields.items() if name not in case.without}
    few = sorted(name for name, one in mine.items() if one.limit and (name in case.only or one.secret))
    free = {
        name: texts_for(one.limit, turn_of(case, name)) for name, one in mine.items() if one.limit and name not in few
    }
    for name in [name for name in free if mine[name].limit >= LONG]:
        yield from ({name: text} for text in free.pop(name))
    for number in range(max(map(len, free.values()), default=0)):
        yield {name: texts[number] for name, texts in free.items() if number < len(texts)}
    chosen = [name for name, one in mine.items() if not one.limit]
    for names in filter(None, (few, chosen)):
        yield dict.fromkeys(names, TOGETHER)
        for texts in zip(*(alone(turn_of(case, name), EACH) for name in names), strict=False):
            yield dict(zip(names, texts, strict=True))
    for name in few:
        yield {name: alone(turn_of(case, name), len(NAUGHTY))[0]}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.form.rpartition(".")[2] + case.path)
def test_every_string_in_every_field(place: Place, journal: Journal, case: Case) -> None:
    desk = Desk(place, journal, case, fields_of(place.town.app, case.form))
    journal.forget()
    desk.send({})
    assert case.one_way or desk.refused == 0, "the form is not taken even without a naughty string"
    for words in submissions(case, desk.fields):
        desk.send(words)
    for name in never_taken(
        desk, case
    ):  # those whose turn it was may all be ones that it refuses, or its neighbour does
        for text in packs(desk.fields[name].limit):
            if name in never_taken(desk, case):
                desk.send({name: text})
    assert desk.wrong == []
    assert case.one_way or never_taken(desk, case) == set()


def never_taken(desk: Desk, case: Case) -> set[str]:
    """Fields for free words of which no text has been taken."""
    typed = {name for name, one in desk.fields.items() if one.limit and not one.secret}
    return typed - set(desk.taken) - case.only - set(case.without)


def test_the_words_of_an_image(place: Place, journal: Journal) -> None:
    """They are written into the text that comes back with the form, and an image so described is what is shown of it."""
    ann = place.browsers["ann"].client
    fitting = [words for words in packs(ALT_MAX) if len(words) <= ALT_MAX]
    for words in fitting[:: len(fitting) // FEW]:
        data = {"csrf_token": place.tokens["ann"], "step": "image", "body": "Look:", "image_alt": words}
        answer = ann.post("/questions/ask", data={**data, "image": (BytesIO(IMAGE.read_bytes()), IMAGE.name)})
        assert answer.status_code == 200
        shown = [render(one, SourceFormat.MARKDOWN).html for one in given_back(answer.get_data(as_text=True), "body")]
        assert any(visible(words) in [visible(unescape(alt)) for alt in ALT.findall(one)] for one in shown), (
            words,
            shown,
        )
    journal.put_back()


def test_no_string_is_left_out() -> None:
    assert len(NAUGHTY) > 500
    for limit in (60, 200, 30_000):
        together = "".join(packs(limit))
        assert all(one in together for one in NAUGHTY)
    assert {one for turn in range(EACH) for one in alone(turn, EACH)} == set(NAUGHTY)
