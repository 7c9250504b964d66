"""Pictures are decoded by a child process: it is asked once before all else, so that one that never answers is waited for once."""

import io

import pytest
from PIL import Image

from app.images.purpose import IN_POSTS
from app.images.remaking import made_anew


@pytest.fixture(scope="session", autouse=True)
def the_child_answers() -> None:
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG")
    assert made_anew(out.getvalue(), IN_POSTS).kind == "image/png"
