"""A community in which something of everything has happened, so that every page has something to show."""

from dataclasses import dataclass, field
from datetime import timedelta

from app.accounts.actions.inviting import invite
from app.accounts.actors import Guest
from app.accounts.models import Proposal
from app.accounts.roles import Role
from app.activity.models import Owed
from app.cases.actions.absences import set_absence
from app.cases.actions.opening import attach_private_details
from app.cases.actions.settled import say_solved
from app.cases.actions.skills import add_skill, set_agent, set_rule
from app.cases.actions.taking import take_next
from app.cases.actions.working import close, note, reply
from app.cases.queries import visible_case
from app.cases.severity import Severity
from app.cases.states import Outcome
from app.claims.models import Flag
from app.decisions.actions import Sender, decide, report
from app.decisions.models import Ground, HouseRule, Measure, Report
from app.escalation.actions import request_staff
from app.extensions import db
from app.identities.actions import look_at_reporter
from app.kit.clock import now
from app.knowledge.actions.drafting import draft_from_answer
from app.knowledge.actions.editing import edit as edit_article
from app.knowledge.actions.editing import submit
from app.knowledge.actions.gap_ends import close_gaps
from app.knowledge.actions.gaps import report_gap
from app.knowledge.actions.publishing import publish
from app.knowledge.models import Article, ContentGap
from app.knowledge.queries import article_by_id
from app.labels.actions import correct, dispute, verify
from app.notifications.models import Notification
from app.posts.models import Post
from app.questions.actions.accepting import accept
from app.questions.actions.answering import comment, edit
from app.questions.actions.asking import withdraw
from app.questions.actions.following import vote
from app.questions.actions.merging import merge
from app.questions.queries import question_by_id, visible_answer
from app.search.actions import add_synonyms, change_synonyms
from tests import make
from tests.journeys.place import Site
from tests.journeys.private_cases import add_private_cases
from tests.journeys.second_readers import second_readers
from tests.known_issues.furnishing import furnish as known_issues
from tests.visiting import Visitor
from tests.world import PASSWORD, World

RUMOUR = "Every X200 of the October lot has a faulty modem chip, support told me."


@dataclass
class Community:
    """The numbers of what there is, by the name of the argument in an address; the first one has most to show."""

    site: Site
    numbers: dict[str, list[str]] = field(default_factory=dict)

    pages: dict[str, list[str]] = field(default_factory=dict)
    """Endpoint → its addresses, where an argument's name is that of other things too."""

    def add(self, argument: str, *ids: object) -> None:
        self.numbers.setdefault(argument, []).extend(str(one) for one in ids)


def build(site: Site) -> Community:
    community, world = Community(site), site.world
    _threads(community, world)
    _settled(community, world)
    _with_staff(community, world)
    add_private_cases(community, world)
    _doubted(community, world)
    _taken_away(community, world)
    _articles(community, world)
    _gaps(community, world)
    _merged(community, world)
    _synonyms(community, world)
    _letters(site)
    _team(community, world)
    _desk(community, world)
    _known_issues(community, world)
    community.add("user_id", world.ids["ben"], world.ids["eve"], world.ids["sam"])
    with world.acting("ada"):
        for argument, name in (("category_id", "categories"), ("product_id", "products"), ("tag_id", "tags")):
            community.add(argument, db.session.scalar(db.select(db.metadata.tables[name].c.id).limit(1)))
        community.add("rule_id", db.session.scalar(db.select(HouseRule.id)))
    for argument, examples in second_readers(site, case=community.numbers["reference"][0]).items():
        community.add(argument, *examples)
    site.work()
    _set_aside(community, world)
    return community


def _known_issues(community: Community, world: World) -> None:
    """An open one, a resolved one, an incident that holds posts; and a product that somebody has."""
    made = known_issues(world.acting, "Routers of **October** lose the line.")
    community.add("issue_id", made.issue, made.resolved)
    community.add("question_id", made.attached, made.asked)
    community.add("owned_id", made.owned)
    held = "/known-issues/held"
    community.pages |= {
        "equity.report": ["/workspace/equity", f"/workspace/equity?month={now():%Y-%m}"],
        "known_issues.held_post": [f"/held/{made.held}", f"/held/{made.returned}"],
        "known_issues.take_back_post": [f"/held/{made.held}/taking-back"],
        "known_issues.release_post": [f"{held}/{made.held}/release"],
        "known_issues.return_post": [f"{held}/{made.held}/return"],
    }


def _threads(community: Community, world: World) -> None:
    """Solved and edited with ten answers, answered, and waiting."""
    with world.acting("ann") as ann:
        solved = make.question(ann, title="Router drops the line every evening").id
        waiting = make.question(ann, title="Which cable goes into the yellow socket?", body="There are two.").id
    answers = []
    for number in range(10):
        with world.acting(("ben", "eve")[number % 2]) as somebody:
            body = (
                f"Way {number}: set the profile to stable.\n\n1. Open the settings\n2. Choose `stable`\n\n> as it says"
            )
            answers.append(make.answer(somebody, question_by_id(solved), body).id)
    with world.acting("ben") as ben:
        own = visible_answer(ben, answers[0])
        edit(ben, own, body="Way 0, better: set the profile to stable and restart.", reason="Restart was missing")
        for number in range(5):
            comment(ben, own, own.question, body=f"Remark {number} on this.")
    with world.acting("new") as new:
        vote(new, visible_answer(new, answers[1]))
    with world.acting("ann") as ann:
        accept(ann, visible_answer(ann, answers[0]))
    community.add("question_id", solved, waiting)
    community.add("answer_id", answers[0], answers[1])
    community.add("post_id", answers[0], solved, answers[1])


def _settled(community: Community, world: World) -> None:
    """Two that were settled in private: one waits for the asker's word, of one they said that it solved it."""
    for place, title in enumerate(("My invoice is wrong", "My second invoice is wrong")):
        with world.acting("ann") as ann:
            asked = make.question(ann, title=title, body="It is not what I ordered.")
            attach_private_details(ann, asked, text="Order 4710")
            number = asked.id
        with world.acting("gus") as gus:
            case = take_next(gus)
            assert case is not None
            reference = case.reference
            reply(gus, visible_case(gus, reference), body="We have sent you another one.")
            close(gus, visible_case(gus, reference), outcome=Outcome.SETTLED_PRIVATELY)
        if place:
            with world.acting("ann") as ann:
                say_solved(ann, visible_case(ann, reference))
            community.pages["cases.undo_solved"] = [f"/cases/{reference}/solved/undo"]
        else:
            community.pages["cases.solved"] = [f"/cases/{reference}/solved"]
            community.pages["cases.not_solved"] = [f"/cases/{reference}/not-solved"]
        community.add("question_id", number)


def _with_staff(community: Community, world: World) -> None:
    """A case with private words, which the order called for at once, and an answer of the company; another that waits."""
    with world.acting("ann") as ann:
        asked = make.question(ann, title="My order never came", body="It was to come last week.")
        attach_private_details(ann, asked, text="Order 4711")
        number = asked.id
    with world.acting("gus") as gus:
        case = take_next(gus)
        assert case is not None
        reference = case.reference
        reply(gus, visible_case(gus, reference), body="Which address was it sent to?", needed="the address")
        note(gus, visible_case(gus, reference), body="The carrier lost three parcels that day.")
    with world.acting("sam") as sam:
        make.answer(sam, question_by_id(number), "We send it again today.")
    with world.acting("ben") as ben:
        queued = make.question(ben, title="Broken on arrival", body="The box was open.").id
    with world.acting("ben") as ben:
        request_staff(ben, question_by_id(queued), reason="It is new.")
    community.add("question_id", number)
    community.add("reference", reference)


def _doubted(community: Community, world: World) -> None:
    """A claim that waits, one in dispute, one corrected, an answer that was confirmed."""
    with world.acting("ann") as ann:
        number = make.question(ann, title="Is the October lot of the X200 faulty?").id
    said = []
    for text in (RUMOUR, f"{RUMOUR} Mine too.", f"{RUMOUR} Read the papers.", "Firmware 4.2 works for me."):
        with world.acting("ben") as ben:
            said.append(make.answer(ben, question_by_id(number), text).id)
    with world.acting("gus") as gus:
        dispute(
            gus, db.session.get_one(Post, said[1]), update_by=now() + timedelta(days=2), evidence="Forty were tried."
        )
        correct(gus, db.session.get_one(Post, said[2]), fact="No lot is faulty.", evidence="Laboratory report 7")
        verify(gus, visible_answer(gus, said[3]), scope="firmware 4.2", evidence="Tried here")
        community.add("flag_id", *db.session.scalars(db.select(Flag.id).order_by(Flag.id)))
    community.add("question_id", number)
    community.add("post_id", *said)


def _taken_away(community: Community, world: World) -> None:
    """Reported, hidden by a rule, withdrawn."""
    with world.acting("ben") as ben:
        reported = make.question(ben, title="Buy at my shop", body="Best prices.").id
        hidden = make.question(ben, title="Buy at my cousin's shop", body="Best prices there.").id
        withdrawn = make.question(ben, title="Never mind this one", body="It works again.")
        withdraw(ben, withdrawn)
        gone = withdrawn.id
    with world.acting("ann") as ann:
        made = report(ann, question_by_id(reported), ground=Ground.SPAM, text="It sells.", good_faith=True)
        community.add("report_id", made.id)
    with world.acting("mia") as mia:
        rule = db.session.scalars(db.select(HouseRule)).one()
        look_at_reporter(mia, db.session.get_one(Report, community.numbers["report_id"][0]), reason="To ask for proof.")
        decision = decide(mia, question_by_id(hidden), measure=Measure.HIDE, rule=rule, reason="No selling here.")
        assert decision is not None
        community.add("decision_id", decision.id)
    with world.acting("lea"):
        report(
            Guest(),
            question_by_id(reported),
            ground=Ground.ILLEGAL,
            text="It sells what may not be sold.",
            good_faith=True,
            sender=Sender("Rita", "rita@example.com"),
        )
    community.add("question_id", hidden, gone)
    community.add("post_id", hidden)


def _articles(community: Community, world: World) -> None:
    """Published twice, in review, and a draft of a new version."""
    first, second = (int(number) for number in community.numbers["answer_id"][:2])
    with world.acting("ann") as ann:
        accept(ann, visible_answer(ann, second))
    with world.acting("ann") as ann:
        accept(ann, visible_answer(ann, second + 1))
    community.add("answer_id", second + 1)
    made = []
    for number in (first, second):
        with world.acting("eve") as eve:
            made.append(draft_from_answer(eve, visible_answer(eve, number), override_reason="Many ask.").id)
        with world.acting("eve") as eve:
            submit(eve, _the(made[-1]))
    with world.acting("lea") as lea:
        publish(lea, _the(made[0]))
    for reason in ("A step was missing", "Another word"):
        with world.acting("eve") as eve:
            text = _the(made[0])
            body = f"# Problem\n\nIt drops.\n\n# Resolution\n\nSet it to stable. {reason}."
            edit_article(eve, text, title=text.title or "", body=body, product=text.product, reason=reason)
        if reason.startswith("A step"):
            with world.acting("eve") as eve:
                submit(eve, _the(made[0]))
            with world.acting("lea") as lea:
                publish(lea, _the(made[0]))
    community.add("article_id", *made)
    community.add("number", 1)


def _the(article_id: int) -> Article:
    found = article_by_id(article_id)
    assert found is not None
    return found


def _gaps(community: Community, world: World) -> None:
    with world.acting("ann") as ann:
        waiting = report_gap(ann, words="satellite dish alignment", text="No manual.")
        closed = report_gap(ann, words="fax over fibre")
        community.add("gap_id", waiting.id, closed.id)
    with world.acting("gus") as gus:
        close_gaps(gus, [db.session.get_one(ContentGap, int(community.numbers["gap_id"][1]))], answer="We have none.")


def _merged(community: Community, world: World) -> None:
    """A question that was asked twice, gathered into the other."""
    numbers = []
    for title in ("The printer prints nothing", "My printer prints nothing at all"):
        with world.acting("ann") as ann:
            numbers.append(make.question(ann, title=title).id)
    with world.acting("mia") as mia:
        merge(mia, question_by_id(numbers[1]), question_by_id(numbers[0]), reason="The same printer, the same fault.")
    community.add("question_id", *numbers)


def _synonyms(community: Community, world: World) -> None:
    """A group of words whose last change can be undone."""
    with world.acting("ada") as ada:
        group = add_synonyms(ada, language="en", words="mobile, handset")
        change_synonyms(ada, group, language="en", words="mobile, handset, cell phone")
        community.add("group_id", group.id)


def _team(community: Community, world: World) -> None:
    """An invitation on its way, a suspension that waits for a second administrator."""
    with world.acting("ada") as ada:
        community.add("invitation_id", invite(ada, email="tom@example.org", role=Role.AGENT).id)
        rule = db.session.scalars(db.select(HouseRule)).one()
        until = now() + timedelta(days=7)
        gus = world.person("gus")
        assert decide(ada, gus, measure=Measure.SUSPEND, rule=rule, reason="Shouted.", until=until) is None
        community.add("proposal_id", db.session.scalar(db.select(Proposal.id)))
    community.add("role", "moderator", "agent")
    community.add("key", "terms")


def _set_aside(community: Community, world: World) -> None:
    """A job that failed five times; and what everybody was told."""
    with world.acting("ada"):
        owed = Owed(name="search.jobs.repair", tries=5, error="OSError: no space", set_aside_at=now())
        db.session.add(owed)
        db.session.flush()
        community.add("owed_id", owed.id)
        community.add("notification_id", *db.session.scalars(db.select(Notification.id).limit(5)))


def _desk(community: Community, world: World) -> None:
    """A skill that somebody has, what needs it, and an absence to come."""
    with world.acting("lea") as lea:
        skill = add_skill(lea, name="Billing", about="Invoices and payments")
        set_agent(lea, world.person("sam"), skill_ids=[skill.id], languages="en it", capacity=5)
        rule = set_rule(lea, category=make.category(), severity=Severity.S3)
        soon = now() + timedelta(days=3)
        absence = set_absence(lea, world.person("gus"), from_at=soon, until_at=soon + timedelta(days=2))
        community.add("skill_id", skill.id)
        community.add("agent_id", world.ids["sam"])
        community.add("desk_rule_id", rule.id)
        community.add("absence_id", absence.id)


def _letters(site: Site) -> None:
    """Somebody joins, somebody forgot a password: their mails lead to pages that nothing else leads to."""
    visitor = Visitor(site.app)
    joining = {"name": "Rita", "email": "rita@example.com", "password": PASSWORD}
    assert visitor.post("/register", joining, form_at="/register").status_code == 302
    assert visitor.post("/password-reset", {"email": "new@example.org"}, form_at="/password-reset").status_code == 302
