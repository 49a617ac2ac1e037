"""What is told of a logo that cannot be used."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from refusing import HEAD, refused

from pressprint import load_layout

SVG = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 60 20' width='60' height='20'>{}</svg>"


# Each case: the logo's file name, its content, and what is told of it after the name.
LOGOS = {
    "another kind": ("logo.gif", b"GIF89a", "is not a kind of file that a logo may be; expected an SVG or a PNG"),
    "damaged SVG": (
        "logo.svg",
        b"<svg xmlns='http://www.w3.org/2000/svg'>\n<rect width='9'",
        "cannot be read as SVG: it is damaged, or another kind of file (line 2)",
    ),
    "damaged SVG that begins well": (
        "logo.svg",
        SVG.format("<rect width='9' height='9'/>\n").encode()[:-3],
        "cannot be read as SVG: it is damaged, or another kind of file (line 2)",
    ),
    "not SVG": ("logo.svg", b"hello", "cannot be read as SVG: it is damaged, or another kind of file (line 1)"),
    "HTML": ("logo.svg", b"<html><p>not found</p></html>", "cannot be read as SVG: it begins with <html>"),
    "SVG with nothing in it": (
        "logo.svg",
        SVG.format("").encode(),
        "draws nothing; look at it in a browser, and give its <svg> a width, a height and a viewBox",
    ),
    "SVG with text": (
        "logo.svg",
        SVG.format("<text x='1' y='15'>Lights</text>").encode(),
        "holds text or pictures; turn its text into outlines and take pictures out",
    ),
    "SVG with a picture": (
        "logo.svg",
        SVG.format(
            "<image width='5' height='5' href='data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAA"
            "ADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='/>"
        ).encode(),
        "holds text or pictures; turn its text into outlines and take pictures out",
    ),
    "SVG with a gradient": (
        "logo.svg",
        SVG.format(
            "<linearGradient id='g'><stop stop-color='red'/></linearGradient>"
            "<rect width='9' height='9' fill='url(#g)'/>"
        ).encode(),
        "uses gradients, transparency, masks or filters; save it with plain RGB colours only",
    ),
    "SVG with a transparent group": (
        "logo.svg",
        SVG.format("<g opacity='.5'><rect width='9' height='9'/></g>").encode(),
        "uses gradients, transparency, masks or filters; save it with plain RGB colours only",
    ),
    "SVG with a style that is transparent": (
        "logo.svg",
        SVG.format("<style>.a { fill-opacity: 40% }</style><rect class='a' width='9' height='9'/>").encode(),
        "uses gradients, transparency, masks or filters; save it with plain RGB colours only",
    ),
    "SVG with a transparent colour": (
        "logo.svg",
        SVG.format("<rect width='9' height='9' fill='rgba(200,0,0,.4)'/>").encode(),
        "uses gradients, transparency, masks or filters; save it with plain RGB colours only",
    ),
    "SVG with a colour of another kind": (
        "logo.svg",
        SVG.format("<rect width='9' height='9' fill='device-cmyk(1,0,0,0)'/>").encode(),
        "holds what cannot be drawn (Can't handle color: device-cmyk(1,0,0,0)); save it with plain RGB colours only",
    ),
    "SVG that reads another file": (
        "logo.svg",
        SVG.format("<use href='../secret.svg#a'/><rect width='9' height='9'/>").encode(),
        "takes a part of it from another file, “../secret.svg#a”; save it as one whole",
    ),
    "damaged PNG": (
        "logo.png",
        b"\x89PNG\r\n\x1a\n123",
        "cannot be read as PNG: it is damaged, or another kind of file",
    ),
    "empty PNG": ("logo.png", b"", "cannot be read as PNG: it is damaged, or another kind of file"),
    "too large": ("logo.png", b"\x89PNG" + bytes(2_000_001), "is larger than 2 MB; a logo has some kilobytes"),
}


@pytest.mark.parametrize("case", LOGOS)
def test_logo(case, write_layout):
    """A logo that cannot be used is told with the line that names it and what to do about it."""
    name, content, message = LOGOS[case]
    folder = write_layout(f'{HEAD}[organisation]\nlogo = "{name}"\n')
    (folder / name).write_bytes(content)
    assert refused(folder) == f"layout.toml:3: organisation.logo: the logo “{name}” {message}"


def test_a_png_cut_short(write_layout):
    """A PNG whose end is missing is refused, not shown in part."""
    out = BytesIO()
    Image.new("RGB", (90, 30), (9, 9, 9)).save(out, "PNG")
    folder = write_layout(HEAD + '[organisation]\nlogo = "logo.png"\n', logo_png=out.getvalue()[:-30])
    told = refused(folder)
    expected = "layout.toml:3: organisation.logo: the logo “logo.png” cannot be read as PNG: image file is truncated"
    assert told.startswith(expected)


def test_a_png_of_many_pixels(write_layout):
    """A PNG that is small as a file and vast as a picture is refused before it is unpacked."""
    out = BytesIO()
    Image.new("1", (6000, 6000)).save(out, "PNG")
    folder = write_layout(HEAD + '[organisation]\nlogo = "logo.png"\n', logo_png=out.getvalue())
    assert refused(folder) == (
        "layout.toml:3: organisation.logo: the logo “logo.png” has 6000 × 6000 pixels; 2,000 a side are plenty"
    )


def test_opacity_of_one_is_none(write_layout):
    """Drawing programs write out that a shape is opaque; that is no transparency."""
    svg = SVG.format("<rect width='60' height='20' style='opacity:1;fill:#c00;fill-opacity:1.0;stroke-opacity:100%'/>")
    assert load_layout(write_layout(HEAD + '[organisation]\nlogo = "logo.svg"\n', logo_svg=svg)).logo
