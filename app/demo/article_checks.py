"""Does an article of the script come from where it says, by people who may write and publish it?"""

from collections.abc import Iterator
from datetime import timedelta

from app.demo.cast import LANGUAGES
from app.demo.offsets import say_offset
from app.demo.script import DemoScript
from app.demo.threads import Article
from app.demo.verbs import ARTICLE_VERBS

STATES = ("draft", "in_review", "published", "needs_check", "archived")
HALF_LIVES = ("price", "firmware", "network", "hardware")
SETTLED = timedelta(days=14)


def article_problems(article: Article, script: DemoScript) -> Iterator[str]:
    where = f"articles/{article.key}-{article.slug}.toml"
    for what, value, known in (
        ("kind", article.kind, ("community", "official")),
        ("state", article.state, STATES),
        ("half-life", article.half_life, HALF_LIVES),
        ("language", article.language, LANGUAGES),
        ("product", article.product, tuple(script.product)),
        ("person", article.by, tuple(script.person)),
        ("thread", article.source, tuple(script.thread)),
    ):
        if value not in known:
            yield f"{where}: unknown {what} “{value}”"
            return
    versions = script.product[article.product].versions
    yield from (f"{where}: unknown version “{v}”" for v in article.versions if v not in versions)
    if article.kind == "official" and not script.person[article.by].is_staff:
        yield f"{where}: an official article is written by staff"
    if not article.title or len(article.title) > 150 or not 0 < len(article.body) <= 30_000:
        yield f"{where}: title or body is empty or too long"
    yield from _source_problems(article, script, where)
    yield from _event_problems(article, script, where)


def _source_problems(article: Article, script: DemoScript, where: str) -> Iterator[str]:
    events = script.thread[article.source].events
    accepted = [e.at for e in events if e.do in {"accept", "accept_for"} and e.on == article.answer]
    if not accepted or accepted[-1] > article.drafted:
        yield f"{where}: “{article.answer}” of thread {article.source} was not accepted by then"
    elif article.drafted - accepted[-1] < SETTLED and not article.override:
        yield f"{where}: drafted less than 14 days after the acceptance, without a reason to override"
    if article.kind == "official" and not any(e.do == "official" and e.on == article.answer for e in events):
        yield f"{where}: an official article comes from an official answer"


def _event_problems(article: Article, script: DemoScript, where: str) -> Iterator[str]:
    last = article.drafted
    for number, event in enumerate(article.events, start=1):
        at = f"{where} event {number} ({event.do})"
        if event.do not in ARTICLE_VERBS:
            yield f"{at}: unknown verb"
        elif event.by not in script.person:
            yield f"{at}: unknown person “{event.by}”"
        elif script.person[event.by].role not in ARTICLE_VERBS[event.do]:
            yield f"{at}: {event.by} may not do this"
        elif event.do in {"review", "publish"} and event.by == article.by:
            yield f"{at}: another person than the author does this"
        if event.at < last:
            yield f"{at}: {say_offset(event.at)} comes before {say_offset(last)}"
        last = max(last, event.at)
    if last > timedelta(0):
        yield f"{where}: something happens in the future"
