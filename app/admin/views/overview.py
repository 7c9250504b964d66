"""Where the administration begins: what is to be done, what went wrong, and the way to every part."""

from flask import render_template, url_for
from flask_babel import gettext as _

from app.accounts.gates import administrator, me, myself, people
from app.accounts.queries import open_proposals
from app.accounts.roles import Role
from app.admin import owed
from app.admin.checklist import items
from app.admin.views import blueprint
from app.catalogue.actions.branding import open_community
from app.kit.pressing import Answer, press


def parts() -> list[dict[str, str]]:
    """The parts this person may use."""
    mine = me()
    runs, leads = mine.has(Role.ADMINISTRATOR), mine.has(Role.ADMINISTRATOR, Role.LEAD)
    every = [
        (runs, "admin.brand", "box", _("Brand"), _("Name, colour, logo")),
        (True, "admin.categories", "archive", _("Categories"), _("And how long peers have")),
        (True, "admin.products", "box", _("Products"), _("Versions and lots")),
        (True, "admin.tags", "flag", _("Tags"), _("Topics of questions and experts")),
        (runs, "admin.rules", "scale", _("House rules"), _("By number, in both languages")),
        (True, "admin.users", "users", _("People"), _("Roles and experts")),
        (leads, "admin.invitations", "mail", _("Staff invitations"), _("Ask somebody to join")),
        (runs, "admin.approvals", "check-circle", _("Approvals"), _("What takes two administrators")),
        (leads, "cases.hours", "clock", _("Business hours"), _("And holidays")),
        (leads, "cases.skills", "users", _("Skills and the desk"), _("Who can take what")),
        (leads, "cases.policy", "scale", _("SLA policy"), _("How soon the desk replies and solves")),
        (leads, "equity.report", "scale", _("Equity report"), _("Who waits how long")),
        (runs, "cases.look", "lock", _("Look into a private case"), _("With a reason that its customer reads")),
        (runs, "one_voice.rule", "check-circle", _("Official answers"), _("Which of them two people read")),
        (runs, "search.synonyms", "search", _("Search"), _("Words that mean the same")),
        (runs, "admin.jobs", "settings", _("Jobs"), _("What waits and what failed")),
    ]
    return [
        {"url": url_for(endpoint), "icon": icon, "title": title, "note": note}
        for allowed, endpoint, icon, title, note in every
        if allowed
    ]


@blueprint.get("/admin")
@people
def index() -> str:
    runs = me().has(Role.ADMINISTRATOR)
    return render_template(
        "admin/index.html",
        parts=parts(),
        items=items() if runs else (),
        counts=owed.counts() if runs else None,
        proposals=open_proposals() if runs else (),
        active="admin",
    )


@blueprint.route("/admin/opening", methods=["GET", "POST"])
@administrator
def opening() -> Answer:
    return press(
        lambda: open_community(myself()),
        title=_("Open the community?"),
        sentence=_("It is said once: from today on the numbers count, and feeds begin."),
        yes=_("Open"),
        back=url_for("admin.index"),
        said=_("The community is open. All the best."),
    )
