"""The whole demo script, read from `content/` and checked. Nothing here knows a database or the web."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from app.demo.cast import Agent, Brand, Category, Gap, KnownIssue, Person, PrivateCase, Product, Rule, Skill, Tag
from app.demo.tables import ScriptError, build, read_toml, read_value
from app.demo.threads import Article, ArticleEvent, Event, Expectation, Thread
from app.demo.verbs import TOGETHER

CONTENT = Path(__file__).parent / "content"
PAGES = ("house-rules", "terms", "privacy")


@dataclass(frozen=True)
class DemoScript:
    """Everything to be played; lists are in the order they are written, threads and articles by number."""

    brand: Brand
    people: tuple[Person, ...]
    categories: tuple[Category, ...]
    products: tuple[Product, ...]
    tags: tuple[Tag, ...]
    known_issues: tuple[KnownIssue, ...]
    rules: tuple[Rule, ...]
    threads: tuple[Thread, ...]
    articles: tuple[Article, ...]
    gaps: tuple[Gap, ...]
    skills: tuple[Skill, ...]
    agents: tuple[Agent, ...]
    cases: tuple[PrivateCase, ...]
    pages: dict[tuple[str, str], str]

    @cached_property
    def person(self) -> dict[str, Person]:
        return {person.name: person for person in self.people}

    @cached_property
    def category(self) -> dict[str, Category]:
        return {category.slug: category for category in self.categories}

    @cached_property
    def product(self) -> dict[str, Product]:
        return {product.slug: product for product in self.products}

    @cached_property
    def thread(self) -> dict[str, Thread]:
        return {thread.key: thread for thread in self.threads}

    def timeline(self) -> list[tuple[timedelta, Thread, Event | None]]:
        """All threads woven into one line of time; None stands for the asking itself."""
        woven: list[tuple[timedelta, Thread, Event | None]] = [(t.asked, t, None) for t in self.threads]
        woven += [(event.at, thread, event) for thread in self.threads for event in thread.events]
        return sorted(woven, key=lambda moment: moment[0])


def load(folder: Path = CONTENT) -> DemoScript:
    """Reads and checks the script. Raises ScriptError with every problem found."""
    from app.demo.checks import problems_of

    problems: list[str] = []
    brand_table, catalogue, people = (read_toml(folder / f"{n}.toml") for n in ("brand", "catalogue", "people"))
    brand = build(Brand, brand_table, "brand.toml", problems)
    lists: dict[str, Any] = {
        name: _rows(cls, catalogue.get(name, []), f"catalogue.toml {name}", problems)
        for name, cls in (("categories", Category), ("tags", Tag), ("known_issues", KnownIssue))
    }
    lists["products"] = tuple(_products(catalogue.get("products", []), problems))
    lists["people"] = _rows(Person, people.get("people", []), "people.toml", problems)
    lists["rules"] = _rows(Rule, read_toml(folder / "rules.toml").get("rules", []), "rules.toml", problems)
    lists["gaps"] = _rows(Gap, read_toml(folder / "gaps.toml").get("gaps", []), "gaps.toml", problems)
    desk = read_toml(folder / "desk.toml")
    for name, cls in (("skills", Skill), ("agents", Agent), ("cases", PrivateCase)):
        lists[name] = _rows(cls, desk.get(name, []), f"desk.toml {name}", problems)
    lists["threads"] = _files(folder / "threads", read_thread, problems)
    lists["articles"] = _files(folder / "articles", read_article, problems)
    pages = {
        (page, language): (folder / "pages" / f"{page}.{language}.md").read_text(encoding="utf-8")
        for page in PAGES
        for language in ("en", "it")
    }
    if problems or brand is None:
        raise ScriptError(problems)
    script = DemoScript(brand=brand, pages=pages, **lists)
    if problems := problems_of(script):
        raise ScriptError(problems)
    return script


def read_thread(path: Path, problems: list[str]) -> Thread | None:
    table = read_toml(path)
    key, _, slug = path.stem.partition("-")
    events: list[Event | None] = []
    for number, row in enumerate(table.pop("events", []), start=1):
        where = f"threads/{path.name} event {number}"
        several = isinstance(row.get("by"), list) and row.get("do") in TOGETHER
        for one in row["by"] if several else [row.get("by")]:
            events.append(build(Event, {**row, "by": one}, where, problems))
    where = f"threads/{path.name}"
    expect = build(Expectation, table.pop("expect", {}), f"{where} expect", problems)
    told = tuple(event for event in events if event)
    return build(Thread, table, where, problems, key=key, slug=slug, events=told, expect=expect)


def read_article(path: Path, problems: list[str]) -> Article | None:
    table = read_toml(path)
    key, _, slug = path.stem.partition("-")
    where = f"articles/{path.name}"
    events = _rows(ArticleEvent, table.pop("events", []), f"{where} event", problems)
    return build(Article, table, where, problems, key=key, slug=slug, events=events)


def _rows(cls: type, rows: list[dict[str, Any]], where: str, problems: list[str]) -> tuple[Any, ...]:
    built = (build(cls, row, f"{where} {number}", problems) for number, row in enumerate(rows, start=1))
    return tuple(row for row in built if row is not None)


def _products(rows: list[dict[str, Any]], problems: list[str]) -> list[Product]:
    """Products, whose versions are written as `"4.2" = "-90d"`, the day each came out."""
    made = []
    for number, row in enumerate(rows, start=1):
        where = f"catalogue.toml products {number}"
        out = {v: read_value(at, timedelta, f"{where} {v}", problems) for v, at in row.get("versions", {}).items()}
        rest = {key: value for key, value in row.items() if key != "versions"}
        made.append(build(Product, rest, where, problems, versions=out))
    return [product for product in made if product]


def _files(folder: Path, read: Any, problems: list[str]) -> tuple[Any, ...]:
    read_all = (read(path, problems) for path in sorted(folder.glob("*.toml")))
    return tuple(thing for thing in read_all if thing is not None)
