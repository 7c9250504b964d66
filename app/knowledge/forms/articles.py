"""What editors and readers of articles fill in."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional

from app.catalogue.models import Product, Tag
from app.extensions import db
from app.images.adding import WithImages
from app.kit.errors import Invalid
from app.kit.forms import Form, Line, Words
from app.kit.texts import N_
from app.knowledge.freshness import HalfLife
from app.knowledge.models import ArticleDraft
from app.posts.models import BODY_MAX, TITLE_MAX

HALF_LIVES = [
    SelectChoice(str(HalfLife.PRICE.value), _l("Prices, contracts: weeks")),
    SelectChoice(str(HalfLife.FIRMWARE.value), _l("Firmware, apps: about three months")),
    SelectChoice(str(HalfLife.NETWORK.value), _l("Networks, settings: about half a year")),
    SelectChoice(str(HalfLife.HARDWARE.value), _l("Hardware: about two years")),
]
LANGUAGES = [SelectChoice("en", "English"), SelectChoice("it", "Italiano")]
TAGS_MAX = 8


def _number(value: Any) -> int | None:
    return int(value) if value not in (None, "", "None") else None


class TextForm(WithImages):
    """The text of the next version, and for what it holds."""

    title = Line(_l("Title"), [DataRequired(_l("Give it a title."))], max=TITLE_MAX)
    body = Words(_l("Text"), [DataRequired(_l("Write something first."))], max=BODY_MAX)
    product = SelectField(_l("Product"), coerce=_number, validators=[Optional()])
    versions = Line(_l("Versions it holds for"), max=200)
    half_life = SelectField(
        _l("How long does such a thing stay true?"), coerce=int, choices=HALF_LIVES, default=HalfLife.NETWORK.value
    )
    reason = Line(_l("What changed, and why"), max=200)
    seen = HiddenField()

    def with_choices(self, products: list[Product], kept: Product | None = None) -> "TextForm":
        known = [*products, *([kept] if kept and kept not in products else [])]
        self.product.choices = [
            SelectChoice("", _l("No single product")),
            *(SelectChoice(str(product.id), product.name) for product in known),
        ]
        return self

    def filled_from(self, draft: ArticleDraft) -> None:
        self.title.data, self.body.data = draft.title, draft.source
        self.product.data, self.versions.data = draft.product_id, draft.versions
        self.half_life.data, self.reason.data, self.seen.data = draft.half_life_days, draft.reason, draft.edits

    @property
    def edits_seen(self) -> int | None:
        raw = self.seen.data
        return int(raw) if isinstance(raw, str) and raw.isascii() and raw.isdigit() and len(raw) < 9 else None

    @property
    def chosen_product(self) -> Product | None:
        return db.session.get(Product, self.product.data) if self.product.data else None


class NewForm(TextForm):
    """An article that comes from no answer."""

    topics = Line(_l("Topics"), max=200, description=_l("Names of topics, with commas between."))
    language = SelectField(_l("Language"), choices=LANGUAGES)
    voice = RadioField(
        _l("Who speaks?"),
        choices=[
            SelectChoice("community", _l("The community")),
            SelectChoice("company", _l("The company: a spokesperson reviews it")),
        ],
        default="community",
    )

    def chosen_tags(self) -> list[Tag]:
        """Raises Invalid naming the topic that there is not."""
        names = [part.strip().lower() for part in (self.topics.data or "").split(",") if part.strip()]
        if len(names) > TAGS_MAX:
            raise Invalid(N_("At most %(max)s topics."), field="topics", max=TAGS_MAX)
        found = {tag.slug: tag for tag in db.session.scalars(db.select(Tag).where(Tag.slug.in_(names)))}
        for name in names:
            if name not in found:
                raise Invalid(N_("There is no topic “%(name)s”."), field="topics", name=name)
        return [found[name] for name in dict.fromkeys(names)]


class FromAnswerForm(Form):
    """Makes the draft; the reason is asked for only when the thread has not settled."""

    versions = Line(_l("Versions it holds for"), max=200)
    reason = Line(_l("Why not wait?"), max=200)


class ReviewForm(Form):
    decision = RadioField(
        _l("Decision"),
        choices=[
            SelectChoice("publish", _l("Publish it with my name as reviewer")),
            SelectChoice("return", _l("Send it back to the writer")),
        ],
        validators=[InputRequired(_l("Choose one."))],
    )
    note = Words(_l("Note"), max=500)
    seen = IntegerField(validators=[Optional(), NumberRange(0, 10**6)])


class KeepForm(Form):
    """Looking after a published article: one act at a time, with a note."""

    act = RadioField(_l("What is to happen?"), validators=[InputRequired(_l("Choose one."))])
    note = Words(_l("Note"), max=500)


class FeedbackForm(Form):
    helped = RadioField(
        _l("Did this help?"),
        choices=[SelectChoice("yes", _l("Yes")), SelectChoice("no", _l("No"))],
        validators=[InputRequired(_l("Choose yes or no."))],
    )
    why = Words(_l("What was missing or wrong?"), max=500)
