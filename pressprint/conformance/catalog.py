"""The catalog and the output intent (ISO 14289-1, 6.2 and 7.1; ISO 19005-3, 6.2.3 and 6.7.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from pressprint.conformance.opened import Opened
from pressprint.conformance.parts import get, items, key_of, name, pairs, text, whole
from pressprint.conformance.report import Finding
from pressprint.readers.pdf import unpacked

_HEADER = 128


def check(file: Opened) -> Iterator[Finding]:
    """What the catalog says of the whole file."""
    root = file.root
    if get(root, "/MarkInfo", "/Marked") is not True:
        yield Finding("UA 6.2-1, A 6.7.2.2-1", "catalog", "does not say that it is tagged", "write /Marked true")
    if get(root, "/MarkInfo", "/Suspects") is True:
        yield Finding("UA 7.1-4", "catalog", "says that its tags are doubtful", "leave /Suspects out")
    if get(root, "/ViewerPreferences", "/DisplayDocTitle") is not True:
        yield Finding("UA 7.1-10", "catalog", "the window shows the file's name", "write /DisplayDocTitle true")
    if text(get(root, "/Lang")) is None:
        rules = "UA 7.2-34, UA 7.2-2, UA 7.2-21, UA 7.2-22, UA 7.2-23, UA 7.2-24, UA 7.2-30, UA 7.2-33"
        yield Finding(rules, "catalog", "names no language", "write /Lang")
    for key, rule in (("/Requirements", "A 6.11-1"), ("/NeedsRendering", "A 6.4.2-2")):
        if get(root, key) is not None:
            yield Finding(rule, "catalog", f"holds {key}", "leave it out")
    if get(root, "/AcroForm", "/XFA") is not None:
        yield Finding("UA 7.15-1, A 6.4.2-1", "catalog", "holds an XFA form", "leave it out")
    if get(root, "/AcroForm", "/NeedAppearances") is True:
        yield Finding("A 6.4.1-3", "catalog", "leaves it to readers to draw its form", "write the appearances")
    if get(root, "/Names", "/AlternatePresentations") is not None:
        yield Finding("A 6.10-1", "catalog", "holds alternate presentations", "leave them out")
    if any(key not in ("/DocMDP", "/UR3") for key, _ in pairs(get(root, "/Perms"))):
        yield Finding("A 6.1.12-1", "catalog", "grants permissions of an unknown kind", "leave them out of /Perms")
    if get(root, "/OCProperties") is not None:
        yield Finding("UA 7.10-1, UA 7.10-2", "catalog", "holds layers, which a release does not need", "flatten them")
    yield from _intent(root)
    yield from _others(root)


def _intent(root: Any) -> Iterator[Finding]:
    intents = [one for one in items(get(root, "/OutputIntents")) if name(get(one, "/S")) == "GTS_PDFA1"]
    if len(intents) != 1:
        rule = "A 6.2.3-1, A 6.2.4.3-2, A 6.2.4.3-4"
        yield Finding(
            rule, "catalog", f"has {len(intents)} output intents of PDF/A; expected one", "write one for sRGB"
        )
        return
    profile = get(intents[0], "/DestOutputProfile")
    if not isinstance(profile, pikepdf.Stream):
        yield Finding("A 6.2.3-1", "output intent", "has no profile", "write /DestOutputProfile")
        return
    wrong = _profile(profile)
    if wrong:
        yield Finding("A 6.2.3-1", "output intent", f"its profile {wrong}", "embed a whole sRGB profile")


def _others(root: Any) -> Iterator[Finding]:
    """Output intents of other standards: they share the profile, and none leads out of the file."""
    intents = items(get(root, "/OutputIntents"))
    profiles = {key_of(get(one, "/DestOutputProfile")) for one in intents if get(one, "/DestOutputProfile") is not None}
    if len(profiles) > 1:
        what = "output intents have different profiles"
        yield Finding("A 6.2.3-2", "catalog", what, "let them share one profile")
    if any(get(one, "/DestOutputProfileRef") is not None for one in intents):
        what = "an output intent has its profile elsewhere"
        yield Finding("A 6.2.3-3", "catalog", what, "embed the profile")


def _profile(stream: Any) -> str:
    """What is wrong with an ICC profile, by its header (ICC.1, 7.2)."""
    try:
        data = unpacked(stream)
    except Exception:  # ValueError and zlib.error
        return "cannot be unpacked"
    if len(data) < _HEADER + 4 or data[36:40] != b"acsp":
        return "is no ICC profile"
    if int.from_bytes(data[:4], "big") != len(data):
        return "is not as long as it says"
    if data[8] > 4 or data[12:16] not in (b"mntr", b"prtr") or data[16:20] != b"RGB ":
        return "is not one of a screen or printer in RGB, of version 2 or 4"
    count = int.from_bytes(data[_HEADER : _HEADER + 4], "big")
    for at in range(_HEADER + 4, min(_HEADER + 4 + 12 * count, len(data) - 11), 12):
        begin, length = (int.from_bytes(data[at + n : at + n + 4], "big") for n in (4, 8))
        if begin + length > len(data):
            return "has a tag that lies outside of it"
    return "" if whole(get(stream, "/N")) == 3 else "has another /N than 3"
