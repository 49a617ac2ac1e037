"""Pages: what stands on them, in which order and where."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_text import block_of, kind_and_lines, lines, words

from pressprint import Release, SettingError, load_layout, render
from pressprint.fonts import open_book
from pressprint.pages import A4, LogoItem, RuleItem, TextItem
from pressprint.pages.desk import Desk
from pressprint.pages.opening import set_headline
from pressprint.release import Emphasis, Text

SENTENCE = "The lamp was built in 1907 and its lens weighs two tonnes, for which ships have asked since. "
BOTTOM = A4[1] - 52
LEFT, RIGHT = 88, A4[0] - 92


def _body(counts: list[int]) -> list[str]:
    """Paragraphs of so many sentences, about as many lines."""
    return [SENTENCE * count for count in counts]


def test_order(full_release, compose_release):
    """All parts of a release are painted in the order in which they are read."""
    (page,) = compose_release(full_release).pages
    assert lines(page) == [
        "Lighthouse Office",
        "For immediate release",
        "Coasts",
        "Heritage",
        "The lighthouse at Grey Point is lit again",
        "After eleven years the light turns once more",
        "Grey Point, 12 March 2026",
        "LO-12-2026",
        "The Lighthouse Office has lit the lamp at Grey Point again. It is seen far out.",
        "The lamp was built in 1907; its lens weighs two tonnes. Ships have asked for it.",
        "How it was done",
        "Two keepers and one fitter read the plans, see the plans. Write to lamp@lights.example.",
        "It is a fine light.",
        "Ines Falk, Keeper",
        "•",
        "a lens",
        "•",
        "a lamp",
        "9.",
        "the tower",
        "10.",
        "the door",
        "Notes to editors",
        "The office keeps 31 lights.",
        "About Lighthouse Office",
        "The Lighthouse Office looks after the lights of the north coast.",
        "Disclaimer",
        "Dates may change.",
        "Media contacts",
        "Maud Kervella",
        "Press",
        "Tel.\u00a0+44 20 7946 0018",
        "maud@lights.example",
        "Owen Pryce",
        "Tel.\u00a0+44 20 7946 0019",
        "www.lights.example",
    ]


def test_kinds(full_release, compose_release):
    """Each block has an element of its kind: title, headings, quote, lists, paragraphs."""
    document = compose_release(full_release)
    kinds = {text: kind for _, kind, _, text in kind_and_lines(document)}
    assert kinds["The lighthouse at Grey Point is lit again"] == "H1"
    assert kinds["How it was done"] == kinds["Notes to editors"] == kinds["Media contacts"] == "H2"
    assert kinds["9."] == "Lbl"
    assert [mark.text for mark in document.bookmarks[:2]] == [
        "The lighthouse at Grey Point is lit again",
        "How it was done",
    ]


def test_styles_in_the_text(full_release, compose_release):
    """Bold, italic and links are set as such, and each link is an element that knows where it leads."""
    document = compose_release(full_release)
    looks = {}
    for item in document.pages[0].items:
        for segment in item.line.segments if isinstance(item, TextItem) else ():
            looks[" ".join(word.text for word in segment.words)] = segment
    assert looks["keepers"].style.face.name.endswith("Bold")
    assert looks["one fitter"].style.face.name.endswith("Italic") or looks["one fitter"].style.face.name.endswith("It")
    link = looks["the plans"]
    assert link.style.underline
    assert document.elements[link.node].href == "https://www.lights.example/plans"
    mail = looks["lamp@lights.example"]
    assert not mail.style.underline
    assert (document.elements[mail.node].href, document.elements[mail.node].contents) == (
        "mailto:lamp@lights.example",
        "Email lamp@lights.example",
    )


def test_nothing_but_a_title(release_of, compose_release):
    """The least release is a page with its title, and the words “Press release” as furniture."""
    (page,) = compose_release(release_of()).pages
    assert lines(page) == ["The lighthouse at Grey Point is lit again"]
    assert lines(page, artifacts=True) == ["Press release"]


def test_a_website_and_no_contacts(release_of, compose_release):
    """A website without contacts stands under the hairline, without a label."""
    (page,) = compose_release(release_of(links=["https://www.lights.example/"])).pages
    assert lines(page)[-2:] == ["The lighthouse at Grey Point is lit again", "www.lights.example"]


def test_dateline_and_reference_share_a_line(release_of, compose_release):
    """Dateline at the left and reference at the right stand on one baseline; without a date only the place does."""
    (page,) = compose_release(release_of(place="Grey Point", date="2026-03-12", reference="LO-12")).pages
    placed = {words(item.line): item for item in page.items if isinstance(item, TextItem)}
    dateline, reference = placed["Grey Point, 12 March 2026"], placed["LO-12"]
    assert dateline.y == pytest.approx(reference.y)
    assert dateline.x == LEFT
    assert reference.x + reference.line.width == pytest.approx(RIGHT)
    (page,) = compose_release(release_of(place="Grey Point")).pages
    assert "Grey Point" in lines(page)


def test_dateline_and_reference_one_under_the_other(release_of, compose_release):
    """Where the two are too long for one line, the reference stands on the next, and nothing leaves the page."""
    release = release_of(place="Grey Point " * 7, date="2026-03-12", reference="Reference of many words " * 5)
    (page,) = compose_release(release).pages
    assert all(item.x + item.line.width <= RIGHT + 0.01 for item in page.items if isinstance(item, TextItem))


def test_a_logo_stands_for_the_name(write_layout, logo, release_of, compose_release):
    """A logo keeps its proportions and is furniture; the organisation's name is text at the foot, once."""
    toml = 'extends = "agency"\n[organisation]\nname = "Lighthouse Office"\nlogo = "logo.svg"\n'
    layout = load_layout(write_layout(toml, logo_svg=logo))
    document = compose_release(release_of(), layout)
    (item,) = [item for item in document.pages[0].items if isinstance(item, LogoItem)]
    assert (item.width, item.height) == (96, 32)
    assert item.node is None
    assert lines(document.pages[0]) == ["The lighthouse at Grey Point is lit again", "Lighthouse Office"]


def test_a_very_wide_logo_keeps_its_proportions(write_layout, logo, release_of, compose_release):
    """A logo too wide for the header is made smaller, not squeezed."""
    wide = logo.replace('viewBox="0 0 90 30" width="90"', 'viewBox="0 0 900 30" width="900"')
    layout = load_layout(write_layout('extends = "agency"\n[organisation]\nlogo = "logo.svg"\n', logo_svg=wide))
    (item,) = [i for i in compose_release(release_of(), layout).pages[0].items if isinstance(i, LogoItem)]
    assert item.width / item.height == pytest.approx(30)
    assert item.width < (RIGHT - LEFT) * 0.7


def test_a_title_of_several_lines(release_of, compose_release):
    """Each line of a title stands on a line of its own, all in one element."""
    title = ["A visit to the coast", "Preparing the winter", "The light and the harbour work together"]
    document = compose_release(release_of(title=title))
    found = [(node, text) for _, kind, node, text in kind_and_lines(document) if kind == "H1"]
    assert [text for _, text in found] == title
    assert len({node for node, _ in found}) == 1
    assert document.bookmarks[0].text == " ".join(title)


def test_a_title_line_is_made_smaller_before_it_breaks(release_of, compose_release):
    """The lines of a title that are a little too long are all set smaller, so that they stay as they were made."""
    title = ["Lighthouse, harbour and lifeboat office together", "A winter"]
    document = compose_release(release_of(title=title))
    sizes = {
        segment.style.size
        for item in document.pages[0].items
        if isinstance(item, TextItem)
        for segment in item.line.segments
        if document.elements[max(segment.node, 0)].kind == "H1"
    }
    assert [text for _, kind, _, text in kind_and_lines(document) if kind == "H1"] == title
    assert len(sizes) == 1
    assert 16 < sizes.pop() < 21


def test_a_long_title_is_balanced(release_of, compose_release):
    """The lines of a long title are about equally long."""
    document = compose_release(
        release_of(title="The lighthouse at Grey Point is lit again after eleven dark years at sea")
    )
    h1 = [
        item.line
        for item in document.pages[0].items
        if isinstance(item, TextItem) and item.line.segments[0].style.size > 16
    ]
    assert len(h1) == 2
    assert min(line.width for line in h1) > 0.7 * max(line.width for line in h1)


def test_a_wide_word_is_cut(release_of):
    """A word wider than the column is cut, told once, and no letter of it is lost."""
    pdf = render(release_of(title="T", body="W" * 120 + " and on."))
    assert [str(warning) for warning in pdf.warnings] == [
        f"body[1]: the word “{'W' * 59}…” is wider than the column and was broken"
    ]


@pytest.mark.parametrize("field", ["title", "lead", "body", "subtitle", "kickers", "notes", "legal"])
def test_wide_words_stay_on_the_page(field, release_of, compose_release):
    """However long a word is, its pieces stand between the margins, all of them."""
    word = "W" * 120
    value = {"kickers": [word], "title": ["T", word]}.get(field, word)
    document = compose_release(release_of(**{field: value}))
    items = [item for page in document.pages for item in page.items if isinstance(item, TextItem)]
    assert all(item.x >= LEFT - 0.01 and item.x + item.line.width <= RIGHT + 0.01 for item in items)
    assert sum(words(item.line).count("W") for item in items if not item.artifact) == 120


def test_an_empty_title_is_refused(release_of):
    """A title of characters that are taken out is refused as a fault of the title."""
    with pytest.raises(SettingError) as caught:
        render(release_of(title="\u200b"))
    assert str(caught.value) == "title: holds no character that can be printed"


def _labels(document, kind="Lbl"):
    return [
        (words(item.line), item.x, item.x + item.line.width)
        for item in document.pages[0].items
        if isinstance(item, TextItem) and document.elements[max(item.line.segments[0].node, 0)].kind == kind
    ]


@pytest.mark.parametrize("start", [1, 8, 98, 2019])
def test_numbers_of_a_list(start, release_of, compose_release):
    """A numbered list counts from its start, its numbers end on one line and never run into the text."""
    items = ["the tower", "the door", "the stair"]
    document = compose_release(release_of(body=[{"type": "list", "ordered": True, "start": start, "items": items}]))
    labels = _labels(document)
    assert [text for text, _, _ in labels] == [f"{number}." for number in range(start, start + 3)]
    (text_x,) = {item.x for item in document.pages[0].items if isinstance(item, TextItem) and words(item.line) in items}
    assert all(begin >= LEFT and end <= text_x - 2.9 for _, begin, end in labels)


def test_lists_inside_lists(release_of, compose_release):
    """A list inside a list is indented further, and its element stands in the item's body."""
    inner = {"type": "list", "items": ["inner"]}
    outer = {"type": "list", "items": [{"blocks": [{"type": "paragraph", "content": "outer"}, inner]}, "last"]}
    document = compose_release(release_of(body=[outer]))
    placed = {words(item.line): item for item in document.pages[0].items if isinstance(item, TextItem)}
    assert placed["outer"].x == placed["last"].x
    assert placed["outer"].x < placed["inner"].x
    node = block_of(document, placed["inner"].line.segments[0].node)
    path = []
    while node is not None:
        path.append(document.elements[node].kind)
        node = document.elements[node].parent
    assert path == ["P", "LBody", "LI", "L", "LBody", "LI", "L", "Document"]


def test_lists_nested_without_end(release_of, compose_release):
    """Lists inside lists, however deep, stay between the margins."""
    block = {"type": "list", "items": ["the innermost item of all"]}
    for _ in range(40):
        block = {"type": "list", "items": [{"blocks": [{"type": "paragraph", "content": "item"}, block]}]}
    for page in compose_release(release_of(body=[block])).pages:
        assert all(item.x + item.line.width <= RIGHT + 0.01 for item in page.items if isinstance(item, TextItem))


# -- over several pages


def test_furniture_of_one_page(release_of, compose_release):
    """A release of one page has no folio and no running head."""
    (page,) = compose_release(release_of(reference="LO-12", body=["One."])).pages
    assert lines(page, artifacts=True) == ["Press release"]


def test_folios_and_running_heads(release_of, compose_release):
    """On several pages each has its folio, and those after the first the title and the reference at their head."""
    pages = compose_release(release_of(reference="LO-12", body=_body([9] * 14))).pages
    count = len(pages)
    assert count >= 3
    title = "The lighthouse at Grey Point is lit again"
    assert lines(pages[0], artifacts=True) == ["Press release", f"1/{count}"]
    for number, page in enumerate(pages[1:], start=2):
        assert lines(page, artifacts=True) == [title, "LO-12", f"{number}/{count}"]
    for page in pages:
        (folio,) = [i for i in page.items if isinstance(i, TextItem) and i.artifact == "footer"]
        assert folio.y > BOTTOM
        assert folio.x + folio.line.width == pytest.approx(RIGHT)


def test_a_long_title_is_shortened_at_the_head(release_of, compose_release):
    """The running head has as much of a long title as fits beside the reference, ended with an ellipsis."""
    release = release_of(title="A lamp that is lit again, " * 15 + "at last", reference="LO-12", body=_body([6] * 14))
    page = compose_release(release).pages[1]
    heads = [item for item in page.items if isinstance(item, TextItem) and item.artifact == "header"]
    assert words(heads[0].line).startswith("A lamp that is lit again, A lamp")
    assert words(heads[0].line).endswith("…")
    assert heads[0].x + heads[0].line.width < heads[1].x


def test_the_embargo_stands_on_every_page(release_of, compose_release):
    """An embargo with its moment and zone is on each page: as text on the first, as furniture on the others."""
    release = release_of(embargo="2026-05-20 06:00 Europe/London", body=_body([6] * 14))
    pages = compose_release(release).pages
    line = "Embargoed until Wednesday 20 May 2026, 06:00 (London, UTC+1)"
    assert line in lines(pages[0])
    assert [lines(page, artifacts=True).count(line) for page in pages[1:]] == [1] * (len(pages) - 1)


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"status": "immediate"}, "For immediate release"),
        ({}, None),
    ],
)
def test_the_release_line(fields, line, release_of, compose_release):
    """A release that is free says so, once."""
    pages = compose_release(release_of(body=_body([6] * 14), **fields)).pages
    assert (line in lines(pages[0])) if line else len(lines(pages[0])) > 1
    assert all(line not in lines(page, artifacts=True) for page in pages)


def test_the_running_head_waits_for_a_block_to_end(release_of, compose_release):
    """Furniture is painted after the first block that ends on its page, never within a sentence over a page break."""
    document = compose_release(release_of(body=_body([9, 9, 9, 9, 9, 9, 9, 9])))
    assert len(document.pages) > 1
    before = None
    for page in document.pages:
        texts = [item for item in page.items if isinstance(item, TextItem)]
        first = block_of(document, texts[0].line.segments[0].node) if not texts[0].artifact else None
        if before is not None:
            assert first is not None, "the text comes before the running head"
            ending = [i for i, item in enumerate(texts) if not item.artifact and item.line.segments[0].node == first]
            furniture = [i for i, item in enumerate(texts) if item.artifact]
            assert furniture[0] == ending[-1] + 1
        before = first


@given(st.lists(st.integers(1, 14), min_size=1, max_size=30), st.booleans(), st.integers(0, 3))
@settings(max_examples=60)
def test_no_lonely_lines(compose_release, counts, lead, contacts):
    """A page break leaves two lines of a paragraph behind and takes two along, and no word is lost."""
    release = Release(
        title="T",
        language="en",
        lead=SENTENCE if lead else (),
        body=_body(counts),
        contacts=[{"name": f"N{n}", "phone": "+44 20 7946 0018"} for n in range(contacts)],
    )
    document = compose_release(release)
    placed = list(kind_and_lines(document))
    for (page, _, node, _), (next_page, _, next_node, _) in pairwise(placed):
        if next_page > page and node == next_node:
            assert sum(1 for p, _, n, _ in placed if (p, n) == (page, node)) >= 2
            assert sum(1 for p, _, n, _ in placed if (p, n) == (next_page, node)) >= 2
    printed = " ".join(text for _, kind, _, text in placed if kind == "P")
    told = " ".join([SENTENCE * lead, *release_texts(release)])
    assert told.split() == printed.split()[: len(told.split())]


def release_texts(release: Release) -> list[str]:
    """The paragraphs of a release."""
    return [block.content[0].text for block in release.body]


@given(st.lists(st.integers(1, 8), min_size=2, max_size=16))
@settings(max_examples=40)
def test_a_heading_stays_with_what_follows(compose_release, counts):
    """No page ends with a heading, and at least two lines of text follow one on its page."""
    body = []
    for number, text in enumerate(_body(counts)):
        body += [{"type": "heading", "content": f"Heading {number}"}, text]
    document = compose_release(Release(title="T", language="en", body=body))
    placed = list(kind_and_lines(document))
    for number, (page, kind, _, text) in enumerate(placed):
        if kind == "H2" and text.startswith("Heading"):
            following = [p for p, k, _, _ in placed[number + 1 : number + 3] if k == "P"]
            assert following
            assert set(following) == {page}


@given(st.lists(st.integers(1, 9), min_size=1, max_size=16), st.integers(1, 7), st.booleans())
@settings(max_examples=40)
def test_contacts_stand_at_the_foot_of_the_last_page(compose_release, counts, people, website):
    """The contacts are on the last page, whole, and end where the bottom margin begins, clear of the text."""
    contacts = [{"name": f"Name {n}", "role": "Press", "phone": "+44 20 7946 0018"} for n in range(people)]
    links = ["https://www.lights.example"] if website else []
    document = compose_release(Release(title="T", language="en", body=_body(counts), contacts=contacts, links=links))
    for page in document.pages[:-1]:
        assert not any("Name" in text for text in lines(page))
    texts = [item for item in document.pages[-1].items if isinstance(item, TextItem) and not item.artifact]
    label = next(n for n, item in enumerate(texts) if words(item.line).startswith("Media contact"))
    assert sum(words(item.line).startswith("Name") for item in texts[label:]) == people
    assert BOTTOM - 6 < max(item.y for item in texts) < BOTTOM
    if label:
        assert texts[label - 1].y < texts[label].y - 18
    hairline = [item for item in document.pages[-1].items if isinstance(item, RuleItem)][-1]
    assert hairline.y < texts[label].y
    assert hairline.width == pytest.approx(RIGHT - LEFT)


@pytest.mark.parametrize(("people", "columns"), [(1, 1), (2, 2), (3, 3), (4, 3), (7, 3)])
def test_contacts_stand_in_columns(people, columns, release_of, compose_release):
    """Up to three contacts stand side by side, further ones in rows below, read one after the other."""
    contacts = [{"name": f"Name {n}", "email": f"n{n}@lights.example"} for n in range(people)]
    (page,) = compose_release(release_of(contacts=contacts)).pages
    texts = [item for item in page.items if isinstance(item, TextItem)]
    names = [item for item in texts if words(item.line).startswith("Name")]
    assert [words(item.line) for item in names] == [f"Name {n}" for n in range(people)]
    apart = (RIGHT - LEFT + 16) / columns
    assert sorted({item.x for item in names}) == pytest.approx([LEFT + apart * n for n in range(columns)])
    assert len({item.y for item in names}) == -(-people // columns)
    order = [words(item.line) for item in texts[texts.index(names[0]) :]]
    assert order == [text for n in range(people) for text in (f"Name {n}", f"n{n}@lights.example")]


def test_one_contact_has_a_label_of_its_own(release_of, compose_release):
    """The label is in the singular for one contact."""
    (page,) = compose_release(release_of(contacts=[{"name": "A"}])).pages
    assert "Media contact" in lines(page)


def test_wide_contacts_take_fewer_columns(release_of, compose_release):
    """Addresses too long for three columns stand in two, or one, and are never broken where they would fit."""
    for length, columns in ((20, 2), (52, 1)):
        contacts = [{"name": f"Name {n}", "email": f"{'n' * length}@lights.example"} for n in range(3)]
        (page,) = compose_release(release_of(contacts=contacts)).pages
        names = [item for item in page.items if isinstance(item, TextItem) and words(item.line).startswith("Name")]
        assert len({item.x for item in names}) == columns
        assert sum(text.endswith("@lights.example") for text in lines(page)) == 3
        edges = sorted((i.x, i.x + i.line.width) for i in page.items if isinstance(i, TextItem) and i.y >= names[0].y)
        assert all(begin == other or end + 16 <= other for (begin, end), (other, _) in pairwise(edges))


def test_thirty_contacts(release_of, compose_release):
    """Thirty contacts run on over pages, in their order, each whole on one page."""
    contacts = [
        {"name": f"Name {n}", "role": "Press", "phone": "+44 20 7946 0018", "email": f"n{n}@lights.example"}
        for n in range(30)
    ]
    document = compose_release(release_of(body=_body([9] * 4), contacts=contacts))
    found = [(page, text) for page, _, _, text in kind_and_lines(document)]
    names = [(page, text) for page, text in found if text.startswith("Name")]
    emails = [(page, text) for page, text in found if text.endswith("@lights.example")]
    assert [text for _, text in names] == [f"Name {n}" for n in range(30)]
    assert [page for page, _ in names] == [page for page, _ in emails]
    assert len(document.pages) == 2


def test_the_label_of_many_contacts_stays_with_the_first(release_of, compose_release):
    """Where contacts run on over pages, their label never stands alone at the foot of one."""
    contacts = [{"name": f"Name {n}", "role": "Press", "email": f"n{n}@lights.example"} for n in range(30)]
    for count in range(16, 30):
        document = compose_release(release_of(body=["One line."] * count, contacts=contacts))
        pages = {text: page for page, _, _, text in kind_and_lines(document)}
        assert pages["Media contacts"] == pages["Name 0"]


def test_an_attribution_stays_with_its_quote(release_of, compose_release):
    """Who said it is never parted from the end of what was said."""
    quote = {"type": "quote", "text": SENTENCE * 3, "speaker": "Ines Falk"}
    for count in range(20, 34):
        document = compose_release(release_of(body=[*["One line."] * count, quote, *["One line."] * 9]))
        placed = [(page, text) for page, _, _, text in kind_and_lines(document)]
        at = next(number for number, (_, text) in enumerate(placed) if text == "Ines Falk")
        assert placed[at - 2][0] == placed[at - 1][0] == placed[at][0]


def test_a_number_that_is_none(release_of):
    """A phone number that cannot be parsed is set as written, without a link and with a warning."""
    pdf = render(release_of(contacts=[{"name": "A", "phone": "ask for 12"}]))
    assert [str(warning) for warning in pdf.warnings] == [
        "contacts[1].phones: the phone number “ask for 12” is set without a link; write it with its country code "
        "(+33 …), or give the “country”"
    ]


@pytest.mark.parametrize(
    ("country", "language", "href"),
    [("GB", "fr", "tel:+44-20-7946-0018"), (None, "en-GB", "tel:+44-20-7946-0018"), ("FR", "en-GB", None)],
)
def test_by_which_country_a_number_is_read(country, language, href, release_of, compose_release):
    """A number without its code is read by the release's country, or else by that of its language."""
    document = compose_release(
        release_of(country=country, language=language, contacts=[{"name": "A", "phone": "020 7946 0018"}])
    )
    assert [element.href for element in document.elements if element.kind == "Link"] == [href] * (href is not None)


def test_the_boilerplate_of_the_layout(write_layout, release_of, compose_release):
    """A layout's boilerplate is set in the release's language where the release has none and no other issuer."""
    toml = """extends = "agency"
[organisation]
name = "Lighthouse Office"
boilerplate = { en = "We light.\\n\\nTwice." }
"""
    layout = load_layout(write_layout(toml))

    def set_lines(**fields):
        return lines(compose_release(release_of(**fields), layout).pages[0])

    assert set_lines()[-3:] == ["About Lighthouse Office", "We light.", "Twice."]
    assert "We light." not in set_lines(language="fr")
    assert "We light." not in set_lines(boilerplate="Our own.")
    assert "We light." not in set_lines(organisation="Another office")


def test_a_quote_has_a_bar_and_its_attribution(release_of, compose_release):
    """A quote's bar is as high as its lines and its attribution, at their left, and the attribution stays with it."""
    quote = {"type": "quote", "text": [SENTENCE * 2, "And on."], "speaker": "Ines Falk", "role": "Keeper"}
    (page,) = compose_release(release_of(body=[quote])).pages
    texts = {words(item.line): item for item in page.items if isinstance(item, TextItem)}
    (bar,) = [item for item in page.items if isinstance(item, RuleItem) and item.height > 10]
    first = next(item for item in texts.values() if words(item.line).startswith("The lamp"))
    last = texts["Ines Falk, Keeper"]
    assert bar.x == LEFT
    assert first.x == last.x > bar.x + bar.width
    assert bar.y < first.y - 7
    assert bar.y + bar.height > last.y
    assert bar.height < last.y - first.y + 20


def test_a_quote_of_somebody_without_a_name(release_of, compose_release):
    """A speaker's role is printed also where no name stands before it."""
    quote = {"type": "quote", "text": "It is a fine light.", "role": "A keeper"}
    (page,) = compose_release(release_of(body=[quote])).pages
    assert "A keeper" in lines(page)


def test_what_announces_stays_with_what_it_announces(release_of, compose_release):
    """A paragraph that ends with a colon is not the last line of a page."""
    for count in range(20, 40):
        release = release_of(title="T", body=[*["One line."] * count, "These are:", *["One line."] * 9])
        document = compose_release(release)
        last = [lines(page)[-1] for page in document.pages[:-1]]
        assert "These are:" not in last


def test_a_heading_may_begin_a_page(release_of, compose_release):
    """After a line that reaches the margin a heading is not taken for the last line of its paragraph."""
    long = "The harbour office counts every boat that comes in with the tide and writes its name into a book. " * 2
    for count in range(4, 16):
        body = [*[long] * count, {"type": "heading", "content": ["What follows"]}, *[long] * 12]
        document = compose_release(release_of(title="T", body=body))
        if lines(document.pages[1])[0] == "What follows":
            return
    pytest.fail("no page begins with the heading")


def test_the_last_item_of_a_list_is_not_alone(release_of, compose_release):
    """Where a page ends before the last item of a list, the one before it is taken along."""
    for count in range(12, 40):
        items = [{"blocks": [{"type": "paragraph", "content": [f"Item {number}."]}]} for number in range(1, 7)]
        body = [*["One line."] * count, {"type": "list", "items": items}, *["One line."] * 9]
        document = compose_release(release_of(title="T", body=body))
        assert not [page for page in document.pages[1:] if "Item 6." in lines(page) and "Item 5." not in lines(page)]


def test_no_hairline_at_the_head_of_a_page(release_of, compose_release):
    """Contacts that begin a page have no hairline above them: it would stand under the rule of the head."""
    rules = {}
    for count in range(20, 45):
        release = release_of(
            title="T", preset="uk", body=["One line."] * count, notes=["A note."], contacts=[{"name": "Ann Ode"}]
        )
        for page in compose_release(release).pages:
            texts = lines(page)
            if "Media contact" in texts:
                rules[texts[0] == "Media contact"] = sum(isinstance(item, RuleItem) for item in page.items)
    assert rules[True] == rules[False] - 1


@pytest.mark.parametrize(("language", "factor"), [("ar", 1.25), ("fa", 1.25), ("he", 1.0), ("en", 1.0)])
def test_titles_in_arabic_have_more_leading(language, factor, release_of):
    """Lines of a title and subtitle in Arabic letters stand further apart, as these reach further up and down."""
    layout = load_layout("agency")
    desk = Desk(release_of(title=["One", "Two"], subtitle="Three", language=language), layout, open_book(layout))
    first, second, subtitle = set_headline(desk)
    assert first.height == second.height == pytest.approx(factor * layout.style("title").leading)
    assert subtitle.height == pytest.approx(factor * layout.style("subtitle").leading)


@pytest.mark.parametrize(("language", "slanted"), [("ar", False), ("he", False), ("ja", False), ("en", True)])
def test_scripts_without_italics_are_upright(language, slanted):
    """Where a script has no italics, neither a quote with figures in it nor what is emphasised is slanted."""
    layout = load_layout("agency")
    desk = Desk(Release(title="2026", language=language), layout, open_book(layout))
    for style in desk.style("quote"), desk.style("lead", "bold_italic"):
        assert ("Italic" in style.face.name) == slanted


@pytest.mark.parametrize(
    ("language", "face"), [("ja", "Bold"), ("zh", "Bold"), ("ko", "Bold"), ("ar", "Regular"), ("en", "Italic")]
)
def test_emphasis_shows(language, face):
    """What is emphasised is bold among ideographs, where nothing is slanted."""
    layout = load_layout("agency")
    desk = Desk(Release(title="2026", language=language), layout, open_book(layout))
    (span,) = desk.spans((Emphasis(content=(Text(text="31"),)),), "body", 0)
    assert face in span.style.face.name
