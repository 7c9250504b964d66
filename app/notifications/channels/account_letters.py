"""Mails about the account itself, and to people without one. No preference holds them back."""

from collections.abc import Callable
from typing import Any

from app.accounts import links
from app.accounts.models import StaffInvitation, User
from app.accounts.queries import person
from app.accounts.roles import ROLE_NAMES, PostingRole
from app.activity.models import Event
from app.cases.customer.links import case_path, held_path
from app.cases.customer.models import HeldCase
from app.cases.models import Case
from app.cases.put_together import led_to
from app.catalogue.brand import brand_name
from app.extensions import db
from app.kit.texts import N_, Text
from app.knowledge.models import ContentGap, GapReporter
from app.knowledge.queries import article_by_id
from app.labels.presenting import present_one
from app.notifications.channels.letters import Button, Letter, Quote, to_user
from app.notifications.kinds import LOOKED
from app.questions.held import confirmation_path
from app.questions.models import HeldQuestion

Make = Callable[[Event, int, str], Letter | None]
_letters: dict[str, Make] = {}
NOT_YOU = N_("If it was not you, there is nothing to do: without the link nothing happens.")
ABOUT_ACCOUNT = N_("You get this because somebody, most likely you, used this address at %(brand)s.")


def letter_of(event_id: int, what: str, to: int, key: str) -> Letter | None:
    """The mail `what` that an event asks for; None if whoever it was for is gone, or no longer needs it."""
    return _letters[what](db.session.get_one(Event, event_id), to, key)


def letter(what: str) -> Callable[[Make], Make]:
    def register(make: Make) -> Make:
        _letters[what] = make
        return make

    return register


def _about_account(key: str, subject: str, lead: str, button: Button | None, *more: str, **to: Any) -> Letter:
    brand = brand_name()
    return Letter(
        key=key,
        subject=Text(subject, brand=brand),
        lead=Text(lead, brand=brand),
        button=button,
        more=tuple(Text(sentence, brand=brand) for sentence in more),
        why=Text(ABOUT_ACCOUNT, brand=brand),
        **to,
    )


def _user(event: Event) -> User | None:
    user = db.session.get(User, event.subject_id)
    return user if user is not None and user.closed_at is None and user.email else None


@letter("confirmation")
def _confirmation(event: Event, _to: int, key: str) -> Letter | None:
    user = _user(event)
    if user is None or user.email_confirmed_at is not None:
        return None
    return _about_account(
        key,
        N_("Confirm your address"),
        N_("Welcome to the %(brand)s community. One press confirms that this address is yours."),
        Button(Text(N_("Confirm my address")), links.confirmation_path(user)),
        N_("The link works for three days."),
        NOT_YOU,
        **to_user(user),
    )


@letter("known_address")
def _known_address(event: Event, _to: int, key: str) -> Letter | None:
    user = _user(event)
    if user is None:
        return None
    return _about_account(
        key,
        N_("You have an account already"),
        N_(
            "Somebody tried to register with this address. It has an account already: sign in, or choose a new password."
        ),
        Button(Text(N_("Sign in")), "/sign-in"),
        N_("If it was not you, there is nothing to do: nothing was changed."),
        **to_user(user),
    )


@letter("reset")
def _reset(event: Event, _to: int, key: str) -> Letter | None:
    user = _user(event)
    if user is None:
        return None
    return _about_account(
        key,
        N_("Choose a new password"),
        N_("Somebody asked for a new password for your account."),
        Button(Text(N_("Choose a new password")), links.reset_path(user)),
        N_("The link works once, for one hour."),
        NOT_YOU,
        **to_user(user),
    )


@letter("password_changed")
def _password_changed(event: Event, _to: int, key: str) -> Letter | None:
    user = _user(event)
    if user is None:
        return None
    return _about_account(
        key,
        N_("Your password was changed"),
        N_("The password of your account was changed, and every other browser was signed out."),
        Button(Text(N_("It was not me: choose a new one")), "/password-reset"),
        N_("If it was you, there is nothing to do."),
        **to_user(user),
    )


@letter("new_address")
def _new_address(event: Event, _to: int, key: str) -> Letter | None:
    user = _user(event)
    if user is None or not user.new_email:
        return None
    to = {**to_user(user), "address": user.new_email, "user_id": None}
    return _about_account(
        key,
        N_("Confirm your new address"),
        N_("One press makes this the address of your account. Until then the old one holds."),
        Button(Text(N_("Use this address")), links.address_path(user)),
        N_("The link works once, for three days."),
        NOT_YOU,
        **to,
    )


@letter("address_notice")
def _address_notice(event: Event, _to: int, key: str) -> Letter | None:
    user = _user(event)
    if user is None or not user.new_email:
        return None
    return _about_account(
        key,
        N_("Your address is about to change"),
        N_("Somebody signed in to your account asked to use another address for it."),
        Button(Text(N_("It was not me: choose a new password")), "/password-reset"),
        N_("If it was you, there is nothing to do here: follow the link in the mail to the new address."),
        **to_user(user),
    )


@letter("invitation")
def _invitation(event: Event, _to: int, key: str) -> Letter | None:
    invitation = db.session.get(StaffInvitation, event.subject_id)
    if invitation is None or invitation.used_at is not None:
        return None
    lead = N_("You are invited to join the staff of the %(brand)s community as: %(role)s.")
    return Letter(
        key=key,
        address=invitation.email,
        name="",
        locale=None,
        time_zone=None,
        subject=Text(N_("Join the %(brand)s community's staff"), brand=brand_name()),
        lead=Text(lead, brand=brand_name(), role=Text(ROLE_NAMES[PostingRole(invitation.role.value)])),
        button=Button(Text(N_("Join the staff")), links.invitation_path(invitation)),
        more=(Text(N_("The link works once, for seven days.")),),
        why=Text(ABOUT_ACCOUNT, brand=brand_name()),
    )


@letter("held_question")
def _held_question(event: Event, _to: int, key: str) -> Letter | None:
    """The text itself is not in it: whoever owns the address may not be who wrote it."""
    held = db.session.get(HeldQuestion, event.subject_id)
    if held is None:
        return None
    return _about_account(
        key,
        N_("Publish your question"),
        N_("Somebody, most likely you, asked a question at %(brand)s with this address. It waits for your word."),
        Button(Text(N_("Look it over and publish it")), confirmation_path(held)),
        N_("The link works for seven days. After that the question is deleted."),
        N_("If it was not you, there is nothing to do: without the link nothing is published."),
        address=held.email,
        name=held.name,
        locale=held.locale,
        time_zone=None,
    )


@letter("held_case")
def _held_case(event: Event, _to: int, key: str) -> Letter | None:
    """As for a question: nothing of the text, and the same whether the address has an account or not."""
    held = db.session.get(HeldCase, event.subject_id)
    if held is None:
        return None
    return _about_account(
        key,
        N_("Send your words to %(brand)s Support"),
        N_(
            "Somebody, most likely you, wrote privately to %(brand)s Support with this address. It waits for your word."
        ),
        Button(Text(N_("Look it over and send it")), held_path(held)),
        N_("The link works for seven days. After that the text is deleted."),
        N_("If it was not you, there is nothing to do: without the link nothing is sent."),
        address=held.email,
        name=held.name,
        locale=held.locale,
        time_zone=None,
    )


@letter("case_link")
def _case_link(event: Event, _to: int, key: str) -> Letter | None:
    """To the address of the case alone, whoever asked."""
    customer = person(db.session.get_one(Case, event.subject_id).customer_id)
    if customer is None or customer.closed_at is not None or not customer.email:
        return None
    reference = led_to(db.session.get_one(Case, event.subject_id)).reference
    return _about_account(
        key,
        N_("A new link to your private case"),
        N_("Somebody, most likely you, has an old link to your private case at %(brand)s and asked for a new one."),
        Button(Text(N_("Open your case")), case_path(customer, reference)),
        N_("The link works for 90 days. It is yours alone: whoever has it can read the case."),
        NOT_YOU,
        **to_user(customer),
    )


@letter("gap_closed")
def _gap_closed(event: Event, to: int, key: str) -> Letter | None:
    """To somebody without an account, who left an address to be told at."""
    reporter, gap = db.session.get(GapReporter, to), db.session.get(ContentGap, event.subject_id)
    if reporter is None or gap is None or not reporter.email:
        return None
    article = article_by_id(gap.article_id) if gap.article_id else None
    shown = present_one(article) if article is not None and article.is_visible else None
    facts: list[tuple[Text, str]] = [(Text(N_("You looked for")), gap.words)]
    if gap.answer:
        facts.append((Text(N_("Our answer")), gap.answer))
    return Letter(
        key=key,
        address=reporter.email,
        name="",
        locale=reporter.language,
        time_zone=None,
        subject=Text(N_("What you had looked for")),
        lead=Text(N_("You looked for something and did not find it. There is an answer now.")),
        title=shown.title if shown is not None else "",
        quotes=(Quote(shown),) if shown is not None else (),
        facts=tuple(facts),
        button=Button(Text(N_("Read it")), shown.url if shown is not None else "/search"),
        why=Text(LOOKED),
        more=(Text(N_("This is the only mail about it; your address is not used for anything else.")),),
    )
