"""Paragraphs with fake faces: what holds of any text, and what the breaks of given ones must be."""

from __future__ import annotations

from itertools import pairwise
from math import inf

import pytest
from flat import FACE, LETTER, SIZE, SPACE, STYLE, FlatBook, set_at, set_lines, told, words_of
from hypothesis import given, settings
from hypothesis import strategies as st

from pressprint.paragraphs import Divider, Paragraph, Shape, Span
from pressprint.paragraphs.collect import collect
from pressprint.paragraphs.justify import LOOSEST, RUNT_EM, SHRINK, STRETCH, Justifier

PROSE = (
    "the harbour office counts every boat that comes in with the tide and writes its name into a book "
    "that lies open on the long table by the window where the light is good until late in the evening"
)
WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyzäéß-,.’()/", min_size=1, max_size=14)
TEXTS = st.lists(WORDS, min_size=1, max_size=120).map(" ".join)


@given(TEXTS, st.integers(80, 500), st.booleans())
@settings(max_examples=150, deadline=None)
def test_nothing_is_lost(text: str, measure: int, justify: bool) -> None:
    """Whoever takes the replacement texts reads each word once, in order."""
    assert told(set_lines(text, measure, justify=justify)) == " ".join(text.split())


@given(TEXTS, st.integers(80, 500), st.booleans())
@settings(max_examples=150, deadline=None)
def test_no_line_is_over_the_measure(text: str, measure: int, justify: bool) -> None:
    """Lines stay within the measure, but for marks that hang out by less than their own width."""
    for line in set_lines(text, measure, justify=justify):
        assert line.width <= measure + 0.5 * SIZE + 0.01


@given(TEXTS, st.integers(120, 500))
@settings(max_examples=150, deadline=None)
def test_justified_lines_are_full_or_short(text: str, measure: int) -> None:
    """A justified line fills the measure with spaces inside their limits, or is left short as a whole."""
    *lines, _ = set_lines(text, measure)
    for line in lines:
        if line.scale == 1 and line.ratio == 1 and line.width < measure * 0.97:
            continue  # left short: no break could make it better
        assert line.width >= measure - 0.5 * SIZE - 0.01
        assert 1 - SHRINK - 1e-6 <= line.ratio <= LOOSEST or len(words_of(line).split()) == 1
        assert 0.97 - 1e-9 <= line.scale <= 1.03 + 1e-9


def test_breaks_are_those_of_the_whole_paragraph() -> None:
    """Over many measures the spaces are far more even than where each line is filled in turn."""
    best = greedy = 0.0
    for measure in range(160, 400, 5):
        best += sum(strain(line.ratio) for line in set_lines(PROSE, measure, hyphenate=False, loosest=9.0)[:-1])
        greedy += sum(strain(ratio) for ratio in greedy_ratios(PROSE, measure))
    assert best < 0.7 * greedy


def strain(ratio: float) -> float:
    """How much a line's spaces suffer: 1 at the limits of stretching and shrinking."""
    return (max(ratio - 1, 0) / STRETCH) ** 3 + (max(1 - ratio, 0) / SHRINK) ** 3


def greedy_ratios(text: str, measure: float) -> list[float]:
    """The ratios of spaces when each line takes as many words as fit at its tightest, but for the last line."""
    ratios, line = [], ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        letters, spaces = widths(longer)
        if letters + spaces * (1 - SHRINK) > measure / 0.97 and line:
            letters, spaces = widths(line)
            scale = min(max(measure / (letters + spaces), 0.97), 1.03)
            ratios.append((measure / scale - letters) / spaces)
            longer = word
        line = longer
    return ratios


def widths(line: str) -> tuple[float, float]:
    """The widths of a line's letters and of its spaces."""
    spaces = line.count(" ")
    return (len(line) - spaces) * LETTER * SIZE, spaces * SPACE * SIZE


def test_lines_are_the_same_each_time() -> None:
    """The same text in the same measure gives the same lines."""
    first, second = (set_lines(PROSE, 230) for _ in range(2))
    assert [words_of(line) for line in first] == [words_of(line) for line in second]


@given(TEXTS, st.integers(80, 500))
@settings(max_examples=100, deadline=None)
def test_text_of_another_size_has_the_lines_of_another_measure(text: str, measure: int) -> None:
    """Twice the size in twice the measure gives the same lines twice as wide, whatever was set before."""
    lines, larger = set_lines(text, measure), set_at(2.0, text, 2.0 * measure)
    assert [words_of(line) for line in larger] == [words_of(line) for line in lines]
    for line, double in zip(lines, larger, strict=True):
        assert double.width == pytest.approx(2 * line.width)
        assert [segment.x for segment in double.segments] == pytest.approx([2 * s.x for s in line.segments])
        assert {segment.style.size for segment in double.segments} == {2 * SIZE}
        assert (double.scale, double.ratio) == pytest.approx((line.scale, line.ratio))


def test_a_line_feed_ends_a_line() -> None:
    """Lines that the author broke stay broken."""
    assert [words_of(line) for line in set_lines("one\ntwo three\nfour", 400)] == ["one", "two three", "four"]


def test_no_break_spaces_hold() -> None:
    """No line breaks at U+00A0 or U+202F."""
    text = "tide " * 9 + "12\u00a0km and\u202fso on " * 6
    for line in set_lines(text.strip(), 130):
        assert not words_of(line).endswith("12")
        assert "12" not in words_of(line) or "12\u00a0km" in words_of(line)


def test_words_are_divided_only_in_need() -> None:
    """A paragraph that can be set without dividing is; a narrow one of long words is not."""
    assert not any(line.is_divided for line in set_lines(PROSE, 400)[:-1])
    long = "responsibility international administration communication " * 4
    narrow = set_lines(long.strip(), 120)
    assert any(words_of(line).endswith("-") for line in narrow)


@pytest.mark.parametrize(
    "never",
    ["Marrowbyshire", "INTERNATIONAL", "press.relations@tideoffice.example", "1234567890123", "e.g.something"],
)
def test_never_divided(never: str) -> None:
    """Names, capitals, addresses, numbers and abbreviations stay whole."""
    text = f"under the {never} of " * 8
    for line in set_lines(text.strip(), 40 + 5 * len(never)):
        assert not line.is_divided or never not in (line.segments[-1].actual or "")


def test_names_of_the_release_are_never_divided() -> None:
    """A word that the release names is a name also where German writes nouns with capitals."""
    text = "und dann kam Wasserstandsmeldung aus " * 6
    free = set_lines(text.strip(), 140, tag="de")
    kept = set_lines(text.strip(), 140, tag="de", names=("Wasserstandsmeldung",))
    assert any(line.segments[-1].actual == "Wasserstandsmeldung" for line in free)
    assert not any(line.segments[-1].actual == "Wasserstandsmeldung" for line in kept)


def test_a_divided_word_is_told_once() -> None:
    """The first fragment tells the whole word, the second a space."""
    lines = set_lines("responsibility international administration communication " * 3, 120)
    for line, following in pairwise(lines):
        if line.is_divided:
            assert line.segments[-1].actual in ("responsibility", "international", "administration", "communication")
            assert following.segments[0].actual == " "
            break
    else:
        pytest.fail("no word was divided")


def test_addresses_break_after_slashes_and_before_dots() -> None:
    """A web address is broken at its own joints, and no hyphen is added."""
    text = "see https://www.tides.example/a/very/long/path/of/some/documents/2026/report.html for more of it"
    ends = [words_of(line) for line in set_lines(text, 150)[:-1]]
    broken = [end for end in ends if "/" in end or "www" in end]
    assert broken
    assert not any(end.endswith("-") for end in broken)


def test_no_three_hyphens_running() -> None:
    """Hyphens never stand one under the other on three lines."""
    lines = set_lines("undeniable misunderstanding of responsibilities " * 20, 130)
    run = 0
    for line in lines:
        run = run + 1 if line.is_divided else 0
        assert run < 3


def test_last_lines_are_no_runts() -> None:
    """A paragraph's last line has more than a syllable, whatever the measure."""
    for measure in range(150, 420, 10):
        last = set_lines(PROSE, measure)[-1]
        assert last.width > 2 * SIZE


def test_balanced_lines_are_of_about_one_length() -> None:
    """Titles take no more lines than they must, and no line is much shorter than the others."""
    lines = set_lines(
        "Harbour gate opens wide while spring tides come back this week", 260, justify=False, balance=True
    )
    widths = [line.width for line in lines]
    assert len(lines) == 2
    assert min(widths) > 0.8 * max(widths)


@pytest.mark.parametrize(
    ("tag", "text", "first"),
    [
        ("en", "Harbour office opens its thirty-first reading room", "Harbour office opens"),
        ("fr", "Le bureau du port ouvre sa trente-deuxième salle", "Le bureau du port ouvre"),
        ("en", "Harbour office saves 1,204 boats after heavy storms", "Harbour office saves"),
        ("en", "Harbour office report: boats return after heavy storms", "Harbour office report:"),
        ("en", "Harbour office trust (MIC: HOTX) raises its dividend", "Harbour office trust"),
    ],
)
def test_balanced_lines_end_with_the_sense(tag: str, text: str, first: str) -> None:
    """No line of a title ends with an article, a number before its noun or the first word of a clause."""
    lines = set_lines(text, 170, tag=tag, justify=False, balance=True)
    assert [words_of(line) for line in lines] == [first, text.removeprefix(first).lstrip()]


@given(st.lists(st.sampled_from(["Harbour", "of", "the", "tide", "and", "Northeast", "in"]), min_size=2, max_size=9))
@settings(max_examples=150, deadline=None)
def test_balanced_lines_are_no_more_for_the_sense(words: list[str]) -> None:
    """A title does not take a further line to end none with an article: as many as if it had none."""
    text = " ".join(words)
    balanced = set_lines(text, 120, justify=False, balance=True)
    assert len(balanced) == len(set_lines(text, 120, tag="ja", justify=False, balance=True))


def test_years_end_balanced_lines() -> None:
    """A year is no number before its noun."""
    lines = set_lines("Harbour of the year 2026 opens its doors tomorrow", 170, justify=False, balance=True)
    assert words_of(lines[0]) == "Harbour of the year 2026"


def test_ragged_last_lines_are_not_short() -> None:
    """A ragged paragraph ends with more than a short word wherever a few words more can go with it."""
    short = [measure for measure in range(150, 420, 5) if _last(PROSE, measure) < 4.5 * SIZE]
    assert not short


def _last(text: str, measure: float) -> float:
    return set_lines(text, measure, justify=False)[-1].width


def test_ragged_lines_end_with_no_single_letter() -> None:
    """A word of one letter goes to the next line, if that leaves lines of much the same length."""
    text = "boats that carry a light or a bell or a flag or a lamp keep a watch at a distance of a mile from a pier"
    for measure in range(250, 420, 5):
        lines = set_lines(text, measure, justify=False)
        assert not [line for line in lines[:-1] if words_of(line).endswith(" a")]


def test_marks_hang_into_the_margin() -> None:
    """A quotation mark at a line's start stands out to the left, a comma at its end to the right."""
    lines = set_lines("“" + PROSE.replace(" ", ", ") + "”", 230)
    assert lines[0].segments[0].x < 0
    assert any(line.width > 230 for line in lines[:-1])


@given(TEXTS, st.integers(120, 500), st.sampled_from((1.0, 1.1, 1.3, 1.7, 3.0)), st.sampled_from((0.0, 0.02)))
@settings(max_examples=150, deadline=None)
def test_even_lines_are_the_best_lines(text: str, measure: int, loosest: float, spacing: float) -> None:
    """Asked for lines that are not too loose, the breaker gives the best of all lines, or none where these are."""
    (material,) = collect([Span(text, STYLE, 1)], FlatBook(FACE), "en", measure)
    shape = Shape(measure, justify=True, elasticity=0.03)
    if not material.widths:
        return
    best, even = (Justifier(material).lines(shape, spacing, limit) for limit in (inf, loosest))
    start = best[-1].start
    is_runt = start and sum(material.widths[start:]) + sum(material.glue[start:-1]) < RUNT_EM * SIZE
    is_good = not is_runt and not any(line.short or line.ratio > loosest for line in best)
    assert [(line.start, line.end) for line in even] == [(line.start, line.end) for line in best if is_good]


def test_work_is_linear_in_length() -> None:
    """The breaker looks at a bounded number of lines for each word, however long the paragraph is."""
    from pressprint.paragraphs import justify as module

    counts = []
    original = module._Search._give
    for times in (10, 40):
        calls = 0

        def counted(*arguments: object) -> object:
            nonlocal calls
            calls += 1
            return original(*arguments)  # type: ignore[arg-type]

        module._Search._give = counted  # type: ignore[method-assign, assignment]
        try:
            set_lines(" ".join([PROSE] * times), 300)
        finally:
            module._Search._give = original  # type: ignore[method-assign]
        counts.append(calls)
    assert counts[1] < 5 * counts[0]


# -- the cells of tables


def _cell(text: str, tag: str = "en") -> Paragraph:
    return Paragraph([Span(text, STYLE, 1)], Shape(inf, narrow=True), FlatBook(FACE), Divider(tag))


def test_the_narrowest_width_of_a_cell():
    """A cell is as wide as its widest word at least, or as the widest part of one where words may be divided."""
    cell = _cell("the extraordinary height")
    whole = cell.narrowest()
    assert whole == len("extraordinary") * LETTER * SIZE
    assert cell.narrowest(hyphenate=True) < whole
    assert _cell("half-hearted").narrowest() == len("hearted") * LETTER * SIZE
    assert _cell("").narrowest() == 0.0


@given(
    st.lists(st.sampled_from(["a", "the", "extraordinary", "height", "internationalisation", "mid-term"]), min_size=1)
)
def test_a_cell_fits_its_narrowest_width(parts):
    """Set at the narrowest width, with hyphens or without, no line is wider, and the text is told as it is."""
    text = " ".join(parts)
    cell = _cell(text)
    for hyphenate in (False, True):
        width = cell.narrowest(hyphenate=hyphenate)
        made = cell.set(measure=width + 0.01)
        assert not made.wide
        assert all(line.width <= width + 0.02 for line in made.lines)
        assert told(made.lines).split() == text.split()


def test_only_words_that_are_too_wide_are_divided():
    """A word that fits its column stays whole, although another one is divided."""
    lines = _cell("extraordinary internationalisation extraordinary").set(
        measure=len("extraordinary") * LETTER * SIZE + 0.01
    )
    shown = [words_of(line) for line in lines.lines]
    assert shown.count("extraordinary") == 2
    assert any(text.endswith("-") for text in shown)
