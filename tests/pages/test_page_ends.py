"""Where a page ends: what stays together, and what neither ends nor begins one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_text import SENTENCE, kind_and_lines, lines, sentences

from pressprint import Release
from pressprint.pages import RuleItem


@given(st.lists(st.integers(1, 14), min_size=1, max_size=30), st.booleans(), st.integers(0, 3))
@settings(max_examples=60)
def test_no_lonely_lines(compose_release, counts, lead, contacts):
    """A page break leaves two lines of a paragraph behind and takes two along, and no word is lost."""
    release = Release(
        title="T",
        language="en",
        lead=SENTENCE if lead else (),
        body=sentences(counts),
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
    for number, text in enumerate(sentences(counts)):
        body += [{"type": "heading", "content": f"Heading {number}"}, text]
    document = compose_release(Release(title="T", language="en", body=body))
    placed = list(kind_and_lines(document))
    for number, (page, kind, _, text) in enumerate(placed):
        if kind == "H2" and text.startswith("Heading"):
            following = [p for p, k, _, _ in placed[number + 1 : number + 3] if k == "P"]
            assert following
            assert set(following) == {page}


def test_an_attribution_stays_with_its_quote(release_of, compose_release):
    """Who said it is never parted from the end of what was said."""
    quote = {"type": "quote", "text": SENTENCE * 3, "speaker": "Ines Falk"}
    for count in range(20, 34):
        document = compose_release(release_of(body=[*["One line."] * count, quote, *["One line."] * 9]))
        placed = [(page, text) for page, _, _, text in kind_and_lines(document)]
        at = next(number for number, (_, text) in enumerate(placed) if text == "Ines Falk")
        assert placed[at - 2][0] == placed[at - 1][0] == placed[at][0]


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
