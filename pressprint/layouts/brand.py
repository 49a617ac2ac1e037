"""A new brand: a folder with a `layout.toml` that extends another layout, and the logo."""

from __future__ import annotations

import colorsys
import json
import os
import re
import shutil
import tempfile
import unicodedata
from pathlib import Path

from msgspec import Struct

from pressprint.errors import LayoutError, OutputError, Problem, quoted
from pressprint.layouts.colour import components, contrast
from pressprint.layouts.declaration import LayoutFile
from pressprint.layouts.find import FILE, found
from pressprint.layouts.load import load_layout
from pressprint.layouts.logo import load_logo

_NAME = re.compile(r"[\w-]+")
_COLOUR = re.compile(r"#?([0-9a-fA-F]{6})")
_LEAST = 4.5  # what small text needs (WCAG 2.2, success criterion 1.4.3, level AA)
_STEP = 0.99  # from one shade to the next darker one

_TEXT = """\
# The brand of {name}. What is not said here comes from “{base}”.
# Every line may be changed; `pressprint layouts --keys` explains all keys that there are.
extends = {base_text}
description = {description}

[organisation]
name = {name_text}
{logo}
# website = "www.office.example"    # printed with the contacts
# address = "1 Quay, Grey Point"    # printed below them
# country = "GB"                    # by whose rules phone numbers are read

[colours]
brand = {colour}

# What is said about the organisation in a release that says nothing itself, by language:
# [organisation.boilerplate]
# en = "The office looks after …"

# Words of your own in place of the usual ones, by language:
# [labels.en]
# press_release = "News"

# One role of the type that is set otherwise than in “{base}”:
# [type.title]
# size = 24
# leading = 28
"""


class Brand(Struct, frozen=True):
    """What a brand is made of: its name and the layout it extends, whose it is, its colour, and its logo if any."""

    name: str
    base: str
    organisation: str
    colour: str
    logo: Path | None = None


def check_organisation(name: str) -> None:
    """Refuses an organisation without a name, which would stand nowhere.

    Raises:
        LayoutError: the name is empty.
    """
    if not name.strip():
        raise LayoutError("the name of the organisation is empty; give it with --name")


def check_name(name: str, folder: Path) -> None:
    """Refuses a name that no release could give, and one that is taken.

    Raises:
        LayoutError: says why, and what to do.
    """
    if not _NAME.fullmatch(name):
        what = f"{quoted(name)} cannot be the name of a layout; expected letters, digits, hyphens and underscores"
        raise LayoutError(what)
    if os.path.lexists(folder / name):
        raise LayoutError(Problem("is there already, and is left as it is; choose another name", str(folder / name)))
    if name in found():
        what = f"there is a layout {quoted(name)} already, in {found()[name]}; choose another name"
        raise LayoutError(what)


def read_colour(text: str) -> str:
    """A colour as `#rrggbb`.

    Raises:
        LayoutError: it is none.
    """
    match = _COLOUR.fullmatch(text.strip())
    if match is None:
        what = f"{quoted(text)} is not a colour; expected # and six hexadecimal digits such as #0b3d6e"
        raise LayoutError(what)
    return f"#{match[1].lower()}"


def readable(colour: str, ground: LayoutFile) -> str:
    """The colour itself where small text can be read in it, or else the lightest darker shade of it.

    `ground` are the keys of the layout that the brand extends: its contacts may stand in a box.
    """
    hue, lightness, saturation = colorsys.rgb_to_hls(*components(colour))
    shade = colour
    while not _can_be_read(shade, ground):
        lightness *= _STEP
        red, green, blue = colorsys.hls_to_rgb(hue, lightness, saturation)
        shade = f"#{round(255 * red):02x}{round(255 * green):02x}{round(255 * blue):02x}"
    return shade


def _can_be_read(colour: str, ground: LayoutFile) -> bool:
    return contrast(colour) >= _LEAST and (
        ground.contacts.style != "box" or contrast(colour, ground.colours.tint) >= _LEAST
    )


def write_brand(brand: Brand, folder: Path) -> Path:
    """Writes the folder of a brand into another, which is made where it is not there; gives the brand's folder.

    The folder appears whole or not at all, and is a layout that can be used.

    Raises:
        LayoutError: the name is taken, or the logo cannot be used.
        OutputError: the folder cannot be written.
    """
    check_name(brand.name, folder)
    check_organisation(brand.organisation)
    logo = logo_name(brand.logo) if brand.logo else None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".new-") as aside:
            made = Path(aside) / brand.name
            made.mkdir()
            (made / FILE).write_text(_text(brand, logo), encoding="utf-8")
            if brand.logo and logo:
                shutil.copyfile(brand.logo, made / logo)
            load_layout(made)
            made.rename(folder / brand.name)
    except OSError as error:
        raise OutputError(Problem(f"cannot be written: {error.strerror}", str(folder / brand.name))) from None
    return folder / brand.name


def logo_name(logo: Path) -> str:
    """What a logo is called in the brand's folder.

    Raises:
        LayoutError: there is no such file, or it cannot be used as a logo.
    """
    if not logo.is_file():
        raise LayoutError(Problem("there is no such file; give the path of an SVG or a PNG", str(logo)))
    load_logo(logo)
    return f"logo{logo.suffix.lower()}"


def _text(brand: Brand, logo: str | None) -> str:
    """The text of the `layout.toml`. A JSON string is a string of TOML too."""
    return _TEXT.format(
        name=_printable(brand.organisation),
        base=brand.base,
        base_text=_string(brand.base),
        description=_string(f"The brand of {brand.organisation}"),
        name_text=_string(brand.organisation),
        logo=f"logo = {_string(logo)}"
        if logo
        else '# logo = "logo.svg"                 # an SVG or PNG in this folder',
        colour=_string(brand.colour),
    )


def _string(text: str) -> str:
    return json.dumps(_printable(text), ensure_ascii=False)


def _printable(text: str) -> str:
    """A text on one line, without the control characters that TOML refuses also in comments."""
    return "".join(c for c in " ".join(text.split()) if unicodedata.category(c) not in ("Cc", "Cs"))
