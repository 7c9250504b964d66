"""What a guest wrote is kept until its address is confirmed, and is then the case of whoever has that address."""

import json
from dataclasses import asdict
from typing import Any

from app.accounts import limits
from app.accounts.actors import Guest
from app.accounts.addresses import clean_address
from app.accounts.models import User
from app.accounts.names import clean_name, sounds_like
from app.activity.log import record
from app.activity.once import keep_result
from app.cases.actions.privately import Wanted, check_wanted, open_privately
from app.cases.customer.models import HELD_MAX, HeldCase
from app.cases.events import CaseEvent
from app.cases.models import Case
from app.catalogue.brand import brand_name
from app.extensions import db
from app.kit.errors import Invalid
from app.kit.texts import N_


def keep_held(guest: Guest, wanted: Wanted, *, email: str, name: str, locale: str, address: str) -> HeldCase:
    """Keeps what a guest wrote and asks for a mail to its address: the same whether the address has an account or not."""
    name, email, brand = clean_name(name), clean_address(email), brand_name()
    if sounds_like(name, brand):
        raise Invalid(N_("A member's name does not have the name %(brand)s in it."), field="name", brand=brand)
    check_wanted(wanted)
    content = json.dumps(asdict(wanted), ensure_ascii=False)
    if len(content) > HELD_MAX:
        raise Invalid(N_("This text is too long to be kept until you confirm. Shorten it."), field="body")
    limits.take(limits.mail("case", email, address))
    held = HeldCase(email=email, name=name, locale=locale, content=content)
    db.session.add(held)
    record(guest, CaseEvent.HELD, held, lists=False)
    return held


def wanted_by(held: HeldCase) -> Wanted:
    values: dict[str, Any] = json.loads(held.content)
    return Wanted(**values)


def open_held(member: User, held: HeldCase, *, leads_to: str) -> Case:
    """The held text as the member's case; its link leads to where the case is from now on."""
    case, _said = open_privately(member, wanted_by(held))
    keep_result(held.reference, leads_to.format(reference=case.reference))
    db.session.delete(held)
    return case
