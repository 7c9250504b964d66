"""The form for a new question."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField, SelectMultipleField, ValidationError
from wtforms.validators import DataRequired
from wtforms.widgets import CheckboxInput, ListWidget

from app.accounts.addresses import ADDRESS_MAX
from app.accounts.names import NAME_MAX
from app.cases.actions.opening import PRIVATE_MAX
from app.catalogue.choices import tags_named
from app.catalogue.models import Category, Product, ProductVersion, Tag
from app.images.adding import WithImages
from app.kit.errors import Invalid
from app.kit.forms import Line, Words
from app.kit.texts import N_
from app.posts.models import BODY_MAX, TITLE_MAX
from app.questions.actions.asking import TAGS_MAX
from app.search.language import guess_language

LANGUAGES = {"en": "English", "it": "Italiano"}
GUESS = ""
SEPARATED = re.compile(r"[,;\s]+")


class SelectMultipleCheckboxField(SelectMultipleField):
    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


@dataclass(frozen=True)
class Offered:
    """What the form lets one choose from."""

    categories: Sequence[Category]
    products: Sequence[Product]
    tags: Sequence[Tag]


class AskForm(WithImages):
    title = Line(_l("Title"), [DataRequired(_l("Give it a title: one line that says what is wrong."))], max=TITLE_MAX)
    category = SelectField(_l("Category"), [DataRequired(_l("Choose where your question belongs."))], default="")
    product = SelectField(_l("Product and version"), default="")
    body = Words(_l("What happens?"), [DataRequired(_l("Write something first."))], max=BODY_MAX)
    tags = SelectMultipleCheckboxField(_l("Topics"))
    more_tags = Line(_l("Other topics"), max=200)
    language = SelectField(_l("Language of your question"), default=GUESS)
    private = Words(_l("Order number, serial number, address, phone"), max=PRIVATE_MAX)
    earlier = HiddenField()
    before = HiddenField()
    left_in = HiddenField()

    own_language = "en"
    moved: Sequence[str] = ()
    typed_tags: Sequence[Tag] = ()
    restored = False

    def offer(self, offered: Offered) -> None:
        """Says what there is to choose from; before anything is checked or shown."""
        self.offered = offered
        one = len(offered.categories) == 1
        none = [] if one else [("", _("Choose…"))]
        self.category.choices = [*none, *((str(category.id), category.name) for category in offered.categories)]
        self.product.choices = {
            _("About no product in particular"): [("", _("No product"))],
            **{product.name: _of(product) for product in offered.products},
        }
        self.tags.choices = [(str(tag.id), tag.slug) for tag in offered.tags]
        self.language.choices = [(GUESS, _("As the text is written")), *LANGUAGES.items()]

    def validate_tags(self, field: Any) -> None:
        if len(field.data or ()) > TAGS_MAX:
            raise ValidationError(_("At most %(max)s tags.", max=TAGS_MAX))

    def validate_more_tags(self, field: Any) -> None:
        names = {name.lower() for name in SEPARATED.split(field.data or "") if name}
        found = {tag.slug: tag for tag in tags_named(names)}
        if unknown := sorted(names - set(found)):
            raise ValidationError(_("There is no topic called “%(name)s”.", name=unknown[0]))
        if len({*(self.tags.data or ()), *(str(tag.id) for tag in found.values())}) > TAGS_MAX:
            raise ValidationError(_("At most %(max)s tags.", max=TAGS_MAX))
        self.typed_tags = list(found.values())

    @property
    def chosen_category(self) -> Category | None:
        return next((one for one in self.offered.categories if str(one.id) == self.category.data), None)

    @property
    def own_category(self) -> Category:
        """For a form whose choice was checked."""
        if (category := self.chosen_category) is None:
            raise Invalid(N_("Choose where your question belongs."), field="category")
        return category

    @property
    def chosen_product(self) -> tuple[Product | None, ProductVersion | None]:
        for product in self.offered.products:
            if self.product.data == f"p{product.id}":
                return product, None
            for version in product.versions:
                if self.product.data == f"v{version.id}":
                    return product, version
        return None, None

    @property
    def chosen_tags(self) -> list[Tag]:
        ticked = [tag for tag in self.offered.tags if str(tag.id) in (self.tags.data or ())]
        return [*ticked, *(tag for tag in self.typed_tags if tag not in ticked)]

    @property
    def text_language(self) -> str:
        """The chosen one, or what the text looks like, or the reader's own."""
        return self.language.data or guess_language(f"{self.title.data}\n{self.body.data}") or self.own_language


class GuestAskForm(AskForm):
    """For whoever has no account: also what to call them and where to send the link."""

    name = Line(_l("Your name, as others will see it"), [DataRequired(_l("Say what we may call you."))], max=NAME_MAX)
    email = Line(
        _l("Your e-mail address"),
        [DataRequired(_l("We need an address to send you the link and the answers."))],
        max=ADDRESS_MAX,
    )


def _of(product: Product) -> list[tuple[str, str]]:
    """The product as a whole, then its versions, the newest first."""
    versions = sorted(product.versions, key=lambda version: version.place, reverse=True)
    whole = (f"p{product.id}", _("%(product)s, any version or not sure", product=product.name))
    return [whole, *((f"v{version.id}", f"{product.name} · {version.name}") for version in versions)]
