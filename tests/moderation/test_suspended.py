"""A moderator who is suspended reads no more of what was reported than anybody."""

from datetime import timedelta

from app.kit.clock import now
from tests.moderation.conftest import SignIn
from tests.world import World


def test_a_suspended_moderator_reads_no_reports(world: World, numbers: dict[str, int], signed_in: SignIn) -> None:
    path, mia = f"/moderation/reports/{numbers['report']}", signed_in("mia")
    assert mia.get(path).status_code == 200
    with world.acting("mia") as person:
        person.suspended_until = now() + timedelta(days=7)
    for address in (path, "/moderation", "/moderation/log"):
        answer = mia.get(address)
        page = answer.get_data(as_text=True)
        assert (answer.status_code, "Your account is suspended" in page) == (403, True)
        assert address == path or path not in page
