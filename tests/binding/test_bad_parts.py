"""What cannot be bound: each file is refused by its name, with one line, and all of them at once."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from reportlab.pdfgen.canvas import Canvas

from pressprint import LayoutError, ReadError, bind, render
from pressprint.binding.files import gather


@pytest.fixture
def whole(release_of) -> bytes:
    """A PDF of ours with a note, two pages and an outline."""
    body = [{"type": "heading", "content": "How"}, *["The lamp is lit. " * 40] * 9]
    return render(release_of(body=body, notes=["A note.", "Another."])).content


def said_of(content: bytes) -> str:
    """The one line that is said of a PDF, after its name."""
    Path("lamp.pdf").write_bytes(content)
    with pytest.raises(ReadError) as caught:
        bind("lamp.pdf")
    line = str(caught.value)
    assert line.startswith("lamp.pdf: ")
    assert "\n" not in line
    return line.partition(": ")[2]


def changed(content: bytes, change: Callable[[pikepdf.Pdf], object], **how: object) -> bytes:
    """A PDF after a change."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        change(pdf)
        pdf.save(out, **how)
    return out.getvalue()


def put(*keys: str, value: object) -> Callable[[pikepdf.Pdf], None]:
    """A change that gives what the last key names, below the catalog, another value."""

    def change(pdf: pikepdf.Pdf) -> None:
        at = pdf.Root
        for key in keys[:-1]:
            at = at[key]
        at[keys[-1]] = value

    return change


def foreign() -> bytes:
    """A PDF of another maker."""
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 72, "A lamp")
    canvas.save()
    return out.getvalue()


def test_files_that_are_not_ours(whole, release_of):
    """A PDF without release, one that is none, a damaged and a locked one are told apart."""
    absent = "the PDF carries no release: it is not pressprint's, or was made without its source"
    assert said_of(foreign()) == f"{absent}; leave it out, or render the release again"
    assert said_of(render(release_of(), embed_source=False).content).startswith(absent)
    assert said_of(b"A lamp.") == "is not a PDF"
    assert said_of(whole[: len(whole) // 2]).startswith("the PDF is damaged")
    locked = changed(whole, lambda pdf: None, encryption=pikepdf.Encryption(user="lamp", owner="keeper"))
    assert said_of(locked) == "the PDF is encrypted; save it without a password first"


def test_files_that_were_changed(whole):
    """What another programme put in, or took out, would be lost or wrong in a volume."""
    hint = "bind the file as pressprint made it"
    strange = "the PDF holds what none of pressprint's does"

    def second(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AF.append(pdf.make_indirect(Dictionary(pdf.Root.AF[0])))

    def comment(pdf: pikepdf.Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents="Better!")
        pdf.pages[0].Annots = Array([pdf.make_indirect(note)])

    def untagged(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.StructTreeRoot

    form = put("/AcroForm", value=Dictionary(Fields=Array([])))
    places = put("/Names", "/Dests", value=Dictionary(Names=Array([])))
    assert said_of(changed(whole, form)) == f"{strange}: /AcroForm; {hint}"
    assert said_of(changed(whole, places)) == f"{strange}: /Names/Dests; {hint}"
    assert said_of(changed(whole, second)) == f"{strange}: more files than its release; {hint}"
    assert said_of(changed(whole, comment)) == f"{strange}: comments or links of another programme; {hint}"
    assert said_of(changed(whole, untagged)) == f"the PDF is not tagged; {hint}"


def test_a_file_that_was_only_saved_anew(whole):
    """A PDF of ours that qpdf wrote again is bound as any other."""
    Path("lamp.pdf").write_bytes(changed(whole, lambda pdf: None))
    assert bind("lamp.pdf").pages == 3


def test_a_volume_is_no_part(whole):
    """A volume is not bound again."""
    Path("one.pdf").write_bytes(whole)
    assert said_of(bind("one.pdf").content) == "the PDF is a volume itself; bind the PDFs that it was made of"


MALFORMED = [
    put("/StructTreeRoot", "/ParentTree", "/Nums", value=7),
    put("/StructTreeRoot", "/ParentTree", "/Nums", value=Array([0])),
    put("/StructTreeRoot", "/K", value=Array([])),
    put("/StructTreeRoot", "/IDTree", value=7),
    put("/StructTreeRoot", value=Dictionary(K=1, ParentTree=2)),
    put("/StructTreeRoot", value=7),
    put("/Names", value=7),
    put("/AF", value=7),
    put("/Outlines", value=Dictionary(First=Dictionary())),
    put("/Outlines", "/First", value=7),
    lambda pdf: pdf.pages[0].obj.__setitem__("/StructParents", Name.X),
    lambda pdf: pdf.pages[0].obj.__setitem__("/MediaBox", 7),
]


@pytest.mark.parametrize("change", MALFORMED, ids=range(len(MALFORMED)))
def test_objects_that_are_not_what_they_should_be(change, whole):
    """A malformed object is told of its file, and no traceback is seen."""
    said = said_of(changed(whole, change))
    assert said.startswith(("the PDF is damaged: ", "the PDF carries no release", "the PDF is not tagged"))


def test_an_outline_in_a_circle(whole):
    """An outline that leads back to itself does not go on for ever."""

    def turn(pdf: pikepdf.Pdf) -> None:
        item = pdf.make_indirect(Dictionary(Title="T", Dest=Array([pdf.pages[0].obj, Name.Fit])))
        item.Next = item
        pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=item, Last=item))

    assert said_of(changed(whole, turn)) == "the PDF is damaged: the outline runs in a circle"


def test_roles_that_differ(whole):
    """Tags that stand for one thing here and for another there cannot be in one volume."""
    for name, role in (("a.pdf", Name.Span), ("b.pdf", Name.P)):
        Path(name).write_bytes(changed(whole, put("/StructTreeRoot", "/RoleMap", value=Dictionary(Own=role))))
    with pytest.raises(ReadError, match=r"^b\.pdf: the PDF is damaged: /Own does not stand for /Span"):
        bind(["a.pdf", "b.pdf"])


def test_all_are_told_at_once(whole):
    """Of many files that cannot be bound each has its line."""
    Path("good.pdf").write_bytes(whole)
    Path("other.pdf").write_bytes(foreign())
    Path("text.pdf").write_bytes(b"A lamp.")
    with pytest.raises(ReadError) as caught:
        bind(["good.pdf", "other.pdf", "text.pdf", "none.pdf"])
    assert [problem.file for problem in caught.value.problems] == ["other.pdf", "text.pdf", "none.pdf"]


def test_nothing_to_bind():
    """An empty folder, one that only holds other files, and no name at all are told."""
    Path("empty/texts").mkdir(parents=True)
    Path("empty/texts/lamp.md").write_text("A lamp.")
    cases = {
        "empty": "empty: there is no PDF in this folder; name the one that holds the releases",
        (): "there is nothing to bind; name the PDFs or their folder",
    }
    for paths, said in cases.items():
        with pytest.raises(ReadError) as caught:
            bind(paths)
        assert str(caught.value) == said


def test_which_files_are_found():
    """Folders are walked, hidden files and folders left out, endings may be in capitals, no file comes twice."""
    for name in ("a.pdf", "B.PDF", "sub/c.pdf", ".hidden.pdf", ".git/d.pdf", "notes.txt"):
        Path("out", name).parent.mkdir(parents=True, exist_ok=True)
        Path("out", name).write_bytes(b"")
    found = [Path("out", name) for name in ("B.PDF", "a.pdf", "sub/c.pdf")]
    assert gather(["out"]) == found
    assert gather(["out", "out/a.pdf", "out/../out/sub"]) == found


def test_a_folder_that_cannot_be_read(monkeypatch):
    """A folder without access is told, and not taken for an empty one."""

    def denied(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    Path("out").mkdir()
    monkeypatch.setattr(os, "scandir", denied)
    with pytest.raises(ReadError) as caught:
        gather(["out"])
    said = "the folder cannot be read: Permission denied; ask for access, or name the files themselves"
    assert str(caught.value) == f"out: {said}"


def test_wrong_wishes(whole):
    """A layout that is not there, a language that is none and an empty title are told as such."""
    Path("lamp.pdf").write_bytes(whole)
    with pytest.raises(LayoutError, match="there is no layout"):
        bind("lamp.pdf", "nowhere")
    with pytest.raises(ReadError, match="language"):
        bind("lamp.pdf", language="xx")
    with pytest.raises(ReadError, match="title"):
        bind("lamp.pdf", title=" ")
    with pytest.raises(ValueError, match="the order is “size”; expected one of date, name"):
        bind("lamp.pdf", order="size")
