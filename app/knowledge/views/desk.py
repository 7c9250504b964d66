"""The editors' desk: what waits for a review, what has to be checked, what is being written, what people do not find."""

from flask import render_template

from app.accounts.gates import me, member
from app.kit.verdicts import require
from app.knowledge.models import Article
from app.knowledge.open_gaps import names_of, open_clusters, people_waiting
from app.knowledge.permissions import can_see_desk, leads_editors
from app.knowledge.queries import helped_counts, in_the_works, to_check
from app.knowledge.states import Stage
from app.knowledge.views import blueprint
from app.knowledge.views.shown import why_checked
from app.labels.presenting import present

GAPS_SHOWN = 5


@blueprint.get("/articles/desk")
@member
def desk() -> str:
    require(can_see_desk(me()))
    review, checks, drafts = in_the_works(Stage.IN_REVIEW), to_check(), in_the_works(Stage.WRITING)
    labels = _labels([*review, *checks, *drafts])
    clusters = open_clusters(me())
    gaps = clusters[:GAPS_SHOWN]
    return render_template(
        "knowledge/desk.html",
        review=review,
        checks=checks,
        drafts=drafts,
        labels=labels,
        why={article.id: why_checked(article) for article in checks},
        counts=helped_counts([article.id for article in checks]),
        gaps=gaps,
        gaps_open=len(clusters),
        names=names_of(gaps),
        waiting=people_waiting(gaps),
        forgotten=sum(one.is_late and not one.assignee_ids for one in clusters) if leads_editors(me()) else 0,
        noindex=True,
    )


def _labels(articles: list[Article]) -> dict[int, object]:
    unique = list({article.id: article for article in articles}.values())
    return {shown.id: shown.label for shown in present(unique)}
