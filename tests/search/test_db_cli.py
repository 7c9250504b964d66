"""flask search, and the index that is built when the site starts."""

from app.search import upkeep
from tests import make
from tests.world import World


def asked(world: World) -> None:
    with world.acting("ann") as ann:
        make.question(ann)


def run(world: World, *words: str) -> tuple[int, str]:
    result = world.app.test_cli_runner().invoke(args=["search", *words])
    return result.exit_code, result.output


def test_status_without_an_index_fails_and_says_what_to_do(world: World) -> None:
    asked(world)
    code, said = run(world, "status")
    assert code == 1
    assert "rebuild it" in said
    assert "waiting   1, since" in said


def test_rebuild_then_status(world: World) -> None:
    asked(world)
    code, said = run(world, "rebuild")
    assert code == 0
    assert said.endswith("1 documents.\n")
    code, said = run(world, "status")
    assert code == 0
    assert said == "indexed   1 of 1 public documents\ndrift     0: 0 missing, 0 left over, 0 stale\nwaiting   0\n"


def test_built_if_missing_and_only_then(world: World) -> None:
    asked(world)
    with world.app.app_context():
        assert upkeep.build_if_missing()
    with world.acting("ann") as ann:
        make.question(ann, title="Another one")
    with world.app.app_context():
        assert not upkeep.build_if_missing()
