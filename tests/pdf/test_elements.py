"""What elements say of themselves: tables and their cells, notes, words of other languages, bold and italic."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from pdf_reading import elements, kids, marks, open_pdf

from pressprint import Foreign, Heading, Paragraph, ReadError, Text, read, render
from pressprint.conformance import verify
from pressprint.pages import Document, Element, TextItem
from pressprint.pdf import pdf_bytes
from pressprint.pdf.metadata import metadata_of
from pressprint.release import plain
from pressprint.text import prepare


def _texts(pdf) -> dict[str, list[str]]:
    """The text that elements of each type hold themselves, in the order of the tree."""
    shown = {(page.obj.objgen, m.mcid): m.shown for page in pdf.pages for m in marks(page) if m.mcid is not None}
    found: dict[str, list[str]] = {}
    for element in elements(pdf):
        own = [shown[element.Pg.objgen, kid] for kid in kids(element) if isinstance(kid, int)]
        found.setdefault(str(element.S)[1:], []).append("".join(own).strip())
    return found


def test_bold_and_italic_stand_for_spans(release_of):
    """Bold and italic words are elements of types that are mapped to Span, the lead being bold throughout."""
    release = read("---\ntitle: T\nlanguage: en\n---\n**Lead.**\n\nA **bold** and an *italic* word.\n")
    with open_pdf(render(release).content) as pdf:
        assert {str(key): str(value) for key, value in pdf.Root.StructTreeRoot.RoleMap.items()} == {
            "/Em": "/Span",
            "/Strong": "/Span",
        }
        texts = _texts(pdf)
    assert texts["Strong"] == ["Lead.", "bold"]
    assert texts["Em"] == ["italic"]


def test_no_role_is_mapped_without_need(release_of):
    """A file without bold or italic words has no role map."""
    with open_pdf(render(release_of(body=["Plain."])).content) as pdf:
        assert "/RoleMap" not in pdf.Root.StructTreeRoot


def test_a_heading_in_bold_has_its_bookmark(release_of):
    """A heading whose words are bold is found by the outline as any other."""
    heading = Heading(content=[{"type": "strong", "content": "Bold part"}])
    body = [heading, "Text. " * 900, "Text. " * 900, Heading(content="Plain part"), "Text."]
    with open_pdf(render(release_of(body=body)).content) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root[0].children] == ["Bold part", "Plain part"]


def test_notes_have_identifiers_that_lead_to_them(release_of):
    """Each note is a Note with an identifier of its own, which the tree of identifiers knows (14289-1, 7.9)."""
    notes = ["One.", {"type": "heading", "content": "More"}, "Two.", {"type": "list", "items": ["a", "b"]}]
    with open_pdf(render(release_of(notes=notes)).content) as pdf:
        found = [element for element in elements(pdf) if str(element.S) == "/Note"]
        names = list(pdf.Root.StructTreeRoot.IDTree.Names)
        assert len(found) == 3
        by_name = {str(name): element.objgen for name, element in zip(names[::2], names[1::2], strict=True)}
        assert by_name == {str(element.ID): element.objgen for element in found}
        assert sorted(by_name) == [str(name) for name in names[::2]]
        assert [str(kids(element)[0].S) for element in found] == ["/P", "/P", "/L"]


# -- what holds nothing to print


BLANKS = ["\u00a0", "\u2003", "\n", "\u200b"]


@pytest.mark.parametrize("blank", BLANKS)
def test_what_holds_only_blanks_is_no_element(blank, release_of, tmp_path):
    """Paragraphs, items, headings, links and bold text of nothing but blanks are in the release and not in the tree."""
    link = {"type": "link", "href": "https://lights.example", "content": blank}
    body = [
        *("One.", Paragraph(content=blank), Heading(level=2, content=blank), Heading(level=3, content="Head")),
        {"type": "list", "items": [blank, "item"]},
        Paragraph(content=["Two ", {"type": "strong", "content": blank}, "words ", link]),
    ]
    release = release_of(body=body)
    pdf = render(release)
    file = pdf.save(tmp_path / "lamp.pdf")
    assert verify(file).findings == ()
    assert read(file) == release
    assert any("has no words and is set without it" in problem.what for problem in pdf.warnings)
    with open_pdf(pdf.content) as opened:
        kinds = [str(element.S)[1:] for element in elements(opened)]
    assert [kind for kind in kinds if kind in ("H1", "H2", "H3", "Link", "Strong")] == ["H1", "H2"]


# -- words of other languages


def test_foreign_words_say_their_language(release_of):
    """Words of another language are a Span with it, also in bold; the document's own language is not repeated."""
    text = "---\ntitle: T\nlanguage: fr\n---\nLe [machine **learning**]{lang=en} arrive.\n"
    release = read(text)
    assert release.body[0].content[1] == Foreign(
        language="en", content=(Text(text="machine "), {"type": "strong", "content": "learning"})
    )
    with open_pdf(render(release).content) as pdf:
        languages = [str(element.Lang) for element in elements(pdf) if "/Lang" in element]
        assert languages == ["en"]
        assert _texts(pdf)["Span"] == ["machine"]
        assert _texts(pdf)["Strong"] == ["learning"]


def test_foreign_words_are_set_as_written(release_of, compose_release):
    """The rules of the release's language leave words of another one alone."""
    release = release_of(
        language="fr", body=[Paragraph(content=["Il dit : ", Foreign(language="en", content='"Why?"'), " !"])]
    )
    document = compose_release(release)
    items = [item for item in document.pages[0].items if isinstance(item, TextItem)]
    words = [word.text for item in items for segment in item.line.segments for word in segment.words]
    assert '"Why?"' in words
    assert "«" not in "".join(words)


def test_foreign_words_are_never_divided(release_of, compose_release):
    """No line ends within a word of another language, where one of the release's own would."""
    word = "Donaudampfschifffahrtsgesellschaft"
    plain = compose_release(release_of(language="de", body=[f"{word.lower()} " * 40]))
    foreign = compose_release(
        release_of(language="de", body=[Paragraph(content=Foreign(language="nl", content=f"{word.lower()} " * 40))])
    )
    divided = [
        sum(item.line.is_divided for page in document.pages for item in page.items if hasattr(item, "line"))
        for document in (plain, foreign)
    ]
    assert divided[0] > 0
    assert divided[1] == 0


def test_foreign_words_keep_the_joiners_of_their_script(release_of):
    """What joins letters in another language's script is kept there, and taken out of the release's own text."""
    release = release_of(body=[Paragraph(content=["a\u200cb ", Foreign(language="fa", content="\u200c")])])
    prepared, removed, _ = prepare(release)
    assert plain(prepared.body[0].content) == "ab \u200c"
    assert len(removed) == 1


@pytest.mark.parametrize(
    ("markdown", "message"),
    [
        ("[a]{lang=1}", "“1” is not the tag of a language; expected one such as en or pt-BR"),
        ("[a]{.red}", "braces after words in brackets may only tell their language, such as [words]{lang=en}"),
    ],
)
def test_what_braces_may_not_say(markdown, message):
    """Braces that do not tell a language are refused where they stand."""
    with pytest.raises(ReadError) as caught:
        read(f"---\ntitle: T\nlanguage: en\n---\nText.\n\n{markdown}\n")
    assert str(caught.value) == f"7: {message}"


# -- tables


@pytest.fixture
def table(release_of, compose_release) -> Document:
    """Four paragraphs that are made the cells of a table of two rows."""
    document = compose_release(release_of(body=["Gate", "Height", "North", "5.9"]))
    elements = list(document.elements)
    cells = [item.line.segments[0].node for item in document.pages[0].items if isinstance(item, TextItem)][-4:]
    start = len(elements)
    elements += [Element("Table", 0), Element("THead", start), Element("TBody", start)]
    elements += [Element("TR", start + 1), Element("TR", start + 2)]
    elements[cells[0]] = Element("TH", start + 3, scope="Column", row_span=1, column_span=2)
    elements[cells[1]] = Element("TH", start + 3, scope="Column")
    elements[cells[2]] = Element("TH", start + 4, scope="Row", row_span=2)
    elements[cells[3]] = Element("TD", start + 4)
    return replace(document, elements=tuple(elements))


def test_cells_say_what_they_head_and_span(table, release_of):
    """Header cells have their scope, and cells that span several say how many (ISO 32000-1, 14.8.5.7)."""
    content = pdf_bytes(table, metadata_of(release_of(), None))
    with open_pdf(content) as pdf:
        found = {text: e for e in elements(pdf) for text in [_own_text(pdf, e)] if str(e.S) in ("/TH", "/TD")}
        told = {
            text: {str(key): str(value) for key, value in element.A.items()} if "/A" in element else {}
            for text, element in found.items()
        }
        assert told == {
            "Gate": {"/O": "/Table", "/Scope": "/Column", "/ColSpan": "2"},
            "Height": {"/O": "/Table", "/Scope": "/Column"},
            "North": {"/O": "/Table", "/Scope": "/Row", "/RowSpan": "2"},
            "5.9": {},
        }
        assert [str(e.S) for e in elements(pdf)][-9:] == [
            *("/Table", "/THead", "/TR", "/TH", "/TH", "/TBody", "/TR", "/TH", "/TD"),
        ]


def _own_text(pdf, element) -> str:
    shown = {(page.obj.objgen, m.mcid): m.shown for page in pdf.pages for m in marks(page) if m.mcid is not None}
    return "".join(shown[element.Pg.objgen, kid] for kid in kids(element) if isinstance(kid, int)).strip()
