"""The least that Flask can do: what every other figure is read beside."""

import os

from flask import Flask

from app.site.web import serve_web

app = Flask(__name__)


@app.get("/health")
@app.get("/")
def hello() -> str:
    return "Hello"


if __name__ == "__main__":
    serve_web("bench.hello:app", host="127.0.0.1", port=int(os.environ["PORT"]), workers=2)
