"""The peers: reportlab's Platypus and Typst, on a page like the one that pressprint's layout makes.

They set A4 with the margins, sizes, leadings and spaces of the layout, all in the face of its body, and do what
they do by default: Typst breaks justified paragraphs by total fit and hyphenates them, Platypus does neither.
Their markup is made beforehand; what is timed is what their users would call.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from measure import Engine, Job
from plain import Block, Role, Run, flatten

from pressprint import Layout, Release
from pressprint.assets import FONTS

FAMILY = "Pressprint Serif"
FACES = FONTS / "pressprint-serif"
JUSTIFIED = ("lead", "body", "quote", "notes", "legal")
BOLD = ("status", "kicker", "title", "lead", "heading")
ITALIC = ("subtitle", "quote")


def platypus(layout: Layout) -> list[Engine]:
    """Platypus as it comes with reportlab.

    Raises:
        ImportError: reportlab is not installed.
    """
    from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

    faces = {"normal": "Regular", "bold": "Bold", "italic": "Italic", "boldItalic": "BoldItalic"}
    for face in faces.values():
        pdfmetrics.registerFont(TTFont(f"Serif-{face}", str(FACES / f"PressprintSerif-{face}.ttf")))
    pdfmetrics.registerFontFamily("Serif-Regular", **{key: f"Serif-{face}" for key, face in faces.items()})
    page, folio = layout.keys.page, layout.style("folio")

    def style(role: Role, depth: int) -> Any:
        look, indent = layout.style(role), layout.keys.lists.indent
        return ParagraphStyle(
            f"{role} {depth}",
            fontName=f"Serif-{'Bold' if role in BOLD else 'Italic' if role in ITALIC else 'Regular'}",
            fontSize=look.size,
            leading=look.leading,
            spaceBefore=look.above,
            spaceAfter=look.below,
            alignment=TA_JUSTIFY if role in JUSTIFIED else TA_LEFT,
            leftIndent=layout.keys.quote.indent if role == "quote" else depth * indent,
            bulletIndent=max(0, depth - 1) * indent,
            bulletFontName="Serif-Regular",
            keepWithNext=role == "heading",
        )

    styles: dict[tuple[Role, int], Any] = {}

    def paint_folio(canvas: Any, document: Any) -> None:
        canvas.setFont("Serif-Regular", folio.size)
        canvas.drawRightString(A4[0] - page.margin_right, page.margin_bottom - folio.leading, str(document.page))

    def build(title: str, language: str, texts: Sequence[tuple[str, Any, str | None]]) -> bytes:
        width, height = A4[0] - page.margin_left - page.margin_right, A4[1] - page.margin_top - page.margin_bottom
        frame = Frame(page.margin_left, page.margin_bottom, width, height, 0, 0, 0, 0)
        buffer = io.BytesIO()
        document = BaseDocTemplate(buffer, pagesize=A4, title=title, lang=language)
        document.addPageTemplates(PageTemplate(frames=[frame], onPage=paint_folio))
        document.build([Paragraph(text, style, bulletText=mark) for text, style, mark in texts])
        return buffer.getvalue()

    def prepare(_: Path, release: Release) -> Job:
        texts = []
        for block in flatten(release):
            key = block.role, block.depth
            if key not in styles:
                styles[key] = style(*key)
            texts.append(("".join(map(_xml, block.runs)), styles[key], block.mark or None))
        return partial(build, release.full_title, release.language, texts)

    return [Engine("Platypus", prepare)]


def _xml(run: Run) -> str:
    text = escape(run.text).replace("\n", "<br/>")
    if run.bold:
        text = f"<b>{text}</b>"
    if run.italic:
        text = f"<i>{text}</i>"
    return f"<link href={quoteattr(run.href)}>{text}</link>" if run.href else text


def typst(layout: Layout) -> list[Engine]:
    """Typst, as it is and with PDF/UA-1 and PDF/A-3a asked for, which is what pressprint's files are to be.

    Typst keeps the lines of texts it has seen, so each of the two has a compiler of its own; else the second
    would find the work of the first and take a tenth of the time.

    Raises:
        ImportError: typst is not installed.
    """
    import typst

    preamble = _typst_preamble(layout)

    def engine(name: str, standards: list[Any]) -> Engine:
        fonts: list[Any] = [str(FACES), str(FONTS / "pressprint-symbols")]
        compiler = typst.Compiler(font_paths=fonts, ignore_system_fonts=True)

        def prepare(_: Path, release: Release) -> Job:
            source = preamble + _typst_body(release)
            return partial(compiler.compile, input=source.encode(), format="pdf", pdf_standards=standards)

        return Engine(name, prepare)

    return [engine("Typst", []), engine("Typst, UA-1 + A-3a", ["ua-1", "a-3a"])]


def _typst_preamble(layout: Layout) -> str:
    page, body, folio = layout.keys.page, layout.style("body"), layout.style("folio")
    lines = [
        f'#set page(paper: "a4", numbering: "1", number-align: right, margin: (left: {page.margin_left}pt, '
        f"right: {page.margin_right}pt, top: {page.margin_top}pt, bottom: {page.margin_bottom}pt), "
        f"footer-descent: {folio.leading}pt)",
        # The box of a line is one em high, so that leading is what typesetters call so.
        f'#set text(font: ("{FAMILY}", "Pressprint Symbols"), top-edge: 0.75em, bottom-edge: -0.25em)',
        f"#set par(spacing: {body.leading - body.size + body.below}pt)",
        f"#set list(indent: 0pt, body-indent: {layout.keys.lists.indent / 2}pt)",
    ]
    for role in Role.__args__:
        look = layout.style(role)
        rules = [
            f"set text(size: {look.size}pt)",
            f"set par(leading: {look.leading - look.size}pt, justify: {str(role in JUSTIFIED).lower()})",
            *(["set text(weight: 700)"] if role in BOLD else []),
            *(['set text(style: "italic")'] if role in ITALIC else []),
        ]
        gap = look.leading - look.size
        space = f"above: {gap + look.above}pt, below: {gap + look.below}pt"
        match role:
            case "body":
                lines += [f"#{rule}" for rule in rules]
            case "title" | "heading":
                rules.append(f"set block({space})")
                level = 1 if role == "title" else 2
                lines.append(f"#show heading.where(level: {level}): it => {{ {'; '.join(rules)}; it }}")
            case "quote":
                lines.append(f"#show quote: it => {{ {'; '.join(rules)}; it }}")
            case _:
                lines.append(f"#let {role}(it) = {{ {'; '.join(rules)}; block({space}, it) }}")
    return "\n".join(lines) + "\n"


def _typst_body(release: Release) -> str:
    title = release.full_title.replace("\\", "\\\\").replace('"', '\\"')
    head = f'#set document(title: "{title}")\n#set text(lang: "{release.language.split("-")[0]}")\n\n'
    return head + "\n\n".join(_typst_parts(flatten(release)))


def _typst_parts(blocks: Sequence[Block]) -> Iterator[str]:
    for role, group in groupby(blocks, key=lambda block: block.role):
        markup = "\n\n".join(map(_typst_paragraph, group))
        match role:
            case "title" | "heading" | "body":
                yield markup
            case "quote":
                yield f"#quote(block: true)[{markup}]"
            case _:
                yield f"#{role}[{markup}]"


def _typst_paragraph(block: Block) -> str:
    text = "".join(map(_typst_run, block.runs))
    if block.role in ("title", "heading"):
        return f"{'=' if block.role == 'title' else '=='} {text}"
    if not block.depth:
        return text
    mark = "-" if block.mark == "•" else block.mark
    indent = "  " * (block.depth - 1)
    return f"{indent}{mark} {text}" if mark else f"{indent}  {text}"


def _typst_run(run: Run) -> str:
    text = re.sub(r"""([\\#$*_`<>@\[\]~/"'=+\-.;(])""", r"\\\1", run.text).replace("\n", "#linebreak();")
    if run.bold:
        text = f"#strong[{text}]"
    if run.italic:
        text = f"#emph[{text}]"
    if run.href:
        href = run.href.replace("\\", "\\\\").replace('"', '\\"')
        text = f'#link("{href}")[{text}]'
    return text
