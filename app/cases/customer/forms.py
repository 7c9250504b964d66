"""What a customer sends to staff, and what staff ask around it."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, MultipleFileField, SelectField
from wtforms.validators import DataRequired

from app.accounts.addresses import ADDRESS_MAX
from app.accounts.names import NAME_MAX
from app.cases.actions.privately import TITLE_MAX
from app.cases.customer.fields import VALUE_MAX
from app.cases.customer.models import Field
from app.catalogue.models import Category, Product
from app.kit.forms import Form, Line, Words
from app.posts.models import BODY_MAX

FIELDS = {Field.ORDER: "order", Field.SERIAL: "serial", Field.CONTACT: "contact"}
WRITE = DataRequired(_l("Write something first."))
WHY = DataRequired(_l("Say why."))


class WithFields(Form):
    """A form with the three things that staff may need to know; empty ones say nothing."""

    order = Line(_l("Order number"), max=VALUE_MAX)
    serial = Line(_l("Serial number"), max=VALUE_MAX)
    contact = Line(_l("How to reach you"), max=VALUE_MAX, description=_l("A phone number, or another address."))

    def values(self) -> dict[Field, str]:
        return {field: self[name].data or "" for field, name in FIELDS.items()}


class CustomerForm(WithFields):
    """A word to staff; where only a field was asked for, the field alone is enough."""

    body = Words(_l("Your reply"))
    files = MultipleFileField(_l("Images"))


class PrivateForm(WithFields):
    title = Line(_l("What is it about?"), [DataRequired(_l("Say in one line what it is about."))], max=TITLE_MAX)
    category = SelectField(_l("Category"), default="")
    product = SelectField(_l("Product"), default="")
    body = Words(_l("What happens?"), [WRITE], max=BODY_MAX)
    files = MultipleFileField(_l("Images"))

    def offer(self, categories: list[Category], products: list[Product]) -> None:
        self.category.choices = [("", _("Not sure")), *((str(one.id), one.name) for one in categories)]
        self.product.choices = [("", _("No product")), *((str(one.id), one.name) for one in products)]


class GuestPrivateForm(PrivateForm):
    """For whoever has no account. Images come later: what nobody has confirmed would have nobody who can take it back."""

    files = None
    name = Line(_l("Your name"), [DataRequired(_l("Say what we may call you."))], max=NAME_MAX)
    email = Line(
        _l("Your e-mail address"), [DataRequired(_l("We need an address to send you the link."))], max=ADDRESS_MAX
    )


class CrmForm(Form):
    crm_id = Line(_l("Id of the customer's record"), max=100, description=_l("Empty: no record is linked."))


class ExpertForm(Form):
    expert = SelectField(_l("Expert"), [DataRequired(_l("Choose one."))], choices=[], coerce=int)
    reason = Words(_l("What you need them for"), [WHY], max=500, description=_l("The customer reads this."))
    with_pictures = BooleanField(_l("Images too"))

    def offer(self, people: list[Any]) -> None:
        self.expert.choices = [(one.id, one.display_name) for one in people]


class ExpertNoteForm(Form):
    body = Words(_l("Your note to staff"), [WRITE])


class MergeForm(Form):
    into = SelectField(_l("Into which case?"), [DataRequired(_l("Choose one."))], choices=[])
    reason = Words(_l("Why"), [WHY], max=500, description=_l("It is kept with the case as a note."))


class RequesterForm(Form):
    email = Line(
        _l("Address of the right account"),
        [DataRequired(_l("Give the address of an account."))],
        max=ADDRESS_MAX,
        description=_l(
            "Whoever has this account reads all that was said in private. Make sure that it is the same person."
        ),
    )
    reason = Words(_l("Why"), [WHY], max=500, description=_l("It is kept with the case as a note."))


class ReturnForm(Form):
    reason = Words(_l("Why the community can help here"), [WHY], max=500, description=_l("The asker reads this."))
