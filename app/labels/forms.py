"""The forms of the acts on a label."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, RadioField, SelectField
from wtforms.validators import InputRequired, Regexp
from wtforms.validators import Optional as MayBeMissing

from app.kit.forms import Form, Line, Words
from app.one_voice.stance import StanceFields


def _given(sentence: str) -> InputRequired:
    return InputRequired(message=sentence)


class LabelForm(Form):
    """`seen` is the last change of the label that was on the screen."""

    seen = HiddenField(validators=[Regexp(r"\d{1,9}\Z", message=_l("This page is not complete; load it again."))])


class ConfirmForm(LabelForm):
    """Verify, or make official."""

    scope = Line(_l("For which product and versions"), [_given(_l("Say for what: product and versions."))], max=200)
    versions = Line(
        _l("Versions, parted by commas"),
        max=200,
        description=_l("Readers on another version are told that it is not confirmed for theirs."),
    )
    evidence = Line(_l("How it is known"), [_given(_l("Say how it is known."))], max=500)
    expires = DateField(_l("Holds until"), [MayBeMissing()])


class OfficialForm(StanceFields, ConfirmForm):
    """Make official: with what it is to the official answers that were given before in the same matter."""


class SentenceForm(LabelForm):
    sentence = RadioField(_l("Which sentence"), [_given(_l("Choose a sentence."))])
    reason = Words(_l("What makes it a claim that nobody has confirmed"), [_given(_l("Say why."))], max=500)


class DisputeForm(LabelForm):
    evidence = Words(_l("What speaks against it"), [_given(_l("Say what speaks against it."))], max=500)
    update_by = SelectField(_l("Update by"))


class DoubtForm(LabelForm):
    evidence = Words(_l("What speaks against it"), [_given(_l("Say what speaks against it."))], max=500)


class CorrectForm(LabelForm):
    fact = Words(
        _l("The fact"),
        [_given(_l("Write the fact."))],
        max=2000,
        description=_l("One or two sentences. They stand first from now on, the original below them."),
    )
    evidence = Line(_l("How it is known"), [_given(_l("Say how it is known."))], max=500)


class LiftForm(LabelForm):
    reason = Words(_l("Why"), [_given(_l("Say why."))], max=500)


def offer_sentences(field: RadioField, sentences: Sequence[str]) -> None:
    field.choices = [(str(place), sentence) for place, sentence in enumerate(sentences)]
