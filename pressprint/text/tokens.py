"""Addresses in running text: web, e-mail, and telephone numbers in international form."""

from __future__ import annotations

import re

from pressprint.release import Inline, Link, Text
from pressprint.text.phones import tel

_TLD = r"(?:[a-z]{2,24}|xn--[a-z0-9-]+)"
_HOST = rf"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+{_TLD}"
_ADDRESS = re.compile(
    rf"(?P<web>(?<![\w@])(?:https?://|www\.)[^\s<>«»“”„\"\u00a0\u202f]+)"
    rf"|(?P<email>(?<![\w.+@-])[\w.+-]*\w@{_HOST})"
    r"|(?P<phone>(?<![\d+])\+\d(?:[\s().\u00a0\u202f-]{0,2}\d){6,14})",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"[.,;:!?'’…]+$")
_BRACKETS = {")": "(", "]": "[", "}": "{"}


def with_links(node: Text) -> tuple[Inline, ...]:
    """A run of text with the addresses in it as links; the run itself where it holds none."""
    if not _may_hold_address(node.text):
        return (node,)
    result: list[Inline] = []
    done = 0
    for match in _ADDRESS.finditer(node.text):
        shown = _trimmed(match[0]) if match["web"] else match[0]
        href = _href(match.lastgroup or "", shown)
        if href is None:
            continue
        if match.start() > done:
            result.append(Text.model_construct(text=node.text[done : match.start()]))
        result.append(Link.model_construct(href=href, content=(Text.model_construct(text=shown),)))
        done = match.start() + len(shown)
    if done < len(node.text):
        result.append(Text.model_construct(text=node.text[done:]))
    return tuple(result)


def _may_hold_address(text: str) -> bool:
    """Whether a text holds a sign without which there is no address."""
    return "@" in text or "+" in text or "://" in text or "www." in text.lower()


def _trimmed(address: str) -> str:
    """A web address without the marks that end the sentence it stands in."""
    before = None
    while before != address:
        before = address
        address = _TRAILING.sub("", address)
        last = address[-1:]
        if last in _BRACKETS and address.count(last) > address.count(_BRACKETS[last]):
            address = address[:-1]
    return address


def _href(kind: str, shown: str) -> str | None:
    if kind == "web":
        host = re.sub(r"^https?://", "", shown, flags=re.IGNORECASE)
        if "." not in host:
            return None
        return shown if host != shown else f"http://{shown}"
    return f"mailto:{shown}" if kind == "email" else tel(shown, None)
