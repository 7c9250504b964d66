import pytest

from app.search.backend import Query
from app.search.ranking import (
    K1,
    OFFICIAL_PUSH,
    normalised,
    pushed,
    rarity,
    saturated,
)
from tests.search.corpus import found, make_document

BODY = "The camera shows a grey picture when the light is low."


def test_official_goes_first_among_equals_whatever_its_age(backend):
    backend.update(
        [make_document(20, "Camera is grey", BODY), make_document(21, "Camera is grey", BODY, official=True, age=500)]
    )
    assert found(backend.search(Query("camera grey"))) == [21, 20]
    assert [hit.id for hit in backend.similar("Grey camera")][:2] == [21, 20]


def test_official_does_not_go_before_a_much_better_fit(backend):
    backend.update(
        [
            make_document(20, "Camera is grey", BODY),
            make_document(21, "Release notes", f"Many things. {'Other words. ' * 40} {BODY}", official=True),
        ]
    )
    assert found(backend.search(Query("camera grey"))) == [20, 21]


def test_a_word_in_the_title_counts_more(backend):
    backend.update(
        [make_document(20, "Grey picture", "The camera again."), make_document(21, "The camera again", "Grey picture.")]
    )
    assert found(backend.search(Query("camera"))) == [21, 20]


def test_among_equals_the_newest_change_first(backend):
    backend.update([make_document(20, "Camera", BODY, age=9), make_document(21, "Camera", BODY, age=1)])
    assert found(backend.search(Query("camera"))) == [21, 20]


def test_of_what_says_the_same_at_the_same_time_the_first_one_first(backend):
    backend.update([make_document(ident, "Camera", BODY) for ident in (22, 20, 21)])
    backend.update([make_document(19, "Camera", BODY)])
    assert found(backend.search(Query("camera"))) == [19, 20, 21, 22]
    assert [hit.id for hit in backend.similar("camera")] == [19, 20, 21, 22]


def test_a_word_in_two_forms_is_said_once(backend):
    backend.update([make_document(20, "Surviving", BODY)])
    [once], [twice] = backend.similar("surviving winter"), backend.similar("surviving survived winter")
    assert twice.score == pytest.approx(once.score)
    assert twice.words == ("surviving", "survived")
    [once], [twice] = backend.search(Query("surviving")).hits, backend.search(Query("surviving survived")).hits
    assert twice.score == pytest.approx(once.score)


def test_a_word_is_as_rare_as_it_is_everywhere(backend):
    """Not only among the documents that have the other words too."""
    backend.update([make_document(100 + number, "Camera", "Other words.") for number in range(30)])
    backend.update([make_document(20, "Camera", "A grey one."), make_document(21, "Grey", "A camera one.")])
    assert found(backend.search(Query("camera grey"))) == [21, 20]


def test_a_rare_language_is_not_marked_down_for_its_rarity(backend):
    """The average length is that of texts in the same language: others' texts do not make it look long."""
    backend.update([make_document(100 + number, f"Lamp {number}", "short") for number in range(40)])
    backend.update(
        [
            make_document(20, "Zeta", "kappa " + "altro " * 30, language="it"),
            make_document(21, "Zeta", "kappa", language="it"),
        ]
    )
    long, short = sorted(backend.search(Query("kappa")).hits, key=lambda hit: hit.id)
    assert short.score < 3 * long.score


@pytest.mark.parametrize("documents", [1, 10, 50_000])
def test_rarer_is_worth_more_and_never_nothing(documents):
    worth = [rarity(found_in, documents) for found_in in range(1, min(documents, 50) + 1)]
    assert worth == sorted(worth, reverse=True)
    assert min(worth) > 0


def test_saturation_grows_to_its_bound():
    values = [saturated(frequency) for frequency in (0, 0.5, 1, 2, 50, 1e9)]
    assert values == sorted(values)
    assert values[0] == 0
    assert saturated(1) == 1
    assert values[-1] <= K1 + 1


def test_a_field_of_average_length_keeps_its_frequency():
    assert normalised(3, 10, 10.0, 0.75) == 3
    assert normalised(3, 20, 10.0, 0.75) < 3 < normalised(3, 5, 10.0, 0.75)
    assert normalised(3, 999, 10.0, 0.0) == 3


def test_the_push_is_bounded():
    assert pushed(2.0, False) == 2.0
    assert pushed(2.0, True) == pytest.approx(2.0 * (1 + OFFICIAL_PUSH))
    assert OFFICIAL_PUSH <= 0.15
