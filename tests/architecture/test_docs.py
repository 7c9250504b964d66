"""Documentation that lies fails the build: every setting, command, event and package is named in the docs."""

import re
from enum import StrEnum
from importlib import import_module
from pathlib import Path

import click
import pytest
from flask import Flask

from app.features import FEATURES

ROOT = Path(__file__).resolve().parents[2]
OPERATIONS = (ROOT / "docs" / "operations.md").read_text("utf-8")
EVENTS = (ROOT / "docs" / "events.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")

SETTINGS = sorted(
    set(re.findall(r'(?:env|_flag)\(\s*"([A-Z_]+)"|environ\.get\("([A-Z_]+)"', (ROOT / "config.py").read_text()))
)
SETTINGS = sorted({name for pair in SETTINGS for name in pair if name})


def commands(group: click.Group, before: str = "") -> list[str]:
    found = []
    for name, command in sorted(group.commands.items()):
        path = f"{before}{name}"
        found += commands(command, f"{path} ") if isinstance(command, click.Group) else [path]
    return found


@pytest.mark.parametrize("name", SETTINGS)
def test_every_setting_is_described(name: str) -> None:
    assert f"`{name}`" in OPERATIONS


def test_every_command_is_described(app: Flask) -> None:
    ours = [name for name in commands(app.cli) if name.split()[0] not in {"db", "run", "shell", "routes"}]
    assert [name for name in ours if f"`flask {name}" not in OPERATIONS] == []


def test_every_event_is_described_and_no_other() -> None:
    kinds = set()
    for feature in FEATURES:
        if (ROOT / "app" / feature / "events.py").exists():
            module = import_module(f"app.{feature}.events")
            for item in vars(module).values():
                if isinstance(item, type) and issubclass(item, StrEnum) and item is not StrEnum:
                    kinds |= {member.value for member in item}
    described = set(re.findall(r"`([a-z_]+:[a-z_]+)`", EVENTS))
    assert kinds - described == set()
    assert described - kinds == set()


@pytest.mark.parametrize("feature", FEATURES)
def test_every_package_is_on_the_readmes_map(feature: str) -> None:
    assert f"`{feature}/`" in README


@pytest.mark.parametrize(
    "page", sorted((ROOT / "docs").glob("*.md")) + [ROOT / "README.md"], ids=lambda page: page.name
)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
