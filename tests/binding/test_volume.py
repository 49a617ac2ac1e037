"""A volume: what it holds, in which order, and that it is as whole and as accessible as its parts."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator

import pdfua
import pikepdf
import pypdf
import pytest

from pressprint import bind, render
from pressprint.conformance import verify
from pressprint.readers import embedded_releases
from pressprint.readers.build import build
from pressprint.readers.tree import read_json

ORDER = ["below/c.pdf", "b.pdf", "d.pdf", "a.pdf"]
"""By date, reference and path; what has no date comes last."""
LIT = "The lighthouse at Grey Point is lit again"


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """All elements of the structure, each before its kids."""
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        element = waiting.pop(0)
        yield element
        kids = element.get("/K", [])
        kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        waiting = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid] + waiting


def articles(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """The topmost elements of the releases."""
    return list(pdf.Root.StructTreeRoot.K.K)[1:]


def titles(content: bytes) -> list[str]:
    """The titles of a volume's releases in their order, as its outline has them."""
    with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_outline() as outline:
        return [item.title for item in outline.root][1:]


def key_to_entry(pdf: pikepdf.Pdf) -> dict[int, object]:
    """The parent tree, flat."""
    found: dict[int, object] = {}
    for leaf in pdf.Root.StructTreeRoot.ParentTree.Kids:
        numbers = list(leaf.Nums)
        entries = {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
        assert [int(limit) for limit in leaf.Limits] == [min(entries), max(entries)]
        assert not entries.keys() & found.keys()
        found |= entries
    return found


def test_it_conforms(bound, tmp_path):
    """A volume passes our own check, qpdf's and pdfua's, and each of its releases is held against its pages."""
    file = bound.save(tmp_path / "year.pdf")
    report = verify(file)
    assert report.findings == ()
    assert not [rule for rule in report.not_checked if rule.startswith("A 6.8 (source)")]
    assert not pdfua.validate(file).findings
    if qpdf := shutil.which("qpdf"):
        run = subprocess.run([qpdf, "--check", file], capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stdout + run.stderr


def test_the_same_bytes(folder, bound):
    """Binding the same files again gives the same bytes, in whatever order and way they are named."""
    files = sorted(folder.rglob("*.pdf"), reverse=True)
    assert bind(folder).content == bound.content
    assert bind([*files, folder]).content == bound.content


def test_the_order(folder, bound):
    """Releases stand by date, reference and path, or by their paths alone."""
    assert titles(bound.content) == ["Le phare est rallumé", LIT, "It shines", LIT]
    assert titles(bind(folder, order="name").content) == [LIT, LIT, "Le phare est rallumé", "It shines"]


def test_pages_are_labelled(volume):
    """Contents are numbered in Roman numerals, the releases from 1 through the volume."""
    assert [page.label for page in volume.pages] == ["i", "1", "2", "3", "4", "5"]


def test_bookmarks(volume):
    """One for the contents, one for each release, and below it the release's own, without its title again."""
    with volume.open_outline() as outline:
        top = [(item.title, [below.title for below in item.children]) for item in outline.root]
        targets = [item.destination[0].objgen for item in outline.root]
    assert top == [
        ("Contents", []),
        ("Le phare est rallumé", ["Au nord", "Notes aux rédactions"]),
        (LIT, []),
        ("It shines", []),
        (LIT, []),
    ]
    assert targets == [volume.pages[number].obj.objgen for number in (0, 1, 3, 4, 5)]


def test_entries_lead_to_their_releases(volume):
    """Each entry of the contents is a link to a destination at the first page of its release."""
    names = list(volume.Root.Names.Dests.Names)
    places = {str(name): place[0].objgen for name, place in zip(names[::2], names[1::2], strict=True)}
    links = list(volume.pages[0].Annots)
    assert {str(link.A.S) for link in links} == {"/GoTo"}
    targets = dict.fromkeys(str(link.A.D) for link in links)
    assert [places[name] for name in targets] == [volume.pages[number].obj.objgen for number in (1, 3, 4, 5)]
    assert str(links[0].Contents) == "Le phare est rallumé"


def test_one_tree(volume):
    """The trees are one: a Document, in it the contents and an article for each release, each with its H1."""
    top = volume.Root.StructTreeRoot.K
    assert (str(top.S), top.P.objgen) == ("/Document", volume.Root.StructTreeRoot.objgen)
    assert [str(kid.S) for kid in top.K] == ["/Sect", "/Art", "/Art", "/Art", "/Art"]
    assert all(kid.P.objgen == top.objgen for kid in top.K)
    assert sum(str(element.S) == "/H1" for element in elements(volume)) == 5
    roles = {str(key): str(value) for key, value in volume.Root.StructTreeRoot.RoleMap.items()}
    assert roles == {"/Em": "/Span", "/Strong": "/Span"}


def test_keys_lead_back(volume):
    """Pages and annotations have keys of their own, by which the parent tree leads to their elements."""
    entries = key_to_entry(volume)
    used = []
    for page in volume.pages:
        used.append(int(page.StructParents))
        assert isinstance(entries[used[-1]], pikepdf.Array)
        for annotation in page.get("/Annots", []):
            used.append(int(annotation.StructParent))
            assert entries[used[-1]].S == "/Link"
    assert sorted(used) == sorted(entries)
    assert int(volume.Root.StructTreeRoot.ParentTreeNextKey) == max(used) + 1


def test_identifiers_are_unique(volume):
    """Notes that have the same identifier in two releases have two in the volume, and all are in its IDTree."""
    names = list(volume.Root.StructTreeRoot.IDTree.Names)
    listed = {str(name): element.objgen for name, element in zip(names[::2], names[1::2], strict=True)}
    notes = [(str(element.ID), element.objgen) for element in elements(volume) if element.S == "/Note"]
    assert len(notes) == len(dict(notes)) > 3
    assert listed == dict(notes)
    assert [str(name) for name in names[::2]] == sorted(listed)


def test_languages(volume):
    """The volume is in the language of most releases; one in another language says so."""
    assert str(volume.Root.Lang) == "en"
    assert [str(article.get("/Lang", "")) for article in articles(volume)] == ["fr", "", "", ""]


def test_releases_come_back(bound, releases, tmp_path):
    """Each release is inside under a name of its own, bound to its article."""
    file = bound.save(tmp_path / "year.pdf")
    found = {name: build(source, read_json(source)) for name, source in embedded_releases(file).items()}
    assert list(found) == ["Le-phare-est-rallume.json", "LO-12-2026.json", "LO-12-2026-3.json", "LO-2-2026.json"]
    assert list(found.values()) == [releases[name] for name in ORDER]
    with pikepdf.open(file) as pdf:
        assert [str(article.AF[0].UF) for article in articles(pdf)] == list(found)
        assert [one.objgen for one in pdf.Root.AF] == [article.AF[0].objgen for article in articles(pdf)]


def test_what_is_alike_stands_once(volume):
    """There is one output intent, and no stream twice."""
    assert len(volume.Root.OutputIntents) == 1
    streams = [obj for obj in volume.objects if isinstance(obj, pikepdf.Stream)]
    alike = [(one.stream_dict.unparse(), one.read_raw_bytes()) for one in streams if one.get("/Type") != "/ObjStm"]
    assert len(alike) == len(set(alike))


def test_objects_are_found_fast(volume):
    """No object stream holds more than a hundred objects: readers go through one for each object they ask for."""
    counts = [int(obj.N) for obj in volume.objects if isinstance(obj, pikepdf.Stream) and obj.get("/Type") == "/ObjStm"]
    assert len(counts) > 1
    assert max(counts) == 100


def test_what_it_says_of_itself(volume, bound):
    """Title, author and date are those of the releases; the window shows the title and the outline."""
    info = {key: str(volume.docinfo[key]) for key in ("/Title", "/Author", "/CreationDate")}
    assert info == {
        "/Title": "Lighthouse Office 2025–2026",
        "/Author": "Lighthouse Office",
        "/CreationDate": "D:20260312000000+00'00'",
    }
    assert volume.Root.ViewerPreferences.DisplayDocTitle
    assert str(volume.Root.PageMode) == "/UseOutlines"
    assert bound.filename == "Lighthouse-Office-2025-2026.pdf"
    assert (bound.pages, bound.warnings) == (len(volume.pages), ())


def test_what_is_not_free_is_told(folder, release_of):
    """Embargoed releases and drafts are bound, and a warning names each; one that was released is not told."""
    embargo = {"embargo": "2026-05-20 06:00 Europe/London"}
    for name, fields in {"e": embargo, "f": {"status": "draft"}, "g": {"status": "released", **embargo}}.items():
        release = release_of(title=name, **fields)
        (folder / f"{name}.pdf").write_bytes(render(release, now=release.embargo).content)
    hint = "neither the volume's name nor its contents say so; leave it out, or bind it when it is free"
    assert [str(problem) for problem in bind(folder).warnings] == [
        f"{folder / 'e.pdf'}: embargo: the release is under embargo, and {hint}",
        f"{folder / 'f.pdf'}: status: the release is a draft, and {hint}",
    ]


def test_titles(folder, release_of, tmp_path):
    """A title that is given counts; without a common issuer and without dates it is what there is."""
    lone = render(release_of()).save(tmp_path / "lone.pdf")
    cases = [
        (bind(folder, title="All our lights"), "All our lights"),
        (bind([folder, lone]), "2025–2026"),
        (bind(lone), "Contents"),
        (bind(lone, language="de"), "Inhalt"),
    ]
    for pdf, title in cases:
        assert pypdf.PdfReader(io.BytesIO(pdf.content)).metadata.title == title


def test_the_layout_that_releases_name(folder, write_layout, release_of, tmp_path):
    """Contents are set in the layout that all releases name; where they differ, in the shipped one."""
    write_layout('extends = "agency"\n[labels.en]\ncontents = "In this volume"')
    own = render(release_of(layout="brand")).save(tmp_path / "own.pdf")
    cases = [
        (bind(own), "In this volume"),
        (bind([own, folder]), "Contents"),
        (bind(folder, "brand"), "In this volume"),
    ]
    for pdf, heading in cases:
        assert heading in pypdf.PdfReader(io.BytesIO(pdf.content)).pages[0].extract_text()


def test_what_poppler_reads(bound, tmp_path):
    """Poppler's reading of the tags has each entry in one piece, and the releases after them."""
    pdfinfo = shutil.which("pdfinfo")
    if pdfinfo is None:
        pytest.skip("poppler is not installed")
    file = bound.save(tmp_path / "year.pdf")
    run = subprocess.run([pdfinfo, "-struct-text", file], capture_output=True, text=True, check=True)
    text = "\n".join(line.strip() for line in run.stdout.splitlines())
    assert '"12 March 2026 It shines LO-12-2026 4 "' in text
    assert text.index("TOC") < text.index("\nArt") < text.index("Le phare éclaire.")


def test_releases_without_names(release_of, tmp_path):
    """Releases whose titles have no Latin letters are attached under numbers, never as a PDF's only release."""
    files = [render(release_of(title=title)).save(tmp_path / f"{title}.pdf") for title in ("Огни", "Маяк")]
    found = embedded_releases(bind(files, title="T").save(tmp_path / "year.pdf"))
    assert list(found) == ["release-1.json", "release-2.json"]


def test_a_volume_of_one(release_of, tmp_path):
    """One release can be bound, too."""
    file = bind(render(release_of(reference="LO-1")).save(tmp_path / "one.pdf")).save(tmp_path / "year.pdf")
    assert list(embedded_releases(file)) == ["LO-1.json"]
    assert verify(file).passed


def test_the_contents_tell_titles_and_references_as_they_are_set(release_of, tmp_path):
    """The parts of a title stay apart, and a character that nothing shows is left out as in the release itself."""
    release = release_of(title=["The lamp", "It is lit again"], reference="LO\x00-7")
    render(release).save(tmp_path / "lamp.pdf")
    pages = pypdf.PdfReader(io.BytesIO(bind(tmp_path / "lamp.pdf").content)).pages
    text = " ".join(pages[0].extract_text().split())
    assert "The lamp · It is lit again" in text
    assert "LO-7" in text
