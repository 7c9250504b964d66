"""The town as fixtures: `town` lives as long as a module; what a module does to it, its later tests see."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.attack.town import Built, Town, copy_of, folder_of_town


@pytest.fixture(scope="session")
def built(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return folder_of_town(empty_sqlite, tmp_path_factory.mktemp("built"))


@pytest.fixture(scope="module")
def town(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with copy_of(built, tmp_path_factory.mktemp("town") / "copy") as copied:
        yield copied
