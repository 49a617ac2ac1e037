"""Markdown with front matter."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from reader_cases import cases

from pressprint import PressprintWarning, Release, read
from pressprint.readers import read_with_warnings

HEAD = "---\ntitle: T\nlanguage: en\n---\n\n"


@pytest.mark.parametrize(("text", "fields"), cases("markdown.md"))
@pytest.mark.filterwarnings("ignore:.*is on the web")
def test_markdown(text: str, fields: str) -> None:
    """A Markdown text is the release of the fields beside it."""
    assert read(text) == Release(**json.loads(fields))


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark(tmp_path: Path, ending: str, mark: str) -> None:
    """A release reads the same from a file with any line ends, with or without a byte order mark, and as a text."""
    text = HEAD + "One.\n\n> Two.\n> — Ines Falk\n"
    written = mark + text.replace("\n", ending)
    file = tmp_path / "lamp.md"
    file.write_bytes(written.encode())
    assert read(file) == read(str(file)) == read(written) == read(text)


@pytest.mark.parametrize("name", ["lamp.md", "lamp.markdown", "lamp.txt", "LAMP.MD"])
def test_endings_of_markdown(name: str) -> None:
    """A Markdown file has one of three endings, in small or capital letters."""
    Path(name).write_text(HEAD, encoding="utf-8")
    assert read(name) == read(HEAD)


def test_image_on_the_web_is_warned_of() -> None:
    """An image on the web becomes a link, and the author is told where it stands."""
    text = HEAD + "One\nline.\n\n- a\n- so\n  ![a lamp](https://lights.example/a.png)\n"
    what = "the image “https://lights.example/a.png” is on the web and set as a link; download it to have it printed"
    assert [str(warning) for warning in read_with_warnings(text)[1]] == [f"11: {what}"]
    with pytest.warns(PressprintWarning, match="is on the web and set as a link"):
        read(text)


def test_control_characters_of_the_front_matter_are_removed() -> None:
    """Control characters, which YAML refuses, are taken out with a warning each, wherever they stand first."""
    Path("lamp.md").write_text("---\ntitle: La\x07mp\x00\nplace: \x07Grey\nlanguage: en\n---\nTe\x00xt.\n")
    release, found = read_with_warnings("lamp.md")
    assert (release.title, release.place, release.body) == (("Lamp",), "Grey", Release(
        title="T", language="en", body="Text.").body)  # fmt: skip
    assert [str(warning) for warning in found] == [
        "lamp.md:2: the control character U+0000 was removed",
        "lamp.md:2: the control character U+0007 was removed",
    ]


def test_null_characters_of_the_text_are_removed() -> None:
    """A null character in the text is taken out with a warning, not replaced."""
    release, found = read_with_warnings(HEAD + "One.\n\nTw\x00o.")
    assert release == read(HEAD + "One.\n\nTwo.")
    assert [str(warning) for warning in found] == ["8: the control character U+0000 was removed"]


def test_other_line_ends_of_the_front_matter_do_not_count() -> None:
    """U+2028 is a space in the front matter, so that lines are counted as in an editor."""
    release = read("---\ntitle: one\u2028two\nlanguage: en\n---\n")
    assert release.title == ("one two",)


def test_a_body_of_two_megabytes() -> None:
    """A text of 2 MB is read whole."""
    paragraph = "The keepers of **Grey Point** read [the plans](https://lights.example). " + "It burns. " * 200
    count = 2_000_000 // len(paragraph)
    assert len(read(HEAD + (paragraph + "\n\n") * count).body) == count


def test_lists_as_deep_as_they_may_be() -> None:
    """Lists may hold lists nine deep."""
    text = "\n".join("  " * depth + "- item" for depth in range(9))
    assert read(HEAD + text).model_dump_json(exclude_defaults=True).count('"list"') == 9


def test_what_the_archive_holds_is_read(shared: Path) -> None:
    """Real releases are read, each with a title and a text."""
    files = sorted((shared / "archive").glob("*.md"))
    if not files:
        pytest.skip("the archive is not here")
    for file in files[::25]:
        release, _ = read_with_warnings(file)
        assert release.title
        assert release.blocks


def test_the_title_of_a_link_is_told():
    """A link's title has no place on paper, so its author is told that it is not printed."""
    text = '---\ntitle: x\nlanguage: en\n---\nSee [the plan](https://www.harbour.example "A long title").\n'
    _, warnings = read_with_warnings(text)
    assert [str(warning) for warning in warnings] == [
        "5: the title “A long title” of a link is not printed; write it into the text"
    ]


def test_an_address_that_no_link_uses_is_told():
    """An address that stands apart is printed by the link that names it; others, and repeated ones, are told."""
    text = """---
title: x
language: en
---
See [the plan][plan] and [the *map*][Map].

[plan]: https://www.harbour.example/plan
[map]: https://www.harbour.example/map
[map]: https://www.harbour.example/map
[MAP]: https://www.harbour.example/old
[gate]: https://www.harbour.example/gate
"""
    _, warnings = read_with_warnings(text)
    assert sorted(map(str, warnings)) == [
        "10: the address “https://www.harbour.example/old” is left out, as “[map]:” stands there before it; "
        "take one of the two away",
        "11: the address “https://www.harbour.example/gate” is left out, as no link names “[gate]”; "
        "write it into the text",
    ]


def test_what_follows_a_hash_is_told():
    """A hash within a value begins a comment: where it reads like text it is told, and a remark is not."""
    text = "---\ntitle: We are #1 at sea\nlanguage: en  # of the text\nplace: Bay #\ndate: 2026-03-01 # x\n---\nx\n"
    release, warnings = read_with_warnings(text)
    assert release.title == ("We are",)
    assert [str(warning) for warning in warnings] == [
        "2: “#1 at sea” is left out, as “#” begins a comment; if it is text, put quotes round the whole value"
    ]


def test_a_hash_that_begins_no_comment_is_text():
    """A hash inside a word, in quotes or in lines of their own is text."""
    text = "---\ntitle: |\n  Pier #1\nplace: Bay#1\nsubtitle: 'We are #1'\n#a remark\nlanguage: en\n---\nx\n"
    release, warnings = read_with_warnings(text)
    assert (release.title, release.place, release.subtitle) == (("Pier #1",), "Bay#1", "We are #1")
    assert warnings == ()


def test_bullets_of_a_word_processor_are_told():
    """Lines with “•”, which Markdown joins, are told once; one such line, and one within a text, is only text."""
    what = "lines that begin with “•” are set as one paragraph; write “- ” before each to have a list"
    assert [str(warning) for warning in read_with_warnings(HEAD + "One.\n\n• Two\n• Three\n")[1]] == [f"8: {what}"]
    assert read_with_warnings(HEAD + "One • two.\n\n• Three\n")[1] == ()
