import pytest

from app.search.language import guess_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The printer does not print since the last update", "en"),
        ("How do I reset my router?", "en"),
        ("La stampante non stampa dopo l'aggiornamento", "it"),
        ("Come si resetta il router?", "it"),
        ("Perche' non va piu' la stampante", "it"),
        ("perché\u0301 non funziona", "it"),
        ("Non riesco a usare The Legend of Zelda con il mio televisore, che devo fare?", "it"),
        ("E-47", None),
        ("Printer", None),
        ("", None),
        ("路由器", None),
        ("\ud800\x00", None),
    ],
)
def test_small_words_tell_the_language(text, language):
    assert guess_language(text) == language


def test_a_text_half_and_half_does_not_tell():
    assert guess_language("the il of di with con") is None


def test_only_the_beginning_is_read():
    assert guess_language("il " + "x " * 5_000 + "the " * 9_000) == "it"
