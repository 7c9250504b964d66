"""Spintaneo: a community support forum that a brand runs for its customers."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from flask import Flask
from jinja2 import FileSystemLoader, PrefixLoader

from app.activity import versions
from app.extensions import db
from app.features import FEATURES
from app.kit.database import prepare
from app.kit.edge import Edge, TransactionalFlask
from app.kit.routes import Asked, Name, RowId
from app.kit.templates import SpokenTemplates
from app.migrations import Later, LaterCommands
from config import ROOT, Settings

PARTS = ("models", "reactions", "jobs", "documents", "views", "cli")
"""What a feature may bring; each is imported if it is there. `views` has `blueprints`, `cli` has `commands`."""


def create_app(settings: Settings | None = None) -> Flask:
    app = TransactionalFlask(__name__, static_folder=None, instance_path=None)
    app.config.from_object(settings or Settings())
    app.instance_path = str(app.config["INSTANCE_PATH"])
    Path(app.instance_path).mkdir(parents=True, exist_ok=True)
    app.jinja_loader = PrefixLoader(
        {feature: FileSystemLoader(ROOT / "app" / feature / "templates") for feature in FEATURES}
    )
    app.request_class = Asked
    app.jinja_environment = SpokenTemplates
    app.url_map.converters |= {"int": RowId, "string": Name, "default": Name}
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True

    db.init_app(app)
    app.extensions["migrate"] = Later(app, db)
    app.cli.add_command(LaterCommands("db", help="Bring the database to another version."))
    edge = app.extensions["edge"] = Edge()
    edge.before_commit.append(versions.raise_versions)

    for feature in FEATURES:
        for part in PARTS:
            name = f"app.{feature}.{part}"
            if find_spec(name) is None:
                continue
            module = import_module(name)
            for blueprint in getattr(module, "blueprints", ()):
                app.register_blueprint(blueprint)
            for command in getattr(module, "commands", ()):
                app.cli.add_command(command)

    import_module("app.search.binding").bind(app)
    import_module("app.site.edge").bind(app)
    with app.app_context():
        prepare(db.engine, durable=app.config["DATABASE_DURABLE"])
    return app
