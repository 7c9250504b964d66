"""Choosing passwords: what is too easy, the link that works once, and who is signed out."""

import gzip
from datetime import timedelta
from pathlib import Path

import pytest

from app.accounts.actions import passwords as choosing
from app.accounts.actions.signing_in import recognise
from app.accounts.links import read_reset, reset_token
from app.accounts.passwords import PASSWORD_MAX, check_password, hash_password, is_right, needs_rehash
from app.kit.clock import at, now
from app.kit.errors import Invalid, Refused
from tests.accounts.steps import GOOD, kinds, link_for, row, run_jobs, standing_sign_ins
from tests.visiting import Visitor
from tests.world import PASSWORD, World

COMMON = Path(__file__).parent.parent / "suites" / "passwords" / "common-passwords.txt.gz"
HERE = "192.0.2.7"


def _is_taken(password: str, *about: str) -> bool:
    try:
        check_password(password, *about)
    except Invalid:
        return False
    return True


def test_no_common_password_is_taken() -> None:
    words = [line for line in gzip.decompress(COMMON.read_bytes()).decode().split("\n") if line]
    assert len(words) > 19_000
    assert [word for word in words if _is_taken(word)] == []


@pytest.mark.parametrize("word", ["Kartoffelpuffer", "KARTOFFELPUFFER", "kartoffelpuffer1!", "Forzanapoli2026"])
def test_nor_a_common_one_in_disguise(word: str) -> None:
    assert not _is_taken(word)


@pytest.mark.parametrize(
    "easy",
    ["", "short", "ninechars", " " * 12, "aaaaaaaaaaaaaaaa", "1234567890123", "qwertyuiop[]", "passwordpassword"],
)
def test_easy_ones_are_refused(easy: str) -> None:
    assert not _is_taken(easy)


def test_what_is_known_about_the_person_counts_for_nothing() -> None:
    assert _is_taken("giovannabianchini77")
    assert not _is_taken("giovannabianchini77", "Giovanna Bianchini", "giovannabianchini@example.org")


@pytest.mark.parametrize(
    "good", [GOOD, PASSWORD, "x7#Qp!vR2m", "la zuppa corre male oggi", "犬が青い橋を渡る朝に", GOOD * 12]
)
def test_good_ones_are_taken(good: str) -> None:
    assert _is_taken(good)


def test_length_has_bounds_and_work_has_too() -> None:
    assert not _is_taken("k8 " * 86)
    with pytest.raises(Invalid, match="at most"):
        check_password("x" * (PASSWORD_MAX + 1))


def test_all_of_a_long_password_counts() -> None:
    kept = hash_password(GOOD * 12)
    assert is_right(kept, GOOD * 12)
    assert not is_right(kept, GOOD * 11)
    assert not is_right(kept, GOOD * 13)


def test_letters_are_the_same_however_they_are_composed() -> None:
    assert is_right(hash_password("caffè e cornetto alle otto"), "caffe\u0300 e cornetto alle otto")


def test_no_password_is_right_for_whoever_has_none() -> None:
    assert not is_right(None, "nobody has this password")
    assert not is_right("not a hash", "anything")
    assert not needs_rehash(hash_password(GOOD))


def test_reset_by_link_once(world: World) -> None:
    with world.looking():
        token = reset_token(world.person("ann"))
    with world.acting("ann"):
        choosing.reset(read_reset(token), password=GOOD)
    with world.looking():
        assert read_reset(token) is None, "the password it was bound to is gone"
    with world.acting("ben"):
        assert recognise(email="ann@example.org", password=GOOD, address=HERE)
    assert kinds(world.app) == ["account:password_changed"]


def test_two_who_use_the_link_at_once_do_not_both_succeed(world: World) -> None:
    with world.looking():
        token = reset_token(world.person("ann"))
    with world.acting("ann"):
        late = read_reset(token)
        hash_before = late.password_hash
    with world.acting("ann") as ann:
        ann.password_hash = hash_password("somebody was quicker here")
    with world.acting("ann") as ann:
        ann.password_hash = hash_before
        with pytest.raises(Refused):
            choosing.reset(ann, password=GOOD)


def test_a_reset_proves_the_address_and_drops_a_stranger_s_password(world: World) -> None:
    with world.acting("ann") as ann:
        ann.email_confirmed_at = None
        token = reset_token(ann)
    with world.acting("ann"):
        choosing.reset(read_reset(token), password=GOOD)
    with world.acting("ben"):
        assert recognise(email="ann@example.org", password=GOOD, address=HERE)
    assert kinds(world.app) == ["account:confirmed", "account:password_changed"]


def test_the_reset_page_from_mail_to_home(world: World) -> None:
    laptop, phone = Visitor(world.app).signed_in_as("ann@example.org"), Visitor(world.app)
    assert phone.post("/password-reset", {"email": "ann@example.org"}, form_at="/password-reset").status_code == 302
    run_jobs(world.app)
    assert kinds(world.app)[-1] == "account:reset_asked"
    link = link_for(world.app, "ann@example.org", "reset_path")
    assert phone.post(link, {"password": "1234567890"}, form_at=link).status_code == 422
    assert phone.post(link, {"password": GOOD}, form_at=link).location == "/"
    assert phone.get("/settings").status_code == 200
    assert laptop.get("/settings").status_code == 302, "every other browser is signed out"
    assert phone.get(link).status_code == 410
    assert phone.post(link, {"password": "eleven green kettles hum"}).status_code == 410
    assert Visitor(world.app).signed_in_as("ann@example.org", GOOD)


def test_asking_tells_nothing(world: World) -> None:
    answers = []
    for email in ("ann@example.org", "nobody@example.org"):
        visitor = Visitor(world.app)
        answer = visitor.post("/password-reset", {"email": email}, form_at="/password-reset")
        answers.append((answer.status_code, answer.location, sorted(name for name, _value in answer.headers)))
    assert answers[0] == answers[1] == (302, "/password-reset/sent", answers[0][2])
    run_jobs(world.app)
    assert kinds(world.app) == ["account:reset_asked"]


def test_a_reset_link_holds_an_hour(world: World, visitor: Visitor) -> None:
    link = link_for(world.app, "ann@example.org", "reset_path")
    with at(now() + timedelta(minutes=59)):
        assert visitor.get(link).status_code == 200
    with at(now() + timedelta(minutes=61)):
        assert visitor.get(link).status_code == 410


@pytest.mark.parametrize("path", ["/password-reset/", "/confirmation/", "/new-address/", "/invitations/"])
def test_forged_links_lead_nowhere(world: World, visitor: Visitor, path: str) -> None:
    real = link_for(world.app, "ann@example.org", "reset_path").rsplit("/", 1)[1]
    forged = [real[:-2] + "AA", "x", "a.b.c", "é", "A" * 5000, real.split(".")[0]]
    forged += [] if path == "/password-reset/" else [real]
    for token in forged:
        assert visitor.get(path + token).status_code == 410, token
        assert visitor.post(path + token, {"password": GOOD}).status_code == 410, token
    assert row(world.app, "ann@example.org").password_hash == row(world.app, "ben@example.org").password_hash


def test_changing_it_signs_out_the_others(world: World) -> None:
    here, there = (Visitor(world.app).signed_in_as("ann@example.org") for _each in range(2))
    path = "/settings/password"
    assert here.post(path, {"current": "wrong", "password": GOOD}, form_at=path).status_code == 422
    assert there.get("/settings").status_code == 200
    assert here.post(path, {"current": PASSWORD, "password": "1234567890"}, form_at=path).status_code == 422
    assert here.post(path, {"current": PASSWORD, "password": GOOD}, form_at=path).status_code == 302
    assert here.get("/settings").status_code == 200
    assert there.get("/settings").status_code == 302
    assert standing_sign_ins(world.app) == 1


def test_whoever_never_chose_one_chooses_now(world: World) -> None:
    visitor = Visitor(world.app).signed_in_as("ann@example.org")
    with world.acting("ann") as ann:
        ann.password_hash = None
    assert 'name="current"' not in visitor.text("/settings/password")
    assert visitor.post("/settings/password", {"password": GOOD}, form_at="/settings/password").status_code == 302
    assert is_right(row(world.app, "ann@example.org").password_hash, GOOD)
