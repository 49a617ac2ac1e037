"""What is said of files that cannot be read: what, where, what was expected, what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reader_cases import cases

from pressprint import ReadError, read

FRONT = "---\ntitle: T\nlanguage: en\n---\n\n"


def said_of(path_or_text: str | Path) -> str:
    """The message that reading ends with."""
    with pytest.raises(ReadError) as caught:
        read(path_or_text)
    return str(caught.value)


@pytest.mark.parametrize(("text", "lines"), cases("faults.md"))
def test_faults(text: str, lines: str) -> None:
    """Each fault of a file is one line: the file, its line, the field, what is wrong, what to do."""
    file = Path(lines.split(":")[0])
    file.write_text(text, encoding="utf-8")
    assert said_of(file) == lines


def test_not_utf_8() -> None:
    """A file in another encoding is refused with the place of the first byte that is not UTF-8."""
    Path("latin.md").write_bytes("---\ntitle: Die Lampe für alle\n---\n".encode("latin-1"))
    assert (
        said_of("latin.md")
        == "latin.md:2: the file is not UTF-8 (byte 0xfc after “title: Die Lampe f”); save it as UTF-8"
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16(encoding: str) -> None:
    """A file in UTF-16 is refused as such, also without a byte order mark: its letters would be lost one by one."""
    Path("wide.md").write_bytes(FRONT.encode(encoding))
    assert said_of("wide.md") == "wide.md:1: the file is not UTF-8, but perhaps UTF-16; save it as UTF-8"


def test_file_that_is_not_there() -> None:
    """A name without a file is refused as such, whatever its ending."""
    assert said_of("lamp.md") == "lamp.md: there is no such file; check its name and its folder"
    assert said_of("lamp") == "lamp: there is no such file; check its name and its folder"
    assert said_of("no/lamp.json") == "no/lamp.json: there is no such file; check its name and its folder"


@pytest.mark.parametrize("meant", ["lamp", "Lamp.md", "lmap.md", "bell.md"])
def test_file_that_was_perhaps_meant(meant: str) -> None:
    """Where a file beside it is called alike, or has one ending more, it is named."""
    for name in ("lamp.md", "lamp.pdf", "bell.md.txt"):
        Path(name).touch()
    found = "bell.md.txt" if meant == "bell.md" else "lamp.md"
    assert said_of(meant) == f"{meant}: there is no such file; did you mean “{found}”?"
    assert said_of("ladder.json") == "ladder.json: there is no such file; check its name and its folder"


def test_file_in_a_file() -> None:
    """A path that goes through a file leads nowhere."""
    Path("lamp.md").touch()
    assert said_of("lamp.md/bell.md") == "lamp.md/bell.md: there is no such file; check its name and its folder"


@pytest.mark.parametrize("name", ["lamps", "lamps.md", "lamps.json"])
def test_folder(name: str) -> None:
    """A folder is refused, also one that is named like a file."""
    Path(name).mkdir()
    assert said_of(name) == f"{name}: is a folder; name a file"


def test_a_link_to_a_device() -> None:
    """A device, from which reading might never end, is refused."""
    Path("lamp.md").symlink_to("/dev/zero")
    assert said_of("lamp.md") == "lamp.md: is a device; expected a file"


def test_unknown_ending() -> None:
    """A file of another kind is refused with the kinds that are read."""
    Path("lamp.docx").touch()
    expected = ".md, .markdown, .txt, .json, .yaml, .yml, .pdf"
    assert said_of("lamp.docx") == f"lamp.docx: is not a kind of file that holds a release; expected {expected}"


def test_file_that_may_not_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever else keeps a file from being read is told in the system's words."""

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert said_of("lamp.md") == "lamp.md: the file cannot be read: Permission denied"


def test_names_that_no_file_has() -> None:
    """A null byte or half a character in a name ends in a message that can be printed."""
    assert said_of("la\0mp.md") == "la\0mp.md: is not the name of a file"
    assert said_of("la\ud800mp.md") == "la?mp.md: is not the name of a file"


@pytest.mark.parametrize("text", ["", "  \n\n", "\ufeff"])
def test_empty_text(text: str) -> None:
    """A text without anything in it is refused."""
    assert said_of(text + "\n") == "the text is empty; expected a release"


def test_text_with_half_a_character() -> None:
    """A text that was decoded wrongly is refused with the line."""
    what = "the text holds half a character (U+DCFC); read it from its file as UTF-8"
    assert said_of("# Title\n\nf\udcfcr\n") == f"3: {what}"


def test_problems_of_a_text_name_no_file() -> None:
    """Problems of a text have lines, and no file."""
    assert said_of("---\ntitle: T\nlanguage: en\ndate: soon\n---\n") == (
        "4: date: “soon” is not in the form of a date; expected year-month-day such as 2026-03-12"
    )


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("lamp.md", "---\nlanguage: en\ntitle: {}\n---\n", 3),
        ("lamp.md", "---\nlanguage: en\n---\n\n# {}\n", 5),
        ("lamp.md", "The lamp of the point is in the tower.\n\n# {}\n", 3),
        ("lamp.json", '{{\n"language": "en",\n"title": "{}"}}', 3),
        ("lamp.yaml", "language: en\ntitle: {}\n", 2),
    ],
)
def test_title_of_5000_characters(name: str, text: str, line: int) -> None:
    """A title that is far too long is refused with its length, in each form and on its line."""
    Path(name).write_text(text.format("a" * 5000))
    assert said_of(name) == f"{name}:{line}: title: the title has 5,000 characters; a title has at most 500"


def test_image_that_leaves_the_folder_through_a_link(tmp_path: Path) -> None:
    """A symbolic link does not lead an image out of the release's folder."""
    (tmp_path / "release").mkdir()
    (tmp_path / "release" / "images").symlink_to(tmp_path)
    what = "the image “images/a.png” leads out of the release's folder; put it beside the release"
    for name, text in (
        ("lamp.md", FRONT + "![A lamp](images/a.png)\n"),
        ("lamp.yaml", "title: T\nlanguage: en\nbody: [{type: figure, src: images/a.png, alt: A lamp}]\n"),
        ("lamp.yml", "title: T\nlanguage: en\nboilerplate: [{body: [{type: figure, src: images/a.png, alt: A}]}]\n"),
    ):
        file = tmp_path / "release" / name
        file.write_text(text)
        message = said_of(file)
        assert message.startswith(f"{file}:")
        assert message.endswith(f".src: {what}")


@pytest.mark.parametrize("ending", ["yaml", "json"])
def test_nested_without_end(ending: str) -> None:
    """A file of a million brackets is refused, where it gets too deep, and does not end the program."""
    Path(f"lamp.{ending}").write_text('{"title":' + "[" * 1_000_000)
    message = said_of(f"lamp.{ending}")
    assert message.startswith(f"lamp.{ending}")
    assert "nested too deeply" in message or "not valid JSON" in message


def test_nested_a_little_too_deep() -> None:
    """Brackets that Python reads and that no release needs are refused on their line."""
    what = "lists or keys are nested too deeply; a release has few levels"
    Path("lamp.json").write_text('{"title":\n' + "[" * 60 + "]" * 60 + "}")
    assert said_of("lamp.json") == f"lamp.json:2: {what}"
    assert said_of("---\ntitle:\n  " + "- " * 60 + "a\n---\n") == f"3: {what}"


def test_alias_bomb() -> None:
    """Aliases of aliases, which would fill the memory, are refused one by one."""
    bomb = "---\ntitle: &a [x, x]\n" + "".join(
        f"{next_}: &{next_} [*{name}, *{name}]\n" for name, next_ in zip("abcdefgh", "bcdefghi", strict=True)
    )
    message = said_of(bomb + "language: en\n---\n")
    assert message.count("an alias (*name) stands here; write the value out") == 16


def test_numbers_of_thousands_of_digits() -> None:
    """A number that Python itself refuses is a fault of the file."""
    Path("lamp.json").write_text('{"title": ' + "9" * 5000 + "}")
    assert said_of("lamp.json") == "lamp.json: the file is not a release: a number in it has thousands of digits"


def test_asterisks_without_end() -> None:
    """Styles nested without end are refused, and do not overflow the stack."""
    message = said_of(FRONT + "a " + "**" * 5000 + "b" + "**" * 5000)
    assert message == "6: bold and italic are nested too deeply here; take some of the asterisks away"


def test_lists_without_end() -> None:
    """Lists that are deeper than the parser goes are refused, not cut."""
    text = "\n".join("  " * depth + "- item" for depth in range(30))
    what = "an item of the list is empty, or lists are nested too deeply; write its words"
    assert said_of(FRONT + text) == f"15: {what}"


@pytest.mark.parametrize("make", [str, Path])
def test_names_stay_as_they_were_given(make: Callable[[str], str | Path]) -> None:
    """Messages name the file as the caller did."""
    Path("here").mkdir()
    Path("here/lamp.md").write_text("---\n")
    assert said_of(make("here/../here/lamp.md")).startswith("here/../here/lamp.md:1: the front matter is not closed")
