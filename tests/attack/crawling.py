"""Every page there is, as addresses: each GET route with the numbers of the town's things."""

from collections.abc import Iterator

from werkzeug.routing import Rule

from tests.attack.town import Town

POSTS = ("zmain", "zcase", "zplain", "zhidden", "ahidden", "awithdrawn", "aplain", "averified", "kplain", "kdraft")
PRESSED = ("zcase", "aplain", "ahidden")
"""What a page with one button is asked about: it shows little more than its own sentence."""

NEVER = {"site.static"}
NUMBERS = (1, 2)
TEXTS: dict[str, tuple[str, ...]] = {
    "slug": ("wifi", "router-x200", "x"),
    "name": ("new", "solved", "waiting", "articles", "corrections", "questions"),
    "after": ("0",),
    "token": ("x.y.z",),
    "form": ("ask",),
    "role": ("agent",),
    "mode": ("reply",),
    "number": ("1", "2"),
}
ABOUT_PEOPLE = ("ann", "ben", "gus")
FULL = {
    "questions.short", "questions.history", "questions.edit", "questions.comment", "decisions.report_post",
    "decisions.personal_data", "labels.label", "labels.history", "moderation.post", "knowledge.short",
    "knowledge.history", "knowledge.review", "knowledge.edit", "knowledge.keep", "questions.fresh",
    "questions.thread_feed", "questions.merging",
}  # fmt: skip
MORE = (
    "/search?q=words", "/search?q=lamp+red&kind=question", "/questions?mine=1", "/questions?followed=1",
    "/questions?tab=waiting", "/questions?tab=solved", "/moderation?tab=claims", "/moderation?tab=reports",
    "/moderation/log?kind=claims", "/moderation/log?kind=threads", "/admin/users?q=a", "/feeds/new.atom?tag=wifi",
    "/questions/similar?q=question+title", "/notifications?after=", "/questions/ask?title=lamp",
)  # fmt: skip


def values_of(town: Town, rule: Rule, name: str) -> list[str]:
    if name in ("post_id", "question_id", "answer_id", "article_id"):
        keys = POSTS if rule.endpoint in FULL else PRESSED
        return [str(town.posts[key]) for key in keys]
    if name == "user_id":
        return [str(town.ids[who]) for who in ABOUT_PEOPLE]
    if name == "reference":
        return [town.refs["case"]]
    if name == "key":
        return ["verify", "lift"] if rule.endpoint.startswith("labels") else ["terms"]
    return list(TEXTS.get(name, tuple(map(str, NUMBERS))))


def _filled(town: Town, rule: Rule) -> Iterator[dict[str, str]]:
    found: list[dict[str, str]] = [{}]
    for name in sorted(rule.arguments):
        found = [{**one, name: value} for one in found for value in values_of(town, rule, name)]
    yield from found


LABEL_ACTS = ("verify", "unofficial", "dispute", "correct", "lift", "doubt")


def addresses(town: Town, method: str = "GET") -> list[tuple[str, str]]:
    """(endpoint, path) of everything that can be asked for with this method."""
    adapter = town.app.url_map.bind("127.0.0.1")
    found = [
        (rule.endpoint, adapter.build(rule.endpoint, values, method=method))
        for rule in town.app.url_map.iter_rules()
        if method in (rule.methods or ()) and rule.endpoint not in NEVER
        for values in _typed(town, rule)
    ]
    if method == "GET":
        found += [("more", path) for path in MORE]
        found += [("more", f"/posts/{town.posts['aplain']}/label?act={act}") for act in LABEL_ACTS]
        found += [("more", f"/cases/{town.refs['case']}?to={mode}") for mode in ("reply", "public", "note", "back")]
    return sorted(set(found))


def _typed(town: Town, rule: Rule) -> Iterator[dict[str, object]]:
    for values in _filled(town, rule):
        yield {name: int(value) if value.isdigit() else value for name, value in values.items()}
