"""A post's text reaches a page, a feed or a mail by one way: a Presented, which cannot be made without a label.

Read from the source: what renders (views, channels, feeds, structured data, templates) never reads `.html`, `.text` or
`.source` of anything but what is named here with its reason.
"""

import ast
import re
from dataclasses import fields, replace
from pathlib import Path

import pytest

from app.kit.texts import Text
from app.labels.algebra import Status
from app.labels.presenting import Label, Presented, present_one
from app.posts.kinds import Voice
from app.questions.queries import question_by_id
from tests.attack.town import Town

APP = Path(__file__).resolve().parents[2] / "app"
RENDERS = sorted(
    {*APP.glob("*/views.py"), *APP.glob("*/views/**/*.py"), *APP.glob("notifications/**/*.py")}
    | {*APP.glob("site/**/*.py"), *APP.glob("moderation/*.py"), *APP.glob("*/structured.py"), *APP.glob("*/atom.py")}
    | {*APP.glob("cases/conversation.py"), *APP.glob("questions/thread.py"), *APP.glob("admin/**/*.py")}
)
TEMPLATES = sorted({*APP.rglob("*.html"), *APP.rglob("*.jinja")})
RAW = frozenset({"html", "text", "source"})

SAFE = frozenset({"html", "body", "preview", "text", "news", "workaround", "workaround_html"})
"""What holds HTML of our own making, wherever it is printed as such."""

CARRIERS = {
    "shown": "a Presented",
    "one": "a Presented, or a Said made of one",
    "post": "a Presented",
    "answer": "a Presented",
    "article": "a Presented",
    "presented": "a Presented",
    "item": "a Presented",
    "label": "a label's sentence",
    "form": "what somebody has just typed",
    "field": "a field of a form",
    "quote": "a Quote holds a Presented",
    "asked": "made in views/shown.py of a Presented",
    "issue": "a ShownIssue, which is made with the company's label",
    "change": "a ShownChange: what the company said of a known issue before, below the issue's label",
    "looked": "what the person's own words will look like",
    "result": "what the person's own words will look like",
    "message": "a private message of a case, which has no label: it is marked as private",
    "note": "an internal note of a case; or a note on a sentence",
    "offer": "imported posts that somebody may claim: its source is the other place's name, no text",
    "origin": "where a post came from: its source is the other place's name, no text",
}
ALLOWED = {
    ("cases/views/helping.py", "question.text"): "the words to look for: nothing of them is shown",
    ("decisions/views.py", "post.source"): "the form to take words out: label_line stands before it",
    ("decisions/views/pages.py", "post.source"): "the same",
    ("knowledge/views/history.py", "text.source"): "a version: version.html puts its label before it",
    ("knowledge/views/reviewing.py", "draft.source"): "a draft, for its reviewer, labelled as one",
    (
        "knowledge/views/reviewing.py",
        "article.source",
    ): "what a new text changes in the published one, for its reviewer",
    ("knowledge/views/writing.py", "article.source"): "the text in the form it is edited in",
    ("knowledge/views/writing.py", "draft.source"): "a draft, for its writer",
    ("questions/views/minimising.py", "post.source"): "what the edit is compared with: nothing of it is shown",
    ("questions/views/posts.py", "revision.source"): "history.html puts the label before the versions",
    ("questions/forms/thread.py", "post.source"): "the text in the form it is edited in",
}


def raw_reads(path: Path) -> set[str]:
    """Every `name.html`, `name.text`, `name.source` that is read in a file, by the name it is read from."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr in RAW and isinstance(node.ctx, ast.Load):
            value = node.value
            name = value.attr if isinstance(value, ast.Attribute) else getattr(value, "id", "")
            if not name and isinstance(value, ast.Call):
                name = f"{getattr(value.func, 'id', getattr(value.func, 'attr', '?'))}()"
            found.add(f"{name or '?'}.{node.attr}")
    return found


POSTS = re.compile(r"\b(Post|Question|Answer|Comment|Article)\.(html|text|source)\b")


@pytest.mark.parametrize("path", RENDERS, ids=lambda path: str(path.relative_to(APP)))
def test_what_renders_reads_posts_through_presented(path: Path) -> None:
    """A name typed or made as a post (`post`, `question`, `answer` …) gives its text to nobody here."""
    name = str(path.relative_to(APP))
    tree = ast.parse(path.read_text("utf-8"))
    typed = {
        argument.arg
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        for argument in node.args.args
        if argument.annotation is not None
        and re.search(r"\b(Post|Question|Answer|Comment|Article|Revision)\b", ast.unparse(argument.annotation))
    }
    fetched = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)
        for target in node.targets
        if isinstance(target, ast.Name)
        and re.search(
            r"\b(visible_\w+|post_of_any_kind|thread_of|question_by_id|article_by_id)\(", ast.unparse(node.value)
        )
        and "present" not in ast.unparse(node.value)
    }
    reads = {read for read in raw_reads(path) if read.split(".")[0] in typed | fetched and (name, read) not in ALLOWED}
    assert reads == set()
    assert not POSTS.search(path.read_text("utf-8")), "reads a column of posts itself"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(APP)))
def test_templates_print_texts_of_what_carries_a_label(path: Path) -> None:
    """`{{ x.html }}` and the like only for names that hold a Presented, a label or a form."""
    text = path.read_text("utf-8")
    for inside in re.findall(r"\{[{%](.*?)[}%]\}", text, re.S):
        code = re.sub(r"\"[^\"]*\"|'[^']*'", "", inside)
        for name, attribute in re.findall(r"([\w]+)(?:\[[^\]]*\])?\.(html|source)\b", code):
            assert name in CARRIERS, f"{path.name}: {name}.{attribute}"
    for before in re.findall(r"([\w.]+)\s*\|\s*safe", text):
        assert before.split(".")[-1] in SAFE, f"{path.name}: {before}|safe"


def _label(**other: object) -> Label:
    return Label(**{"voice": Voice.COMMUNITY, "status": Status.UNREVIEWED, "text": Text("x"), "tone": "plain", **other})  # type: ignore[arg-type]


def test_a_label_has_words_and_the_community_is_never_official() -> None:
    with pytest.raises(ValueError, match="without words"):
        _label(text=Text(""))
    with pytest.raises(ValueError, match="never be official"):
        _label(status=Status.OFFICIAL)
    with pytest.raises(TypeError):
        Label(voice=Voice.COMMUNITY, status=Status.UNREVIEWED)  # type: ignore[call-arg]


@pytest.mark.parametrize("label", [None, "", "Asked by a member", 0])
def test_nothing_is_presented_without_a_label(town: Town, label: object) -> None:
    with town.looking():
        one = present_one(question_by_id(town.posts["zmain"]))
        with pytest.raises(TypeError):
            replace(one, label=label)
        values = {field.name: getattr(one, field.name) for field in fields(Presented) if field.name != "label"}
        with pytest.raises(TypeError):
            Presented(**values)  # type: ignore[call-arg]
