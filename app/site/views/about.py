"""What a reader may want to know about the community: its rules, its labels, its terms, what is kept about people."""

from flask import render_template
from flask_babel import get_locale
from flask_babel import gettext as _

from app.accounts.gates import me, public
from app.accounts.roles import Role
from app.catalogue.models import PageKey
from app.catalogue.pages import page_for
from app.decisions.queries import rules_in_force
from app.site.label_examples import examples
from app.site.views import blueprint


def _language() -> str:
    locale = get_locale()
    return locale.language if locale else "en"


@blueprint.get("/rules")
@public
def rules() -> str:
    shown = [
        (rule.number, rule.title_it or rule.title, rule.text_it or rule.text)
        if _language() == "it"
        else (rule.number, rule.title, rule.text)
        for rule in rules_in_force()
    ]
    return render_template("site/rules.html", rules=shown)


@blueprint.get("/labels")
@public
def labels() -> str:
    return render_template("site/labels.html", groups=examples())


@blueprint.get("/privacy")
@public
def privacy() -> str:
    return _text(PageKey.PRIVACY, _("Privacy"))


@blueprint.get("/terms")
@public
def terms() -> str:
    return _text(PageKey.TERMS, _("Terms"))


def _text(key: PageKey, title: str) -> str:
    shown = page_for(key, _language())
    return render_template("site/text.html", title=title, shown=shown, key=key, keeper=me().has(Role.ADMINISTRATOR))
