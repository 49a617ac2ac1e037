"""Picture files for the tests, made by Pillow and by hand."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from PIL import Image, ImageCms

from pressprint.pictures import Loaded, load_picture
from pressprint.release import Given

BOX = (1730, 1400)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40" viewBox="0 0 80 40">{}</svg>'
BARS = '<rect x="5" y="10" width="20" height="30" fill="#0b3d6e"/><rect x="35" y="2" width="20" height="38"/>'


def photo(width: int = 90, height: int = 60, mode: str = "RGB") -> Image.Image:
    """A picture in which hardly two pixels are alike, its upper left corner dark and its lower right one light."""
    across = Image.linear_gradient("L").rotate(90).resize((width, height))
    down = Image.linear_gradient("L").resize((width, height))
    return Image.merge("RGB", [across, down, across.point(lambda value: value * 7 % 256)]).convert(mode)


def flat(width: int = 90, height: int = 60) -> Image.Image:
    """A picture of two colours: red above, blue below."""
    image = Image.new("RGB", (width, height), "#c00000")
    image.paste("#0000c0", (0, height // 2, width, height))
    return image


def saved(image: Image.Image, form: str, **options: Any) -> bytes:
    """A picture as a file."""
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def turned(orientation: int) -> bytes:
    """A JPEG that EXIF says to turn."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    return saved(photo(), "JPEG", exif=exif.tobytes())


def profile(name: str = "sRGB") -> bytes:
    """The ICC profile of sRGB under its own name, or under another, so that it is taken for another space."""
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return data.replace("sRGB".encode("utf-16-be"), name.encode("utf-16-be")).replace(
        b"sRGB built-in", b"Wide built-in"
    )


def png_header(width: int, height: int) -> bytes:
    """A PNG of some hundred bytes that says that it is as large as this."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = b"IDAT" + zlib.compress(b"\0" * 100)
    chunks = [struct.pack(">I", len(part) - 4) + part + struct.pack(">I", zlib.crc32(part)) for part in (head, body)]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def loaded(data: bytes, box: tuple[int, int] = BOX) -> Loaded:
    """What is made of the bytes of a file."""
    return load_picture(Given({"a": data}), "a", box)
