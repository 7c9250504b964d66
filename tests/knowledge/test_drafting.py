"""From an accepted answer to a draft: what it takes, and what the draft says."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.activity.models import Event
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid, Refused
from app.kit.markup import SourceFormat
from app.knowledge.actions.drafting import draft_from_answer, draft_new
from app.knowledge.models import ArticleLink, Credit
from app.knowledge.permissions import can_draft
from app.knowledge.states import ArticleState, LinkKind, Stage
from app.labels.actions import dispute, mark_unofficial
from app.labels.presenting import present_one
from app.posts.kinds import Standing, Voice
from app.questions.queries import visible_answer
from tests import make
from tests.knowledge import making
from tests.world import World


def test_a_draft_has_four_parts_credits_and_a_link_both_ways(world: World) -> None:
    article_id = making.drafted(world)
    with world.looking():
        article = making.the(article_id)
        assert (article.state, article.standing, article.draft.stage) == (
            ArticleState.DRAFT, Standing.DRAFT, Stage.WRITING,
        )  # fmt: skip
        body = article.draft.source
        for heading in ("# Problem", "# Environment", "# Cause", "# Resolution"):
            assert heading in body
        assert "the connection is lost around nine" in body
        assert "Set the line profile to stable." in body
        assert body.index("lost around nine") < body.index("Router X200") < body.index("line profile")
        assert set(db.session.scalars(select(Credit.user_id))) == {world.ids["ann"], world.ids["ben"]}
        assert db.session.scalars(select(ArticleLink.kind)).all() == [LinkKind.MADE_FROM]
        assert "article:drafted" in list(db.session.scalars(select(Event.kind)))
        assert article.voice is Voice.COMMUNITY
        assert "draft, not reviewed" in str(present_one(article).label.text)


def test_who_may_draft(world: World) -> None:
    answer_id = making.solved(world)
    with world.looking():
        answer = visible_answer(world.person("ada"), answer_id)
        may = {name: bool(can_draft(world.person(name), answer)) for name in world.ids}
        assert {name for name, yes in may.items() if yes} == {"eve", "gus", "sam", "lea", "ada"}


def test_an_expert_drafts_within_the_own_topics_alone(world: World) -> None:
    answer_id = making.solved(world, tags=[], title="A question without topics at all")
    with world.looking():
        answer = visible_answer(world.person("eve"), answer_id)
        assert not can_draft(world.person("eve"), answer)
        assert can_draft(world.person("gus"), answer)


def test_a_fresh_acceptance_waits_unless_somebody_says_why_not(world: World) -> None:
    answer_id = making.solved(world, settled=False)
    with world.acting("eve") as eve, pytest.raises(Invalid) as refused:
        draft_from_answer(eve, visible_answer(eve, answer_id))
    assert refused.value.field == "reason"
    with world.acting("eve") as eve:
        article = draft_from_answer(eve, visible_answer(eve, answer_id), override_reason="A hundred people ask.")
        assert article.draft.reason == "A hundred people ask."


def test_an_answer_that_is_not_accepted_is_no_article(world: World) -> None:
    with world.acting("ann") as ann:
        question = make.question(ann)
        answer_id = make.answer(world.person("ben"), question).id
    with world.acting("eve") as eve, pytest.raises(Refused):
        draft_from_answer(eve, visible_answer(eve, answer_id))


@pytest.mark.parametrize("caution", ["unofficial", "disputed"])
def test_no_article_is_made_of_what_is_doubted(world: World, caution: str) -> None:
    answer_id = making.solved(world)
    with world.acting("gus") as gus:
        answer = visible_answer(gus, answer_id)
        if caution == "unofficial":
            mark_unofficial(gus, answer, sentence="Set", reason="unproven", provisional=False)
        else:
            dispute(gus, answer, update_by=now() + timedelta(days=2), evidence="a log")
    with world.acting("eve") as eve, pytest.raises(Refused):
        draft_from_answer(eve, visible_answer(eve, answer_id), override_reason="still")


def test_one_answer_makes_one_article(world: World) -> None:
    answer_id = making.solved(world)
    with world.acting("eve") as eve:
        draft_from_answer(eve, visible_answer(eve, answer_id))
    with world.acting("gus") as gus, pytest.raises(IllegalMove):
        draft_from_answer(gus, visible_answer(gus, answer_id))


def test_the_company_speaks_only_when_its_answer_is_the_source_and_its_staff_write(world: World) -> None:
    by_company = making.solved(world, by="gus")
    by_peer = making.solved(world, by="ben", title="Another question of the same kind")
    with world.acting("sam") as sam:
        company = draft_from_answer(sam, visible_answer(sam, by_company))
        community = draft_from_answer(sam, visible_answer(sam, by_peer))
        assert (company.voice, community.voice) == (Voice.COMPANY, Voice.COMMUNITY)
        assert "> Since last week" in company.draft.source
        assert str(present_one(community).label.text).startswith("Community article")
        assert str(present_one(company).label.text) == "Acme's article · draft, not reviewed"


def test_an_expert_makes_a_community_article_even_of_the_companys_answer(world: World) -> None:
    answer_id = making.solved(world, by="gus")
    with world.acting("eve") as eve:
        assert draft_from_answer(eve, visible_answer(eve, answer_id)).voice is Voice.COMMUNITY


def test_an_imported_archived_thread_makes_an_article(world: World) -> None:
    answer_id = making.imported(world)
    with world.acting("gus") as gus:
        article = draft_from_answer(gus, visible_answer(gus, answer_id))
        body = article.draft.source
        assert article.source_format is SourceFormat.MARKDOWN
        assert "My *old* router & modem drop the line." in body
        assert "```\nping -c 3 10.0.0.1\n```" in body
        assert "1. stop it\n2. start it" in body
        assert "[the manual](https://example.org/a_b)" in body
        assert article.versions == "dsl, wifi"


def test_an_italian_thread_makes_an_italian_draft(world: World) -> None:
    answer_id = making.imported(world, language="it")
    with world.acting("gus") as gus:
        body = draft_from_answer(gus, visible_answer(gus, answer_id)).draft.source
        assert [line for line in body.split("\n") if line.startswith("# ")] == [
            "# Problema", "# Ambiente", "# Causa", "# Soluzione",
        ]  # fmt: skip


def test_a_thread_too_long_for_an_article_is_shortened_and_says_so(world: World) -> None:
    answer_id = making.imported(world, question_html="<p>word word word</p>" * 1200)
    with world.acting("gus") as gus:
        body = draft_from_answer(gus, visible_answer(gus, answer_id)).draft.source
        assert len(body) <= 30_000
        assert "Shortened: the whole text is in the thread." in body
        assert "start it" in body


def test_a_question_without_product_has_to_be_scoped(world: World) -> None:
    answer_id = making.solved(world, product=None)
    with world.acting("gus") as gus, pytest.raises(Invalid) as refused:
        draft_from_answer(gus, visible_answer(gus, answer_id))
    assert refused.value.field == "versions"


def test_from_scratch(world: World) -> None:
    with world.acting("gus") as gus:
        article = draft_new(gus, title="How to reset", body="Press.", product=make.product(), company=True)
        assert article.voice is Voice.COMPANY
    with world.acting("eve") as eve, pytest.raises(Refused):
        draft_new(eve, title="How to reset", body="Press.", tags=[make.tag("dsl")])
    with world.acting("eve") as eve, pytest.raises(Refused):
        draft_new(eve, title="How to reset", body="Press.", tags=[make.tag("wifi")], company=True)
    with world.acting("ann") as ann, pytest.raises(Refused):
        draft_new(ann, title="How to reset", body="Press.", tags=[make.tag("wifi")])
    with world.acting("gus") as gus, pytest.raises(Invalid):
        draft_new(gus, title="History", body="Press.")
