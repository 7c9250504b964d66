"""The history of an article: every published version, and what changed between any two."""

from typing import Any

from flask import redirect, render_template, request
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import aliased
from werkzeug.wrappers import Response

from app.accounts.gates import me, public
from app.accounts.models import User
from app.activity.models import Event
from app.extensions import db
from app.kit.errors import Unseen
from app.kit.markup import IMPORT, render
from app.knowledge.comparing import changed_lines
from app.knowledge.events import ArticleEvent
from app.knowledge.models import Article, Publication
from app.knowledge.queries import publications, revisions, revisions_from_elsewhere, visible_article
from app.knowledge.views import blueprint
from app.labels.algebra import Status
from app.labels.presenting import Presented, present_one

TOLD = (ArticleEvent.NEEDS_CHECK, ArticleEvent.CHECKED, ArticleEvent.EXPIRED, ArticleEvent.ARCHIVED, ArticleEvent.RESTORED)  # fmt: skip


def _sentences() -> dict[str, str]:
    return {
        ArticleEvent.NEEDS_CHECK: _("A check was asked for"),
        ArticleEvent.CHECKED: _("Checked: it still holds"),
        ArticleEvent.EXPIRED: _("Too old to be given as an answer"),
        ArticleEvent.ARCHIVED: _("Put into the archive"),
        ArticleEvent.RESTORED: _("Back from the archive"),
    }


def _open_to_read(article: Article) -> Presented:
    """The article as readers see it; one that was never published or was taken away has no history to show."""
    shown = present_one(article)
    if article.published_revision is None or shown.label.status is Status.WITHDRAWN:
        raise Unseen
    return shown


def _other_events(article: Article) -> list[dict[str, Any]]:
    who = aliased(User)
    query = select(Event, who.display_name).outerjoin(who, who.id == Event.actor_id)
    query = query.where(Event.subject_kind == "articles", Event.subject_id == article.id, Event.kind.in_(TOLD))
    sentences = _sentences()
    return [
        {"at": event.at, "text": sentences[event.kind], "note": name or _("the system")}
        for event, name in db.session.execute(query.order_by(Event.id.desc()).limit(50))
    ]


def _chosen(found: list[Publication], name: str, usual: int) -> int:
    """The place (from 1) of a version that the address names, or the usual one."""
    raw = request.args.get(name, "")
    number = int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 6 else usual
    return number if 1 <= number <= len(found) else usual


def _changes(article: Article, old: int, new: int) -> list[tuple[str, str]]:
    texts = revisions(article, {old, new})
    before, after = texts[old], texts[new]
    return changed_lines(f"{before.title}\n{before.source}", f"{after.title}\n{after.source}")


@blueprint.get("/articles/<int:article_id>/history")
@public
def history(article_id: int) -> str:
    article = visible_article(me(), article_id)
    shown = _open_to_read(article)
    found = publications(article)
    new = _chosen(found, "to", len(found))
    old = _chosen(found, "from", max(1, new - 1))
    return render_template(
        "knowledge/history.html",
        article=article,
        shown=shown,
        versions=list(enumerate(found, start=1))[::-1],
        old=old,
        new=new,
        changes=_changes(article, found[old - 1].revision, found[new - 1].revision) if found and old != new else None,
        elsewhere=revisions_from_elsewhere(article),
        others=_other_events(article),
        noindex=True,
    )


@blueprint.get("/articles/<int:article_id>/versions/<int:number>")
@public
def version(article_id: int, number: int) -> str | Response:
    """One published version as it stood, under a label that says that it is not what holds now."""
    article = visible_article(me(), article_id)
    shown = _open_to_read(article)
    found = publications(article)
    if not 1 <= number <= len(found):
        raise Unseen
    if number == len(found):
        return redirect(shown.url)
    publication = found[number - 1]
    text = revisions(article, [publication.revision])[publication.revision]
    return render_template(
        "knowledge/version.html",
        article=article,
        shown=shown,
        number=number,
        last=len(found),
        publication=publication,
        text=text,
        html=render(text.source, text.source_format, limit=IMPORT).html,
        noindex=True,
    )
