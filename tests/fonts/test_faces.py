"""Faces: widths, kerning, ligatures, parts of words, coverage, and what is told of characters none has."""

from __future__ import annotations

import os

import pytest
from fake_fonts import write_font
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.ttLib import TTFont

from pressprint import FontError, SettingError, load_layout, render
from pressprint.assets import FONTS
from pressprint.fonts import FIGURES, cut, joined, load_face, open_book

SERIF = FONTS / "pressprint-serif" / "PressprintSerif-Regular.ttf"
TEXT_FACES = sorted(p for p in FONTS.glob("*/*.ttf") if "Symbols" not in p.name)
# Of Latin Extended-A what no language of the list needs: Ĭ ĭ, the ligatures Ĳ ĳ (written as two letters), Ŧ ŧ (Sámi).
UNNEEDED = set(map(ord, "ĬĭĲĳŦŧ"))
KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"


@pytest.fixture(scope="module")
def serif():
    """The text face."""
    return load_face(SERIF)


@pytest.fixture(scope="module")
def book(agency):
    """The faces of the shipped layout."""
    return open_book(agency)


def test_a_width_is_the_sum_of_advances(serif):
    """A word is as wide as its glyphs' advances together, and those are the font's own where nothing kerns."""
    word = serif.word("nnn", "en")
    assert word.width == pytest.approx(3 * serif.word("n", "en").width)
    assert word.width == pytest.approx(sum(glyph.advance for glyph in word.glyphs))
    assert all(glyph.advance == glyph.natural for glyph in word.glyphs)
    assert word.width == pytest.approx(3 * serif.natural_width(word.glyphs[0].id) / serif.units)


def test_kerning(serif):
    """Letters that leave a hole between them are drawn together."""
    apart = serif.word("A", "en").width + serif.word("V", "en").width
    pair = serif.word("AV", "en")
    assert pair.width < apart - 0.03
    assert pair.glyphs[0].advance < pair.glyphs[0].natural


def test_a_ligature_keeps_its_letters(serif):
    """One glyph that stands for two letters knows both, so that text is copied as it was written."""
    word = serif.word("office", "en")
    assert len(word.glyphs) < len("office")
    assert "".join(glyph.text for glyph in word.glyphs) == "office"
    assert any(glyph.text in ("fi", "ffi", "ff") for glyph in word.glyphs)


def test_turkish_keeps_the_dot(serif):
    """In Turkish no ligature takes away the dot that tells i from ı, where the font knows the language."""
    assert "".join(glyph.text for glyph in serif.word("fikir", "tr").glyphs) == "fikir"
    assert len(serif.word("fikir", "tr").glyphs) == 5


@pytest.mark.parametrize("text", ["office", "naïve", "Ωμέγα", "Қазақстан", "AVAVA", "e\u0301tat"])
def test_glyphs_tell_the_whole_text(text, serif):
    """The texts of a word's glyphs, one after the other, are the word."""
    assert "".join(glyph.text for glyph in serif.word(text, "und").glyphs) == text


def test_cut_and_joined(serif):
    """A word in parts is as wide as before, and whole again when the parts are put together."""
    word = serif.word("lighthouse", "en")
    parts = cut(word, (5, 10))
    assert [part.text for part in parts] == ["light", "house"]
    assert sum(part.width for part in parts) == pytest.approx(word.width)
    whole = joined(parts)
    assert (whole.text, whole.glyphs) == (word.text, word.glyphs)
    assert whole.width == pytest.approx(word.width)


def test_a_ligature_is_never_cut(serif):
    """An end inside a ligature is passed over, and the parts still make up the word."""
    word = serif.word("office", "en")
    inside = next(sum(len(g.text) for g in word.glyphs[:n]) + 1 for n, g in enumerate(word.glyphs) if len(g.text) > 1)
    parts = cut(word, (inside, 6))
    assert [part.text for part in parts] == ["office"]


def test_an_accent_stays_with_its_letter(serif):
    """An end between a letter and the combining accent over it is no place to cut."""
    word = serif.word("ab\u0323\u0308c", "en")
    texts = [part.text for part in cut(word, (1, 2, 3, 4, 5))]
    assert "".join(texts) == word.text
    assert not any(text[0] in "\u0323\u0308" for text in texts)


def test_words_are_shaped_once(serif):
    """The same text in the same language gives the same word; another language has its own."""
    assert serif.word("quay", "en") is serif.word("quay", "en")
    assert serif.word("quay", "en") is not serif.word("quay", "fr")


def test_another_family_helps_out(book):
    """A character that a face lacks is set in another one, and only that character."""
    serif, symbols = book.face("serif", "regular"), book.face("symbols", "regular")
    words = book.words("north➜south", serif, "en")
    assert [(word.text, word.face) for word in words] == [("north", serif), ("➜", symbols), ("south", serif)]


def test_help_comes_from_the_face_of_the_same_name(write_layout, release_of):
    """A bold word looks for its missing characters in other families' bold faces first."""
    toml = """extends = "agency"
[fonts.few]
regular = "PressprintSymbols-Regular.ttf"
"""
    book = open_book(load_layout(write_layout(toml)))
    few = book.face("few", "regular")
    # The symbols face stands for all four faces of its family, so the first family named has each of them.
    (word,) = book.words("Ж", few, "ru")
    assert word.face is book.face("serif", "regular")


def test_a_missing_character(book):
    """A character that no face has is told with its name, its code point and the faces that were tried."""
    with pytest.raises(SettingError) as caught:
        book.words("ab\U00013000c", book.face("serif", "regular"), "en")
    assert str(caught.value) == (
        "the character “\U00013000” (U+13000, egyptian hieroglyph a001) is in no font of the layout; tried were "
        "PressprintSerif-Regular.ttf, PressprintSans-Regular.ttf, PressprintSerifDisplay-Semibold.ttf, "
        "PressprintSymbols-Regular.ttf, PressprintSerif-Italic.ttf, PressprintSerif-Bold.ttf, "
        "PressprintSerif-BoldItalic.ttf, PressprintSans-Italic.ttf, PressprintSans-Semibold.ttf, "
        "PressprintSans-SemiboldItalic.ttf and PressprintSerifDisplay-Bold.ttf. Write it another way, or name a font "
        "that has it under [fonts]"
    )


def test_a_missing_character_names_its_block(release_of):
    """A release with a character that cannot be set is refused with the block that holds it."""
    with pytest.raises(SettingError) as caught:
        render(release_of(body=["Fine.", "Not \U00013000."]))
    assert str(caught.value).startswith("body[2]: the character “\U00013000” (U+13000, egyptian hieroglyph a001) is in")
    with pytest.raises(SettingError, match=r"^title: the character"):
        render(release_of(title="\U00013000"))
    with pytest.raises(SettingError, match=r"^contacts\[2\]: the character"):
        render(release_of(contacts=[{"name": "A"}, {"name": "\U00013000"}]))


def _alphabet(first: int, last: int) -> set[int]:
    return {code for code in range(first, last + 1) if chr(code).isalpha()}


@pytest.mark.parametrize("path", TEXT_FACES, ids=lambda path: path.stem)
def test_shipped_faces_cover_their_scripts(path):
    """Each shipped text face has Latin, Greek and Cyrillic with Kazakh, and the marks that releases use."""
    face = load_face(path)
    latin = _alphabet(0x41, 0x7A) | _alphabet(0xC0, 0x17F) - UNNEEDED | {0x218, 0x219, 0x21A, 0x21B, 0x1E9E}
    greek = _alphabet(0x386, 0x3CE)
    cyrillic = _alphabet(0x400, 0x45F) | {0x490, 0x491} | {ord(c) for c in KAZAKH}
    marks = {
        ord(c) for c in "0123456789 .,;:!?¿¡'’‘“”„«»‹›()[]{}/\\–—…·•&@#%‰*†‡§¶€£$¥₽₸©®™°±×÷=<>+−№\u00a0\u202f\u2011"
    }
    missing = sorted((latin | greek | cyrillic | marks) - face.characters)
    assert [f"U+{code:04X} {chr(code)}" for code in missing] == []


def test_a_font_that_is_not_there(tmp_path):
    """A path without a file is refused by its name."""
    with pytest.raises(FontError) as caught:
        load_face(tmp_path / "None.ttf")
    assert str(caught.value).startswith(f"{tmp_path}/None.ttf: the font cannot be read: ")


@pytest.mark.parametrize("share", [0.8, 0.99])
def test_a_font_cut_short(share, tmp_path):
    """A font whose end is missing is refused, for its letters could be blanks."""
    data = SERIF.read_bytes()
    path = tmp_path / "Cut.ttf"
    path.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(FontError) as caught:
        load_face(path)
    assert str(caught.value) == f"{path}: is damaged: its end is missing"


def test_a_font_that_may_not_be_embedded(tmp_path):
    """A font whose licence bits forbid embedding is refused."""
    path = tmp_path / "Closed.ttf"
    with TTFont(SERIF) as font:
        font["OS/2"].fsType = 2
        font.save(path)
    with pytest.raises(FontError) as caught:
        load_face(path)
    assert str(caught.value) == f"{path}: may not be embedded, by its own licence bits (OS/2 fsType)"


def test_a_font_that_changes_is_read_again(tmp_path):
    """A font file that is replaced is not set from the old one."""
    path = tmp_path / "Own.ttf"
    path.write_bytes(SERIF.read_bytes())
    first = load_face(path)
    assert load_face(path) is first
    path.write_bytes((FONTS / "pressprint-sans" / "PressprintSans-Regular.ttf").read_bytes())
    os.utime(path, ns=(1, 1))
    assert load_face(path).name == "PressprintSans-Regular"


def test_a_missing_narrow_space_is_drawn():
    """A face without U+202F shows it as its space at a narrower width, and it is told as what it is."""
    face = load_face(FONTS / "pressprint-symbols" / "PressprintSymbols-Regular.ttf")
    assert 0x202F not in set(face.hb_face.unicodes)
    assert face.missing("→\u202f→") is None
    word = face.word("→\u202f→", "fr")
    assert [glyph.text for glyph in word.glyphs] == ["→", "\u202f", "→"]
    assert word.glyphs[1].id == face.space.glyphs[0].id
    assert 0 < word.glyphs[1].advance < face.space.width


def test_figures_for_columns():
    """Figures for columns are of one width in each shipped face, and not kerned."""
    for path in TEXT_FACES:
        face = load_face(path)
        (width,) = {face.word(digit, "en" + FIGURES).width for digit in "0123456789"}
        assert face.word("71.17", "en" + FIGURES).width == pytest.approx(4 * width + face.word(".", "en").width)


def test_a_font_with_figures_of_two_kinds(tmp_path):
    """A font whose figures differ in width gives those of one width where they are asked for."""
    file = write_font(tmp_path / "Two.ttf", "01\ue001")
    font = TTFont(file)
    font["hmtx"]["u0031"] = (300, 0)
    addOpenTypeFeaturesFromString(font, "feature tnum { sub u0031 by uE001; } tnum;")
    font.save(file)
    face = load_face(file)
    assert face.word("10", "en").width == pytest.approx(0.9)
    word = face.word("10", "en" + FIGURES)
    assert word.width == pytest.approx(1.2)
    assert [glyph.text for glyph in word.glyphs] == ["1", "0"]
