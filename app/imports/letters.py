"""The mail that offers somebody the posts they wrote before the community moved here."""

from app.accounts.models import User
from app.activity.models import Event
from app.catalogue.brand import brand_name
from app.extensions import db
from app.imports.links import claim_path
from app.imports.models import AuthorAddress
from app.imports.permissions import can_claim
from app.imports.queries import offer_of, open_authors
from app.kit.texts import N_, Text
from app.notifications.channels.account_letters import letter
from app.notifications.channels.letters import Button, Letter, to_user

WHAT = "imported_posts"


@letter(WHAT)
def _imported_posts(event: Event, _to: int, key: str) -> Letter | None:
    """Nothing if it was claimed meanwhile, or the member has another address by now."""
    user = db.session.get(User, event.data.get("to"))
    author = db.session.get(AuthorAddress, event.subject_id)
    if user is None or author is None or not can_claim(user, author):
        return None
    found = next((one for one in open_authors(author.email) if one.id == author.id), None)
    if found is None:
        return None
    offered, brand = offer_of(found), brand_name()
    return Letter(
        key=key,
        subject=Text(N_("Posts you wrote in %(source)s"), source=offered.source),
        lead=Text(
            N_("What %(name)s wrote in %(source)s is now in the %(brand)s community. It seems to be you."),
            name=offered.name,
            source=offered.source,
            brand=brand,
        ),
        facts=(
            (Text(N_("Questions")), offered.questions),
            (Text(N_("Answers")), offered.answers),
            (Text(N_("Comments")), offered.comments),
        ),
        button=Button(Text(N_("Look, and take them over")), claim_path(user, found)),
        more=(
            Text(N_("The link works for seven days, for you alone, once you are signed in.")),
            Text(N_("If it was not you who wrote them, there is nothing to do: they stay as they are.")),
        ),
        why=Text(
            N_("You get this because an author with this address came along when %(source)s moved here."),
            source=offered.source,
        ),
        **to_user(user),
    )
