"""Nobody at the desk is shown that a reply to themselves waits to be looked over."""

from app.cases.actions.taking import take_next
from app.cases.coaching.actions import begin_training, hand_in
from app.cases.coaching.models import Way
from app.cases.queries import visible_case
from tests.cases.private import opened, signed_in
from tests.world import World


def test_a_reply_that_waits_in_one_s_own_case_is_for_the_others(world: World) -> None:
    with world.acting("lea") as lea:
        begin_training(lea, world.person("gus"))
    with world.acting("sam") as sam:
        reference = opened(sam).reference
    with world.acting("gus") as gus:
        assert take_next(gus) is not None
        waiting = hand_in(gus, visible_case(gus, reference), way=Way.PRIVATE, body="Try it", needed="").reference
    lead, agent = signed_in(world, "lea"), signed_in(world, "sam")
    assert waiting in lead.text("/workspace/reviews")
    assert waiting not in agent.text("/workspace/reviews")
    counted = 'Replies to look over</a> <span class="count">1</span>'
    assert counted in lead.text("/workspace")
    assert counted not in agent.text("/workspace")
