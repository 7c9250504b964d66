"""The town as fixtures: `town` lives as long as a module; what a module does to it, its later tests see."""

from collections.abc import Iterator

import pytest

from tests.attack.town import Built, Town, copy_of, town_on
from tests.databases import Databases


@pytest.fixture(scope="module")
def built(database: str, databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return town_on(database, databases, tmp_path_factory.mktemp("built"))


@pytest.fixture(scope="module")
def town(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with copy_of(built, tmp_path_factory.mktemp("town") / "copy") as copied:
        yield copied
