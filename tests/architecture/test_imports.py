"""Who may import whom: app/features.py is the order, and this proves that the code keeps it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.features import FEATURES, FOUNDATION, INTERFACES, REACTIVE

APP = Path(__file__).resolve().parents[2] / "app"
WEB = {"flask", "flask_login", "wtforms", "werkzeug", "flask_babel", "flask_wtf"}
EDGE_FILES = {"views", "forms", "cli", "gates"}
"""The names of files and folders of a feature that may read any feature and the web."""
DOMAIN = {"states", "events", "permissions", "queries", "actions", "reactions", "jobs", "models"}
MAY_RENDER = {"notifications/channels"}
QUEUE_BLIND_TO = ("app.accounts", "app.reputation", "app.analytics", "app.equity")


def imports_of(path: Path) -> Iterator[str]:
    """Every module a file imports, wherever in it; `if TYPE_CHECKING` counts too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative import"
            yield node.module


def files() -> list[Path]:
    return sorted(APP.glob("*/**/*.py"))


def parts(path: Path) -> tuple[str, ...]:
    """("cases", "actions", "opening") for app/cases/actions/opening.py."""
    return path.relative_to(APP).with_suffix("").parts


def is_edge(path: Path) -> bool:
    feature, *rest = parts(path)
    return feature in INTERFACES or bool(EDGE_FILES & set(rest))


def feature_of(module: str) -> str | None:
    names = module.split(".")
    return names[1] if names[0] == "app" and len(names) > 1 and names[1] in FEATURES else None


def breaches(path: Path) -> Iterator[str]:
    """What a file imports against the rules, as sentences."""
    feature, *rest = parts(path)
    for module in imports_of(path):
        target = feature_of(module)
        if feature == "kit" and module.startswith("app.") and target != "kit":
            yield f"kit imports {module}"
        if target in INTERFACES and feature != target and not path.match("cli.py"):
            yield f"imports the interface {module}"
        if (
            target not in (None, "kit")
            and any(part in EDGE_FILES - {"gates"} for part in module.split(".")[2:])
            and feature != target
        ):
            yield f"imports the web part {module}"
        if is_edge(path):
            continue
        if target and FEATURES.index(target) > FEATURES.index(feature):
            yield f"imports the later {module}"
        if target in REACTIVE and feature in REACTIVE and target != feature:
            yield f"imports its sibling {module}"
        web = module.split(".")[0] in WEB and not any("/".join((feature, *rest)).startswith(ok) for ok in MAY_RENDER)
        if web and set(rest) & DOMAIN:
            yield f"imports the web's {module}"


@pytest.mark.parametrize("path", files(), ids=lambda path: "/".join(parts(path)))
def test_a_file_imports_only_what_it_may(path: Path) -> None:
    assert list(breaches(path)) == []


def test_every_package_is_on_the_map() -> None:
    found = {path.name for path in APP.iterdir() if (path / "__init__.py").exists()}
    assert found == set(FEATURES)
    assert FEATURES[: len(FOUNDATION)] == FOUNDATION


def test_extensions_import_only_kit() -> None:
    ours = {module for module in imports_of(APP / "extensions.py") if module.startswith("app")}
    assert ours == {"app.kit.model"}


def test_the_queue_cannot_see_who_asks() -> None:
    seen, todo = set(), ["app.cases.queue"]
    while todo:
        module = todo.pop()
        path = APP.parent / Path(*module.split("."))
        path = path.with_suffix(".py") if path.with_suffix(".py").exists() else path / "__init__.py"
        if module in seen or not path.exists():
            continue
        seen.add(module)
        todo += [name for name in imports_of(path) if name.startswith("app.")]
    assert "app.cases.queue" in seen
    assert not [module for module in seen if module.startswith(QUEUE_BLIND_TO)]
