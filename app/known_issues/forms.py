"""The forms of known issues. A refused one comes back with what was typed."""

from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateTimeLocalField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Regexp
from wtforms.validators import Optional as MayBeMissing

from app.accounts.models import User
from app.catalogue.models import Lot, Product, ProductVersion
from app.kit.forms import Form, Line, Words
from app.kit.texts import Text
from app.known_issues.facts import IssueFacts
from app.known_issues.models import REASON_MAX, TEXT_MAX, KnownIssue
from app.known_issues.states import MODE_NAMES, OUTCOME_NAMES, STATE_NAMES, IssueOutcome, IssueState, Mode
from app.posts.models import TITLE_MAX

LANGUAGES = {"en": "English", "it": "Italiano"}
INCOMPLETE = _l("This page is not complete; load it again.")
GIVEN = InputRequired(message=_l("Write something first."))
MINUTE = "%Y-%m-%dT%H:%M"


def here() -> ZoneInfo:
    """Where the company works: times are typed as its clocks show them."""
    return ZoneInfo(current_app.config["TIME_ZONE"])


class Moment(DateTimeLocalField):
    """A minute as the company's clock shows it; `at` is the moment."""

    def __init__(self, label: object, validators: Sequence[object] = (), **more: object) -> None:
        super().__init__(label, validators, format=[MINUTE, "%Y-%m-%d %H:%M"], **more)

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
            if self.at is not None:
                self.at.astimezone(UTC)
        except (ValueError, OverflowError):
            self.data = None
            raise ValueError(_("Write a day and a time, such as 2027-03-01 14:30.")) from None

    @property
    def at(self) -> datetime | None:
        return self.data.replace(tzinfo=here()) if self.data else None


def shown_here(at: datetime | None) -> datetime | None:
    return at.astimezone(here()).replace(tzinfo=None) if at is not None else None


class IssueForm(Form):
    """All of an issue; `seen` is the number of the change that was on the screen."""

    product = SelectField(_l("Product"), [DataRequired(_l("Choose a product."))])
    versions = Line(_l("Versions it is about, parted by commas"), max=600)
    lots = Line(_l("Lots it is about, parted by commas"), max=1000)
    title = Line(_l("Title"), [DataRequired(_l("Give it a title: one line that says what is wrong."))], max=TITLE_MAX)
    text = Words(_l("What is known"), [GIVEN], max=TEXT_MAX)
    workaround = Words(_l("What helps until then"), max=TEXT_MAX)
    symptoms = Words(_l("Symptoms, one a line"), [GIVEN], max=5000)
    language = SelectField(
        _l("Language of this text"), choices=[SelectChoice(code, name) for code, name in LANGUAGES.items()]
    )
    state = RadioField(_l("State"), default=IssueState.INVESTIGATING.value)
    owner = SelectField(_l("Who looks after it"))
    next_update = Moment(_l("The next word comes by"), [InputRequired(_l("Say when the next word comes."))])
    incident = BooleanField(_l("It is an incident: a banner on the pages of the product and on the home page"))
    everywhere = BooleanField(_l("Show the banner on every page"))
    mode = RadioField(_l("New posts about the product"), default=Mode.NORMAL.value)
    slow_minutes = IntegerField(_l("Minutes between two posts of a person"), [MayBeMissing()])
    mode_until = Moment(_l("Slow or held until"), [MayBeMissing()])
    seen = HiddenField(default="0", validators=[Regexp(r"\d{1,9}\Z", message=INCOMPLETE)])

    def offer(self, products: Sequence[Product], people: Sequence[User], lots: Sequence[Lot]) -> "IssueForm":
        self._products = {str(product.id): product for product in products}
        self._people = {str(person.id): person for person in people}
        self._lots = lots
        self.product.choices = [
            SelectChoice("", _("Choose…")),
            *(SelectChoice(key, product.name) for key, product in self._products.items()),
        ]
        self.owner.choices = [SelectChoice(key, person.display_name) for key, person in self._people.items()]
        states = [one for one in IssueState if one is not IssueState.RESOLVED]
        self.state.choices = [SelectChoice(one.value, str(Text(STATE_NAMES[one]))) for one in states]
        self.mode.choices = [SelectChoice(one.value, str(Text(MODE_NAMES[one]))) for one in Mode]
        return self

    def validate_versions(self, field: Line) -> None:
        self._named(field, [version.name for version in self._product.versions] if self._product else [])

    def validate_lots(self, field: Line) -> None:
        self._named(field, [lot.name for lot in self._lots_of_product])

    def _named(self, field: Line, known: list[str]) -> None:
        unknown = [name for name in _parted(field.data) if name.casefold() not in {one.casefold() for one in known}]
        if not unknown or self._product is None:
            return
        if not known:
            raise ValidationError(_("%(product)s has none on record.", product=self._product.name))
        sentence = _("%(product)s has no “%(name)s”. It has: %(known)s.")
        raise ValidationError(
            sentence % {"product": self._product.name, "name": unknown[0][:60], "known": ", ".join(known[:20])}
        )

    @property
    def _product(self) -> Product | None:
        return self._products.get(self.product.data or "")

    @property
    def _lots_of_product(self) -> list[Lot]:
        return [lot for lot in self._lots if self._product is not None and lot.product_id == self._product.id]

    def facts(self) -> IssueFacts:
        """Of a form that was found fine."""
        product, at = self._product, self.next_update.at
        if product is None or at is None:
            raise ValueError("asked of a form that was not checked")
        versions, lots = _parted(self.versions.data), _parted(self.lots.data)
        return IssueFacts(
            product=product,
            title=self.title.data,
            text=self.text.data,
            symptoms=list(
                dict.fromkeys(" ".join(line.split()) for line in self.symptoms.data.split("\n") if line.strip())
            ),
            owner=self._people[self.owner.data],
            next_update_at=at,
            state=IssueState(self.state.data),
            versions=[one for one in product.versions if _among(one, versions)],
            lots=[one for one in self._lots_of_product if _among(one, lots)],
            workaround=self.workaround.data or "",
            language=self.language.data,
            is_incident=self.incident.data,
            everywhere=self.everywhere.data,
            mode=Mode(self.mode.data),
            slow_minutes=self.slow_minutes.data or 0,
            mode_until=self.mode_until.at,
        )


class ChangeForm(IssueForm):
    news = Words(_l("What is new"), [GIVEN], max=TEXT_MAX)


class ResolveForm(Form):
    outcome = RadioField(
        _l("How it ended"),
        [InputRequired(_l("Say how it ended."))],
        choices=[SelectChoice(one.value, "") for one in IssueOutcome],
    )
    news = Words(_l("What you say of it, and what to do"), [GIVEN], max=TEXT_MAX)
    seen = HiddenField(default="0", validators=[Regexp(r"\d{1,9}\Z", message=INCOMPLETE)])

    def named(self) -> "ResolveForm":
        self.outcome.choices = [SelectChoice(one.value, str(Text(name))) for one, name in OUTCOME_NAMES.items()]
        return self


class ReopenForm(Form):
    news = Words(_l("Why it is not over"), [GIVEN], max=TEXT_MAX)
    next_update = Moment(_l("The next word comes by"), [InputRequired(_l("Say when the next word comes."))])
    seen = HiddenField(default="0", validators=[Regexp(r"\d{1,9}\Z", message=INCOMPLETE)])


class AttachForm(Form):
    issue = SelectField(_l("Which known issue"), [DataRequired(_l("Choose a known issue."))])
    reason = Line(_l("Why"), [DataRequired(_l("Say why, in a sentence."))], max=REASON_MAX)

    def among(self, issues: Sequence[KnownIssue]) -> "AttachForm":
        self.issue.choices = [
            SelectChoice("", _("Choose…")),
            *(SelectChoice(str(issue.id), f"{issue.product.name}: {issue.title}") for issue in issues),
        ]
        return self


class WhyForm(Form):
    reason = Line(_l("Why"), [DataRequired(_l("Say why, in a sentence."))], max=REASON_MAX)


class OwnedForm(Form):
    product = SelectField(_l("Product and version"), [DataRequired(_l("Choose a product."))])
    lot = Line(_l("Lot, if you know it"), max=60)

    def offer(self, products: Sequence[Product]) -> "OwnedForm":
        self._products = products
        self.product.choices = [
            SelectChoice("", _("Choose…")),
            *(one for product in products for one in _owned(product)),
        ]
        return self

    @property
    def chosen(self) -> tuple[Product | None, ProductVersion | None]:
        for product in self._products:
            if self.product.data == f"p{product.id}":
                return product, None
            for version in product.versions:
                if self.product.data == f"v{version.id}":
                    return product, version
        return None, None


def _owned(product: Product) -> list[SelectChoice]:
    """The product as a whole, then its versions, the newest first."""
    whole = _("%(product)s, any version or not sure", product=product.name)
    versions = [SelectChoice(f"v{one.id}", f"{product.name} · {one.name}") for one in reversed(product.versions)]
    return [SelectChoice(f"p{product.id}", whole), *versions]


def _parted(names: str | None) -> list[str]:
    return [name.strip() for name in (names or "").split(",") if name.strip()]


def _among(one: ProductVersion | Lot, names: list[str]) -> bool:
    return one.name.casefold() in {name.casefold() for name in names}
