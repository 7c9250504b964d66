"""The smallest site that can be served: it tells what it was started with, under a policy as strict as the real one."""

import json
import os
from collections.abc import Callable, Iterable
from typing import Any

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'"
GOOD = """<!doctype html><html lang="en"><head><title>Good</title><meta charset="utf-8"></head>
<body><main><h1>Good</h1><form><label>Search <input name="q"></label></form></main></body></html>"""
BAD = """<!doctype html><html><head><title>Bad</title></head><body><main><h1>Bad</h1><img src="/none.png"></main></body></html>"""
INLINE = GOOD.replace("</main>", "</main><script>document.title = 'ran'</script>")
RAISES = GOOD.replace("</head>", "<script src='/raises.js'></script></head>")
PAGES = {
    "/health": ("text/plain", lambda: "ok"),
    "/settings": ("application/json", lambda: json.dumps({**os.environ, "pid": os.getpid()})),
    "/good": ("text/html; charset=utf-8", lambda: GOOD),
    "/bad": ("text/html; charset=utf-8", lambda: BAD),
    "/inline": ("text/html; charset=utf-8", lambda: INLINE),
    "/raises": ("text/html; charset=utf-8", lambda: RAISES),
    "/raises.js": ("text/javascript", lambda: "throw new Error('on purpose')"),
}


def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    kind, body = PAGES.get(environ["PATH_INFO"], ("", None))
    if body is None:
        start_response("404 Not Found", [("Content-Length", "0")])
        return [b""]
    content = body().encode()
    headers = [("Content-Type", kind), ("Content-Length", str(len(content))), ("Content-Security-Policy", POLICY)]
    start_response("200 OK", headers)
    return [content]


def broken(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """A site that answers, but is not well."""
    start_response("503 Service Unavailable", [("Content-Length", "0")])
    return [b""]
