"""Whatever is given to `read`, it is a release, or refused in words."""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pressprint import PressprintError, PressprintWarning, Release, read
from pressprint.readers.source import Source, source_of
from pressprint.readers.tree import read_json
from pressprint.readers.yaml_tree import read_yaml

in_one_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def is_read_or_refused(path_or_text: str | Path) -> None:
    """Fails if reading ends in another exception than a PressprintError, or says nothing that can be printed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PressprintWarning)
        try:
            said = repr(read(path_or_text))
        except PressprintError as error:
            said = str(error)
    assert said.encode()


# What means something in one of the forms, thrown together.
_marks = st.sampled_from(
    [
        *("---\n", "# ", "## ", "> ", "- ", "1. ", "    ", "\t", "\n", "\n\n", "  \n", "**", "*", "_", "`", "```\n"),
        *(
            "[",
            "](",
            ")",
            "![",
            "<",
            ">",
            "<b>",
            "|",
            "|---|\n",
            "\\",
            "&amp;",
            "&#0;",
            "http://a.example",
            "a@b.example",
        ),
        *(
            "title: ",
            "language: en\n",
            "date: ",
            "embargo: ",
            "contacts:\n",
            "body: ",
            "{",
            "}",
            ":",
            ",",
            '"',
            "'",
            "&a ",
        ),
        *("*a", "!!set ", "? ", "%YAML 9\n", "...\n", "|\n", ">\n", "~", "\0", "\x07", "\u2028", "\ufeff", "\ud800"),
        *("The of and to is in. ", "Paris, le 31 juin 2026\n", "## Contacts\n\n", "Tél. 01 99 00 12 34\n", "CP-1\n"),
    ]
)
_texts = st.lists(_marks | st.text(max_size=8), max_size=30).map("".join)


@given(_texts)
@settings(max_examples=200)
def test_any_text(text: str) -> None:
    """Any text is read or refused."""
    is_read_or_refused(text)


@given(_texts)
@settings(max_examples=150)
def test_any_front_matter_and_text(text: str) -> None:
    """Any text under front matter is read or refused."""
    is_read_or_refused(f"---\ntitle: T\nlanguage: en\n---\n{text}")


@given(_texts)
@settings(max_examples=150)
def test_any_text_in_front_matter(text: str) -> None:
    """Any front matter is read or refused."""
    is_read_or_refused(f"---\ntitle: T\n{text}\n---\n")


@given(_texts)
@settings(max_examples=150)
def test_any_text_around_a_bare_title(text: str) -> None:
    """Any text above and below a title is read or refused."""
    is_read_or_refused(f"{text}\n\n# The title of the text\n\n{text}\n\n## Contacts\n\n{text}")


@given(st.binary(max_size=60) | _texts.map(lambda text: text.encode(errors="surrogatepass")), st.sampled_from(
    [".md", ".json", ".yaml"]))  # fmt: skip
@in_one_folder
def test_any_bytes_in_a_file(tmp_path: Path, data: bytes, ending: str) -> None:
    """Any bytes in a file are read or refused."""
    file = tmp_path / f"any{ending}"
    file.write_bytes(data)
    is_read_or_refused(file)


@given(st.text(max_size=20))
def test_any_name(name: str) -> None:
    """Any string that is no text is the name of a file, which is not there."""
    is_read_or_refused(name)
    is_read_or_refused(f"{name}.md")


_scalars: st.SearchStrategy[Any] = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.dates().map(str)
    | st.sampled_from(["paragraph", "text", "link", "figure", "en", "http://a.example", "2026-05-20 06:00 UTC", "../a"])
)
_names = st.sampled_from([*Release.model_fields, "type", "content", "text", "items", "blocks", "href", "src", "phone"])
_trees = st.recursive(
    _scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_names | st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)
_fields = st.dictionaries(st.sampled_from(sorted(Release.model_fields)), _trees, max_size=6)


@given(_fields)
@settings(max_examples=120)
def test_any_values_in_json(fields: dict[str, Any]) -> None:
    """Fields of any shape are read or refused."""
    is_read_or_refused(json.dumps({"title": "T", "language": "en", **fields}))


@given(_fields)
@settings(max_examples=60)
def test_any_values_in_front_matter(fields: dict[str, Any]) -> None:
    """Front matter of any shape is read or refused."""
    front_matter = yaml.safe_dump({"title": "T", "language": "en", **fields}, allow_unicode=True)
    is_read_or_refused(f"---\n{front_matter}---\n\nText.\n")


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
    max_leaves=15,
)


@given(_json, st.sampled_from([None, 1, "\t"]), st.booleans())
def test_json_is_read_as_python_reads_it(data: Any, indent: int | str | None, ascii_only: bool) -> None:
    """The reader that knows lines gives the same data as the one of Python."""
    text = json.dumps(data, indent=indent, ensure_ascii=ascii_only)
    tree = read_json(Source(text))
    assert tree.data == data
    assert max(tree.lines.values()) <= text.count("\n") + 1


@given(st.text(max_size=30).filter(lambda text: not any("\ud800" <= c <= "\udfff" for c in text)))
def test_yaml_strings_come_back(text: str) -> None:
    """A string that was written as YAML is the same when it is read."""
    written = yaml.safe_dump({"a": text}, default_style='"')
    assert read_yaml(Source(written)).data == {"a": text}


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@given(lines=st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1), min_size=1))
def test_line_ends_do_not_matter(ending: str, lines: list[str]) -> None:
    """A text is the same with any line ends."""
    text = "\n".join(["x", *lines])
    assert source_of(text.replace("\n", ending)).text == text


_PIECES = {
    "paragraphs": "The lamp burns.\n\n",
    "one paragraph": "The lamp burns.\n",
    "inline": "**a** *b* [c](https://c.example) ",
    "lists": "- a\n  - b\n\n",
    "sections": "## About us\n\nWe keep lights.\n\n",
    "faults": "[a](b) <c>\n\n",
    "brackets": "[",
}


@pytest.mark.parametrize("piece", _PIECES.values(), ids=_PIECES)
def test_reading_is_linear(piece: str) -> None:
    """Four times the text takes four times the steps: no part of it is gone through again for each other part."""

    def steps(times: int) -> int:
        return _calls(lambda: is_read_or_refused(f"---\ntitle: T\nlanguage: en\n---\n\n{piece * times}"))

    steps(1)  # what is made once, such as the parser, does not count
    assert steps(200) < 4.4 * steps(50)


def _calls(work: Callable[[], None]) -> int:
    """How many functions `work` calls, which unlike time is the same on every machine."""
    count = 0

    def note(frame: Any, event: str, arg: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count
