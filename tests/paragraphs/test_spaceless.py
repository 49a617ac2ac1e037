"""Text without spaces: what may begin and end a line, what stands between characters, and where titles break."""

from __future__ import annotations

import pytest
from flat import SIZE, FlatFace
from hypothesis import given, settings
from hypothesis import strategies as st
from uniseg.linebreak import line_break_units

from pressprint.fonts import HALF_WIDTH, Glyph, Word
from pressprint.paragraphs import Divider, Line, Shape, Span, TextStyle, set_paragraph
from pressprint.paragraphs.ideographs import AUTOSPACE, units_of

OPENING, CLOSING, MIDDLE = "「『（《“", "」』）》”、。，", "・"
NEVER_FIRST = f"{CLOSING}{MIDDLE}ーっゃ！？々～…·%"


class WideFace(FlatFace):
    """A face whose ideographs and marks are an em wide, as its other letters are half of one."""

    def word(self, text: str, language: str) -> Word:
        half = language.endswith(HALF_WIDTH)
        glyphs = tuple(self._glyph(character, half) for character in text)
        return Word(text, self, glyphs, sum(glyph.advance for glyph in glyphs))

    def _glyph(self, character: str, half: bool) -> Glyph:
        if character < "\u2e80" and character not in "“”…":
            return Glyph(ord(character), character, 0.25 if character == " " else 0.5, 0.5)
        offset = next(
            (x for marks, x in ((OPENING, -0.5), (CLOSING, 0.0), (MIDDLE, -0.25)) if character in marks), None
        )
        if half and offset is not None:
            return Glyph(ord(character), character, 0.5, 1.0, offset)
        return Glyph(ord(character), character, 1.0, 1.0)


class LatinFace(WideFace):
    """A face that has no ideographs."""


class Book:
    """Two faces: one has what both alphabets share and Latin, the other has all."""

    def __init__(self) -> None:
        self.latin, self.wide = LatinFace(), WideFace()

    def words(self, text: str, face: FlatFace, language: str) -> tuple[Word, ...]:
        wide = any(character >= "\u2e80" for character in text)
        return ((self.wide if wide else self.latin).word(text, language),)

    def whole(self, texts: list[str], face: FlatFace, language: str) -> list[Word]:
        return [self.latin.word(text, language) for text in texts]


BOOK = Book()
STYLE, OTHER = TextStyle(BOOK.latin, SIZE, "#000000"), TextStyle(BOOK.latin, SIZE, "#000001")


def lines_of(
    text: str, measure: float, tag: str = "ja", names: tuple[str, ...] = (), **shape: bool
) -> tuple[Line, ...]:
    """The lines of a text, in which an asterisk changes the style."""
    spans = [Span(part, (STYLE, OTHER)[at % 2], at % 2) for at, part in enumerate(text.split("*"))]
    elasticity = 0.03 if shape.get("justify") else 0.0
    return set_paragraph(spans, Shape(measure, elasticity=elasticity, **shape), BOOK, Divider(tag, names)).lines


def text_of(line: Line) -> str:
    """A line's text, a space where one is painted between words."""
    parts = [" ".join(word.text for word in part.words) + " " * part.space_after for part in line.segments]
    return "".join(parts).rstrip()


def shown(line: Line) -> list[tuple[str, float, float]]:
    """The characters of a line, each with where it begins and ends, in em."""
    result = []
    for segment in line.segments:
        x = segment.x / SIZE
        for word in segment.words:
            for glyph in word.glyphs:
                result.append((glyph.text, x, x + glyph.advance))
                x += glyph.advance
    return result


PROSE = st.text(alphabet=f"港海風の年をはアイ{OPENING}{CLOSING}{NEVER_FIRST}19aB*", min_size=1, max_size=60)


@given(PROSE, st.integers(60, 200), st.booleans())
@settings(max_examples=200, deadline=None)
def test_nothing_is_lost_or_too_wide(text: str, measure: int, justify: bool) -> None:
    """All characters are there once, in order; what shows of a line stays in the measure."""
    if not text.replace("*", ""):
        return
    lines = lines_of(text, measure, justify=justify)
    assert "".join(map(text_of, lines)) == text.replace("*", "")
    for line in lines:
        blank = 0.5 if text_of(line)[-1] in CLOSING else AUTOSPACE
        assert line.width <= measure + blank * SIZE * 1.03 + 0.01


@given(st.text(alphabet="港海風のをアっゃッー々ヶ「『（《」』）》、。，．：；！？・…〜―/%().,-2019aB", max_size=30))
@settings(max_examples=500, deadline=None)
def test_the_short_way_is_the_long_one(text: str) -> None:
    """Common characters are divided by a few rules, as all of UAX #14 would have them divided."""
    assert units_of(text) == list(line_break_units(text))


@pytest.mark.parametrize("justify", [True, False])
def test_marks_stay_where_they_belong(justify: bool) -> None:
    """No line begins with a mark that ends something nor ends with one that begins something, in whatever style."""
    text = (
        "*港「*静か*」、*を（*開く*）。コンサート*ー*ホール*っ*て*、「海*」*・*「*空」*！*々*々*は*9*%*の*…*".replace(
            "~", ""
        )
    )
    for measure in range(60, 240, 7):
        for line in lines_of(text * 3, measure, justify=justify):
            assert text_of(line)[0] not in NEVER_FIRST
            assert text_of(line)[-1] not in OPENING


@pytest.mark.parametrize("justify", [True, False])
def test_a_line_begins_flush_with_a_bracket(justify: bool) -> None:
    """The blank of a bracket hangs out to the left, on the first line of a paragraph and on others."""
    for text in ("「港」", "「港」を開くと海が見えた" * 3, "港と海と空と風の町の「港」を開く海の風"):
        lines = lines_of(text, 100, justify=justify)
        starts = [line.segments[0].x for line in lines if text_of(line)[0] == "「"]
        assert starts
        assert all(x == -0.5 * SIZE for x in starts)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("港」「海", 2.0),
        ("港、「海", 2.0),
        ("港（「海", 2.0),
        ("港」、海", 2.0),
        ("港」・海", 1.75),
        ("港・「海", 1.75),
    ],
)
def test_blanks_that_meet(text: str, place: float) -> None:
    """Of two blanks that meet one is left out."""
    characters = shown(lines_of(text, 500)[0])
    second = characters[2][1]
    blank = {"「": 0.5, "・": 0.25}.get(text[2], 0.0)
    before = {"（": 0.0, "・": 0.25}.get(text[1], 0.5)
    end_of_first_mark = {"（": 2.0, "・": 1.75}.get(text[1], 1.5)
    gap = second + blank - end_of_first_mark
    assert gap == pytest.approx({"（「": 0.0, "」、": 0.0, "」・": 0.25, "・「": 0.25}.get(text[1:3], before))


def test_a_little_space_beside_figures() -> None:
    """Figures and Latin letters stand a little off ideographs, but no space is put into the text."""
    (line,) = lines_of("計画は2027年にABC社が", 500)
    assert text_of(line) == "計画は2027年にABC社が"
    starts = {character: x for character, x, _ in shown(line)}
    assert starts["年"] == pytest.approx(3 + 4 * 0.5 + 2 * AUTOSPACE)
    (line,) = lines_of("計画（2027）、37%です", 500)
    assert shown(line)[-1][2] == pytest.approx(2 + 2 + 2 + 1 + 1.5 + 2 - 0.5)


def test_the_space_beside_figures_hangs_out() -> None:
    """Where a line ends between an ideograph and a figure, what shows of it fills the measure."""
    lines = lines_of("港港港港港12港港港港港34港港港港", 50 + 0.01)
    assert text_of(lines[0]) == "港港港港港"


@pytest.mark.parametrize("justify", [True, False])
def test_no_last_line_of_a_character_or_two(justify: bool) -> None:
    """A paragraph does not end in a runt."""
    text = "港の海と空" * 12
    for length in range(21, 60):
        assert len(text_of(lines_of(text[:length], 100, justify=justify)[-1])) > 2


@pytest.mark.parametrize("justify", [True, False])
def test_figures_stay_with_their_counters(justify: bool) -> None:
    """A line ends rather with the character before a figure than between it and its counter."""
    text = "港の海と空の年は港2027年の海と空と風の町に港と海と空と風の町"
    for measure in range(120, 180, 5):
        for line in lines_of(text, measure, justify=justify):
            assert text_of(line)[-1] != "7"


def test_titles_break_between_phrases() -> None:
    """A balanced title ends its lines with phrases, where a phrase is no wider than the measure."""
    title = "風待ち港湾局、老朽化した三つの防波堤を改修し「静かな港」計画の第一期を2027年春に完了へ"
    lines = [text_of(line) for line in lines_of(title, 160, balance=True)]
    assert lines == ["風待ち港湾局、老朽化した三つの", "防波堤を改修し「静かな港」", "計画の第一期を2027年春に完了へ"]
    assert all(line.width <= 40.01 for line in lines_of(title, 40, balance=True))


def test_names_are_not_parted_in_titles() -> None:
    """A name of the release stays whole."""
    title = "云汀图书馆今日开放云汀图书馆新馆"
    for measure in range(60, 150, 10):
        for line in lines_of(title, measure, "zh", ("云汀图书馆",), balance=True):
            assert "云汀图书馆" in text_of(line) or not set("云汀图") & set(text_of(line))


def test_chinese_quotation_marks() -> None:
    """They belong to the face of the ideographs, also around Latin words; lines may break outside of them."""
    (line,) = lines_of("使用“PDF”格式", 500, "zh")
    marks = [word.face for segment in line.segments for word in segment.words if set(word.text) & set("“”")]
    assert marks
    assert all(face is BOOK.wide for face in marks)
    lines = lines_of("使用“PDF”格式", 30, "zh")
    assert [text_of(line) for line in lines] == ["使用", "“PDF”", "格式"]


def test_an_apostrophe_in_a_latin_word_stays_latin() -> None:
    """It is not set as wide as an ideograph."""
    (line,) = lines_of("港Marrow’s港", 500)
    assert shown(line)[-1][2] == pytest.approx(2 + 8 * 0.5 + 2 * AUTOSPACE)


def test_korean_brackets() -> None:
    """Korean text with brackets breaks at its spaces like any other, and the brackets have no blanks."""
    (line,) = lines_of("항만법은 「항만법」 제십이조", 500, "ko")
    assert line.width == pytest.approx((4 + 3 + 2 * 0.5 + 4 + 2 * 0.25) * SIZE)
    lines = lines_of("항만법은 「항만법」을 제십이조", 110, "ko")
    assert [text_of(line) for line in lines] == ["항만법은 「항만법」을", "제십이조"]
