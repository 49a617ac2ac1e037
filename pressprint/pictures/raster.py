"""JPEG, PNG and WebP through Pillow: checked before they are unpacked, upright, in sRGB or grey, scaled down.

A JPEG that a PDF can show as it is stays as it is, and its colour profile with it. All else is unpacked and packed
again: what looks like a photograph as JPEG, the rest without loss.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageOps

from pressprint.pictures.jpeg import first_picture, has_too_many_scans
from pressprint.pictures.load import Loaded
from pressprint.pictures.pack import packed
from pressprint.pictures.profile import in_srgb, profile_of
from pressprint.pictures.values import Colours, Pixels
from pressprint.release import PictureError

_MOST_PIXELS = 50_000_000  # unpacked, some 200 MB
_MOST_PIXELS_OF_JPEG = 170_000_000  # unpacked at a fraction of their size, if they come row by row
_NEARLY = 0.99  # what is this near to the size that is needed stays as it is
_JPEGS = ("JPEG", "MPO")  # as Pillow calls them: with one picture, or several as of a camera
_ORIENTATION = 0x0112
_PLAIN_PROFILE = 100_000  # a larger one is a printer's, and would weigh as much as the picture
_RGB_BY_NAME = (82, 71, 66)


def read_raster(data: bytes, kind: str, box: tuple[int, int]) -> Loaded:
    """The picture in the bytes of a file of a kind, its pixels no more than fit into a box.

    Raises:
        PictureError: it is damaged, has too many pixels, or moves.
    """
    with _opened(data, kind) as image:
        if kind != "JPEG":
            return _unpacked(image, box)
        if has_too_many_scans(data):
            raise PictureError("is a JPEG file of more scans than a picture has; save it again")
        return _jpeg(image, data, box)


def raster_size(data: bytes, kind: str) -> tuple[float, float]:
    """The width and the height of the upright picture in a file, in pixels; nothing is unpacked for it.

    Raises:
        PictureError: as `read_raster`, as far as that is seen from the beginning of the file.
    """
    with _opened(data, kind) as image:
        sides = image.size[::-1] if _turn(image) > 4 else image.size
        return float(sides[0]), float(sides[1])


@contextmanager
def _opened(data: bytes, kind: str) -> Iterator[Image.Image]:
    """A file that was opened and checked; what Pillow cannot make sense of is told as such."""
    try:
        # Pillow warns of many pixels, for which there is a limit here, and of damaged EXIF, which is left out.
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(data), formats=[kind.upper()]) as image:
            _check(image, kind)
            yield image
    except Image.DecompressionBombError:
        raise PictureError("has more pixels than any page can show; save it smaller") from None
    except (Image.UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, IndexError, ArithmeticError):
        # Pillow raises all of them on what it cannot make sense of.
        raise PictureError(f"is a {kind} file that is damaged or not whole; save it again") from None


def _check(image: Image.Image, kind: str) -> None:
    is_in_rows = kind == "JPEG" and not image.info.get("progressive")
    most = _MOST_PIXELS_OF_JPEG if is_in_rows else _MOST_PIXELS
    if image.width * image.height > most:
        size = f"{image.width:,} × {image.height:,} pixels"
        raise PictureError(f"has {size}, more than any page can show; save it smaller, 2,000 pixels wide is plenty")
    if getattr(image, "n_frames", 1) > 1 and kind != "JPEG":  # a camera's JPEG may hold a small second one
        raise PictureError("moves; save one picture of it as PNG")


def _jpeg(image: Image.Image, data: bytes, box: tuple[int, int]) -> Loaded:
    """A JPEG as it is, where it is small enough and in colours that a PDF/A may hold (ISO 19005-3, 6.2.4)."""
    turn = _turn(image)
    profile, notes = profile_of(image)
    width, height = (image.height, image.width) if turn > 4 else (image.width, image.height)
    names = tuple(layer[0] for layer in getattr(image, "layer", ()))
    fits = _NEARLY * width < box[0] and _NEARLY * height < box[1]
    is_plain = image.mode in ("L", "RGB") and names != _RGB_BY_NAME
    if not (fits and is_plain) or (profile and len(profile.data) > _PLAIN_PROFILE):
        return _unpacked(image, box)
    colours: Colours = "DeviceGray" if image.mode == "L" else "DeviceRGB"
    columns, rows = image.size
    image.draft(image.mode, (1, 1))  # all of it is read, and an eighth of it unpacked, to see whether it is whole
    image.load()
    if image.format != "JPEG":
        data = first_picture(data)
    kept = profile.data if profile and not profile.is_srgb else None
    return Loaded(Pixels("jpeg", columns, rows, colours, data, profile=kept, turn=turn), notes)


def _unpacked(image: Image.Image, box: tuple[int, int]) -> Loaded:
    profile, notes = profile_of(image)
    turn = _turn(image)
    width, height = (image.height, image.width) if turn > 4 else image.size
    factor = min(1.0, box[0] / width, box[1] / height)
    factor = 1.0 if factor > _NEARLY else factor
    size = max(1, round(width * factor)), max(1, round(height * factor))
    is_photograph = image.format in _JPEGS
    if is_photograph and factor < 1:
        sides = size[::-1] if turn > 4 else size
        image.draft(image.mode, (2 * sides[0], 2 * sides[1]))
    if image.mode == "CMYK" and profile is None:
        notes = (*notes, "is in CMYK without a profile, so that its colours are guessed; save it in RGB")
    upright = _opaque(ImageOps.exif_transpose(image))
    if factor < 1:
        upright = upright.resize(size, Image.Resampling.LANCZOS)
    return Loaded(packed(in_srgb(upright, profile), is_photograph=is_photograph), notes)


def _turn(image: Image.Image) -> int:
    """The orientation that EXIF gives, 1 where it gives none that there is."""
    try:
        turn = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # damaged EXIF is no reason to refuse a picture
        return 1
    return turn if isinstance(turn, int) and 1 <= turn <= 8 else 1


def _opaque(image: Image.Image) -> Image.Image:
    """A picture in grey, RGB or CMYK; what is transparent shows the white of the page."""
    if image.mode.startswith("I"):  # 16 bits, of which the upper ones are seen
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in ("L", "RGB", "CMYK") and "transparency" not in image.info:
        return image
    if image.mode == "1":
        return image.convert("L")
    if image.mode in ("LA", "La"):
        alpha = image.convert("LA").getchannel("A")
        return Image.composite(image.convert("LA").getchannel("L"), Image.new("L", image.size, 255), alpha)
    if image.mode in ("RGBA", "RGBa", "PA") or "transparency" in image.info:
        clear = image.convert("RGBA")
        return Image.composite(clear.convert("RGB"), Image.new("RGB", image.size, "white"), clear.getchannel("A"))
    return image.convert("RGB")
