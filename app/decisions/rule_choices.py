"""The rules of the house as a form offers them and a page names them."""

from flask_babel import get_locale
from wtforms import SelectField

from app.decisions.models import HouseRule
from app.decisions.queries import rules_in_force


def rule_title(rule: HouseRule) -> str:
    """Number and title in the reader's language."""
    locale = get_locale()
    title = rule.title_it if locale and locale.language == "it" and rule.title_it else rule.title
    return f"{rule.number} · {title}"


def offer_rules(field: SelectField) -> None:
    field.choices = [("", "—"), *((str(rule.id), rule_title(rule)) for rule in rules_in_force())]
