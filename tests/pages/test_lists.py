"""Lists: their numbers, and lists inside lists."""

from __future__ import annotations

import pytest
from page_text import LEFT, RIGHT, block_of, words

from pressprint.pages import TextItem


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
