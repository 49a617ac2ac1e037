"""The pictures of the pages, each made of the block that stands above it, so that the two cannot differ.

Below a `toml` block the release of guide.md is shown without and with its keys, below a `markdown` block what becomes
of it.
`<!-- crop: PAGE FROM TO -->` above a picture says which page it shows, and which part of its height.
"""

from __future__ import annotations

import io
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont

import pressprint
from pressprint.layouts.declaration import Roles

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
IMAGES = ROOT / "samples" / "images"
PICTURES = "pictures"
WIDTH = 640
"""The width of a picture in pixels."""

_BASE = """extends = "agency"
[organisation]
name = "Grey Point Lock Office"
country = "GB"
"""
_PICTURE = re.compile(
    r"```(?P<language>toml|markdown)[^\n]*\n(?P<block>(?:(?!```).*\n)*)```\n"
    r"(?:(?!```|!\[).*\n)*?"
    r"(?:<!-- crop: (?P<page>\d+) (?P<top>[\d.]+) (?P<bottom>[\d.]+) -->\n+)?"
    rf"!\[[^\]]*\]\({PICTURES}/(?P<name>[\w-]+)\.png\)"
)
_KEY_FIGURES = """key_figures:
  - {figure: £2.4 million, text: what the work cost}
  - {figure: 11 months, text: without a boat}
  - {figure: 24 metres, text: at most}
"""
_SMALLER_PARTS = f"""{_KEY_FIGURES}\
highlights: [Boats of up to 24 metres can pass, The work cost a tenth less than planned]
facts: {{When: "Saturday 14 March, 08:00", Where: The lock house}}
signatory: {{name: Ines Falk, role: Lock keeper}}
end_mark: "###"
counts: words
listings: [{{market: Exford Stock Exchange, ticker: GPL}}]
regulated: {{label: Regulated information, subject: Reopening}}
embargo: 2026-03-14 06:00 Europe/London
"""
"""What the guide's release does not hold, and the picture of the roles shows."""

_HEAD = "---\ntitle: T\nlanguage: en\n---\n"
_PIECES = {"[tables]": "guide-table.md", "[figures]": "guide-figures.md"}
"""What the keys of a table are about, where the guide's release does not hold it."""
_NEEDED = {
    "[key_figures]": _KEY_FIGURES,
    "[fit]": "fit: one-page\n",
    "[url]": "url: www.greypoint.example/press/gp-07-2026\n",
}
"""The fields without which the keys of a table change nothing."""
_UNSEEN = {"listing"}
"""The roles that the picture cannot show beside the others; the guide tells of them in words."""

_PAPER, _EDGE, _INK, _MARK = "#ffffff", "#b9bcc0", "#55585c", "#0b3d6e"


@dataclass(frozen=True)
class Crop:
    """Which page a picture shows, and which part of its height."""

    page: int = 1
    top: float = 0
    bottom: float = 1


_TITLED = re.compile(r'```\w+ title="(?P<title>[^"]+)"\n(?P<text>.*?)```\n', re.DOTALL)


def pictures(pages: Path) -> Iterator[tuple[str, Image.Image]]:
    """All pictures that the pages of a folder show, with their names."""
    yield "type-roles", _roles()
    yield "layouts", _layouts()
    yield from _tutorial((pages / "tutorial.md").read_text(encoding="utf-8"))
    for path in sorted(pages.glob("*.md")):
        for match in _PICTURE.finditer(path.read_text(encoding="utf-8")):
            crop = Crop(int(match["page"]), float(match["top"]), float(match["bottom"])) if match["page"] else Crop()
            make = _keys if match["language"] == "toml" else _markdown
            yield match["name"], make(match["block"], crop)


def write(pages: Path, target: Path) -> None:
    """Writes the pictures of a folder's pages as PNG with a palette; those that no page shows any more are removed."""
    target.mkdir(exist_ok=True)
    made = dict(pictures(pages))
    for old in target.glob("*.png"):
        if old.stem not in made:
            old.unlink()
    for name, image in made.items():
        small = image.quantize(40, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        small.save(target / f"{name}.png", optimize=True)


def _keys(keys: str, crop: Crop) -> Image.Image:
    """The guide's release as the base layout has it, and with some keys: pages side by side, parts of pages stacked.

    For a piece that the release does not hold, such as a table, it is that piece alone.
    """
    names = ("without", "with these keys")
    if piece := next((file for table, file in _PIECES.items() if table in keys), None):
        text = _HEAD + (HERE / piece).read_text(encoding="utf-8")
        return _joined([_added(_set(text, look), _set(_HEAD, look)) for look in ("", keys)], names, across=False)
    whole = crop.top == 0 and crop.bottom == 1
    width = (WIDTH - 20) // 2 if whole else WIDTH
    more = next((fields for table, fields in _NEEDED.items() if table in keys), "")
    shown = [_cut(_page(_guide(look, more), crop.page, width), crop) for look in ("", keys)]
    return _joined(shown, names, across=whole)


def _markdown(text: str, crop: Crop) -> Image.Image:
    """What becomes of a release; or of a piece of its text, which is what it adds to a page without it."""
    is_piece = not text.startswith("---\n")
    pdf = pressprint.render(pressprint.read(_HEAD + text if is_piece else text), "agency", images=IMAGES)
    other = pressprint.render(pressprint.read(_HEAD), "agency") if is_piece else None
    return _stacked([_framed(part) for part in _without_gap(_added(pdf, other, crop.page))])


def _added(pdf: pressprint.Pdf, other: pressprint.Pdf | None, number: int = 1) -> Image.Image:
    """The part of a page on which another PDF has something else, or of what stands on it at all."""
    image = _page(pdf, number, WIDTH)
    ground = _page(other, 1, WIDTH) if other else Image.new("RGB", image.size, _PAPER)
    box = ImageChops.difference(image, ground).getbbox() or (0, 0, *image.size)
    return image.crop((60, max(box[1] - 14, 0), image.width - 60, min(box[3] + 14, image.height)))


def _layouts() -> Image.Image:
    """The guide's release in each of the layouts that come with pressprint, two beside each other."""
    width = (WIDTH - 20) // 2
    names = sorted(path.parent.name for path in (ROOT / "layouts").glob("*/layout.toml"))
    shown = [_page(_guide(f'extends = "{name}"\n[organisation]\n'), 1, width) for name in names]
    pairs = range(0, len(names), 2)
    return _stacked([_joined(shown[i : i + 2], names[i : i + 2], across=True) for i in pairs])


def _tutorial(text: str) -> Iterator[tuple[str, Image.Image]]:
    """The tutorial's release, of the files as they stand there at last, without its brand and in it."""
    with tempfile.TemporaryDirectory() as place:
        for match in _TITLED.finditer(text):
            path = Path(place) / match["title"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(match["text"], encoding="utf-8")
        shutil.copy(Path(place) / "ferry.svg", Path(place) / "layouts" / "ferry" / "logo.svg")
        release = pressprint.read(Path(place) / "night-ferry.md")
        for name, layout in {"tutorial-plain": "agency", "tutorial-brand": Path(place) / "layouts" / "ferry"}.items():
            yield name, _framed(_page(pressprint.render(release, layout), 1, round(WIDTH * 0.8)))


def _roles() -> Image.Image:
    """The two pages of the guide's release with the name of the role beside each line, found by another colour."""
    plain = _guide("", _SMALLER_PARTS)
    columns = [_page(plain, number, WIDTH) for number in range(1, plain.pages + 1)]
    found: list[dict[str, tuple[int, int, int, int]]] = [{} for _ in columns]
    for role, field in Roles.model_fields.items():
        other = "brand" if field.default.colour == "alert" else "alert"
        changed = _guide(f'[type.{role}]\ncolour = "{other}"\n', _SMALLER_PARTS)
        for number, column in enumerate(columns):
            box = ImageChops.difference(column, _page(changed, number + 1, WIDTH)).getbbox()
            if box:
                found[number][role] = box
    if missing := Roles.model_fields.keys() - {role for boxes in found for role in boxes} - _UNSEEN:
        raise ValueError(f"let the guide's release, or _SMALLER_PARTS, hold what is set in {sorted(missing)}")
    shown = [_called_out(column, boxes) for column, boxes in zip(columns, found, strict=True)]
    return _stacked([part for image in shown for part in _without_gap(image, sides=150)])


def _called_out(page: Image.Image, boxes: dict[str, tuple[int, int, int, int]]) -> Image.Image:
    """A page with a name and a line to each box, at the side of the page to which it is nearer."""
    room = 120
    image = Image.new("RGB", (page.width + 2 * room, page.height), _PAPER)
    image.paste(_framed(page), (room, 0))
    draw, font = ImageDraw.Draw(image), _font(15)
    last = {"left": -100.0, "right": -100.0}
    for role, box in sorted(boxes.items(), key=lambda item: (item[1][1], item[1][0])):
        side = "left" if box[0] < page.width / 2 else "right"
        middle = min(box[1] + 8, (box[1] + box[3]) / 2)
        last[side] = place = max(middle, last[side] + 17)
        if side == "left":
            end = room + _first_ink(page, middle, box[0]) - 5
            draw.line((room - 4, place, room + 12, middle, end, middle), fill=_MARK)
            draw.text((room - 8, place), role, fill=_MARK, font=font, anchor="rm")
        else:
            draw.line(
                (room + box[2] + 5, middle, room + page.width - 12, middle, room + page.width + 4, place), fill=_MARK
            )
            draw.text((room + page.width + 8, place), role, fill=_MARK, font=font, anchor="lm")
    return image


def _first_ink(page: Image.Image, middle: float, at_most: int) -> int:
    """How far a line goes from the left before it meets something."""
    strip = page.crop((8, round(middle) - 5, at_most, round(middle) + 6))
    box = ImageChops.difference(strip, Image.new("RGB", strip.size, _PAPER)).getbbox()
    return box[0] + 8 if box else at_most


def _stacked(images: list[Image.Image]) -> Image.Image:
    result = Image.new("RGB", (max(i.width for i in images), sum(i.height + 16 for i in images) - 16), _PAPER)
    top = 0
    for image in images:
        result.paste(image, (0, top))
        top += image.height + 16
    return result


def _without_gap(image: Image.Image, sides: int = 0) -> list[Image.Image]:
    """A page in two parts, without the empty space between them where that is long; `sides` are not looked at."""
    grey = ImageChops.difference(image, Image.new("RGB", image.size, _PAPER)).convert("L")
    inked = [row for row in range(image.height) if grey.crop((sides, row, image.width - sides, row + 1)).getbbox()]
    gaps = [(end - start, start, end) for start, end in pairwise(inked)]
    length, start, end = max(gaps, default=(0, 0, 0))
    if length < 200:
        return [image]
    return [image.crop((0, 0, image.width, start + 24)), image.crop((0, end - 24, image.width, image.height))]


def _guide(keys: str, more: str = "") -> pressprint.Pdf:
    """The guide's release, with more fields, in the base layout with some keys."""
    text = (HERE / "guide.md").read_text(encoding="utf-8")
    text = text.replace("status: immediate\n", more if "embargo:" in more else f"{more}status: immediate\n")
    if more == _SMALLER_PARTS:
        pieces = "\n".join((HERE / piece).read_text(encoding="utf-8") for piece in _PIECES.values())
        text = text.replace("## Notes to", f"{pieces}\n## Notes to")
    return _set(text, keys)


def _set(text: str, keys: str) -> pressprint.Pdf:
    """A release in the base layout with some keys."""
    with _layout(keys) as folder:
        return pressprint.render(pressprint.read(text), folder, images=IMAGES)


@contextmanager
def _layout(keys: str) -> Iterator[Path]:
    """A layout of the base and some keys. Of a table that both have, the one of the keys counts."""
    base = "" if "extends" in keys else _BASE
    top, bracket, tables = keys.partition("[")
    base, keys = top + base, bracket + tables
    if "[organisation]" in keys:
        base, _, given = base.partition("[organisation]\n")
        named = "" if "name =" in keys else given or _BASE.partition("[organisation]\n")[2]
        keys = keys.replace("[organisation]\n", f"[organisation]\n{named}")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "guide"
        folder.mkdir()
        (folder / "layout.toml").write_text(base + keys, encoding="utf-8")
        (folder / "logo.svg").write_bytes((HERE / "logo.svg").read_bytes())
        yield folder


def _page(pdf: pressprint.Pdf, number: int, width: int) -> Image.Image:
    """A page of a PDF, `width` pixels wide; an empty one where there is none."""
    if number > pdf.pages:
        return Image.new("RGB", (width, round(width * 841.89 / 595.28)), _PAPER)
    return Image.open(io.BytesIO(pdf.preview(number, dpi=round(width * 72 / 595.28)))).convert("RGB")


def _cut(image: Image.Image, crop: Crop) -> Image.Image:
    """A part of a page, a little smaller where its edges would cut a line of text."""
    top, bottom = round(crop.top * image.height), round(crop.bottom * image.height)
    while 0 < top < bottom and _inked(image, top):
        top += 1
    while top < bottom < image.height and _inked(image, bottom - 1):
        bottom -= 1
    return image.crop((0, top, image.width, bottom))


def _inked(image: Image.Image, row: int) -> bool:
    """Whether a row of pixels holds anything."""
    strip = image.crop((0, row, image.width, row + 1))
    return ImageChops.difference(strip, Image.new("RGB", strip.size, _PAPER)).getbbox() is not None


def _framed(image: Image.Image) -> Image.Image:
    framed = image.copy()
    ImageDraw.Draw(framed).rectangle((0, 0, image.width - 1, image.height - 1), outline=_EDGE)
    return framed


def _joined(images: list[Image.Image], names: Sequence[str], *, across: bool) -> Image.Image:
    """Images in frames with their names above them: side by side, or one below the other."""
    bar, gap = 24, 20
    width = sum(i.width for i in images) + gap * (len(images) - 1) if across else max(i.width for i in images)
    height = max(i.height for i in images) + bar if across else sum(i.height + bar for i in images)
    result = Image.new("RGB", (width, height), _PAPER)
    draw, left, top = ImageDraw.Draw(result), 0, 0
    for image, name in zip(images, names, strict=True):
        draw.text((left, top + bar / 2), name, fill=_INK, font=_font(15), anchor="lm")
        result.paste(_framed(image), (left, top + bar))
        left, top = (left + image.width + gap, top) if across else (left, top + image.height + bar)
    return result


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(next((ROOT / "fonts").rglob("PressprintSans-Regular.ttf"))), size)
