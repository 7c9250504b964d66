"""The forms of accounts."""

from typing import Any
from zoneinfo import available_timezones

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from app.accounts.addresses import ADDRESS_MAX
from app.accounts.names import NAME_MAX
from app.accounts.passwords import PASSWORD_MAX, PASSWORD_MIN
from app.kit.forms import Form, Line, Words

REGIONS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
LANGUAGES = (("en", "English"), ("it", "Italiano"))


def _needed() -> InputRequired:
    return InputRequired(message=_l("This is needed."))


class Password(PasswordField):
    """As typed, spaces and all; never shown again."""

    def __init__(self, label: Any, *, new: bool = False, **kwargs: Any) -> None:
        length = Length(max=PASSWORD_MAX, message=_l("At most %(max)d characters."))
        complete = "new-password" if new else "current-password"
        super().__init__(label, [_needed(), length], render_kw={"autocomplete": complete}, **kwargs)


def _address(label: Any) -> Line:
    return Line(
        label,
        [_needed()],
        max=ADDRESS_MAX,
        render_kw={"type": "email", "autocomplete": "username", "inputmode": "email"},
    )


def _name() -> Line:
    return Line(
        _l("Name"),
        [_needed()],
        max=NAME_MAX,
        description=_l("As others will see it: your name, or another one."),
        render_kw={"autocomplete": "nickname"},
    )


def _new_password(label: Any = None) -> Password:
    return Password(
        label or _l("Password"),
        new=True,
        description=_l(
            "At least %(min)s characters. Three or four words with spaces are easy to keep and hard to guess.",
            min=PASSWORD_MIN,
        ),
    )


class RegisterForm(Form):
    name = _name()
    email = _address(_l("E-mail address"))
    password = _new_password()


class SignInForm(Form):
    email = _address(_l("E-mail address"))
    password = Password(_l("Password"))


class AddressForm(Form):
    """Asks for another confirmation, or for a new password."""

    email = _address(_l("E-mail address"))


class ConfirmForm(Form):
    password = Password(_l("Password"), description=_l("The one you chose when you registered."))


class OwnAddressForm(Form):
    """For the link to a new address, in a browser that is not signed in to the account."""

    password = Password(_l("Password"), description=_l("The one of the account that is to have this address."))


class ResetForm(Form):
    password = _new_password(_l("New password"))


class JoinForm(Form):
    name = _name()
    password = _new_password()


class PasswordForm(Form):
    current = Password(_l("Present password"))
    password = _new_password(_l("New password"))


class NewAddressForm(Form):
    email = _address(_l("New e-mail address"))
    current = Password(_l("Your password"))


class CloseForm(Form):
    current = Password(_l("Your password"))


class ProfileForm(Form):
    name = _name()
    about = Words(_l("About you"), max=1000, description=_l("Whatever helps others to know who answers."))
    locale = SelectField(
        _l("Language"),
        choices=[SelectChoice("", _l("As the browser asks")), *(SelectChoice(*language) for language in LANGUAGES)],
    )
    time_zone = SelectField(_l("Time zone"), choices=[])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = sorted(zone for zone in available_timezones() if zone.split("/")[0] in REGIONS)
        self.time_zone.choices = [
            SelectChoice("", _l("As this community")),
            *(SelectChoice(zone, zone.replace("_", " ")) for zone in zones),
        ]
