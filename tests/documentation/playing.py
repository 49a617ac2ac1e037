"""Plays a page through: each of its blocks is run, read or written in the order in which a reader meets them."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
from itertools import pairwise
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from reading import Block, blocks

import pressprint
from pressprint.cli import main

_SIZE = re.compile(r"\d+ kB")
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0H9V9Z"/></svg>'
_PROMISED = "pressprint says"


class Player:
    """Plays the blocks of one page in a folder, where it changes into others.

    An AssertionError tells the line of a block that is not so. Blocks below the headings `skipped` are left out.
    """

    def __init__(self, page: Path, folder: Path, skipped: tuple[str, ...] = ()) -> None:
        self.page, self.folder, self.skipped = page, folder, skipped
        self.names: dict[str, Any] = {"__name__": "page"}
        self.said, self.code = "", 0

    def play(self) -> None:
        """All blocks in their order. A command may fail only where the page shows what it then says."""
        found = [block for block in blocks(self.page) if block.heading not in self.skipped]
        for block, following in pairwise([*found, None]):
            assert block is not None
            promised = following is not None and following.title == _PROMISED
            kind = getattr(self, f"_{block.language}", None)
            assert kind is not None, f"{self._at(block)}: the block has no language; “text” is what is not run"
            kind(block)
            if block.language == "sh" and not promised:
                assert self.code == 0, f"{self._at(block)}: {self.said}"

    def _at(self, block: Block) -> str:
        return f"{self.page.name}:{block.line}"

    def _written(self, block: Block) -> Path | None:
        """The file that a reader saves the block as."""
        if block.title is None:
            return None
        target = self.folder / block.title
        assert target.parent.is_dir(), f"{self._at(block)}: nobody made the folder of {block.title}"
        target.write_text(block.text, encoding="utf-8")
        return target

    def _text(self, block: Block) -> None:
        if block.title == _PROMISED:
            assert _SIZE.sub("N kB", self.said) == _SIZE.sub("N kB", block.text), self._at(block)

    def _sh(self, block: Block) -> None:
        self.said, self.code = "", 0
        for line in block.text.splitlines():
            command, *arguments = shlex.split(line, comments=True)
            match command:
                case "pressprint":
                    result = CliRunner().invoke(main, arguments)
                    if result.exception and not isinstance(result.exception, SystemExit):
                        raise result.exception
                    self.said += result.output
                    self.code = self.code or result.exit_code
                case "mkdir":
                    Path(arguments[0]).mkdir()
                case "cd":
                    self._enter(arguments[0])
                case "cp":
                    shutil.copy(*arguments)
                case _:
                    raise AssertionError(f"{self._at(block)}: {command} is no command that pages are tested with")

    def _enter(self, name: str) -> None:
        """Files are written where the reader is."""
        self.folder = self.folder / name
        os.chdir(self.folder)

    def _python(self, block: Block) -> None:
        exec(compile(block.text, self._at(block), "exec"), self.names)  # the page's own code

    def _markdown(self, block: Block) -> None:
        """A release, or a piece of one, is read and set without anything to report."""
        file = self._written(block)
        if file is not None:
            return  # the page does something with it; perhaps it shows what is wrong in it
        text = block.text
        if not text.startswith("---\n"):
            text = f"---\ntitle: A title\nlanguage: en\n---\n{text}"
        pdf = pressprint.render(pressprint.read(text), layout="agency", images="samples/images")
        assert not pdf.warnings, self._at(block)

    def _json(self, block: Block) -> None:
        if self._written(block) is None:
            pressprint.render(pressprint.Release.model_validate(json.loads(block.text)))

    def _yaml(self, block: Block) -> None:
        assert self._written(block), f"{self._at(block)}: give the block a title"

    def _csv(self, block: Block) -> None:
        assert self._written(block), f"{self._at(block)}: give the block a title"

    def _xml(self, block: Block) -> None:
        assert self._written(block), f"{self._at(block)}: give the block a title"

    def _toml(self, block: Block) -> None:
        """A layout, or keys of one."""
        text = block.text
        if self._written(block) is not None:
            return
        if "extends" not in text:
            text = f'extends = "agency"\n{text}'
        folder = self.folder / "layouts" / "tested"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "logo.svg").write_text(LOGO, encoding="utf-8")
        (folder / "layout.toml").write_text(text, encoding="utf-8")
        try:
            pressprint.load_layout(folder)
        finally:
            shutil.rmtree(folder)
