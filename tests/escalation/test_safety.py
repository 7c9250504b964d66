"""What goes to staff at once and what must not be public, by words and by numbers."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.escalation.safety.finding import topics_of
from app.escalation.safety.identifiers import identifiers
from app.escalation.safety.moving import HIDDEN, minimal
from app.escalation.safety.topics import CALLS_STAFF, Topic

TEXTS = tomllib.loads((Path(__file__).parent / "safety_texts.toml").read_text("utf-8"))
CASES = [(language, one["text"], one["topics"]) for language, ones in TEXTS.items() for one in ones]


@pytest.mark.parametrize(("language", "text", "topics"), CASES)
def test_what_a_sentence_is_about(language: str, text: str, topics: list[str]) -> None:
    assert {topic.value for topic in topics_of(text)} == set(topics)


def test_every_topic_is_tried_in_both_languages_and_so_are_the_exceptions() -> None:
    for language in TEXTS:
        tried = {topic for of, _text, topics in CASES if of == language for topic in topics}
        assert tried == {topic.value for topic in Topic} - {Topic.PERSON.value}
        assert sum(of == language and not topics for of, _text, topics in CASES) >= 10


PRIVATE = [
    ("Order 4711 never came", "4711"),
    ("order no. AB-12345 is late", "AB-12345"),
    ("Order number: #100-2003-1", "100-2003-1"),
    ("Ordine n. 123456", "123456"),
    ("numero d'ordine 998877", "998877"),
    ("numero di ordine: 998877", "998877"),
    ("fattura 2026/00123", "2026/00123"),
    ("customer number 555123", "555123"),
    ("codice cliente 5551234", "5551234"),
    ("serial number SN12345678", "SN12345678"),
    ("numero di serie AX99123456", "AX99123456"),
    ("matricola 12345678", "12345678"),
    ("IMEI 490154203237518", "490154203237518"),
    ("card 4111 1111 1111 1111 expires soon", "4111 1111 1111 1111"),
    ("5500-0055-5555-5559", "5500-0055-5555-5559"),
    ("IBAN IT60X0542811101000000123456 ok", "IT60X0542811101000000123456"),
    ("DE89 3704 0044 0532 0130 00 is mine", "DE89 3704 0044 0532 0130 00"),
    ("write to mario.rossi@gmail.com please", "mario.rossi@gmail.com"),
    ("call me at 333 1234567", "call me at 333 1234567"),
    ("+39 333 123 4567", "+39 333 123 4567"),
    ("telefono: 06 12345678", "telefono: 06 12345678"),
    ("my password is hunter2026", "hunter2026"),
    ("la password è pippo123", "pippo123"),
    ("RSSMRA80A01H501U", "RSSMRA80A01H501U"),
    ("I live at 12 Oak Street", "12 Oak Street"),
    ("Abito in via Roma 12, 20121 Milano", "via Roma 12, 20121"),
]


@pytest.mark.parametrize(("text", "found"), PRIVATE)
def test_what_says_who_somebody_is(text: str, found: str) -> None:
    assert [text[one.start : one.end] for one in identifiers(text)] == [found]


def test_a_question_is_for_peers_though_it_names_a_person() -> None:
    assert topics_of("Write to mario.rossi@gmail.com", "or +39 333 123 4567") == {Topic.PERSON}
    assert Topic.PERSON not in CALLS_STAFF
    assert {Topic.ORDER, Topic.PAYMENT, Topic.ACCOUNT, Topic.INJURY} < CALLS_STAFF


@pytest.mark.parametrize(
    "text",
    [
        "firmware 4.2.1234 on X200",
        "error 0x80070057",
        "192.168.100.1 and 10.0.0.1:8080",
        "I want to order 1000 pieces",
        "in order 12345 comes first",
        "the order from 2024",
        "order 66",
        "contract 2024",
        "serial port 115200 baud",
        "aa:bb:cc:dd:ee:ff",
        "1234 5678 9012 3456",
        "4111 1111 1111 1112",
        "0000 0000 0000 0000",
        "IT60X0542811101000000123457",
        "info@acme.example and support@acme.com",
        "you@example.org, root@localhost",
        "the password is wrong",
        "password: ********",
        "pin 17 of the connector",
        "collegato via HDMI 2",
        "since 2019-11-22 10:30:00",
        "3.14159265358979323846",
        "https://forum.example/questions/123456",
        "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16",
        "transaction id 550e8400-e29b-41d4-a716-446655440000",
    ],
)
def test_what_only_looks_like_it(text: str) -> None:
    assert identifiers(text) == []


def test_the_sentence_goes_and_the_rest_stays() -> None:
    moved = minimal(
        "No line", "Hello.\n\nMy order no. AB-12345 is late. The light is red.\n\n- a\n- tel. 333 1234567\n- b"
    )
    assert moved.body == "Hello.\n\nThe light is red.\n\n- a\n- b"
    assert moved.sentences == ("My order no. AB-12345 is late.", "- tel. 333 1234567")
    assert moved.title == "No line"


def test_a_title_loses_its_number_and_keeps_its_words() -> None:
    moved = minimal("Order 4711 never came", "What can I do about it now?")
    assert moved.title == f"Order {HIDDEN} never came"
    assert moved.sentences == ("Order 4711 never came",)


def test_a_text_of_one_sentence_keeps_its_words_too() -> None:
    moved = minimal("Late", "My order 4711 is late.")
    assert moved.body == f"My order {HIDDEN} is late."
    assert moved.sentences == ("My order 4711 is late.",)


pieces = st.lists(
    st.one_of(st.sampled_from([text for text, _found in PRIVATE]), st.text(max_size=40), st.sampled_from("\n .!")),
    max_size=8,
).map(" ".join)


@given(pieces, pieces)
def test_nothing_private_is_left_and_nothing_is_lost(title: str, body: str) -> None:
    moved = minimal(title, body)
    assert identifiers(moved.title) == []
    assert identifiers(moved.body) == []
    if not identifiers(title) and not identifiers(body):
        assert (moved.title, moved.body, moved.sentences) == (title, body, ())
    told = "\n".join(moved.sentences)
    assert all(body[one.start : one.end] in told for one in identifiers(body))


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert topics_of(text) <= set(Topic)
