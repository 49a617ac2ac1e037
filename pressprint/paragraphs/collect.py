"""Collect: styled text becomes a paragraph's material, word for word."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from pressprint.fonts import HALF_WIDTH, Book, cut
from pressprint.fonts.face import RTL
from pressprint.languages import code_of
from pressprint.paragraphs.bidi import is_right_to_left, levels_of
from pressprint.paragraphs.ideographs import has_hangul, has_ideographs
from pressprint.paragraphs.material import Material, Piece, PlainMaterial, width_of
from pressprint.paragraphs.values import Span

# Text that holds nothing of this has neither ideographs nor letters that run from right to left.
_FAR_SCRIPTS = re.compile("[^\0-\u058f\u1e00-\u2e7f]")


def collect(
    spans: Iterable[Span],
    book: Book,
    language: str,
    measure: float,
    *,
    right_to_left: bool = False,
    phrases: bool = False,
    names: Collection[str] = (),
) -> list[Material]:
    """The material of each part of a paragraph between its forced line breaks; each word is one box.

    A word that is wider than the measure is cut between its letters. `right_to_left` is the direction of
    the paragraph; text of the other direction in it stands as it should. With `phrases`, lines of text without
    spaces break between phrases alone; `names` are never parted then.

    Raises:
        SettingError: a character that no face has.
    """
    result = []
    for parts in _forced_lines(spans):
        text = "".join([text for text, _ in parts])
        far = not text.isascii() and _FAR_SCRIPTS.search(text) is not None
        if right_to_left or (far and is_right_to_left(text)):
            result.append(_bidi_material(_words(parts), book, language, measure, base=int(right_to_left)))
        elif far and has_ideographs(text) and code_of(language) == "ko" and has_hangul(text):
            # Korean has spaces, and its brackets stand beside them: there they are without blanks.
            result.append(_material(parts, book, language + HALF_WIDTH, measure))
        elif far and has_ideographs(text):
            from pressprint.paragraphs.spaceless import Setting, spaceless_material  # few texts need it

            result.append(spaceless_material(_words(parts), Setting(book, language, measure, phrases, names)))
        else:
            result.append(_material(parts, book, language, measure))
    return result


_Part = tuple[str, Span]
_Words = list[list[_Part]]


def _forced_lines(spans: Iterable[Span]) -> Iterator[list[_Part]]:
    """The text of each forced line, as its parts of one style."""
    parts: list[_Part] = []
    for span in spans:
        first, *others = span.text.split("\n")
        parts.append((first, span))
        for text in others:
            yield parts
            parts = [(text, span)]
    if parts:
        yield parts


def _split(parts: Iterable[_Part]) -> Iterator[tuple[list[str], Span, bool]]:
    """The words of each part, and whether the first of them goes on with the last word of the part before.

    Only plain spaces part words: str.split() would break at no-break spaces, too.
    """
    is_open = False
    for text, span in parts:
        texts = text.split(" ")
        goes_on = is_open and texts[0] != ""
        is_open = texts[-1] != "" or (is_open and not text)
        yield [text for text in texts if text] if "" in texts else texts, span, goes_on


def _words(parts: Iterable[_Part]) -> _Words:
    """Words, each as its parts of one style."""
    words: _Words = []
    for texts, span, goes_on in _split(parts):
        made = [[(text, span)] for text in texts]
        if goes_on:
            words[-1] += made.pop(0)
        words += made
    return words


def _material(parts: Sequence[_Part], book: Book, language: str, measure: float) -> Material:
    """The material of words that spaces part."""
    if len(parts) == 1 and (plain := _plain_material(parts[0], book, language, measure)):
        return plain
    material = Material()
    for word in _words(parts):
        _add_word(material, _shaped(word, book, language), measure)
    return material


def _plain_material(part: _Part, book: Book, language: str, measure: float) -> PlainMaterial | None:
    """The material of text of one style, or None where a word has to be cut, or set in part by another face."""
    ((texts, span, _),) = _split([part])
    shaped = book.whole(texts, span.style.face, span.language or language)
    material = PlainMaterial(shaped, span.style, span.node) if shaped else None
    return material if material and max(material.widths) <= measure else None


def _add_word(material: Material, pieces: tuple[Piece, ...], measure: float) -> None:
    """Adds a word and the space after it."""
    style = pieces[-1][1]
    space = style.face.space.width * style.size
    material.open_word(pieces)
    if width_of(pieces) <= measure:
        material.add(pieces, space)
    else:
        add_narrow(material, [pieces], space, measure)


def _shaped(parts: list[_Part], book: Book, language: str) -> tuple[Piece, ...]:
    """The pieces of a word."""
    return tuple(
        (word, span.style, span.node)
        for text, span in parts
        for word in book.words(text, span.style.face, span.language or language)
    )


def _bidi_material(words: _Words, book: Book, language: str, measure: float, *, base: int) -> Material:
    """Material in which each piece runs in one direction and knows its embedding level."""
    text = " ".join(["".join([text for text, _ in parts]) for parts in words])
    levels = levels_of(text, base=base)
    material = Material()
    at = 0
    for parts in words:
        pieces: list[Piece] = []
        word_levels: list[int] = []
        for part, span in parts:
            for level, run in _level_runs(part, levels[at : at + len(part)]):
                own = span.language or language
                tag = own + RTL if level % 2 else own
                shaped = book.words(run, span.style.face, tag)
                for word in reversed(shaped) if level % 2 and len(shaped) > 1 else shaped:
                    pieces.append((word, span.style, span.node))
                    word_levels.append(level)
            at += len(part)
        _add_word(material, tuple(pieces), measure)
        material.levels.append(tuple(word_levels))
        material.space_levels.append(levels[at] if at < len(levels) else base)
        at += 1
    return material


def _level_runs(text: str, levels: list[int]) -> Iterator[tuple[int, str]]:
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or levels[end] != levels[start]:
            yield levels[start], text[start:end]
            start = end


def add_narrow(material: Material, fragments: list[tuple[Piece, ...]], space: float, measure: float) -> None:
    """Adds the fragments of the word that was opened last, cut between letters where wider than the measure."""
    parts: list[tuple[Piece, ...]] = []
    for fragment in fragments:
        parts += [fragment] if width_of(fragment) <= measure else _cut_to(fragment, measure)
    if len(parts) > len(fragments):
        material.wide.append(material.text(len(material.words) - 1))
    for part in parts[:-1]:
        material.add(part, 0.0)
    material.add(parts[-1], space)


def _cut_to(pieces: tuple[Piece, ...], measure: float) -> list[tuple[Piece, ...]]:
    """Pieces as parts that are no wider than the measure; text from right to left stays whole."""
    result: list[tuple[Piece, ...]] = []
    for word, style, node in pieces:
        if is_right_to_left(word.text):
            result.append(((word, style, node),))
            continue
        ends, width, done = [], 0.0, 0
        for glyph in word.glyphs:
            if done and width + glyph.advance * style.size > measure * 0.97:
                ends.append(done)
                width = 0.0
            width += glyph.advance * style.size
            done += len(glyph.text)
        result += [((part, style, node),) for part in cut(word, (*ends, len(word.text)))]
    return result
