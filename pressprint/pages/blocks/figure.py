"""A figure: a picture, under it its caption, its credit and the terms of its use; two narrow ones side by side."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from pressprint.errors import Problem, SettingError, quoted
from pressprint.pages.blocks.paragraph import running_shape
from pressprint.pages.blocks.roles import Roles
from pressprint.pages.desk import Desk, baseline
from pressprint.pages.values import A4, PictureItem, Row, TextItem
from pressprint.paragraphs import Line, Span
from pressprint.pictures import Loaded, Picture, Pixels, load_picture
from pressprint.release import Block, Figure, PictureError, plain

_DPI = 300  # more pixels to the inch are nothing that paper shows
_POOR_DPI = 150
_BETWEEN = " · "  # a credit and the terms of use
_HIGHEST = 0.8  # of the height between the margins: some of it is the header's
_LEAST_CAPTION = 0.5  # of the column: under a narrow picture a caption is somewhat wider


def set_figure(block: Figure, desk: Desk, roles: Roles, parent: int) -> list[Row]:
    """A picture at the left of the column with what is said of it: one row, so that no page break parts them."""
    loaded = _loaded(block, desk)
    width, height = _size(loaded.picture, block, desk)
    holder = desk.element("Div", parent)
    said = plain(block.caption).strip() if block.decorative else block.alt
    node = desk.figure_element(holder, said) if said else None
    picture = PictureItem(loaded.picture, block.src, 0.0, 0.0, width, height, node)
    measure = half(desk) if block.width == "half" else max(width, desk.measure * _LEAST_CAPTION)
    page = desk.layout.keys.page
    top = ceil(round(height / page.grid, 3)) * page.grid if page.grid else height
    lines, bottom = _lines_under(block, desk, holder, measure, top)
    if bottom > _HIGHEST * (A4[1] - page.margin_top - page.margin_bottom):
        what = f"what stands under the image {quoted(block.src)} is too long for a page"
        raise SettingError(f"{what}; put a part of it into the text")
    look = desk.layout.keys.figures
    return [Row(bottom, (picture, *lines), above=look.above, below=look.below, ends=True)]


def beside(left: Row, right: Row, desk: Desk) -> Row:
    """The rows of two narrow figures as one."""
    step = half(desk) + desk.layout.keys.figures.gutter
    items = (*left.items, *(item.moved(step, 0) for item in right.items))
    return replace(max(left, right, key=lambda row: row.height), items=items, penalty=left.penalty)


def is_half(block: Block) -> bool:
    """Whether a block may stand beside another."""
    return isinstance(block, Figure) and block.width == "half"


def half(desk: Desk) -> float:
    """The width of a figure beside another."""
    return (desk.measure - desk.layout.keys.figures.gutter) / 2


def _lines_under(
    block: Figure, desk: Desk, holder: int, measure: float, top: float
) -> tuple[tuple[TextItem, ...], float]:
    """The caption, the credit and the terms under a picture that ends at `top`; and where they end."""
    shape = running_shape(desk, measure, justify=False)
    parts: list[tuple[str, tuple[Line, ...]]] = []
    if any(words.strip() for words in (plain(block.caption), block.credit or "", block.rights or "")):
        caption = desk.element("Caption", holder)
        if block.caption:
            spans = desk.spans(block.caption, "caption", desk.element("P", caption))
            parts.append(("caption", desk.lines(spans, shape)))
        if words := _BETWEEN.join(filter(None, (block.credit, block.rights))):
            span = Span(words, desk.style("credit"), desk.element("P", caption))
            parts.append(("credit", desk.lines([span], shape)))
    items: list[TextItem] = []
    y = top
    for number, (role, lines) in enumerate(parts):
        style = desk.layout.style(role)
        y += style.above if number or role == "caption" else desk.layout.style("caption").above
        for line in lines:
            items.append(TextItem(line, 0.0, y + baseline(style, lines)))
            y += style.leading
    return tuple(items), y


def _loaded(block: Figure, desk: Desk) -> Loaded:
    """The picture of a figure, as large as it is printed where the release shows it largest."""
    origin = desk.release.origin
    if origin.images is None:
        what = f"nothing tells where the image {quoted(block.src)} is"
        raise SettingError(Problem(f"{what}; read the release from a file, or give the folder with “images”"))
    try:
        loaded = load_picture(origin.images, block.src, _most(block, desk))
    except PictureError as error:
        what = f"the image {quoted(block.src)} {error.what}"
        raise SettingError(Problem(what, origin.file, origin.lines.get(block.src))) from None
    for note in loaded.notes:
        _warn(block, desk, note)
    return loaded


def _most(block: Figure, desk: Desk) -> tuple[int, int]:
    """The most pixels, across and down, that a picture needs."""
    shown = [one for one in desk.release.blocks if isinstance(one, Figure) and one.src == block.src]
    width, height = _box("full" if any(one.width == "full" for one in shown) else "half", desk)
    return ceil(width * _DPI / 72), ceil(height * _DPI / 72)


def _box(width: str, desk: Desk) -> tuple[float, float]:
    """The box that a picture may fill."""
    keys = desk.layout.keys
    height = keys.figures.height * (A4[1] - keys.page.margin_top - keys.page.margin_bottom)
    return (desk.measure if width == "full" else half(desk)), height


def _size(picture: Picture, block: Figure, desk: Desk) -> tuple[float, float]:
    """The printed size: as large as its box allows, and of pixels as their number allows."""
    most, highest = _box(block.width, desk)
    factor = min(most / picture.width, highest / picture.height)
    if isinstance(picture, Pixels):
        least = desk.layout.keys.figures.least_dpi
        if 72 / factor < _POOR_DPI:
            pixels = f"{picture.width:.0f} × {picture.height:.0f} pixels"
            _warn(block, desk, f"has {pixels}, too few for a sharp print; give a larger one if there is")
        factor = min(factor, 72 / least)
    return picture.width * factor, picture.height * factor


def _warn(block: Figure, desk: Desk, what: str) -> None:
    origin = desk.release.origin
    desk.warnings.append(Problem(f"the image {quoted(block.src)} {what}", origin.file, origin.lines.get(block.src)))
