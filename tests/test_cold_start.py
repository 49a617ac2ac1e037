"""What a process that sets one release loads: no more than the release needs.

Time itself is not tested here; `benchmarks/cold.py` measures it.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

# Each takes as long to load as a release takes to set, or longer.
NEVER = {
    "fontTools",
    "numpy",
    "pikepdf",
    "pressprint.conformance",
    "pypdf",
    "pypdfium2",
    "reportlab.graphics",
    "reportlab.platypus",
    "rich",
    "ssl",
    "statistics",
    "svglib",
    "xml.etree.ElementTree",
}
# What some releases need: a moment, a number, a divided word, ideographs, right to left, front matter.
SELDOM = {"babel", "bidi", "budoux", "phonenumbers", "pyphen", "segno", "uniseg", "yaml"}

TEXT = "The port opens on Monday, and the ferries of the northern line will call at it again.\n"
PHONE = "contacts: [{{name: Ines Falk, phone: {}}}]\n"
ENDS_WITH_MODULES = "import atexit, sys; atexit.register(lambda: print(*sorted(sys.modules), sep='\\n')); "


def loaded(code: str, *arguments: str) -> set[str]:
    """The modules that a fresh process has loaded at its end."""
    command = [sys.executable, "-c", ENDS_WITH_MODULES + code, *arguments]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(run.stdout.splitlines())


def with_fields(fields: str) -> str:
    """A release with front matter."""
    return f"---\ntitle: The port opens\nlanguage: en\n{fields}---\n{TEXT}"


def rendered(text: str, tmp_path: Path) -> set[str]:
    """The modules that the command has loaded when it has set a release."""
    (tmp_path / "release.md").write_text(text, encoding="utf-8")
    modules = loaded("from pressprint.__main__ import main; main()", "render", "release.md", "-o", "release.pdf")
    assert (tmp_path / "release.pdf").read_bytes().startswith(b"%PDF")
    return modules


def test_a_bare_release(tmp_path):
    """A text without front matter is set without anything that only other releases need."""
    text = f"# The port opens\n\n{TEXT}\nIt was closed for the winter, and the quay has been widened since.\n"
    modules = rendered(text, tmp_path)
    assert modules >= {"pressprint.cli", "reportlab.pdfgen.canvas", "uharfbuzz"}
    assert not modules & (NEVER | SELDOM)


@pytest.mark.parametrize(
    ("fields", "needed"),
    [
        ("date: 2026-05-19\nplace: Marrowby\n", {"yaml"}),
        ("embargo: 2026-05-20 06:00 Europe/London\n", {"yaml", "babel"}),
        (PHONE.format("+44 1632 960142"), {"yaml", "phonenumbers"}),
    ],
)
def test_a_release_loads_what_it_needs(tmp_path, fields, needed):
    """What some releases need is loaded for them, and nothing else with it."""
    modules = rendered(with_fields(fields), tmp_path)
    assert modules & SELDOM == needed
    assert not modules & NEVER


def test_an_address_loads_segno(tmp_path):
    """The library for QR codes, which loads much itself, is loaded for a release with an address of its own."""
    assert rendered(with_fields("url: www.port.example/opens\n"), tmp_path) & SELDOM == {"yaml", "segno"}


def test_a_number_loads_its_country(tmp_path):
    """Of the telephone numbers of the world those of one country are loaded."""
    modules = rendered(with_fields(PHONE.format("+33 1 99 00 12 34")), tmp_path)
    regions = {name.rpartition("_")[2] for name in modules if name.startswith("phonenumbers.data.region_")}
    assert regions == {"FR"}


def test_a_divided_word_loads_pyphen(tmp_path):
    """Pyphen is loaded where a word has to be divided."""
    sample = Path(__file__).parents[1] / "samples" / "regenkunde-de.md"
    assert "pyphen" in rendered(sample.read_text(encoding="utf-8"), tmp_path)


def test_a_plain_import_loads_no_stage():
    """`import pressprint` loads nothing before a name is asked for, and then what has the name."""
    assert not [
        name for name in loaded("import pressprint") if name.startswith(("pressprint.", "pydantic", "reportlab"))
    ]
    modules = loaded("from pressprint import Release")
    assert "pressprint.release" in modules
    assert not modules & (NEVER | SELDOM | {"pressprint.pdf", "reportlab"})


def test_the_package_is_a_command():
    """`python -m pressprint` is the command."""
    run = subprocess.run([sys.executable, "-m", "pressprint", "--version"], capture_output=True, text=True, check=True)
    assert run.stdout.startswith("pressprint, version ")
