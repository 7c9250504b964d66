import http.client
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.services.child import DidNotStart
from tests.services.web import running_site

TRIVIAL = "tests.services.trivial_site:app"


def get(base_url: str, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection(urlsplit(base_url).netloc, timeout=10)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    folder = tmp_path_factory.mktemp("instance")
    with running_site("sqlite://", folder, workers=2, env={"BRAND_NAME": "Acme"}, application=TRIVIAL) as url:
        yield url, folder


def test_the_site_answers_with_the_settings_given(site: tuple[str, Path]) -> None:
    url, folder = site
    status, body = get(url, "/settings")
    settings = json.loads(body)
    assert status == 200
    assert (settings["DATABASE_URL"], settings["INSTANCE_PATH"]) == ("sqlite://", str(folder))
    assert (settings["BRAND_NAME"], settings["PORT"]) == ("Acme", url.rsplit(":", 1)[1])


def test_the_site_is_gone_after_its_block(tmp_path: Path) -> None:
    with running_site("sqlite://", tmp_path, application=TRIVIAL) as url:
        assert get(url, "/health") == (200, "ok")
    with pytest.raises(ConnectionRefusedError):
        get(url, "/health")


def test_a_site_that_cannot_start_shows_why(tmp_path: Path) -> None:
    with (
        pytest.raises(DidNotStart, match="no_such_module"),
        running_site("sqlite://", tmp_path, application="no_such_module:app"),
    ):
        raise AssertionError("it must not get here")
