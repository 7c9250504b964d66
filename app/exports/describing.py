"""What every table and column means, out of `meanings/`: one file a package, one section a table."""

import tomllib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "meanings"
ROW, COMMON = "row", "common"


@cache
def _said(package: str) -> dict[str, dict[str, str]]:
    path = FOLDER / f"{package}.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


@cache
def _common() -> dict[str, str]:
    return tomllib.loads((FOLDER / f"{COMMON}.toml").read_text("utf-8"))


def meaning(package: str, table: str, column: str) -> str:
    """Raises LookupError when nobody has said it."""
    said = _said(package).get(table, {})
    found = said.get(column) or _common().get(column)
    if not found:
        raise LookupError(f"app/exports/meanings/{package}.toml says nothing of {table}.{column}")
    return found


def row_of(package: str, table: str) -> str:
    said = _said(package).get(table, {}).get(ROW)
    if not said:
        raise LookupError(f"app/exports/meanings/{package}.toml does not say what a `{ROW}` of [{table}] is")
    return said
