"""Does the script hold together? Names, roles, references and times; each problem says where and why."""

from collections.abc import Iterator
from datetime import timedelta

from app.demo.article_checks import article_problems
from app.demo.cast import LANGUAGES, ROLES
from app.demo.desk_checks import desk_problems
from app.demo.event_checks import event_problems
from app.demo.offsets import say_offset
from app.demo.script import DemoScript
from app.demo.story import SITUATIONS
from app.demo.threads import Thread

TITLE_MAX = 150
BODY_MAX = 30_000
REASON_MAX = 1_000
GAP_KINDS = ("zero_result", "not_found", "abandoned_question")


def problems_of(script: DemoScript) -> list[str]:
    """Everything wrong with a script whose files could be read; an empty list means it can be played."""
    found = [*_cast_problems(script), *_doubles(script)]
    for thread in script.threads:
        found += _thread_problems(thread, script)
    for article in script.articles:
        found += article_problems(article, script)
    return found


def _cast_problems(script: DemoScript) -> Iterator[str]:
    tags = {tag.slug for tag in script.tags}
    for person in script.people:
        where = f"people.toml {person.name}"
        if person.role not in ROLES:
            yield f"{where}: unknown role “{person.role}”"
        if not person.email.endswith("@example.org"):
            yield f"{where}: {person.email} could be somebody's address; use example.org"
        if person.language not in LANGUAGES:
            yield f"{where}: unknown language “{person.language}”"
        yield from (f"{where}: unknown topic “{topic}”" for topic in person.topics if topic not in tags)
        if bool(person.topics) != (person.role == "expert"):
            yield f"{where}: topics belong to experts, and every expert has some"
    for product in script.products:
        if product.owner not in script.person:
            yield f"catalogue.toml {product.slug}: unknown owner “{product.owner}”"
    for issue in script.known_issues:
        if issue.by not in script.person or issue.product not in script.product:
            yield f"catalogue.toml {issue.slug}: unknown person or product"
    yield from desk_problems(script)
    for gap in script.gaps:
        if gap.kind not in GAP_KINDS:
            yield f"gaps.toml “{gap.words}”: unknown kind “{gap.kind}”"
        if gap.by and gap.by not in script.person:
            yield f"gaps.toml “{gap.words}”: unknown person “{gap.by}”"
    if [rule.number for rule in script.rules] != list(range(1, len(script.rules) + 1)):
        yield "rules.toml: rules are numbered 1, 2, 3 … without holes"


def _doubles(script: DemoScript) -> Iterator[str]:
    lists = {
        "person": [p.name for p in script.people],
        "e-mail": [p.email for p in script.people],
        "thread number": [t.key for t in script.threads],
        "thread title": [t.title for t in script.threads],
        "article number": [a.key for a in script.articles],
        "tag": [t.slug for t in script.tags],
        "category": [c.slug for c in script.categories],
        "product": [p.slug for p in script.products],
    }
    for what, names in lists.items():
        yield from (f"the {what} “{name}” is there twice" for name in sorted(set(names)) if names.count(name) > 1)


def _thread_problems(thread: Thread, script: DemoScript) -> Iterator[str]:
    where = f"threads/{thread.key}-{thread.slug}.toml"
    tags = {tag.slug for tag in script.tags}
    if thread.by not in script.person:
        yield f"{where}: unknown person “{thread.by}”"
        return
    if script.person[thread.by].is_staff:
        yield f"{where}: {thread.by} is staff and does not ask"
    if thread.category not in script.category:
        yield f"{where}: unknown category “{thread.category}”"
        return
    yield from (f"{where}: unknown tag “{tag}”" for tag in thread.tags if tag not in tags)
    yield from (f"{where}: unknown situation “{name}”" for name in thread.expect.shows if name not in SITUATIONS)
    if thread.language not in LANGUAGES:
        yield f"{where}: unknown language “{thread.language}”"
    yield from _product_problems(thread, script, where)
    if not 0 < len(thread.title) <= TITLE_MAX:
        yield f"{where}: the title has {len(thread.title)} characters; 1 to {TITLE_MAX} are allowed"
    for text in (thread.body, *(event.body for event in thread.events if event.ref)):
        if not 0 < len(text) <= BODY_MAX:
            yield f"{where}: a text has {len(text)} characters; 1 to {BODY_MAX} are allowed"
    if any(len(event.reason) > REASON_MAX for event in thread.events):
        yield f"{where}: a reason is longer than {REASON_MAX} characters"
    if thread.claim and thread.claim not in thread.body:
        yield f"{where}: the claim is no sentence of the question"
    yield from _time_problems(thread, script, where)
    yield from event_problems(thread, script, where)


def _product_problems(thread: Thread, script: DemoScript, where: str) -> Iterator[str]:
    if not thread.product:
        if thread.version or thread.lot:
            yield f"{where}: a version or lot without a product"
        return
    product = script.product.get(thread.product)
    if product is None:
        yield f"{where}: unknown product “{thread.product}”"
        return
    if thread.version and thread.version not in product.versions:
        yield f"{where}: {product.name} has no version “{thread.version}”"
    elif thread.version and product.versions[thread.version] > thread.asked:
        yield f"{where}: version {thread.version} was not out yet when this was asked"
    if thread.lot and thread.lot not in product.lots:
        yield f"{where}: {product.name} has no lot “{thread.lot}”"


def _time_problems(thread: Thread, script: DemoScript, where: str) -> Iterator[str]:
    last, who = thread.asked, thread.by
    if script.person[who].joined > last:
        yield f"{where}: {who} asked before joining"
    for number, event in enumerate(thread.events, start=1):
        if event.at < last:
            yield f"{where} event {number}: {say_offset(event.at)} comes before {say_offset(last)}"
        if event.by in script.person and script.person[event.by].joined > event.at:
            yield f"{where} event {number}: {event.by} had not joined by {say_offset(event.at)}"
        last = max(last, event.at)
    if last > timedelta(0):
        yield f"{where}: something happens in the future"
