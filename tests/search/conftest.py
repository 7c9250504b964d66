import pytest

from app.search.whoosh_backend import WhooshBackend
from tests.search.corpus import CORPUS


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "search"


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """The corpus for tests that only read."""
    backend = WhooshBackend(tmp_path_factory.mktemp("library") / "search")
    backend.rebuild(CORPUS)
    yield backend
    backend.close()


@pytest.fixture
def backend(folder):
    backend = WhooshBackend(folder)
    backend.rebuild(CORPUS)
    yield backend
    backend.close()
