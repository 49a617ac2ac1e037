"""What is told of a layout that is not right: each message in whole, with its line and key."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from pressprint import FontError, LayoutError, load_layout, render

HEAD = 'extends = "agency"\n'
SVG = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 60 20' width='60' height='20'>{}</svg>"
KNOWN = (
    "ar, bg, cs, da, de, el, en, es, et, fa, fi, fr, ga, he, hr, hu, it, ja, kk, ko, lt, lv, mt, nb, nl, pl, pt, ro, "
    "ru, sk, sl, sv, tr, uk and zh"
)


def _refused(folder) -> str:
    """The message, with the folder's name left out."""
    with pytest.raises(LayoutError) as caught:
        load_layout(folder)
    return str(caught.value).replace(f"{folder}/", "")


# Each case: the file after its first line, and what is told of it.
CASES = {
    "not TOML": ("name = \n", "layout.toml:2: is not valid TOML: invalid value"),
    "a table that does not end": (
        "[colours\n",
        "layout.toml:2: is not valid TOML: expected ']' at the end of a table declaration",
    ),
    "a text that does not end": (
        'description = """\nand on\n',
        "layout.toml:4: is not valid TOML: unterminated string",
    ),
    "a key twice": (
        '[colours]\nbrand = "#000000"\nbrand = "#000001"\n',
        "layout.toml:4: is not valid TOML: cannot overwrite a value",
    ),
    "an unknown key": (
        '[colours]\nbrandt = "#112233"\n',
        "layout.toml:3: colours.brandt: unknown key; did you mean “brand”?",
    ),
    "an unknown table": (
        '[colors]\nbrand = "#112233"\n',
        "layout.toml:2: colors: unknown key; did you mean “colours”?",
    ),
    "a table like no other": (
        "[zzz]\nkey = 1\n",
        "layout.toml:2: zzz: unknown key; known are extends, description, preset, organisation, page, colours, family, "
        "fonts, type, header, paragraphs, quote, lists, figures, tables, key_figures, fit, contacts, url, file "
        "and labels",
    ),
    "an unknown role": ("[type.titel]\nsize = 20\n", "layout.toml:2: type.titel: unknown key; did you mean “title”?"),
    "an unknown key of a role": (
        "[type.title]\nsiez = 20\n",
        "layout.toml:3: type.title.siez: unknown key; did you mean “size”?",
    ),
    "an unknown key in a line": (
        "type.title = { siez = 20 }\n",
        "layout.toml:2: type.title.siez: unknown key; did you mean “size”?",
    ),
    "not a number": ('[type.title]\nsize = "big"\n', "layout.toml:3: type.title.size: “big” is not a number"),
    "not a whole number": ("[contacts]\ncolumns = 2.5\n", "layout.toml:3: contacts.columns: 2.5 is not a whole number"),
    "too small": ("[page]\nmargin_left = 5\n", "layout.toml:3: page.margin_left: 5 is too small; expected at least 18"),
    "too large": ("[header]\nrule = 11\n", "layout.toml:3: header.rule: 11 is too large; expected at most 10"),
    "not a text": (
        "[organisation]\nname = 3\n",
        "layout.toml:3: organisation.name: 3 is not a text; put it in quotes",
    ),
    "neither true nor false": (
        '[paragraphs]\njustify = "perhaps"\n',
        "layout.toml:3: paragraphs.justify: “perhaps” is neither true nor false",
    ),
    "not a table": (
        'colours = "red"\n',
        "layout.toml:2: colours: “red” is not a table; write [colours], and its keys on the lines below it",
    ),
    "not a table of a role": (
        '[type]\ntitle = "red"\n',
        "layout.toml:3: type.title: “red” is not a table; write [type.title], and its keys on the lines below it",
    ),
    "an unknown choice": (
        '[type.title]\ncolour = "red"\n',
        "layout.toml:3: type.title.colour: “red” is not known here; expected one of “brand”, “text”, "
        "“muted” and “alert”",
    ),
    "an empty file name": (
        '[fonts.serif]\nregular = ""\n',
        "layout.toml:3: fonts.serif.regular: is empty; leave the line out, or put something between the quotes",
    ),
    "too long a bullet": (
        '[lists]\nbullet = "-->"\n',
        "layout.toml:3: lists.bullet: “-->” is too long; expected at most 2 characters",
    ),
    "a family without an upright face": (
        '[fonts.own]\nbold = "PressprintSans-Bold.ttf"\n',
        "layout.toml:2: fonts.own.regular: is missing; a family needs at least this face",
    ),
    "not a colour": (
        '[colours]\nbrand = "blue"\n',
        "layout.toml:3: colours.brand: “blue” is not a colour; expected # and six hexadecimal digits such as #0b3d6e",
    ),
    "too little contrast": (
        '[colours]\nbrand = "#f0c000"\n',
        "layout.toml:3: colours.brand: #f0c000 has a contrast of 1.7 : 1 on white, and text set in it (wordmark, "
        "label, title, key figure, heading, contacts label, highlights label and facts label) needs 4.5 : 1 "
        "(WCAG AA); choose a darker colour",
    ),
    "contrast that suffices for large text only": (
        '[colours]\nbrand = "#777777"\n[type.label]\nsize = 14\nleading = 16\n',
        "layout.toml:3: colours.brand: #777777 has a contrast of 4.4 : 1 on white, and text set in it (heading, "
        "contacts label, highlights label and facts label) needs 4.5 : 1 (WCAG AA); choose a darker colour",
    ),
    "text too faint on the band": (
        '[header]\nstyle = "band"\n[colours]\nband = "#7fa0a8"\n',
        "layout.toml:5: colours.band: #7fa0a8 is the ground of the band, and #ffffff (on_band) on it has a contrast of "
        "2.8 : 1; wordmark and label need 4.5 : 1 (WCAG AA); choose a darker band, or give “on_band” another colour",
    ),
    "a brand's colour too light for the band": (
        '[header]\nstyle = "band"\n[colours]\nbrand = "#0b3d6e"\non_band = "#335577"\n',
        "layout.toml:5: colours.brand: #0b3d6e is the ground of the band, and #335577 (on_band) on it has a contrast "
        "of 1.4 : 1; wordmark and label need 4.5 : 1 (WCAG AA); choose a darker band, or give “on_band” another colour",
    ),
    "text too faint in the box": (
        '[contacts]\nstyle = "box"\n[colours]\ntint = "#555555"\n',
        "layout.toml:5: colours.tint: #555555 is the ground of the contacts' box, and #0b3d6e (brand) on it has a "
        "contrast of 1.4 : 1; contacts label needs 4.5 : 1 (WCAG AA); choose a lighter tint",
    ),
    "no room for the column in the margin": (
        "[page]\nmargin_left = 100\nside = 90\n",
        "layout.toml:2: page: the column of 90 points (side) and its distance to the text (side_gap) do not go into "
        "the left margin; expected a margin_left of at least 124",
    ),
    "a form of header that is none": (
        '[header]\nstyle = "banner"\n',
        "layout.toml:3: header.style: “banner” is not known here; expected one of “line”, “block”, “band” and “plain”",
    ),
    "a family of the layout that is none": (
        'family = "sand"\n',
        "layout.toml:2: family: there is no family “sand” under [fonts]; did you mean “sans”?",
    ),
    "a website that is none": (
        '[organisation]\nwebsite = "ftp://lights.example"\n',
        "layout.toml:3: organisation.website: “ftp://lights.example” is not a link that a release may hold; "
        "expected http, https, mailto or tel",
    ),
    "a country that is none": (
        '[organisation]\ncountry = "France"\n',
        "layout.toml:3: organisation.country: “France” is not a country code; expected two letters such as FR",
    ),
    "an unknown label": (
        '[labels.fr]\npress_relaese = "Note"\n',
        "layout.toml:3: labels.fr.press_relaese: unknown label; did you mean “press_release”?",
    ),
    "labels of an unknown language": (
        '[labels.xx]\npress_release = "Note"\n',
        f"layout.toml:2: labels.xx: is not the code of a language pressprint knows; known are {KNOWN}",
    ),
    "boilerplate in an unknown language": (
        '[organisation.boilerplate]\nfrench = "Le phare."\n',
        "layout.toml:3: organisation.boilerplate.french: is not the code of a language pressprint knows; "
        f"known are {KNOWN}",
    ),
    "a label with a gap that nothing fills": (
        '[labels.en]\nembargo = "Not before {momnet}"\n',
        "layout.toml:3: labels.en.embargo: “Not before {momnet}” has something else in braces than pressprint can "
        "fill in; expected only {moment}",
    ),
    "a label with half a brace": (
        '[labels.en]\npress_release = "News {"\n',
        "layout.toml:3: labels.en.press_release: “News {” has something else in braces than pressprint can fill in; "
        "expected none",
    ),
    "an embargo that tells no moment": (
        '[labels.en]\nembargo = "Embargoed"\n',
        "layout.toml:3: labels.en.embargo: “Embargoed” does not say where {moment} goes",
    ),
    "an unknown family": (
        '[type.title]\nfamily = "serf"\n',
        "layout.toml:3: type.title.family: there is no family “serf” under [fonts]; did you mean “serif”?",
    ),
    "a font that is not there": (
        '[fonts.serif]\nregular = "Own.ttf"\n',
        "layout.toml:3: fonts.serif.regular: there is no font “Own.ttf”, neither in the layout's folder nor among the "
        "shipped ones",
    ),
    "a font by a pattern": (
        '[fonts.serif]\nregular = "Pressprint*.ttf"\n',
        "layout.toml:3: fonts.serif.regular: there is no font “Pressprint*.ttf”, neither in the layout's folder nor "
        "among the shipped ones",
    ),
    "a font outside the folder": (
        '[fonts.serif]\nregular = "../Own.ttf"\n',
        "layout.toml:3: fonts.serif.regular: the font “../Own.ttf” leads out of the layout's folder",
    ),
    "a logo that is not there": (
        '[organisation]\nlogo = "logo.svg"\n',
        "layout.toml:3: organisation.logo: there is no logo “logo.svg” in the layout's folder",
    ),
    "a logo outside the folder": (
        '[organisation]\nlogo = "../logo.svg"\n',
        "layout.toml:3: organisation.logo: the logo “../logo.svg” leads out of the layout's folder",
    ),
    "a logo from the root": (
        '[organisation]\nlogo = "/etc/logo.svg"\n',
        "layout.toml:3: organisation.logo: the logo “/etc/logo.svg” leads out of the layout's folder",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_message(case, write_layout):
    """A fault of a layout.toml is told with its line, its key, what was found and what to do."""
    toml, message = CASES[case]
    assert _refused(write_layout(HEAD + toml)) == message


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
    assert _refused(folder) == f"layout.toml:3: organisation.logo: the logo “{name}” {message}"


def test_a_png_cut_short(write_layout):
    """A PNG whose end is missing is refused, not shown in part."""
    out = BytesIO()
    Image.new("RGB", (90, 30), (9, 9, 9)).save(out, "PNG")
    folder = write_layout(HEAD + '[organisation]\nlogo = "logo.png"\n', logo_png=out.getvalue()[:-30])
    told = _refused(folder)
    expected = "layout.toml:3: organisation.logo: the logo “logo.png” cannot be read as PNG: image file is truncated"
    assert told.startswith(expected)


def test_a_png_of_many_pixels(write_layout):
    """A PNG that is small as a file and vast as a picture is refused before it is unpacked."""
    out = BytesIO()
    Image.new("1", (6000, 6000)).save(out, "PNG")
    folder = write_layout(HEAD + '[organisation]\nlogo = "logo.png"\n', logo_png=out.getvalue())
    assert _refused(folder) == (
        "layout.toml:3: organisation.logo: the logo “logo.png” has 6000 × 6000 pixels; 2,000 a side are plenty"
    )


def test_opacity_of_one_is_none(write_layout):
    """Drawing programs write out that a shape is opaque; that is no transparency."""
    svg = SVG.format("<rect width='60' height='20' style='opacity:1;fill:#c00;fill-opacity:1.0;stroke-opacity:100%'/>")
    assert load_layout(write_layout(HEAD + '[organisation]\nlogo = "logo.svg"\n', logo_svg=svg)).logo


def test_not_utf8(write_layout):
    """A file in another encoding is told so, with the line of the first byte that is none."""
    folder = write_layout(HEAD.encode() + b'description = "caf\xe9"\n')
    assert _refused(folder) == "layout.toml:2: is not in UTF-8; save it with that encoding"


def test_no_such_layout(write_layout):
    """A name that is not found is told with the nearest one and all that are."""
    write_layout(HEAD, "house")
    with pytest.raises(LayoutError) as caught:
        load_layout("agenzy")
    assert (
        str(caught.value)
        == "there is no layout “agenzy”; did you mean “agency”? Found are: house, agency, company, ministry, wire"
    )
    with pytest.raises(LayoutError) as caught:
        load_layout("Helvetica")
    assert str(caught.value) == "there is no layout “Helvetica”. Found are: house, agency, company, ministry, wire"


def test_no_such_folder(tmp_path):
    """A path without a layout.toml is told by the path."""
    with pytest.raises(LayoutError) as caught:
        load_layout(tmp_path / "nowhere")
    assert str(caught.value) == f"{tmp_path}/nowhere: there is no layout.toml in this folder"


def test_extends_what_is_not_there(write_layout):
    """`extends` with an unknown name is told with its line, the nearest name and all that are."""
    folder = write_layout('description = "x"\nextends = "agenci"\n')
    assert _refused(folder) == (
        "layout.toml:2: extends: there is no layout “agenci”; did you mean “agency”? Found are: brand, agency, "
        "company, ministry, wire"
    )
    folder = write_layout("extends = 3\n")
    assert _refused(folder) == (
        'layout.toml:1: extends: 3 is not the name of a layout; expected one in quotes, such as "agency"'
    )


def test_extends_in_a_circle(write_layout):
    """Two layouts that extend each other, or one that extends itself, are refused."""
    write_layout('extends = "two"\n', "one")
    folder = write_layout('extends = "one"\n', "two")
    with pytest.raises(LayoutError) as caught:
        load_layout("one")
    what = "“one” comes back to this layout; a layout cannot extend itself"
    assert str(caught.value) == f"{folder}/layout.toml:1: extends: {what}"
    own = write_layout('extends = "own"\n', "own")
    assert _refused(own) == "layout.toml:1: extends: “own” comes back to this layout; a layout cannot extend itself"


def test_nothing_extended_and_no_fonts(write_layout):
    """A layout that stands alone has to name its fonts, and is told the line that it most likely lacks."""
    assert _refused(write_layout('description = "alone"\n')) == (
        'layout.toml:1: there are no fonts; put extends = "agency" at the head of the file, '
        "or name families under [fonts]"
    )


def test_a_fault_of_the_base(write_layout):
    """A fault in a layout that is extended is told in that layout's file."""
    base = write_layout('extends = "agency"\n[colours]\nbrand = "red"\n', "house")
    write_layout('extends = "house"\n', "campaign")
    with pytest.raises(LayoutError) as caught:
        load_layout("campaign")
    assert str(caught.value).startswith(f"{base}/layout.toml:3: colours.brand: “red” is not a colour")


@pytest.mark.parametrize("content", [b"", b"hello", b"\x00\x01\x00\x00" + bytes(40)])
def test_a_damaged_font(content, write_layout, release_of):
    """A file that is no font is refused by its name when the layout is used."""
    folder = write_layout(HEAD + '[fonts.serif]\nregular = "Own.ttf"\n', Own_ttf=content)
    with pytest.raises(FontError) as caught:
        render(release_of(body="One."), folder)
    assert str(caught.value) == f"{folder}/Own.ttf: is not a font, or is damaged: it holds no characters"
