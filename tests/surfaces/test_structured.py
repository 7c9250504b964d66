"""What machines read in pages is valid: by the foreign shape of a question page, and by stricter ones of our own.

A page's context is replaced by schema.org's vocabulary, so that nothing is fetched.
"""

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyshacl import validate
from rdflib import RDF, Graph, Namespace

from app.extensions import db
from app.questions.actions.accepting import accept
from app.questions.models import Answer
from app.questions.queries import question_by_id, visible_answer
from tests import make
from tests.attack.town import Town
from tests.visiting import Visitor

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib.*", "ignore::DeprecationWarning:pyshacl.*")

TESTS = Path(__file__).parents[1]
FOREIGN = """
@prefix : <urn:foreign:> . @prefix schema: <https://schema.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
"""
SCHEMA = Namespace("https://schema.org/")
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)
SHAPES = (
    FOREIGN + (TESTS / "suites" / "qapage_shapes" / "QAPage.shacl").read_text("utf-8"),
    (TESTS / "surfaces" / "shapes" / "structured.ttl").read_text("utf-8"),
)
QUESTIONS = ("zmain", "zunofficial", "zimported", "zcase", "zemployee", "zplain")
ARTICLES = ("kplain", "kmade")
LEFT_OUT = ("adisputed", "acorrected", "awithdrawn")
Data = dict[str, Any]


def data_of(visitor: Visitor, path: str, language: str = "en") -> Data | None:
    answer = visitor.get(path, headers={"Accept-Language": language}, follow_redirects=True)
    assert answer.status_code == 200
    found = SCRIPT.findall(answer.get_data(as_text=True))
    assert len(found) <= 1
    return json.loads(found[0]) if found else None


def graph_of(data: Data) -> Graph:
    assert data["@context"] == "https://schema.org"
    plain = {**data, "@context": {"@vocab": str(SCHEMA)}}
    return Graph().parse(data=json.dumps(plain), format="json-ld")


def faults(data: Data) -> list[str]:
    graph = graph_of(data)
    assert set(graph.objects(None, RDF.type)), "nothing that a shape could look at"
    found = []
    for shapes in SHAPES:
        fine, _report, text = validate(graph, shacl_graph=Graph().parse(data=shapes, format="turtle"))
        found += [] if fine else [text]
    return found


@pytest.mark.parametrize("language", ["en", "it"])
@pytest.mark.parametrize("key", [*QUESTIONS, *ARTICLES])
def test_every_kind_of_page(town: Town, key: str, language: str) -> None:
    where = "articles" if key.startswith("k") else "questions"
    data = data_of(Visitor(town.app), f"/{where}/{town.posts[key]}", language)
    assert data is not None
    assert faults(data) == []
    kind = "TechArticle" if key.startswith("k") else "QAPage"
    assert data["@type"] == kind


def test_the_main_thread_says_who_speaks_and_leaves_out_what_must_not_be_quoted(town: Town) -> None:
    data = data_of(Visitor(town.app), f"/questions/{town.posts['zmain']}")
    assert data is not None
    main = data["mainEntity"]
    answers = [*main["acceptedAnswer"], *main["suggestedAnswer"]]
    urls = {one["url"] for one in answers}
    assert main["answerCount"] == len(answers)
    for key in LEFT_OUT:
        assert not [url for url in urls if url.endswith(f"/posts/{town.posts[key]}")]
    official = next(one for one in answers if one["url"].endswith(f"/posts/{town.posts['aofficial']}"))
    assert official["author"]["@type"] == "Organization"
    assert official["text"].startswith("[Acme's official answer] ")
    imported = next(one for one in answers if one["url"].endswith(f"/posts/{town.posts['aimported']}"))
    assert imported["text"].startswith("[Community answer from diy.example, 2014 · not reviewed by Acme] ")


@pytest.mark.parametrize("key", ["zdisputed", "zcorrected"])
def test_a_question_under_a_caution_has_none(town: Town, key: str) -> None:
    assert data_of(Visitor(town.app), f"/questions/{town.posts[key]}") is None


def test_open_answered_and_solved_by_two(town: Town) -> None:
    with town.acting("ann") as ann:
        number = make.question(ann, title="Open, <then> “solved” \\ twice").id
    path, visitor = f"/questions/{number}", Visitor(town.app)
    opened = data_of(visitor, path)
    assert opened is not None
    assert faults(opened) == []
    assert opened["mainEntity"]["answerCount"] == 0
    for by in ("ben", "eve"):
        with town.acting(by) as person:
            make.answer(person, question_by_id(number), body=f"By {by} </script>.")
    answered = data_of(visitor, path)
    assert answered is not None
    assert faults(answered) == []
    with town.acting("ann") as ann:
        for answer_id in db.session.scalars(db.select(Answer.id).where(Answer.question_id == number)):
            accept(ann, visible_answer(ann, answer_id))
    solved = data_of(visitor, path)
    assert solved is not None
    assert faults(solved) == []
    assert len(solved["mainEntity"]["acceptedAnswer"]) == 2
    assert "suggestedAnswer" not in solved["mainEntity"]


def _set(path: str, value: Any) -> Callable[[Data], None]:
    def change(data: Data) -> None:
        *before, last = path.split(".")
        place: Any = data
        for name in before:
            place = place[int(name) if name.isdigit() else name]
        if value is None:
            del place[last]
        else:
            place[last] = value

    return change


@pytest.mark.parametrize(
    "plant",
    [
        _set("mainEntity.text", "No label in front"),
        _set("mainEntity.answerCount", "many"),
        _set("mainEntity.answerCount", None),
        _set("mainEntity.name", ""),
        _set("mainEntity.upvotes", 3),
        _set("mainEntity.suggestedAnswer.0.text", None),
        _set("mainEntity.suggestedAnswer.0.author", "Ann"),
        _set("mainEntity.suggestedAnswer.0.url", "/posts/7"),
        _set("mainEntity.suggestedAnswer.0.datePublished", "yesterday"),
        _set("mainEntity.suggestedAnswer.0.creativeWorkStatus", "disputed"),
        _set("mainEntity.acceptedAnswer.0.creativeWorkStatus", "unofficial"),
        _set("mainEntity.acceptedAnswer.0.@type", "Comment"),
        _set("mainEntity.upvoteCount", -1),
        _set("mainEntity", None),
        _set("inLanguage", None),
    ],
)
def test_a_fault_is_found(town: Town, plant: Callable[[Data], None]) -> None:
    data = data_of(Visitor(town.app), f"/questions/{town.posts['zmain']}")
    assert data is not None
    broken = copy.deepcopy(data)
    plant(broken)
    assert faults(broken) != []
