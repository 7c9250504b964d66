"""The forms of the administration."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import IntegerField, SelectField
from wtforms.validators import InputRequired

from app.catalogue.actions import branding, categories, pages, products
from app.catalogue.naming import SLUG_MAX
from app.decisions.actions import rules
from app.kit.forms import Form, Line, Words


def needed() -> InputRequired:
    return InputRequired(message=_l("This is needed."))


class Whole(IntegerField):
    """A whole number; anything else is answered with a sentence of ours."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        raw = (valuelist[0] if valuelist else "").strip()
        if not raw.isascii() or not raw.isdigit() or len(raw) > 9:
            self.data = None
            raise ValueError(_("Write a whole number."))
        self.data = int(raw)


class BrandForm(Form):
    name = Line(_l("Name"), [needed()], max=branding.NAME_MAX, description=_l("As labels, pages and mails say it."))
    line = Line(
        _l("Line"), max=branding.LINE_MAX, description=_l("One sentence below the search box of the home page.")
    )
    colour = Line(
        _l("Colour"),
        [needed()],
        max=7,
        description=_l("Such as #1d4ed8. Its lightness is moved until text can be read."),
    )


class LogoForm(Form):
    logo = FileField(_l("Logo"))


class CategoryForm(Form):
    name = Line(_l("Name"), [needed()], max=categories.NAME_MAX)
    slug = Line(
        _l("Short name"),
        max=SLUG_MAX,
        description=_l("For addresses: small letters, digits, hyphens. Empty: made from the name."),
    )
    about = Line(_l("About"), max=categories.ABOUT_MAX)
    window = Line(
        _l("Peer window, in hours"),
        [needed()],
        max=10,
        description=_l(
            "How long the community has before staff take over: 0.5 to 24. For questions asked from now on."
        ),
    )
    place = Whole(_l("Place"), description=_l("Lists show low numbers first."))


class ProductForm(Form):
    name = Line(_l("Name"), [needed()], max=products.NAME_MAX)
    slug = Line(
        _l("Short name"),
        max=SLUG_MAX,
        description=_l("For addresses: small letters, digits, hyphens. Empty: made from the name."),
    )
    about = Line(_l("About"), max=products.ABOUT_MAX)
    place = Whole(_l("Place"), description=_l("Lists show low numbers first."))


class VersionForm(Form):
    name = Line(
        _l("New version"),
        [needed()],
        max=products.PART_MAX,
        description=_l("Such as firmware 4.3. Articles for older versions are sent to be checked."),
    )


class LotsForm(Form):
    names = Words(_l("New lots"), [needed()], max=6000, description=_l("Separated by commas, spaces or lines."))


class TagForm(Form):
    slug = Line(_l("Tag"), [needed()], max=SLUG_MAX, description=_l("Small letters, digits, hyphens."))
    about = Line(_l("About"), max=200)


class TagAboutForm(Form):
    about = Line(_l("About"), max=200)


class RuleForm(Form):
    number = Whole(_l("Number"), description=_l("Decisions name rules by number, so a number is never used twice."))
    title = Line(_l("Title"), [needed()], max=rules.TITLE_MAX)
    text = Words(_l("Text"), max=rules.TEXT_MAX)
    title_it = Line(_l("Title in Italian"), max=rules.TITLE_MAX)
    text_it = Words(_l("Text in Italian"), max=rules.TEXT_MAX)


class PageForm(Form):
    """One text in both languages; the fields are named for them."""

    en = Words(_l("In English"), max=pages.SOURCE_MAX)
    it = Words(_l("In Italian"), max=pages.SOURCE_MAX)


class InvitationForm(Form):
    email = Line(_l("E-mail address"), [needed()], max=254, render_kw={"type": "email", "autocomplete": "off"})
    role = SelectField(_l("Role"))


class TopicForm(Form):
    tag = SelectField(_l("Topic"), coerce=int)


class WhyForm(Form):
    """Choices depend on what is done."""

    why = SelectField(_l("Reason"))
