"""Draws the pictures in samples/images: charts and a map as SVG and PNG, and a scene that packs like a photograph.

Run it from the repository's folder: python scripts/sample_images.py
"""

from __future__ import annotations

import math
from pathlib import Path

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from PIL import Image, ImageChops, ImageDraw, ImageFilter

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "samples" / "images"
BLUE, PALE, SAND, GREY, DARK = "#0b3d6e", "#9fb8d1", "#d9b36c", "#c9ced3", "#33373b"


class Lettering:
    """Words as outlines, for an SVG of a figure holds no text."""

    def __init__(self, file: str) -> None:
        self.font = TTFont(ROOT / "fonts" / "pressprint-sans" / file)
        self.glyphs, self.names = self.font.getGlyphSet(), self.font.getBestCmap()

    def path(self, words: str, x: float, y: float, size: float, colour: str, anchor: str = "start") -> str:
        """A path of words whose baseline is at `y`."""
        scale = size / self.font["head"].unitsPerEm
        names = [self.names[ord(c)] for c in words]
        width = sum(self.glyphs[name].width for name in names) * scale
        x -= {"start": 0, "middle": width / 2, "end": width}[anchor]
        pen = SVGPathPen(self.glyphs, ntos=lambda value: f"{value:.1f}".rstrip("0").rstrip("."))
        for name in names:
            self.glyphs[name].draw(TransformPen(pen, (scale, 0, 0, -scale, x, y)))
            x += self.glyphs[name].width * scale
        return f'<path fill="{colour}" d="{pen.getCommands()}"/>'


def chart() -> str:
    """Bars for eight years, with their values, two colours and a line at nought."""
    regular, bold = Lettering("PressprintSans-Regular.ttf"), Lettering("PressprintSans-Semibold.ttf")
    values = (31, 34, 38, 37, 42, 47, 55, 61)
    width, height, left, base = 640, 300, 44, 256
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
    ]
    parts.append(bold.path("Vessels guided in, by year", 0, 16, 15, DARK))
    for step in range(0, 80, 20):
        y = base - step * 3.2
        colour = DARK if step == 0 else GREY
        parts.append(f'<rect x="{left}" y="{y - 0.4:.1f}" width="{width - left}" height="0.8" fill="{colour}"/>')
        parts.append(regular.path(str(step), left - 10, y + 4, 12, DARK, "end"))
    for at, value in enumerate(values):
        x, tall = left + 16 + at * 73, value * 3.2
        colour = BLUE if at == len(values) - 1 else PALE
        parts.append(f'<rect x="{x}" y="{base - tall:.1f}" width="46" height="{tall:.1f}" fill="{colour}"/>')
        parts.append(bold.path(str(value), x + 23, base - tall - 6, 13, DARK, "middle"))
        parts.append(regular.path(str(2019 + at), x + 23, base + 18, 12, DARK, "middle"))
    parts.append(regular.path("Invented figures", width, height - 6, 10, "#6a6f74", "end"))
    return "\n".join([*parts, "</svg>\n"])


def columns(values: dict[str, int]) -> str:
    """A column for each year with its value above it, the last one in full colour; what it is stands in the caption."""
    regular, bold = Lettering("PressprintSans-Regular.ttf"), Lettering("PressprintSans-Semibold.ttf")
    width, height, top, base = 640, 190, 22, 166
    room, scale = width / len(values), (base - top) / max(values.values())
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">',
        f'<rect x="0" y="{base}" width="{width}" height="1" fill="{DARK}"/>',
    ]
    for at, (label, value) in enumerate(values.items()):
        x, tall = room * (at + 0.5), value * scale
        colour = BLUE if at == len(values) - 1 else PALE
        left, wide = x - room * 0.31, room * 0.62
        parts.append(
            f'<rect x="{left:.1f}" y="{base - tall:.1f}" width="{wide:.1f}" height="{tall:.1f}" fill="{colour}"/>'
        )
        parts.append(bold.path(f"{value:,}", x, base - tall - 6, 12.5, DARK, "middle"))
        parts.append(regular.path(label, x, base + 18, 12, DARK, "middle"))
    return "\n".join([*parts, "</svg>\n"])


def plan() -> Image.Image:
    """A map of an estuary in flat colours: water, land, a road, a town."""
    large = Image.new("RGB", (2400, 1800), "#cfe0ec")
    draw = ImageDraw.Draw(large)
    north = [(x, 520 + 130 * math.sin(x / 310) + 60 * math.sin(x / 97)) for x in range(0, 2401, 20)]
    south = [(x, 1150 + 120 * math.sin(x / 380 + 1) + x / 9) for x in range(0, 2401, 20)]
    draw.polygon([(0, 0), *north, (2400, 0)], fill="#eef0e4", outline="#8aa0b3", width=6)
    draw.polygon([(0, 1800), *south, (2400, 1800)], fill="#eef0e4", outline="#8aa0b3", width=6)
    draw.ellipse((1180, 720, 1560, 930), fill="#eef0e4", outline="#8aa0b3", width=6)
    draw.line([(0, 250), (700, 300), (1300, 180), (2400, 330)], fill=SAND, width=22, joint="curve")
    draw.line([(1300, 180), (1380, 600), (1370, 820), (1300, 1500), (1500, 1800)], fill=SAND, width=22, joint="curve")
    for x, y in ((1290, 200), (1230, 300), (1350, 330), (1420, 240), (1190, 210), (1480, 350)):
        draw.rectangle((x - 34, y - 34, x + 34, y + 34), fill="#8d9499")
    draw.ellipse((1335, 785, 1405, 855), fill="#a3121f")
    return large.resize((1200, 900), Image.Resampling.LANCZOS)


def scene() -> Image.Image:
    """A lighthouse at dusk: soft light, haze and grain, as a photograph has them."""
    width, height, horizon = 1500, 1000, 640
    sky = Image.linear_gradient("L").resize((width, horizon))
    image = Image.new("RGB", (width, height))
    image.paste(Image.merge("RGB", [sky.point(_between(a, b)) for a, b in ((24, 246), (44, 178), (92, 128))]), (0, 0))
    sea = Image.linear_gradient("L").resize((width, height - horizon))
    image.paste(
        Image.merge("RGB", [sea.point(_between(a, b)) for a, b in ((196, 12), (142, 30), (118, 52))]), (0, horizon)
    )
    glow = Image.new("L", (width, height), 0)
    ImageDraw.Draw(glow).ellipse((930, 470, 1270, 810), fill=190)
    image = Image.composite(Image.new("RGB", image.size, "#ffd9a0"), image, glow.filter(ImageFilter.GaussianBlur(90)))
    draw = ImageDraw.Draw(image)
    for at in range(260):
        y = horizon + 4 + (at * at) % (height - horizon)
        x, long = (at * 577) % width, 20 + (at * 37) % 130
        shade = 235 - (y - horizon) // 2
        draw.line([(x, y), (x + long, y)], fill=(shade, shade * 4 // 5, shade * 2 // 3), width=1 + (y - horizon) // 170)
    draw.polygon([(0, 700), (180, 655), (520, 640), (760, 690), (880, 760), (700, 830), (0, 880)], fill="#16202b")
    draw.polygon([(330, 660), (352, 250), (418, 250), (440, 660)], fill="#e7ded3")
    draw.polygon([(385, 660), (385, 250), (418, 250), (440, 660)], fill="#b9a99b")
    for top in (330, 470, 610):
        draw.polygon([(346, top), (424, top), (430, top + 62), (341, top + 62)], fill="#8c2f2f")
    draw.rectangle((340, 232, 430, 252), fill="#1b1f24")
    draw.rectangle((358, 180, 412, 232), fill="#ffe9b8")
    draw.polygon([(350, 180), (420, 180), (385, 140)], fill="#1b1f24")
    beam = Image.new("L", (width, height), 0)
    ImageDraw.Draw(beam).polygon([(385, 205), (1500, 20), (1500, 250)], fill=95)
    image = Image.composite(Image.new("RGB", image.size, "#fff3d0"), image, beam.filter(ImageFilter.GaussianBlur(24)))
    grain = Image.frombytes("L", (width, height), _grain(width * height)).filter(ImageFilter.GaussianBlur(0.6))
    return ImageChops.add(image, Image.merge("RGB", [grain] * 3), 1, -8)


def _between(first: int, last: int) -> list[int]:
    """What a gradient from 0 to 255 becomes between two shades."""
    return [round(first + (last - first) * (value / 255) ** 1.4) for value in range(256)]


def _grain(count: int) -> bytes:
    """Noise that is the same each time (a linear congruential generator)."""
    state, result = 12345, bytearray(count)
    for at in range(count):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        result[at] = state >> 27
    return bytes(result)


PASSENGERS = dict(zip(map(str, range(2019, 2027)), (3512, 1204, 2118, 3206, 3574, 3760, 3982, 4231), strict=True))
BATTERY = dict(zip(map(str, range(2021, 2027)), (0, 6, 14, 23, 37, 52), strict=True))

if __name__ == "__main__":
    OUT.mkdir(exist_ok=True)
    (OUT / "vessels.svg").write_text(chart(), encoding="utf-8")
    (OUT / "results-passengers.svg").write_text(columns(PASSENGERS), encoding="utf-8")
    (OUT / "results-battery.svg").write_text(columns(BATTERY), encoding="utf-8")
    plan().quantize(32, dither=Image.Dither.NONE).save(OUT / "estuary.png", optimize=True)
    scene().save(OUT / "lighthouse.jpg", quality=80, optimize=True)
    for file in sorted(OUT.iterdir()):
        print(f"{file.relative_to(ROOT)}: {file.stat().st_size:,} bytes")
