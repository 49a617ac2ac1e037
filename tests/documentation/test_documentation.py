"""The documentation says what is so: its commands run, its examples are read, its paths and links lead somewhere."""

from __future__ import annotations

import re
import shlex
import shutil
import tempfile
import tomllib
from pathlib import Path

import click
import pytest
from playing import Player
from reading import anchors, blocks, code, links

from pressprint.cli import main
from pressprint.layouts.declaration import LayoutFile
from scripts.documentation import errors
from scripts.documentation.build import made, made_pages

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("**/*.md"))]
FOLDERS = tuple(path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith("."))


def named(page: Path) -> str:
    """A page's name in the list of tests."""
    return str(page.relative_to(ROOT))


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """The folder of a reader who has the samples beside them."""
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_what_a_page_shows_is_so(page, desk):
    """Each block of a page is run, read or set, in the order in which a reader meets them."""
    Player(page, desk, _without_install(page)).play()


def _without_install(page: Path) -> tuple[str, ...]:
    """The README's two commands install pressprint and run its tests; the gate runs them, and no test can."""
    return ("Two commands",) if page.name == "README.md" else ()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page):
    """Each link of a page leads to a file of the checkout, and to a heading that is there."""
    for link in links(page):
        if re.match(r"[a-z]+:", link):
            continue
        file, _, anchor = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_paths_are_there(page):
    """Each path that begins with a folder of the checkout is one of it, or one that the page has its reader write."""
    written = {block.title for block in blocks(page)}
    for words in set(code(page)) - written:
        if words.split("/")[0] in FOLDERS and "/" in words and re.fullmatch(r"[\w./-]+", words):
            assert (ROOT / words).exists(), words


def test_each_page_is_found():
    """Each page stands in the contents of the site, and on the page that begins the documentation."""
    pages = {page.name for page in PAGES if page.parent == ROOT / "docs"} - {"index.md"}
    site = tomllib.loads((ROOT / "scripts" / "documentation" / "zensical.toml").read_text(encoding="utf-8"))
    groups = [part for entry in site["project"]["nav"] for part in entry.values()]
    listed = {file for group in groups if isinstance(group, list) for entry in group for file in entry.values()}
    assert listed == pages
    assert pages <= set(links(ROOT / "docs" / "index.md"))


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_pages_are_of_no_machine(page):
    """No page names the folder in which it was made, or a temporary one."""
    text = page.read_text(encoding="utf-8")
    assert not [place for place in (str(ROOT), tempfile.gettempdir(), str(Path.home())) if f"{place}/" in text]


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_commands_are_there(page):
    """Each command that is named in a text, or in a block that is not run, is one, with the options that it has."""
    lines = [line for block in blocks(page) if block.language == "text" for line in block.text.splitlines()]
    for words in (*code(page), *lines):
        if words.startswith("pressprint "):
            _check_command(re.sub(r"[\[\]|…]|\.\.\.", " ", words.split("  ")[0]))


def _check_command(line: str) -> None:
    _, *words = shlex.split(line)
    command: click.Command = main
    context = click.Context(main)
    while isinstance(command, click.Group) and words and (inner := command.get_command(context, words[0])):
        command = inner
        del words[0]
    is_named = command is not main or all(word.startswith("-") for word in words) or words == ["COMMAND"]
    assert is_named, f"{line}: no such command"
    known = {name for option in command.params for name in (*option.opts, *option.secondary_opts)}
    for word in words:
        assert not word.startswith("-") or word == "-" or word in {*known, "--help", "-h"}, f"{line}: {word}"


def test_the_tutorial_installs_as_the_readme_does():
    """Its first line is the README's command, without the tools of developers and without a release to set."""
    readme, *_ = (block.text for block in blocks(ROOT / "README.md") if block.heading == "Two commands")
    tutorial, *_ = (block.text for block in blocks(ROOT / "docs" / "tutorial.md"))
    assert tutorial.splitlines()[0] == readme.replace(".[dev]", ".").rpartition(" && ")[0]


@pytest.mark.parametrize("name", made_pages())
def test_what_is_made_from_the_code_is_up_to_date(name):
    """Each part of a page that comes from the code is what the code gives now, and each error what is said now."""
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert made(name) == page, f"rewrite it with: python -m scripts.documentation --write {name}"


def test_each_case_goes_wrong():
    """Each case of errors has one thing to do, and no two cases the same line."""
    cases = [case for group in errors.groups() for case in group.get("case", ())]
    told = [line for case in cases for line in errors.provoked(case)]
    assert len(told) == len(set(told)) >= len(cases) > 50


def test_the_brand_guide_has_each_key():
    """Each key of a layout stands in an example of the guide, mostly with a picture, or is told in its text."""
    guide = ROOT / "docs" / "brand-guide.md"
    written: dict[str, set[str]] = {}
    for block in blocks(guide):
        if block.language == "toml":
            for name, value in tomllib.loads(block.text).items():
                written.setdefault(name, set()).update(value if isinstance(value, dict) else ())
    told = {words.partition(" = ")[0] for words in code(guide)}
    missing = [
        f"{section}.{key}"
        for section, field in LayoutFile.model_fields.items()
        for key in (getattr(field.annotation, "model_fields", None) or {"": None})
        if section not in {*written, *told} or (key and section != "type" and key not in written[section] | told)
    ]
    assert not missing, f"put them into docs/brand-guide.md, with a picture: {missing}"
