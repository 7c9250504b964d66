"""Why a question went to staff, as the asker and the staff who have its case read it. Others read the story beside the question."""

from app.kit.texts import N_, Text
from app.questions.states import Trigger

REASONS = {
    Trigger.SAFETY_OR_ACCOUNT: N_(
        "It is about safety, money, law or an account, so it went to staff without waiting for the community."
    ),
    Trigger.NO_PEER_EXPECTED: N_(
        "Questions like this are seldom solved by the community within a day; members may still answer."
    ),
    Trigger.PEER_WINDOW_OVER: N_("The community had its time and did not solve it."),
    Trigger.ASKER_REQUEST: N_("You asked for staff."),
    Trigger.NOT_HELPING: N_("The answers so far did not help."),
    Trigger.PROMISE_AT_RISK: N_("Staff had to begin to keep the promised time."),
    Trigger.EXPERT_REQUEST: N_("People who know the subject said that staff are needed."),
    Trigger.KNOWN_ISSUE: N_("It belongs to a known issue."),
}


SAID_TO_STAFF = {Trigger.ASKER_REQUEST: N_("The person who asked wanted staff.")}


def reason_text(trigger: Trigger, *, to_asker: bool) -> Text:
    """The reason, said to the person who asked or to staff."""
    return Text(REASONS[trigger] if to_asker else SAID_TO_STAFF.get(trigger, REASONS[trigger]))
