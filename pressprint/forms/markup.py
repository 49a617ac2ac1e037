"""The rich parts of a release as a small subset of HTML, which data formats carry and `readers.markup` reads back.

    blocks     p  h2…h6  blockquote  ul  ol  figure  table  hr
    inline     strong  em  a  span (with lang)  br
    terms      dl with dt and dd; a boilerplate's own heading is an h1

A quotation ends in a footer with cite and span, a figure's caption has its credit and its terms in small elements, a
table's notes are its foot. What HTML has no word for stands in attributes that begin with `data-`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from pressprint.forms.looks import attribute
from pressprint.release import (
    Block,
    Boilerplate,
    Content,
    Divider,
    Emphasis,
    Figure,
    Foreign,
    Heading,
    Inline,
    Link,
    List,
    Paragraph,
    Quote,
    Release,
    Strong,
    Table,
    Text,
)

_NAMES = {"strong": "strong", "emphasis": "em"}


def parts(release: Release) -> Iterator[tuple[str, str]]:
    """The rich parts that a release has: the role of each, and its HTML."""
    if release.correction_note:
        yield "correction", f"<p>{inline(release.correction_note)}</p>"
    if release.key_figures:
        yield "key-figures", _terms((figure.figure, escape(figure.text)) for figure in release.key_figures)
    if release.highlights:
        yield "highlights", "<ul>" + "".join(f"<li><p>{inline(one)}</p></li>" for one in release.highlights) + "</ul>"
    if release.lead:
        yield "lead", f"<p>{inline(release.lead)}</p>"
    if release.facts:
        yield "facts", _terms((fact.label, inline(fact.text)) for fact in release.facts)
    for role, found in (("main", release.body), ("notes", release.notes)):
        if found:
            yield role, blocks(found)
    for part in release.boilerplate:
        yield "boilerplate", _boilerplate(part)
    if release.legal:
        yield "legal", blocks(release.legal)
    for role, text in (("usage-terms", release.usage_terms), ("copyright", release.copyright)):
        if text:
            yield role, f"<p>{inline(text)}</p>"


def _boilerplate(part: Boilerplate) -> str:
    return (f"<h1>{escape(part.heading)}</h1>" if part.heading else "") + blocks(part.body)


def _terms(terms: Iterable[tuple[str, str]]) -> str:
    return "<dl>" + "".join(f"<dt>{escape(label)}</dt><dd>{text}</dd>" for label, text in terms) + "</dl>"


def blocks(found: Iterable[Block]) -> str:
    """Blocks one after the other."""
    return "".join(_block(block) for block in found)


def inline(content: Content) -> str:
    """Inline text; a line feed in it is a `br`."""
    return "".join(_node(node) for node in content)


def _node(node: Inline) -> str:
    match node:
        case Text():
            return escape(node.text, quote=False).replace("\n", "<br>")
        case Link():
            return f"<a{attribute('href', node.href)}>{inline(node.content)}</a>"
        case Foreign():
            return f"<span{attribute('lang', node.language)}>{inline(node.content)}</span>"
        case Strong() | Emphasis():
            name = _NAMES[node.type]
            return f"<{name}>{inline(node.content)}</{name}>"


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            return f"<p>{inline(block.content)}</p>"
        case Heading():
            return f"<h{block.level}>{inline(block.content)}</h{block.level}>"
        case Quote():
            return _quote(block)
        case List():
            return _list(block)
        case Figure():
            return _figure(block)
        case Table():
            return _table(block)
        case Divider():
            return "<hr>"


def _quote(block: Quote) -> str:
    texts = "".join(f"<p>{inline(content)}</p>" for content in block.text)
    speaker = f"<cite>{escape(block.speaker)}</cite>" if block.speaker else ""
    role = f"<span>{escape(block.role)}</span>" if block.role else ""
    return f"<blockquote>{texts}{f'<footer>{speaker}{role}</footer>' if speaker or role else ''}</blockquote>"


def _list(block: List) -> str:
    name = "ol" if block.ordered else "ul"
    items = "".join("<li>" + blocks(item.blocks) + "</li>" for item in block.items)
    return f"<{name}{attribute('start', str(block.start) if block.start != 1 else None)}>{items}</{name}>"


def _figure(block: Figure) -> str:
    image = attribute("src", block.src) + attribute("alt", block.alt)
    image += attribute("role", "presentation" if block.decorative else None)
    caption = f"<p>{inline(block.caption)}</p>" if block.caption else ""
    for name, text in (("credit", block.credit), ("rights", block.rights)):
        caption += f'<small data-name="{name}">{escape(text)}</small>' if text else ""
    width = attribute("data-width", block.width if block.width != "full" else None)
    return f"<figure{width}><img{image}>{f'<figcaption>{caption}</figcaption>' if caption else ''}</figure>"


def _table(block: Table) -> str:
    names_rows = None if block.row_headers is None else str(block.row_headers).lower()
    aligns = [*block.align, *[None] * (len(block.header) - len(block.align))]
    head = "".join(
        f"<th{attribute('data-align', align)}>{inline(cell)}</th>"
        for cell, align in zip(block.header, aligns, strict=True)
    )
    rows = "".join("<tr>" + "".join(f"<td>{inline(cell)}</td>" for cell in row) + "</tr>" for row in block.rows)
    caption = f"<caption>{inline(block.caption)}</caption>" if block.caption else ""
    notes = "".join(f"<p>{inline(note)}</p>" for note in block.notes)
    foot = f'<tfoot><tr><td colspan="{len(block.header)}">{notes}</td></tr></tfoot>' if notes else ""
    return (
        f"<table{attribute('data-row-headers', names_rows)}>{caption}<thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody>{foot}</table>"
    )
