"""What no dictionary may hold: actions, filters and devices that a file for the archive goes without.

ISO 19005-3, 6.1.7, 6.2.5 to 6.2.10, 6.4, 6.5 and 6.10; ISO 14289-1, 7.20.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from pressprint.conformance.parts import get, items, name, pairs
from pressprint.conformance.report import Finding

_FILTERS = {"FlateDecode", "DCTDecode", "ASCII85Decode", "ASCIIHexDecode", "RunLengthDecode", "CCITTFaxDecode"}
_FILTERS |= {"JBIG2Decode", "JPXDecode"}
_ACTIONS = {"GoTo", "GoToR", "GoToE", "Thread", "URI", "Named", "SubmitForm"}
_FORBIDDEN = {"JavaScript", "Launch", "Movie", "Sound", "ResetForm", "ImportData", "Hide", "Rendition", "Trans"}
_NAMED = {"NextPage", "PrevPage", "FirstPage", "LastPage"}
INTENTS = {"RelativeColorimetric", "AbsoluteColorimetric", "Perceptual", "Saturation"}
"""The rendering intents (ISO 32000-1, 8.6.5.8)."""
_BLENDS = {"Normal", "Compatible", "Multiply", "Screen", "Overlay", "Darken", "Lighten", "ColorDodge", "ColorBurn"}
_BLENDS |= {"HardLight", "SoftLight", "Difference", "Exclusion", "Hue", "Saturation", "Color", "Luminosity"}


def check(value: Any, place: str) -> Iterator[Finding]:
    """What a dictionary, or a stream's, holds and may not."""
    if isinstance(value, pikepdf.Stream):
        yield from _stream(value, place)
    yield from _actions(value, place)
    for _, state in pairs(get(value, "/ExtGState")):
        yield from _state(state, place)
    if get(value, "/PresSteps") is not None:
        yield Finding("A 6.10-2", place, "goes from step to step inside a page", "leave /PresSteps out")


def _stream(value: Any, place: str) -> Iterator[Finding]:
    given = get(value, "/Filter")
    for used in items(given) if isinstance(given, pikepdf.Array) else [given]:
        if used is not None and name(used) not in _FILTERS:
            yield Finding("A 6.1.7.2-1", place, f"is packed with {used}", "pack it with FlateDecode")
    if any(get(value, key) is not None for key in ("/F", "/FFilter", "/FDecodeParms")):
        yield Finding("A 6.1.7.1-3", place, "has its data in another file", "write them into this one")
    kind = name(get(value, "/Subtype"))
    if kind == "Image":
        yield from _image(value, place)
    elif kind == "Form":
        yield from _form(value, place)
    elif kind == "PS" and name(get(value, "/Type")) in ("", "XObject"):
        yield Finding("A 6.2.9-3", place, "holds PostScript", "draw it with the operators of PDF")


def _image(value: Any, place: str) -> Iterator[Finding]:
    if get(value, "/Interpolate") is True:
        yield Finding("A 6.2.8-3", place, "an image asks to be smoothed", "leave /Interpolate out")
    if get(value, "/Alternates") is not None:
        yield Finding("A 6.2.8-1", place, "an image has others that may be shown for it", "leave /Alternates out")
    if get(value, "/OPI") is not None:
        yield Finding("A 6.2.8-2", place, "an image stands for one of another file", "leave /OPI out")
    intent = get(value, "/Intent")
    if intent is not None and name(intent) not in INTENTS:
        yield Finding("A 6.2.6-1", place, f"names the rendering intent {str(intent)[:30]}", "leave /Intent out")


def _form(value: Any, place: str) -> Iterator[Finding]:
    if get(value, "/OPI") is not None or get(value, "/PS") is not None or name(get(value, "/Subtype2")) == "PS":
        yield Finding("A 6.2.9-1", place, "a form holds PostScript or stands for one of another file", "draw it here")
    if get(value, "/Ref") is not None:
        yield Finding("UA 7.20-1, A 6.2.9-2", place, "a form shows a page of another file", "draw it here")


def _state(state: Any, place: str) -> Iterator[Finding]:
    """A graphics state that content may choose (ISO 32000-1, 8.4.5)."""
    for key, rule in (("/TR", "A 6.2.5-1"), ("/HTP", "A 6.2.5-3")):
        if get(state, key) is not None:
            yield Finding(rule, place, f"a graphics state holds {key}", "leave it out: it is for one printer alone")
    if get(state, "/TR2") is not None and name(get(state, "/TR2")) != "Default":
        yield Finding("A 6.2.5-2", place, "a graphics state holds /TR2", "leave it out: it is for one printer alone")
    intent, blend = get(state, "/RI"), get(state, "/BM")
    if intent is not None and name(intent) not in INTENTS:
        yield Finding("A 6.2.6-1", place, f"names the rendering intent {str(intent)[:30]}", "leave /RI out")
    modes = items(blend) if isinstance(blend, pikepdf.Array) else [blend]
    if blend is not None and any(name(mode) not in _BLENDS for mode in modes):
        yield Finding("A 6.2.10-1", place, f"blends colours by {str(blend)[:30]}", "leave /BM out")


def _actions(value: Any, place: str) -> Iterator[Finding]:
    if get(value, "/AA") is not None:
        yield Finding("A 6.5.2-1, A 6.5.2-2", place, "acts by itself", "leave /AA out")
    kind = name(get(value, "/S"))
    if kind in _FORBIDDEN or (name(get(value, "/Type")) == "Action" and kind not in _ACTIONS):
        yield Finding("A 6.5.1-1", place, f"holds an action of the kind {kind or '?'}", "take it out")
    if kind == "Named" and name(get(value, "/N")) not in _NAMED:
        yield Finding("A 6.5.1-2", place, "holds an action that goes to no page", "take it out")
    action = get(value, "/A")
    acts = name(get(value, "/Subtype")) in ("Link", "Widget") or (get(value, "/Title") and get(value, "/Parent"))
    if acts and action is not None and name(get(action, "/S")) not in _ACTIONS | _FORBIDDEN:
        yield Finding("A 6.5.1-1", place, "leads on by an action of no known kind", "write its kind in /S")
    if name(get(value, "/Subtype")) == "Widget" and get(value, "/A") is not None:
        yield Finding("A 6.4.1-1", place, "a form field acts when it is clicked", "leave /A out")
