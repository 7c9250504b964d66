"""Pictures that no text ever used go after a day, and so do files that nothing knows of."""

from datetime import timedelta

from sqlalchemy import delete, exists, select

from app.extensions import db
from app.images import storage
from app.images.models import Image, ImageUse
from app.images.waiting import is_awaited
from app.kit import edge
from app.kit.clock import now

KEPT_UNUSED = timedelta(days=1)
AT_ONCE = 200


def sweep() -> None:
    """Rows first, then their files: whatever stops it in between is a file without a row, which the next run finds."""
    with edge.transaction():
        names = _forget_unused()
    for name in names:
        storage.drop(name)
    edge.release()
    _drop_unknown_files()


def _forget_unused() -> list[str]:
    used = exists().where(ImageUse.image_id == Image.id)
    old = Image.created_at < now() - KEPT_UNUSED
    forgotten = (old, Image.erased_at.is_(None), Image.private.is_(False), ~used)
    query = select(Image.id, Image.owner_id, Image.name).where(*forgotten)
    gone = {
        image_id: name
        for image_id, owner_id, name in db.session.execute(query.order_by(Image.id).limit(AT_ONCE))
        if not is_awaited(owner_id, name)
    }
    db.session.execute(delete(Image).where(Image.id.in_(gone)))
    return list(gone.values())


def _drop_unknown_files() -> None:
    """Halves, files whose row was never committed, files of what was erased."""
    for path, name in storage.left_lying(KEPT_UNUSED):
        whole = path.name == name
        if not (whole and db.session.scalar(select(Image.id).where(Image.name == name, Image.erased_at.is_(None)))):
            path.unlink(missing_ok=True)
