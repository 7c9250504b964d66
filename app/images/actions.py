"""Adding pictures, noting which posts use them, erasing them."""

import hashlib

from sqlalchemy import select

from app.accounts.models import User
from app.activity.log import Acting, record
from app.activity.owing import owe
from app.extensions import db
from app.images import jobs, storage
from app.images.events import ImageEvent
from app.images.limits import DAY, IN_A_POST, check_day
from app.images.models import Image, ImageUse, Kind
from app.images.permissions import can_add_image
from app.images.remaking import Made
from app.kit.clock import now
from app.kit.errors import Invalid
from app.kit.markup.pictures import names_in
from app.kit.texts import N_
from app.kit.tokens import random_reference
from app.kit.verdicts import require

ENDINGS = {Kind.PNG: "png", Kind.JPEG: "jpg", Kind.WEBP: "webp"}


def add_image(actor: User, made: Made) -> Image:
    """Keeps a picture that was made anew. Sent twice in a day, it is the one that is there already."""
    require(can_add_image(actor))
    digest = hashlib.sha256(made.data).hexdigest()
    if known := _same(actor, digest):
        return known
    check_day(actor)
    return _kept(actor, made)


def keep_private(actor: User, made: Made) -> Image:
    """Keeps a picture that was sent in a case: no post can show it, and only its case serves it. Who may is asked there."""
    check_day(actor)
    return _kept(actor, made, private=True)


def _kept(actor: User, made: Made, *, private: bool = False) -> Image:
    kind = Kind(made.kind)
    name = f"{random_reference()}-{made.width}x{made.height}.{ENDINGS[kind]}"
    storage.keep(name, made.data)
    image = Image(
        name=name,
        owner_id=actor.id,
        kind=kind,
        width=made.width,
        height=made.height,
        size=len(made.data),
        digest=hashlib.sha256(made.data).hexdigest(),
        created_at=now(),
        private=private,
    )
    db.session.add(image)
    record(actor, ImageEvent.ADDED, image, lists=False)
    return image


def _same(actor: User, digest: str) -> Image | None:
    query = select(Image).where(
        Image.owner_id == actor.id,
        Image.created_at > now() - DAY,
        Image.digest == digest,
        Image.erased_at.is_(None),
        Image.private.is_(False),
    )
    return db.session.scalar(query.limit(1))


def note_uses(post_id: int, text: str, *, first: bool = False, waiting: bool = False) -> None:
    """What a post's text shows from now on. What it showed before stays noted: its earlier texts can be read.

    `first`: the first text of a post; `waiting`: one that is still to be reviewed, readers get it later.
    Errors: Invalid when it has too many.
    """
    names = names_in(text)
    if len(names) > IN_A_POST:
        raise Invalid(N_("A text can hold at most %(max)s images."), field="body", max=IN_A_POST)
    if first and not names:
        return
    uses = {use.image_id: use for use in db.session.scalars(select(ImageUse).where(ImageUse.post_id == post_id))}
    if not names and not uses:
        return
    query = select(Image.id).where(Image.name.in_(names), Image.erased_at.is_(None), Image.private.is_(False))
    now_used = set(db.session.scalars(query)) if names else set()
    for image_id in sorted(now_used - uses.keys()):
        db.session.add(ImageUse(post_id=post_id, image_id=image_id, shown=not waiting))
    if not waiting:
        for image_id, use in uses.items():
            use.shown = image_id in now_used
    db.session.flush()


def erase_left_out(actor: Acting, post_id: int, author_id: int, text: str) -> None:
    """The text lost what was private, and its earlier texts are gone: so are its author's pictures that it has no more."""
    query = select(Image, ImageUse).join(ImageUse, ImageUse.image_id == Image.id).where(ImageUse.post_id == post_id)
    kept = set(names_in(text))
    for image, use in db.session.execute(query).all():
        if image.name in kept:
            continue
        db.session.delete(use)
        if image.owner_id == author_id and image.erased_at is None:
            erase(actor, image)


def erase(actor: Acting, image: Image) -> None:
    """For good, wherever it is used. From now on it is not served; the worker deletes the file."""
    image.erased_at = now()
    owe(jobs.delete_file, name=image.name)
    record(actor, ImageEvent.ERASED, image)
