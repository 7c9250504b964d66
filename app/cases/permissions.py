"""Who may do what with cases. A case that is not yours does not exist for you."""

from app.accounts.actors import Guest
from app.accounts.models import User
from app.accounts.permissions import SUSPENDED
from app.accounts.roles import Role
from app.cases.models import Case
from app.cases.severity import Severity
from app.cases.states import CaseState, Outcome
from app.kit.texts import N_
from app.kit.verdicts import UNSEEN, YES, Verdict, no
from app.questions.permissions import can_take_part
from app.questions.states import Owner

Actor = User | Guest

GIVE_IT_FIRST = N_("This case waits in the queue. Give it to yourself first, and say why: each time is kept.")


def _at_the_desk(actor: Actor, case: Case | None = None) -> Verdict:
    """Asked first of whatever staff do: in their own case they are a customer like any other, so that nobody serves
    themselves; suspended, they speak for nobody."""
    if not actor.holds(Role.AGENT, Role.LEAD) or (case is not None and case.customer_id == actor.id):
        return UNSEEN
    return no(SUSPENDED) if actor.is_suspended else YES


def can_take_next(actor: Actor) -> Verdict:
    return _at_the_desk(actor)


def can_work(actor: Actor, case: Case) -> Verdict:
    """Reply, note, ask, answer, close: whoever has the case, or a lead. What waits in the queue is given first."""
    if not (verdict := _at_the_desk(actor, case)):
        return verdict
    if not case.is_open:
        return no(N_("This case is closed."))
    if case.owner_id is None:
        return no(GIVE_IT_FIRST)
    if case.owner_id == actor.id or actor.has(Role.LEAD):
        return YES
    return no(N_("Somebody else has this case."))


def can_wait_inside(actor: Actor, case: Case) -> Verdict:
    """Say whom inside the company a case waits for: while it is staff's turn."""
    if not (verdict := can_work(actor, case)):
        return verdict
    if case.state in (CaseState.ASSIGNED, CaseState.WAITING_INTERNAL):
        return YES
    return no(N_("It is the customer's turn, so it waits for nobody inside. Write a note instead."))


def can_change_severity(actor: Actor, case: Case, severity: Severity) -> Verdict:
    """Any agent may raise it; to lower it takes a lead."""
    if not (verdict := _at_the_desk(actor, case)):
        return verdict
    if not case.is_open:
        return no(N_("This case is closed."))
    if severity > case.severity and not actor.has(Role.LEAD):
        return no(N_("Only a lead lowers a severity."))
    return YES


def can_assign(actor: Actor, case: Case) -> Verdict:
    """Agents take the next case; a lead may give one to somebody, and says why."""
    if not (verdict := _at_the_desk(actor, case)):
        return verdict
    if not actor.has(Role.LEAD):
        return no(N_("Nobody picks cases. A lead can give one to somebody."))
    return YES if case.is_open else no(N_("This case is closed."))


def can_be_given(case: Case, agent: User) -> Verdict:
    """Whether somebody can have this case at all."""
    if agent.is_suspended or not can_be_at_the_desk(agent):
        return no(N_("%(name)s does not work on cases."), name=agent.display_name)
    if case.customer_id == agent.id:
        return no(N_("It is their own case."))
    return YES if case.owner_id != agent.id else no(N_("%(name)s has it already."), name=agent.display_name)


def can_see_the_team(actor: Actor) -> Verdict:
    return YES if actor.has(Role.LEAD) else UNSEEN


def can_look_into(actor: Actor, case: Case) -> Verdict:
    """An administrator reads a case with a reason that its customer reads. Whoever works on cases needs none."""
    if not actor.holds(Role.ADMINISTRATOR):
        return UNSEEN
    if actor.is_suspended:
        return no(SUSPENDED)
    if case.customer_id == actor.id:
        return no(N_("This is your own case: you can read it already."))
    return YES


def can_set_the_desk(actor: Actor) -> Verdict:
    """Skills, who has them, what needs them, how many cases each."""
    if actor.has(Role.LEAD, Role.ADMINISTRATOR):
        return YES
    return no(N_("Team leads and administrators set the desk."))


def can_be_at_the_desk(person: User) -> Verdict:
    if person.holds(Role.AGENT, Role.LEAD):
        return YES
    return no(N_("%(name)s does not work on cases."), name=person.display_name)


def can_set_absence(actor: Actor, agent: User) -> Verdict:
    """One's own, or anybody's by whoever sets the desk."""
    if not (verdict := can_be_at_the_desk(agent)):
        return verdict
    return YES if actor.id == agent.id else can_set_the_desk(actor)


def can_answer_on_the_thread(actor: Actor, case: Case | None) -> Verdict:
    """Nobody answers past the queue: what nobody has comes to whoever takes the next one, or whom a lead gives it to."""
    if case is None or case.state is not CaseState.QUEUED or case.customer_id == actor.id:
        return YES
    if actor.has(Role.LEAD):
        return no(GIVE_IT_FIRST)
    if actor.has(Role.AGENT):
        return no(N_("This waits in the queue, and nobody picks. Take your next case: this one comes in its turn."))
    return YES


def can_reply_as_customer(actor: Actor, case: Case) -> Verdict:
    """The customer, suspended or not: what was promised in private is owed to them still."""
    return YES if actor.id is not None and case.customer_id == actor.id else UNSEEN


def can_say_settled(actor: Actor, case: Case) -> Verdict:
    """Whether what staff settled in private solved it: the asker, while their word is awaited."""
    if not (verdict := _asker_of_settled(actor, case)):
        return verdict
    awaited = case.question is not None and case.question.is_active and case.question.owner_state is Owner.ASKER
    return YES if awaited else no(N_("There is nothing to say about it now."))


def can_take_settled_back(actor: Actor, case: Case) -> Verdict:
    if not (verdict := _asker_of_settled(actor, case)):
        return verdict
    solved = case.question is not None and case.question.solved_privately_at is not None
    return YES if solved else no(N_("There is nothing to take back."))


def _asker_of_settled(actor: Actor, case: Case) -> Verdict:
    question = case.question
    if actor.id is None or case.customer_id != actor.id or question is None or question.author_id != actor.id:
        return UNSEEN
    if case.outcome is not Outcome.SETTLED_PRIVATELY:
        return no(N_("There is nothing to say about it now."))
    return can_take_part(actor, question)


def can_change_hours(actor: Actor) -> Verdict:
    if actor.has(Role.LEAD, Role.ADMINISTRATOR):
        return YES
    return no(N_("Team leads and administrators set the business hours."))


def can_see_private_details(actor: Actor, asker_id: int) -> Verdict:
    """What an asker wrote in the box that only staff see: the asker, agents and leads."""
    return YES if actor.has(Role.AGENT, Role.LEAD) or (actor.id is not None and actor.id == asker_id) else UNSEEN


def can_open_privately(actor: Actor) -> Verdict:
    """Everybody, whoever is suspended among them: to write to staff takes nothing from others."""
    return YES if actor.id is not None else no(N_("Confirm your address first."))


def can_merge(actor: Actor, case: Case) -> Verdict:
    if not (verdict := _at_the_desk(actor, case)):
        return verdict
    return YES if actor.has(Role.LEAD) else no(N_("A lead merges cases."))


def can_change_customer(actor: Actor, case: Case) -> Verdict:
    """A lead, of a private case that goes on: a public question says itself whose it is."""
    if not (verdict := _at_the_desk(actor, case)):
        return verdict
    if not actor.has(Role.LEAD):
        return no(N_("A lead corrects whose case it is."))
    if case.question_id is not None:
        return no(N_("It belongs to whoever asked the public question."))
    return YES if case.is_open else no(N_("This case is closed."))


def can_be_asked_in(case: Case, expert: User, topics: frozenset[int]) -> Verdict:
    """Whether this person can be asked to look into a case as its expert; `topics` empty: of any topic."""
    fits = expert.is_expert_of(topics) if topics else bool(expert.expert_tag_ids)
    if not fits or expert.is_suspended:
        return no(N_("%(name)s is not an expert of this."), name=expert.display_name)
    if expert.id == case.customer_id:
        return no(N_("It is their own case."))
    return YES if case.is_open else no(N_("This case is closed."))


def can_export(actor: Actor, case: Case) -> Verdict:
    """One's own, as one sees it; a lead any, with what staff wrote."""
    own = actor.id is not None and case.customer_id == actor.id
    return YES if own or actor.has(Role.LEAD) else UNSEEN


def can_erase_file(actor: Actor, case: Case, sender_id: int) -> Verdict:
    """Whoever sent it, and a lead, who answers for what is kept of a customer."""
    own = actor.id is not None and sender_id == actor.id
    if own or actor.has(Role.LEAD):
        return YES
    customer = actor.id is not None and case.customer_id == actor.id
    if not customer and not actor.has(Role.AGENT):
        return UNSEEN
    return no(N_("Only whoever sent it, or a lead, takes it away."))
