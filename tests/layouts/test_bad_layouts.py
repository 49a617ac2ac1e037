"""What is told of a layout that is not right: each message in whole, with its line and key."""

from __future__ import annotations

import pytest
from refusing import HEAD, refused

from pressprint import FontError, LayoutError, load_layout, render

KNOWN = (
    "ar, bg, cs, da, de, el, en, es, et, fa, fi, fr, ga, he, hr, hu, it, ja, kk, ko, lt, lv, mt, nb, nl, pl, pt, ro, "
    "ru, sk, sl, sv, tr, uk and zh"
)


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
    assert refused(write_layout(HEAD + toml)) == message


def test_not_utf8(write_layout):
    """A file in another encoding is told so, with the line of the first byte that is none."""
    folder = write_layout(HEAD.encode() + b'description = "caf\xe9"\n')
    assert refused(folder) == "layout.toml:2: is not in UTF-8; save it with that encoding"


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
