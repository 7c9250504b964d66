"""A page made of the site's own parts, without a feature behind it."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from flask import Flask

PAGE = """{% extends "site/layout.html" %}
{% from "site/macros/posts.html" import post %}{% from "site/macros/forms.html" import private_box, buttons %}
{% block main %}<h1>A thread</h1><h2>Answers</h2>
<div id="answers" data-fresh-url="/fresh" data-fresh-into="answers">{{ post(presented) }}</div>
<form method="post" name="answer" action="/answers" data-draft="answer"><label for="body">Answer</label><textarea id="body" name="body"></textarea>
{% call private_box("Private details", "Only staff read this.") %}<label for="serial">Serial</label><input id="serial" name="serial">{% endcall %}
{{ buttons("Answer") }}</form>{% endblock %}"""


def label(tone: str = "plain", text: str = "Community answer · not reviewed by Acme") -> SimpleNamespace:
    return SimpleNamespace(tone=tone, text=text, fact="", expires=None)


def presented(number: int = 7, **other: Any) -> SimpleNamespace:
    """What the macros read of a presented post."""
    at = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    html = "<p>the words</p><pre><code>ping router</code></pre>"
    facts: dict[str, Any] = {"label": label(), "html": html, "notes": (), "accepted_at": None}
    facts |= {"author": "Gino", "author_id": 3, "role": "Member", "created_at": at, "edited_at": None}
    facts |= {"url": f"/posts/{number}", "kind": "answer", "language": "en", "attribution": "", "source_url": ""}
    return SimpleNamespace(id=number, **(facts | other))


def parts_page(app: Flask) -> str:
    """The page as it is sent, with the values the frame needs and no database behind them."""
    return app.jinja_env.from_string(PAGE).render(presented=presented(), locale="en", brand_name="Acme")
