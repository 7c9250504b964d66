"""A browser of words: visits pages, reads forms, sends them with their tokens, as a person without scripts would."""

import re
from html import unescape
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from tests.world import PASSWORD

_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class Visitor:
    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()

    def get(self, path: str, **kwargs: Any) -> TestResponse:
        return self.client.get(path, **kwargs)

    def text(self, path: str) -> str:
        """The page's HTML; fails unless it is there."""
        response = self.client.get(path)
        assert response.status_code == 200, f"{path}: {response.status_code}"
        return response.get_data(as_text=True)

    def token(self, path: str = "/preferences") -> str:
        found = _TOKEN.search(self.client.get(path).get_data(as_text=True))
        assert found, f"no form on {path}"
        return unescape(found[1])

    def post(self, path: str, data: dict[str, Any] | None = None, *, form_at: str | None = None) -> TestResponse:
        """Sends a form to `path` with a fresh token from the page `form_at`, or else from the preferences page."""
        return self.client.post(path, data={"csrf_token": self.token(form_at or "/preferences"), **(data or {})})

    def signed_in_as(self, email: str, password: str = PASSWORD) -> "Visitor":
        response = self.post("/sign-in", {"email": email, "password": password}, form_at="/sign-in")
        assert response.status_code == 302, response.get_data(as_text=True)[:2000]
        return self
