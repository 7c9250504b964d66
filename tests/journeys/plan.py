"""Which pages there are, and who sees which: read from the routes themselves, so that a new page is looked at too."""

import re
from dataclasses import dataclass, field

from flask.testing import FlaskClient
from werkzeug.routing import Rule

from tests.journeys.community import Community

ROLES = {
    "guest": None,
    "member": "ann",
    "author": "ben",
    "expert": "eve",
    "agent": "gus",
    "spokesperson": "sam",
    "lead": "lea",
    "moderator": "mia",
    "administrator": "ada",
}
TOKEN = "token"
SPECIAL = {
    "questions.product": ["/products/router-x200"],
    "questions.tag": ["/tags/wifi"],
    "questions.feed": ["/feeds/solved.atom"],
    "site.static": ["/static/favicon.svg"],
    "site.sitemap_part": ["/sitemap-questions-0.xml"],
}
LONG = {
    "questions.short": "questions.show",
    "knowledge.short": "knowledge.show",
    "known_issues.short": "known_issues.show",
}
"""Short addresses that lead on to the page itself."""
EVERY_ONE = {*LONG, "labels.label", "moderation.claim", "questions.undo_merging"}
FEW = 2
"""Examples of a page that looks much the same for each of what it is about."""
_ARGUMENT = re.compile(r"<(?:[^:<>]*:)?(\w+)>")
_TAG = re.compile(r"<([a-z0-9]+)((?:\s[^>]*)?)>")
_CLASS = re.compile(r'class="([^"]*)"')
_MAIN = re.compile(r"<main\b.*</main>|<aside\b.*?</aside>", re.DOTALL)


@dataclass
class Plan:
    """Role → addresses to look at. `opened`: endpoints that gave anybody a page, or led on to one; `parts`: of what."""

    pages: dict[str, list[str]] = field(default_factory=dict)
    opened: set[str] = field(default_factory=set)
    parts: dict[str, set[str]] = field(default_factory=dict)


def rules(community: Community) -> list[Rule]:
    found = community.site.app.url_map.iter_rules()
    return sorted((rule for rule in found if "GET" in (rule.methods or ())), key=lambda rule: rule.rule)


def make_plan(community: Community) -> Plan:
    """Beginning with those who see most."""
    plan = Plan()
    for role, name in reversed(ROLES.items()):
        client = community.site.app.test_client()
        if name is not None:
            client.set_cookie("session", community.site.cookie(name))
        found = [(rule.endpoint, path) for rule in rules(community) for path in _addresses(rule, community)]
        if name is None:
            found += _from_mails(community)
        plan.pages[role] = [path for endpoint, path in found if _worth_looking(client, endpoint, path, plan)]
    return plan


def _addresses(rule: Rule, community: Community) -> list[str]:
    """Examples of a route: each argument filled with what the community has; none where only a mail knows it."""
    names = _ARGUMENT.findall(rule.rule)
    if rule.endpoint in SPECIAL:
        return SPECIAL[rule.endpoint]
    if rule.endpoint in community.pages:
        return community.pages[rule.endpoint]
    if not names:
        return [rule.rule]
    if TOKEN in names or rule.endpoint in LONG.values():
        return []
    path = _ARGUMENT.sub(r"{\1}", rule.rule)
    known = community.numbers
    rest = {name: known.get(name, ["-"])[0] for name in names[1:]}
    examples = known.get(names[0], [])[: None if rule.endpoint in EVERY_ONE else FEW]
    return [path.format(**{names[0]: number, **rest}) for number in examples]


def _from_mails(community: Community) -> list[tuple[str, str]]:
    """What mails lead to, one of each kind: the endpoint and the address."""
    adapter = community.site.app.url_map.bind("127.0.0.1")
    found: dict[str, str] = {}
    for mail in community.site.all_mails():
        for link in community.site.links_in(mail):
            rule, _values = adapter.match(link.partition("?")[0], method="GET", return_rule=True)
            found.setdefault(rule.endpoint, link)
    return sorted(found.items())


def _worth_looking(client: FlaskClient, endpoint: str, path: str, plan: Plan) -> bool:
    """Whether it is a page for this person, made of parts that this page had for nobody before."""
    with client.get(path) as answer:
        status, onward = answer.status_code, answer.headers.get("Location", "")
        words = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
    assert status < 500, f"{path} answers {status}"
    if status in (301, 302) and not onward.startswith("/sign-in"):
        plan.opened.add(endpoint)
        return endpoint in LONG and _worth_looking(client, LONG[endpoint], onward, plan)
    if status != 200:
        return False
    plan.opened.add(endpoint)
    parts = set()
    for name, attributes in _TAG.findall("".join(_MAIN.findall(words))):
        classes = _CLASS.search(attributes)
        parts |= {f"{name}.{one}" for one in (classes[1].split() if classes else [""])}
    known = plan.parts.setdefault(endpoint, set())
    new = parts - known
    known |= parts
    return bool(new)
