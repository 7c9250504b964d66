"""How a brand colour looks on both grounds, with the contrast it reaches."""

from dataclasses import dataclass

from app.catalogue.colours import DARK, HEX, LIGHT, brand_tones, contrast


@dataclass(frozen=True)
class Sample:
    """One ground with the colours made for it, and contrast as n : 1."""

    dark: bool
    paper: str
    ink: str
    brand: str
    on_brand: str
    soft: str
    text_contrast: float
    button_contrast: float
    moved: bool


def samples(colour: str) -> list[Sample]:
    """Light and dark; nothing for what is no colour."""
    if not HEX.fullmatch(colour):
        return []
    return [_sample(colour, ground, ground is DARK) for ground in (LIGHT, DARK)]


def _sample(colour: str, ground: dict[str, str], dark: bool) -> Sample:
    tones = brand_tones(colour, ground)
    return Sample(
        dark=dark,
        paper=ground["paper"],
        ink=ground["ink"],
        brand=tones["brand"],
        on_brand=tones["on-brand"],
        soft=tones["brand-soft"],
        text_contrast=contrast(tones["brand"], ground["paper"]),
        button_contrast=contrast(tones["on-brand"], tones["brand"]),
        moved=tones["brand"] != colour.lower(),
    )
