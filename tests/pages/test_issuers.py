"""Joint issuers: logos of one size in their order, names once as text, and whose logo stands where."""

from __future__ import annotations

import io
from itertools import pairwise

import pdfua
import pypdf
import pytest
from msgspec.structs import replace
from page_text import lines, words

from pressprint import ReadError, SettingError, load_layout, read, render, render_archive
from pressprint.conformance import verify
from pressprint.fonts import open_book
from pressprint.pages import LogoItem, PictureItem, TextItem, compose
from pressprint.release import Folder, to_json
from pressprint.text import prepare

SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}">
<rect width="{0}" height="{1}" fill="#6b1f5c"/></svg>"""
SHAPES = {"square": (60, 60), "wide": (240, 50), "long": (900, 60), "high": (30, 90)}
OBSERVATORY = {"name": "Estuary Observatory", "website": "www.estuaries.example", "address": "4 quai du Test, Nantes"}
HARBOUR = {"name": "Harbour Office", "country": "GB"}


@pytest.fixture
def joint(release_of, tmp_path):
    """A function that makes a release of issuers with logos of these shapes, and their folder."""
    for name, shape in SHAPES.items():
        (tmp_path / f"{name}.svg").write_text(SVG.format(*shape), encoding="utf-8")

    def make(*shapes: str | None, **fields):
        issuers = [{"name": f"Office {at}", "logo": shape and f"{shape}.svg"} for at, shape in enumerate(shapes, 1)]
        return release_of(**{"issuers": issuers, **fields})

    return make


@pytest.fixture
def pages(tmp_path, agency):
    """A function that sets a release whose logos are in the folder of the test."""

    def run(release, layout=None):
        release = release.coming_from(replace(release.origin, images=Folder(tmp_path)))
        layout = layout or agency
        return compose(prepare(release).release, layout, open_book(layout))[0].pages

    return run


def _logos(page) -> list[PictureItem]:
    return [item for item in page.items if isinstance(item, PictureItem)]


def test_logos_of_one_size(joint, pages):
    """In their order, in the middle of one row, none higher than the layout's, and about equally large."""
    (page,) = pages(joint("square", "wide", "square"))
    logos = _logos(page)
    assert [item.name for item in logos] == ["square.svg", "wide.svg", "square.svg"]
    assert len({round(item.y + item.height / 2, 3) for item in logos}) == 1
    assert all(one.x + one.width < other.x for one, other in pairwise(logos))
    assert max(item.height for item in logos) == pytest.approx(32)
    areas = [item.width * item.height for item in logos]
    assert max(areas) < 1.35 * min(areas)
    assert all(item.node is None for item in logos)


def test_logos_are_bounded(joint, pages):
    """A logo that is very long or very high keeps to its box and its proportions."""
    (page,) = pages(joint("long", "high"))
    for item in _logos(page):
        width, height = SHAPES[item.name.removesuffix(".svg")]
        assert item.width / item.height == pytest.approx(width / height)
        assert item.height <= 32
        assert item.width <= 112.01


@pytest.mark.parametrize("count", [2, 3, 5, 9, 14])
def test_many_logos(count, joint, pages):
    """Many go on several rows, within the room that the label leaves them, and all are there."""
    (page,) = pages(joint(*["wide", "square"] * 7)) if count == 14 else pages(joint(*(["wide"] * count)))
    logos = _logos(page)
    assert len(logos) == count
    assert max(item.x + item.width for item in logos) <= 88 + 0.7 * 415.3
    (label,) = [item for item in page.items if hasattr(item, "line") and item.artifact]
    assert label.x > max(item.x + item.width for item in logos)


def test_names_are_told_once(joint, pages):
    """A name is text at the head where there is no logo, and at the foot where there is one."""
    (page,) = pages(joint("square", None, "wide"))
    assert [line for line in lines(page) if "Office" in line] == ["Office 2", "Office 1", "Office 3"]
    (page,) = pages(joint(None, None))
    assert [line for line in lines(page) if "Office" in line] == ["Office 1", "Office 2"]
    assert lines(page)[:2] == ["Office 1", "Office 2"]


def test_websites_and_addresses_stand_with_their_names(release_of, pages, joint):
    """Each issuer has a line at the foot with what is known of it."""
    release = joint(issuers=[{**OBSERVATORY, "logo": "square.svg"}, {**HARBOUR, "website": "www.harbour.example"}])
    (page,) = pages(release)
    assert lines(page)[-2:] == [
        "Estuary Observatory · www.estuaries.example · 4 quai du Test, Nantes",
        "www.harbour.example",
    ]


def test_an_organisation_with_a_logo(joint, pages):
    """One that issues a release alone may have its own logo, as high as the layout's."""
    (page,) = pages(joint(issuers=[], organisation={**OBSERVATORY, "logo": "wide.svg"}))
    (item,) = _logos(page)
    assert (item.height, item.width) == (pytest.approx(32), pytest.approx(32 * 240 / 50))
    assert lines(page)[-1].startswith("Estuary Observatory · www")


def test_the_layouts_own_logo(joint, pages, write_layout, logo):
    """It stands for the layout's organisation where that is among the issuers, and else not at all."""
    toml = 'extends = "agency"\n[organisation]\nname = "Harbour Office"\nlogo = "logo.svg"\n'
    layout = load_layout(write_layout(toml, logo_svg=logo))
    (page,) = pages(joint(issuers=[{**OBSERVATORY, "logo": "square.svg"}, HARBOUR]), layout)
    signs = [item for item in page.items if isinstance(item, (LogoItem, PictureItem))]
    assert [type(item) for item in signs] == [PictureItem, LogoItem]
    assert lines(page)[-1] == "Harbour Office"
    (page,) = pages(joint("square", "wide"), layout)
    assert not [item for item in page.items if isinstance(item, LogoItem)]


def test_boilerplate_of_each(release_of, compose_release):
    """Boilerplates without heading are about the issuers in their order; the author's own headings stay."""
    parts = ["One looks at tides.", {"heading": "The harbour", "body": "The other opens gates."}]
    (page,) = compose_release(release_of(issuers=[OBSERVATORY, HARBOUR], boilerplate=parts)).pages
    assert [line for line in lines(page) if line in ("About Estuary Observatory", "The harbour")] == [
        "About Estuary Observatory",
        "The harbour",
    ]


@pytest.mark.parametrize("style", ["line", "block", "band", "plain"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_files_of_joint_issuers(style, language, joint, write_layout, tmp_path):
    """In each form of header the file passes the checkers, gives its release back, and that the same file."""
    layout = load_layout(write_layout(f'extends = "agency"\n[header]\nstyle = "{style}"\n'))
    pdf = render(joint("square", "wide", None, language=language), layout, images=tmp_path)
    file = pdf.save(tmp_path / "x.pdf")
    assert verify(file).findings == ()
    assert not pdfua.validate(file).findings
    again = read(file)
    assert again == joint("square", "wide", None, language=language)
    assert render(again, layout).content == pdf.content


def test_who_is_the_author(release_of):
    """The file names all issuers."""
    pdf = render(release_of(issuers=[OBSERVATORY, HARBOUR]))
    assert pypdf.PdfReader(io.BytesIO(pdf.content)).metadata.author == "Estuary Observatory, Harbour Office"


def test_a_logo_that_cannot_be_used(joint, release_of, pages, tmp_path):
    """A logo that is not there, or is none, is told by its name."""
    with pytest.raises(SettingError, match=r"the logo “none\.svg” is not there"):
        pages(joint(issuers=[{"name": "Office", "logo": "none.svg"}]))
    (tmp_path / "odd.svg").write_text("no picture")
    with pytest.raises(SettingError, match=r"the logo “odd\.svg” "):
        pages(joint(issuers=[{"name": "Office", "logo": "odd.svg"}]))
    with pytest.raises(SettingError, match=r"nothing tells where the logo “square\.svg” is"):
        render(joint("square"))


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"issuers": ["A"], "organisation": "B"},
            "issuers: “organisation” is given as well; name all who issue the release here",
        ),
        ({"issuers": ["A", "B", "A"]}, "issuers: “A” is named twice; leave one out"),
        (
            {"issuers": [{"name": "A", "logo": "https://a.example/logo.svg"}]},
            "issuers[1].logo: the image “https://a.example/logo.svg” is on the web; download it first and put it "
            "beside the release",
        ),
    ],
)
def test_issuers_that_do_not_fit(fields, message, release_of):
    """What cannot be is refused, with what to do."""
    with pytest.raises(ReadError) as caught:
        release_of(**fields)
    assert str(caught.value) == message


def test_a_fault_of_a_logo_has_its_line(tmp_path):
    """A logo that is not there is told with the line of the file that names it."""
    file = tmp_path / "joint.md"
    issuers = "issuers:\n  - {name: Office}\n  - name: Harbour\n    logo: none.svg\n"
    file.write_text(f"---\ntitle: The gate opens\nlanguage: en\n{issuers}---\nText.\n", encoding="utf-8")
    with pytest.raises(SettingError) as caught:
        render(read(file))
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == (str(file), 7)


def test_a_batch_looks_at_logos(joint, tmp_path):
    """A release of an archive is set again when the logo of one of its issuers changes, and else not."""
    source = tmp_path / "texts" / "joint.json"
    source.parent.mkdir()
    (source.parent / "wide.svg").write_text(SVG.format(240, 50), encoding="utf-8")
    source.write_bytes(to_json(joint("wide", None)))

    def statuses() -> list[str]:
        return [result.status for result in render_archive(source.parent, tmp_path / "out", jobs=1)]

    assert (statuses(), statuses()) == (["set"], ["unchanged"])
    (source.parent / "wide.svg").write_text(SVG.format(200, 50), encoding="utf-8")
    assert statuses() == ["set"]


@pytest.mark.parametrize("style", ["line", "plain"])
def test_the_label_beside_names(style, release_of, compose_release, write_layout):
    """Where names stand under one another, the label shares the last one's baseline, or stands under it."""
    layout = load_layout(write_layout(f'extends = "agency"\n[header]\nstyle = "{style}"\n'))
    names = ["Observatory of the Northern Estuaries", "Harbour and Tide Office of Marrowby", "Skerrow Ferries"]
    document = compose_release(release_of(issuers=[{"name": name} for name in names]), layout)
    placed = {words(item.line): item for item in document.pages[0].items if isinstance(item, TextItem)}
    label, last = placed["Press release"], placed["Skerrow Ferries"]
    if style == "line":
        assert label.y == last.y
    else:
        assert (label.x, label.y > last.y) == (last.x, True)
