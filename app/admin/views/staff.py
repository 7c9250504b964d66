"""Joining the staff by invitation, and what takes two administrators."""

from typing import Any

from flask import render_template, url_for
from flask_babel import gettext as _

from app.accounts.actions import inviting, seconding
from app.accounts.gates import administrator, lead, me, myself
from app.accounts.models import StaffInvitation
from app.accounts.permissions import INVITABLE, can_invite, can_second
from app.accounts.queries import open_proposals
from app.accounts.roles import Deed, Role
from app.admin.forms import InvitationForm
from app.admin.views import blueprint
from app.admin.views.people import role_name
from app.extensions import db
from app.kit.errors import Unseen
from app.kit.pressing import Answer as Pressed
from app.kit.pressing import press
from app.kit.saving import Answer, save


def _roles() -> list[Role]:
    """To which roles this person may invite."""
    mine = me()
    return [role for role in Role if any(mine.has(own) and role in roles for own, roles in INVITABLE.items())]


@blueprint.route("/admin/invitations", methods=["GET", "POST"])
@lead
def invitations() -> Answer:
    form = InvitationForm()
    form.role.choices = [(role.value, str(role_name(role))) for role in _roles()]
    return save(
        form,
        lambda: inviting.invite(myself(), email=form.email.data, role=Role(form.role.data)),
        page=lambda: render_template(
            "admin/invitations.html",
            form=form,
            waiting=[one for one in inviting.open_invitations() if can_invite(me(), one.role)],
            within=inviting.INVITATION_WITHIN,
            role_name=role_name,
            active="admin",
        ),
        said=_("Invited. The mail holds a link for a week."),
        back=url_for("admin.invitations"),
    )


@blueprint.route("/admin/invitations/<int:invitation_id>/withdrawal", methods=["GET", "POST"])
@lead
def invitation_withdrawal(invitation_id: int) -> Pressed:
    found = db.session.get(StaffInvitation, invitation_id)
    if found is None or not can_invite(me(), found.role):
        raise Unseen
    return press(
        lambda: inviting.withdraw_invitation(myself(), found),
        title=_("Take back the invitation of %(email)s?", email=found.email),
        sentence=_("The link in the mail stops working."),
        yes=_("Take back"),
        back=url_for("admin.invitations"),
        said=_("Taken back."),
    )


def _asks(proposal: Any) -> str:
    name = proposal.user.display_name
    if proposal.deed is Deed.GRANT_ADMINISTRATOR:
        return _("Make %(name)s an administrator", name=name)
    return _("Suspend %(name)s", name=name)


@blueprint.get("/admin/approvals")
@administrator
def approvals() -> str:
    shown = [(one, _asks(one), can_second(me(), one)) for one in open_proposals()]
    return render_template("admin/approvals.html", proposals=shown, active="admin")


@blueprint.route("/admin/approvals/<int:proposal_id>/agreement", methods=["GET", "POST"])
@administrator
def approval_agreement(proposal_id: int) -> Pressed:
    proposal = seconding.proposal_by_id(proposal_id)
    return press(
        lambda: seconding.second(myself(), proposal),
        title=_("Agree to it?"),
        sentence=_("It holds at once."),
        yes=_("Agree"),
        back=url_for("admin.approvals"),
        said=_("Done."),
    )


@blueprint.route("/admin/approvals/<int:proposal_id>/refusal", methods=["GET", "POST"])
@administrator
def approval_refusal(proposal_id: int) -> Pressed:
    proposal = seconding.proposal_by_id(proposal_id)
    return press(
        lambda: seconding.decline(myself(), proposal),
        title=_("Decline it?"),
        sentence=_("It is not done. It can be proposed again."),
        yes=_("Decline"),
        back=url_for("admin.approvals"),
        said=_("Declined."),
    )
