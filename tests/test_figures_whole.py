"""Figures from their files to the PDF and back."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from click.testing import CliRunner

from pressprint import ReadError, Release, SettingError, bind, read, render, render_archive
from pressprint.cli import main
from pressprint.conformance import verify
from pressprint.fonts import find
from pressprint.pages import A4, Document, PictureItem, TextItem
from pressprint.readers import read_with_warnings
from pressprint.release import Figure, Folder, Origin
from pressprint.road import set_release

PIL = pytest.importorskip("PIL.Image")
LEFT, RIGHT, MEASURE = 88, A4[0] - 92, A4[0] - 180
SENTENCE = "The lamp was built in 1907 and its lens weighs two tonnes, for which ships have asked since. "
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40" viewBox="0 0 80 40">'
    '<rect x="5" y="10" width="20" height="30" fill="#0b3d6e"/><rect x="35" y="2" width="20" height="38"/></svg>'
)
HEAD = "---\ntitle: The lamp is lit\nlanguage: en\n---\n\n"
LAMP = '![The lamp](lamp.jpg "Lit again"){credit="Photo: Ines Falk" rights="Free to use"}\n'


@pytest.fixture(autouse=True)
def _files(tmp_path: Path) -> None:
    """Pictures in the folder of the test: a photograph, a flat one, a drawing."""
    across, down = PIL.linear_gradient("L").rotate(90), PIL.linear_gradient("L")
    picture = PIL.merge("RGB", [across, down, down.rotate(180)]).resize((900, 600))
    picture.save("lamp.jpg", quality=80)
    picture.resize((400, 800)).save("tower.jpg", quality=80)
    picture.resize((2400, 1600)).save("large.jpg", quality=90)
    picture.resize((2111, 1277)).save("wide.jpg", quality=80)
    image = PIL.new("RGB", (600, 400), "#c00000")
    image.paste("#0000c0", (0, 200, 600, 400))
    image.save("map.png")
    Path("bars.svg").write_text(SVG, encoding="utf-8")


def figure(src: str, **fields: Any) -> dict[str, Any]:
    """A figure as it is written in JSON."""
    return {"type": "figure", "src": src, "alt": "What it shows", **fields}


def made_of(*body: Any, **fields: Any) -> Release:
    """A release whose pictures are in the folder of the test."""
    release = Release(**{"title": "The lamp is lit", "language": "en", "body": list(body), **fields})
    return release.coming_from(Origin(images=Folder(Path())))


def pages_of(release: Release, layout: Any = None) -> Document:
    """The pages of a release."""
    return set_release(release, layout).document


def pictures(document: Document) -> list[PictureItem]:
    """The pictures of all pages."""
    return [item for page in document.pages for item in page.items if isinstance(item, PictureItem)]


def said_of(text: str) -> str:
    """What is said of a Markdown text."""
    Path("release.md").write_text(HEAD + text, encoding="utf-8")
    with pytest.raises((ReadError, SettingError)) as caught:
        render(read("release.md"))
    return str(caught.value)


def test_markdown():
    """What stands behind an image in braces are the figure's fields."""
    Path("release.md").write_text(HEAD + LAMP + "\n![](map.png){width=half decorative=true}\n", encoding="utf-8")
    lamp, plan = read("release.md").body
    assert lamp == Figure(
        src="lamp.jpg", alt="The lamp", caption="Lit again", credit="Photo: Ines Falk", rights="Free to use"
    )
    assert plan == Figure(src="map.png", decorative=True, width="half")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "![A lamp](lamp.jpg){height=9}",
            "release.md:6: “height” stands in the braces after the image “lamp.jpg”; they may hold width, credit, "
            "rights and decorative",
        ),
        ("![A lamp](lamp.jpg){width=third}", "release.md:6: width: “third” is not known here; expected full or half"),
        (
            "![](lamp.jpg)",
            "release.md:6: the image “lamp.jpg” has no alternative text; write what it shows between the square "
            "brackets, or {decorative=true} behind it",
        ),
        (
            "One.\n\n![A lamp](none.jpg)",
            "release.md:8: body[2]: the image “none.jpg” is not there; put it beside the release, or check its name",
        ),
        (
            "![A lamp](release.md)",
            "release.md:6: body[1]: the image “release.md” is not a picture that can be read; save it as JPEG, PNG, "
            "WebP or SVG",
        ),
    ],
)
def test_faults_in_markdown(text, message):
    """Each fault is one line with the file, the line and the picture's name."""
    assert said_of(text) == message


def test_faults_in_data():
    """In JSON and YAML too a picture that is not there is told with its line."""
    Path("release.yaml").write_text(
        "title: The lamp is lit\nlanguage: en\nbody:\n  - One.\n  - type: figure\n    src: none.jpg\n    alt: A lamp\n",
        encoding="utf-8",
    )
    with pytest.raises(SettingError) as caught:
        render(read("release.yaml"))
    what = "the image “none.jpg” is not there; put it beside the release, or check its name"
    assert str(caught.value) == f"release.yaml:6: body[2]: {what}"


def test_addresses_are_not_fetched():
    """A picture on the web is to be downloaded first."""
    with pytest.raises(ReadError) as caught:
        Figure(src="https://lights.example/lamp.jpg", alt="A lamp")
    what = "the image “https://lights.example/lamp.jpg” is on the web; download it first and put it beside the release"
    assert str(caught.value) == f"src: {what}"


def test_a_release_made_in_code():
    """A release that was read from nowhere is told where its pictures are."""
    release = Release(title="The lamp is lit", language="en", body=["One.", figure("lamp.jpg")])
    with pytest.raises(SettingError) as caught:
        render(release)
    what = "nothing tells where the image “lamp.jpg” is; read the release from a file, or give the folder with “images”"
    assert str(caught.value) == f"body[2]: {what}"
    assert render(release, images=Path()).content == render(made_of("One.", figure("lamp.jpg"))).content


def test_an_origin_is_no_part_of_a_release():
    """Two releases that say the same are equal wherever they came from."""
    here, nowhere = made_of("One."), Release(title="The lamp is lit", language="en", body=["One."])
    assert here == nowhere
    assert hash(here) == hash(nowhere)
    assert here.model_dump_json() == nowhere.model_dump_json()
    assert here.model_copy(update={"title": ("Another",)}).origin == here.origin
    assert here != made_of("Two.")


def test_full_width():
    """A picture takes the measure and keeps its proportions."""
    (item,) = pictures(pages_of(made_of(figure("lamp.jpg"))))
    assert (item.x, item.width) == (LEFT, pytest.approx(MEASURE))
    assert item.height == pytest.approx(MEASURE * 600 / 900)


def test_high_pictures():
    """A high picture takes the share of the page that the layout grants, and no more."""
    (item,) = pictures(pages_of(made_of(figure("tower.jpg"))))
    assert item.height == pytest.approx(0.45 * (A4[1] - 44 - 52))
    assert item.width == pytest.approx(item.height / 2)
    assert item.x == LEFT


def test_side_by_side():
    """Two half figures stand beside each other; a third and one after a paragraph stand alone."""
    halves = [figure(src, width="half") for src in ("lamp.jpg", "map.png", "bars.svg")]
    first, second, third, fourth = pictures(pages_of(made_of(*halves, "One.", figure("lamp.jpg", width="half"))))
    assert first.y == second.y < third.y < fourth.y
    assert first.x == third.x == fourth.x == LEFT
    assert second.x + second.width == pytest.approx(RIGHT)


@pytest.fixture
def _arabic(monkeypatch: pytest.MonkeyPatch) -> None:
    """A font of the system that has Arabic letters."""
    folder = Path("/usr/share/fonts/truetype/dejavu")
    if not (folder / "DejaVuSans.ttf").is_file():
        pytest.skip("DejaVu Sans, which has Arabic letters, is not on this machine")
    monkeypatch.setattr("pressprint.fonts.find.system_folders", lambda: [folder])
    find.forget()


@pytest.mark.usefixtures("_arabic")
def test_right_to_left():
    """In Arabic the first of two figures stands at the right, and a lonely one too."""
    halves = [figure(src, width="half") for src in ("lamp.jpg", "map.png")]
    release = made_of(*halves, "نص", figure("tower.jpg"), language="ar", title="عاد الضوء")
    first, second, third = pictures(pages_of(release))
    assert first.x + first.width == pytest.approx(A4[0] - LEFT)
    assert second.x == pytest.approx(A4[0] - RIGHT)
    assert third.x + third.width == pytest.approx(A4[0] - LEFT)


def test_two_of_different_shapes_are_equally_high():
    """Two pictures side by side share the measure so that they end at one height, but none is very narrow."""
    PIL.new("RGB", (1200, 1200), "#c00000").save("square.png")
    halves = [figure(src, width="half") for src in ("lamp.jpg", "square.png")]
    first, second = pictures(pages_of(made_of(*halves)))
    assert first.height == pytest.approx(second.height)
    assert first.width / second.width == pytest.approx(1.5)
    assert second.x == pytest.approx(first.x + first.width + 16)
    assert second.x + second.width == pytest.approx(RIGHT)
    PIL.new("RGB", (600, 1800), "#c00000").save("mast.png")
    first, second = pictures(pages_of(made_of(figure("lamp.jpg", width="half"), figure("mast.png", width="half"))))
    assert first.width == pytest.approx((MEASURE - 16) / 2)
    assert second.x == pytest.approx(LEFT + first.width + 16)


@pytest.mark.parametrize("missing", ["first", "second"])
def test_the_fault_of_one_of_two(missing):
    """Of two figures side by side the one at fault is named, by its own field."""
    names = ["none.jpg", "lamp.jpg"] if missing == "first" else ["lamp.jpg", "none.jpg"]
    with pytest.raises(SettingError) as caught:
        render(made_of("One.", *(figure(name, width="half") for name in names)))
    field = "body[2]" if missing == "first" else "body[3]"
    what = "the image “none.jpg” is not there; put it beside the release, or check its name"
    assert str(caught.value) == f"{field}: {what}"


def test_few_pixels_are_not_blown_up():
    """A picture with few pixels is set smaller, which its author is told."""
    PIL.new("RGB", (100, 50)).save("small.png")
    made = set_release(made_of(figure("small.png")))
    (item,) = pictures(made.document)
    assert item.width == pytest.approx(72)
    what = "the image “small.png” has 100 × 50 pixels, too few for a sharp print; give a larger one if there is"
    assert [str(warning) for warning in made.warnings] == [f"body[1]: {what}"]


def test_a_caption_stays_with_its_picture():
    """Wherever the page ends: picture, caption and credit are on one page, and on it whole."""
    caption = "The light at Grey Point, an hour after it was lit. " * 3
    for count in range(1, 40, 3):
        body = [*[SENTENCE] * count, figure("lamp.jpg", caption=caption, credit="Photo: Ines Falk"), SENTENCE]
        (holder,) = [
            page for page in pages_of(made_of(*body)).pages if any(isinstance(item, PictureItem) for item in page.items)
        ]
        at = next(n for n, item in enumerate(holder.items) if isinstance(item, PictureItem))
        picture, *lines = holder.items[at : at + 5]
        assert isinstance(picture, PictureItem)
        assert all(isinstance(line, TextItem) for line in lines[:3])
        assert picture.y + picture.height < lines[0].y < lines[1].y < lines[2].y < A4[1] - 52


def test_a_caption_longer_than_a_page():
    """What cannot be kept together is refused."""
    with pytest.raises(SettingError) as caught:
        render(made_of(figure("lamp.jpg", caption=SENTENCE * 60)))
    what = "what stands under the image “lamp.jpg” is too long for a page; put a part of it into the text"
    assert str(caught.value) == f"body[1]: {what}"


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


ALL = [
    figure("lamp.jpg", caption="Lit"),
    figure("map.png", width="half"),
    figure("bars.svg", width="half"),
    figure("large.jpg"),
    figure("large.jpg", width="half"),
    figure("tower.jpg", width="half"),
    figure("wide.jpg", width="half"),
]


def test_the_pdf_gives_its_pictures_back():
    """The release that a PDF carries is set to the same bytes, far from the pictures' own files."""
    pdf = render(made_of(*ALL))
    path = pdf.save("lamp.pdf")
    for file in ("lamp.jpg", "map.png", "bars.svg", "large.jpg", "tower.jpg", "wide.jpg"):
        Path(file).unlink()
    release, _ = read_with_warnings(path)
    assert release == made_of(*ALL)
    assert render(release).content == pdf.content


def test_a_pdf_without_its_source_carries_no_names():
    """Names of files are in the file only with the release."""
    assert b"bars.svg" not in render(made_of(figure("bars.svg")), embed_source=False).content


@pytest.mark.parametrize("turn", range(1, 9))
def test_turned_pictures_are_upright_on_the_page(turn):
    """What a reader of the PDF sees is the picture as EXIF says that it is turned."""
    from PIL import ImageOps

    exif = PIL.Exif()
    exif[0x0112] = turn
    PIL.open("lamp.jpg").save("turned.jpg", exif=exif.tobytes(), quality=95)
    release = made_of(figure("turned.jpg"))
    (item,) = pictures(pages_of(release))
    page = PIL.open(io.BytesIO(render(release).preview(dpi=72))).convert("RGB")
    seen = page.crop(tuple(round(side) for side in (item.x, item.y, item.x + item.width, item.y + item.height)))
    wanted = ImageOps.exif_transpose(PIL.open("turned.jpg")).resize(seen.size)
    for across, down in ((0.1, 0.1), (0.9, 0.1), (0.1, 0.9), (0.9, 0.9)):
        place = round(across * seen.width), round(down * seen.height)
        assert max(abs(a - b) for a, b in zip(seen.getpixel(place), wanted.getpixel(place), strict=True)) < 16


def test_a_profile_is_in_the_file_once():
    """A JPEG keeps a colour profile that means other colours than sRGB; the file conforms and gives it back."""
    from PIL import ImageCms

    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    wide = data.replace("sRGB".encode("utf-16-be"), "Wide".encode("utf-16-be"))
    for name in ("one.jpg", "two.jpg"):
        PIL.open("lamp.jpg").rotate(180 if name == "two.jpg" else 0).save(name, icc_profile=wide)
    pdf = render(made_of(figure("one.jpg"), figure("two.jpg")))
    assert verify(pdf.save("lamp.pdf")).findings == ()
    with pikepdf.open("lamp.pdf") as file:
        profiles = {o.ColorSpace[1].objgen for o in file.objects if isinstance(o, pikepdf.Stream) and "/Width" in o}
    assert len(profiles) == 1
    Path("one.jpg").unlink()
    assert render(read("lamp.pdf")).content == pdf.content


def test_a_turned_grey_profiled_photograph_comes_back(tmp_path):
    """EXIF and profile are those of the JPEG's own bytes."""
    exif = PIL.Exif()
    exif[0x0112] = 6
    PIL.linear_gradient("L").resize((300, 200)).save("turned.jpg", exif=exif.tobytes())
    pdf = render(made_of(figure("turned.jpg")))
    Path("turned.jpg").unlink()
    assert render(read(pdf.save("a.pdf"))).content == pdf.content


def test_extract_writes_the_pictures():
    """`pressprint extract` gives pictures with the release, and refuses to write over others."""
    pdf = render(made_of(*ALL))
    path = pdf.save("lamp.pdf")
    Path("out").mkdir()
    result = CliRunner().invoke(main, ["extract", str(path), "-o", "out"])
    assert result.exit_code == 0, result.output
    assert {file.name for file in Path("out").iterdir()} == {
        "lamp.json", "lamp.jpg", "map.png", "bars.svg", "large.jpg", "tower.jpg", "wide.jpg",
    }  # fmt: skip
    assert Path("out/lamp.jpg").read_bytes() == Path("lamp.jpg").read_bytes()
    assert render(read(Path("out/lamp.json"))).content == pdf.content
    result = CliRunner().invoke(main, ["extract", str(path), "-o", "here.json"])
    assert result.exit_code == 1
    assert "another picture of this name is there; give a folder of its own with -o" in result.output
    assert not Path("here.json").exists()


def test_a_volume_keeps_the_pictures():
    """Bound, and taken out of the volume, each release has its own pictures again, though they are called the same."""
    Path("pdfs").mkdir()
    render(made_of(figure("lamp.jpg"), reference="LO-1")).save("pdfs/a.pdf")
    Path("lamp.jpg").write_bytes(Path("tower.jpg").read_bytes())
    render(made_of(figure("lamp.jpg"), reference="LO-2")).save("pdfs/b.pdf")
    bind("pdfs").save("volume.pdf")
    assert verify(Path("volume.pdf")).findings == ()
    for name, file in (("LO-1", "a"), ("LO-2", "b")):
        Path(name).mkdir()
        result = CliRunner().invoke(main, ["extract", "volume.pdf", "--name", name, "-o", name])
        assert result.exit_code == 0, result.output
        assert render(read(Path(name) / f"{name}.json")).content == Path(f"pdfs/{file}.pdf").read_bytes()


def statuses(sources: Any, out: str) -> dict[str, str]:
    """What became of each release of an archive."""
    return {result.source: result.status for result in render_archive(sources, out, jobs=1)}


def test_an_archive_sees_that_a_picture_changed():
    """A release is set again when its picture changes, and not when that was only touched."""
    Path("in").mkdir()
    for name in ("one", "two"):
        Path(f"in/{name}.jpg").write_bytes(Path("lamp.jpg").read_bytes())
        Path(f"in/{name}.md").write_text(f"{HEAD}![A lamp]({name}.jpg)\n", encoding="utf-8")
    assert statuses("in", "out") == {"one.md": "set", "two.md": "set"}
    Path("in/one.jpg").touch()
    assert statuses("in", "out") == {"one.md": "unchanged", "two.md": "unchanged"}
    Path("in/one.jpg").write_bytes(Path("tower.jpg").read_bytes())
    assert statuses("in", "out") == {"one.md": "set", "two.md": "unchanged"}


def test_pictures_in_zip_files_and_beside_lists():
    """A picture stands beside its release in a zip file too, and beside a file of JSON Lines."""
    with zipfile.ZipFile("archive.zip", "w") as file:
        file.writestr("a/one.md", f"{HEAD}![A lamp](lamp.jpg)\n")
        file.write("lamp.jpg", "a/lamp.jpg")
    assert statuses("archive.zip", "out1") == {"a/one.md": "set"}
    assert statuses("archive.zip", "out1") == {"a/one.md": "unchanged"}
    Path("list.jsonl").write_text(made_of(figure("lamp.jpg")).model_dump_json(exclude_defaults=True), encoding="utf-8")
    assert statuses("list.jsonl", "out2") == {"list.jsonl:1": "set"}
    release = Release(title="The lamp is lit", language="en", body=[figure("lamp.jpg")]).with_images(".")
    assert list(statuses([release], "out3").values()) == ["set"]
