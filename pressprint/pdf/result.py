"""The finished PDF as its user holds it."""

from __future__ import annotations

import errno
import os
import re
import stat
import tempfile
import unicodedata
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from msgspec import Struct

from pressprint.errors import FullDiskError, OutputError, Problem, printable
from pressprint.release import Release, embargo_mark

_NAME_LIMIT = 80
# Letters that Unicode does not decompose.
_SPELT = str.maketrans(
    {"ß": "ss", "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "þ": "th", "Þ": "Th"}
    | dict(zip("øØłŁđĐðÐħĦı", "oOlLdDdDhHi", strict=True))
)


class Pdf(Struct, frozen=True):
    """A release as a PDF: `content` are its bytes, `pages` is their number.

    `filename` is a safe ASCII name made of reference and title, and of an embargo if there is one. `warnings` is
    what the release's author should know of, such as characters that were removed. `standing` is what must be known
    before the release is used, in its language: the embargo. `note` tells what was done to have it on one page, where
    that was asked for.
    """

    content: bytes
    pages: int
    filename: str
    warnings: tuple[Problem, ...] = ()
    standing: str = ""
    note: str = ""

    def __repr__(self) -> str:
        return f"Pdf(pages={self.pages}, filename={self.filename!r}, warnings={self.warnings!r})"

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Writes the file, whole or not at all. A folder gets it under `filename`. Gives the file's path.

        Raises:
            OutputError: the folder is not there or not writable.
        """
        target = Path(path)
        if is_folder(target):
            target = target / self.filename
        write_whole(target, self.content)
        return target

    def preview(self, page: int = 1, *, dpi: int = 96) -> bytes:
        """A page as PNG. Pages count from 1; `dpi` is pixels to the inch, from 10 to 600.

        Of an embargoed release it says so itself, in the text that PNG has for warnings.

        Raises:
            ValueError: there is no such page, or `dpi` is out of its range.
        """
        if not 1 <= page <= self.pages:
            raise ValueError(f"there is no page {page}; the release has {self.pages}")
        if not 10 <= dpi <= 600:
            raise ValueError(f"dpi is {dpi}; expected 10 to 600")
        options = {"pnginfo": _warning(self.standing)} if self.standing else {}
        return picture_of(self.content, page, dpi / 72, "PNG", **options)

    @property
    def attachment(self) -> tuple[str, bytes, str]:
        """The PDF as mail libraries take it: its name, its bytes, its type.

        `message.attach(*pdf.attachment)` is how Django attaches it.
        """
        return self.filename, self.content, "application/pdf"

    def attach_to(self, message: EmailMessage) -> None:
        """Adds the PDF to a message as a part with name, type and bytes."""
        message.add_attachment(self.content, maintype="application", subtype="pdf", filename=self.filename)


def picture_of(content: bytes, page: int, scale: float, form: str, **options: Any) -> bytes:
    """A page of a PDF as a picture. Pages count from 1; `scale` is pixels to the point.

    `form` and `options` are as Pillow has them. Raises a `pypdfium2.PdfiumError` where there is no such PDF.
    """
    import io

    import pypdfium2  # a renderer is not needed to make a PDF

    with pypdfium2.PdfDocument(content) as document:
        image = document[page - 1].render(scale=scale).to_pil()
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def _warning(text: str) -> Any:
    """A text that a PNG file carries under the keyword “Warning” (PNG, 11.3.3.1)."""
    from PIL.PngImagePlugin import PngInfo

    result = PngInfo()
    result.add_itxt("Warning", text)
    return result


def write_whole(target: Path, content: bytes, aside: Path | None = None) -> None:
    """Writes a file beside its place and moves it there, so that nothing half-written is ever seen.

    `aside` is the folder where it is written first, on the same file system; without one it is the target's. A link is
    followed. What stands there and is no file, such as a device or a pipe, is left alone: it would be moved away.

    Raises:
        FullDiskError: there is no room for it.
        OutputError: the folder is not there or not writable, or the target is no file.
    """
    place = _place_of(target)
    folder = place.parent
    if not is_folder(folder):
        raise OutputError(Problem("there is no such folder; make it, or give another with -o", str(folder)))
    temporary = None
    try:
        with tempfile.NamedTemporaryFile(dir=aside or folder, prefix=".pressprint-", delete=False) as file:
            temporary = file.name
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(place)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise unwritten(error, str(target)) from None


def _place_of(target: Path) -> Path:
    """Where a file is written: the target, or where it leads if it is a link."""
    place = target
    try:
        if target.is_symlink():
            place = Path(os.path.realpath(target))
        kind = place.stat().st_mode
    except OSError:  # mostly nothing stands there; what else is the matter is told when it is written
        return place
    except ValueError:  # a null byte or half a character
        raise OutputError(Problem("is not the name of a file", printable(str(target)))) from None
    if not stat.S_ISREG(kind):
        what = "is a folder" if stat.S_ISDIR(kind) else "is no file, but a device or a pipe"
        raise OutputError(Problem(f"{what}; give the name of a file", str(target)))
    return place


def unwritten(error: OSError, target: str) -> OutputError:
    """The error that tells that the system did not write a file."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return full_disk(target)
    return OutputError(Problem(f"cannot be written: {error.strerror or error}", target))


def full_disk(target: str) -> FullDiskError:
    """The error that tells that there is no room for a file."""
    return FullDiskError(Problem("the disk is full; make room on it and run again", target))


def is_folder(path: Path) -> bool:
    """Whether there is such a folder; where the system does not tell, there is none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def filename_of(release: Release) -> str:
    """A safe ASCII name: the reference, or else the title, behind what the name must say first (see `name_mark`)."""
    return f"{name_mark(release)}{plain_name(release)}.pdf"


def plain_name(release: Release) -> str:
    """The reference, or else the title, as part of a file's name.

    What Unicode can decompose keeps its letters; a text in another script leaves the name `release`. A release that
    exists in several languages has its own at the end: `CP199-2015-fr.pdf`.
    """
    name = ascii_name(release.reference or "") or ascii_name(release.full_title) or "release"
    if release.editions and not name.lower().endswith(f"-{release.language.lower()}"):
        name = f"{name}-{release.language}"
    return name


def name_mark(release: Release) -> str:
    """What the name of a release's file begins with: `DRAFT-`, `EMBARGO-2026-05-20-0500UTC-`; mostly nothing."""
    marks = "DRAFT" if release.status == "draft" else "", embargo_mark(release)
    return "".join(f"{mark}-" for mark in marks if mark)


def ascii_name(text: str) -> str:
    """A text as part of a file’s name: ASCII letters and digits with hyphens between, at most 80 characters."""
    letters = unicodedata.normalize("NFKD", text.translate(_SPELT))
    words = re.sub(r"[^A-Za-z0-9]+", "-", "".join(c for c in letters if not unicodedata.combining(c))).strip("-")
    return words[:_NAME_LIMIT].rstrip("-")
