"""The least that Flask can do: what every other figure is read beside."""

from flask import Flask

app = Flask(__name__)


@app.get("/health")
@app.get("/")
def hello() -> str:
    return "Hello"
