"""An article as its page needs it: the label first, then for what it holds, who checked it and when."""

from typing import Any

from flask import current_app
from flask_babel import gettext as _
from flask_babel import ngettext

from app.accounts.actors import Guest
from app.accounts.models import User
from app.catalogue.brand import brand_name
from app.extensions import db
from app.kit.texts import N_, Text
from app.knowledge.forms.articles import FeedbackForm
from app.knowledge.models import Article
from app.knowledge.permissions import can_archive, can_edit_article
from app.knowledge.queries import credited, feedback_of, helped_counts, questions_of
from app.knowledge.scopes import scope_of_article
from app.knowledge.states import CHECK_SENTENCES, ArticleState
from app.knowledge.structured import tech_article
from app.labels.actions import row_of
from app.labels.algebra import Status
from app.labels.presenting import Presented, present_one

NOTES = {
    ArticleState.NEEDS_CHECK: N_("This article is being checked."),
    ArticleState.ARCHIVED: N_("This article is in the archive: nobody keeps it up to date."),
    ArticleState.DRAFT: N_("This is a draft. Only editors see it."),
    ArticleState.IN_REVIEW: N_("This is in review. Only editors see it."),
}


def standing_note(article: Article) -> Text | None:
    """What a reader has to know before reading on; None for a published article that nobody doubts."""
    return Text(NOTES[article.state]) if article.state in NOTES else None


def why_checked(article: Article) -> str:
    """Why it is looked at again, in one line, with the note for editors."""
    if article.check_reason is None:
        return ""
    return f"{Text(CHECK_SENTENCES[article.check_reason])} {article.check_note}".strip()


def facts_of(article: Article) -> list[tuple[str, Any]]:
    row = row_of(article)
    checker = db.session.get(User, row.set_by_id) if row and row.set_by_id else None
    return [
        (_("Holds for"), scope_of_article(article.product, article.versions) or _("all versions")),
        (_("Checked by"), checker.display_name if checker else None),
        (
            _("Written by") if article.origin else _("Made from posts of"),
            ", ".join(user.display_name for user in credited(article)) or None,
        ),
        (_("Topics"), ", ".join(tag.slug for tag in article.tags) or None),
    ]


def helped_line(counts: tuple[int, int]) -> str:
    yes, no = counts
    if not yes + no:
        return ""
    return ngettext("It helped %(yes)s of %(num)s person who said so.", "It helped %(yes)s of %(num)s people who said so.", yes + no, yes=yes)  # fmt: skip


def article_page(article: Article, reader: User | Guest, form: FeedbackForm | None = None) -> dict[str, Any]:
    shown: Presented = present_one(article)
    site = current_app.config["BASE_URL"]
    published = article.published_revision is not None
    editor = bool(can_edit_article(reader, article))
    questions = questions_of(article.id)
    said = feedback_of(reader, article)
    if form is None and not reader.is_guest and published:
        form = FeedbackForm(formdata=None, helped=None if said is None else "yes" if said.helped else "no")
    return {
        "article": article,
        "shown": shown,
        "note": standing_note(article),
        "why": Text(CHECK_SENTENCES[article.check_reason]) if article.check_reason else None,
        "facts": facts_of(article),
        "questions": questions,
        "helped": helped_line(helped_counts([article.id]).get(article.id, (0, 0))),
        "form": form,
        "said": said,
        "editor": editor,
        "keeper": published and (editor or bool(can_archive(reader, article))),
        "canonical": site + shown.url,
        "share_title": f"{shown.title} · {shown.label.text}",
        "description": f"{shown.label.text}: {shown.excerpt(150)}" if shown.text else str(shown.label.text),
        "noindex": not published or article.state is ArticleState.ARCHIVED or shown.label.status is Status.WITHDRAWN,
        "json_ld": tech_article(
            shown,
            site=site,
            brand=brand_name(),
            scope=shown.label.scope,
            reviewed_at=article.checked_at,
            questions=[question.url for question in questions],
        )
        if published and article.state is not ArticleState.ARCHIVED
        else None,
    }
