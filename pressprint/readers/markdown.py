"""Markdown becomes blocks, and Markdown with YAML front matter becomes a release."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin

from pressprint.assets import inside
from pressprint.errors import PressprintError, Problem
from pressprint.readers.build import build
from pressprint.readers.inline import UnreadableError, is_web, read_inline
from pressprint.readers.sections import place_sections
from pressprint.readers.source import Source
from pressprint.readers.tree import Tree, read_yaml
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
)

if TYPE_CHECKING:
    from markdown_it.token import Token

_ATTRIBUTION = re.compile(r"(—|–|--)\s+(?=\S)")


class Located(NamedTuple):
    """A block, the line (from 1) where it begins, and whether it is a heading of Markdown's level 1."""

    block: Block
    line: int
    top: bool = False


@dataclass(slots=True)
class Parsed:
    """What a Markdown text holds: its front matter, its blocks, and the faults found in them."""

    front_matter: Tree | None = None
    blocks: list[Located] = field(default_factory=list)
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
    if "title" not in fields and blocks and blocks[0].top:
        fields["title"] = title_lines(blocks.pop(0).block)
    if "lead" not in fields and blocks and (lead := lead_of(blocks[0].block)):
        fields["lead"] = lead
        blocks.pop(0)
    if "body" in fields and blocks:
        where = tree.line(("body",))
        parsed.problems.append(
            Problem("the text stands under the front matter; leave this key out", source.name, where, "body")
        )
    elif blocks:
        tag = str(fields.get("language") or "")
        fields.update(place_sections(demoted(blocks), tag, taken=fields.keys()))
    return build(source, tree, parsed.problems)


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
    tokens = _markdown().parse(source.text)
    parsed = Parsed()
    if tokens and tokens[0].type == "front_matter":
        parsed.front_matter = read_yaml(source, tokens.pop(0).content, first_line=2)
    elif source.text.startswith("---\n"):
        raise source.error("the front matter is not closed; end it with a line of three hyphens (---)", 1)
    _BlockReader(source, parsed).read(tokens)
    return parsed


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table").use(front_matter_plugin)


class _BlockReader:
    """Walks the tokens of a text, one method for each kind of block."""

    def __init__(self, source: Source, parsed: Parsed) -> None:
        self.source, self.parsed = source, parsed
        self._line = 1
        self._kinds: dict[str, Callable[[list[Token]], Block]] = {
            "paragraph_open": self._paragraph,
            "heading_open": self._heading,
            "blockquote_open": self._quote,
            "bullet_list_open": self._list,
            "ordered_list_open": self._list,
            "table_open": self._table,
            "hr": lambda tokens: Divider(),
        }

    def read(self, tokens: list[Token]) -> None:
        """Appends the blocks of `tokens` and the faults found to what was parsed."""
        for group in _groups(tokens):
            self._line = (group[0].map or [0])[0] + 1
            try:
                self.parsed.blocks.append(Located(self._block(group), self._line, group[0].tag == "h1"))
            except UnreadableError as error:
                self.parsed.problems.append(Problem(str(error), self.source.name, self._line))
            except PressprintError as error:
                self.parsed.problems += (p.located(self.source.name, self._line) for p in error.problems)

    def _block(self, group: list[Token]) -> Block:
        opening = group[0]
        if opening.map:
            self._line = opening.map[0] + 1
        if opening.type in self._kinds:
            return self._kinds[opening.type](group)
        if opening.type in ("code_block", "fence"):
            raise UnreadableError("a block of code stands here; take away the four spaces or the fence before it")
        if opening.type == "html_block":
            raise UnreadableError("HTML is not read; write it as Markdown")
        raise UnreadableError(f"Markdown of the kind “{opening.type}” is not read")

    def _paragraph(self, group: list[Token]) -> Paragraph | Figure:
        children = group[1].children or []
        if len(children) == 1 and children[0].type == "image" and not is_web(str(children[0].attrs["src"])):
            return self._figure(children[0])
        return Paragraph(content=self._inline(children))

    def _inline(self, children: list[Token] | None) -> Content:
        """Inline tokens as content, with a warning for each image that is on the web."""
        for token in children or []:
            if token.type == "image" and is_web(src := str(token.attrs["src"])):
                what = f"the image “{src}” is on the web and set as a link; download it to have it printed"
                self.parsed.warnings.append(Problem(what, self.source.name, self._line))
        return read_inline(children or [])

    def _figure(self, image: Token) -> Figure:
        src = str(image.attrs["src"])
        if re.match(r"[a-z][a-z0-9+.-]+:", src, re.IGNORECASE):
            raise UnreadableError(f"the image “{src}” is not a file; put it beside the release")
        if self.source.folder and inside(self.source.folder, src) is None:
            raise UnreadableError(f"the image “{src}” leads out of the release's folder; put it beside the release")
        return Figure(src=src, alt=image.content or None, caption=str(image.attrs.get("title") or "") or ())

    def _heading(self, group: list[Token]) -> Heading:
        level = max(2, int(group[0].tag[1]))  # whether it was 1 is noted beside the block
        return Heading(level=level, content=self._inline(group[1].children))

    def _quote(self, group: list[Token]) -> Quote:
        inner = list(_groups(group[1:-1]))
        for part in inner:
            if part[0].type != "paragraph_open":
                raise UnreadableError("a quotation may hold paragraphs only; take the rest out of it")
        if not inner:
            raise UnreadableError("the quotation is empty")
        lines, attribution = _split_attribution(inner[-1][1].children or [])
        inner[-1][1].children = lines
        paragraphs = tuple(content for part in inner if (content := self._inline(part[1].children)))
        speaker, _, role = (attribution or "").partition(",")
        return Quote(text=paragraphs, speaker=speaker.strip() or None, role=role.strip() or None)

    def _list(self, group: list[Token]) -> List:
        items = []
        for inner in _groups(group[1:-1]):
            blocks = [self._block(part) for part in _groups(inner[1:-1])]
            for block in blocks:
                if not isinstance(block, (Paragraph, List)):
                    raise UnreadableError(f"an item of a list holds a {block.type}; it may hold paragraphs and lists")
            if not blocks:
                raise UnreadableError("an item of the list is empty")
            items.append(Item(blocks=tuple(blocks)))
        ordered = group[0].type == "ordered_list_open"
        return List(ordered=ordered, start=int(group[0].attrs.get("start", 1)), items=tuple(items))

    def _table(self, group: list[Token]) -> Table:
        rows: list[list[Content]] = []
        align: list[str] = []
        for index, token in enumerate(group):
            if token.type == "tr_open":
                rows.append([])
            elif token.type in ("th_open", "td_open"):
                rows[-1].append(self._inline(group[index + 1].children))
                if token.type == "th_open":
                    align.append(str(token.attrs.get("style", "text-align:left")).removeprefix("text-align:"))
        return Table.model_validate({"header": rows[0], "rows": rows[1:], "align": align})


def _split_attribution(children: list[Token]) -> tuple[list[Token], str | None]:
    """The inline tokens before a last line that begins with a dash, and the words of that line."""
    breaks = [i for i, token in enumerate(children) if token.type in ("softbreak", "hardbreak")]
    start = breaks[-1] + 1 if breaks else 0
    words = plain(read_inline(children[start:])).strip()
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
