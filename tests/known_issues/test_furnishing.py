"""The place that others furnish with known issues stands by itself."""

from app.known_issues.queries import attachments_of, standing_row
from tests.known_issues.furnishing import furnish
from tests.world import World


def test_it_has_something_of_everything(world: World) -> None:
    made = furnish(world.acting)
    with world.looking():
        assert attachments_of(made.issue).questions == 1
        row = standing_row(made.asked)
        assert row is not None
        assert not row.issue.is_open
