"""The release inside the file against the text on its pages (ISO 19005-3, 6.8: the source is the file's own)."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf
from msgspec.structs import replace

from pressprint import languages
from pressprint.conformance.opened import Opened
from pressprint.conformance.parts import TROUBLE, get, items, text
from pressprint.conformance.pieces import body_of, cells_of, others_of
from pressprint.conformance.reading import folded, lines_of, page_text
from pressprint.conformance.reorder import Written, read
from pressprint.conformance.report import Finding
from pressprint.conformance.structure import Node
from pressprint.errors import PressprintError
from pressprint.paragraphs.bidi import is_right_to_left
from pressprint.readers.build import build
from pressprint.readers.pdf import RELEASE_NAME, release_streams, stream_source, unpacked
from pressprint.readers.tree import read_json
from pressprint.release import Release
from pressprint.text import prepare

_RULE = "A 6.8 (source)"

_Pieces = list[tuple[str, str]]


def check(file: Opened) -> Iterator[Finding]:
    """The texts of the source that the pages do not show, and those that they show in another order.

    In a volume each source is held against the element that it is bound to.
    """
    try:
        streams = release_streams(file.pdf)
    except TROUBLE as error:  # attachments that are none
        yield _unreadable(RELEASE_NAME, str(error))
        return
    # What cannot be unpacked is told of the attachment itself.
    names = [name for name, stream in streams.items() if _can_be_unpacked(stream)]
    if not names:
        file.skipped.append(f"{_RULE}: the file carries no release")
    bound = {RELEASE_NAME: file.structure.roots} if RELEASE_NAME in names else _bound(file)
    for attachment in names:
        if attachment not in bound:
            file.skipped.append(f"{_RULE}: {attachment} is bound to the file at large")
            continue
        for finding in _of_one(file, attachment, streams[attachment], bound[attachment]):
            whose = "" if attachment == RELEASE_NAME else f"{attachment}, "
            yield replace(finding, place=whose + finding.place)


def _bound(file: Opened) -> dict[str, list[Node]]:
    """The elements that attached files are bound to, by the names of the files."""
    result: dict[str, list[Node]] = {}
    for node in file.structure.nodes:
        for specification in items(get(node.obj, "/AF")):
            result.setdefault(text(get(specification, "/UF")) or "", []).append(node)
    return result


def _of_one(file: Opened, attachment: str, stream: pikepdf.Stream, nodes: list[Node]) -> Iterator[Finding]:
    """The texts of one source that are not, or in another order, in the elements that it is the source of."""
    try:
        source = stream_source(stream, file.path, attachment)
        release = build(source, read_json(source))
    except PressprintError as error:
        yield _unreadable(attachment, error.problems[0].what)
        return
    except TROUBLE as error:
        yield _unreadable(attachment, str(error))
        return
    # Typography that is not of the rules' making is kept by "verbatim"; letters and figures are the same in both.
    yield from _compare(*_both(prepare(release, verbatim=release.typography == "verbatim").release, nodes, file))


def _both(release: Release, nodes: list[Node], file: Opened) -> tuple[_Pieces, _Pieces, str]:
    """The running text of a release, its other texts, and what the elements say."""
    body, others = list(body_of(release)), list(others_of(release))
    base = int(languages.language(release.language).direction == "rtl")
    if not base and not any(is_right_to_left(words) for _, words in (*body, *others)):
        return body, others, "".join(page_text(node, file) for node in nodes)
    texts = [words for _, words in (*body, *others)]
    # Some layouts set on one line what others set on two.
    joined = [words.replace("\n", " ") for words in texts if "\n" in words]
    written = Written([*((words, base) for words in (*texts, *joined)), *((cell, 0) for cell in cells_of(release))])
    return body, others, read(lines_of(nodes, file), written, base=base)


def _can_be_unpacked(stream: Any) -> bool:
    try:
        unpacked(stream)
    except (ValueError, zlib.error):
        return False
    return True


def _unreadable(attachment: str, reason: str) -> Finding:
    what = f"cannot be read: {reason[:80]}"
    return Finding(_RULE, attachment, what, "embed the release that the file was made of")


def _compare(body: _Pieces, others: _Pieces, text: str) -> Iterator[Finding]:
    at, shown = 0, folded(text)
    for place, words in body:
        piece = folded(words)
        found = shown.find(piece, at)
        if found >= 0:
            at = found + len(piece)
        elif piece in shown:
            what = f"“{words.strip()[:40]}” stands in another order than in the source"
            yield Finding(_RULE, place, what, "let the order of the elements be that of the release")
        else:
            yield _missing(place, words)
    for place, words in others:
        if folded(words) not in shown:
            yield _missing(place, words)


def _missing(place: str, words: str) -> Finding:
    what = f"“{' '.join(words.split())[:40]}” is in the source and not on the pages"
    return Finding(_RULE, place, what, "render the release again")
