"""The forms of decisions."""

from datetime import datetime, timedelta

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import InputRequired, Regexp

from app.accounts.models import User
from app.claims.models import FLAG_MOVES, Flag, FlagState
from app.claims.permissions import can_correct_flag, can_decide_flag, can_dispute_flag
from app.decisions.models import Measure
from app.decisions.permissions import Subject, can_decide
from app.decisions.rule_choices import offer_rules
from app.kit.clock import now
from app.kit.forms import Form, Words
from app.labels.update_times import offer_times
from app.posts.kinds import Standing
from app.posts.models import Post
from app.questions.models import Question

CHOICES = {
    Measure.NO_ACTION: _l("No action: it may stay"),
    Measure.HIDE: _l("Hide it: only its author and moderators see it"),
    Measure.RESTORE: _l("Restore it"),
    Measure.LOCK: _l("Lock the thread: it can be read, but nothing can be added"),
    Measure.UNLOCK: _l("Unlock the thread"),
    Measure.SUSPEND: _l("Suspend: they can read, but not write"),
    Measure.LIFT_SUSPENSION: _l("Lift the suspension"),
}


class DecisionForm(Form):
    """`reports` are the numbers of the notices on the screen."""

    measure = RadioField(
        _l("Decision"), validators=[InputRequired(message=_l("Choose what to do."))], validate_choice=True
    )
    rule = SelectField(_l("House rule"), default="")
    days = SelectField(_l("For how long"), default="7")
    reason = Words(
        _l("Why"),
        [InputRequired(message=_l("Say why, in words the person concerned will read."))],
        max=1000,
    )
    reports = HiddenField(
        default="", validators=[Regexp(r"(\d{1,9}(,\d{1,9}){0,199})?\Z", message=_l("Load this page again."))]
    )

    def report_ids(self) -> list[int]:
        return [int(number) for number in (self.reports.data or "").split(",") if number]

    def until(self) -> datetime | None:
        return now() + timedelta(days=int(self.days.data)) if self.measure.data == Measure.SUSPEND else None


def measures_for(actor: User, subject: Subject) -> list[Measure]:
    """What this person may decide on this subject as it stands."""
    return [measure for measure in CHOICES if _fits(subject, measure) and can_decide(actor, subject, measure)]


def _fits(subject: Subject, measure: Measure) -> bool:
    if not isinstance(subject, Post):
        wanted = Measure.LIFT_SUSPENSION if subject.is_suspended else Measure.SUSPEND
        return measure in (Measure.NO_ACTION, wanted)
    if measure in (Measure.HIDE, Measure.RESTORE):
        return (measure is Measure.RESTORE) == (subject.standing is Standing.HIDDEN)
    if measure in (Measure.LOCK, Measure.UNLOCK):
        return isinstance(subject, Question) and (measure is Measure.UNLOCK) == (subject.locked_at is not None)
    return measure is Measure.NO_ACTION


def decision_form(actor: User, subject: Subject) -> DecisionForm:
    form = DecisionForm()
    form.measure.choices = [(measure.value, CHOICES[measure]) for measure in measures_for(actor, subject)]
    offer_rules(form.rule)
    form.days.choices = [
        ("1", gettext("1 day")),
        ("7", gettext("7 days")),
        ("30", gettext("30 days")),
        ("365", gettext("1 year")),
    ]
    if isinstance(subject, Post):
        del form.days
    return form


class ClaimForm(Form):
    verdict = RadioField(_l("Decision"), validators=[InputRequired(message=_l("Choose what to do."))])
    fact = Words(
        _l("The fact, if you correct it"),
        max=2000,
        description=_l("One or two sentences. They stand first from now on, the original below them."),
    )
    update_by = SelectField(_l("Update by, if reports differ"), default="")
    reason = Words(_l("Why"), [InputRequired(message=_l("Say why, in words the author will read."))], max=500)


VERDICTS = (
    (FlagState.CONFIRMED, can_decide_flag, _l("Unofficial: nobody has confirmed it, the mark stays")),
    (FlagState.CLEARED, can_decide_flag, _l("Clear it: the mark goes")),
    (FlagState.DISPUTED, can_dispute_flag, _l("Reports differ: it is being checked, with a time")),
    (FlagState.CORRECTED, can_correct_flag, _l("Correct it: your fact stands first")),
)


def claim_form(actor: User, flag: Flag) -> ClaimForm:
    form = ClaimForm()
    form.verdict.choices = [
        (state.value, words) for state, may, words in VERDICTS if state in FLAG_MOVES[flag.state] and may(actor, flag)
    ]
    offer_times(form.update_by)
    form.update_by.choices = [("", "—"), *form.update_by.choices]
    return form
