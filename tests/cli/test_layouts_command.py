"""`pressprint layouts new` and `show`, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pressprint import load_layout, read
from pressprint.cli import main
from pressprint.layouts import contrast
from pressprint.layouts.specimen import languages, specimen


def run(*words: object, answers: str | None = None) -> Result:
    return CliRunner().invoke(main, ["layouts", *(str(word) for word in words)], input=answers)


GIVEN = ("--name", "Grey Point Light Office", "--colour", "#6b1f5c")


def test_a_new_brand_works(logo):
    """From name, colour and logo comes a folder that is a layout, and the command says how to use it."""
    Path("mark.SVG").write_text(logo, encoding="utf-8")
    result = run("new", "light", "--from", "company", *GIVEN, "--logo", "mark.SVG")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "pressprint render FILE --layout light" in result.stdout
    layout = load_layout("light")
    assert layout.keys.organisation.name == "Grey Point Light Office"
    assert layout.keys.colours.brand == "#6b1f5c"
    assert layout.keys.header.style == "band"
    assert layout.logo is not None
    assert layout.logo.path.name == "logo.svg"
    assert sorted(path.name for path in Path("layouts").iterdir()) == ["light"]


def test_what_is_not_given_is_asked_for():
    """Name, colour and logo are asked for, a colour again until it is one; no logo is an answer too."""
    result = run("new", "light", answers="Light Office\nblue\n#6B1F5C\n\n")
    assert result.exit_code == 0
    assert "“blue” is not a colour" in result.stderr
    layout = load_layout("light")
    assert (layout.keys.organisation.name, layout.keys.colours.brand, layout.logo) == ("Light Office", "#6b1f5c", None)


def test_a_light_colour_gets_a_darker_shade():
    """A colour that text cannot be read in is told at once, and a darker shade of it is offered, and taken or not."""
    result = run("new", "light", answers="Light Office\n#f0c000\nn\n#f0c000\ny\n\n")
    assert result.exit_code == 0
    assert result.stdout.count("Take the darker") == 2
    brand = load_layout("light").keys.colours.brand
    assert 4.5 <= contrast(brand) < 4.7
    red, green, blue = (int(brand[i : i + 2], 16) for i in (1, 3, 5))
    assert red > green > blue == 0  # the same hue


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("--colour", "#f0c000"),
            "its contrast is 1.7 : 1 on white, and 4.5 : 1 is needed (WCAG AA); the nearest darker",
        ),
        (("--colour", "red"), "“red” is not a colour; expected # and six hexadecimal digits"),
        (("--logo", "none.svg"), "none.svg: there is no such file; give the path of an SVG or a PNG"),
        (("--logo", "mark.svg"), "the logo “mark.svg” draws nothing"),
        (("--from", "agenzy"), "there is no layout “agenzy”; did you mean “agency”?"),
    ],
)
def test_what_cannot_be_used_is_refused(words, told):
    """A colour, a logo or a layout that cannot be used is told, and nothing is written."""
    Path("mark.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", encoding="utf-8")
    result = run("new", "light", *GIVEN, *words)
    assert result.exit_code == 1
    assert told in result.stderr
    assert not Path("layouts/light").exists()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("taken", "layouts/taken: is there already, and is left as it is; choose another name"),
        ("agency", "there is a layout “agency” already"),
        ("a/b", "“a/b” cannot be the name of a layout"),
    ],
)
def test_nothing_is_overwritten(name, told):
    """A name that is taken, or that is none, is refused before anything is asked."""
    Path("layouts/taken").mkdir(parents=True)
    result = run("new", name)
    assert (result.exit_code, result.stdout) == (1, "")
    assert told in result.stderr
    assert list(Path("layouts/taken").iterdir()) == []


def test_names_with_quotes_and_elsewhere():
    """A name with quotes and accents is written as TOML has it; the folder may stand elsewhere."""
    name = 'Office « Été » of "Light" \\ Sons'
    result = run("new", "light", "--name", name, "--colour", "6b1f5c", "--in", "brands")
    assert result.exit_code == 0
    assert "--layout brands/light" in result.stdout
    assert load_layout(Path("brands/light")).keys.organisation.name == name


def test_a_name_with_control_characters():
    """What cannot be printed, as a paste may bring it along, is left out of a name."""
    result = run("new", "light", "--name", "Light\x01 Office\x7f", "--colour", "#6b1f5c")
    assert (result.exit_code, result.stderr) == (0, "")
    assert load_layout("light").keys.organisation.name == "Light Office"


def test_a_folder_that_cannot_be_written():
    """A file where the folder should go is told in one line."""
    Path("brands").write_text("", encoding="utf-8")
    result = run("new", "light", *GIVEN, "--in", "brands")
    assert result.exit_code == 1
    assert result.stderr.startswith("error: brands/light: cannot be written: ")


def test_show(write_layout):
    """`show` sets the specimen, issued by the layout's organisation, and tells which keys leave the grid."""
    write_layout(
        'extends = "wire"\n[organisation]\nname = "Light Office"\n[type.title]\nsize = 16\nleading = 19\n', "light"
    )
    result = run("show", "light")
    assert result.exit_code == 0
    assert result.stderr == "warning: light: type.title.leading: 19 is no multiple of the layout's grid of 4 points\n"
    assert result.stdout.startswith("light-en.pdf  (4 pages, ")
    result = run("show", "agency", "-o", "here.pdf")
    assert (result.exit_code, result.stderr) == (0, "")
    assert Path("here.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("agenzy",), "there is no layout “agenzy”"),
        (("agency", "--language", "tlh"), "tlh: there is no specimen in this language; there are "),
        (("agency", "-o", "nowhere/"), "there is no such folder"),
    ],
)
def test_show_what_is_not_there(words, told):
    """A layout, a language or a folder that is not there is told."""
    result = run("show", *words)
    assert result.exit_code == 1
    assert told in result.stderr


def test_specimens_hold_all(root):
    """Each specimen fills every field that is for readers, and says the same as the English one, block by block."""
    english = read(root / "layouts" / "specimen" / "en.md")
    for code in languages():
        release = specimen(code)
        assert release.language.split("-")[0] == code
        for field in ("kickers", "subtitle", "reference", "date", "place", "key_figures", "lead", "body", "notes"):
            assert getattr(release, field), (code, field)
        assert [block.type for block in release.body] == [block.type for block in english.body], code
        assert len(release.contacts) == len(english.contacts)
        assert release.boilerplate
        assert release.legal


def test_a_logo_is_asked_for_again(logo):
    """A logo that is not there, or is none, is told, and the question comes again."""
    Path("mark.svg").write_text(logo, encoding="utf-8")
    Path("mark.png").write_text("none", encoding="utf-8")
    result = run("new", "light", answers="Grey Point Light Office\n#6b1f5c\nmerk.svg\nmark.png\nmark.svg\n")
    assert result.exit_code == 0
    first, second = result.stderr.splitlines()
    assert first == "error: merk.svg: there is no such file; give the path of an SVG or a PNG"
    assert second.startswith("error: the logo “mark.png” cannot be read as PNG")
    assert Path("layouts/light/logo.svg").exists()


def test_a_brand_of_nobody(tmp_path):
    """A name of nothing but spaces is refused, and no folder is made."""
    result = run("new", "lamps", "--name", "  ", "--colour", "#123456", "--in", tmp_path)
    assert (result.exit_code, result.stderr) == (
        1,
        "error: the name of the organisation is empty; give it with --name\n",
    )
    assert not (tmp_path / "lamps").exists()
