import json
from pathlib import Path

import pytest

from app.kit.markup import SourceFormat, diff_html, excerpt, render, sanitise, wrap_sentences
from app.kit.markup.plain import readable
from app.kit.markup.sanitise import first_pass, second_pass
from tests.kit.markup.payloads import PAYLOADS
from tests.kit.markup.safety import faults

NAUGHTY = json.loads((Path(__file__).parents[2] / "suites/naughty_strings/blns.json").read_text("utf-8"))


@pytest.mark.parametrize("source_format", SourceFormat)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_that_acts_survives(payload: str, source_format: SourceFormat) -> None:
    html = render(payload, source_format).html
    assert faults(html) == []
    assert sanitise(html) == html


@pytest.mark.parametrize("source_format", SourceFormat)
def test_naughty_strings_pass_harmless_through_everything(source_format: SourceFormat) -> None:
    for naughty in [*NAUGHTY, *map("x {0} y\n\n> {0}".format, NAUGHTY)]:
        body = render(naughty, source_format)
        assert faults(body.html) == [], naughty
        assert sanitise(body.html) == body.html, naughty
        assert faults(wrap_sentences(body.html, [])) == []
        assert len(excerpt(body.text, 40)) <= 40
        body.text.encode("utf-8")
        diff_html(naughty, body.text)


def test_the_listing_is_long_enough_and_counts_none_twice() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 60


@pytest.mark.parametrize("payload", PAYLOADS)
def test_each_of_the_two_passes_suffices_alone(payload: str) -> None:
    assert faults(second_pass(readable(payload))) == []
    # Bleach takes some addresses that are no script for relative ones; that is left to the second pass.
    assert [fault for fault in faults(first_pass(readable(payload))) if not fault.startswith("address")] == []
