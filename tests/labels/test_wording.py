"""Every row of the table of labels, in both languages, on posts as they are presented."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask_babel import force_locale

from app.accounts.roles import PostingRole
from app.extensions import db
from app.kit.clock import at
from app.labels.algebra import Status
from app.labels.models import LabelRow
from app.labels.presenting import Label, label_of, present_one
from app.posts.kinds import PostKind, Standing, Voice
from app.posts.models import Origin, Post
from app.questions.actions.answering import comment
from tests import make
from tests.world import World

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SCOPE = "Router X200, firmware 4.2"
CONFIRMED_FOR = {"scope": SCOPE, "as_of": MONDAY, "expires_at": MONDAY + timedelta(days=180)}


def answer(status: Status | None = None, **facts: Any) -> Callable[[World], Post]:
    """A member's answer with this label."""
    post_facts = {
        name: facts.pop(name) for name in ("author_role", "voice", "standing", "accepted_at") if name in facts
    }
    imported = facts.pop("imported", False)

    def build(world: World) -> Post:
        question = make.question(world.person("ann"))
        posted = make.answer(world.person("ben"), question)
        for name, value in post_facts.items():
            setattr(posted, name, value)
        if imported:
            posted.origin = Origin(source="Old Forum", foreign_id="7", year=2019)
        if status is not None:
            db.session.add(LabelRow(post_id=posted.id, status=status, **facts))
        db.session.flush()
        return posted

    return build


def question_of(world: World) -> Post:
    return make.question(world.person("ann"))


def comment_of(world: World) -> Post:
    asked = make.question(world.person("ann"))
    return comment(world.person("ben"), asked, asked, body="Same here.")


def company(name: str, role: PostingRole) -> Callable[[World], Post]:
    def build(world: World) -> Post:
        return make.answer(world.person(name), make.question(world.person("ann")), role=role)

    return build


TABLE: list[tuple[str, Callable[[World], Post], str, str]] = [
    (
        "unreviewed",
        answer(),
        "Community answer · not reviewed by Acme",
        "Risposta della community · non esaminata da Acme",
    ),
    (
        "accepted",
        answer(accepted_at=MONDAY),
        "Solved it for the asker · community answer, not reviewed by Acme",
        "Ha risolto a chi ha chiesto · risposta della community, non esaminata da Acme",
    ),
    (
        "by the panel",
        answer(Status.COMMUNITY_VERIFIED, **CONFIRMED_FOR),
        "Agreed by a member panel · not reviewed by Acme",
        "Approvata da un gruppo di membri · non esaminata da Acme",
    ),
    (
        "confirmed",
        answer(Status.STAFF_VERIFIED, **CONFIRMED_FOR),
        "Ben's answer · confirmed by Acme for Router X200, firmware 4.2, 23 Nov 2026",
        "Risposta di Ben · confermata da Acme per Router X200, firmware 4.2, 23 nov 2026",
    ),
    ("question", question_of, "Asked by a member", "Domanda di un membro"),
    ("comment", comment_of, "Member's comment", "Commento di un membro"),
    ("agent", company("gus", PostingRole.AGENT), "Acme Support · Gus", "Assistenza Acme · Gus"),
    ("lead", company("lea", PostingRole.LEAD), "Acme Support · Lea", "Assistenza Acme · Lea"),
    ("moderator", company("mia", PostingRole.MODERATOR), "Acme moderator · Mia", "Moderazione Acme · Mia"),
    (
        "imported",
        answer(imported=True),
        "Community answer from Old Forum, 2019 · not reviewed by Acme",
        "Risposta della community da Old Forum, 2019 · non esaminata da Acme",
    ),
    (
        "imported and accepted",
        answer(imported=True, accepted_at=MONDAY),
        "Solved it for the asker · community answer from Old Forum, 2019, not reviewed by Acme",
        "Ha risolto a chi ha chiesto · risposta della community da Old Forum, 2019, non esaminata da Acme",
    ),
    (
        "official",
        answer(Status.OFFICIAL, author_role=PostingRole.AGENT, voice=Voice.COMPANY, **CONFIRMED_FOR),
        "Acme's official answer",
        "Risposta ufficiale di Acme",
    ),
    (
        "employee",
        company("gus", PostingRole.EMPLOYEE),
        "Acme employee · personal view",
        "Dipendente Acme · parere personale",
    ),
    (
        "unofficial",
        answer(Status.UNOFFICIAL),
        "Unofficial claim · Acme has not confirmed this",
        "Affermazione non ufficiale · non confermata da Acme",
    ),
    (
        "unofficial so far",
        answer(Status.UNOFFICIAL, provisional=True),
        "Unofficial claim · marked provisionally, Acme has not confirmed this",
        "Affermazione non ufficiale · segnata in via provvisoria, non confermata da Acme",
    ),
    (
        "disputed",
        answer(Status.DISPUTED, update_by=datetime(2026, 11, 24, 16, 0, tzinfo=UTC)),
        "Reports differ · Acme is checking, update by Tue 17:00",
        "Pareri discordanti · Acme verifica, aggiornamento entro mar 17:00",
    ),
    (
        "corrected",
        answer(Status.CORRECTED, fact="No lot is being recalled"),
        "Acme's correction: No lot is being recalled. Original below",
        "Rettifica di Acme: No lot is being recalled. Sotto, l'originale",
    ),
    (
        "withdrawn",
        answer(standing=Standing.WITHDRAWN),
        "Withdrawn by its author",
        "Ritirata da chi l'ha scritta",
    ),
    (
        "removed",
        answer(
            Status.UNREVIEWED, standing=Standing.HIDDEN, rule_number=4, rule_title="No ads", rule_title_it="Niente spot"
        ),
        "Removed: rule 4, No ads",
        "Rimossa: regola 4, Niente spot",
    ),
    (
        "expired",
        answer(Status.STAFF_VERIFIED, scope=SCOPE, as_of=MONDAY, expires_at=MONDAY),
        "Community answer · confirmed in an earlier version, this one not reviewed by Acme",
        "Risposta della community · confermata in una versione precedente, questa non è stata esaminata da Acme",
    ),
]


@pytest.mark.parametrize(("build", "english", "italian"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_the_words_of_a_label(world: World, build: Callable[[World], Post], english: str, italian: str) -> None:
    with world.app.test_request_context(), at(MONDAY + timedelta(seconds=1)), world.acting("ann"):
        label = present_one(build(world)).label
        assert isinstance(label, Label)
        with force_locale("en"):
            assert str(label.text) == english
        with force_locale("it"):
            assert str(label.text) == italian


def article_label(world: World, voice: Voice, status: Status, **facts: Any) -> Label:
    """The label of a published article, without the article's own life."""
    author = world.person("eve")
    post = Post(kind=PostKind.ARTICLE, voice=voice, author=author, author_role=PostingRole.EXPERT, title="Bridge mode")
    post.standing, post.origin, post.accepted_at = Standing.VISIBLE, None, None
    row = LabelRow(post_id=1, status=status, as_of=MONDAY, scope=SCOPE, **facts)
    row.set_by = world.person("gus")
    return label_of(post, row, MONDAY)


@pytest.mark.parametrize(
    ("voice", "status", "english", "italian"),
    [
        (
            Voice.COMMUNITY,
            Status.UNREVIEWED,
            "Community article · reviewed by Gus, 23 Nov 2026, for Router X200, firmware 4.2 · not Acme's statement",
            (
                "Articolo della community · rivisto da Gus, 23 nov 2026, per Router X200, firmware 4.2 · "
                "non è una dichiarazione di Acme"
            ),
        ),
        (
            Voice.COMPANY,
            Status.OFFICIAL,
            "Acme's article · for Router X200, firmware 4.2, checked 23 Nov 2026",
            "Articolo di Acme · per Router X200, firmware 4.2, verificato il 23 nov 2026",
        ),
    ],
)
def test_the_words_of_an_article(world: World, voice: Voice, status: Status, english: str, italian: str) -> None:
    with world.app.test_request_context(), world.acting("ann"):
        text = article_label(world, voice, status).text
        with force_locale("en"):
            assert str(text) == english
        with force_locale("it"):
            assert str(text) == italian


def test_every_text_of_a_label_is_translated(world: World) -> None:
    """What the English and the Italian of a row share are names and facts alone."""
    for name, _build, english, italian in TABLE:
        assert english != italian, name
