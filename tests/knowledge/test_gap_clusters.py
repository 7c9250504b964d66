"""What is about the same thing stands together, by words alone."""

import pytest

from app.knowledge import gap_clusters
from app.knowledge.gap_clusters import Wording, clustered, likeness, weights, wording
from app.knowledge.gap_words import normal_words

ENGLISH = [
    "esim on a watch", "Reset router", "esim apple watch", "router slow", "change wifi password", "wifi name change",
    "How do I change my Wi-Fi password?", "line profile", "factory reset router", "cancel my contract early",
    "roaming in Switzerland", "early contract cancellation", "bedtime schedule", "moon reception",
]  # fmt: skip
ITALIAN = [
    "cambiare password wifi", "router lento", "Password del Wi-Fi, come si cambia?", "wifi lento", "disdetta contratto",
    "scaricare la bolletta", "disdetta anticipata del contratto", "Scaricare bolletta in PDF", "segreteria telefonica",
]  # fmt: skip


def together(searches: list[str], language: str) -> list[list[str]]:
    found = clustered([wording(normal_words(words), words, language) for words in searches])
    return [[searches[place] for place in places] for places in found if len(places) > 1]


def test_english_searches_about_the_same_thing() -> None:
    assert together(ENGLISH, "en") == [
        ["esim on a watch", "esim apple watch"],
        ["Reset router", "factory reset router"],
        ["change wifi password", "How do I change my Wi-Fi password?"],
        ["cancel my contract early", "early contract cancellation"],
    ]


def test_italian_searches_about_the_same_thing() -> None:
    assert together(ITALIAN, "it") == [
        ["cambiare password wifi", "Password del Wi-Fi, come si cambia?"],
        ["disdetta contratto", "disdetta anticipata del contratto"],
        ["scaricare la bolletta", "Scaricare bolletta in PDF"],
    ]


def test_the_same_words_are_the_same_in_any_language_and_without_any_term() -> None:
    same = [wording("to be or not", "To be or not", language) for language in ("en", "it", "ja")]
    assert clustered(same) == [[0, 1, 2]]
    assert clustered([wording("the", "the", "en"), wording("who", "who", "en")]) == [[0], [1]]


def test_a_rare_word_says_more_than_a_common_one() -> None:
    weight = weights([Wording(str(n), frozenset({"router", f"rare{n}"})) for n in range(9000)])
    one, rare = Wording("a", frozenset({"router", "rare1"})), Wording("b", frozenset({"rare1"}))
    assert likeness(one, rare, weight) > 0.7 > 0.3 > likeness(one, Wording("c", frozenset({"router"})), weight)


def test_no_pair_that_is_alike_is_missed_and_few_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """2,000 gaps of three words out of 300: as comparing each with every first one would have it, at a tenth of the work."""
    made = [Wording(str(n), frozenset({f"w{n * 7 % 300}", f"w{n * n % 211}", f"w{n * 13 % 89}"})) for n in range(2000)]
    weight, leaders, expected = weights(made), list[int](), dict[int, list[int]]()
    for place, one in enumerate(made):
        alike = max(leaders, key=lambda leader: (likeness(one, made[leader], weight), -leader), default=None)
        if alike is None or likeness(one, made[alike], weight) < gap_clusters.ALIKE:
            leaders.append(alike := place)
        expected.setdefault(alike, []).append(place)
    compared, known = [0], gap_clusters.likeness

    def counted(*given: object) -> float:
        compared[0] += 1
        return known(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(gap_clusters, "likeness", counted)
    assert clustered(made) == list(expected.values())
    assert compared[0] < len(made) * len(leaders) / 10


def test_what_many_look_for_is_not_parted_by_being_many() -> None:
    same = ["esim on a watch", "eSIM for a watch", "watch esim", "my watch: esim", "esim apple watch"]
    assert together([*same, "moon reception", "bedtime schedule", "line profile"], "en") == [same]
