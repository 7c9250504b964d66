import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search.analysis import WORD, terms, terms_of
from app.search.documents import Passage
from app.search.highlights import EXCERPT, OMITTED, best_passage, mark


def passage(post_id, text, status="unreviewed", accepted=False):
    return Passage(post_id, "answer", text, "community", status, accepted)


def marked(pieces):
    return [text for text, is_match in pieces if is_match]


def plain(pieces):
    return "".join(text for text, _ in pieces)


def test_the_passage_with_the_most_of_the_words_is_shown_with_its_own_label():
    thread = [
        passage(1, "My printer is broken, printer printer printer."),
        passage(2, "Reset the printer.", status="unofficial"),
        passage(3, "Reset it.", status="official"),
    ]
    best = best_passage(thread, ["reset", "printers"], "en")
    assert (best.passage.post_id, best.passage.status) == (2, "unofficial")
    assert marked(best.pieces) == ["Reset", "printer"]


def test_among_equals_official_then_accepted_then_first():
    thread = [passage(1, "Reset it."), passage(2, "Reset it.", accepted=True), passage(3, "Reset.", status="official")]
    assert best_passage(thread, ["reset"], "en").passage.post_id == 3
    assert best_passage(thread[:2], ["reset"], "en").passage.post_id == 2
    assert best_passage([thread[0], thread[0]], ["reset"], "en").passage.post_id == 1


def test_without_any_of_the_words_it_begins_at_the_beginning():
    thread = [passage(1, "Where is\n\n  it?"), passage(2, "There.", status="official", accepted=True)]
    best = best_passage(thread, ["printer"], "en")
    assert best == (thread[0], (("Where is it?", False),))
    assert best_passage(thread, [], "en") == best
    assert best_passage([], ["printer"], "en") is None


@pytest.mark.parametrize(
    ("words", "language", "text", "expected"),
    [
        (["printers"], "en", "Printing on a printer, printed.", ["printer"]),
        (["printing"], "en", "Printing on a printer, printed.", ["Printing", "printed"]),
        (["citta"], "it", "In città e nelle citta\u0300.", ["città", "città"]),
        (["stampanti"], "it", "L'altra stampante", ["stampante"]),
        (["wifi"], "en", "The Wi-Fi, the wifi.", ["Wi-Fi", "wifi"]),
        (["the", "wifi"], "en", "The wifi.", ["wifi"]),
        (["print"], "fr", "print printing", ["print"]),
    ],
)
def test_words_are_marked_as_they_are_matched(words, language, text, expected):
    assert marked(mark(text, words, language)) == expected


def test_what_is_shown_is_plain_text_to_be_escaped():
    pieces = mark("<b>printer</b> & <script>", ["printer"], "en")
    assert pieces == (("<b>", False), ("printer", True), ("</b> & <script>", False))


def test_a_long_passage_is_cut_around_where_most_words_are():
    text = "printer " + "before " * 200 + "the printer needs a reset " + "after " * 200
    best = best_passage([passage(1, text)], ["printer", "reset"], "en")
    assert marked(best.pieces) == ["printer", "reset"]
    assert best.pieces[0] == (OMITTED, False) == best.pieces[-1]
    assert best.pieces[1][0].startswith("before")
    assert best.pieces[-2][0].endswith("after")
    assert len(plain(best.pieces)) <= EXCERPT + 2


@given(st.text(max_size=1_500), st.lists(st.text(max_size=12), max_size=5))
def test_an_excerpt_is_a_bounded_part_of_the_text(text, words):
    thread = [passage(1, f"{text} reset {text}")]
    best = best_passage(thread, [*words, "reset"], "en")
    pieces = [piece for piece in best.pieces if piece != (OMITTED, False)]
    assert "".join(text for text, _ in pieces) in plain(mark(thread[0].text, [], "en"))
    assert sum(len(text) for text, _ in pieces) <= EXCERPT
    assert all(text for text, _ in pieces)
    assert any(is_match for _, is_match in pieces)


def test_a_thread_is_read_to_its_bound():
    thread = [passage(number, "word " * 4_000) for number in range(50)] + [passage(99, "reset")]
    assert best_passage(thread, ["reset"], "en").passage.post_id == 0


WORDS = st.sampled_from(
    ["printers", "reset", "wi-fi", "wifi", "Città", "citta", "x", "cry", "cries", "dying", "die", "E-47"]
)


@given(
    st.lists(
        st.tuples(st.lists(WORDS, max_size=5).map(" ".join), st.sampled_from(["official", "unreviewed"]), st.booleans())
    ),
    st.lists(
        st.sampled_from(["printer", "resetting", "wi-fi", "città", "crying", "dies", "e47"]), max_size=3, unique=True
    ),
)
def test_the_best_passage_is_the_one_that_comparing_every_word_of_all_finds(said, looked_for):
    thread = [passage(number, *one) for number, one in enumerate(said)]
    wanted = [set(terms(word, "en")) for word in looked_for]

    def rank(one):
        here = set(terms(one.text, "en"))
        found = sum(not here.isdisjoint(word) for word in wanted)
        return (
            (found, one.status == "official", one.accepted, -one.post_id) if found else (0, False, False, -one.post_id)
        )

    best = best_passage(thread, looked_for, "en")
    assert (best and best.passage) == max(thread, key=rank, default=None)


@given(
    st.text(alphabet="abcwifiWI -.\u2010, \u00e8\u00c0\u017f\u212ae1_'\n", max_size=60),
    st.lists(st.text(alphabet="abcwifi\u00e9-", min_size=1, max_size=5), min_size=1, max_size=3),
    st.sampled_from(["en", "it", "xx"]),
)
def test_no_word_is_passed_over(text, wanted, language):
    """Most words are not looked into, yet all are found that would be."""
    known = {term for word in wanted for one in WORD.findall(word) for term in terms_of(one, language)}
    line = " ".join(text.split())
    looked_into = [word for word in WORD.findall(line) if known.intersection(terms_of(word, language))]
    assert marked(mark(text, wanted, language)) == looked_into
