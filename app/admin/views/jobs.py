"""Jobs: what waits, what was set aside, and what becomes of it."""

from flask import render_template, url_for
from flask_babel import gettext as _

from app.accounts.gates import administrator, myself
from app.admin import owed
from app.admin.actions.jobs import FOR_DROPPING, FOR_TRYING, WHY_NAMES, Why, drop, owed_by_id, try_again
from app.admin.forms import WhyForm
from app.admin.views import blueprint
from app.kit.pressing import Answer, press
from app.kit.texts import Text


def _why(choices: tuple[Why, ...]) -> WhyForm:
    form = WhyForm()
    form.why.choices = [(why.value, str(Text(WHY_NAMES[why]))) for why in choices]
    return form


@blueprint.get("/admin/jobs")
@administrator
def jobs() -> str:
    return render_template(
        "admin/jobs.html",
        counts=owed.counts(),
        set_aside=owed.set_aside(),
        waiting=owed.waiting_by_name(),
        active="admin",
    )


@blueprint.route("/admin/jobs/<int:owed_id>/another-try", methods=["GET", "POST"])
@administrator
def job_try(owed_id: int) -> Answer:
    job = owed_by_id(owed_id)
    form = _why(FOR_TRYING)
    return press(
        lambda: try_again(myself(), job, why=Why(form.why.data)),
        form=form,
        title=_("Try %(name)s again?", name=job.name),
        yes=_("Try again"),
        back=url_for("admin.jobs"),
        said=_("It runs with the next round of the worker."),
    )


@blueprint.route("/admin/jobs/<int:owed_id>/removal", methods=["GET", "POST"])
@administrator
def job_drop(owed_id: int) -> Answer:
    job = owed_by_id(owed_id)
    form = _why(FOR_DROPPING)
    return press(
        lambda: drop(myself(), job, why=Why(form.why.data)),
        form=form,
        title=_("Drop %(name)s?", name=job.name),
        sentence=_("What it was to do is never done."),
        yes=_("Drop"),
        back=url_for("admin.jobs"),
        said=_("Dropped."),
        danger=True,
    )
