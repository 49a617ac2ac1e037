"""Layouts: what is found where, what a brand takes over and what it changes."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from pressprint import LayoutError, assets, load_layout, render
from pressprint.errors import Problem
from pressprint.languages import language
from pressprint.layouts import find, folders, found
from pressprint.layouts.reference import reference_page

SHIPPED = ["agency", "company", "ministry", "wire"]

# A brand as the README shows it: ten lines.
BRAND = """extends = "agency"
description = "Purple, with a logo"

[organisation]
name = "Lighthouse Office"
website = "www.lights.example"
logo = "logo.svg"

[colours]
brand = "#6B1F5C"
"""


def _png() -> bytes:
    out = BytesIO()
    Image.new("RGBA", (120, 40), (107, 31, 92, 200)).save(out, "PNG")
    return out.getvalue()


def test_agency_is_found_and_whole(agency):
    """The shipped layout loads, with a file for each face of each family that a role uses."""
    assert agency.name == "agency"
    assert agency.logo is None
    families = {getattr(agency.keys.type, role).family for role in type(agency.keys.type).model_fields}
    assert families <= {family for family, _ in agency.faces}
    assert all(path.is_file() for path in agency.faces.values())


def test_a_brand_of_ten_lines(write_layout, logo, agency):
    """A brand has its name, website, logo and colour, and all else from the layout that it extends."""
    brand = load_layout(write_layout(BRAND, logo_svg=logo))
    assert brand.name == "brand"
    assert brand.keys.organisation.name == "Lighthouse Office"
    assert brand.keys.organisation.website == "https://www.lights.example"
    assert brand.keys.colours.brand == "#6b1f5c"
    assert brand.keys.colours.muted == agency.keys.colours.muted
    assert brand.keys.type == agency.keys.type
    assert brand.faces == agency.faces
    assert (brand.logo.kind, brand.logo.width / brand.logo.height) == ("svg", 3)


def test_a_brand_is_set(write_layout, logo, release_of):
    """A release in a brand shows its logo in place of the word-mark, and gives its name as the author."""
    layout = load_layout(write_layout(BRAND, logo_svg=logo))
    pdf = render(release_of(body="One."), layout)
    assert pdf.pages == 1
    purple = {colour for _, colour in Image.open(BytesIO(pdf.preview(dpi=72))).convert("RGB").getcolors(1 << 20)}
    assert (0x6B, 0x1F, 0x5C) in purple


def test_a_logo_may_be_png(write_layout):
    """A PNG with transparent parts is a logo too."""
    brand = load_layout(write_layout(BRAND.replace("svg", "png"), logo_png=_png()))
    assert (brand.logo.kind, brand.logo.width, brand.logo.height) == ("png", 120, 40)
    assert brand.logo.artwork.mode == "RGBA"


def test_a_role_keeps_what_is_not_given(write_layout, agency):
    """A brand that gives one key of a role leaves the role's other keys as they are."""
    brand = load_layout(write_layout('extends = "agency"\n[type.title]\nsize = 24\n'))
    title = brand.style("title")
    assert title == agency.style("title").model_copy(update={"size": 24})


def test_extends_goes_on(write_layout):
    """A layout may extend one that extends another; the nearest key holds."""
    write_layout('extends = "agency"\n[colours]\nbrand = "#6b1f5c"\nmuted = "#444444"\n', "house")
    campaign = load_layout(write_layout('extends = "house"\n[colours]\nbrand = "#123456"\n', "campaign"))
    assert (campaign.keys.colours.brand, campaign.keys.colours.muted) == ("#123456", "#444444")


def test_extends_may_be_a_path_from_the_layout(write_layout, monkeypatch):
    """A path after `extends` counts from the layout's own folder, wherever the command is run."""
    write_layout('extends = "agency"\n[colours]\nbrand = "#6b1f5c"\n', "house")
    folder = write_layout('extends = "../house"\n', "campaign")
    monkeypatch.chdir("/")
    assert load_layout(folder).keys.colours.brand == "#6b1f5c"


def test_a_logo_of_the_base_is_found_in_the_base(write_layout, logo):
    """A logo that comes from the extended layout is looked for in that layout's folder."""
    write_layout('extends = "agency"\n[organisation]\nlogo = "logo.svg"\n', "house", logo_svg=logo)
    assert load_layout(write_layout('extends = "house"\n', "campaign")).logo is not None


def test_the_family_of_a_layout(write_layout):
    """A layout names the family of all roles at once; a role that names its own keeps it."""
    toml = 'extends = "agency"\nfamily = "sans"\n[type.title]\nfamily = "display"\n[type.lead]\nsize = 12\n'
    layout = load_layout(write_layout(toml))
    families = {role: layout.style(role).family for role in ("title", "lead", "body", "folio")}
    assert families == {"title": "display", "lead": "sans", "body": "sans", "folio": "sans"}
    assert layout.style("lead").size == 12
    campaign = load_layout(write_layout(f'extends = "{layout.name}"\n[type.body]\nsize = 11\n', "campaign"))
    assert (campaign.style("body").family, campaign.style("body").face) == ("sans", "regular")


def test_a_font_of_the_brand(write_layout, agency):
    """A font in the layout's own folder is taken before a shipped one; faces not named fall back."""
    data = agency.faces["serif", "bold"].read_bytes()
    toml = 'extends = "agency"\n[fonts.own]\nregular = "Own.ttf"\n[type.title]\nfamily = "own"\nface = "bold_italic"\n'
    folder = write_layout(toml, Own_ttf=data)
    layout = load_layout(folder)
    assert {layout.faces["own", face] for face in ("regular", "italic", "bold", "bold_italic")} == {folder / "Own.ttf"}


def test_bold_italic_falls_back_to_bold(write_layout):
    """A family without a bold italic face uses its bold one."""
    toml = """extends = "agency"
[fonts.own]
regular = "PressprintSans-Regular.ttf"
bold = "PressprintSans-Bold.ttf"
"""
    layout = load_layout(write_layout(toml))
    assert layout.faces["own", "bold_italic"].name == "PressprintSans-Bold.ttf"
    assert layout.faces["own", "italic"].name == "PressprintSans-Regular.ttf"


def test_labels_of_the_brand(write_layout, release_of):
    """A brand words a label its own way in one language, and keeps the language's words elsewhere."""
    layout = load_layout(write_layout('extends = "agency"\n[labels.en]\npress_release = "News"\n'))
    assert layout.label(language("en"), "press_release") == "News"
    assert layout.label(language("en"), "contact") == "Media contact"
    assert layout.label(language("fr"), "press_release") == "Communiqué de presse"


def test_a_byte_order_mark_is_no_fault(write_layout):
    """A layout.toml saved by an editor that puts a byte order mark before it loads as any other."""
    assert load_layout(write_layout(b"\xef\xbb\xbf" + BRAND.replace('logo = "logo.svg"\n', "").encode()))


def test_a_layout_is_read_again_when_it_changes(write_layout):
    """A changed file is seen at once; an unchanged one gives the same layout."""
    folder = write_layout('extends = "agency"\n')
    first = load_layout(folder)
    assert load_layout(folder) is first
    (folder / "layout.toml").write_text('extends = "agency"\n[colours]\nbrand = "#222222"\n')
    os.utime(folder / "layout.toml", ns=(1, 1))
    assert load_layout(folder).keys.colours.brand == "#222222"


def _named(folder: Path, name: str, description: str) -> None:
    (folder / name).mkdir(parents=True)
    (folder / name / "layout.toml").write_text(f'extends = "agency"\ndescription = "{description}"\n')


def test_the_places_are_searched_in_order(tmp_path, monkeypatch, agency):
    """`./layouts` comes before $PRESSPRINT_LAYOUTS, whose folders come in their order, before the installed set."""
    one, two = tmp_path / "one", tmp_path / "two"
    for folder, names in ((tmp_path / "layouts", "a"), (one, "ab"), (two, "abc")):
        for name in names:
            _named(folder, name, folder.name)
    monkeypatch.setenv("PRESSPRINT_LAYOUTS", f"{one}{os.pathsep}{two}")
    assert folders() == (Path("layouts"), one, two, assets.LAYOUTS)
    assert {name: path.parent.name for name, path in found().items()} == {
        "a": "layouts",
        "b": "one",
        "c": "two",
        **dict.fromkeys(SHIPPED, assets.LAYOUTS.name),
    }
    assert [load_layout(name).keys.description for name in "abc"] == ["layouts", "one", "two"]


def test_a_folder_that_is_not_there_is_passed_over(monkeypatch, tmp_path):
    """$PRESSPRINT_LAYOUTS may name folders that do not exist."""
    monkeypatch.setenv("PRESSPRINT_LAYOUTS", str(tmp_path / "nowhere"))
    assert list(found()) == SHIPPED


def test_a_path_names_a_folder_or_its_file(write_layout):
    """A layout is named by the path of its folder or of its layout.toml, as a string or a path."""
    folder = write_layout('extends = "agency"\n', "somewhere")
    for name in (folder, str(folder), folder / "layout.toml", "layouts/somewhere", "somewhere"):
        assert find(name).resolve() == folder


def test_a_release_names_its_layout(write_layout, release_of):
    """A release's own layout counts where none is given, and one that is given counts before it."""
    write_layout('extends = "agency"\n[labels.en]\npress_release = "News"\n', "news")
    release = release_of(layout="news", body="One.")
    assert render(release).content != render(release, "agency").content
    assert render(release).content == render(release, "news").content


def test_the_reference_page_is_up_to_date(root):
    """docs/layout-keys.md is what the declaration makes; `pressprint layouts --keys` rewrites it."""
    assert (root / "docs" / "layout-keys.md").read_text(encoding="utf-8") == reference_page()


def test_all_faults_come_together(write_layout):
    """A file with several faults is told all of them at once, in the order of its lines."""
    toml = 'extends = "agency"\n[colours]\nbrand = "blue"\n[type.titel]\nsize = 20\n[page]\nmargin_left = 500\n'
    file = str(write_layout(toml) / "layout.toml")
    with pytest.raises(LayoutError) as caught:
        load_layout("brand")
    colour = "“blue” is not a colour; expected # and six hexadecimal digits such as #0b3d6e"
    assert caught.value.problems == (
        Problem(colour, file, 3, "colours.brand"),
        Problem("unknown key; did you mean “title”?", file, 4, "type.titel"),
        Problem("500 is too large; expected at most 220", file, 7, "page.margin_left"),
    )
