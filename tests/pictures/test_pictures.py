"""Pictures: each good kind in the form in which a PDF holds it, each bad kind by what is said of it."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pytest
from making import BARS, SVG, flat, loaded, photo, png_header, profile, saved, turned
from PIL import Image

from pressprint.pdf.pictures import operators
from pressprint.pictures import Pixels, Vectors, load_picture
from pressprint.release import Folder, Given, PictureError


def pixels(data: bytes, box: tuple[int, int] = (1730, 1400)) -> Pixels:
    """The pixels of a file."""
    picture = loaded(data, box).picture
    assert isinstance(picture, Pixels)
    return picture


def shown(picture: Pixels) -> Image.Image:
    """What a PDF's reader makes of a picture's data."""
    if picture.form == "jpeg":
        return Image.open(io.BytesIO(picture.data))
    rows = zlib.decompress(picture.data)
    assert len(rows) == picture.rows * (1 + -(-picture.columns * picture.bits * _samples(picture) // 8))
    parts = [(b"IHDR", _head(picture)), (b"PLTE", picture.palette), (b"IDAT", picture.data), (b"IEND", b"")]
    chunks = b"".join(
        len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")
        for name, data in parts
        if data or name == b"IEND"
    )
    return Image.open(io.BytesIO(b"\x89PNG\r\n\x1a\n" + chunks)).convert(
        "L" if picture.colours == "DeviceGray" else "RGB"
    )


def _samples(picture: Pixels) -> int:
    return 3 if picture.colours == "DeviceRGB" else 1


def _head(picture: Pixels) -> bytes:
    kind = {"DeviceGray": 0, "DeviceRGB": 2, "Indexed": 3}[picture.colours]
    size = picture.columns.to_bytes(4, "big") + picture.rows.to_bytes(4, "big")
    return size + bytes((picture.bits, kind, 0, 0, 0))


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"quality": 95, "subsampling": 0}])
def test_a_jpeg_stays_as_it_is(options):
    """A JPEG that a PDF can hold is not touched."""
    data = saved(photo(), "JPEG", **options)
    picture = pixels(data)
    assert picture.data is data
    assert (picture.form, picture.colours, picture.width, picture.height) == ("jpeg", "DeviceRGB", 90, 60)


def test_a_grey_jpeg_stays_grey():
    """A JPEG in grey is DeviceGray."""
    data = saved(photo(mode="L"), "JPEG")
    assert (pixels(data).data, pixels(data).colours) == (data, "DeviceGray")


def test_what_cameras_put_behind_a_picture_is_left_out():
    """Of a file with several pictures the first is taken, with its own bytes."""
    both = saved(photo(), "MPO", save_all=True, append_images=[photo(30, 20)])
    picture = pixels(both)
    assert both.startswith(picture.data)
    assert picture.data.endswith(b"\xff\xd9")
    assert len(picture.data) < len(both) - 300
    assert shown(picture).size == (90, 60)
    assert pixels(picture.data).data == picture.data
    assert pixels(both, (45, 30)).form == "jpeg"


def test_a_cmyk_jpeg_becomes_rgb():
    """A JPEG in CMYK, whose values Adobe's programmes write inverted, becomes RGB, and its author is told."""
    data = saved(flat().convert("CMYK"), "JPEG", quality=95)
    made = loaded(data)
    picture = made.picture
    assert isinstance(picture, Pixels)
    assert picture.colours == "DeviceRGB"
    red, _, blue = shown(picture).convert("RGB").getpixel((45, 10))
    assert red > 150
    assert blue < 60
    assert made.notes == ("is in CMYK without a profile, so that its colours are guessed; save it in RGB",)


@pytest.mark.parametrize("turn", range(1, 9))
def test_the_orientation_of_exif(turn):
    """A JPEG that lies on its side keeps its bytes and tells how it is turned."""
    data = turned(turn)
    picture = pixels(data)
    assert picture.data is data
    assert picture.turn == turn
    assert (picture.width, picture.height) == ((60, 90) if turn > 4 else (90, 60))


def test_a_turned_picture_that_is_scaled_stands_upright():
    """What is packed again is turned before."""
    picture = pixels(turned(6), (30, 45))
    assert (picture.turn, picture.columns, picture.rows) == (1, 30, 45)
    upright = photo().transpose(Image.Transpose.ROTATE_270).resize((30, 45))
    for place in ((2, 2), (27, 2), (2, 42), (27, 42)):
        found, wanted = shown(picture).convert("RGB").getpixel(place), upright.getpixel(place)
        assert abs(found[0] - wanted[0]) < 30
        assert abs(found[1] - wanted[1]) < 30


def test_a_damaged_orientation_is_left_out():
    """EXIF that cannot be read is no reason to refuse a picture."""
    assert pixels(saved(photo(), "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff")).turn == 1
    assert pixels(turned(99)).turn == 1


def test_profiles():
    """A JPEG keeps a profile that means other colours than sRGB, and needs none where it means those."""
    assert pixels(saved(photo(), "JPEG", icc_profile=profile())).profile is None
    wide = profile("Wide")
    assert pixels(saved(photo(), "JPEG", icc_profile=wide)).profile == wide


def test_a_profile_of_what_is_packed_again():
    """What is packed again is in sRGB and needs no profile; the profile here means the same colours as sRGB."""
    plain, profiled = (pixels(saved(flat(), "PNG", **o)) for o in ({}, {"icc_profile": profile("Wide")}))
    assert profiled.profile is None
    found, wanted = shown(profiled).getpixel((5, 5)), shown(plain).getpixel((5, 5))
    assert max(abs(a - b) for a, b in zip(found, wanted, strict=True)) <= 2


def test_a_damaged_profile_is_told():
    """A profile that is none is left out, which is told."""
    made = loaded(saved(photo(), "JPEG", icc_profile=b"no profile" * 20))
    assert made.notes == ("has a damaged colour profile, which was left out; its colours may differ",)


def test_flat_pictures_have_a_palette():
    """A PNG of few colours keeps each of them, in as few bits as there are."""
    picture = pixels(saved(flat(), "PNG"))
    assert (picture.form, picture.colours, picture.bits, len(picture.palette)) == ("png", "Indexed", 1, 6)
    assert shown(picture).tobytes() == flat().tobytes()


def test_pngs_of_all_kinds_keep_their_pixels():
    """Palettes, grey, one bit, interlaced rows: what is seen is what was saved."""
    grey = photo(mode="L")
    for image, wanted in (
        (flat().quantize(4), flat()),
        (grey, grey),
        (flat().convert("1"), flat().convert("1").convert("L")),
    ):
        picture = pixels(saved(image, "PNG"))
        if picture.form == "png":
            assert shown(picture).tobytes() == wanted.tobytes()
        assert picture.colours == ("DeviceGray" if wanted.mode == "L" else "Indexed")


def test_an_interlaced_png():
    """Rows that come in seven passes are read."""
    head = b"IHDR" + (1).to_bytes(4, "big") * 2 + bytes((8, 2, 0, 0, 1))
    body = b"IDAT" + zlib.compress(b"\0\xc0\x10\x20")
    chunks = b"".join(
        (len(part) - 4).to_bytes(4, "big") + part + zlib.crc32(part).to_bytes(4, "big")
        for part in (head, body, b"IEND")
    )
    assert shown(pixels(b"\x89PNG\r\n\x1a\n" + chunks)).getpixel((0, 0)) == (0xC0, 0x10, 0x20)


def test_sixteen_bits():
    """Of 16 bits of grey the upper eight are seen, not the lower ones or white."""
    image = Image.new("I;16", (40, 20), 0x8000)
    picture = pixels(saved(image, "PNG"))
    assert picture.colours == "DeviceGray"
    assert shown(picture).convert("L").getpixel((5, 5)) == 0x80


@pytest.mark.parametrize("form", ["PNG", "WebP"])
def test_what_is_transparent_is_white(form):
    """The page shows through."""
    image = flat().convert("RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size).point(lambda value: 255 if value > 127 else 0))
    options = {"lossless": True} if form == "WebP" else {}
    picture = shown(pixels(saved(image, form, **options)))
    assert picture.getpixel((5, 5)) == (255, 255, 255)
    assert picture.getpixel((5, 55)) == (0, 0, 0xC0)


def test_transparent_palettes_and_greys():
    """A colour of a palette, or of grey, may be the transparent one."""
    palette = flat().quantize(4)
    corner = palette.getpixel((0, 0))
    assert shown(pixels(saved(palette, "PNG", transparency=corner))).getpixel((5, 5)) == (255, 255, 255)
    grey = Image.new("LA", (20, 20), (90, 0))
    assert shown(pixels(saved(grey, "PNG"))).convert("L").getpixel((5, 5)) == 255


def test_a_photograph_as_png_becomes_a_jpeg():
    """What packs much better as JPEG is a photograph."""
    noisy = Image.frombytes("RGB", (120, 80), bytes((n * n * 31 + n // 7) % 251 for n in range(120 * 80 * 3)))
    assert pixels(saved(noisy.resize((600, 400), Image.Resampling.BICUBIC), "PNG")).form == "jpeg"


def test_webp():
    """A WebP is read as what it shows."""
    picture = pixels(saved(flat(), "WebP", lossless=True))
    assert shown(picture).tobytes() == flat().tobytes()


def test_large_pictures_are_scaled_down():
    """No more pixels than the box has, in the picture's own proportions."""
    for form in ("JPEG", "PNG"):
        picture = pixels(saved(photo(900, 600), form), (300, 900))
        assert (picture.columns, picture.rows) == (300, 200)
        assert shown(picture).size == (300, 200)
    small = saved(photo(300, 200), "JPEG")
    assert pixels(small, (300, 900)).data is small


def test_pictures_are_read_by_their_bytes():
    """The ending of a name tells nothing."""
    images = Given({"a.png": saved(photo(), "JPEG")})
    assert load_picture(images, "a.png", (1730, 1400)).picture.width == 90


def test_the_same_file_gives_the_same_bytes():
    """Twice the same, and what came out comes out again."""
    for data in (saved(photo(900, 600), "JPEG"), saved(flat(900, 600), "PNG")):
        first, second = pixels(data, (300, 301)), pixels(data + b"\0", (300, 301))
        assert first.data == second.data
        again = first.data if first.form == "jpeg" else saved(shown(first), "PNG")
        assert pixels(again, (300, 301)).data == first.data


def test_svg():
    """An SVG is a drawing of its own size, in points."""
    picture = loaded(SVG.format(BARS).encode()).picture
    assert isinstance(picture, Vectors)
    assert (picture.width, picture.height) == (60, 30)


def test_dashes_of_no_length():
    """A line whose dashes have no length is a whole one."""
    line = '<path d="M0 0L9 9" stroke="#f00" stroke-dasharray="{}"/>'
    zero, none = (loaded(SVG.format(line.format(dashes)).encode()).picture for dashes in ("0, 0", "none"))
    assert isinstance(zero, Vectors)
    assert isinstance(none, Vectors)
    assert operators(zero.artwork) == operators(none.artwork)


TRUNCATED = saved(photo(600, 400), "JPEG")
TWICE = '<g id="a{0}"><use href="#a{1}"/><use href="#a{1}"/></g>'
BOMB = "".join(TWICE.format(n, n + 1) for n in range(30)) + '<g id="a30"><rect width="1" height="1"/></g>'

BAD = {
    "empty": (b"", "is empty; save it again"),
    "JPEG of a thousand scans": (
        TRUNCATED[:-2] + b"\xff\xda\0\x08\x01\x01\0\0\x3f\0" * 1000 + b"\xff\xd9",
        "is a JPEG file of more scans than a picture has; save it again",
    ),
    "truncated JPEG": (TRUNCATED[: len(TRUNCATED) // 2], "is a JPEG file that is damaged or not whole; save it again"),
    "JPEG without a picture": (b"\xff\xd8\xff\xe0", "is a JPEG file that is damaged or not whole; save it again"),
    "truncated PNG": (saved(photo(), "PNG")[:200], "is a PNG file that is damaged or not whole; save it again"),
    "damaged WebP": (saved(photo(), "WebP")[:60], "is a WebP file that is damaged or not whole; save it again"),
    "GIF": (saved(flat(), "GIF"), "is a GIF; save it as JPEG, PNG, WebP or SVG"),
    "TIFF": (saved(flat(), "TIFF"), "is a TIFF; save it as JPEG, PNG, WebP or SVG"),
    "BMP": (saved(flat(), "BMP"), "is a BMP; save it as JPEG, PNG, WebP or SVG"),
    "HEIC": (b"\0\0\0\x18ftypheic\0\0\0\0", "is a HEIC; save it as JPEG, PNG, WebP or SVG"),
    "PDF": (b"%PDF-1.7\n", "is a PDF; save it as JPEG, PNG, WebP or SVG"),
    "web page": (b"<!DOCTYPE html><html>", "is a web page; save it as JPEG, PNG, WebP or SVG"),
    "text": (b"a lamp", "is not a picture that can be read; save it as JPEG, PNG, WebP or SVG"),
    "film": (
        saved(flat(), "WebP", save_all=True, append_images=[photo()], lossless=True),
        "moves; save one picture of it as PNG",
    ),
    "bomb": (
        png_header(10_000, 10_000),
        "has 10,000 × 10,000 pixels, more than any page can show; save it smaller, 2,000 pixels wide is plenty",
    ),
    "larger bomb": (png_header(60_000, 60_000), "has more pixels than any page can show; save it smaller"),
    "damaged SVG": (b"<svg>\n<rect", "cannot be read as SVG: it is damaged, or another kind of file (line 2)"),
    "nothing drawn": (
        SVG.format("").encode(),
        "draws nothing; look at it in a browser, and give its <svg> a width, a height and a viewBox",
    ),
    "SVG of no size": (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 nan 30"><path d="M0 0L5 5"/></svg>',
        "draws nothing; look at it in a browser, and give its <svg> a width, a height and a viewBox",
    ),
    "SVG without bounds": (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1e400 30"><path d="M0 0L5 5"/></svg>',
        "is wider or higher than 1,000,000 units; give its <svg> another width, height and viewBox",
    ),
    "SVG with text": (
        SVG.format('<text x="5" y="20">Tide</text>').encode(),
        "holds text or pictures; turn its text into outlines and take pictures out",
    ),
    "SVG with effects": (
        SVG.format('<rect width="9" height="9" opacity="0.5"/>').encode(),
        "uses gradients, transparency, masks or filters; save it with plain RGB colours only",
    ),
    "SVG out of files": (
        SVG.format('<image href="a.png" width="9" height="9"/>').encode(),
        "takes a part of it from another file, “a.png”; save it as one whole",
    ),
    "SVG with HTML": (
        SVG.format('<rect width="9" height="9"/><foreignObject><p>Tide</p></foreignObject>').encode(),
        "holds HTML, scripts or movement; save it as a plain drawing",
    ),
    "SVG with arrows": (
        SVG.format('<marker id="m"/><path style="marker-end: url(#m)" d="M0 0L9 9" stroke="#f00"/>').encode(),
        "has marks on its lines, such as arrowheads; turn them into paths",
    ),
    "SVG that doubles": (SVG.format(BOMB).encode(), "draws more than 50,000 shapes; save it simpler, or as PNG"),
    "SVG without end": (
        SVG.format('<g id="a"><use href="#a"/></g>').encode(),
        "repeats itself without end; save it with plain RGB colours only",
    ),
    "large SVG": (
        SVG.format(" " * 2_000_000).encode(),
        "is larger than 2 MB; save it simpler, or as PNG",
    ),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_pictures(kind):
    """What cannot be printed is refused with a reason and what to do."""
    data, message = BAD[kind]
    with pytest.raises(PictureError) as caught:
        loaded(data)
    assert caught.value.what == message


def test_files_that_are_not_there(tmp_path, monkeypatch):
    """A picture is a file in the release's folder."""
    monkeypatch.setattr("pressprint.release.origin.LARGEST", 100)
    Path("inner").mkdir()
    Path("large.jpg").write_bytes(b"\xff\xd8\xff" + bytes(200))
    Path("away.jpg").symlink_to("/etc/hostname")
    folder = Folder(tmp_path)
    for name, message in {
        "none.jpg": "is not there; put it beside the release, or check its name",
        "large.jpg/none.jpg": "is not there; put it beside the release, or check its name",
        "x" * 300: "is not there; put it beside the release, or check its name",
        "inner": "is a folder; name a picture in it",
        "large.jpg": "is larger than 100 MB; save it smaller",
        "away.jpg": "leads out of the release's folder; put it beside the release",
    }.items():
        with pytest.raises(PictureError) as caught:
            folder.read(name)
        assert (name, caught.value.what) == (name, message)


def test_names_with_accents(tmp_path):
    """A name is found however its system writes accents."""
    Path("phare e\u0301claire\u0301.svg").write_text(SVG.format(BARS), encoding="utf-8")
    assert Folder(tmp_path).read("phare éclairé.svg")
