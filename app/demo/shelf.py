"""The demo's articles and gaps, through the product's own actions."""

from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import select

from app.catalogue.models import Product
from app.demo.cast import Gap as ScriptGap
from app.demo.playing import Player
from app.demo.threads import Article as ScriptArticle
from app.extensions import db
from app.kit import clock
from app.knowledge.actions.drafting import draft_from_answer
from app.knowledge.actions.editing import edit, submit
from app.knowledge.actions.feedback import say_whether_it_helped
from app.knowledge.actions.gaps import report_gap
from app.knowledge.actions.keeping import ask_for_check
from app.knowledge.actions.publishing import publish
from app.knowledge.models import Article
from app.knowledge.queries import article_by_id
from app.knowledge.states import CheckReason, GapKind
from app.questions.queries import visible_answer

GAPS = {"zero_result": GapKind.ZERO_RESULTS}


def fill_shelf(player: Player) -> None:
    """Every article at its own times, then what people did not find."""
    for article in player.script.articles:
        _article(player, article)
    for gap in player.script.gaps:
        if not gap.by:
            continue
        with clock.at(player.at + gap.at):
            player.attempt(f"gap {gap.words}", partial(_gap, player, gap))


def _gap(player: Player, gap: ScriptGap) -> None:
    kind = GAPS.get(gap.kind, GapKind.NOT_FOUND)
    report_gap(player.person(gap.by), kind=kind, words=gap.words, text=gap.note, page=gap.page, language=gap.language)


def _article(player: Player, script: ScriptArticle) -> None:
    product = db.session.scalars(select(Product).where(Product.slug == script.product)).one()
    db.session.rollback()
    made: dict[str, int] = {}

    def draft() -> None:
        by = player.person(script.by)
        answer = visible_answer(by, player.posts[script.source][script.answer])
        article = draft_from_answer(by, answer, override_reason=script.override or "It answers what many ask.")
        made["id"] = article.id
        edit(by, article, title=script.title, body=script.body, product=product, versions=", ".join(script.versions))

    _at(player, player.at + script.drafted, f"article {script.key} drafted", draft)
    for event in script.events if made else ():
        _at(
            player,
            player.at + event.at,
            f"article {script.key} {event.do}",
            lambda event=event: _happens(player, _read(made["id"]), event),
        )
    if made and script.state == "needs_check":
        _at(player, player.at, f"article {script.key} needs check", lambda: _needs_check(player, made["id"]))


def _read(article_id: int) -> Article:
    article = article_by_id(article_id)
    if article is None:
        raise LookupError(article_id)
    return article


def _at(player: Player, moment: datetime, what: str, act: Any) -> None:
    with clock.at(moment):
        player.attempt(what, act)


def _needs_check(player: Player, article_id: int) -> None:
    article = _read(article_id)
    ask_for_check(player.person("chiara"), article, reason=CheckReason.HAND, note="A newer version is out.")


def _happens(player: Player, article: Article, event: Any) -> None:
    by = player.person(event.by)
    match event.do:
        case "submit":
            submit(by, article)
        case "publish":
            publish(by, article, reason=event.reason)
        case "helped" | "did_not_help":
            say_whether_it_helped(by, article, helped=event.do == "helped", why=event.reason)
        case _:
            return
