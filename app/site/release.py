"""Which release makes the pages, by its files and by the settings that pages show."""

from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

APP = Path(__file__).resolve().parents[1]
SHOWN = ("BASE_URL", "BRAND_NAME", "DEFAULT_LANGUAGE", "TIME_ZONE")


def release(settings: dict[str, Any]) -> str:
    """Another one after an upgrade: what a browser has of the one before is not the same page any more."""
    made = (_files(APP), [settings[name] for name in SHOWN])
    return blake2b(repr(made).encode(), digest_size=8).hexdigest()


@cache
def _files(folder: Path) -> list[tuple[str, int, int]]:
    paths = (path for path in folder.rglob("*.*") if path.is_file() and path.suffix != ".pyc")
    return sorted((str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in paths)
