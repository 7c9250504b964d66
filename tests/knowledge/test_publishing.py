"""Review by another person, what the label then says, new versions, and the way through check and archive."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import User
from app.activity.models import Event
from app.extensions import db
from app.kit import clock
from app.kit.errors import IllegalMove, Invalid, Refused
from app.knowledge.actions.drafting import draft_from_answer, draft_new
from app.knowledge.actions.editing import discard, edit, send_back, submit
from app.knowledge.actions.keeping import archive, ask_for_check, restore
from app.knowledge.actions.publishing import confirm, publish
from app.knowledge.models import Publication
from app.knowledge.queries import publications, shown, visible_article
from app.knowledge.states import ArticleState, CheckReason, Stage
from app.labels.actions import mark_unofficial, verify
from app.labels.algebra import Status
from app.labels.presenting import present_one
from app.posts.kinds import Standing
from app.questions.queries import visible_answer
from tests import make
from tests.knowledge import making
from tests.world import World


def make_spokesperson(world: World, name: str) -> None:
    with world.acting(name) as person:
        db.session.get_one(User, person.id).is_spokesperson = True


def test_another_person_publishes_and_the_label_names_them(world: World) -> None:
    article_id = making.in_review(world)
    with clock.at(clock.now().replace(year=2027, month=3, day=4, hour=12)), world.acting("lea") as lea:
        publication = publish(lea, making.the(article_id), reason="Tried it on a 4.2.")
        assert (publication.author_id, publication.reviewer_id) == (world.ids["eve"], lea.id)
        article = making.the(article_id)
        assert (article.state, article.standing, article.published_revision) == (
            ArticleState.PUBLISHED, Standing.VISIBLE, article.revision,
        )  # fmt: skip
        assert article.draft is None
        seen = present_one(article)
        assert str(seen.label.text) == (
            "Community article · reviewed by Lea, 4 Mar 2027, for Router X200 · not Acme's statement"
        )
        assert (seen.label.status, seen.label.scope) == (Status.UNREVIEWED, "Router X200")
        assert seen.edited_at is None
    with world.looking():
        event = db.session.scalars(select(Event).where(Event.kind == "article:published")).one()
        assert event.thread_id == article_id


@pytest.mark.parametrize("who", ["ann", "eve", "gus", "sam", "mia"])
def test_only_leads_and_administrators_publish(world: World, who: str) -> None:
    article_id = making.in_review(world)
    with world.acting(who) as person, pytest.raises(Refused):
        publish(person, making.the(article_id))
    with world.looking():
        assert making.the(article_id).published_revision is None


def test_nobody_publishes_what_they_wrote_a_part_of(world: World) -> None:
    article_id = making.in_review(world, by="lea")
    with world.acting("lea") as lea, pytest.raises(Refused, match="wrote"):
        publish(lea, making.the(article_id))
    with world.acting("ada") as ada:
        edit(ada, making.the(article_id), title="T", body="Mine now", product=make.product())
        submit(ada, making.the(article_id))
    for name in ("ada", "lea"):
        with world.acting(name) as person, pytest.raises(Refused):
            publish(person, making.the(article_id))


def test_the_table_itself_refuses_an_author_as_reviewer(world: World) -> None:
    from sqlalchemy.exc import IntegrityError

    article_id = making.drafted(world)
    lea_id = world.ids["lea"]
    with world.looking():
        db.session.add(Publication(article_id=article_id, revision=1, author_id=lea_id, reviewer_id=lea_id))
        with pytest.raises(IntegrityError):
            db.session.flush()


def test_what_is_not_in_review_is_not_published(world: World) -> None:
    article_id = making.drafted(world)
    with world.acting("lea") as lea, pytest.raises(IllegalMove):
        publish(lea, making.the(article_id))


def test_a_text_that_changed_under_the_reviewers_eyes_is_not_published(world: World) -> None:
    article_id = making.in_review(world)
    with world.acting("eve") as eve:
        edit(eve, making.the(article_id), title="T", body="Another text", product=make.product())
        submit(eve, making.the(article_id))
    with world.acting("lea") as lea, pytest.raises(IllegalMove):
        publish(lea, making.the(article_id), seen=1)


def test_a_company_article_needs_a_spokesperson_and_says_whose_it_is(world: World) -> None:
    with world.acting("gus") as gus:
        article_id = draft_new(gus, title="How to reset", body="Press.", product=make.product(), company=True).id
        submit(gus, making.the(article_id))
    with world.acting("lea") as lea, pytest.raises(Refused, match="spokesperson"):
        publish(lea, making.the(article_id))
    make_spokesperson(world, "lea")
    with clock.at(clock.now().replace(year=2027, month=3, day=4, hour=12)), world.acting("lea") as lea:
        publish(lea, making.the(article_id), reason="Manual, page 4")
        label = present_one(making.the(article_id)).label
        assert str(label.text) == "Acme's article · for Router X200, checked 4 Mar 2027"
        assert (label.status, label.evidence) == (Status.OFFICIAL, "Manual, page 4")


def test_an_article_says_no_more_than_its_source(world: World) -> None:
    """An agent's ordinary answer is confirmed, not official; so is the article, whoever reviews it."""
    answer_id = making.solved(world, by="gus")
    make_spokesperson(world, "lea")
    with world.acting("sam") as sam:
        article_id = draft_from_answer(sam, visible_answer(sam, answer_id)).id
        submit(sam, making.the(article_id))
    with world.acting("lea") as lea:
        publish(lea, making.the(article_id))
        assert present_one(making.the(article_id)).label.status is Status.STAFF_VERIFIED


def test_a_confirmed_source_confirms_no_longer_than_itself(world: World) -> None:
    answer_id = making.solved(world)
    end = clock.now() + timedelta(days=40)
    with world.acting("gus") as gus:
        verify(gus, visible_answer(gus, answer_id), scope="X200", evidence="test", expires_at=end)
    with world.acting("eve") as eve:
        article_id = draft_from_answer(eve, visible_answer(eve, answer_id)).id
        submit(eve, making.the(article_id))
    with world.acting("lea") as lea:
        publish(lea, making.the(article_id))
        label = present_one(making.the(article_id)).label
        assert (label.status, label.expires) == (Status.STAFF_VERIFIED, end)
    with clock.at(end + timedelta(days=1)), world.looking():
        assert "due for a new check" in str(present_one(making.the(article_id)).label.text)


def test_a_source_that_became_doubtful_blocks_publishing(world: World) -> None:
    article_id = making.in_review(world)
    with world.acting("gus") as gus:
        answer = visible_answer(gus, making.the(article_id).from_answer_id)
        mark_unofficial(gus, answer, sentence="Set", reason="unproven", provisional=False)
    with world.acting("lea") as lea, pytest.raises(Refused):
        publish(lea, making.the(article_id))


def test_readers_keep_the_published_text_until_the_new_one_is_reviewed(world: World) -> None:
    article_id = making.published(world)
    with world.looking():
        before = present_one(making.the(article_id)).text
    with world.acting("gus") as gus:
        edit(
            gus,
            making.the(article_id),
            title="New",
            body="New text",
            product=make.product(),
            versions="firmware 4.2",
            reason="4.2 is out",
        )
        assert making.the(article_id).state is ArticleState.PUBLISHED
        submit(gus, making.the(article_id))
    with world.looking():
        assert present_one(making.the(article_id)).text == before
    with world.acting("lea") as lea:
        publish(lea, making.the(article_id))
    with world.looking():
        article = making.the(article_id)
        seen = present_one(article)
        assert (seen.text, seen.title) == ("New text", "New")
        assert "for Router X200, firmware 4.2" in str(seen.label.text)
        found = publications(article)
        assert [(p.revision, p.author.display_name, p.reason) for p in found] == [
            (1, "Eve", ""),
            (2, "Gus", "4.2 is out"),
        ]


def test_only_the_scope_changes_and_it_is_a_version_of_its_own(world: World) -> None:
    article_id = making.published(world)
    with world.acting("gus") as gus:
        article = making.the(article_id)
        edit(
            gus,
            article,
            title=article.title,
            body=article.source,
            product=make.product(),
            versions="firmware 4.2",
            reason="holds",
        )
        submit(gus, article)
    with world.acting("lea") as lea:
        publish(lea, making.the(article_id))
        assert making.the(article_id).published_revision == 2
        assert "firmware 4.2" in str(present_one(making.the(article_id)).label.text)


def test_an_unchanged_text_is_no_new_version(world: World) -> None:
    article_id = making.published(world)
    with world.acting("gus") as gus:
        article = making.the(article_id)
        edit(
            gus,
            article,
            title=article.title,
            body=article.source,
            product=article.product,
            versions=article.versions,
            reason="x",
        )
        submit(gus, article)
    with world.acting("lea") as lea, pytest.raises(Invalid):
        publish(lea, making.the(article_id))


def test_two_writers_do_not_overwrite_each_other(world: World) -> None:
    article_id = making.drafted(world)
    with world.acting("gus") as gus:
        edit(gus, making.the(article_id), title="T", body="First", product=make.product(), seen=1)
    with world.acting("eve") as eve, pytest.raises(IllegalMove):
        edit(eve, making.the(article_id), title="T", body="Second", product=make.product(), seen=1)
    with world.looking():
        assert making.the(article_id).draft.source == "First"


def test_sent_back_with_a_note_and_handed_in_again(world: World) -> None:
    article_id = making.in_review(world)
    with world.acting("lea") as lea, pytest.raises(Invalid):
        send_back(lea, making.the(article_id), note=" ")
    with world.acting("lea") as lea:
        send_back(lea, making.the(article_id), note="Which firmware?")
    with world.acting("eve") as eve:
        article = making.the(article_id)
        assert (article.draft.returned_note, article.draft.stage, article.state) == (
            "Which firmware?", Stage.WRITING, ArticleState.DRAFT,
        )  # fmt: skip
        submit(eve, article)
        assert article.state is ArticleState.IN_REVIEW
        with pytest.raises(IllegalMove):
            submit(eve, article)


def test_changes_given_up_leave_what_is_published(world: World) -> None:
    article_id = making.published(world)
    with world.acting("gus") as gus:
        edit(gus, making.the(article_id), title="New", body="New", product=None, reason="why")
        discard(gus, making.the(article_id))
    with world.looking():
        article = making.the(article_id)
        assert article.draft is None
        assert article.title == "Router drops the line every evening"


def test_a_change_of_a_published_article_says_why(world: World) -> None:
    article_id = making.published(world)
    with world.acting("gus") as gus, pytest.raises(Invalid) as refused:
        edit(gus, making.the(article_id), title="New", body="New", product=None)
    assert refused.value.field == "reason"


def test_no_scope_no_review(world: World) -> None:
    with world.acting("gus") as gus:
        article = draft_new(gus, title="How to reset", body="Press.")
        with pytest.raises(Invalid) as refused:
            submit(gus, article)
        assert refused.value.field == "versions"


def test_a_doubt_a_check_the_archive_and_back(world: World) -> None:
    article_id = making.published(world)
    with world.acting("gus") as gus:
        with pytest.raises(Invalid):
            ask_for_check(gus, making.the(article_id), reason=CheckReason.HAND)
        assert ask_for_check(gus, making.the(article_id), reason=CheckReason.HAND, note="The menu moved.")
        assert not ask_for_check(gus, making.the(article_id), reason=CheckReason.HAND, note="Again.")
        assert making.the(article_id).state is ArticleState.NEEDS_CHECK
    with world.acting("gus") as gus, pytest.raises(Refused):
        confirm(gus, making.the(article_id))
    with clock.at(clock.now() + timedelta(days=30)), world.acting("ada") as ada:
        confirm(ada, making.the(article_id), note="Looked at it")
        article = making.the(article_id)
        assert (article.state, article.check_reason, article.checked_at.date()) == (
            ArticleState.PUBLISHED, None, clock.now().date(),
        )  # fmt: skip
        assert "reviewed by Ada" in str(present_one(article).label.text)
    with world.acting("lea") as lea:
        archive(lea, making.the(article_id), note="Router is gone")
        assert db.session.scalar(select(Publication.id)) is not None
        assert making.the(article_id).state is ArticleState.ARCHIVED
        with pytest.raises(IllegalMove):
            archive(lea, making.the(article_id), note="Again")
        restore(lea, making.the(article_id), note="It is back")
        assert making.the(article_id).check_reason is CheckReason.RESTORED


def test_who_wrote_it_does_not_check_it(world: World) -> None:
    article_id = making.published(world, by="lea", reviewer="ada")
    with world.acting("lea") as lea, pytest.raises(Refused):
        confirm(lea, making.the(article_id))


def test_a_caution_on_the_article_stays_through_a_new_version(world: World) -> None:
    article_id = making.published(world)
    with world.acting("gus") as gus:
        mark_unofficial(gus, making.the(article_id), sentence="Set", reason="unproven", provisional=False)
        edit(gus, making.the(article_id), title="New", body="New text", product=make.product(), reason="better")
        submit(gus, making.the(article_id))
    with world.acting("lea") as lea:
        publish(lea, making.the(article_id))
        assert present_one(making.the(article_id)).label.status is Status.UNOFFICIAL


def test_who_sees_a_draft(world: World) -> None:
    from app.accounts.actors import Guest
    from app.kit.errors import Unseen

    article_id = making.drafted(world)
    with world.looking():
        for name in ("eve", "gus", "lea", "ada"):
            assert visible_article(world.person(name), article_id)
        for actor in (Guest(), world.person("ann"), world.person("mia")):
            with pytest.raises(Unseen):
                visible_article(actor, article_id)
        assert shown() is not None
