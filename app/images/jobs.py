"""What the worker does with the files."""

from app.activity.registry import job
from app.images import storage, sweeping


@job
def delete_file(name: str) -> None:
    """After the transaction that erased the picture: a file comes back with no rollback."""
    storage.drop(name)


@job
def sweep() -> None:
    sweeping.sweep()
