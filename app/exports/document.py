"""Makes docs/export.md from the models and `meanings/`:  python -m app.exports.document"""

from importlib import import_module
from pathlib import Path

from sqlalchemy import Table

from app.exports.columns import Field, Kind, fields
from app.exports.decided import LEFT_OUT, TAKEN
from app.exports.describing import FOLDER, meaning, row_of
from app.extensions import db
from app.features import FEATURES
from app.kit.model import Base
from config import ROOT

PAGE = ROOT / "docs" / "export.md"


def packages() -> dict[str, list[Table]]:
    """The exported tables of each package, in the order of the packages and of their models; a part of a package comes
    after the package itself, whatever was imported first."""
    for path in sorted(ROOT.glob("app/**/*models.py"), key=_whole_package_first):
        import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    module = {mapper.local_table: mapper.class_.__module__ for mapper in Base.registry.mappers}
    found: dict[str, list[Table]] = {feature: [] for feature in FEATURES}
    for table in sorted(db.metadata.tables.values(), key=lambda one: _main_module_first(module[one])):
        if table.name in TAKEN:
            found[module[table].split(".")[1]].append(table)
    return {feature: tables for feature, tables in found.items() if tables}


def _whole_package_first(path: Path) -> tuple[int, Path]:
    return len(path.parts), path


def _main_module_first(module: str) -> tuple[int, bool, str]:
    return module.count("."), not module.endswith(".models"), module


def document() -> str:
    parts = [(FOLDER / "introduction.md").read_text("utf-8").rstrip()]
    for package, tables in packages().items():
        parts.append(f"## {package}")
        parts += [_table(package, table) for table in tables]
    parts.append("## What is left out")
    parts.append("\n".join(f"* `{name}`: {why}." for name, why in LEFT_OUT.items()))
    return "\n\n".join(parts) + "\n"


def _table(package: str, table: Table) -> str:
    key = ", ".join(f"`{column.name}`" for column in table.primary_key.columns)
    lines = [
        f"### {table.name}.jsonl",
        "",
        f"{row_of(package, table.name)} Taken because {TAKEN[table.name]}. Key: {key}.",
        "",
        "| column | holds | meaning |",
        "|---|---|---|",
    ]
    lines += [f"| `{one.name}` | {holds(one)} | {meaning(package, table.name, one.name)} |" for one in fields(table)]
    return "\n".join(lines)


def holds(one: Field) -> str:
    """The type of a column in words."""
    if one.refers:
        said = f"`{one.refers}.id`"
    elif one.kind is Kind.CHOICE:
        said = " ".join(f"`{value}`" for value in one.values)
    elif one.limit:
        said = f"text, {one.limit:,} at most"
    else:
        said = one.kind.value
    return f"{said}, or null" if one.nullable else said


if __name__ == "__main__":
    PAGE.write_text(document(), "utf-8")
