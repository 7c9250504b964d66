"""flask administrator: the first administrator of a new installation, or one more when nobody else can help."""

import click
from flask import current_app
from flask.cli import with_appcontext

from app.accounts.actions.granting import grant_role
from app.accounts.actions.registering import member_for_confirmed_address
from app.accounts.actors import SYSTEM
from app.accounts.links import reset_path
from app.accounts.queries import actor
from app.accounts.roles import Role
from app.kit import edge
from app.kit.errors import DomainError
from app.kit.texts import Text


@click.command()
@click.argument("email")
@click.option("--name", help="The name that others see (default: the part before the @).")
@with_appcontext
def administrator(email: str, name: str | None) -> None:
    """Give an address the administrator's role and print a link to choose a password.

    Whoever can run this has the database anyway, so no second person is asked.
    """
    try:
        with edge.transaction():
            user = member_for_confirmed_address(email, name or email.partition("@")[0], None)
            user = actor(user.id)
            known = user.holds(Role.ADMINISTRATOR)
            if not known:
                grant_role(SYSTEM, user, Role.ADMINISTRATOR)
            path, shown = reset_path(user), user.display_name
    except DomainError as error:
        raise click.ClickException(str(Text(error.message, **error.params))) from None
    click.echo(f"{shown} {'was an administrator already' if known else 'is an administrator now'}.")
    click.echo("Choose a password within an hour at:")
    click.echo(f"  {current_app.config['BASE_URL']}{path}")


commands = (administrator,)
