"""Text that can be read on the brand's colour: mail programs know no stylesheet of ours."""

BLACK, WHITE = "#111111", "#ffffff"


def ink_on(colour: str) -> str:
    """Black or white, whichever has more contrast on `#rgb` or `#rrggbb` (relative luminance of WCAG 2.2)."""
    digits = colour.lstrip("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    light = _luminance(digits)
    return WHITE if 1.05 / (light + 0.05) >= (light + 0.05) / 0.05 else BLACK


def _luminance(digits: str) -> float:
    red, green, blue = (_linear(int(digits[place : place + 2], 16) / 255) for place in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
