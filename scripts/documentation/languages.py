"""What is done in each language, from the language files."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from pressprint import languages
from pressprint.fonts.scripts import SCRIPTS
from pressprint.languages import Language
from pressprint.text.dates import write_dateline
from scripts.documentation.tables import table

_DAY = datetime.date(2026, 3, 12)
_SHIPPED = ("Latn", "Grek", "Cyrl")
_SPACES = {"\u00a0": "␣", "\u202f": "␣", " ": "␣"}


def page() -> str:
    """A table of all languages: their words, dates and marks; and one of the fonts that scripts need."""
    every = sorted((languages.language(code) for code in languages.known()), key=lambda one: one.english_name)
    return "\n".join((*_words(every), "", *_marks(every), "", *_fonts()))


def _words(every: list[Language]) -> Iterator[str]:
    yield "## Words and dates\n"
    yield f"The {len(every)} languages, with what stands at the head of a release and before its contacts.\n"
    rows = (
        (
            one.english_name,
            f"`{one.code}`",
            one.labels["press_release"],
            one.labels["contacts"],
            write_dateline("Exford", _DAY, one),
        )
        for one in every
    )
    yield from table(("language", "tag", "at the head", "before contacts", "place and date"), rows)


def _marks(every: list[Language]) -> Iterator[str]:
    yield "## Quotes, dashes and spaces\n"
    yield "␣ stands for a space at which no line ends.\n"
    head = ("language", "quotes", "quotes in quotes", "before marks", "between words", "thousands", "otherwise in")
    yield from table(head, map(_marks_of, every))


def _marks_of(one: Language) -> tuple[str, ...]:
    rules = one.typography[""]
    if rules.untouched:
        return one.english_name, "as written", "as written", "", "as written", "", ""
    outer, inner = (_around(marks, _shown(rules.inside)) for marks in (rules.outer, rules.inner))
    before = " ".join(f"{_shown(space)}{mark}" for mark, space in rules.before.items() if space)
    dash = f"word {rules.dash} word" if rules.dash else "as written"
    regions = ", ".join(f"`{one.code}-{region}`" for region in one.typography if region)
    return one.english_name, outer, inner, before, dash, f"41{_shown(rules.thousands)}000", regions


def _around(marks: tuple[str, ...], inside: str) -> str:
    """Quotation marks, with the space inside those that have one."""
    space = inside if marks[0] in "«»" else ""
    return f"{marks[0]}{space}…{space}{marks[1]}"


def _shown(space: str) -> str:
    return "".join(_SPACES.get(character, character) for character in space)


def _fonts() -> Iterator[str]:
    yield "## Fonts\n"
    yield "What sets each script, beside fonts that lie in the layout's folder.\n"
    yield from table(("script", "font"), ((script.name, _font(script.code, script.packages)) for script in SCRIPTS))


def _font(code: str, packages: tuple[str, ...]) -> str:
    if code in _SHIPPED:
        return "comes with pressprint"
    return " or ".join(f"`pip install {name}`" for name in packages) or "put one into the layout's folder"
