"""Variable fonts become static ones, kept as files so that each is made once on a machine."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import uharfbuzz as hb

from pressprint.errors import FontError, Problem
from pressprint.fonts.face import Face, load_face

_FAMILY, _STYLE, _FULL, _POSTSCRIPT = 1, 2, 4, 6  # name records (OpenType, name)
_REPLACED = (_FAMILY, _STYLE, _FULL, _POSTSCRIPT, 16, 17, 21, 22, 25)


def load_instance(path: Path, location: Mapping[str, float], family: str, style: str) -> Face:
    """The face of a variable font at a place on its axes; all of them have to be given.

    Raises:
        FontError: the font cannot be read, or no face can be made of it.
    """
    import fontTools  # few releases need a variable font

    try:
        data = path.read_bytes()
    except OSError as error:
        raise FontError(Problem(f"the font cannot be read: {error}", str(path))) from None
    made_of = f"{fontTools.version} {hb.version_string()} {sorted(location.items())} {family} {style} "
    key = hashlib.sha256(made_of.encode() + data).hexdigest()[:24]
    name = f"{_compact(family)}-{style}-{key}.ttf"
    folder = cache_folder()
    if folder is not None:
        # What is not there, or was left damaged by a crash of the machine, is made.
        with suppress(FontError, OSError):
            return load_face(folder / name)
    content = _static(path, data, location, family, style)
    if folder is not None:
        with suppress(FontError, OSError):
            _write(folder / name, content)
            return load_face(folder / name)
    try:
        with tempfile.TemporaryDirectory(prefix="pressprint-") as short_lived:
            file = Path(short_lived) / name
            file.write_bytes(content)
            return Face(file)
    except OSError as error:
        raise FontError(Problem(f"its instance cannot be written: {error}", str(path))) from None


def cache_folder() -> Path | None:
    """Where the static fonts are kept, if there is such a place; the folder may not be there yet."""
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 (Path.home() fails where there is none)
    if folder := os.environ.get("XDG_CACHE_HOME"):
        base = Path(folder)
    elif sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData/Local")
    elif sys.platform == "darwin":
        base = home / "Library/Caches"
    else:
        base = home / ".cache"
    return base / "pressprint" / "fonts" if base.is_absolute() else None


def _static(path: Path, data: bytes, location: Mapping[str, float], family: str, style: str) -> bytes:
    """The font at a place on its axes; the same bytes whenever it is made."""
    # Seldom needed, and slow to import.
    from fontTools.ttLib import TTFont

    try:
        face = hb.Face(hb.Blob(data))
        wanted = hb.SubsetInput()
        wanted.keep_everything()
        for tag, value in location.items():
            wanted.pin_axis_location(face, tag, value)
        # A hundred times as fast as fontTools' instancer, which needs half a minute for a Chinese font.
        font = TTFont(BytesIO(bytes(hb.subset(face, wanted).blob.data)), recalcTimestamp=False)
        _rename(font["name"], family, style)
        result = BytesIO()
        font.save(result)
    except Exception as error:  # fontTools has no common error for what can be wrong with a table.
        raise FontError(Problem(f"no static font can be made of it: {error}", str(path))) from error
    return result.getvalue()


def _rename(names: Any, family: str, style: str) -> None:
    """Gives the static font a name of its own, as faces with the same PostScript name would be taken for one."""
    names.names = [record for record in names.names if record.nameID not in _REPLACED]
    own = {_FAMILY: family, _STYLE: style, _FULL: f"{family} {style}", _POSTSCRIPT: f"{_compact(family)}-{style}"}
    for number, text in own.items():
        names.setName(text, number, 3, 1, 0x409)


def _compact(family: str) -> str:
    return "".join(c for c in family if c.isascii() and c.isalnum()) or "Font"


def _write(path: Path, content: bytes) -> None:
    """Writes a file whole: nobody ever sees a part of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
