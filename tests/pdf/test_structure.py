"""What a screen reader finds: marks, the structure tree, links, bookmarks (ISO 32000-1, 14.6 to 14.8)."""

from __future__ import annotations

import pytest
from pdf_reading import elements, kids, marks, open_pdf, parents, tree

from pressprint import load_layout, render


@pytest.fixture(params=["full", "long"])
def pdf(request, full_pdf, long_pdf):
    """Either PDF, opened."""
    with open_pdf({"full": full_pdf, "long": long_pdf}[request.param].content) as opened:
        yield opened


def test_all_that_is_painted_is_marked(pdf):
    """Marks open and close, never nest, and each text and path stands in one; no mark is empty."""
    for page in pdf.pages:
        found = marks(page)
        assert all(mark.painted for mark in found)
        assert all(mark.tag == "/Artifact" or mark.mcid is not None for mark in found)
        assert {mark.tag for mark in found} <= {
            *("/Artifact", "/Span", "/Strong", "/Em", "/Link", "/P", "/Lbl"),
            *("/H1", "/H2", "/H3", "/H4", "/H5", "/H6"),
        }


def test_identifiers_count_from_nought(pdf):
    """The identifiers of a page's marks count up from 0 in the order of painting."""
    for page in pdf.pages:
        identifiers = [mark.mcid for mark in marks(page) if mark.mcid is not None]
        assert identifiers == list(range(len(identifiers)))


def test_each_mark_leads_to_its_element_and_back(pdf):
    """By a page's StructParents and the parent tree each mark has one element, which lists it among its kids."""
    by_key = parents(pdf)
    for page in pdf.pages:
        of_page = by_key[int(page.StructParents)]
        found = [mark for mark in marks(page) if mark.mcid is not None]
        assert len(of_page) == len(found)
        for mark in found:
            element = of_page[mark.mcid]
            assert mark.tag in ("/Span", str(element.S))
            listed = [
                (element.Pg if isinstance(kid, int) else kid.Pg, kid if isinstance(kid, int) else int(kid.MCID))
                for kid in kids(element)
                if isinstance(kid, int) or kid.get("/Type") == "/MCR"
            ]
            assert [number for at, number in listed if at.objgen == page.obj.objgen].count(mark.mcid) == 1


def test_each_element_knows_its_parent(pdf):
    """The tree hangs together: each element's P is the one that lists it, and the root is the tree's."""
    root = pdf.Root.StructTreeRoot
    assert root.Type == "/StructTreeRoot"
    assert root.K.P.objgen == root.objgen
    for element in elements(pdf):
        assert element.Type == "/StructElem"
        for kid in kids(element):
            if not isinstance(kid, int) and kid.get("/S"):
                assert kid.P.objgen == element.objgen


def test_keys_of_the_parent_tree_are_unique(pdf):
    """Pages and annotations share the parent tree's keys, and the next key is free."""
    used = [int(page.StructParents) for page in pdf.pages]
    used += [int(annotation.StructParent) for page in pdf.pages for annotation in page.get("/Annots", [])]
    assert sorted(used) == sorted(parents(pdf)) == list(range(len(used)))
    assert int(pdf.Root.StructTreeRoot.ParentTreeNextKey) == len(used)


def test_each_link_is_described_and_part_of_the_structure(pdf):
    """A link's annotation says where it leads, has a text for those who do not see it, and hangs in its element."""
    by_key = parents(pdf)
    count = 0
    for page in pdf.pages:
        assert page.get("/Tabs") == "/S"
        for annotation in page.get("/Annots", []):
            count += 1
            assert annotation.Subtype == "/Link"
            assert str(annotation.Contents)
            assert int(annotation.F) == 4
            element = by_key[int(annotation.StructParent)]
            assert element.S == "/Link"
            references = [kid for kid in kids(element) if not isinstance(kid, int) and kid.get("/Type") == "/OBJR"]
            assert annotation.objgen in [reference.Obj.objgen for reference in references]
            left, bottom, right, top = map(float, annotation.Rect)
            assert 0 < left < right < 596
            assert 0 < bottom < top < 842
    assert count


def test_links_lead_where_they_should(full_pdf):
    """Web addresses, e-mails and numbers are links with their addresses, in the order of the page."""
    with open_pdf(full_pdf.content) as pdf:
        found = [(str(a.A.URI), str(a.Contents)) for a in pdf.pages[0].Annots]
    assert found == [
        ("https://www.lights.example/plans", "Website www.lights.example/plans"),
        ("mailto:lamp@lights.example", "Email lamp@lights.example"),
        ("tel:+44-20-7946-0018", "Call +44 20 7946 0018"),
        ("mailto:maud@lights.example", "Email Maud Kervella"),
        ("tel:+44-20-7946-0019", "Call +44 20 7946 0019"),
        ("https://www.lights.example", "Website www.lights.example"),
    ]


def test_a_link_over_two_lines_is_one_element(long_pdf):
    """A link that is broken over lines has an annotation for each line and one element."""
    with open_pdf(long_pdf.content) as pdf:
        broken = [
            element
            for element in elements(pdf)
            if element.S == "/Link" and sum(not isinstance(kid, int) and "/Obj" in kid for kid in kids(element)) > 1
        ]
        assert broken
        for element in broken:
            addresses = {str(kid.Obj.A.URI) for kid in kids(element) if not isinstance(kid, int) and "/Obj" in kid}
            assert len(addresses) == 1


def test_bold_words_in_a_link_are_linked(release_of):
    """Where the words of a link are bold or foreign, in part or throughout, the link leads from all of them."""
    linked = [{"type": "strong", "content": "bold"}, " and ", {"type": "foreign", "language": "fr", "content": "loin"}]
    content = [{"type": "link", "href": "https://a.example", "content": part} for part in (linked, linked[:1])]
    body = [{"type": "paragraph", "content": [one]} for one in content]
    with open_pdf(render(release_of(body=body)).content) as pdf:
        boxes = [[float(side) for side in annotation.Rect] for annotation in pdf.pages[0].Annots]
        assert len(boxes) == 2
        assert boxes[0][2] - boxes[0][0] > 2 * (boxes[1][2] - boxes[1][0])
        links = [element for element in elements(pdf) if element.S == "/Link"]
        assert all(any(not isinstance(kid, int) and "/Obj" in kid for kid in kids(link)) for link in links)


@pytest.mark.parametrize(
    ("href", "uri"),
    [
        ("https://münchen.example/straße?q=ä", "https://xn--mnchen-3ya.example/stra%C3%9Fe?q=%C3%A4"),
        ("mailto:müller@lights.example", "mailto:m%C3%BCller@lights.example"),
        ("https://a.example/(x)\\y", "https://a.example/(x)\\y"),
    ],
)
def test_addresses_are_ascii(href, uri, release_of):
    """An address with other letters is written as addresses are, the host in punycode, the rest with percents."""
    content = [{"type": "link", "href": href, "content": "there"}]
    with open_pdf(render(release_of(body=[{"type": "paragraph", "content": content}])).content) as pdf:
        assert str(pdf.pages[0].Annots[0].A.URI) == uri


def test_the_tree_of_one_page(full_pdf, same_as_expected):
    """The structure tree of a release with one of each thing is as it was read and found right."""
    with open_pdf(full_pdf.content) as pdf:
        same_as_expected(tree(pdf), "tree-one-page")


def test_the_tree_of_a_brand(write_layout, logo, release_of, same_as_expected):
    """A logo is a figure with the organisation's name as its text."""
    toml = 'extends = "agency"\n[organisation]\nname = "Lighthouse Office"\nlogo = "logo.svg"\n'
    layout = load_layout(write_layout(toml, logo_svg=logo))
    release = release_of(title=["One line", "Another"], body=["A [lamp] (lit)."], contacts=[{"name": "Müller"}])
    with open_pdf(render(release, layout).content) as pdf:
        same_as_expected(tree(pdf), "tree-brand")


def test_a_sentence_over_a_page_break_is_one_element(long_pdf):
    """A paragraph that runs over a page break is one element, whose text is whole."""
    with open_pdf(long_pdf.content) as pdf:
        split = [line for line in tree(pdf).splitlines() if "[page " in line]
    assert split
    for line in split:
        text = line.partition("“")[2].rstrip("”").replace("[page 2]", "").replace("[page 3]", "")
        sentence = "The lamp was built in 1907 and its lens weighs two tonnes, for which ships have asked since."
        assert " ".join(text.split()).removeprefix("Paragraph ").lstrip("0123456789. ").startswith(sentence)
        assert not " ".join(text.split()).partition(sentence)[2].replace(sentence, "").split()


def test_headings_follow_each_other_without_a_gap(release_of):
    """A heading of level 4 right after one of level 2 is tagged as level 3, for no level may be left out."""
    body = [{"type": "heading", "level": level, "content": f"Level {level}"} for level in (2, 4, 2, 3, 6)]
    with open_pdf(render(release_of(body=[part for head in body for part in (head, "Text.")])).content) as pdf:
        kinds = [str(element.S) for element in elements(pdf) if str(element.S).startswith("/H")]
    assert kinds == ["/H1", "/H2", "/H3", "/H2", "/H3", "/H4"]


def test_headings_in_notes_follow_the_label_above_them(release_of):
    """A heading in the notes counts from “Notes to editors”, however deep the last one of the text was."""
    deep = [{"type": "heading", "level": level, "content": f"Level {level}"} for level in (2, 3, 4)]
    release = release_of(body=[*deep, "Text."], notes=[deep[2], "Note."])
    with open_pdf(render(release).content) as pdf:
        kinds = [str(element.S) for element in elements(pdf) if str(element.S).startswith("/H")]
    assert kinds == ["/H1", "/H2", "/H3", "/H4", "/H2", "/H3"]


def test_bookmarks(long_pdf, full_pdf):
    """A release of several pages has its headings as bookmarks, nested by their level; one page has none."""
    with open_pdf(long_pdf.content) as pdf, pdf.open_outline() as outline:
        (title,) = outline.root
        assert title.title == "The lighthouse at Grey Point is lit again"
        assert [item.title for item in title.children] == [f"Part {number}" for number in range(6)]
    with open_pdf(full_pdf.content) as pdf:
        assert "/Outlines" not in pdf.Root


def test_running_heads_are_artifacts(long_pdf):
    """Running heads and folios are no text: they stand in artifacts that say what they are."""
    with open_pdf(long_pdf.content) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            artifacts = [mark for mark in marks(page) if mark.tag == "/Artifact"]
            footers = [mark.shown for mark in artifacts if mark.properties.get("/Subtype") == "/Footer"]
            headers = [mark.shown for mark in artifacts if mark.properties.get("/Subtype") == "/Header"]
            assert "".join(footers).strip() == f"{number}/{len(pdf.pages)}"
            assert any("The lighthouse" in header for header in headers) == (number > 1)
            assert any("Press release" in header for header in headers) == (number == 1)
