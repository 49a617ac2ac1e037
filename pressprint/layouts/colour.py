"""Contrast of colours, by the formulas of WCAG 2.2."""

from __future__ import annotations


def components(colour: str) -> tuple[float, float, float]:
    """Red, green and blue of `#rrggbb`, each from 0 to 1."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def luminance(colour: str) -> float:
    """The relative luminance of `#rrggbb`, from 0 (black) to 1 (white)."""
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in components(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mixed(colour: str, share: float) -> str:
    """A share of a colour, from 0 to 1, in white."""
    return "#" + "".join(f"{round(255 * (1 - share * (1 - part))):02x}" for part in components(colour))


def grey_of(luminance: float) -> str:
    """The grey with a relative luminance from 0 to 1."""
    value = 12.92 * luminance if luminance <= 0.0031308 else 1.055 * luminance ** (1 / 2.4) - 0.055
    return "#" + f"{round(255 * value):02x}" * 3


def contrast(colour: str, ground: str = "#ffffff") -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    lighter, darker = sorted((luminance(colour), luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def least_contrast(size: float, bold: bool) -> float:
    """The ratio that text needs (success criterion 1.4.3): large text is 18 pt, or 14 pt bold."""
    return 3.0 if size >= 18 or (bold and size >= 14) else 4.5
