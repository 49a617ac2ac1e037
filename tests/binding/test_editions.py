"""One release in several languages: PDFs that name each other, and all joined in one."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pdfua
import pikepdf
import pytest
from fake_fonts import write_font
from PIL import Image

from pressprint import (
    Layout,
    Pdf,
    ReadError,
    Release,
    SettingError,
    bind,
    join_editions,
    lifted,
    load_layout,
    read,
    render,
    render_editions,
)
from pressprint.conformance import verify
from pressprint.readers import embedded_releases
from pressprint.readers.build import build
from pressprint.readers.tree import read_json

SENTENCE = "The lamp was built in 1907 and its lens weighs two tonnes, for which ships have asked since. "
ARABIC = "أضيء فنار الرأس الرمادي من جديد"


@pytest.fixture
def brand(write_layout) -> Layout:
    """The house layout with a font for Arabic and Japanese."""
    folder = write_layout('extends = "agency"\n', "brand")
    letters = set(ARABIC) | set("العربيةمتوفرأيضًاباللغاتبيانصحفيجهةالاتصالالإعلاميمارس٠١٢٣٤٥٦٧٨٩،")
    write_font(folder / "Arabic-Regular.ttf", letters)
    write_font(folder / "Japanese-Regular.ttf", "日本語灯台プレスリリース他の言語版：年月")
    return load_layout(folder)


def lamp(language: str, title: str, **fields: object) -> Release:
    """A release about a lamp."""
    return Release(**{"title": title, "language": language, "reference": "LO-12", "date": "2026-03-12", **fields})


@pytest.fixture
def french() -> Release:
    return lamp("fr", "Le phare est rallumé", lead="Il éclaire.", links=["https://lights.example"], notes=["Une note."])


@pytest.fixture
def english() -> Release:
    """A release of two pages with bookmarks of its own."""
    parts = [{"type": "heading", "content": name} for name in ("How", "Why")]
    return lamp(
        "en", "The light is lit", body=[parts[0], *[SENTENCE * 6] * 9, parts[1], "For the ships."], notes=["A."]
    )


@pytest.fixture
def arabic() -> Release:
    return lamp("ar", ARABIC, body=[ARABIC])


def links(page: pikepdf.Page) -> list[tuple[str, str]]:
    """Where the links of a page lead that are not on the web, and what is said of them."""
    found = []
    for annotation in page.get("/Annots", []):
        action = annotation.A
        if action.S != "/URI":
            target = action.D if action.S == "/GoTo" else action.F.UF
            found.append((str(target), str(annotation.Contents)))
    return found


def opened(pdf: Pdf) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf.content))


def said(*releases: Release, **how: object) -> str:
    """Why these are no editions of one release; both ways of setting them say the same."""
    with pytest.raises(ReadError) as caught:
        render_editions(releases, **how)
    with pytest.raises(ReadError) as again:
        join_editions(releases, **how)
    assert str(caught.value) == str(again.value)
    return str(caught.value)


def test_siblings_name_each_other(french, english):
    """Each is a PDF of its own, named after reference and language, that leads to the others' files."""
    pdfs = render_editions([french, english, lamp("de", "Das Licht")])
    assert [pdf.filename for pdf in pdfs] == ["LO-12-fr.pdf", "LO-12-en.pdf", "LO-12-de.pdf"]
    with opened(pdfs[0]) as pdf:
        assert links(pdf.pages[-1]) == [
            ("LO-12-en.pdf", "English: The light is lit"),
            ("LO-12-de.pdf", "Deutsch: Das Licht"),
        ]
        packet = pdf.Root.Metadata.read_bytes().decode()
    bag = "<rdf:Bag><rdf:li>LO-12-en.pdf</rdf:li><rdf:li>LO-12-de.pdf</rdf:li></rdf:Bag>"
    assert f"<dc:relation>{bag}</dc:relation>" in packet
    assert "<dc:language><rdf:Bag><rdf:li>fr</rdf:li></rdf:Bag></dc:language>" in packet


def test_siblings_conform(french, english, arabic, brand, tmp_path):
    """Each passes the checks, and what it carries is set again to the same bytes under the same name."""
    for pdf in render_editions([french, english, arabic], brand):
        file = pdf.save(tmp_path)
        assert verify(file).findings == ()
        assert not pdfua.validate(file).findings
        again = render(read(file), brand)
        assert (again.content, again.filename) == (pdf.content, pdf.filename)


def test_the_same_again(french, english, tmp_path):
    """The releases that siblings carry make the same siblings."""
    pdfs = render_editions([french, english])
    assert render_editions([read(pdf.save(tmp_path)) for pdf in pdfs]) == pdfs


def test_what_a_release_says_itself(french, english):
    """An address goes before a file's name, and languages beyond those at hand stay."""
    own = french.model_copy(update={"editions": lamp("fr", "x", editions=[
        {"language": "br"}, {"language": "en", "url": "https://lights.example/en", "title": "Lit"},
    ]).editions})  # fmt: skip
    first = read_back(render_editions([own, english])[0])
    assert [(e.language, e.target, e.title) for e in first.editions] == [
        ("en", "https://lights.example/en", "Lit"),
        ("br", None, None),
    ]


def read_back(pdf: Pdf) -> Release:
    Path("back.pdf").write_bytes(pdf.content)
    return read("back.pdf")


def test_the_one_that_counts(french, english):
    """The authoritative edition is marked in the others, and in it nothing is."""
    pdfs = render_editions([french, english], authoritative="FR")
    assert [[e.authoritative for e in read_back(pdf).editions] for pdf in pdfs] == [[False], [True]]


def test_joined(french, english, arabic, brand):
    """One file: its language and title are the first one's; pages, labels and bookmarks are of each part."""
    joined = join_editions([french, english, arabic], brand)
    assert (joined.pages, joined.filename) == (4, "LO-12.pdf")
    with opened(joined) as pdf, pdf.open_outline() as outline:
        assert (str(pdf.Root.Lang), str(pdf.docinfo.Title)) == ("fr", "Le phare est rallumé")
        assert [page.label for page in pdf.pages] == ["fr-1", "en-1", "en-2", "ar-1"]
        assert [item.title for item in outline.root] == [
            "français – Le phare est rallumé",
            "English – The light is lit",
            f"العربية – {ARABIC}",
        ]
        assert [item.title for item in outline.root[1].children] == ["How", "Why", "Notes to editors"]
        assert [item.destination[0].objgen for item in outline.root] == [pdf.pages[n].obj.objgen for n in (0, 1, 3)]
        languages = "<rdf:li>fr</rdf:li><rdf:li>en</rdf:li><rdf:li>ar</rdf:li>"
        packet = pdf.Root.Metadata.read_bytes().decode()
        assert f"<dc:language><rdf:Bag>{languages}</rdf:Bag></dc:language>" in packet
        assert "dc:relation" not in packet


def test_parts_are_in_their_languages(french, english, arabic, brand):
    """The tree holds a Part for each edition, with its language and the release that it was made of."""
    with opened(join_editions([french, english, arabic], brand)) as pdf:
        top = pdf.Root.StructTreeRoot.K
        parts = [(str(k.S), str(k.Lang), str(k.AF[0].UF)) for k in top.K]
        first = [str(kid.S) for kid in top.K[2].K]
        notes = [str(name) for name in list(pdf.Root.StructTreeRoot.IDTree.Names)[::2]]
    assert str(top.S) == "/Document"
    assert parts == [("/Part", tag, f"LO-12-{tag}.json") for tag in ("fr", "en", "ar")]
    assert "/H1" in first
    assert [name.rpartition("-note")[0] for name in notes] == ["edition-en", "edition-fr"]


def test_parts_lead_to_each_other(french, english):
    """In the joined file the names at the foot lead to the first page of the other part."""
    own = english.model_copy(update={"editions": lamp("en", "x", editions=[
        {"language": "fr", "url": "https://lights.example/fr"},
    ]).editions})  # fmt: skip
    with opened(join_editions([french, own])) as pdf:
        assert links(pdf.pages[0]) == [("edition-en", "English: The light is lit")]
        assert links(pdf.pages[-1]) == [("edition-fr", "français: Le phare est rallumé")]
        names = list(pdf.Root.Names.Dests.Names)
        places = {str(name): place[0].objgen for name, place in zip(names[::2], names[1::2], strict=True)}
        assert places == {"edition-fr": pdf.pages[0].obj.objgen, "edition-en": pdf.pages[1].obj.objgen}


def test_the_joined_file_conforms(french, english, arabic, brand, tmp_path):
    """With parts from left to right, from right to left, and without spaces it passes all checks."""
    file = join_editions([french, english, arabic, lamp("ja", "灯台")], brand).save(tmp_path)
    report = verify(file)
    assert report.findings == ()
    assert not [rule for rule in report.not_checked if rule.startswith("A 6.8 (source)")]
    assert not pdfua.validate(file).findings
    if qpdf := shutil.which("qpdf"):
        run = subprocess.run([qpdf, "--check", file], capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stdout + run.stderr


def test_verify_holds_each_part_against_its_release(french, english, tmp_path):
    """A text that another part shows is missed in its own."""
    own = english.model_copy(update={"title": ("Le phare est rallumé",)})
    file = join_editions([french, own]).save(tmp_path)
    content = file.read_bytes()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        first, second = pdf.Root.StructTreeRoot.K.K
        first.AF, second.AF = second.AF, first.AF
        pdf.save(file)
    places = [str(finding.place) for finding in verify(file).findings if finding.rule == "A 6.8 (source)"]
    assert {place.partition(",")[0] for place in places} == {"LO-12-fr.json", "LO-12-en.json"}


def test_it_carries_what_was_given(french, english, tmp_path):
    """The releases inside are those of the author, and make the same file again."""
    joined = join_editions([french, english])
    sources = embedded_releases(joined.save(tmp_path))
    assert list(sources) == ["LO-12-fr.json", "LO-12-en.json"]
    for name, source in sources.items():
        Path(name).write_text(source.text, encoding="utf-8")
    again = [read(name) for name in sources]
    assert again == [french, english]
    assert join_editions(again).content == joined.content


def test_without_sources(french, english, tmp_path):
    """Where the releases are left out the joined file is whole all the same."""
    file = join_editions([french, english], embed_source=False).save(tmp_path)
    assert verify(file).findings == ()
    with pikepdf.open(file) as pdf:
        assert "/AF" not in pdf.Root
        assert "/EmbeddedFiles" not in pdf.Root.Names


def test_siblings_can_be_bound(french, english, tmp_path):
    """A volume takes siblings in as it does other releases; a joined file is a volume itself."""
    files = [pdf.save(tmp_path) for pdf in render_editions([french, english])]
    assert verify(bind(files).save(tmp_path / "year.pdf")).findings == ()
    with pytest.raises(ReadError, match="is a volume itself; bind the PDFs that it was made of"):
        bind(join_editions([french, english]).save(tmp_path / "joined.pdf"))


def test_numbers_that_end_in_the_language(french, english):
    """Offices that put the language into the number have one number, and it stands once in a file's name."""
    pair = [french.model_copy(update={"reference": "lo12-fr"}), english.model_copy(update={"reference": "lo12-en"})]
    assert [pdf.filename for pdf in render_editions(pair)] == ["lo12-fr.pdf", "lo12-en.pdf"]


def test_a_number_that_is_given(french, english):
    """With the number of them all the releases may have different ones, and files are named after it."""
    pair = [french, english.model_copy(update={"reference": "LO-13"})]
    assert [pdf.filename for pdf in render_editions(pair, reference="LO 12")] == ["LO-12-fr.pdf", "LO-12-en.pdf"]
    assert join_editions(pair, reference="LO 12").filename == "LO-12.pdf"


def test_what_does_not_belong_together(french, english):
    """One release, two of a language, different numbers: each is said with what to do."""
    assert said(french) == "edition “fr”: there is one release; editions are two or more, each in a language of its own"
    assert said() == "there is no release; editions are two or more, each in a language of its own"
    twice = "b.md: language: is in “fr” as a.md is; each language has one edition"
    assert said(french, french, names=["a.md", "b.md"]) == twice
    assert said(french, english.model_copy(update={"reference": "LO-13"})) == (
        "reference: the references differ: “LO-12” (edition “fr”) and “LO-13” (edition “en”); "
        "leave out what does not belong here, or give the reference of them all"
    )
    assert "and none (edition “en”)" in said(french, english.model_copy(update={"reference": None}))
    assert said(french, english, authoritative="de") == (
        "authoritative: no edition is in “de”; expected one of fr and en"
    )


def test_names_are_one_for_each(french, english):
    """A list of names that does not fit is a mistake of whoever calls."""
    with pytest.raises(ValueError, match="there are 1 names for 2 releases"):
        render_editions([french, english], names=["a"])


def test_which_cannot_be_set(french, english):
    """An error of setting says which of them it is about."""
    odd = english.model_copy(update={"subtitle": "\U00012000"})
    for way in (render_editions, join_editions):
        with pytest.raises(SettingError) as caught:
            way([french, odd])
        assert str(caught.value).startswith("edition “en”: subtitle: the character")


def test_an_embargo(french, english):
    """Siblings under embargo say so in their names, the joined file too; lifted they lead to lifted ones."""
    end = "2026-05-20 06:00 Europe/London"
    pair = [Release(**{**release.model_dump(exclude_defaults=True), "embargo": end}) for release in (french, english)]
    mark = "EMBARGO-2026-05-20-0500UTC"
    pdfs = render_editions(pair)
    assert [pdf.filename for pdf in pdfs] == [f"{mark}-LO-12-fr.pdf", f"{mark}-LO-12-en.pdf"]
    joined = join_editions(pair)
    assert (joined.filename, joined.standing) == (f"{mark}-LO-12.pdf", pdfs[0].standing)
    later = datetime(2026, 6, 1, tzinfo=UTC)
    free = lifted(read_back(pdfs[0]), now=later)
    assert render(free, now=later).filename == "LO-12-fr.pdf"
    assert [edition.file for edition in free.editions] == ["LO-12-en.pdf"]
    assert render_editions([lifted(release, now=later) for release in pair], now=later)[1].filename == "LO-12-en.pdf"
    assert said(pair[0], english) == (
        "embargo: the embargoes differ; give each edition the same, so that none is free before the others"
    )


def test_pictures(french, english, tmp_path):
    """A picture that two editions show is in the joined file once, and comes out again with each release."""
    Image.new("RGB", (300, 200), "#204060").save(tmp_path / "lamp.png")
    figure = {"type": "figure", "src": "lamp.png", "alt": "A lamp"}
    pair = [Release(**{**one.model_dump(exclude_defaults=True), "body": [figure]}) for one in (french, english)]
    file = join_editions(pair, images=tmp_path).save(tmp_path / "both.pdf")
    assert verify(file).findings == ()
    with pikepdf.open(file) as pdf:
        shown = [image.objgen for page in pdf.pages for image in page.Resources.XObject.values()]
    assert len(shown) == 2
    assert len(set(shown)) == 1
    (first, second) = (build(source, read_json(source)) for source in embedded_releases(file).values())
    assert join_editions([first, second]).content == file.read_bytes()
    for pdf in render_editions(pair, images=tmp_path):
        assert render(read(pdf.save(tmp_path))).content == pdf.content


def test_verify_wants_files_named(french, english, tmp_path):
    """A link to a sibling that has lost a name of its file is found."""
    file = render_editions([french, english])[1].save(tmp_path)
    with pikepdf.open(io.BytesIO(file.read_bytes())) as pdf:
        (link,) = (a for a in pdf.pages[-1].Annots if a.A.S == "/GoToR")
        del link.A.F.UF
        pdf.save(file)
    (finding,) = verify(file).findings
    assert "leads to a file that has no name in F or in UF" in str(finding)
