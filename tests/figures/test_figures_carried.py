"""Pictures that a PDF gives back, a volume keeps, and an archive watches."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from PIL import Image
from whole_figures import HEAD, figure, made_of

from pressprint import Release, bind, read, render, render_archive
from pressprint.cli import main
from pressprint.conformance import verify
from pressprint.readers import read_with_warnings

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


def test_a_turned_grey_profiled_photograph_comes_back(tmp_path):
    """EXIF and profile are those of the JPEG's own bytes."""
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.linear_gradient("L").resize((300, 200)).save("turned.jpg", exif=exif.tobytes())
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
