"""What cannot be at the desk of the script."""

from collections.abc import Iterator

from app.demo.cast import LANGUAGES
from app.demo.script import DemoScript

AT_THE_DESK = ("agent", "lead")


def desk_problems(script: DemoScript) -> Iterator[str]:
    for skill in script.skills:
        yield from (f"desk.toml {skill.name}: {said}" for said in _unknown(script, skill.categories, skill.agents))
    for agent in script.agents:
        yield from (f"desk.toml agents: {said}" for said in _unknown(script, (), (agent.name,)))
    for case in script.cases:
        where = f"desk.toml “{case.title}”"
        given = (case.given_to,) if case.given_to else ()
        yield from (f"{where}: {said}" for said in _unknown(script, (case.category,), given))
        if case.by not in script.person:
            yield f"{where}: unknown person “{case.by}”"
        if case.language not in LANGUAGES:
            yield f"{where}: unknown language “{case.language}”"
        if bool(case.given_to) != bool(case.because) or (case.reply and not case.given_to):
            yield f"{where}: a case is given to somebody, with a reason, before they reply"


def _unknown(script: DemoScript, categories: tuple[str, ...], agents: tuple[str, ...]) -> Iterator[str]:
    for slug in categories:
        if slug not in script.category:
            yield f"unknown category “{slug}”"
    for name in agents:
        if name not in script.person or script.person[name].role not in AT_THE_DESK:
            yield f"“{name}” is nobody at the desk"
