"""Whatever colour a brand chooses, its pages can be read."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.colours import DARK, INKS, LIGHT, brand_css, brand_tones, contrast
from app.site import assets

ENOUGH = 4.5
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(COLOURS, st.sampled_from([LIGHT, DARK]))
def test_every_pair_of_text_and_ground_can_be_read(colour: str, ground: dict[str, str]) -> None:
    tones = brand_tones(colour, ground)
    for under in (tones["brand-soft"], *(ground[name] for name in ground if name not in INKS)):
        assert contrast(tones["brand"], under) >= ENOUGH
    assert contrast(tones["on-brand"], tones["brand"]) >= ENOUGH
    assert contrast(ground["ink-2"], tones["brand-soft"]) >= ENOUGH
    assert contrast(ground["ink"], tones["brand-soft"]) >= ENOUGH


@pytest.mark.parametrize("colour", ["#000000", "#ffffff", "#ffff00", "#00ff00", "#0000ff", "#767676", "#abc"])
def test_the_corners_of_the_colour_cube(colour: str) -> None:
    test_every_pair_of_text_and_ground_can_be_read.hypothesis.inner_test(colour, LIGHT)
    test_every_pair_of_text_and_ground_can_be_read.hypothesis.inner_test(colour, DARK)


def test_a_colour_that_can_be_read_already_stays_as_it_is() -> None:
    assert brand_tones("#1d4ed8", LIGHT)["brand"] == "#1d4ed8"


@given(COLOURS)
def test_the_sheet_speaks_for_light_dark_and_the_switch(colour: str) -> None:
    sheet = brand_css(colour)
    assert sheet.count("--brand:#") == 3
    assert sheet.count("--on-brand:#") == 3
    assert sheet.count("--brand-soft:#") == 3
    assert ":root[data-theme=dark]" in sheet
    assert ":root:not([data-theme=light])" in sheet


@pytest.mark.parametrize("colour", ["", "red", "#12", "#1234567", "#1d4ed8;}", "#1d4ed8\n", "1d4ed8", "#ggg"])
def test_what_is_not_a_colour_never_reaches_the_sheet(colour: str) -> None:
    with pytest.raises(ValueError):
        brand_css(colour)


def test_known_contrasts() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#123456", "#123456") == 1


@pytest.mark.parametrize(("ground", "start"), [(LIGHT, ":root {"), (DARK, "[data-theme=dark] {")])
def test_the_grounds_are_those_of_the_stylesheet(ground: dict[str, str], start: str) -> None:
    block = (assets.STATIC / "css" / "tokens.css").read_text("utf-8").split(start, 1)[1].split("}", 1)[0]
    tokens = dict(re.findall(r"--([\w-]+):\s*(#\w+)", block))
    for name in ground.keys() - {"on"}:
        assert tokens[name] == ground[name]
