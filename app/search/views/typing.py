"""What is offered while somebody types into a search box: a piece of a page, for the script that puts it below the box."""

from flask import Response, make_response, render_template, request, url_for

from app.accounts.gates import me, public
from app.kit.forms import tidy
from app.search.analysis import composed
from app.search.suggestions import READ, suggestions
from app.search.views.page import blueprint


@blueprint.get("/search/suggestions")
@public
def typing() -> Response:
    found = suggestions(me(), composed(tidy(request.args.get("q", "")))[:READ])
    texts = [(text, url_for("search.index", q=text)) for text in found.texts]
    answer = make_response(render_template("search/suggestions.html", texts=texts, posts=found.posts) if found else "")
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
