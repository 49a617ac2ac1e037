"""A release as it was written becomes the release as it is set.

Characters that have no business on a page are taken out, the language's typographic rules are applied, and
addresses become links. The release itself stays as its author wrote it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from msgspec import Struct, field

from pressprint import languages
from pressprint.errors import Problem, SettingError, quoted
from pressprint.layouts import Layout
from pressprint.release import (
    Content,
    Emphasis,
    Foreign,
    Link,
    Part,
    Release,
    Strong,
    Text,
    field_path,
    foreign,
    plain,
)
from pressprint.text.clean import LOST, clean, describe
from pressprint.text.tokens import with_links
from pressprint.text.typography import Corrected, correct

_Path = tuple[int | str, ...]

_INLINE = (Text, Strong, Emphasis, Link, Foreign)
# Fields of plain text that is set as prose; names, numbers, codes and addresses stay as they are.
_PROSE = {
    "title",
    "kickers",
    "subtitle",
    "slugline",
    "summary",
    "role",
    "heading",
    "label",
    "caption",
    "credit",
    "rights",
    "alt",
    "subject",
    "figure",
    "text",
}

# What is no text, and what is in other languages.
_AS_WRITTEN = ("type", "editions")


class Correction(Struct, frozen=True):
    """What the typographic rules made of one field."""

    field: str
    corrected: Corrected


class Prepared(NamedTuple):
    """A release as it is set, what was taken out of it, and what the typographic rules changed."""

    release: Release
    warnings: tuple[Problem, ...] = ()
    corrections: tuple[Correction, ...] = ()


def prepare(release: Release, *, verbatim: bool = False) -> Prepared:
    """The release as it is set. With `verbatim` the typographic rules are left out.

    Letters and figures stay what they are, and a prepared release comes out as it went in.
    """
    desk = _Desk(release, verbatim)
    prepared: Release = desk.part(release, ())
    return Prepared(prepared, tuple(desk.warnings), tuple(desk.corrections))


def prepare_in(release: Release, layout: Layout) -> Prepared:
    """A release with its text as it is set: by the rules of its language, where neither it nor the layout refuses."""
    typography = release.typography or layout.keys.paragraphs.typography
    return prepare(release, verbatim=typography == "verbatim")


class _Desk(Struct):
    """What one pass over a release needs and what it finds."""

    release: Release
    verbatim: bool
    warnings: list[Problem] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)

    @property
    def script(self) -> str:
        """The script of the release's language."""
        return languages.language(self.release.language).script

    def part(self, part: Any, path: _Path) -> Any:
        """A part with its fields prepared; the part itself where nothing changes."""
        changes = {}
        for name, value in part.__dict__.items():
            if value and name not in _AS_WRITTEN and (new := self._value(value, (*path, name))) is not value:
                changes[name] = new
        return part.model_copy(update=changes) if changes else part

    def _value(self, value: Any, path: _Path) -> Any:
        if isinstance(value, str):
            return self._string(value, path)
        if isinstance(value, tuple):
            if value and isinstance(value[0], _INLINE):
                return self._content(value, path)
            items = tuple(self._value(item, (*path, number)) for number, item in enumerate(value))
            return items if any(new is not old for new, old in zip(items, value, strict=True)) else value
        return self.part(value, path) if isinstance(value, Part) else value

    def _string(self, text: str, path: _Path) -> str:
        cleaned = self._cleaned(text, path, self.script)
        name = next((part for part in reversed(path) if isinstance(part, str)), "")
        (corrected,) = self._corrected((cleaned,), path) if name in _PROSE else (cleaned,)
        return corrected if corrected != text else text

    def _content(self, content: Content, path: _Path) -> Content:
        """Inline text: its runs corrected together, then the addresses in it as links."""
        runs = tuple(self._cleaned(text, path, script) for text, script in _scripted(content, self.script))
        new = iter(self._corrected(runs, path, [plain(words.content) for words in foreign(content)]))
        return _rebuilt(content, new)

    def _cleaned(self, text: str, path: _Path, script: str) -> str:
        cleaned, removed = clean(text, script)
        if LOST in removed:
            what = (
                f"“{LOST}” (U+FFFD) stands in {quoted(text, 40)} in place of a character that was lost; write that one"
            )
            raise SettingError(Problem(what, field=_place(path)))
        if removed:
            self.warnings.append(Problem(f"removed {describe(removed)}", field=_place(path)))
        return cleaned

    def _corrected(self, runs: tuple[str, ...], path: _Path, foreign: Sequence[str] = ()) -> tuple[str, ...]:
        if self.verbatim:
            return runs
        protected = [text for text in (*_references(self.release), *foreign) if text]
        corrected = correct(runs, self.release.language, protected)
        if corrected.runs != corrected.original:
            self.corrections.append(Correction(_place(path), corrected))
        return corrected.runs


def _references(release: Release) -> tuple[str | None, ...]:
    return release.reference, release.corrects, release.updates, release.withdraws


def _scripted(content: Content, script: str) -> Iterator[tuple[str, str]]:
    """The runs of inline text, each with the script of its language."""
    for node in content:
        if isinstance(node, Text):
            yield node.text, script
        else:
            inner = script
            if isinstance(node, Foreign) and languages.code_of(node.language):
                inner = languages.language(node.language).script
            yield from _scripted(node.content, inner)


def _place(path: _Path) -> str:
    """A path as people write it, without the parts that only the model has."""
    return field_path(tuple(part for part in path if part not in ("content", "text")))


def _rebuilt(content: Content, runs: Iterator[str], *, in_link: bool = False) -> Content:
    """Inline text with new runs in place of its own, and addresses as links; itself where all stays the same."""
    result: list[Any] = []
    for node in content:
        if isinstance(node, Text):
            text = next(runs)
            same = node if text == node.text else Text.model_construct(text=text)
            result += (same,) if in_link else with_links(same)
        else:
            inner = _rebuilt(node.content, runs, in_link=in_link or isinstance(node, Link))
            result.append(node if inner is node.content else node.model_copy(update={"content": inner}))
    same_nodes = len(result) == len(content) and all(new is old for new, old in zip(result, content, strict=True))
    return content if same_nodes else tuple(result)
