"""Figures in a PDF: their tags, their pixels, their colours."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image
from whole_figures import SVG, figure, made_of, pages_of, pictures

from pressprint import SettingError, read, render
from pressprint.conformance import verify
from pressprint.pages import A4


def test_a_drawing_that_reportlab_refuses():
    """What is only found when it is drawn is told by the picture's name."""
    Path("bars.svg").write_text(SVG.replace('y="2"', 'y="2" transform="rotate(30) scale(0)"'), encoding="utf-8")
    with pytest.raises(SettingError) as caught:
        render(made_of(figure("bars.svg")))
    what = "the image “bars.svg” holds what cannot be drawn, such as a line of length 0 or colours in CMYK"
    assert str(caught.value) == f"{what}; save it simpler, or as PNG"


@pytest.mark.parametrize(
    "shape", ['<path d="M0 0L1e30 5L4 4z"/>', '<g transform="scale(1e-20)"><path d="M0 0h4e20v3z"/></g>']
)
def test_a_drawing_of_lengths_that_no_pdf_has(shape):
    """A PDF writes its numbers without exponents, and up to two thousand millions."""
    Path("bars.svg").write_text(SVG.replace("</svg>", f"{shape}</svg>"), encoding="utf-8")
    with pytest.raises(SettingError, match="holds what cannot be drawn"):
        render(made_of(figure("bars.svg")))


def structure(content: bytes) -> list[tuple[str, str, str]]:
    """The elements of a PDF in reading order: type, alternative text, box."""
    result = []

    def walk(node: Any) -> None:
        if isinstance(node, pikepdf.Array):
            for kid in node:
                walk(kid)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            box = node.A.get("/BBox") if "/A" in node and isinstance(node.A, pikepdf.Dictionary) else None
            corners = " ".join(f"{float(corner):.0f}" for corner in box) if box is not None else ""
            result.append((str(node.S)[1:], str(node.get("/Alt", "")), corners))
            walk(node.get("/K"))

    with pikepdf.open(io.BytesIO(content)) as pdf:
        walk(pdf.Root.StructTreeRoot.K)
    return result


def test_tags():
    """A figure speaks its alternative text and tells its box; its caption stands beside it."""
    body = [figure("lamp.jpg", caption="Lit again", credit="Photo: Ines Falk"), figure("map.png", decorative=True)]
    found = structure(render(made_of(*body)).content)
    at = [kind for kind, _, _ in found].index("Div")
    kinds = [kind for kind, _, _ in found]
    assert kinds[at:] == ["Div", "Figure", "Caption", "P", "P"]
    (item, _) = pictures(pages_of(made_of(*body)))
    bottom = A4[1] - item.y - item.height
    box = (item.x, bottom, item.x + item.width, bottom + item.height)
    assert found[at + 1] == ("Figure", "What it shows", " ".join(f"{corner:.0f}" for corner in box))


def test_a_decorative_figure_with_a_caption():
    """A picture that has a caption is read as what its caption says."""
    found = structure(render(made_of(figure("lamp.jpg", alt=None, decorative=True, caption="Lit again"))).content)
    assert ("Figure", "Lit again") in [(kind, alt) for kind, alt, _ in found]


@pytest.mark.usefixtures("_arabic")
@pytest.mark.parametrize("language", ["en", "ar"])
def test_whole_files_conform(language):
    """A file with every kind of figure passes the check of both standards, and qpdf's."""
    release = made_of(
        figure("lamp.jpg", caption="Lit again", credit="Photo: Ines Falk", rights="Free to use"),
        figure("map.png", width="half"),
        figure("bars.svg", width="half", caption="Ships"),
        figure("large.jpg", decorative=True),
        notes=["A note.", figure("tower.jpg")],
        language=language,
        reference="LO-12",
    )
    path = render(release).save("lamp.pdf")
    assert verify(path).findings == ()
    run = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
    assert "No syntax or stream encoding errors found" in run.stdout
    assert len(images(path.read_bytes())) == 4


@pytest.mark.parametrize(
    ("key", "value", "rule"),
    [
        ("/ColorSpace", pikepdf.Name.DeviceCMYK, "A 6.2.4.3-3"),
        ("/ColorSpace", pikepdf.Array([pikepdf.Name.Indexed, pikepdf.Name.DeviceCMYK, 0, b"abcd"]), "A 6.2.4.3-3"),
        ("/ColorSpace", pikepdf.Array([pikepdf.Name.ICCBased, 7]), "A 6.2.4.2-1"),
        ("/BitsPerComponent", 3, "A 6.2.8-4"),
    ],
)
def test_faults_of_images_are_found(key, value, rule):
    """`verify` looks at the colours and the depth of images."""
    render(made_of(figure("lamp.jpg"))).save("lamp.pdf")
    with pikepdf.open("lamp.pdf") as pdf:
        for o in pdf.objects:
            if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image":
                o[key] = value
        pdf.save("broken.pdf")
    assert rule in {finding.rule for finding in verify(Path("broken.pdf")).findings}


def images(content: bytes) -> list[Any]:
    """The image objects of a PDF."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [
            (int(o.Width), int(o.Height), bytes(o.read_raw_bytes()))
            for o in pdf.objects
            if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"
        ]


def test_a_jpeg_is_in_the_file_once_with_its_own_bytes():
    """However often it is shown, and under whatever names."""
    Path("same.jpg").write_bytes(Path("lamp.jpg").read_bytes())
    body = [figure("lamp.jpg"), figure("same.jpg"), figure("lamp.jpg", width="half")]
    assert images(render(made_of(*body)).content) == [(900, 600, Path("lamp.jpg").read_bytes())]


def test_scaled_to_300_dpi_where_it_is_largest():
    """A picture that is shown twice is in the file as large as the larger of the two needs it."""
    ((width, height, _),) = images(render(made_of(figure("large.jpg", width="half"), figure("large.jpg"))).content)
    assert (width, height) == (1731, 1154)
    ((width, _, _),) = images(render(made_of(figure("large.jpg", width="half"))).content)
    assert width == 832


@pytest.mark.parametrize("turn", range(1, 9))
def test_turned_pictures_are_upright_on_the_page(turn):
    """What a reader of the PDF sees is the picture as EXIF says that it is turned."""
    from PIL import ImageOps

    exif = Image.Exif()
    exif[0x0112] = turn
    Image.open("lamp.jpg").save("turned.jpg", exif=exif.tobytes(), quality=95)
    release = made_of(figure("turned.jpg"))
    (item,) = pictures(pages_of(release))
    page = Image.open(io.BytesIO(render(release).preview(dpi=72))).convert("RGB")
    seen = page.crop(tuple(round(side) for side in (item.x, item.y, item.x + item.width, item.y + item.height)))
    wanted = ImageOps.exif_transpose(Image.open("turned.jpg")).resize(seen.size)
    for across, down in ((0.1, 0.1), (0.9, 0.1), (0.1, 0.9), (0.9, 0.9)):
        place = round(across * seen.width), round(down * seen.height)
        assert max(abs(a - b) for a, b in zip(seen.getpixel(place), wanted.getpixel(place), strict=True)) < 16


def test_a_profile_is_in_the_file_once():
    """A JPEG keeps a colour profile that means other colours than sRGB; the file conforms and gives it back."""
    from PIL import ImageCms

    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    wide = data.replace("sRGB".encode("utf-16-be"), "Wide".encode("utf-16-be"))
    for name in ("one.jpg", "two.jpg"):
        Image.open("lamp.jpg").rotate(180 if name == "two.jpg" else 0).save(name, icc_profile=wide)
    pdf = render(made_of(figure("one.jpg"), figure("two.jpg")))
    assert verify(pdf.save("lamp.pdf")).findings == ()
    with pikepdf.open("lamp.pdf") as file:
        profiles = {o.ColorSpace[1].objgen for o in file.objects if isinstance(o, pikepdf.Stream) and "/Width" in o}
    assert len(profiles) == 1
    Path("one.jpg").unlink()
    assert render(read("lamp.pdf")).content == pdf.content
