"""YAML, in a file of its own or as the front matter of a Markdown file, as a data tree.

Scalars stay the strings that were written: the model knows which field is a date or a number, so that
`language: no` is Norwegian and `phone: 0199001234` keeps its zero.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from pressprint.errors import Problem, quoted
from pressprint.readers.source import Source
from pressprint.readers.tree import TOO_DEEP, Grower, Tree

_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = {"", "~", "null", "Null", "NULL"}
_NOT_YAML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_COMMENT = re.compile(r"[ \t]*(#[^\s#].*)")
_YAML_LINE_ENDS = str.maketrans("\x85\u2028\u2029", "   ")  # so that a line is here what it is everywhere else


def read_yaml(source: Source, front_matter: str | None = None) -> Tree:
    """The tree of a YAML source, or of the front matter that begins on the second line of a Markdown source.

    Raises:
        ReadError: not YAML, or nested without end.
    """
    text, first_line = (source.text, 1) if front_matter is None else (front_matter, 2)
    grower = Grower(source)
    printable, removed = _printable(text)
    for character, position in removed.items():
        what = f"the control character U+{ord(character):04X} was removed"
        line = text.count("\n", 0, position) + first_line
        grower.tree.warnings.append(Problem(what, source.name, line))
    rows, marks = printable.split("\n"), dict[str, int]()
    try:
        for event in yaml.parse(printable, Loader=_LOADER):
            _take(event, grower, first_line)
            _note_marks(event, marks, first_line)
            if isinstance(event, yaml.ScalarEvent) and not event.style:
                _tell_comment(event, rows, grower, first_line)
    except yaml.YAMLError as error:
        subject = source.noun if front_matter is None else "the front matter"
        what, line = _explained(error, printable)
        raise source.error(f"{subject} is not valid YAML: {what}", line + first_line) from None
    for mark, line in marks.items():
        what = f"the text begins with {quoted(mark)}, which YAML leaves out; put quotes round it"
        grower.tree.problems.append(Problem(what, source.name, line))
    return grower.tree


def _take(event: Any, grower: Grower, first_line: int) -> None:
    line = event.start_mark.line + first_line
    match event:
        case yaml.MappingStartEvent():
            grower.open({}, line)
        case yaml.SequenceStartEvent():
            grower.open([], line)
        case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
            grower.close()
        case yaml.AliasEvent():
            grower.alias(line)
        case yaml.ScalarEvent():
            is_null = not event.style and event.value in _NULLS
            grower.scalar(None if is_null else event.value, line, event.value)
        case yaml.DocumentStartEvent() if grower.tree.lines:
            what = "a second document begins; a file holds one release"
            raise yaml.MarkedYAMLError(problem=what, problem_mark=event.start_mark)  # type: ignore[arg-type]


def _note_marks(event: Any, marks: dict[str, int], first_line: int) -> None:
    """Notes an anchor or a tag of one's own before a value, by its line; one with an alias is an anchor."""
    if isinstance(event, yaml.AliasEvent):
        marks.pop(f"&{event.anchor}", None)
    elif anchor := getattr(event, "anchor", None):
        marks[f"&{anchor}"] = event.start_mark.line + first_line
    elif (tag := getattr(event, "tag", None)) and len(tag) > 1 and tag.startswith("!"):
        marks[tag] = event.start_mark.line + first_line


def _tell_comment(event: Any, rows: list[str], grower: Grower, first_line: int) -> None:
    """Tells of what stands after a value and begins with “#” like a comment, but without a space, like “#1”."""
    end = event.end_mark
    match = _COMMENT.match(rows[end.line], end.column) if end.line < len(rows) else None
    if match and (end.column == 0 or match.start(1) > end.column or rows[end.line][end.column - 1] in " \t"):
        what = (
            f"{quoted(match[1])} is left out, as “#” begins a comment; if it is text, put quotes round the whole value"
        )
        is_all = event.value in _NULLS  # nothing stands before it: it was hardly meant as a comment
        told = grower.tree.problems if is_all else grower.tree.warnings
        told.append(Problem(what, grower.name, end.line + first_line))


def _printable(text: str) -> tuple[str, dict[str, int]]:
    """A text without what YAML refuses or counts as a line's end, and where each character removed first stood."""
    removed: dict[str, int] = {}
    for match in _NOT_YAML.finditer(text):
        removed.setdefault(match[0], match.start())
    return _NOT_YAML.sub("", text).translate(_YAML_LINE_ENDS), removed


def _explained(error: yaml.YAMLError, text: str) -> tuple[str, int]:
    """A YAML error in words for people who do not know YAML, and its line (from 0)."""
    problem, context = getattr(error, "problem", None) or "", getattr(error, "context", None) or ""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return str(error), 0
    begin = getattr(error, "context_mark", None) or mark
    if "mapping values are not allowed" in problem:
        return "“: ” stands a second time in the line; put quotes round the text that holds it", mark.line
    if "tab character" in problem:
        return "a tab stands before the text; use spaces", mark.line
    if "nesting depth" in problem:
        return TOO_DEEP, mark.line
    if "quoted scalar" in context:
        return "a quotation mark is opened and not closed", begin.line
    if "cannot start any token" in problem:
        sign = text.split("\n")[mark.line][mark.column : mark.column + 1]
        if sign == "\t":
            return "a tab stands before the text; use spaces", mark.line
        return f"the text begins with “{sign}”; put quotes round it", mark.line
    if "not allowed in this context" in problem:
        sign = text.split("\n")[mark.line][mark.column : mark.column + 1]
        return f"the text begins with “{sign}”; put quotes round it", mark.line
    if "flow" in context:
        rows = text.rstrip().split("\n")
        number = min(begin.line, len(rows) - 1)  # the end of the text is told as a line behind it
        comment = ", as “#” begins a comment: put quotes round what begins with it" if "#" in rows[number] else ""
        return f"a bracket is opened and not closed, or a comma is missing{comment}", number
    if "simple key" in context:
        return "“:” is missing after the key", begin.line
    if "block" in context:
        return "the line is not indented like those it belongs to, or quotes are missing round its text", mark.line
    return problem or context, mark.line
