"""Markdown becomes blocks, and Markdown with YAML front matter becomes a release."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from msgspec import Struct, field
from pydantic import ValidationError

from pressprint.errors import Problem, listed, quoted
from pressprint.readers.build import build
from pressprint.readers.definitions import unused
from pressprint.readers.inline import InlineReader, is_web
from pressprint.readers.sections import place_sections
from pressprint.readers.source import Source
from pressprint.readers.tables import gathered, too_long
from pressprint.readers.tree import Tree
from pressprint.release import (
    Block,
    Content,
    Divider,
    Figure,
    Heading,
    Item,
    List,
    Paragraph,
    Quote,
    Release,
    Strong,
    Table,
    Text,
    plain,
    problems_of,
)

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore

_FRONT_MATTER = re.compile(r"---[ \t]*\n")
_LATE_FRONT_MATTER = re.compile(r"\s*\n---[ \t]*\n[A-Za-z_]+:")
_OTHER_DASHES = re.compile(r"([-\u2010-\u2015\u2212]+)[ \t]*\n[A-Za-z_]+:(?=\s)")
_MARK = re.compile(r"[\n\\`*_\[<&]")  # what the rules of inline text look for
_FOOTNOTE = re.compile(r"(?<!\\)\[\^[^\]\s]+\]")
_BULLETS = re.compile(r"^•[ \t].*\n•[ \t]", re.MULTILINE)
_IN_BRACES = ("width", "credit", "rights", "decorative")  # what may be said of an image behind it
_ATTRIBUTION = re.compile(r"(—|–|--)\s+(?=\S)")


class Located(NamedTuple):
    """A block, the line (from 1) where it begins, and whether it is a heading of Markdown's level 1."""

    block: Block
    line: int
    top: bool = False


class Parsed(Struct):
    """What a Markdown text holds: its front matter, its blocks, the lines of its pictures, and the faults in them."""

    front_matter: Tree | None = None
    blocks: list[Located] = field(default_factory=list)
    images: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def read_markdown(source: Source, parsed: Parsed) -> Release:
    """The release of a Markdown text with front matter.

    Raises:
        ReadError: with every fault of front matter and text.
    """
    tree = parsed.front_matter or Tree({})
    if tree.data is None:
        tree.data = {}
    if not isinstance(tree.data, dict):
        raise source.error("the front matter holds no fields; expected keys such as “title:” and “language:”", 2)
    fields: dict[str, Any] = tree.data
    blocks = list(parsed.blocks)
    if fields.get("title") is None and blocks and blocks[0].top:
        tree.lines["title",] = blocks[0].line
        fields["title"] = title_lines(blocks.pop(0).block)
    if fields.get("lead") is None and blocks and (lead := lead_of(blocks[0].block)):
        tree.lines["lead",] = blocks.pop(0).line
        fields["lead"] = lead
    if fields.get("body") is not None and blocks:
        what = "the text stands under the front matter; leave this key out"
        parsed.problems.append(Problem(what, source.name, tree.line(("body",)), "body"))
    elif blocks:
        tag = str(fields.get("language") or "")
        fields.update(place_sections(demoted(blocks), tag, taken={key for key in fields if fields[key] is not None}))
    return build(source, tree, parsed.problems, parsed.images)


def demoted(located: Iterable[Located]) -> list[Block]:
    """The blocks with their headings one level lower, if one of them stands beside the title's level."""
    located = list(located)
    if not any(top for _, _, top in located):
        return [block for block, _, _ in located]
    return [
        Heading(level=2 if top else min(block.level + 1, 6), content=block.content)
        if isinstance(block, Heading)
        else block
        for block, _, top in located
    ]


def lead_of(block: Block) -> Content | None:
    """What a paragraph holds that is bold from end to end, or None."""
    if not isinstance(block, Paragraph):
        return None
    inked = [node for node in block.content if not (isinstance(node, Text) and not node.text.strip())]
    return inked[0].content if len(inked) == 1 and isinstance(inked[0], Strong) else None


def title_lines(block: Block) -> tuple[str, ...]:
    """The lines of a heading, broken where its author broke them."""
    assert isinstance(block, Heading)
    return tuple(line.strip() for line in plain(block.content).split("\n") if line.strip())


def parse(source: Source) -> Parsed:
    """The front matter and the blocks of a Markdown text, with the faults found in it.

    Raises:
        ReadError: the front matter is not closed, or not YAML.
    """
    if _LATE_FRONT_MATTER.match(source.text):
        raise source.error("the front matter begins after an empty line; let it begin on the first one", 1)
    parsed = Parsed()
    environment: dict[str, Any] = {}
    tokens = _markdown().parse(_without_nulls(source, parsed), environment)
    if tokens and tokens[0].type == "front_matter":
        from pressprint.readers.yaml_tree import read_yaml  # not loaded for a text without front matter

        parsed.front_matter = read_yaml(source, tokens.pop(0).content)
        parsed.warnings += parsed.front_matter.warnings
    elif _FRONT_MATTER.match(source.text):
        raise source.error("the front matter is not closed; end it with a line of three hyphens (---)", 1)
    elif match := _OTHER_DASHES.match(source.text):
        what = f"the first line is {quoted(match[1])}; front matter stands between two lines of three hyphens (---)"
        raise source.error(f"{what}, of which a word processor may have made a dash", 1)
    _BlockReader(source, parsed).read(tokens)
    if "[^" in source.text and (mark := _FOOTNOTE.search(source.text)):
        what = f"a footnote ({mark[0]}) is not read; write it into the text, or among the notes to editors"
        parsed.problems.append(Problem(what, source.name, _line_at(source, mark)))
    if environment:
        parsed.warnings += (warning.located(source.name) for warning in unused(environment, tokens))
    if parsed.front_matter and "•" in source.text and (mark := _BULLETS.search(source.text)):
        what = "lines that begin with “•” are set as one paragraph; write “- ” before each to have a list"
        parsed.warnings.append(Problem(what, source.name, _line_at(source, mark)))
    return parsed


def _line_at(source: Source, mark: re.Match[str]) -> int:
    return source.text.count("\n", 0, mark.start()) + 1


def _without_nulls(source: Source, parsed: Parsed) -> str:
    """The text without null characters, which the parser would make U+FFFD of; the first is warned of."""
    position = source.text.find("\0")
    if position < 0:
        return source.text
    line = source.text.count("\n", 0, position) + 1
    parsed.warnings.append(Problem("the control character U+0000 was removed", source.name, line))
    return source.text.replace("\0", "")


@cache
def _markdown() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table").use(front_matter_plugin)
    parser.use(attrs_plugin, after=("image",), spans=True)
    # The parser would print a link to a file or a script as the characters of its Markdown; here it is a
    # link like any other, which the model refuses.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.core.ruler.at("inline", _parse_inline)
    return parser


def _parse_inline(state: StateCore) -> None:
    """Inline text by the parser's own rules; most of it has no mark and is text from end to end."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = []
        if _MARK.search(token.content):
            state.md.inline.parse(token.content, state.md, state.env, token.children)
        elif token.content:
            token.children.append(Token("text", "", 0, content=token.content))


class _BlockReader:
    """Walks the tokens of a text, one method for each kind of block."""

    def __init__(self, source: Source, parsed: Parsed) -> None:
        self.source, self.parsed = source, parsed
        self._lines = source.text.split("\n")
        self._kinds: dict[str, Callable[[list[Token], int], Block | None]] = {
            "paragraph_open": self._paragraph,
            "heading_open": self._heading,
            "blockquote_open": self._quote,
            "bullet_list_open": self._list,
            "ordered_list_open": self._list,
            "table_open": self._table,
            "hr": lambda group, line: Divider(),
        }

    def read(self, tokens: list[Token]) -> None:
        """Appends the blocks of `tokens` and the faults found to what was parsed."""
        for group in _groups(tokens):
            line = (group[0].map or [0])[0] + 1
            if block := self._block(group, line):
                self.parsed.blocks.append(Located(block, line, group[0].tag == "h1"))
        if any(isinstance(located.block, Table) for located in self.parsed.blocks):
            self._gather_tables()

    def _gather_tables(self) -> None:
        """Puts the captions and notes of tables into them."""
        located = self.parsed.blocks
        for table, start, end in reversed(list(gathered([block for block, _, _ in located]))):
            located[start:end] = [Located(table, located[start].line)]

    def _block(self, group: list[Token], line: int) -> Block | None:
        """The block that a group of tokens is, or None if it was refused."""
        kind = group[0].type
        if kind in self._kinds:
            return self._kinds[kind](group, line)
        if kind in ("code_block", "fence"):
            what = "a block of code stands here; take away the four spaces or the fence before it"
        elif kind == "html_block":
            what = f"HTML ({quoted(group[0].content, 30)}) is not read; write it as Markdown"
        else:
            what = f"Markdown of the kind “{kind}” is not read"
        self._refuse(what, line)
        return None

    def _refuse(self, what: str, line: int) -> None:
        self.parsed.problems.append(Problem(what, self.source.name, line))

    def _inline(self, children: list[Token] | None, line: int) -> Content:
        reader = InlineReader(children or [], line)
        content = reader.read()
        self.parsed.problems += (problem.located(self.source.name) for problem in reader.problems)
        self.parsed.warnings += (warning.located(self.source.name) for warning in reader.warnings)
        return content

    def _paragraph(self, group: list[Token], line: int) -> Paragraph | Figure | None:
        children = group[1].children or []
        if len(children) == 1 and children[0].type == "image" and not is_web(str(children[0].attrs["src"])):
            return self._figure(children[0], line)
        content = self._inline(children, line)
        return Paragraph(content=content) if content else None

    def _figure(self, image: Token, line: int) -> Figure | None:
        """An image with what stands behind it in braces: `![alt](src "caption"){width=half credit="…"}`."""
        attributes = {name: str(value) for name, value in image.attrs.items()}
        src = unquote(attributes.pop("src"))  # the parser writes é and spaces as a URL has them
        alt = plain(InlineReader(image.children or [], line).read()).strip()
        fields = {"src": src, "alt": alt or None, "caption": attributes.pop("title", "") or ()}
        attributes.pop("alt", None)
        if unknown := sorted(attributes.keys() - _IN_BRACES):
            what = f"{quoted(unknown[0])} stands in the braces after the image {quoted(src)}"
            self._refuse(f"{what}; they may hold {listed(_IN_BRACES)}", line)
            return None
        if not alt and attributes.get("decorative") != "true":
            what = f"the image {quoted(src)} has no alternative text; write what it shows between the square brackets"
            self._refuse(f"{what}, or {{decorative=true}} behind it", line)
            return None
        try:
            figure = Figure.model_validate({**fields, **attributes})
        except ValidationError as error:
            for problem in problems_of(error, Figure):
                self._refuse(f"{problem.field}: {problem.what}" if problem.field in attributes else problem.what, line)
            return None
        self.parsed.images.setdefault(figure.src, line)
        return figure

    def _heading(self, group: list[Token], line: int) -> Heading | None:
        level = max(2, int(group[0].tag[1]))  # whether it was 1 is noted beside the block
        content = self._inline(group[1].children, line)
        if not plain(content).strip():
            self._refuse("the heading is empty; write its words, or take its # away", line)
            return None
        return Heading(level=level, content=content)

    def _quote(self, group: list[Token], line: int) -> Quote | None:
        inner = list(_groups(group[1:-1]))
        for part in inner:
            if part[0].type != "paragraph_open":
                what = "a quotation may hold paragraphs only; take the rest out of it"
                if part[0].type == "bullet_list_open" and inner[0] is not part is inner[-1]:
                    what += ", or begin the line that says who spoke with a dash (—, or two hyphens)"
                self._refuse(what, _line_of(part, line))
                return None
        attribution = None
        if inner:
            inner[-1][1].children, attribution = _split_attribution(inner[-1][1].children or [])
        paragraphs = tuple(
            content for part in inner if (content := self._inline(part[1].children, _line_of(part, line)))
        )
        if not paragraphs:
            self._refuse("the quotation is empty; write what was said after “> ”", line)
            return None
        speaker, role = (*re.split("[,،、，]", attribution or "", maxsplit=1), "")[:2]
        return Quote(text=paragraphs, speaker=speaker.strip() or None, role=role.strip() or None)

    def _list(self, group: list[Token], line: int) -> List | None:
        items = [item for inner in _groups(group[1:-1]) if (item := self._item(inner, _line_of(inner, line)))]
        ordered = group[0].type == "ordered_list_open"
        start = int(group[0].attrs.get("start", 1))
        return List(ordered=ordered, start=start, items=tuple(items)) if items else None

    def _item(self, group: list[Token], line: int) -> Item | None:
        blocks: list[Paragraph | List] = []
        if len(group) == 2:
            self._refuse("an item of the list is empty, or lists are nested too deeply; write its words", line)
            return None
        for part in _groups(group[1:-1]):
            where = _line_of(part, line)
            block = self._block(part, where)
            if isinstance(block, (Paragraph, List)):
                blocks.append(block)
            elif block:
                self._refuse(f"an item of a list holds a {block.type}; it may hold paragraphs and lists", where)
        return Item(blocks=tuple(blocks)) if blocks else None

    def _table(self, group: list[Token], line: int) -> Table:
        rows: list[list[Content]] = []
        align: list[str] = []
        for index, token in enumerate(group):
            if token.type == "tr_open":
                rows.append([])
                line = _line_of([token], line)
                if len(rows) > 1 and (what := too_long(self._lines[line - 1], len(rows[0]))):
                    self._refuse(what, line)
            elif token.type in ("th_open", "td_open"):
                rows[-1].append(self._inline(group[index + 1].children, line))
                if token.type == "th_open":
                    align.append(str(token.attrs.get("style", "text-align:auto")).removeprefix("text-align:"))
        if set(align) == {"auto"}:
            align = []
        return Table.model_validate({"header": rows[0], "rows": rows[1:], "align": align})


def _line_of(group: list[Token], line: int) -> int:
    """The line of a group of tokens, or `line` where the parser does not tell."""
    return group[0].map[0] + 1 if group[0].map else line


def _split_attribution(children: list[Token]) -> tuple[list[Token], str | None]:
    """The inline tokens before a last line that begins with a dash, and the words of that line."""
    breaks = [i for i, token in enumerate(children) if token.type in ("softbreak", "hardbreak")]
    start = breaks[-1] + 1 if breaks else 0
    words = plain(InlineReader(children[start:], 1).read()).strip()
    if not (match := _ATTRIBUTION.match(words)):
        return children, None
    return children[: breaks[-1] if breaks else 0], words[match.end() :]


def _groups(tokens: Iterable[Token]) -> Iterable[list[Token]]:
    """Tokens in groups: each from an opening token to its closing one, or one that stands alone."""
    group: list[Token] = []
    depth = 0
    for token in tokens:
        group.append(token)
        depth += token.nesting
        if depth == 0:
            yield group
            group = []
