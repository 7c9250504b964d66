"""Each code of the table that says more than yes or no has a test of its own, in which its condition opens and closes.

Most are with the feature that has the condition; what is here is what belongs to none.
"""

import csv
import re
from pathlib import Path

import pytest
from flask import Flask

from app.accounts.queries import actor
from app.cases.actions import working
from app.cases.actions.assigning import assign
from app.cases.queries import visible_case
from app.kit.errors import Refused
from tests.cases.private import called, opened, opened_and_taken
from tests.visiting import Visitor
from tests.world import World

HERE = Path(__file__).parent
TESTED = {
    "o": {"permissions/test_codes.py": ["test_one_s_own_is_one_s_own_alone"]},
    "t": {"permissions/test_codes.py": ["test_what_is_in_one_s_hands_follows_the_case"]},
    "p": {"cases/test_experts.py": ["test_nothing_until_the_customer_agrees_then_redacted_then_nothing_again"]},
    "j": {
        "cases/test_looking.py": [
            "test_without_a_reason_there_is_nothing_to_read",
            "test_with_a_reason_it_is_read_for_a_while_and_the_customer_reads_why",
            "test_it_is_one_persons_look_at_one_case",
        ],
        "identities/test_looking.py": [
            "test_without_a_reason_there_is_no_address",
            "test_with_a_reason_it_is_seen_for_a_while_and_the_person_reads_why",
            "test_who_sent_a_report_is_told_that_it_was_looked_at",
        ],
        "cases/test_severity.py": ["test_only_a_lead_lowers_it_and_always_with_a_reason"],
    },
    "d": {
        "one_voice/test_approval.py": ["test_its_author_and_others_than_spokespersons_do_not_approve"],
        "knowledge/test_publishing.py": ["test_nobody_publishes_what_they_wrote_a_part_of"],
        "cases/test_coaching.py": ["test_nothing_goes_out_past_a_reviewer", "test_the_database_wants_a_second_person"],
    },
    "2": {
        "accounts/test_roles.py": ["test_a_third_takes_two", "test_the_database_itself_wants_two"],
        "permissions/test_table.py": ["test_what_takes_two_is_not_done_by_one"],
    },
    "s": {"permissions/test_codes.py": ["test_no_token_opens_anything_yet"]},
}


def test_every_code_has_its_test() -> None:
    rows = csv.DictReader((HERE / "permissions.csv").read_text("utf-8").splitlines())
    codes = {code for row in rows for kind, code in row.items() if kind != "action"}
    assert codes - {"Y", "-"} == set(TESTED)
    for files in TESTED.values():
        for name, tests in files.items():
            defined = re.findall(r"^def (test_\w+)", (HERE.parent / name).read_text("utf-8"), re.MULTILINE)
            assert set(tests) <= set(defined), name


def test_one_s_own_is_one_s_own_alone(world: World, app: Flask) -> None:
    """A private thing of somebody else is not there, for whoever cannot have it: 404, and no sign of it."""
    with world.acting("ann") as ann:
        reference = opened(ann).reference
    for name, status in (("ann", 200), ("ben", 404), ("eve", 404), ("mia", 404)):
        answer = Visitor(app).signed_in_as(world.email(name)).get(f"/cases/{reference}")
        assert answer.status_code == status, name
        assert (b"My invoice is wrong" in answer.data) is (name == "ann")


def test_what_is_in_one_s_hands_follows_the_case(world: World) -> None:
    reference = opened_and_taken(world)
    _says(world, "gus", reference)
    with world.acting("sam") as sam, pytest.raises(Refused, match="Somebody else has this case"):
        working.reply(sam, visible_case(sam, reference), body="From the next desk.")
    with world.acting("lea") as lea:
        assign(lea, called(reference), to=actor(world.ids["sam"]), reason="He knows it")
    _says(world, "sam", reference)
    with world.acting("gus") as gus, pytest.raises(Refused, match="Somebody else has this case"):
        working.reply(gus, visible_case(gus, reference), body="Still mine?")
    _says(world, "lea", reference)


def _says(world: World, name: str, reference: str) -> None:
    with world.acting(name) as agent:
        working.reply(agent, visible_case(agent, reference), body=f"From {name}.")


def test_no_token_opens_anything_yet(world: World, app: Flask) -> None:
    """Nothing that is sent along but a session makes somebody of a guest."""
    with world.acting("ann") as ann:
        reference = opened(ann).reference
    for header in ("Bearer ann", "Token 1", "Basic YW5uOmFubg=="):
        for path in (f"/cases/{reference}", "/settings", "/workspace", "/admin/users"):
            answer = app.test_client().get(path, headers={"Authorization": header, "X-Api-Key": "1"})
            assert answer.status_code == 302, path
            assert answer.location.startswith("/sign-in"), path
