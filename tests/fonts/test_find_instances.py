"""Variable fonts: static ones made of them, at the weight of the text, and kept in a folder of the machine."""

from __future__ import annotations

import os
from types import SimpleNamespace

import pytest
from fake_fonts import WIDER, WIDTH, write_font
from fontTools.ttLib import TTFont

from pressprint import load_layout
from pressprint.errors import FontError
from pressprint.fonts import find as find_module
from pressprint.fonts import instance, open_book
from pressprint.fonts.instance import cache_folder, load_instance

LETTERS = "سلم"


@pytest.fixture(autouse=True)
def kept(monkeypatch, tmp_path):
    """The folder where static fonts are kept; nothing is found but what lies in the layout's folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(find_module, "system_folders", list)
    monkeypatch.setattr(find_module, "ENTRY_POINTS", ())
    find_module.forget()
    yield tmp_path / "cache" / "pressprint" / "fonts"
    find_module.forget()


@pytest.fixture
def made(monkeypatch):
    """Counts how often a static font is made."""
    count = SimpleNamespace(times=0)
    real = instance._static

    def counted(*arguments):
        count.times += 1
        return real(*arguments)

    monkeypatch.setattr(instance, "_static", counted)
    return count


@pytest.fixture
def variable(tmp_path):
    return write_font(tmp_path / "Sway[wdth,wght].ttf", LETTERS, variable=True)


def load(variable, weight=400, style="Regular"):
    return load_instance(variable, {"wght": weight, "wdth": 100}, "Sway Sans", style)


def test_text_is_set_at_its_weight(write_layout):
    """Regular and bold text have instances of their own, with names of their own; an italic is upright."""
    folder = write_layout('extends = "agency"')
    write_font(folder / "fonts" / "Sway[wdth,wght].ttf", LETTERS, variable=True)
    book = open_book(load_layout(folder))
    faces = {}
    for name in ("regular", "italic", "bold", "bold_italic"):
        (word,) = book.words(LETTERS, book.face("serif", name), "ar")
        faces[name] = word.face
    assert faces["regular"] is faces["italic"]
    assert faces["bold"] is faces["bold_italic"]
    assert [faces[name].name for name in ("regular", "bold")] == ["Sway-Regular", "Sway-Bold"]
    widths = [faces[name].word("س", "ar").width for name in ("regular", "bold")]
    assert widths == [WIDTH / 1000, (WIDTH + WIDER * 300 / 500) / 1000]
    assert [file.path.name for file in book.borrowed] == ["Sway[wdth,wght].ttf"]


def test_an_instance_is_made_once(variable, kept, made):
    """What was made is kept as a whole file and used by the next process; another weight is another file."""
    face = load(variable)
    assert face.path.parent == kept
    assert load(variable).path == face.path
    assert made.times == 1
    load(variable, 700, "Bold")
    assert made.times == 2
    assert sorted(path.name.rsplit("-", 1)[0] for path in kept.iterdir()) == ["SwaySans-Bold", "SwaySans-Regular"]


def test_an_instance_is_the_same_whenever_it_is_made(variable, kept, monkeypatch):
    """The bytes do not depend on the clock, and no axis is left."""
    first = load(variable).data
    load(variable).path.unlink()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "12345")
    face = load(variable)
    assert face.data == first
    font = TTFont(face.path)
    assert "fvar" not in font
    assert "gvar" not in font
    assert font["head"].modified == TTFont(variable)["head"].modified
    assert font["name"].getDebugName(4) == "Sway Sans Regular"


def test_another_font_is_another_instance(variable, made):
    """The name of a file in the cache tells the font's content, not its path or its date."""
    first = load(variable).path
    os.utime(variable, (1, 1))
    assert load(variable).path == first
    write_font(variable, LETTERS + "ن", variable=True)
    assert load(variable).path != first
    assert made.times == 2


def test_a_damaged_file_in_the_cache_is_made_again(variable, made):
    """Half a file, as a crash can leave it, is replaced."""
    path = load(variable).path
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert load(variable).data == whole
    assert path.read_bytes() == whole
    assert made.times == 2


@pytest.mark.parametrize("place", ["a file", "nowhere"])
def test_a_cache_that_cannot_be_written(variable, made, monkeypatch, tmp_path, place):
    """Without a folder to write to, instances are made each time."""
    (tmp_path / "blocked").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "blocked") if place == "a file" else "relative")
    before = sorted(tmp_path.rglob("*"))
    assert load(variable).word("س", "ar").width == WIDTH / 1000
    assert load(variable).name == "SwaySans-Regular"
    assert made.times == 2
    assert sorted(tmp_path.rglob("*")) == before


def test_nothing_is_left_of_a_write_that_failed(variable, kept, monkeypatch):
    """A full disk leaves no part of a file behind."""
    monkeypatch.setattr(instance.Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("full")))
    assert load(variable).name == "SwaySans-Regular"
    assert list(kept.iterdir()) == []


def test_a_font_that_cannot_be_made_static(variable, write_layout):
    """A variable font that lacks a table is an error that names it, and the next font serves."""
    folder = write_layout('extends = "agency"')
    font = TTFont(variable)
    del font["name"]
    font.save(folder / "A[wght].ttf")
    with pytest.raises(FontError, match=r"A\[wght\]\.ttf: no static font can be made of it"):
        load(folder / "A[wght].ttf")
    write_font(folder / "B.ttf", LETTERS)
    book = open_book(load_layout(folder))
    (word,) = book.words(LETTERS, book.face("serif", "regular"), "ar")
    assert word.face.path.name == "B.ttf"
    with pytest.raises(FontError, match="cannot be read"):
        load(folder / "gone.ttf")


@pytest.mark.parametrize(
    ("platform", "environment", "folder"),
    [
        ("linux", {"XDG_CACHE_HOME": "/x"}, "/x/pressprint/fonts"),
        ("linux", {}, "/h/.cache/pressprint/fonts"),
        ("darwin", {}, "/h/Library/Caches/pressprint/fonts"),
        ("win32", {"LOCALAPPDATA": "/l"}, "/l/pressprint/fonts"),
    ],
)
def test_where_instances_are_kept(monkeypatch, platform, environment, folder):
    """Each kind of machine has a place for what can be made again."""
    monkeypatch.delenv("XDG_CACHE_HOME")
    for name, value in {"HOME": "/h", **environment}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(instance.sys, "platform", platform)
    found = cache_folder()
    assert found is not None
    assert found.as_posix() == folder
