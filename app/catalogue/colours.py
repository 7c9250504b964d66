"""The brand's one colour, made into a set that can be read.

A brand chooses a colour for its logo, not for text on white. The hue is kept; the lightness moves, in OKLab where equal
steps look equal, until every pair of text and ground that the pages use reaches the contrast that WCAG 2.2 asks of
ordinary text (4.5 : 1, success criterion 1.4.3).
"""

import re
from collections.abc import Callable, Iterable

Colour = tuple[float, float, float]
ENOUGH = 4.5
HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)

# The grounds and inks of tokens.css that brand colours meet; a test holds the two files together.
LIGHT = {
    "paper": "#ffffff",
    "paper-2": "#f5f6f8",
    "good-soft": "#e7f5ee",
    "panel-soft": "#e3f4f5",
    "warn-soft": "#fdf3e0",
    "bad-soft": "#fdeeee",
    "ink": "#1a1f2b",
    "ink-2": "#545d6e",
    "on": "#ffffff",
}
DARK = {
    "paper": "#14171d",
    "paper-2": "#1b1f27",
    "good-soft": "#14291f",
    "panel-soft": "#12282b",
    "warn-soft": "#2b2210",
    "bad-soft": "#321b1b",
    "ink": "#e8ebf1",
    "ink-2": "#adb5c4",
    "on": "#0d1220",
}
INKS = {"ink", "ink-2"}


def brand_css(colour: str) -> str:
    """The stylesheet for a brand colour given as `#rgb` or `#rrggbb`; ValueError for anything else.

    Sets `--brand` (text, links, borders, filled buttons), `--on-brand` (text on it) and `--brand-soft` (a pale ground
    for official posts), for light and dark, by the device or by `data-theme`.
    """
    light, dark = _rules(brand_tones(colour, LIGHT)), _rules(brand_tones(colour, DARK))
    return (
        f":root{{{light}}}\n"
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}\n"
        f":root[data-theme=dark]{{{dark}}}\n"
    )


def brand_tones(colour: str, ground: dict[str, str]) -> dict[str, str]:
    """`brand`, `on-brand` and `brand-soft` on one ground, all as `#rrggbb`.

    The soft ground is the colour mixed thinly into the paper, thinner until the quiet ink can be read on it. The brand
    itself moves away from the paper until it can be read on every ground (a link may stand in a warning), and until the
    text on a filled button can be read on it. Both end: at the paper's own colour, and at black or white.
    """
    if not HEX.fullmatch(colour):
        raise ValueError(f"not a colour like #1d4ed8: {colour!r}")
    wanted, paper, on = _oklab(colour), _oklab(ground["paper"]), ground["on"]
    dark = wanted_step(ground)
    soft = _first(
        (_hex(_mixed(paper, wanted, share / 100)) for share in range(16 if dark > 0 else 9, -1, -1)),
        lambda tone: min(contrast(ground["ink-2"], tone), contrast(ground["ink"], tone)) >= ENOUGH,
    )
    grounds = (soft, *(colour for name, colour in ground.items() if name not in INKS))
    brand = _first(
        (_hex((wanted[0] + dark * step / 200, wanted[1], wanted[2])) for step in range(201)),
        lambda tone: all(contrast(tone, under) >= ENOUGH for under in grounds),
    )
    return {"brand": brand, "on-brand": on, "brand-soft": soft}


def wanted_step(ground: dict[str, str]) -> int:
    """Towards which end the lightness moves: +1 on dark paper, −1 on light paper."""
    return 1 if luminance(ground["paper"]) < luminance(ground["ink"]) else -1


def luminance(colour: str) -> float:
    """Relative luminance of an sRGB colour, 0 (black) to 1 (white), as WCAG 2.2 defines it."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """(lighter + .05) / (darker + .05) of the two luminances: 1 for equal colours, 21 for black on white."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _first(tones: Iterable[str], holds: Callable[[str], bool]) -> str:
    tone = ""
    for tone in tones:
        if holds(tone):
            break
    return tone


def _rules(tones: dict[str, str]) -> str:
    return ";".join(f"--{name}:{value}" for name, value in tones.items())


def _mixed(one: Colour, other: Colour, share: float) -> Colour:
    (a, b, c), (d, e, f) = one, other
    return a + (d - a) * share, b + (e - b) * share, c + (f - c) * share


def _linear(colour: str) -> Colour:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return _light(red), _light(green), _light(blue)


def _light(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _oklab(colour: str) -> Colour:
    """sRGB to OKLab: lightness 0–1 and two axes of colour (B. Ottosson, 2020)."""
    r, g, b = _linear(colour)
    l = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)  # noqa: E741
    m = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    s = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
        1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
        0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
    )


def _hex(colour: Colour) -> str:
    """OKLab back to sRGB; what the screen cannot show is cut at its edge."""
    lightness, a, b = colour
    l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3  # noqa: E741
    m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    s = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
        -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
        -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s,
    )
    channels = []
    for part in linear:
        part = min(max(part, 0.0), 1.0)
        channels.append(round(255 * (12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055)))
    return "#{:02x}{:02x}{:02x}".format(*channels)
