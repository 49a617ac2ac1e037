"""Files and texts become releases: Markdown, with front matter or bare, JSON, YAML, and PDFs of pressprint's own."""

from __future__ import annotations

import os
import warnings
from pathlib import Path

from pressprint.errors import PressprintWarning, Problem
from pressprint.readers.bare import read_bare
from pressprint.readers.build import build
from pressprint.readers.markdown import parse, read_markdown
from pressprint.readers.pdf import embedded_release, embedded_releases
from pressprint.readers.source import Source, bytes_of, decoded, load, source_of
from pressprint.readers.tree import Tree, read_json
from pressprint.release import Images, Release

__all__ = ["FORMS", "bytes_of", "embedded_release", "embedded_releases", "read", "read_bytes", "read_with_warnings"]

FORMS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "markdown",
    ".json": "json",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".pdf": "pdf",
}
"""How a release is written in a file, by the ending of the file's name."""


def read(path_or_text: str | os.PathLike[str]) -> Release:
    """The release that a file, or a text, holds.

    A path ends in .md, .markdown, .txt, .json, .yaml, .yml or .pdf; a PDF of pressprint's own gives the release
    that it was made of. A string that is more than one line, or that begins like a document, is taken as the text
    itself: JSON if it begins with a brace, else Markdown.

    Raises:
        ReadError: with every fault found, each with its file, line and field.
    """
    release, notes = read_with_warnings(path_or_text)
    for note in notes:
        warnings.warn(PressprintWarning(str(note)), stacklevel=2)
    return release


def read_with_warnings(path_or_text: str | os.PathLike[str]) -> tuple[Release, tuple[Problem, ...]]:
    """As `read`, with what the author should know of although the release could be read."""
    if isinstance(path_or_text, str) and _is_text(path_or_text):
        source = source_of(path_or_text)
        form = "json" if source.text.lstrip().startswith("{") else "markdown"
    else:
        path = Path(path_or_text)
        form = _form_of(path)
        source = embedded_release(path) if form == "pdf" else load(path)
    return _built(source, form)


def read_bytes(
    data: bytes, name: str, folder: Path = Path(), *, ending: str | None = None, images: Images | None = None
) -> tuple[Release, tuple[Problem, ...]]:
    """As `read_with_warnings`, of the bytes of a file that were got in another way.

    Errors show the name; its ending tells the form of the bytes, where `ending` does not. `folder` is where paths in
    the release begin, `images` where its pictures are.
    """
    form = FORMS.get((ending or Path(name).suffix).lower())
    if form is None:
        raise Source("", name).error(f"is not a kind of file that holds a release; expected {', '.join(FORMS)}")
    return _built(embedded_release(Path(name), data) if form == "pdf" else decoded(data, name, folder, images), form)


def _built(source: Source, form: str) -> tuple[Release, tuple[Problem, ...]]:
    if form != "markdown":
        tree = _read_yaml(source) if form == "yaml" else read_json(source)
        _translate(tree, source)
        return build(source, tree), tuple(tree.warnings)
    parsed = parse(source)
    reader = read_bare if parsed.front_matter is None else read_markdown
    return reader(source, parsed), tuple(parsed.warnings)


def _translate(tree: Tree, source: Source) -> None:
    """Makes the fields of a release of data in another format, which are known by what they say of themselves."""
    data = tree.data
    if not isinstance(data, dict):
        return
    if "@context" in data and "schema.org" in str(data["@context"]):
        from pressprint.readers.jsonld import fields  # few releases come from elsewhere
    elif "uri" in data and (data.keys() & {"standard", "headlines", "bodies"} or "title" not in data):
        from pressprint.readers.ninjs import fields
    else:
        return
    tree.data = fields(data, source, tree.warnings)
    tree.lines.clear()  # they are of other fields


def _read_yaml(source: Source) -> Tree:
    from pressprint.readers.yaml_tree import read_yaml  # not loaded for a release that has no YAML

    return read_yaml(source)


def _is_text(value: str) -> bool:
    return "\n" in value or "\r" in value or value.lstrip().startswith(("{", "# ")) or not value.strip()


def _form_of(path: Path) -> str:
    form = FORMS.get(path.suffix.lower())
    if form is None and path.exists() and not path.is_dir():
        what = f"is not a kind of file that holds a release; expected {', '.join(FORMS)}"
        raise Source("", str(path)).error(what)
    return form or "markdown"  # where there is no file at all, or a folder, loading it tells so
