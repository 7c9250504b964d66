"""Only the sentences marked as claims are bold enough to be one.

The reading here is a coarse one, on purpose stricter with the innocent than with the marked: a sentence scores for
speaking of all of them (2), for speaking in the company's name (3), for danger (3), for a defect, money or law,
or security (2), for naming a version (1), less 1 for a hedge; questions do not count, a product or version or
lot must be named, and 3 makes a claim.
"""

import re

import pytest

from app.demo.script import DemoScript
from app.demo.threads import Thread

NAMED = re.compile(r"x200|home hub|acme mobile|\bL24\d\d\b|\bH24\d\d\b", re.I)
LOOSELY_NAMED = re.compile(r"x200|\bhub\b|acme|router|esim|\bapp\b|plug\b|\bL24\d\d\b|\bH24\d\d\b|\b\d\.\d\b", re.I)
SCORES = {
    r"\b(all|any|every|always|never|none|tutt[ie]|ogni|sempre|mai|qualsiasi|nessun[oa]?)\b": 2,
    r"(support|company|acme)\b.{0,12}\b(said|says|told|confirmed)|(assistenza|azienda|acme)\b.{0,12}\b(detto|conferma)": 3,
    r"danger|\bfire\b|\bburn|smok|shock|explod|pericol|incend|bruci|\bfumo|scossa|scott": 3,
    r"defect|fault|broken|\bdies\b|\bdead\b|\bfail|crash|\bbugs?\b|\bdrops\b|difett|guast|\brott[oaie]\b|si blocca|non funziona": 2,
    r"warrant|guarante|refund|illegal|recall|\bprice|charged?\b|garanzia|rimbors|illegal|prezz|a pagamento": 2,
    r"hacked|\bleak|\bspy|privacy|password|rubat|spia": 2,
    r"\b\d\.\d(\.\d)?\b": 1,
    r"in my case|i think|maybe|my bet|secondo me|forse|credo": -1,
}


def sentences(text: str) -> list[str]:
    return [part.strip() for part in re.findall(r"[^.!?\n]+(?:\.(?=\d)[^.!?\n]+)*[.!?\n]?", text + "\n")]


def score(sentence: str, named: re.Pattern[str]) -> int:
    if sentence.endswith("?") or not named.search(sentence):
        return 0
    return sum(points for pattern, points in SCORES.items() if re.search(pattern, sentence, re.I))


def by_the_community(thread: Thread, script: DemoScript) -> list[tuple[str, str]]:
    """Each text of a member or expert with the claim it is meant to make, if any."""
    texts = [(thread.title, ""), (thread.body, thread.claim)]
    written = [e for e in thread.events if e.do in {"answer", "comment", "edit"}]
    return texts + [(e.body, e.claim) for e in written if not script.person[e.by].is_staff]


def test_the_marked_sentences_are_claims_in_both_languages(script: DemoScript) -> None:
    marked = [(t, claim) for t in script.threads for _, claim in by_the_community(t, script) if claim]
    assert {thread.language for thread, _ in marked} == {"en", "it"}
    for _, claim in marked:
        assert score(claim, NAMED) >= 3, claim


def test_nothing_else_is_a_claim(script: DemoScript) -> None:
    for thread in script.threads:
        for text, claim in by_the_community(thread, script):
            for sentence in sentences(text.replace(claim, "") if claim else text):
                assert score(sentence, LOOSELY_NAMED) < 3, (thread.key, sentence)


@pytest.mark.parametrize("sentence", ["Is every X200 defective?", "Every one of them is defective.", "My X200 dies."])
def test_the_reading_spares_questions_and_the_unnamed(sentence: str) -> None:
    assert score(sentence, NAMED) < 3
