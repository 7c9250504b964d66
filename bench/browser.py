"""A browser as far as the server can tell: one connection that stays open, cookies, and the tokens of forms."""

import gzip
import http.client
import re
import time
from html import unescape
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
_ONCE = re.compile(r'name="once"[^>]*value="([^"]+)"')

OPEN_FOR = 10.0
"""Seconds after which the server may have closed a connection that nothing came over."""


PACKED = b"\x1f\x8b"


class Browser:
    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.cookies: dict[str, str] = {}
        self.asked_at = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()

    def get(self, path: str, headers: dict[str, str] | None = None) -> tuple[int, bytes, http.client.HTTPMessage]:
        return self._ask("GET", path, None, headers or {})

    def post(self, path: str, fields: dict[str, str]) -> tuple[int, bytes, http.client.HTTPMessage]:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", path, urlencode(fields), headers)

    def page(self, path: str) -> str:
        status, body, _headers = self.get(path)
        if status != 200:
            raise SystemExit(f"{path}: {status}")
        return (gzip.decompress(body) if body[:2] == PACKED else body).decode()

    def tokens(self, path: str) -> dict[str, str]:
        """What the page's first form wants back beside the visitor's own words."""
        page = self.page(path)
        token, once = _TOKEN.search(page), _ONCE.search(page)
        if token is None:
            raise SystemExit(f"{path} has no form.")
        return {"csrf_token": unescape(token[1]), **({"once": unescape(once[1])} if once else {})}

    def sign_in(self, email: str, password: str) -> Self:
        status, _body, _headers = self.post(
            "/sign-in", {**self.tokens("/sign-in"), "email": email, "password": password}
        )
        if status != 302:
            raise SystemExit(f"signing in as {email}: {status}")
        return self

    def _ask(
        self, method: str, path: str, body: str | None, headers: dict[str, str]
    ) -> tuple[int, bytes, http.client.HTTPMessage]:
        headers = {"Accept-Encoding": "gzip", **headers}
        if self.cookies:
            headers = {**headers, "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if time.monotonic() - self.asked_at > OPEN_FOR:
            self.connection.close()
        self.asked_at = time.monotonic()
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        said = answer.read()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _equals, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, said, answer.headers
