"""What all tests share: invented releases, layouts written for a test, and expected text in files."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from pressprint import Layout, Release, load_layout
from pressprint.fonts import find, open_book
from pressprint.pages import Document, compose
from pressprint.text import prepare

ROOT = Path(__file__).resolve().parent.parent

SHIPPED = ("agency", "company", "ministry", "wire")

# The same examples in each run, so that what fails once fails always; a slow machine is no failure.
settings.register_profile("pressprint", derandomize=True, deadline=None, database=None)
settings.load_profile("pressprint")

LOGO = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30" width="90" height="30">
  <path d="M5 25 L15 5 L25 25 Z" fill="#6b1f5c"/>
  <rect x="35" y="10" width="50" height="10" fill="#6b1f5c"/>
</svg>
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the one switch that rewrites expected text."""
    parser.addoption(
        "--update-expected",
        action="store_true",
        help="write what the tests find to their expected/*.txt, to be read as a diff before it is committed",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Keeps the switch from where nobody would read the diff: CI, and runs on several processes."""
    if config.getoption("--update-expected") and (os.environ.get("CI") or config.getoption("numprocesses", None)):
        raise pytest.UsageError("--update-expected is for one process at a desk, not for CI and not with -n")


@pytest.fixture
def same_as_expected(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """A function that compares a text with a file in `expected/` beside the test; the switch writes the file."""

    def compare(text: str, name: str) -> None:
        file = request.path.parent / "expected" / f"{name}.txt"
        text = text.rstrip("\n") + "\n"
        if request.config.getoption("--update-expected"):
            if not file.exists() or file.read_text(encoding="utf-8") != text:
                file.parent.mkdir(exist_ok=True)
                file.write_text(text, encoding="utf-8")
                pytest.skip(f"wrote {file.relative_to(ROOT)}; read its diff, then run again without the switch")
            return
        assert text == file.read_text(encoding="utf-8"), f"read the difference; then perhaps --update-expected ({name})"

    return compare


@pytest.fixture(autouse=True)
def _nothing_of_the_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Each test runs in an empty folder, without the layouts and the fonts of whoever runs it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PRESSPRINT_LAYOUTS", raising=False)
    monkeypatch.setattr("pressprint.fonts.find.system_folders", list)
    monkeypatch.setattr("pressprint.fonts.find.ENTRY_POINTS", ())
    monkeypatch.setattr("pressprint.assets.LAYOUTS", _shipped_layouts())
    find.forget()
    yield
    find.forget()


@cache
def _shipped_layouts() -> Path:
    """The shipped layouts alone: whoever tries a brand out in the checkout may have put it beside them."""
    folder = Path(tempfile.mkdtemp(prefix="pressprint-layouts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name in SHIPPED:
        shutil.copytree(ROOT / "layouts" / name, folder / name)
    return folder


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder beside the checkout that holds the seed and the archive."""
    return ROOT.parent / "shared"


@pytest.fixture(scope="session")
def agency() -> Layout:
    """The shipped layout."""
    return load_layout("agency")


@pytest.fixture(scope="session")
def release_of() -> Callable[..., Release]:
    """A function that makes a small English release of an invented office, with the fields it is given."""

    def make(**fields: Any) -> Release:
        return Release(**{"title": "The lighthouse at Grey Point is lit again", "language": "en", **fields})

    return make


@pytest.fixture(params=SHIPPED)
def shipped_layout(request: pytest.FixtureRequest) -> Layout:
    """Each of the shipped layouts."""
    return load_layout(request.param)


@pytest.fixture(scope="session")
def full_release(release_of: Callable[..., Release]) -> Release:
    """A release of one page that holds one of each thing that can be set."""
    return release_of(
        kickers=["Coasts", "Heritage"],
        subtitle="After eleven years the light turns once more",
        reference="LO-12-2026",
        date="2026-03-12",
        place="Grey Point",
        status="immediate",
        lead="The Lighthouse Office has lit the lamp at Grey Point again. It is seen far out.",
        body=[
            "The lamp was built in 1907; its lens weighs two tonnes. Ships have asked for it.",
            {"type": "heading", "content": "How it was done"},
            {
                "type": "paragraph",
                "content": [
                    "Two ",
                    {"type": "strong", "content": "keepers"},
                    " and ",
                    {"type": "emphasis", "content": "one fitter"},
                    " read the plans, see ",
                    {"type": "link", "href": "https://www.lights.example/plans", "content": "the plans"},
                    ". Write to lamp@lights.example.",
                ],
            },
            {"type": "quote", "text": "It is a fine light.", "speaker": "Ines Falk", "role": "Keeper"},
            {"type": "list", "items": ["a lens", "a lamp"]},
            {"type": "divider"},
            {"type": "list", "ordered": True, "start": 9, "items": ["the tower", "the door"]},
        ],
        notes=["The office keeps 31 lights."],
        boilerplate="The Lighthouse Office looks after the lights of the north coast.",
        legal="Dates may change.",
        contacts=[
            {"name": "Maud Kervella", "role": "Press", "phone": "+44 20 7946 0018", "email": "maud@lights.example"},
            {"name": "Owen Pryce", "phone": "+44 20 7946 0019"},
        ],
        links=["https://www.lights.example"],
        keywords=["lighthouses", "coasts"],
        organisation={"name": "Lighthouse Office", "country": "GB"},
    )


@pytest.fixture(scope="session")
def compose_release(agency: Layout) -> Callable[..., Document]:
    """A function that sets a release and gives its pages, before they are painted."""

    def run(release: Release, layout: Layout | None = None) -> Document:
        layout = layout or agency
        return compose(prepare(release)[0], layout, open_book(layout))[0]

    return run


@pytest.fixture
def write_layout(tmp_path: Path) -> Callable[..., Path]:
    """A function that writes a layout under a name, with its other files, and gives its folder."""

    def write(toml: str | bytes, name: str = "brand", **files: str | bytes) -> Path:
        folder = tmp_path / "layouts" / name
        folder.mkdir(parents=True, exist_ok=True)
        for file, content in {"layout_toml": toml, **files}.items():
            data = content.encode() if isinstance(content, str) else content
            (folder / ".".join(file.rsplit("_", 1))).write_bytes(data)
        return folder

    return write


@pytest.fixture(scope="session")
def logo() -> str:
    """A small logo as SVG."""
    return LOGO
