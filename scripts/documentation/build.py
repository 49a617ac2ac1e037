"""Pages, made parts and pictures become a site, with every link checked."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from pressprint.conformance.reference import reference_page as clauses_page
from pressprint.layouts.reference import reference_page as keys_page
from scripts.documentation import api, commands, errors, fields, languages, pictures, presets

ROOT = Path(__file__).resolve().parent.parent.parent
DOCS = ROOT / "docs"
TARGET = ROOT / "build" / "documentation"

PARTS = {
    "api": api.page,
    "commands": commands.page,
    "errors": errors.page,
    "fields": fields.page,
    "languages": languages.page,
    "presets": presets.page,
}
"""What is made from the code, by the name that stands in `<!-- made: NAME -->` in a page."""

WHOLE = {"layout-keys.md": keys_page, "conformance.md": clauses_page}
"""The pages that are made from end to end, by commands of their own."""

_PART = re.compile(r"(<!-- made: (?P<name>\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def filled(text: str) -> str:
    """A page with its made parts as the code has them now."""
    return _PART.sub(lambda match: f"{match[1]}\n{PARTS[match['name']]().strip()}\n\n{match[3]}", text)


def made_pages() -> list[str]:
    """The names of the pages of docs/ that hold what is made from the code."""
    parts = [path.name for path in DOCS.glob("*.md") if _PART.search(path.read_text(encoding="utf-8"))]
    return sorted({*parts, *WHOLE})


def made(name: str) -> str:
    """A page of docs/ that holds what is made from the code, as it is made now."""
    return WHOLE[name]() if name in WHOLE else filled((DOCS / name).read_text(encoding="utf-8"))


def write(*pages: str) -> int:
    """Rewrites the made parts in docs/, of all pages and with the pictures, or of some pages alone."""
    for name in pages or made_pages():
        (DOCS / name).write_text(made(name), encoding="utf-8")
    if not pages:
        pictures.write(DOCS, DOCS / "pictures")
    return 0


def build() -> int:
    """Builds the site; gives the exit code, which is not 0 where a link leads nowhere."""
    shutil.rmtree(TARGET, ignore_errors=True)
    shutil.copytree(DOCS, TARGET / "docs")
    for name in made_pages():
        (TARGET / "docs" / name).write_text(made(name), encoding="utf-8")
    pictures.write(TARGET / "docs", TARGET / "docs" / "pictures")
    shutil.copy(ROOT / "CHANGELOG.md", TARGET / "docs" / "changelog.md")
    index = TARGET / "docs" / "index.md"
    index.write_text(index.read_text(encoding="utf-8").replace("../CHANGELOG.md", "changelog.md"), encoding="utf-8")
    shutil.copy(Path(__file__).parent / "style.css", TARGET / "docs")
    shutil.copy(Path(__file__).parent / "zensical.toml", TARGET)
    done = subprocess.run([sys.executable, "-m", "zensical", "build", "--strict"], cwd=TARGET, check=False)
    if done.returncode == 0:
        print(f"{(TARGET / 'site' / 'index.html').relative_to(ROOT)} opens the documentation")
    return done.returncode
