"""Terms and privacy in both languages."""

from flask import render_template, url_for
from flask_babel import gettext as _

from app.accounts.gates import administrator, myself
from app.admin.forms import PageForm
from app.admin.views import blueprint
from app.catalogue.actions.pages import write_page
from app.catalogue.brand import brand_name
from app.catalogue.models import PageKey
from app.catalogue.pages import PAGE_LANGUAGES, default_source, own_pages
from app.kit.saving import Answer, save

TITLES = {PageKey.TERMS: lambda: _("Terms"), PageKey.PRIVACY: lambda: _("Privacy")}


@blueprint.route("/admin/pages/<any(terms, privacy):key>", methods=["GET", "POST"])
@administrator
def page(key: str) -> Answer:
    kind, own = PageKey(key), own_pages(PageKey(key))
    form = PageForm(data={language: own[language].source for language in own})
    defaults = {language: default_source(kind, language, brand_name()) for language in PAGE_LANGUAGES}
    return save(
        form,
        lambda: _write(kind, form),
        page=lambda: render_template(
            "admin/page.html", form=form, key=key, title=TITLES[kind](), defaults=defaults, own=own, active="admin"
        ),
        said=_("Saved. Readers see it from now on."),
        back=url_for(f"site.{key}"),
    )


def _write(kind: PageKey, form: PageForm) -> None:
    for language in PAGE_LANGUAGES:
        write_page(myself(), key=kind, language=language, source=form[language].data or "")
