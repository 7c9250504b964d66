import pytest

from app.demo.script import DemoScript, load


@pytest.fixture(scope="session")
def script() -> DemoScript:
    return load()
