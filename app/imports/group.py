"""The command `flask import`, to which every kind of archive adds its own."""

import click


@click.group("import")
def import_group() -> None:
    """Take over the archive of another system, or a whole community that was exported."""
